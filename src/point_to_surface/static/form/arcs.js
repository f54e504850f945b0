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

/** Shows the ends that are linked, in the order in which they are listed. */
export function arcs(ends) {
  const drawing = svg("svg", {});
  const names = make("div", { class: "pts-arc-ends" });
  const el = make("div", { class: "pts-arcs", "aria-hidden": "true", hidden: true }, drawing, names);
  return {
    el,
    show(pairs) {
      const shown = ends.filter((end) => pairs.flat().includes(end.id));
      const row = (id) => shown.findIndex((end) => end.id === id);
      const x = 0.75 * reach(Math.max(1, shown.length - 1)) + 4;
      const [width, height] = [x + 6, ROW * shown.length];
      Object.entries({ viewBox: `0 0 ${width} ${height}`, width, height }).forEach(([name, value]) => (
        drawing.setAttribute(name, value)));
      drawing.replaceChildren(...pairs.map(([from, to]) => arc(row(from), row(to), x)));
      names.replaceChildren(...shown.map((end) => make("span", {}, make("span", {}, end.title))));
      el.hidden = !pairs.length;
    },
  };
}
