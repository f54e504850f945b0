/** Timeline: put events in order and say of each, where asked, its level and its year. */

import { asList, isRecord, make } from "../dom.js";
import { dragRow } from "../drag.js";
import { lanes } from "../lanes.js";
import { announcer, undoButton } from "../parts.js";
import { buildEvent } from "../timeline-event.js";
import { reportTimeline } from "../timeline-report.js";

const eventTitle = (item, id) => item.events.find((event) => event.id === id)?.title ?? "";
const years = (answer) => (isRecord(answer?.years) ? answer.years : {});
const levels = (answer) => (isRecord(answer?.levels) ? answer.levels : {});

/** The placed events that the item knows, each once. */
function orderOf(item, answer) {
  const order = asList(answer?.order).filter((id) => item.events.some((event) => event.id === id));
  return order.filter((id, at) => order.indexOf(id) === at);
}

const yearIn = (text) => String(text ?? "").match(/[0-9]{4}/)?.[0] ?? "";

/** Events placed after one to which the learner gave a later year. */
function contradictions(item, answer, t) {
  const dated = orderOf(item, answer).filter((id) => yearIn(years(answer)[id]));
  return dated.slice(1).flatMap((id, at) => {
    const [before, after] = [dated[at], id].map((one) => (
      { title: eventTitle(item, one), year: yearIn(years(answer)[one]) }));
    if (before.year <= after.year) return [];
    return [{ part: id, text: t("order_and_years", { other: before.title, other_year: before.year, year: after.year }) }];
  });
}

export const timeline = {
  nothing: "earned_nothing_set",
  parts: (item) => item.events.map((event) => event.id),
  partTitle: (item, part) => eventTitle(item, part),
  answered(item, answer, part) {
    return orderOf(item, answer).includes(part) && Boolean(levels(answer)[part] || !item.levels?.length);
  },
  problems(item, answer, t) {
    const blanks = item.events.flatMap(({ id }) => {
      if (!orderOf(item, answer).includes(id)) return [{ part: id, text: t("blank_event") }];
      return item.levels?.length && !levels(answer)[id] ? [{ part: id, text: t("blank_level") }] : [];
    });
    return [...blanks, ...contradictions(item, answer, t)];
  },
  unready(item, answer, t) {
    const order = orderOf(item, answer);
    return order.length < 2 && !Object.keys(levels(answer)).length ? t("blank_timeline") : "";
  },
  decisions(item, answer) {
    const order = orderOf(item, answer);
    return Object.keys(item.open.parts).map((part) => ({ part, key: keyOf(part, order, answer) }));
  },
  facts({ item, answer, parts, sections, t }) {
    const left = item.events.filter(({ id }) => !orderOf(item, answer).includes(id)).map((event) => event.title);
    const worth = ({ id, points, earned }) => (
      `${t(`section_${id}`)}: ${t("score", { earned, points: t.count("points", points) })}.`);
    const pairs = Object.entries(parts).filter(([part, row]) => part.includes("|") && !row.free && row.key);
    const right = pairs.filter(([, row]) => row.verdict === "right").length;
    return [
      sections.length > 1 ? sections.map(worth).join(" ") : "",
      pairs.length ? t.count("relations", pairs.length, { right }) : "",
      left.length ? t("still_unplaced", { events: left.join("; ") }) : "",
    ].filter(Boolean);
  },
  report: (ctx, item, verdict) => reportTimeline(ctx, item, verdict, (id) => eventTitle(item, id)),
  build: (item, ctx) => new TimelineView(item, ctx),
};

/** What the learner said to one judged part: the order of two events, a level, or a year. */
function keyOf(part, order, answer) {
  if (part.includes("|")) {
    const [one, other] = part.split("|").map((id) => order.indexOf(id));
    if (one < 0 || other < 0) return null;
    return one < other ? "before" : "after";
  }
  const [field, id] = part.split("/");
  const value = (field === "level" ? levels(answer) : years(answer))[id];
  return typeof value === "string" && value ? value : null;
}

class TimelineView {
  constructor(item, ctx) {
    Object.assign(this, { item, ctx, order: [], locked: false });
    const { t } = ctx;
    this.live = announcer();
    this.picture = lanes(item.levels ?? [], (id) => eventTitle(item, id));
    this.list = make("ol", { class: "pts-order" });
    this.tray = make("ul", { class: "pts-tray" });
    this.cards = new Map(item.events.map((event) => [event.id, this.card(event)]));
    this.empty = make("p", { class: "pts-gloss" }, t("timeline_empty"));
    this.trayName = make("p", { class: "pts-label pts-list-name" }, t("timeline_tray"));
    this.undo = undoButton(ctx, item.title, {
      read: () => this.read(),
      write: (answer) => this.show(answer),
      kept: ({ order, levels: said }) => ({ order, levels: said }),
    });
    this.el = make("div", { class: "pts-timeline pts-set" },
      this.picture.el, make("p", { class: "pts-label pts-list-name" }, t("timeline_list")), this.empty, this.list,
      this.trayName, this.tray, this.undo.el, this.live.el);
    this.fields = Object.fromEntries([...this.cards].map(([id, card]) => [id, {
      note: card.note,
      focus: () => (this.order.includes(id) ? card.focusSaid : card.focusMove)(),
    }]));
    this.show({});
  }

