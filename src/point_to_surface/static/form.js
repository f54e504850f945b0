/**
 * The one form of the course: shows the items of a compiled exercise, in a book page or a notebook.
 *
 * It knows no key. A practice item brings `open`, a table of verdicts computed from the key by the
 * engine; all that happens here is to look up and to sum. A graded item brings no `open`; then
 * the form says only what can be told without a key: what is blank, and what disagrees.
 *
 * To add a kind of item, add one object to `kinds`; nothing else changes. See `Kind` below.
 *
 * Author texts are safe HTML from the compile step and are set as HTML; titles and topics are plain text.
 * What a learner writes only ever becomes a textarea's value or an element's textContent.
 */

const STATUSES = ["stated", "inferred", "open"];
const CANNOT_TELL = "cannot-tell";
const CHANGE_DELAY = 250;
const COUNT_DELAY = 1200;

/* ---------- small tools ---------- */

/** Makes an element; `html` takes author HTML, `onclick` and the like take listeners. */
function make(tag, props = {}, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "html") el.innerHTML = value ?? "";
    else if (name.startsWith("on")) el.addEventListener(name.slice(2), value);
    else if (value === true) el.setAttribute(name, "");
    else if (value !== false && value != null) el.setAttribute(name, value);
  }
  el.append(...children.filter((child) => child != null));
  return el;
}

/** Plain text of an author's HTML, for attributes and messages. */
function plain(html) {
  const template = document.createElement("template");
  template.innerHTML = html ?? "";
  return template.content.textContent.trim();
}

function hiddenText(text) {
  return make("span", { class: "pts-vh" }, text);
}

/** A button that says what it does, and to those who hear it alone also to which part. */
function button(text, of, onclick, className = "") {
  const tail = of ? hiddenText(`: ${of}`) : null;
  return make("button", { type: "button", class: `pts-button ${className}`.trim(), onclick }, text, tail);
}

