/** Classify: several cases, each given a value and, where asked, a status. */

import { isRecord, make, plain } from "../dom.js";
import { readingLine } from "../marks.js";
import { clearButton, noteLine, radioGroup, statusOptions } from "../parts.js";

const CANNOT_TELL = "cannot-tell";

export const classify = {
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
