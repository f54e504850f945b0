// Moves the picture of an exploration along its frames: no kernel, no dependency, no words of its own.
const SVG_PARTS = { bar: "x1", start: "cx", length: "x" };

function move(figure, frame) {
  for (const [part, attribute] of Object.entries(SVG_PARTS)) {
    figure.querySelector(`[data-part="${part}"]`).setAttribute(attribute, frame.x);
  }
  figure.querySelector('[data-part="length"]').textContent = frame.length;
  figure.querySelector("desc").textContent = frame.desc;
  figure.querySelector(".told").replaceChildren(...frame.words.map((line) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    return paragraph;
  }));
}

function slider(data, onYear) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  const output = document.createElement("output");
  const years = data.frames.map((frame) => frame.year);
  Object.assign(input, { type: "range", min: Math.min(...years), max: Math.max(...years), step: 1, value: data.year });
  output.textContent = data.year;
  input.addEventListener("input", () => {
    output.textContent = input.value;
    onYear(Number(input.value));
  });
  label.append(`${data.label} `, output);
  label.append(input);
  return label;
}

export function mountExploration(figure) {
  const data = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
  figure.prepend(slider(data, (year) => move(figure, data.frames.find((frame) => frame.year === year))));
}

for (const figure of document.querySelectorAll("[data-pts-explore]")) mountExploration(figure);