  card(event) {
    const card = buildEvent(this.item, event, this.ctx, {
      earlier: () => this.move(event.id, -1),
      later: () => this.move(event.id, 1),
      add: () => this.put(event.id, this.order.length),
      out: () => this.takeOut(event.id),
    });
    dragRow(card.grip, card.el, {
      list: this.list, mayDrag: () => !this.locked, drop: (at) => this.put(event.id, at),
    });
    return card;
  }

  move(id, by) {
    const from = this.order.indexOf(id);
    const to = from + by;
    const { t } = this.ctx;
    if (this.locked) return;
    if (to < 0 || to >= this.order.length) {
      this.live.say(t(by < 0 ? "already_first" : "already_last", { event: eventTitle(this.item, id) }));
      return;
    }
    // The neighbour moves, not the event itself: so the focus stays where it is.
    const card = this.cards.get(id).el;
    const neighbour = this.cards.get(this.order[to]).el;
    this.glide(() => (by < 0 ? card.after(neighbour) : card.before(neighbour)));
    this.reorder(id, to);
  }

  /** Places an event, new or not, at a position. */
  put(id, at) {
    if (this.locked) return;
    this.reorder(id, at);
    this.cards.get(id).focusMove();
  }

  takeOut(id) {
    if (this.locked) return;
    this.order = this.order.filter((one) => one !== id);
    this.arrange();
    this.live.say(this.ctx.t("taken_out", { event: eventTitle(this.item, id) }));
    this.ctx.changed();
    this.cards.get(id).focusMove();
  }

  reorder(id, at) {
    this.order = this.order.filter((one) => one !== id);
    this.order.splice(at, 0, id);
    this.arrange();
    this.live.say(this.whereabouts(id));
    this.ctx.changed();
  }

  whereabouts(id) {
    const { t } = this.ctx;
    const at = this.order.indexOf(id);
    const [before, after] = [this.order[at - 1], this.order[at + 1]].map((one) => one && eventTitle(this.item, one));
    const vars = { event: eventTitle(this.item, id), n: at + 1, total: this.order.length, before, after };
    if (before && after) return t("placed_between", vars);
    if (before) return t("placed_last", vars);
    return after ? t("placed_first", vars) : t("placed_alone", vars);
  }

  /** Brings lists and picture in line with the order, moving only what stands elsewhere. */
  arrange() {
    const unplaced = this.item.events.map((event) => event.id).filter((id) => !this.order.includes(id));
    for (const [list, ids] of [[this.list, this.order], [this.tray, unplaced]]) {
      ids.forEach((id, at) => {
        const { el } = this.cards.get(id);
        if (list.children[at] !== el) list.insertBefore(el, list.children[at] ?? null);
      });
    }
    this.cards.forEach((card, id) => card.place(this.order.indexOf(id), this.order.length));
    this.empty.hidden = this.order.length > 0;
    this.list.hidden = !this.order.length;
    this.trayName.hidden = this.tray.hidden = !unplaced.length;
  }

  /** Shows where things went, for those who have not asked for less motion. */
  glide(change) {
    const cards = [...this.list.children];
    const tops = cards.map((card) => card.getBoundingClientRect().top);
    change();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    cards.forEach((card, at) => {
      const by = tops[at] - card.getBoundingClientRect().top;
      const steps = [{ transform: `translateY(${by}px)` }, { transform: "none" }];
      if (by) card.animate(steps, { duration: 160, easing: "ease-out" });
    });
  }

  read() {
    const cards = [...this.cards];
    const said = (name) => Object.fromEntries(cards.map(([id, card]) => [id, card[name]()]).filter((pair) => pair[1]));
    const answer = { order: [...this.order], levels: said("level"), years: said("year") };
    return Object.fromEntries(Object.entries(answer).filter(([, value]) => Object.keys(value).length));
  }

  show(answer) {
    this.order = orderOf(this.item, answer);
    this.cards.forEach((card, id) => card.say(levels(answer)[id], years(answer)[id]));
    this.arrange();
  }

  write(answer) {
    this.show(answer);
    this.undo.forget();
  }

  lock(on) {
    this.locked = on;
    this.cards.forEach((card) => card.lock(on));
    this.el.classList.toggle("pts-locked", on);
  }

  refresh() {
    this.cards.forEach((card) => card.refresh());
    this.picture.show(this.order, (id) => this.cards.get(id).level(), this.ctx.t("no_level_yet"));
    this.undo.step();
  }

  place(node, part) {
    (part === null ? this.el : this.cards.get(part).result).append(node);
  }
}
