/** The picture of a timeline: a lane for each level, events as numbered dots in their order. The list says the same. */

import { make, plain } from "./dom.js";

const NARROW = 560; // pixels
const MOST_ALONG = 6;

/** Shows the placed events; years are not known to the form, so what it draws is order and never distance. */
export function lanes(levels, titleOf) {
  const el = make("div", { class: "pts-lanes", "aria-hidden": "true", hidden: true });
  let narrow = false;
  let events = 0;
  const turn = () => el.classList.toggle("pts-lanes-down", narrow || events > MOST_ALONG);
  new ResizeObserver(([entry]) => {
    narrow = entry.contentRect.width > 0 && entry.contentRect.width < NARROW;
    turn();
  }).observe(el);

  function lane(name, at) {
    const label = make("span", { class: "pts-lane-name" }, name);
    const line = make("span", { class: "pts-lane-line" });
    [label, line].forEach((one) => one.style.setProperty("--lane", at));
    return [label, line];
  }

  function dot(id, at, row) {
    const number = make("span", { class: "pts-dot" }, String(at + 1));
    const event = make("span", { class: "pts-lane-event" }, number, make("span", { class: "pts-lane-title" }, titleOf(id)));
    event.style.setProperty("--at", at);
    event.style.setProperty("--lane", row);
    return event;
  }

  /** @param {(id: string) => string} levelOf  "" while the learner has not said it */
  function show(order, levelOf, unsaid) {
    const row = (id) => levels.findIndex((level) => level.id === levelOf(id));
    const open = levels.length > 0 && order.some((id) => row(id) < 0);
    const names = [...levels.map((level) => plain(level.text)), ...(open ? [unsaid] : levels.length ? [] : [""])];
    el.replaceChildren(...names.flatMap(lane),
      ...order.map((id, at) => dot(id, at, row(id) < 0 ? names.length - 1 : row(id))));
    el.style.setProperty("--events", order.length);
    el.style.setProperty("--lanes", names.length);
    events = order.length;
    turn();
    el.classList.toggle("pts-lanes-bare", !levels.length);
    el.hidden = order.length === 0;
  }

  return { el, show };
}
