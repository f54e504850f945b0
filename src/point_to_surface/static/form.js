/**
 * The one form of the course: shows the items of a compiled exercise, in a book page or a notebook.
 *
 * It knows no key. A practice item brings `open`, a table of verdicts computed from the key by the
 * engine; all that happens here is to look up and to sum. A graded item brings no `open`; then
 * the form says only what can be told without a key: what is blank, and what disagrees.
 *
 * The parts lie in form/; to add a kind of item, add a module in form/kinds/ and name it in form/kinds.js. Pages and
 * notebooks get all of it as one module, joined by `form_module.py`: import by name only, one name once.
 *
 * Author texts are safe HTML from the compile step and are set as HTML; titles and topics are plain text.
 * What a learner writes only ever becomes a field's value or an element's textContent.
 */

import { readFigure } from "./form/figure.js";
import { judge, kinds } from "./form/kinds.js";
import { mountForm } from "./form/mount.js";
import { render } from "./form/notebook.js";
import { countWords } from "./form/writing.js";

export { countWords, judge, kinds, mountForm, readFigure };
export default { render };
