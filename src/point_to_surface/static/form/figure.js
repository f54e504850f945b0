/** Figures as people type them, read exactly as the engine reads them. */

const SPACES_AND_APOSTROPHES = /[ \u00a0\u202f\u2009'’]/g;
const FIGURE = /^[-−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?$/;

/** The number that `text` writes, or null: "531 000" and "531,000.5" are figures, "1.234,5" and "5e3" are not. */
export function readFigure(text) {
  const bare = text.trim().replace(SPACES_AND_APOSTROPHES, "");
  return FIGURE.test(bare) ? Number(bare.replaceAll(",", "").replace("−", "-")) : null;
}
