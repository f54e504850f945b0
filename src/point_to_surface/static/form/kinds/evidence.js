/** Evidence: choose the paragraphs that support a statement. */

import { asList, make } from "../dom.js";
import { makeMark } from "../marks.js";
import { checkGroup, clearButton, noteLine } from "../parts.js";
import { reportSet } from "../report.js";
import { worth } from "../verdicts.js";

const EVIDENCE_WORDS = { wanted: "evidence_wanted", trap: "evidence_trap", either: "evidence_either" };

/** A paragraph by number and topic, both plain text. */
function paragraphName(number, ctx) {
  const topic = ctx.spec.paragraphs?.[number]?.topic ?? "";
  return make("span", {}, make("b", { class: "pts-number" }, ctx.t("paragraph", { n: String(number) })), ` ${topic}`);
}

/** What is needed and found apart from what is relevant: one may lack in either. */
function coverage({ item, parts, t }) {
  const rows = Object.entries(parts);
  const needed = rows.filter(([part]) => worth(item.open, part) > 0);
  const found = needed.filter(([, row]) => row.key === "yes").length;
  const beside = rows.filter(([part, row]) => row.key === "yes" && worth(item.open, part) < 0).length;
  return [t("coverage", { found, needed: needed.length }), beside ? t.count("beside", beside) : t("beside_none")];
}

export const evidence = {
  nothing: "earned_nothing_set",
  parts: () => [""],
  partTitle: () => "",
  answered: (item, answer) => asList(answer).length > 0,
  problems: (item, answer, t) => (asList(answer).length ? [] : [{ part: "", text: t("blank_evidence") }]),
  decisions(item, answer) {
    const chosen = asList(answer).map(String);
    const word = (part) => (chosen.includes(part) ? "yes" : "no");
    return item.candidates.map(String).map((part) => ({ part, key: chosen.length ? word(part) : null }));
  },
  facts: coverage,
  report: (ctx, item, verdict) => reportSet(ctx, item, verdict, EVIDENCE_WORDS, (part) => paragraphName(part, ctx)),
  build(item, ctx) {
    const note = noteLine(ctx);
    const options = item.candidates.map((number) => ({
      id: number,
      node: paragraphName(number, ctx),
      aside: ctx.spec.paragraphs?.[number]?.href ? make("p", { class: "pts-read" }, makeMark(number, ctx)) : null,
    }));
    const group = checkGroup(ctx, {
      legend: ctx.t("evidence_legend"), options, className: "pts-stack pts-paragraphs", describedBy: note.id,
    });
    const clear = clearButton(ctx, item.title, [group]);
    const statement = make("blockquote", { class: "pts-statement pts-text", html: item.statement });
    const el = make("div", { class: "pts-set" }, statement, group.el, note, clear.el);
    let locked = false;
    return {
      el,
      read: () => group.get().map(Number),
      write: (answer) => group.set(asList(answer).map(String)),
      lock: (on) => { locked = on; group.lock(on); },
      refresh: () => clear.update(locked),
      fields: { "": { note, focus: group.focus } },
      place: (node, part) => (part === null ? el : group.row(part)).append(node),
    };
  },
};
