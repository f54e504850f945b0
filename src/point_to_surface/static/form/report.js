/** What is said to a checked answer: the word, the reason, and on demand what would be said to the others. */

import { disclosure, make } from "./dom.js";
import { readingLine } from "./marks.js";
import { STATUSES } from "./parts.js";
import { bestVerdict, worth } from "./verdicts.js";

/** A verdict as a sign and a word; `words` may say it in other words. */
export function verdictMark(verdict, t, words = "") {
  return make("span", { class: `pts-verdict pts-${verdict}` },
    make("span", { class: "pts-sign", "aria-hidden": "true" }, t(`sign_${verdict}`)), words || t(`verdict_${verdict}`));
}

const shownVerdict = (row) => (row.free ? "free" : row.verdict);

/** The option of that id which a part offers, wherever its kind keeps the options. */
function optionOf(item, part, id) {
  const column = (item.columns ?? []).find((one) => part.endsWith(`/${one.id}`));
  const options = item.options ?? column?.options ?? item.levels ?? item.units ?? [];
  return options.find((option) => option.id === id);
}

/** What a reason is about: the option it names, or the status at the end of its id. */
function whyLabel(item, part, id, entry, t) {
  const option = optionOf(item, part, entry.option);
  if (option) return make("span", { html: option.text });
  const tail = id.split("/").pop();
  return STATUSES.includes(tail) ? make("span", {}, t(`status_${tail}`)) : null;
}

function otherWhy(ctx, item, part, id) {
  const entry = item.open.why[id];
  const verdict = entry.option ? bestVerdict(item, part, entry.option) : null;
  const label = whyLabel(item, part, id, entry, ctx.t);
  const head = label || verdict
    ? make("p", { class: "pts-other-name" }, label, verdict ? verdictMark(verdict, ctx.t) : null) : null;
  return make("div", { class: "pts-other" }, head, make("div", { class: "pts-text", html: entry.html }));
}

function otherReasons(ctx, item, part, row) {
  const { why = {} } = item.open;
  const others = Object.keys(why).filter((id) => (part === "" || id.startsWith(`${part}/`)) && !row.why.includes(id));
  if (!others.length || row.verdict === "blank") return null;
  const summary = ctx.t(row.verdict === "right" ? "others_right" : "others");
  return disclosure(summary, "pts-more", ...others.map((id) => otherWhy(ctx, item, part, id)));
}

/** The reasons of one looked-up entry, and where to read again. */
export function reasons(ctx, item, row) {
  const why = item.open.why ?? {};
  const chosen = row.why.filter((id) => Object.hasOwn(why, id));
  const numbers = [...new Set(chosen.flatMap((id) => why[id].paragraphs ?? []))];
  return [
    ...chosen.map((id) => make("div", { class: "pts-text", html: why[id].html })),
    readingLine(ctx.t("read_again"), numbers, ctx, true),
  ];
}

/**
 * The explanation of one part: of what was chosen at once, of the others on demand.
 * @param {{name?: string, words?: string, mark?: boolean, others?: boolean}} show  a name before the verdict; other
 *   words for it; whether to show the verdict at all (a whole says it already); whether to offer the others
 */
export function explanation(ctx, item, part, row, { name = "", words = "", mark = part !== "", others = true } = {}) {
  const label = name ? make("span", { class: "pts-label" }, name) : null;
  const el = make("div", { class: "pts-why" },
    mark ? make("p", { class: "pts-result-line" }, label, verdictMark(shownVerdict(row), ctx.t, words)) : null,
    ...reasons(ctx, item, row),
    others ? otherReasons(ctx, item, part, row) : null);
  ctx.link(el);
  return el;
}

/** Part by part: how most kinds report. @returns {{node: Element, part: ?string}[]} */
export function reportParts(ctx, item, { parts }) {
  return Object.entries(parts).map(([part, row]) => ({ part, node: explanation(ctx, item, part, row) }));
}

/** A named thing with its verdict in words and its reasons, as an entry of a list. */
export function namedReason(ctx, item, row, name, mark) {
  return make("div", { class: "pts-other" },
    make("p", { class: "pts-other-name" }, name, mark ?? verdictMark(shownVerdict(row), ctx.t)),
    ...reasons(ctx, item, row));
}

/** On demand: a list under a summary; nothing when there is nothing to list. */
export function onDemand(ctx, summary, entries) {
  if (!entries.length) return [];
  const node = disclosure(summary, "pts-more pts-others", ...entries);
  ctx.link(node);
  return [{ node, part: null }];
}

/**
 * For kinds where one picks some of many: what was picked is explained there, the rest on demand.
 * @param {{wanted, trap, either, chosen_either: string}} words  string keys for what was left, by what it is
 * @param {(part: string) => Element} name
 */
export function reportSet(ctx, item, { parts }, words, name) {
  const rows = Object.entries(parts);
  const chosen = rows.filter(([, row]) => row.key === "yes").map(([part, row]) => (
    { part, node: explanation(ctx, item, part, row, { others: false, words: row.free ? ctx.t(words.either) : "" }) }));
  const left = rows.filter(([, row]) => row.key === "no").map(([part, row]) => {
    const value = worth(item.open, part);
    const mark = value > 0 ? verdictMark("not-yet", ctx.t, ctx.t(words.wanted))
      : verdictMark(value < 0 ? "right" : "free", ctx.t, ctx.t(value < 0 ? words.trap : words.either));
    return { value, node: namedReason(ctx, item, row, name(part), mark) };
  }).sort((a, b) => b.value - a.value);
  return [...chosen, ...onDemand(ctx, ctx.t("others"), left.map((one) => one.node))];
}
