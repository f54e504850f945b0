/** Every kind of item the form can show. */

import { choice } from "./kinds/choice.js";
import { classify } from "./kinds/classify.js";
import { critique } from "./kinds/critique.js";
import { evidence } from "./kinds/evidence.js";
import { links } from "./kinds/links.js";
import { multiple } from "./kinds/multiple.js";
import { number } from "./kinds/number.js";
import { prose } from "./kinds/prose.js";
import { timeline } from "./kinds/timeline.js";
import { verdictOn } from "./verdicts.js";

/**
 * What a kind of item has to offer. An answer is what stands under the item's id in the answers.
 * @typedef {object} Kind
 * @property {(item) => string[]} parts  ids of what is answered one by one; [""] for one whole
 * @property {(item, part: string) => string} partTitle  plain name of a part, "" for one whole
 * @property {(item, answer, part: string) => boolean} answered  whether the part counts as answered
 * @property {(item, answer, t) => {part: string, text: string, shown: ?boolean}[]} problems  what can be
 *   told without a key; `shown` when the controls say it themselves already
 * @property {(item, ctx) => View} build  the controls
 *
 * How an answer is looked up, one of:
 * @property {(item, answer, part: string) => ?string} [lookup]  the key in `open.parts[part]`; null when blank
 * @property {(item, answer) => {part, key, row: ?object}[]} [decisions]  where the judged parts are other ones;
 *   `row` is the entry itself where it is not found by part and key
 *
 * Where the usual is not enough:
 * @property {(item, answer, t) => string} [unready]  what to say instead of a verdict to an answer too unfinished
 * @property {(item, answer) => object[]} [sections]  sections other than those of the table; `floor` is 0 unless given
 * @property {(ctx, item, verdict, answer) => {node: Element, part: ?string}[]} [report]
 * @property {({item, answer, parts, sections, t}) => string[]} [facts]  lines under the result
 * @property {string} [nothing]  string for "some of it fits, and yet it earns nothing"
 *
 * @typedef {object} View
 * @property {Element} el
 * @property {() => *} read  the answer; empty ("", [] or {}) when blank
 * @property {(answer) => void} write  shows an answer; must accept anything
 * @property {(on: boolean) => void} lock
 * @property {() => void} refresh  called after every change
 * @property {Object<string, {note: Element, focus: () => void}>} fields  by part
 * @property {(node: Element, part: ?string) => void} place  puts a result where it belongs; part null: of the whole
 */

/** @type {Object<string, Kind>} */
export const kinds = { choice, classify, critique, evidence, links, multiple, number, prose, timeline };

/** The verdict on an answer to a practice item, as the form gives it. */
export function judge(item, answer, kind = kinds[item.kind]) {
  return verdictOn(item, answer, kind);
}
