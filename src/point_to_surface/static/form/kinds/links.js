/** Links: draw which of several things helped to bring about which. */

import { arcs } from "../arcs.js";
import { asList, button, make, same } from "../dom.js";
import { announcer, noteLine, selectField, undoButton } from "../parts.js";
import { explanation, namedReason, onDemand, verdictMark } from "../report.js";
import { entryFor, worth } from "../verdicts.js";

const MOST = 60;
const ANY_OTHER = "*pair";

const nameOf = (pair) => pair.join(">");
const endTitle = (item, id) => item.ends.find((end) => end.id === id)?.title ?? "";
const worded = (item, pair) => pair.map((id) => endTitle(item, id)).join(" → ");

/** The pairs of an answer that the item knows, each once. */
function pairsOf(item, answer) {
  const known = (id) => item.ends.some((end) => end.id === id);
  const pairs = asList(answer).filter((pair) => (
    Array.isArray(pair) && pair.length === 2 && pair[0] !== pair[1] && pair.every(known)));
  return pairs.filter((pair, at) => pairs.findIndex((other) => same(other, pair)) === at).slice(0, MOST);
}

/** What the table says to a link that it does not name. */
function unnamed(open) {
  const entry = open[ANY_OTHER] ?? open.parts?.[ANY_OTHER];
  return entry && !("earned" in entry) ? entryFor(open, ANY_OTHER, "yes") : entry;
}

export const links = {
  nothing: "earned_nothing_set",
  parts: () => [""],
  partTitle: () => "",
  answered: (item, answer) => pairsOf(item, answer).length > 0,
  problems(item, answer, t) {
    const pairs = pairsOf(item, answer);
    if (!pairs.length) return [{ part: "", text: t("blank_links") }];
    const both = pairs.filter(([a, b]) => a < b && pairs.some((pair) => same(pair, [b, a])));
    return both.map(([a, b]) => ({ part: "", text: t("both_ways", { one: endTitle(item, a), other: endTitle(item, b) }) }));
  },
  decisions(item, answer) {
    const pairs = pairsOf(item, answer);
    const drawn = pairs.map(nameOf);
    const named = Object.keys(item.open.parts ?? {}).filter((part) => part !== ANY_OTHER);
    const word = (part) => (drawn.includes(part) ? "yes" : "no");
    return [
      ...named.map((part) => ({ part, key: pairs.length ? word(part) : null })),
      ...drawn.filter((part) => !named.includes(part)).map((part) => ({ part, key: "yes", row: unnamed(item.open) })),
    ];
  },
  facts({ item, parts, t }) {
    const wanted = Object.entries(parts).filter(([part]) => worth(item.open, part) > 0);
    return [t("links_found", { found: wanted.filter(([, row]) => row.key === "yes").length, needed: wanted.length })];
  },
  report(ctx, item, { parts }) {
    const rows = Object.entries(parts);
    const drawn = rows.filter(([, row]) => row.key === "yes");
    const left = rows.filter(([part, row]) => row.key === "no" && worth(item.open, part) >= 0)
      .sort(([a], [b]) => worth(item.open, b) - worth(item.open, a));
    const mark = (part) => (worth(item.open, part) > 0
      ? verdictMark("not-yet", ctx.t, ctx.t("link_wanted")) : verdictMark("free", ctx.t));
    return [
      ...drawn.map(([part, row]) => ({ part, node: explanation(ctx, item, part, row, { others: false }) })),
      ...onDemand(ctx, ctx.t("links_left"), left.map(([part, row]) => (
        namedReason(ctx, item, row, make("span", {}, worded(item, part.split(">"))), mark(part))))),
    ];
  },
  build: (item, ctx) => new LinksView(item, ctx),
};

class LinksView {
  constructor(item, ctx) {
    Object.assign(this, { item, ctx, pairs: [], rows: new Map(), locked: false });
    const { t } = ctx;
    this.note = noteLine(ctx);
    this.told = make("p", { class: "pts-note", role: "status", hidden: true });
    this.from = selectField(ctx, { label: t("link_from"), options: item.ends, describedBy: this.note.id });
    this.to = selectField(ctx, { label: t("link_to"), options: item.ends, describedBy: this.note.id });
    this.draw = button(t("draw_link"), "", () => this.add());
    this.live = announcer();
    this.picture = arcs(item.ends);
    this.list = make("ul", { class: "pts-drawn" });
    this.empty = make("p", { class: "pts-gloss" }, t("no_links"));
    this.undo = undoButton(ctx, item.title, { read: () => this.pairs, write: (pairs) => this.show(pairs) });
    this.el = make("div", { class: "pts-set" },
      make("div", { class: "pts-drawing" }, this.from.el, this.to.el, this.draw), this.told,
      make("p", { class: "pts-label pts-list-name" }, t("links_drawn")), this.picture.el, this.empty, this.list,
      this.note, this.undo.el, this.live.el);
    this.fields = { "": { note: this.note, focus: () => this.from.focus() } };
  }

  add() {
    if (this.locked) return;
    const pair = [this.from.get(), this.to.get()];
    const problem = this.problem(pair);
    this.told.textContent = problem;
    this.told.hidden = !problem;
    if (problem) return;
    this.show([...this.pairs, pair]);
    this.live.say(this.ctx.t.count("link_drawn", this.pairs.length, { link: worded(this.item, pair) }));
    this.to.set("");
    this.ctx.changed();
  }

  problem(pair) {
    const { t } = this.ctx;
    if (!pair[0] || !pair[1]) return t("link_needs_both");
    if (pair[0] === pair[1]) return t("link_to_itself");
    if (this.pairs.some((other) => same(other, pair))) return t("link_there");
    return this.pairs.length >= MOST ? t("too_many_links", { n: MOST }) : "";
  }

  remove(pair) {
    const at = this.pairs.findIndex((other) => same(other, pair));
    this.show(this.pairs.filter((other, index) => index !== at));
    this.live.say(this.ctx.t("link_removed", { link: worded(this.item, pair) }));
    this.ctx.changed();
    const next = this.list.children[Math.min(at, this.pairs.length - 1)];
    (next ? next.querySelector("button") : this.draw).focus();
  }

  show(pairs) {
    this.pairs = pairs;
    const names = pairs.map(nameOf);
    this.rows.forEach((row, name) => { if (!names.includes(name)) { row.remove(); this.rows.delete(name); } });
    pairs.forEach((pair) => {
      const name = nameOf(pair);
      if (!this.rows.has(name)) this.rows.set(name, this.row(pair));
      this.list.append(this.rows.get(name));
    });
    this.picture.show(pairs);
  }

  row(pair) {
    const words = worded(this.item, pair);
    return make("li", {}, make("div", { class: "pts-drawn-line" }, make("span", {}, words),
      button(this.ctx.t("remove"), words, () => this.remove(pair), "pts-quiet pts-remove")));
  }

  read() {
    return this.pairs;
  }

  write(answer) {
    this.show(pairsOf(this.item, answer));
    this.undo.forget();
  }

  lock(on) {
    this.locked = on;
    this.from.lock(on);
    this.to.lock(on);
    this.el.classList.toggle("pts-locked", on);
  }

  refresh() {
    this.from.refresh();
    this.to.refresh();
    this.undo.step();
    this.empty.hidden = this.pairs.length > 0;
    this.list.hidden = !this.pairs.length;
  }

  place(node, part) {
    (part === null ? this.el : this.rows.get(part)).append(node);
  }
}
