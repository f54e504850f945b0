/** The form: all items of an exercise, their progress, and what is missing. */

import { button, copy, isEmpty, isRecord, make, translator } from "./dom.js";
import { ItemBox, unknownItem } from "./item.js";
import { kinds } from "./kinds.js";
import { linkMark } from "./marks.js";

const CHANGE_DELAY = 250;

class Form {
  constructor(root, { spec, strings, answers, onChange, readOnly, newTab }) {
    Object.assign(this, { root, spec, onChange, readOnly, timers: new Map(), audited: false, boxes: [] });
    this.ctx = this.makeContext(spec, strings, newTab);
    this.known = (item) => Object.hasOwn(kinds, item.kind);
    this.graded = spec.items.every((item) => !item.open);
    this.build();
    this.listen();
    this.boxes.forEach((box) => box.lock(readOnly));
    this.setAnswers(answers);
  }

  makeContext(spec, strings, newTab) {
    // Random, not counted: the same exercise may stand twice on a page, from two copies of this module.
    const prefix = `pts-${Math.random().toString(36).slice(2, 8)}`;
    let count = 0;
    const ctx = {
      spec,
      newTab,
      t: translator(strings ?? {}, spec.language || "en"),
      level: spec.heading_level ?? 3,
      uid: (what) => `${prefix}-${what}-${(count += 1)}`,
      later: (name, delay, run) => this.later(name, delay, run),
    };
    ctx.link = (el) => el.querySelectorAll("a.pts-p").forEach((mark) => linkMark(mark, ctx));
    return ctx;
  }

  build() {
    const { spec, ctx } = this;
    const items = spec.items.map((item) => {
      if (!this.known(item)) return unknownItem(item, ctx);
      this.boxes.push(new ItemBox(item, this));
      return this.boxes.at(-1).el;
    });
    this.el = make("section", { class: "pts", lang: spec.language, "aria-label": spec.title },
      this.buildHead(), spec.intro ? make("div", { class: "pts-text pts-intro", html: spec.intro }) : null,
      this.buildSummary(), ...items, this.buildFoot());
    ctx.link(this.el);
    this.root.replaceChildren(this.el);
  }

  buildHead() {
    const { t } = this.ctx;
    const points = this.spec.items.reduce((sum, item) => sum + (item.points ?? 0), 0);
    const facts = [
      this.spec.minutes ? t.count("minutes", this.spec.minutes) : "",
      this.spec.items.length > 1 ? t("points_total", { points: t.count("points", points) }) : "",
    ].filter(Boolean);
    this.words = make("p", { class: "pts-progress-words", role: "status" });
    this.bar = make("div", { class: "pts-bar-done" });
    const progress = make("div", { class: "pts-progress" }, this.words,
      make("div", { class: "pts-bar", "aria-hidden": "true" }, this.bar));
    progress.hidden = this.parts().length < 2;
    return make("div", { class: "pts-top" },
      facts.length ? make("p", { class: "pts-facts" }, facts.join(" · ")) : null, progress);
  }

  buildSummary() {
    this.summary = make("div", {
      class: "pts-summary", tabindex: "-1", role: "group", "aria-label": this.ctx.t("summary"), hidden: true,
    });
    return this.summary;
  }

  buildFoot() {
    const wanted = this.graded && !this.readOnly && this.boxes.length;
    const audit = button(this.ctx.t("audit"), "", () => { this.audit(); this.summary.focus(); }, "pts-primary");
    this.status = make("p", { class: "pts-saved", role: "status" });
    return make("div", { class: "pts-foot" }, wanted ? audit : null, this.status);
  }

  listen() {
    this.leave = () => this.flush();
    this.hide = () => { if (document.visibilityState === "hidden") this.flush(); };
    this.el.addEventListener("focusout", this.leave);
    window.addEventListener("pagehide", this.leave);
    document.addEventListener("visibilitychange", this.hide);
  }

  parts() {
    return this.boxes.flatMap((box) => box.kind.parts(box.item).map((part) => ({ box, part })));
  }

