/** Verdicts on practice items: look up and sum. The table comes from the engine; nothing is decided here. */

const RANK = ["blank", "not-yet", "partly", "right"];
const BLANK = { earned: 0, verdict: "blank", why: [] };
const UNLISTED = { earned: 0, verdict: "not-yet", why: [] };
const TWO_WAYS = ["yes", "no", "before", "after"];

/** A field of a record from outside, and nothing that records have by nature. */
const own = (record, name) => (record && Object.hasOwn(record, name) ? record[name] : undefined);

/** What the table says to the answer `key` of a part; null is a part left blank. */
export function entryFor(open, part, key) {
  const table = own(open.parts, part);
  if (key !== null) return own(table, key) ?? own(table, "*") ?? UNLISTED;
  const missing = own(table, "");
  return missing ? { ...missing, earned: 0, verdict: "blank" } : BLANK;
}

/** What "yes" to a part would have earned: above 0 it is wanted, below 0 a trap, 0 neither. */
export function worth(open, part) {
  return entryFor(open, part, "yes").earned;
}

/** Whether a part earns nothing either way: told, never marked. */
function isFree(open, part) {
  const entries = Object.entries(own(open.parts, part) ?? {}).filter(([key]) => TWO_WAYS.includes(key));
  return entries.length === 2 && entries.every(([, entry]) => entry.earned === 0);
}

/**
 * The verdict on an answer to a practice item.
 * @returns {{points: number, verdict: string, sections: {id, points, earned}[],
 *   parts: Object<string, {key: ?string, free: boolean, earned, verdict, why}>}}
 *   points = sum over sections of clamp(offset + sum of earned, 0, points of the section), to two decimals; where the
 *   table has `best`, so many sections count
 */
export function verdictOn(item, answer, kind) {
  const { open } = item;
  const decisions = kind.decisions?.(item, answer)
    ?? kind.parts(item).map((part) => ({ part, key: kind.lookup(item, answer, part) }));
  const parts = {};
  for (const { part, key, row } of decisions) {
    parts[part] = { ...(row ?? entryFor(open, part, key)), key, free: isFree(open, part) };
  }
  const sections = sums(item, parts, kind, answer);
  const points = round(clamp(addUp(sections.map((section) => section.earned), open.best), item.points));
  return { points, verdict: wholeVerdict(Object.values(parts), points, item.points), parts, sections };
}

function sums(item, parts, kind, answer) {
  const whole = [{ id: "", points: item.points, offset: item.open.offset ?? 0 }];
  const sections = kind.sections?.(item, answer) ?? item.open.sections ?? whole;
  return sections.map(({ id, points, offset = 0, floor = 0, parts: names }) => {
    const rows = names ? names.map((name) => own(parts, name)).filter(Boolean) : Object.values(parts);
    const sum = rows.reduce((total, row) => total + row.earned, offset);
    return { id, points, earned: clamp(sum, points, floor) };
  });
}

/** The sum of the sections: of those that earn the `best` highest, and all that take away. */
function addUp(earned, best = earned.length) {
  const gains = earned.filter((one) => one > 0).sort((a, b) => b - a).slice(0, best);
  return [...gains, ...earned.filter((one) => one < 0)].reduce((sum, one) => sum + one, 0);
}

const clamp = (value, most, least = 0) => Math.min(Math.max(value, least), most);

function round(points) {
  return Math.round((points + Number.EPSILON) * 100) / 100;
}

/** One word for all. What was rightly left alone, and what is not marked, does not count as an achievement. */
function wholeVerdict(rows, points, outOf) {
  if (rows.every((row) => row.verdict === "blank")) return "blank";
  const telling = rows.filter((row) => !row.free && !(row.key === "no" && row.verdict === "right"));
  const verdicts = telling.map((row) => row.verdict);
  if (verdicts.length && verdicts.every((verdict) => verdict === verdicts[0])) {
    return verdicts[0] === "right" && points + 0.005 < outOf ? "partly" : verdicts[0];
  }
  return verdicts.some((verdict) => verdict === "right" || verdict === "partly") ? "partly" : "not-yet";
}

/** The best an option can be in a part, whatever status goes with it. */
export function bestVerdict(item, part, option) {
  const rows = Object.entries(own(item.open.parts, part) ?? {})
    .filter(([key]) => key === option || key.startsWith(`${option}|`));
  return RANK[Math.max(-1, ...rows.map(([, row]) => RANK.indexOf(row.verdict)))];
}
