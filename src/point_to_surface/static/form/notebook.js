/** The form in a notebook. */

import { same } from "./dom.js";
import { mountForm } from "./mount.js";

/**
 * JupyterLab hears keys before the form does and would move between cells at an arrow key. It leaves an
 * element with this attribute alone; Ctrl and Command keys (save, say) stay Jupyter's.
 */
function keepKeys(el) {
  const guard = (event) => {
    if (!el.contains(event.target)) return;
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !(event.ctrlKey || event.metaKey));
  };
  window.addEventListener("keydown", guard, true);
  return () => window.removeEventListener("keydown", guard, true);
}

/** Shows the form in a notebook (anywidget): traits spec, strings, answers and, if there, saved. */
export function render({ model, el }) {
  const form = mountForm(el, {
    spec: model.get("spec"),
    strings: model.get("strings"),
    answers: model.get("answers") ?? {},
    newTab: true,
    onChange: (answers) => { model.set("answers", answers); model.save_changes(); },
  });
  const answersChanged = () => {
    const answers = model.get("answers") ?? {};
    if (!same(answers, form.getAnswers())) form.setAnswers(answers);
  };
  const savedChanged = () => form.setStatus(model.get("saved") ?? "");
  model.on("change:answers", answersChanged);
  model.on("change:saved", savedChanged);
  savedChanged();
  const releaseKeys = keepKeys(el);
  return () => {
    model.off?.("change:answers", answersChanged);
    model.off?.("change:saved", savedChanged);
    releaseKeys();
    form.destroy();
  };
}