  /* A named timer, so that a second call replaces the first and destroy() ends them all. */
  later(name, delay, run) {
    clearTimeout(this.timers.get(name));
    this.timers.set(name, setTimeout(() => { this.timers.delete(name); run(); }, delay));
  }

  changed(box) {
    box.hideMessage();
    box.view.refresh();
    this.showProgress();
    if (this.audited) this.audit();
    if (this.onChange) this.later("change", CHANGE_DELAY, () => this.onChange(this.getAnswers()));
  }

  /** Hands on at once what is still waiting to be handed on. */
  flush() {
    if (!this.timers.has("change")) return;
    clearTimeout(this.timers.get("change"));
    this.timers.delete("change");
    this.onChange(this.getAnswers());
  }

  showProgress() {
    const parts = this.parts();
    const done = parts.filter(({ box, part }) => box.kind.answered(box.item, box.read(), part)).length;
    const words = this.ctx.t("progress", { done, total: parts.length });
    if (this.words.textContent !== words) this.words.textContent = words;
    this.bar.style.inlineSize = `${parts.length ? (100 * done) / parts.length : 0}%`;
  }

  /** Says, beside the fields and summed up at the top, what can be told without a key. */
  audit() {
    this.audited = true;
    const { t } = this.ctx;
    const found = this.boxes.map((box) => ({ box, problems: box.kind.problems(box.item, box.read(), t) }));
    found.forEach(({ box, problems }) => box.note(problems));
    const links = found.flatMap(({ box, problems }) => problems.map((problem) => this.problemLink(box, problem)));
    const lead = links.length ? t.count("summary", links.length) : t("summary_none");
    this.summary.replaceChildren(
      make("p", { class: "pts-summary-lead" }, lead),
      links.length ? make("ul", {}, ...links.map((link) => make("li", {}, link))) : "");
    this.summary.hidden = false;
  }

  problemLink(box, { part, text }) {
    const where = [box.item.title, box.kind.partTitle(box.item, part)].filter(Boolean).join(" · ");
    const field = box.view.fields[part];
    const go = (event) => { event.preventDefault(); field.focus(); };
    return make("a", { href: `#${field.note.id}`, onclick: go },
      make("span", { class: "pts-where" }, where), " ", text);
  }

  setStatus(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  getAnswers() {
    const mine = this.boxes.map((box) => [box.item.id, box.read()]).filter(([, answer]) => !isEmpty(answer));
    return copy({ ...this.others, ...Object.fromEntries(mine) });
  }

  setAnswers(answers) {
    const given = isRecord(answers) ? copy(answers) : {};
    // Answers to items that this form cannot show are carried along, never lost.
    this.others = { ...given };
    for (const box of this.boxes) {
      delete this.others[box.item.id];
      box.write(given[box.item.id]);
    }
    this.showProgress();
    if (this.audited) this.audit();
  }

  destroy() {
    this.flush();
    this.timers.forEach((timer) => clearTimeout(timer));
    window.removeEventListener("pagehide", this.leave);
    document.removeEventListener("visibilitychange", this.hide);
    this.el.remove();
  }
}

/**
 * Shows the items of `spec` in `root`, in place of what stands there.
 * @param {Element} root
 * @param {object} options
 * @param {object} options.spec  compiled exercise
 * @param {Object<string, string>} options.strings  the "form" section of the strings
 * @param {object} [options.answers]  answers by item id; anything it does not understand is left aside
 * @param {?(answers: object) => void} [options.onChange]  called at most 300 ms after a change, and at once on leaving
 * @param {boolean} [options.readOnly]
 * @param {boolean} [options.newTab]  open paragraph links in a new tab (a notebook must not be navigated away)
 * @returns {{getAnswers(): object, setAnswers(answers: object): void, setStatus(text: string): void, destroy(): void}}
 */
export function mountForm(root, { spec, strings, answers = {}, onChange = null, readOnly = false, newTab = false }) {
  const form = new Form(root, { spec, strings, answers, onChange, readOnly, newTab });
  return {
    getAnswers: () => form.getAnswers(),
    setAnswers: (next) => form.setAnswers(next),
    setStatus: (text) => form.setStatus(text),
    destroy: () => form.destroy(),
  };
}