function disclosure(summary, className, ...children) {
  const marker = make("span", { class: "pts-marker", "aria-hidden": "true" });
  return make("details", { class: className }, make("summary", {}, marker, summary), ...children);
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const copy = (value) => JSON.parse(JSON.stringify(value ?? {}));
const isRecord = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isEmpty = (answer) => !answer || (isRecord(answer) && Object.keys(answer).length === 0);

/**
 * Looks strings up: t(key, {name: value}) fills the {name}s; t.count(key, n) picks the plural form.
 * A missing key is logged, so that a test notices it, and shown as its name.
 */
function translator(strings, language) {
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const plurals = new Intl.PluralRules(language);
  const show = (value) => (typeof value === "number" ? numbers.format(value) : value);
  const t = (key, vars = {}) => {
    if (!(key in strings)) {
      console.error(`point-to-surface: no string "${key}"`);
      return key;
    }
    return strings[key].replace(/\{(\w+)\}/g, (whole, name) => (name in vars ? show(vars[name]) : whole));
  };
  t.count = (key, n, vars = {}) => {
    const form = `${key}_${plurals.select(n)}`;
    return t(form in strings ? form : `${key}_other`, { n, ...vars });
  };
  return t;
}

/* ---------- paragraph marks ---------- */

/** Gives a mark such as [27] its link and its topic, as far as the spec knows them. */
function linkMark(mark, ctx) {
  const known = ctx.spec.paragraphs?.[mark.dataset.p];
  if (!known) return;
  mark.title = known.topic ?? "";
  if (!known.href) return;
  mark.href = known.href;
  if (ctx.newTab) Object.assign(mark, { target: "_blank", rel: "noopener" });
}

function makeMark(number, ctx) {
  const mark = make("a", { class: "pts-p", "data-p": number }, `[${number}]`);
  linkMark(mark, ctx);
  return mark;
}

/** A line such as "Where to read [12] [13]"; with topics when `topics` is set. */
function readingLine(label, numbers, ctx, topics = false) {
  if (!numbers?.length) return null;
  const entries = numbers.map((number) => {
    const topic = topics ? ctx.spec.paragraphs?.[number]?.topic : "";
    return make("span", { class: "pts-read-entry" }, makeMark(number, ctx), topic ? ` ${topic}` : "");
  });
  return make("p", { class: "pts-read" }, make("span", { class: "pts-label" }, label), ...entries);
}

/* ---------- controls shared by kinds ---------- */

/** The shape of an evidence status: filled dot, half dot or ring; drawn, so that it prints. */
function statusShape(status) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `pts-shape pts-shape-${status}`);
  svg.setAttribute("aria-hidden", "true");
  const fill = { stated: "M8 1.5a6.5 6.5 0 0 1 0 13a6.5 6.5 0 0 1 0-13z", inferred: "M8 1.5a6.5 6.5 0 0 0 0 13z" };
  for (const d of ["M8 2a6 6 0 0 1 0 12a6 6 0 0 1 0-12z", fill[status]].filter(Boolean)) {
    const path = document.createElementNS(ns, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  svg.firstChild.setAttribute("class", "pts-shape-ring");
  return svg;
}

function statusOptions(t) {
  return STATUSES.map((id) => ({ id, text: t(`status_${id}`), gloss: t(`status_${id}_gloss`), shape: statusShape(id) }));
}

function optionRow(option, name) {
  const input = make("input", { type: "radio", name, value: option.id });
  const text = make("span", { class: "pts-option-text", html: option.text });
  const gloss = option.gloss ? make("span", { class: "pts-gloss" }, option.gloss) : null;
  const words = make("span", { class: "pts-option-words" }, text, gloss);
  const label = make("label", { class: "pts-choice" }, input, option.shape ?? null, words);
  return { input, el: make("div", { class: "pts-option" }, label) };
}

/**
 * A fieldset of native radio buttons.
 * @returns {{el, get(): string, set(id: string), lock(on: boolean), focus(), row(id: string): Element}}
 */
function radioGroup(ctx, { legend, options, className, describedBy }) {
  const name = ctx.uid("radio");
  const rows = new Map(options.map((option) => [option.id, optionRow(option, name)]));
  const inputs = [...rows.values()].map((row) => row.input);
  const list = make("div", { class: "pts-option-list" }, ...[...rows.values()].map((row) => row.el));
  const el = make("fieldset", { class: `pts-options ${className}`, "aria-describedby": describedBy },
    make("legend", { class: "pts-label" }, legend), list);
  return {
    el,
    get: () => inputs.find((input) => input.checked)?.value ?? "",
    set: (id) => inputs.forEach((input) => { input.checked = input.value === id; }),
    lock: (on) => inputs.forEach((input) => { input.disabled = on; }),
    focus: () => (inputs.find((input) => input.checked) ?? inputs[0])?.focus(),
    row: (id) => rows.get(id)?.el,
  };
}

/** "Clear": radio buttons cannot be unset by themselves, and undo must always be possible. */
function clearButton(ctx, of, groups) {
  const el = button(ctx.t("clear"), of, () => {
    groups.forEach((group) => group.set(""));
    groups[0].focus();
    ctx.changed();
  }, "pts-quiet pts-clear");
  const update = (locked) => {
    el.hidden = groups.every((group) => !group.get());
    el.classList.toggle("pts-gone", locked);
  };
  return { el, update };
}

/** Where a part's messages stand: beside the field they are about. */
function noteLine(ctx) {
  return make("p", { class: "pts-note", id: ctx.uid("note"), hidden: true });
}

/* ---------- kinds ---------- */

/**
 * What a kind of item has to offer. An answer is what stands under the item's id in the answers.
 * @typedef {object} Kind
 * @property {(item) => string[]} parts  ids of what is answered and judged one by one; [""] for one whole
 * @property {(item, part: string) => string} partTitle  plain name of a part, "" for one whole
 * @property {(item, answer, part: string) => boolean} answered  whether the part counts as answered
 * @property {(item, answer, part: string) => ?string} lookup  the key in `open.parts[part]`; null when blank
 * @property {(item, answer, t) => {part: string, text: string, shown: ?boolean}[]} problems  what can be
 *   told without a key; `shown` when the controls say it themselves already
 * @property {(item, ctx) => View} build  the controls
 *
 * @typedef {object} View
 * @property {Element} el
 * @property {() => *} read  the answer; empty ("" or {}) when blank
 * @property {(answer) => void} write  shows an answer; must accept anything
 * @property {(on: boolean) => void} lock
 * @property {() => void} refresh  called after every change
 * @property {Object<string, {note: Element, focus: () => void}>} fields  by part
 * @property {(node: Element, part: ?string) => void} place  puts a result where it belongs; part null: of the whole
 */

const choice = {
  parts: () => [""],
  partTitle: () => "",
  answered: (item, answer) => Boolean(answer),
  lookup: (item, answer) => answer || null,
  problems: (item, answer, t) => (answer ? [] : [{ part: "", text: t("blank_choice") }]),
  build(item, ctx) {
    const note = noteLine(ctx);
    const group = radioGroup(ctx, {
      legend: ctx.t("choose_one"), options: item.options, className: "pts-stack", describedBy: note.id,
    });
    const clear = clearButton(ctx, item.title, [group]);
    let locked = false;
    return {
      el: make("div", {}, group.el, note, clear.el),
      read: group.get,
      write: (answer) => group.set(typeof answer === "string" ? answer : ""),
      lock: (on) => { locked = on; group.lock(on); },
      refresh: () => clear.update(locked),
      fields: { "": { note, focus: group.focus } },
      place: (node) => (group.row(group.get()) ?? group.el).append(node),
    };
  },
};

const classify = {
  parts: (item) => item.cases.map((one) => one.id),
  partTitle: (item, part) => item.cases.find((one) => one.id === part)?.title ?? "",
  answered(item, answer, part) {
    const { value, status } = answer?.[part] ?? {};
    return Boolean(value && (status || !item.ask_status));
  },
  lookup(item, answer, part) {
    const { value, status = "" } = answer?.[part] ?? {};
    if (!value) return null;
    return item.ask_status ? `${value}|${status}` : value;
  },
  problems(item, answer, t) {
    return item.cases.flatMap(({ id }) =>
      caseProblems(item, answer?.[id] ?? {}, t).map((text) => ({ part: id, text })));
  },
  build(item, ctx) {
    const cases = new Map(item.cases.map((one) => [one.id, buildCase(item, one, ctx)]));
    const all = [...cases.values()];
    const el = make("div", { class: "pts-cases" }, ...all.map((one) => one.el));
    return {
      el,
      read: () => readCases(cases),
      write: (answer) => cases.forEach((one, id) => one.write(isRecord(answer?.[id]) ? answer[id] : {})),
      lock: (on) => all.forEach((one) => one.lock(on)),
      refresh: () => all.forEach((one) => one.refresh()),
      fields: Object.fromEntries(cases),
      place: (node, part) => (part === null ? el.prepend(node) : cases.get(part).result.append(node)),
    };
  },
};

/** What is blank or disagrees in one case, in words. */
function caseProblems(item, { value, status }, t) {
  if (!value && !status) return [t("blank_case")];
  if (!value) return [t("blank_value")];
  if (!item.ask_status) return [];
  if (!status) return [t("blank_status")];
  const cannotTell = value === CANNOT_TELL;
  if (cannotTell === (status === "open")) return [];
  const text = plain(item.options.find((option) => option.id === value)?.text);
  return [t(cannotTell ? "reconsider_status" : "reconsider_value", { value: text, status: t(`status_${status}`) })];
}

function readCases(cases) {
  const answer = {};
  cases.forEach((one, id) => {
    const part = one.read();
    if (Object.keys(part).length) answer[id] = part;
  });
  return answer;
}

function caseHead(one, ctx, titleId) {
  const label = one.fictional ? make("p", { class: "pts-label pts-fictional" }, ctx.t("fictional")) : null;
  return [
    make(`h${Math.min(ctx.level + 1, 6)}`, { class: "pts-case-title", id: titleId }, one.title),
    label,
    make("div", { class: "pts-text", html: one.text }),
    readingLine(ctx.t("read"), one.paragraphs, ctx),
  ];
}

function buildCase(item, one, ctx) {
  const note = noteLine(ctx);
  const titleId = ctx.uid("case");
  const result = make("div", {});
  const value = radioGroup(ctx, {
    legend: ctx.t("value_legend"), options: item.options, className: "pts-row", describedBy: note.id,
  });
  const status = item.ask_status
    ? radioGroup(ctx, {
      legend: ctx.t("status_legend"), options: statusOptions(ctx.t), className: "pts-row pts-statuses", describedBy: note.id,
    })
    : null;
  const groups = [value, status].filter(Boolean);
  const clear = clearButton(ctx, one.title, groups);
  let locked = false;
  return {
    el: make("div", { class: "pts-case", role: "group", "aria-labelledby": titleId },
      ...caseHead(one, ctx, titleId), ...groups.map((group) => group.el), note, clear.el, result),
    note,
    result,
    // A message about a missing status leads to the status, every other one to the value.
    focus: () => (value.get() && status && !status.get() ? status : value).focus(),
    read: () => Object.fromEntries(
      [["value", value.get()], ["status", status?.get()]].filter((pair) => pair[1])),
    write: (answer) => { value.set(answer.value ?? ""); status?.set(answer.status ?? ""); },
    lock: (on) => { locked = on; groups.forEach((group) => group.lock(on)); },
    refresh: () => clear.update(locked),
  };
}

/** Words as the engine counts them: runs between white space, and every Chinese character for itself. */
export function countWords(text) {
  const chinese = /[\u4e00-\u9fff]/g;
  return (text.match(chinese)?.length ?? 0) + text.replace(chinese, " ").split(/\s+/).filter(Boolean).length;
}

const prose = {
  parts: () => [""],
  partTitle: () => "",
  answered: (item, answer) => Boolean(answer),
  lookup: () => null,
  problems(item, answer, t) {
    const words = countWords(answer || "");
    if (!words) return [{ part: "", text: t("blank_prose") }];
    return words > item.max_words ? [{ part: "", text: t("over_limit", { n: words, max: item.max_words }), shown: true }] : [];
  },
  build(item, ctx) {
    const note = noteLine(ctx);
    const id = ctx.uid("prose");
    const count = wordCount(item, ctx);
    const area = make("textarea", {
      id, rows: 8, class: "pts-area", lang: ctx.spec.language, "aria-describedby": `${count.id} ${note.id}`,
    });
    const printed = make("div", { class: "pts-printed", "aria-hidden": "true" });
    return {
      el: make("div", {}, rubric(item, ctx), make("label", { class: "pts-label", for: id }, ctx.t("prose_label")),
        area, printed, count.el, note),
      read: () => (area.value.trim() ? area.value : ""),
      write: (answer) => writeKeepingCaret(area, typeof answer === "string" ? answer : ""),
      lock: (on) => { area.readOnly = on; },
      refresh: () => { count.show(countWords(area.value)); printed.textContent = area.value; },
      fields: { "": { note, focus: () => area.focus() } },
      place: (node) => area.after(node),
    };
  },
};

function writeKeepingCaret(area, text) {
  if (area.value === text) return;
  const { selectionStart, selectionEnd } = area;
  area.value = text;
  if (area === area.ownerDocument.activeElement) area.setSelectionRange(selectionStart, selectionEnd);
}

/** A count for the eye at every key, and for the ear only once the typing pauses. */
function wordCount(item, ctx) {
  const id = ctx.uid("count");
  const seen = make("p", { class: "pts-count", id });
  const heard = make("p", { class: "pts-vh", role: "status" });
  let last = null;
  const say = (n) => {
    if (!item.max_words) return ctx.t.count("words", n);
    const key = n > item.max_words ? "words_over" : "words_of";
    return ctx.t(key, { n, max: item.max_words, over: n - item.max_words });
  };
  const show = (n) => {
    if (n === last) return;
    seen.textContent = say(n);
    seen.classList.toggle("pts-over", n > item.max_words);
    if (last !== null) ctx.later("count" + id, COUNT_DELAY, () => { heard.textContent = say(n); });
    last = n;
  };
  return { id, el: make("div", {}, seen, heard), show };
}

function rubric(item, ctx) {
  if (!item.rubric?.length) return null;
  const rows = item.rubric.map(({ criterion, levels }) => make("div", { class: "pts-criterion" },
    make("p", { class: "pts-criterion-name", html: criterion }),
    make("ul", { class: "pts-levels" }, ...levels.map((level) => make("li", {},
      make("span", { class: "pts-level-points" }, ctx.t.count("points", level.points)),
      make("span", { html: level.text }))))));
  return disclosure(ctx.t("rubric"), "pts-more", make("div", { class: "pts-rubric" }, ...rows));
}

/** Every kind of item the form can show. @type {Object<string, Kind>} */
export const kinds = { choice, classify, prose };

/* ---------- verdicts: look up and sum ---------- */

const RANK = ["blank", "not-yet", "partly", "right"];
const BLANK = { earned: 0, verdict: "blank", why: [] };
const UNLISTED = { earned: 0, verdict: "not-yet", why: [] };

/**
 * The verdict on an answer to a practice item.
 * @returns {{points: number, verdict: string, parts: Object<string, {earned, verdict, why}>}}
 *   points = clamp(offset + sum of earned, 0, item.points), rounded to two decimals
 */
export function judge(item, answer, kind = kinds[item.kind]) {
  const parts = {};
  for (const part of kind.parts(item)) {
    const key = kind.lookup(item, answer, part);
    parts[part] = key === null ? BLANK : item.open.parts[part]?.[key] ?? UNLISTED;
  }
  const rows = Object.values(parts);
  const sum = rows.reduce((total, row) => total + row.earned, item.open.offset ?? 0);
  const points = Math.round((Math.min(Math.max(sum, 0), item.points) + Number.EPSILON) * 100) / 100;
  return { points, verdict: wholeVerdict(rows.map((row) => row.verdict)), parts };
}

function wholeVerdict(verdicts) {
  const alike = verdicts.every((verdict) => verdict === verdicts[0]);
  if (alike) return verdicts[0];
  return verdicts.some((verdict) => verdict === "right" || verdict === "partly") ? "partly" : "not-yet";
}

/** The best an option can be in a part, whatever status goes with it. */
function bestVerdict(item, part, option) {
  const rows = Object.entries(item.open.parts[part] ?? {})
    .filter(([key]) => key === option || key.startsWith(`${option}|`));
  return RANK[Math.max(-1, ...rows.map(([, row]) => RANK.indexOf(row.verdict)))];
}

function verdictMark(verdict, t) {
  return make("span", { class: `pts-verdict pts-${verdict}` },
    make("span", { class: "pts-sign", "aria-hidden": "true" }, t(`sign_${verdict}`)), t(`verdict_${verdict}`));
}

/** What a reason is about: the option it names, or the status at the end of its id. */
function whyLabel(item, id, entry, t) {
  const option = item.options?.find((one) => one.id === entry.option);
  if (option) return make("span", { html: option.text });
  const status = id.split("/").pop();
  return make("span", {}, STATUSES.includes(status) ? t(`status_${status}`) : status);
}

function otherWhy(ctx, item, part, id) {
  const entry = item.open.why[id];
  const verdict = entry.option ? bestVerdict(item, part, entry.option) : null;
  return make("div", { class: "pts-other" },
    make("p", { class: "pts-other-name" }, whyLabel(item, id, entry, ctx.t), verdict ? verdictMark(verdict, ctx.t) : null),
    make("div", { class: "pts-text", html: entry.html }));
}

/** The explanation of one part: of what was chosen at once, of the others on demand. */
function explanation(ctx, item, part, row) {
  const why = item.open.why ?? {};
  const chosen = row.why.filter((id) => id in why);
  const others = Object.keys(why).filter((id) => (part === "" || id.startsWith(`${part}/`)) && !chosen.includes(id));
  const numbers = [...new Set(chosen.flatMap((id) => why[id].paragraphs ?? []))];
  const summary = ctx.t(row.verdict === "right" ? "others_right" : "others");
  const el = make("div", { class: "pts-why" },
    part === "" ? null : make("p", { class: "pts-result-line" }, verdictMark(row.verdict, ctx.t)),
    ...chosen.map((id) => make("div", { class: "pts-text", html: why[id].html })),
    readingLine(ctx.t("read_again"), numbers, ctx, true),
    others.length && row.verdict !== "blank"
      ? disclosure(summary, "pts-more", ...others.map((id) => otherWhy(ctx, item, part, id)))
      : null);
  ctx.link(el);
  return el;
}

/* ---------- one item ---------- */

/** An item in the form: heading, rule, prompt, controls, and for practice the check. */
class ItemBox {
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
    const verdict = judge(this.item, this.read(), this.kind);
    if (verdict.verdict === "blank") return this.askFirst();
    this.hideMessage();
    const whole = this.resultBox(verdict);
    this.put(whole, null);
    for (const [part, row] of Object.entries(verdict.parts)) this.put(explanation(this.ctx, this.item, part, row), part);
    this.lock(true);
    this.swapButtons(true);
    whole.focus();
    return undefined;
  }

  /** Nothing is answered yet: say so, and give nothing away. */
  askFirst() {
    this.message.textContent = this.ctx.t("check_blank");
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

  resultBox({ verdict, points, parts }) {
    const { t } = this.ctx;
    const score = t("score", { earned: points, points: t.count("points", this.item.points) });
    const blanks = Object.keys(parts).filter((part) => parts[part].verdict === "blank");
    const still = t("still_blank", { parts: blanks.map((part) => this.kind.partTitle(this.item, part)).join("; ") });
    return make("div", { class: "pts-result", tabindex: "-1", role: "group", "aria-label": t("result") },
      make("p", { class: "pts-result-line" }, verdictMark(verdict, t), make("span", { class: "pts-score" }, score)),
      // Some parts are right and yet nothing is earned: without a word that would look like a mistake.
      points === 0 && verdict === "partly" ? make("p", { class: "pts-still" }, t("earned_nothing")) : null,
      blanks.length ? make("p", { class: "pts-still" }, still) : null);
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
function unknownItem(item, ctx) {
  return make("div", { class: "pts-item", "data-item": item.id },
    make(`h${ctx.level}`, { class: "pts-title" }, item.title),
    make("p", { class: "pts-note" }, ctx.t("unknown_kind", { kind: String(item.kind) })));
}

/* ---------- the form ---------- */

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

/* ---------- the notebook ---------- */

/**
 * JupyterLab hears keys before the form does and would move between cells at an arrow key. It leaves an
 * element with this attribute alone; Ctrl and Command keys (save, say) stay Jupyter's.
 */
function keepKeys(el) {
  const guard = (event) => {
    if (!el.contains(event.target)) return;
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !(event.ctrlKey || event.metaKey));
  };
  window.addEventListener("keydown", guard, true);
  return () => window.removeEventListener("keydown", guard, true);
}

/** Shows the form in a notebook (anywidget): traits spec, strings, answers and, if there, saved. */
function render({ model, el }) {
  const form = mountForm(el, {
    spec: model.get("spec"),
    strings: model.get("strings"),
    answers: model.get("answers") ?? {},
    newTab: true,
    onChange: (answers) => { model.set("answers", answers); model.save_changes(); },
  });
  const answersChanged = () => {
    const answers = model.get("answers") ?? {};
    if (!same(answers, form.getAnswers())) form.setAnswers(answers);
  };
  const savedChanged = () => form.setStatus(model.get("saved") ?? "");
  model.on("change:answers", answersChanged);
  model.on("change:saved", savedChanged);
  savedChanged();
  const releaseKeys = keepKeys(el);
  return () => {
    model.off?.("change:answers", answersChanged);
    model.off?.("change:saved", savedChanged);
    releaseKeys();
    form.destroy();
  };
}

export default { render };
