/** Number: a figure with its unit, or "cannot be told" without one. */

import { isRecord, make, plain } from "../dom.js";
import { readFigure } from "../figure.js";
import { clearButton, noteLine, radioGroup, textField } from "../parts.js";
import { explanation } from "../report.js";

const UNTOLD = "cannot-tell";
const LONGEST = 40;

function given(answer) {
  const { value = "", unit = "" } = isRecord(answer) ? answer : {};
  return { value, unit, figure: readFigure(String(value)) };
}

/** Whether a range of the table holds the figure; one without ends holds "no figure" too. */
function holds(range, { figure, unit }) {
  const { from = null, to = null } = range;
  if ((range.unit ?? unit) !== unit) return false;
  if (from === null && to === null) return true;
  if (figure === null) return false;
  return figure >= (from ?? -Infinity) && figure <= (to ?? Infinity);
}

export const number = {
  parts: () => [""],
  partTitle: () => "",
  answered(item, answer) {
    const { value, unit } = given(answer);
    return unit === UNTOLD || Boolean(value && unit);
  },
  problems(item, answer, t) {
    const { value, unit, figure } = given(answer);
    const of = (text) => [{ part: "", text }];
    if (value && figure === null) return of(t("not_a_figure", { value }));
    if (value && unit === UNTOLD) {
      return of(t("figure_untold", { value, unit: plain(item.units.find((one) => one.id === unit)?.text) }));
    }
    if (!value && unit !== UNTOLD) return of(t("blank_number"));
    return unit ? [] : of(t("blank_unit"));
  },
  unready: (item, answer, t) => number.problems(item, answer, t)[0]?.text ?? "",
  decisions(item, answer) {
    const found = given(answer);
    const otherwise = { earned: 0, verdict: "not-yet", why: [], ...item.open.else };
    return [{ part: "", key: "", row: item.open.ranges?.find((range) => holds(range, found)) ?? otherwise }];
  },
  facts: () => [],
  report: (ctx, item, { parts }) => [{ part: "", node: explanation(ctx, item, "", parts[""]) }],
  build(item, ctx) {
    const note = noteLine(ctx);
    const figure = textField(ctx, {
      label: ctx.t("figure"), hint: ctx.t("figure_hint"), inputmode: "decimal", maxlength: LONGEST, describedBy: note.id,
    });
    const unit = radioGroup(ctx, {
      legend: ctx.t("unit"), options: item.units, className: "pts-row", describedBy: note.id,
    });
    const clear = clearButton(ctx, item.title, [figure, unit]);
    const el = make("div", { class: "pts-set" }, figure.el, unit.el, note, clear.el);
    let locked = false;
    return {
      el,
      read: () => Object.fromEntries([["value", figure.get()], ["unit", unit.get()]].filter((pair) => pair[1])),
      write(answer) {
        const { value, unit: chosen } = given(answer);
        figure.set(value);
        unit.set(chosen);
      },
      lock: (on) => { locked = on; figure.lock(on); unit.lock(on); },
      refresh: () => clear.update(locked),
      // A message about a missing unit leads to the units, every other one to the figure.
      fields: { "": { note, focus: () => (figure.get() && !unit.get() ? unit : figure).focus() } },
      place: (node) => el.append(node),
    };
  },
};
