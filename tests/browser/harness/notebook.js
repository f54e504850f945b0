/* What anywidget gives to render(): a model with traits and events, and an element. */
import widget from "./static/form.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);

class FakeModel {
  constructor(traits) {
    this.traits = traits;
    this.handlers = {};
    this.saves = [];
  }

  get(name) {
    return this.traits[name];
  }

  set(name, value) {
    this.traits[name] = value;
    (this.handlers[`change:${name}`] ?? []).forEach((run) => run());
  }

  save_changes() {
    this.saves.push(structuredClone(this.traits.answers));
  }

  on(name, run) {
    (this.handlers[name] ??= []).push(run);
  }

  off(name, run) {
    this.handlers[name] = (this.handlers[name] ?? []).filter((one) => one !== run);
  }
}

// Jupyter says its theme on the body; here it follows the system, as the pages do.
document.body.dataset.jpThemeLight = String(!matchMedia("(prefers-color-scheme: dark)").matches);

const answers = { method: "maps" };
window.model = new FakeModel({ spec: read("spec"), strings: read("strings"), answers, saved: "" });
window.cleanUp = widget.render({ model: window.model, el: document.getElementById("output") });
