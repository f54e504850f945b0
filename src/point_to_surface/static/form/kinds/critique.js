/** Critique: rows of closed choices, judged by whether they fit the row's subject, and a written cell in each. */

import { WRITTEN, buildRow } from "../critique-row.js";
import { asList, button, isEmpty, isRecord, make } from "../dom.js";
import { announcer, undoButton } from "../parts.js";
import { explanation } from "../report.js";
import { countWords, rubric } from "../writing.js";

const MOST_ROWS = 5;

const fieldsOf = (item) => [...item.columns.map((column) => column.id), ...(item.written ? [WRITTEN] : [])];

/** The rows of an answer, each with the texts that stand in it. */
function rowsOf(answer) {
  return asList(answer?.rows).slice(0, MOST_ROWS).map((row) => (isRecord(row) ? row : {}));
}

/** The rows by subject; a subject counts once, in its first row. */
function bySubject(item, answer) {
  const [subject] = item.columns;
  const rows = new Map();
  rowsOf(answer).forEach((row, at) => {
    const name = row[subject.id];
    if (typeof name === "string" && name && !rows.has(name)) rows.set(name, { row, at });
  });
  return rows;
}

const partsOf = (item, subject) => item.columns.slice(1).map((column) => `${subject}/${column.id}`);

export const critique = {
  nothing: "earned_nothing_set",
  parts: (item) => Array.from({ length: item.rows }, (_, at) => String(at)),
  partTitle: (item, part) => `#${Number(part) + 1}`,
  answered(item, answer, part) {
    const row = rowsOf(answer)[part] ?? {};
    return fieldsOf(item).every((field) => row[field]);
  },
  problems(item, answer, t) {
    const rows = rowsOf(answer);
    const asked = Math.max(item.rows, rows.length);
    return Array.from({ length: asked }, (_, at) => rowProblems(item, answer, at, t)).flat();
  },
  unready: (item, answer, t) => (bySubject(item, answer).size ? "" : t("blank_critique")),
  decisions(item, answer) {
    return [...bySubject(item, answer)].flatMap(([subject, { row }]) => item.columns.slice(1).map((column) => (
      { part: `${subject}/${column.id}`, key: row[column.id] || null })));
  },
  sections(item, answer) {
    const subjects = [...bySubject(item, answer).keys()];
    // A row may take away: trying more rows than are asked for is no way of guessing.
    return subjects.map((id) => ({ id, points: item.points / item.rows, floor: -Infinity, parts: partsOf(item, id) }));
  },
  facts({ item, answer, sections, t }) {
    const rows = [...bySubject(item, answer)].map(([subject, { at }]) => {
      const { earned, points } = sections.find((section) => section.id === subject);
      const worth = earned < 0 ? t("takes_away", { points: t.count("points", -earned) })
        : t("score", { earned, points: t.count("points", points) });
      return `${t("row", { n: at + 1 })}: ${worth}.`;
    });
    const repeated = rowsOf(answer).filter((row) => row[item.columns[0].id]).length > rows.length;
    return [
      rows.join(" "),
      rows.length < item.rows ? t("rows_asked", { n: item.rows }) : "",
      repeated ? t("repeated_once") : "",
      item.written ? t("written_by_hand") : "",
    ].filter(Boolean);
  },
  report: (ctx, item, { parts }) => Object.entries(parts).map(([part, row]) => ({
    part, node: explanation(ctx, item, part, row),
  })),
  build: (item, ctx) => new CritiqueView(item, ctx),
};

function rowProblems(item, answer, at, t) {
  const row = rowsOf(answer)[at] ?? {};
  const [subject] = item.columns;
  const part = String(at);
  const blank = item.columns.filter((column) => !row[column.id]).map((column) => column.title);
  if (item.written && !row[WRITTEN]) blank.push(item.written.title);
  if (blank.length === fieldsOf(item).length) return at < item.rows ? [{ part, text: t("blank_row") }] : [];
  const problems = blank.length ? [{ part, text: t("blank_cells", { columns: blank.join("; ") }) }] : [];
  const first = rowsOf(answer).findIndex((other) => row[subject.id] && other[subject.id] === row[subject.id]);
  if (first >= 0 && first < at) problems.push({ part, text: t("row_twice", { n: first + 1 }) });
  const words = item.written ? countWords(String(row[WRITTEN] ?? "")) : 0;
  const max = item.written?.max_words;
  if (max && words > max) problems.push({ part, text: t("over_limit", { n: words, max }), shown: true });
  return problems;
}

class CritiqueView {
  constructor(item, ctx) {
    Object.assign(this, { item, ctx, rows: [], locked: false });
    this.live = announcer();
    this.list = make("div", { class: "pts-rows" });
    this.add = button(ctx.t("add_row"), "", () => this.addRow());
    this.undo = undoButton(ctx, item.title, {
      read: () => this.contents(),
      write: (rows) => this.show(rows),
      // A step is a row more or less, not each choice: those one can see and change.
      kept: (rows) => rows.length + rows.filter(isEmpty).length,
    });
    this.el = make("div", { class: "pts-set" }, rubric(item, ctx), this.list,
      make("div", { class: "pts-actions" }, this.add, this.undo.el), this.live.el);
    this.show([]);
  }

  get fields() {
    return Object.fromEntries(this.rows.map((row, at) => [String(at), row]));
  }

  addRow() {
    if (this.locked || this.rows.length >= MOST_ROWS) return;
    this.show([...this.contents(), {}]);
    this.live.say(this.ctx.t("row_added", { n: this.rows.length }));
    this.ctx.changed();
    this.rows.at(-1).focus();
  }

  removeRow(row) {
    if (this.locked) return;
    const at = this.rows.indexOf(row);
    this.show(this.contents().filter((_, index) => index !== at));
    this.live.say(this.ctx.t("row_removed", { n: at + 1 }));
    this.ctx.changed();
    this.rows[Math.min(at, this.rows.length - 1)].focus();
  }

  /** All rows as they stand, empty ones too. */
  contents() {
    return this.rows.map((row) => row.read());
  }

  show(rows) {
    const wanted = Math.min(MOST_ROWS, Math.max(this.item.rows, rows.length));
    while (this.rows.length > wanted) this.rows.pop().el.remove();
    while (this.rows.length < wanted) {
      const row = buildRow(this.item, this.ctx, this.rows.length, () => this.removeRow(row));
      this.rows.push(row);
      this.list.append(row.el);
    }
    this.rows.forEach((row, at) => row.write(rows[at] ?? {}));
  }

  read() {
    const rows = this.contents();
    while (rows.length && isEmpty(rows.at(-1))) rows.pop();
    return rows.length ? { rows } : {};
  }

  write(answer) {
    this.show(rowsOf(answer));
    this.undo.forget();
  }

  lock(on) {
    this.locked = on;
    this.rows.forEach((row) => row.lock(on));
    this.el.classList.toggle("pts-locked", on);
  }

  refresh() {
    this.rows.forEach((row) => row.refresh());
    this.add.hidden = this.rows.length >= MOST_ROWS;
    this.undo.step();
  }

  place(node, part) {
    if (part === null) return this.el.append(node);
    const [subject, column] = part.split("/");
    const [first] = this.item.columns;
    return this.rows.find((row) => row.read()[first.id] === subject).place(node, column);
  }
}
