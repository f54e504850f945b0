/** Choice: one of several options. */

import { make } from "../dom.js";
import { clearButton, noteLine, radioGroup } from "../parts.js";

export const choice = {
  parts: () => [""],
  partTitle: () => "",
  answered: (item, answer) => Boolean(answer),
  lookup: (item, answer) => answer || null,
  problems: (item, answer, t) => (answer ? [] : [{ part: "", text: t("blank_choice") }]),
  build(item, ctx) {
    const note = noteLine(ctx);
    const group = radioGroup(ctx, {
      legend: ctx.t("choose_one"), options: item.options, className: "pts-stack", describedBy: note.id,
    });
    const clear = clearButton(ctx, item.title, [group]);
    let locked = false;
    return {
      el: make("div", {}, group.el, note, clear.el),
      read: group.get,
      write: (answer) => group.set(typeof answer === "string" ? answer : ""),
      lock: (on) => { locked = on; group.lock(on); },
      refresh: () => clear.update(locked),
      fields: { "": { note, focus: group.focus } },
      place: (node) => (group.row(group.get()) ?? group.el).append(node),
    };
  },
};
