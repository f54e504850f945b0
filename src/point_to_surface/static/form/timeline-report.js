/** What is said to a checked timeline: wrong relations by name first, the rest on demand. */

import { make } from "./dom.js";
import { explanation, namedReason, onDemand } from "./report.js";

const AT_ONCE = 4;

/** Relations whose own reason is known come before those that follow from several. */
const byDirectness = ([, one], [, other]) => one.why.length - other.why.length;

function placedWords(ctx, part, row, titleOf) {
  const [one, other] = part.split("|").map(titleOf);
  const [first, then] = row.key === "after" ? [other, one] : [one, other];
  return make("span", {}, ctx.t("placed_before", { first, then }));
}

function relations(ctx, item, rows, titleOf) {
  return rows.map(([part, row]) => namedReason(ctx, item, row, placedWords(ctx, part, row, titleOf)));
}

/** @returns {{node: Element, part: ?string}[]} */
export function reportTimeline(ctx, item, { parts }, titleOf) {
  const rows = Object.entries(parts);
  const pairs = rows.filter(([part, row]) => part.includes("|") && row.key);
  const marked = pairs.filter(([, row]) => !row.free).sort(byDirectness);
  const wrong = relations(ctx, item, marked.filter(([, row]) => row.verdict !== "right"), titleOf);
  const right = relations(ctx, item, marked.filter(([, row]) => row.verdict === "right"), titleOf);
  const open = relations(ctx, item, pairs.filter(([, row]) => row.free), titleOf);
  const first = make("div", { class: "pts-why pts-relations" }, ...wrong.slice(0, AT_ONCE));
  ctx.link(first);
  return [
    ...(wrong.length ? [{ node: first, part: null }] : []),
    ...onDemand(ctx, ctx.t("relations_more"), wrong.slice(AT_ONCE)),
    ...onDemand(ctx, ctx.t("relations_right"), right),
    ...onDemand(ctx, ctx.t("relations_open"), open),
    ...rows.filter(([part, row]) => !part.includes("|") && row.key).map(([part, row]) => said(ctx, item, part, row)),
  ];
}

/** The verdict on a level or a year, in the card of its event. */
function said(ctx, item, part, row) {
  const [field, id] = part.split("/");
  const name = ctx.t(field === "level" ? "level" : "year");
  return { part: id, node: explanation(ctx, item, part, row, { name, others: false }) };
}
