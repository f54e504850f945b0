/** One item in the form, whatever its kind. */

import { button, disclosure, isEmpty, make, same } from "./dom.js";
import { kinds } from "./kinds.js";
import { reportParts, verdictMark } from "./report.js";
import { verdictOn } from "./verdicts.js";

/** An item in the form: heading, rule, prompt, controls, and for practice the check. */
export class ItemBox {
  constructor(item, form) {
    this.item = item;
    this.form = form;
    this.kind = kinds[item.kind];
    this.ctx = { ...form.ctx, changed: () => form.changed(this) };
    this.titleId = this.ctx.uid("title");
    this.results = [];
    this.view = this.kind.build(item, this.ctx);
    this.el = this.build();
    this.el.addEventListener("input", () => form.changed(this));
  }

  build() {
    const { item, ctx } = this;
    const el = make("div", { class: "pts-item", role: "group", "aria-labelledby": this.titleId, "data-item": item.id },
      ...itemHead(item, ctx, this.titleId), this.view.el,
      item.hint ? disclosure(ctx.t("hint"), "pts-more", make("div", { class: "pts-text", html: item.hint })) : null,
      this.canCheck() ? this.buildCheck() : null);
    return el;
  }

  canCheck() {
    return Boolean(this.item.open) && !this.form.readOnly;
  }

  buildCheck() {
    const { title } = this.item;
    this.message = make("p", { class: "pts-note", tabindex: "-1", hidden: true });
    this.checkButton = button(this.ctx.t("check"), title, () => this.check(), "pts-primary");
    this.changeButton = button(this.ctx.t("change"), title, () => this.reopen(true));
    this.changeButton.hidden = true;
    return make("div", { class: "pts-actions" }, this.message, this.checkButton, this.changeButton);
  }

  read() {
    return this.view.read();
  }

  /** Shows an answer that comes from outside; one that is shown already is left as it stands. */
  write(answer) {
    const now = this.read();
    if (same(now, answer) || (isEmpty(now) && isEmpty(answer))) return;
    this.reopen(false);
    this.view.write(answer);
    this.view.refresh();
  }

  lock(on) {
    this.view.lock(on);
    this.view.refresh();
  }

  /** Shows messages beside the fields they are about. */
  note(problems) {
    for (const [part, field] of Object.entries(this.view.fields)) {
      const texts = problems.filter((problem) => problem.part === part && !problem.shown).map((problem) => problem.text);
      field.note.textContent = texts.join(" ");
      field.note.hidden = !texts.length;
    }
  }

  check() {
    const { ctx, item, kind } = this;
    const answer = this.read();
    const unready = kind.unready?.(item, answer, ctx.t);
    if (unready) return this.askFirst(unready);
    const verdict = verdictOn(item, answer, kind);
    if (verdict.verdict === "blank") return this.askFirst(ctx.t("check_blank"));
    this.hideMessage();
    const whole = this.resultBox(verdict, answer);
    this.put(whole, null);
    for (const { node, part } of (kind.report ?? reportParts)(ctx, item, verdict, answer)) this.put(node, part);
    this.lock(true);
    this.swapButtons(true);
    whole.focus();
    return undefined;
  }

  /** Too little is answered yet: say so, and give nothing away. */
  askFirst(text) {
    this.message.textContent = text;
    this.message.hidden = false;
    this.message.focus();
  }

  hideMessage() {
    if (this.message) this.message.hidden = true;
  }

  put(node, part) {
    this.results.push(node);
    this.view.place(node, part);
  }

  resultBox({ verdict, points, parts, sections }, answer) {
    const { ctx: { t }, item, kind } = this;
    const score = t("score", { earned: points, points: t.count("points", item.points) });
    const facts = kind.facts?.({ item, answer, parts, sections, t }) ?? this.stillBlank(parts);
    // Some parts are right and yet nothing is earned: without a word that would look like a mistake.
    if (points === 0 && verdict === "partly") facts.unshift(t(kind.nothing ?? "earned_nothing"));
    return make("div", { class: "pts-result", tabindex: "-1", role: "group", "aria-label": t("result") },
      make("p", { class: "pts-result-line" }, verdictMark(verdict, t), make("span", { class: "pts-score" }, score)),
      ...facts.map((fact) => make("p", { class: "pts-still" }, fact)));
  }

  stillBlank(parts) {
    const blanks = Object.keys(parts).filter((part) => parts[part].verdict === "blank");
    const names = blanks.map((part) => this.kind.partTitle(this.item, part)).join("; ");
    return blanks.length ? [this.ctx.t("still_blank", { parts: names })] : [];
  }

  swapButtons(checked) {
    this.checkButton.hidden = checked;
    this.changeButton.hidden = !checked;
  }

  /** Takes the result away and gives the answer back to the learner. */
  reopen(focus) {
    if (!this.results.length) return;
    this.results.forEach((node) => node.remove());
    this.results = [];
    this.lock(this.form.readOnly);
    this.swapButtons(false);
    if (focus) Object.values(this.view.fields)[0].focus();
  }
}

function itemHead(item, ctx, titleId) {
  return [
    make("div", { class: "pts-head" },
      make(`h${ctx.level}`, { class: "pts-title", id: titleId }, item.title),
      make("p", { class: "pts-points" }, ctx.t.count("points", item.points))),
    item.rule ? disclosure(ctx.t("rule"), "pts-more pts-rule", make("div", { class: "pts-text", html: item.rule })) : null,
    make("div", { class: "pts-text pts-prompt", html: item.prompt }),
  ];
}

/** An item of a kind this version does not know: say so and leave its answer alone. */
export function unknownItem(item, ctx) {
  return make("div", { class: "pts-item", "data-item": item.id },
    make(`h${ctx.level}`, { class: "pts-title" }, item.title),
    make("p", { class: "pts-note" }, ctx.t("unknown_kind", { kind: String(item.kind) })));
}
