/** One event of a timeline: its words, the buttons that move it, its level and its year. */

import { button, make } from "./dom.js";
import { noteLine, radioGroup, textField } from "./parts.js";

const LONGEST_YEAR = 20;

function moveButton(text, of, run, sign) {
  const el = button(text, of, run, "pts-move");
  el.prepend(make("span", { class: "pts-arrow-sign", "aria-hidden": "true" }, sign));
  return el;
}

/** @param {{earlier, later, add, out: () => void}} on */
export function buildEvent(item, event, ctx, on) {
  const { t } = ctx;
  const note = noteLine(ctx);
  const titleId = ctx.uid("event");
  const grip = make("span", { class: "pts-grip", "aria-hidden": "true", title: t("drag") });
  const earlier = moveButton(t("move_before"), event.title, on.earlier, "↑");
  const later = moveButton(t("move_after"), event.title, on.later, "↓");
  const out = button(t("take_out"), event.title, on.out, "pts-quiet");
  const add = button(t("add_event"), event.title, on.add);
  const level = item.levels?.length
    ? radioGroup(ctx, { legend: t("level_legend"), options: item.levels, className: "pts-row", describedBy: note.id })
    : null;
  const year = item.ask_years
    ? textField(ctx, {
      label: t("year"), of: event.title, inputmode: "numeric", maxlength: LONGEST_YEAR, describedBy: note.id,
    })
    : null;
  const said = make("div", { class: "pts-said" }, level?.el ?? null, year?.el ?? null);
  const result = make("div", {});
  const el = make("li", {}, make("div", { class: "pts-event", role: "group", "aria-labelledby": titleId },
    make("div", { class: "pts-event-head" }, grip, make("div", { class: "pts-event-words" },
      make("p", { class: "pts-event-title", id: titleId }, event.title),
      event.text ? make("div", { class: "pts-text pts-small", html: event.text }) : null)),
    make("div", { class: "pts-moves" }, earlier, later, out, add), said, note, result));
  let placed = false;
  const hasWords = () => Boolean(level?.get() || year?.get());
  return {
    el,
    grip,
    note,
    result,
    level: () => level?.get() ?? "",
    year: () => year?.get() ?? "",
    say(chosen, text) {
      level?.set(chosen ?? "");
      year?.set(text ?? "");
    },
    /** Shows the event as placed at a position, or below 0 as one that waits. */
    place(at, total) {
      placed = at >= 0;
      grip.textContent = placed ? String(at + 1) : "";
      [earlier, later, out].forEach((one) => { one.hidden = !placed; });
      add.hidden = placed;
      earlier.setAttribute("aria-disabled", String(at === 0));
      later.setAttribute("aria-disabled", String(at === total - 1));
    },
    // An event that waits says nothing of level and year, unless it was told already.
    refresh() { said.hidden = !placed && !hasWords(); },
    lock(on) {
      level?.lock(on);
      year?.lock(on);
    },
    focusMove: () => (placed ? earlier : add).focus(),
    focusSaid: () => (level && !level.get() ? level : year ?? level ?? { focus: () => earlier.focus() }).focus(),
  };
}
