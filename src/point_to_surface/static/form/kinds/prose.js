/** Prose: a written answer that a person marks. */

import { make } from "../dom.js";
import { noteLine } from "../parts.js";
import { countWords, rubric, writtenField } from "../writing.js";

export const prose = {
  parts: () => [""],
  partTitle: () => "",
  answered: (item, answer) => Boolean(answer),
  lookup: () => null,
  problems(item, answer, t) {
    const words = countWords(answer || "");
    if (!words) return [{ part: "", text: t("blank_prose") }];
    if (!(words > item.max_words)) return [];
    return [{ part: "", text: t("over_limit", { n: words, max: item.max_words }), shown: true }];
  },
  build(item, ctx) {
    const note = noteLine(ctx);
    const field = writtenField(ctx, { label: ctx.t("prose_label"), max: item.max_words, describedBy: note.id });
    return {
      el: make("div", {}, rubric(item, ctx), field.el, note),
      read: field.get,
      write: field.set,
      lock: field.lock,
      refresh: field.refresh,
      fields: { "": { note, focus: field.focus } },
      place: (node) => field.area.after(node),
    };
  },
};
