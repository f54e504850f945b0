/** Written text: its field, its count, its rubric. */

import { disclosure, hiddenText, make } from "./dom.js";

const COUNT_DELAY = 1200;

/** Words as the engine counts them: runs between white space, and every Chinese character for itself. */
export function countWords(text) {
  const chinese = /[\u4e00-\u9fff]/g;
  return (text.match(chinese)?.length ?? 0) + text.replace(chinese, " ").split(/\s+/).filter(Boolean).length;
}

export function writeKeepingCaret(area, text) {
  if (area.value === text) return;
  const { selectionStart, selectionEnd } = area;
  area.value = text;
  if (area === area.ownerDocument.activeElement) area.setSelectionRange(selectionStart, selectionEnd);
}

/** A text of several lines, with its label, its count, and a copy that prints whole. */
export function writtenField(ctx, { label, of = "", prompt = "", max, rows = 8, describedBy }) {
  const id = ctx.uid("prose");
  const promptId = ctx.uid("prompt");
  const count = wordCount({ max_words: max }, ctx);
  const area = make("textarea", {
    id, rows, class: "pts-area", lang: ctx.spec.language,
    "aria-describedby": [prompt ? promptId : "", count.id, describedBy].filter(Boolean).join(" "),
  });
  const printed = make("div", { class: "pts-printed", "aria-hidden": "true" });
  return {
    el: make("div", { class: "pts-field" },
      make("label", { class: "pts-label", for: id }, label, of ? hiddenText(`: ${of}`) : null),
      prompt ? make("div", { class: "pts-text pts-small", id: promptId, html: prompt }) : null, area, printed, count.el),
    area,
    get: () => (area.value.trim() ? area.value : ""),
    set: (text) => writeKeepingCaret(area, typeof text === "string" ? text : ""),
    lock: (on) => { area.readOnly = on; },
    focus: () => area.focus(),
    refresh: () => { count.show(countWords(area.value)); printed.textContent = area.value; },
  };
}

/** A count for the eye at every key, and for the ear only once the typing pauses. */
function wordCount(item, ctx) {
  const id = ctx.uid("count");
  const seen = make("p", { class: "pts-count", id });
  const heard = make("p", { class: "pts-vh", role: "status" });
  let last = null;
  const say = (n) => {
    if (!item.max_words) return ctx.t.count("words", n);
    const key = n > item.max_words ? "words_over" : "words_of";
    return ctx.t(key, { n, max: item.max_words, over: n - item.max_words });
  };
  const show = (n) => {
    if (n === last) return;
    seen.textContent = say(n);
    seen.classList.toggle("pts-over", n > item.max_words);
    if (last !== null) ctx.later("count" + id, COUNT_DELAY, () => { heard.textContent = say(n); });
    last = n;
  };
  return { id, el: make("div", {}, seen, heard), show };
}

export function rubric(item, ctx) {
  if (!item.rubric?.length) return null;
  const rows = item.rubric.map(({ criterion, levels }) => make("div", { class: "pts-criterion" },
    make("p", { class: "pts-criterion-name", html: criterion }),
    make("ul", { class: "pts-levels" }, ...levels.map((level) => make("li", {},
      make("span", { class: "pts-level-points" }, ctx.t.count("points", level.points)),
      make("span", { html: level.text }))))));
  return disclosure(ctx.t("rubric"), "pts-more", make("div", { class: "pts-rubric" }, ...rows));
}
