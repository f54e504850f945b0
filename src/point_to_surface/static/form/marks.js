/** Paragraph marks such as [27], and what they lead to. */

import { make } from "./dom.js";

/** Gives a mark such as [27] its link and its topic, as far as the spec knows them. */
export function linkMark(mark, ctx) {
  const known = ctx.spec.paragraphs?.[mark.dataset.p];
  if (!known) return;
  mark.title = known.topic ?? "";
  if (!known.href) return;
  mark.href = known.href;
  if (ctx.newTab) Object.assign(mark, { target: "_blank", rel: "noopener" });
}

export function makeMark(number, ctx) {
  const mark = make("a", { class: "pts-p", "data-p": number }, `[${number}]`);
  linkMark(mark, ctx);
  return mark;
}

/** A line such as "Where to read [12] [13]"; with topics when `topics` is set. */
export function readingLine(label, numbers, ctx, topics = false) {
  if (!numbers?.length) return null;
  const entries = numbers.map((number) => {
    const topic = topics ? ctx.spec.paragraphs?.[number]?.topic : "";
    return make("span", { class: "pts-read-entry" }, makeMark(number, ctx), topic ? ` ${topic}` : "");
  });
  return make("p", { class: "pts-read" }, make("span", { class: "pts-label" }, label), ...entries);
}
