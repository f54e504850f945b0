/** Elements, text and data: the tools that know nothing of items. */

/** Makes an element; `html` takes author HTML, `onclick` and the like take listeners. */
export function make(tag, props = {}, ...children) {
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
export function plain(html) {
  const template = document.createElement("template");
  template.innerHTML = html ?? "";
  return template.content.textContent.trim();
}

export function hiddenText(text) {
  return make("span", { class: "pts-vh" }, text);
}

/** A button that says what it does, and to those who hear it alone also to which part. */
export function button(text, of, onclick, className = "") {
  const tail = of ? hiddenText(`: ${of}`) : null;
  return make("button", { type: "button", class: `pts-button ${className}`.trim(), onclick }, text, tail);
}

export function disclosure(summary, className, ...children) {
  const marker = make("span", { class: "pts-marker", "aria-hidden": "true" });
  return make("details", { class: className }, make("summary", {}, marker, summary), ...children);
}

export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
export const copy = (value) => JSON.parse(JSON.stringify(value ?? {}));
export const asList = (value) => (Array.isArray(value) ? value : []);
export const isRecord = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
export const isEmpty = (answer) => !answer || (typeof answer === "object" && Object.keys(answer).length === 0);

/**
 * Looks strings up: t(key, {name: value}) fills the {name}s; t.count(key, n) picks the plural form.
 * A missing key is logged, so that a test notices it, and shown as its name.
 */
export function translator(strings, language) {
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
