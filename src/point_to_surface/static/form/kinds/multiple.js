/** Multiple: tick all that apply. */

import { asList, make } from "../dom.js";
import { checkGroup, clearButton, noteLine } from "../parts.js";
import { reportSet } from "../report.js";

const WORDS = { wanted: "left_wanted", trap: "left_trap", either: "left_either" };

export const multiple = {
  nothing: "earned_nothing_set",
  parts: () => [""],
  partTitle: () => "",
  answered: (item, answer) => asList(answer).length > 0,
  problems: (item, answer, t) => (asList(answer).length ? [] : [{ part: "", text: t("blank_multiple") }]),
  decisions(item, answer) {
    const chosen = asList(answer);
    const word = (id) => (chosen.includes(id) ? "yes" : "no");
    return item.options.map(({ id }) => ({ part: id, key: chosen.length ? word(id) : null }));
  },
  facts: () => [],
  report: (ctx, item, verdict) => reportSet(ctx, item, verdict, WORDS, (part) => (
    make("span", { html: item.options.find((option) => option.id === part).text }))),
  build(item, ctx) {
    const note = noteLine(ctx);
    const group = checkGroup(ctx, {
      legend: ctx.t("tick_all"), options: item.options, className: "pts-stack", describedBy: note.id,
    });
    const clear = clearButton(ctx, item.title, [group]);
    const el = make("div", { class: "pts-set" }, group.el, note, clear.el);
    let locked = false;
    return {
      el,
      read: group.get,
      write: (answer) => group.set(asList(answer)),
      lock: (on) => { locked = on; group.lock(on); },
      refresh: () => clear.update(locked),
      fields: { "": { note, focus: group.focus } },
      place: (node, part) => (part === null ? el : group.row(part)).append(node),
    };
  },
};
