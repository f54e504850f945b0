/**
 * Mounts every form of a book page and keeps its answers on this device, under "pts:<exercise>".
 * Runs as a module, so the page is parsed when it starts. Without it the page shows `.pts-static`.
 */
import { mountForm } from "./form.js";

const PREFIX = "pts:";

/* Storage may be blocked or full, and what it holds may be damaged: the form works all the same. */

function load(exercise) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + exercise)) ?? {};
  } catch {
    return {};
  }
}

function save(exercise, answers) {
  try {
    localStorage.setItem(PREFIX + exercise, JSON.stringify(answers));
    return true;
  } catch {
    return false;
  }
}

function readJson(el) {
  return JSON.parse(el.textContent);
}

/** Mounts one form in its `<div class="pts-form">`. */
function mountOne(root, strings) {
  const spec = readJson(root.querySelector("script.pts-spec"));
  const form = mountForm(root, {
    spec,
    strings,
    answers: load(spec.exercise),
    onChange(answers) {
      const kept = save(spec.exercise, answers);
      form.setStatus(strings[kept ? "kept" : "not_kept"]);
    },
  });
  // The same page in another tab: both show the same answers, so neither overwrites the other's.
  window.addEventListener("storage", (event) => {
    if (event.key === PREFIX + spec.exercise) form.setAnswers(load(spec.exercise));
  });
}

/** Mounts all forms below `page`; one that cannot be mounted keeps its static text and stops no other. */
export function mountAll(page = document) {
  const strings = readJson(page.querySelector("#pts-strings"));
  for (const root of page.querySelectorAll(".pts-form")) {
    try {
      mountOne(root, strings);
    } catch (error) {
      console.error(`point-to-surface: form ${root.dataset.form} cannot be shown`, error);
    }
  }
}

if (document.querySelector("#pts-strings")) mountAll();
