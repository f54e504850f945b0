// Light or dark: the reader's system decides until the reader does. Runs in the head so that no page flashes.
(() => {
  const root = document.documentElement;
  const store = (value) => { try { localStorage.setItem("pts-scheme", value); } catch { /* private mode: not kept */ } };
  const stored = () => { try { return localStorage.getItem("pts-scheme"); } catch { return null; } };
  if (["light", "dark"].includes(stored())) root.dataset.theme = stored();
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.scheme");
    const label = () => {
      const [shown, whole] = (dark() ? button.dataset.light : button.dataset.dark).split("|");
      button.textContent = shown;
      button.setAttribute("aria-label", whole);
    };
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      store(root.dataset.theme);
      label();
    });
    system.addEventListener("change", label);
    label();
    button.hidden = false;
    document.querySelector('nav#contents [aria-current="page"]')?.scrollIntoView({ block: "nearest" });
  });
})();
