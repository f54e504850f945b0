/** Controls that several kinds of item share. */

import { button, copy, hiddenText, make, plain, same } from "./dom.js";
import { writeKeepingCaret } from "./writing.js";

export const STATUSES = ["stated", "inferred", "open"];
const AVERAGE_LETTER = 7.5; // pixels

/** The shape of an evidence status: filled dot, half dot or ring; drawn, so that it prints. */
export function statusShape(status) {
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

export function statusOptions(t) {
  return STATUSES.map((id) => ({ id, text: t(`status_${id}`), gloss: t(`status_${id}_gloss`), shape: statusShape(id) }));
}

/** One option with its input; its words are author HTML (`text`) or a node. */
function optionRow(option, type, name) {
  const input = make("input", { type, name, value: option.id });
  const text = make("span", { class: "pts-option-text", html: option.node ? null : option.text }, option.node ?? null);
  const gloss = option.gloss ? make("span", { class: "pts-gloss" }, option.gloss) : null;
  const words = make("span", { class: "pts-option-words" }, text, gloss);
  const label = make("label", { class: "pts-choice" }, input, option.shape ?? null, words);
  const line = make("div", { class: "pts-option-line" }, label, option.aside ?? null);
  return { input, el: make("div", { class: "pts-option" }, line) };
}

/** A fieldset of native inputs, one per option. */
function optionGroup(ctx, type, { legend, options, className, describedBy }) {
  const name = ctx.uid(type);
  const rows = new Map(options.map((option) => [String(option.id), optionRow(option, type, name)]));
  const inputs = [...rows.values()].map((row) => row.input);
  const list = make("div", { class: "pts-option-list" }, ...[...rows.values()].map((row) => row.el));
  const el = make("fieldset", { class: `pts-options ${className}`, "aria-describedby": describedBy },
    make("legend", { class: "pts-label" }, legend), list);
  return {
    el,
    inputs,
    lock: (on) => inputs.forEach((input) => { input.disabled = on; }),
    focus: () => (inputs.find((input) => input.checked) ?? inputs[0])?.focus(),
    row: (id) => rows.get(String(id))?.el,
  };
}

/**
 * Native radio buttons.
 * @returns {{el, get(): string, set(id: string), lock(on: boolean), focus(), row(id: string): Element}}
 */
export function radioGroup(ctx, settings) {
  const group = optionGroup(ctx, "radio", settings);
  return {
    ...group,
    get: () => group.inputs.find((input) => input.checked)?.value ?? "",
    set: (id) => group.inputs.forEach((input) => { input.checked = input.value === id; }),
  };
}

/** Native checkboxes; get() and set() take the list of ids, as text, in the order of the options. */
export function checkGroup(ctx, settings) {
  const group = optionGroup(ctx, "checkbox", settings);
  return {
    ...group,
    get: () => group.inputs.filter((input) => input.checked).map((input) => input.value),
    set: (ids) => group.inputs.forEach((input) => { input.checked = ids.includes(input.value); }),
  };
}

/** "Clear": radio buttons cannot be unset by themselves, and undo must always be possible. */
export function clearButton(ctx, of, groups) {
  const el = button(ctx.t("clear"), of, () => {
    groups.forEach((group) => group.set(""));
    groups[0].focus();
    ctx.changed();
  }, "pts-quiet pts-clear");
  const update = (locked) => {
    el.hidden = groups.every((group) => !group.get().length);
    el.classList.toggle("pts-gone", locked);
  };
  return { el, update };
}

/** Where a part's messages stand: beside the field they are about. */
export function noteLine(ctx) {
  return make("p", { class: "pts-note", id: ctx.uid("note"), hidden: true });
}

/** A select with its label above; the text of a long choice is shown whole below, where the select would cut it. */
export function selectField(ctx, { label, of = "", options, describedBy }) {
  const id = ctx.uid("select");
  const entries = options.map((option) => make("option", { value: option.id }, option.title ?? plain(option.text)));
  const select = make("select", { id, class: "pts-select", "aria-describedby": describedBy },
    make("option", { value: "" }, ctx.t("not_chosen")), ...entries);
  const whole = make("p", { class: "pts-chosen", "aria-hidden": "true", hidden: true });
  const ids = options.map((option) => String(option.id));
  return {
    el: make("div", { class: "pts-field" },
      make("label", { class: "pts-label", for: id }, label, of ? hiddenText(`: ${of}`) : null), select, whole),
    get: () => select.value,
    set: (value) => { select.value = ids.includes(value) ? value : ""; },
    text: () => (select.value ? select.selectedOptions[0].textContent : ""),
    lock: (on) => { select.disabled = on; },
    focus: () => select.focus(),
    refresh() {
      const text = this.text();
      whole.textContent = text;
      whole.hidden = text.length * AVERAGE_LETTER < (select.clientWidth || 300) - 48;
    },
  };
}

/** A line of text with its label above. */
export function textField(ctx, { label, of = "", inputmode, maxlength, describedBy, hint = "" }) {
  const id = ctx.uid("text");
  const hintId = ctx.uid("hint");
  const input = make("input", {
    id, type: "text", class: "pts-line", inputmode, maxlength, autocomplete: "off",
    "aria-describedby": [hint ? hintId : "", describedBy].filter(Boolean).join(" "),
  });
  return {
    el: make("div", { class: "pts-field" },
      make("label", { class: "pts-label", for: id }, label, of ? hiddenText(`: ${of}`) : null),
      hint ? make("p", { class: "pts-gloss", id: hintId }, hint) : null, input),
    get: () => input.value.trim(),
    set: (text) => writeKeepingCaret(input, typeof text === "string" && text.length <= maxlength ? text : ""),
    lock: (on) => { input.readOnly = on; },
    focus: () => input.focus(),
  };
}

/** A polite announcement for those who cannot see what moved. */
export function announcer() {
  const el = make("p", { class: "pts-vh", role: "status" });
  const say = (text) => { el.textContent = el.textContent === text ? `${text}\u00a0` : text; };
  return { el, say };
}

/**
 * "Undo", step by step. `step` is called after every change; `forget` when an answer comes from outside.
 * @param {{read: () => *, write: (answer) => void, kept: ?(answer) => *}} over  `kept` picks from an answer what a
 *   step is about; other changes (each key typed, say) make no step of their own
 */
export function undoButton(ctx, of, { read, write, kept = (answer) => answer }) {
  let last = copy(read());
  let past = [];
  const el = button(ctx.t("undo"), of, () => {
    if (!past.length) return;
    write(past.pop());
    last = copy(read());
    ctx.changed();
  }, "pts-quiet");
  const show = () => el.setAttribute("aria-disabled", String(!past.length));
  return {
    el,
    step() {
      const now = copy(read());
      if (!same(kept(now), kept(last))) past.push(last);
      last = now;
      show();
    },
    forget() {
      past = [];
      last = copy(read());
      show();
    },
  };
}
