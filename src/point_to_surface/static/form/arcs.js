/** Drawn links as thin arcs beside the names of their ends: a picture for the eye; the list beside it says it all. */

import { make } from "./dom.js";

const ROW = 44;
const MOST_REACH = 72;
const SVG = "http://www.w3.org/2000/svg";

function svg(tag, props) {
  const el = document.createElementNS(SVG, tag);
  Object.entries(props).forEach(([name, value]) => el.setAttribute(name, value));
  return el;
}

const reach = (rows) => Math.min(MOST_REACH, 14 + 12 * rows);

/** An arc from row to row, to the left of the names at `x`, with an arrow head where it ends. */
function arc(from, to, x) {
  const [start, end] = [from, to].map((row) => ROW * (row + 0.5) + (to > from ? 4 : -4) * (row === from ? 1 : -1));
  const bow = x - reach(Math.abs(to - from));
  const group = svg("g", { class: "pts-arc" });
  group.append(
    svg("path", { d: `M${x} ${start}C${bow} ${start} ${bow} ${end} ${x} ${end}` }),
    svg("path", { class: "pts-arrow", d: `M${x + 4} ${end}l-9-4v8z` }));
  return group;
}

export function arcs(ends) {
  const height = ROW * ends.length;
  const x = 0.75 * reach(ends.length - 1) + 4;
  const drawing = svg("svg", { viewBox: `0 0 ${x + 6} ${height}`, width: x + 6, height });
  const rows = ends.map((end) => make("span", {}, make("span", {}, end.title)));
  const el = make("div", { class: "pts-arcs", "aria-hidden": "true", hidden: true }, drawing,
    make("div", { class: "pts-arc-ends" }, ...rows));
  const row = (id) => ends.findIndex((end) => end.id === id);
  return {
    el,
    show(pairs) {
      drawing.replaceChildren(...pairs.map(([from, to]) => arc(row(from), row(to), x)));
      rows.forEach((span, at) => span.classList.toggle("pts-linked", pairs.flat().includes(ends[at].id)));
      el.hidden = !pairs.length;
    },
  };
}
