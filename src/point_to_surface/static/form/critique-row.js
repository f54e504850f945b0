/** One row of a critique: a select for each column, and the written cell. */

import { button, make } from "./dom.js";
import { noteLine, selectField } from "./parts.js";
import { writtenField } from "./writing.js";

/** The field of a row that a person marks. */
export const WRITTEN = "written";

export function buildRow(item, ctx, at, remove) {
  const note = noteLine(ctx);
  const name = ctx.t("row", { n: at + 1 });
  const selects = item.columns.map((column) => ({
    id: column.id,
    field: selectField(ctx, { label: column.title, of: name, options: column.options, describedBy: note.id }),
  }));
  const written = item.written ? writtenField(ctx, {
    label: item.written.title, of: name, prompt: item.written.prompt, max: item.written.max_words, rows: 3,
    describedBy: note.id,
  }) : null;
  const fields = [...selects, ...(written ? [{ id: WRITTEN, field: written }] : [])];
  const removal = button(ctx.t("remove_row"), name, remove, "pts-quiet pts-remove");
  const cells = make("div", { class: "pts-cells" }, ...selects.map((one) => one.field.el));
  return {
    el: make("fieldset", { class: "pts-critique-row" }, make("legend", { class: "pts-row-name" }, name),
      cells, written?.el ?? null, note, removal),
    note,
    // A message leads to the first field that is blank.
    focus: () => (fields.find((one) => !one.field.get()) ?? fields[0]).field.focus(),
    read: () => Object.fromEntries(fields.map((one) => [one.id, one.field.get()]).filter((pair) => pair[1])),
    write: (row) => fields.forEach((one) => one.field.set(row[one.id] ?? "")),
    lock: (on) => fields.forEach((one) => one.field.lock(on)),
    refresh: () => fields.forEach((one) => one.field.refresh()),
    place: (node, column) => selects.find((one) => one.id === column).field.el.append(node),
  };
}
