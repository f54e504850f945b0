/** Dragging a row of a list by its grip: a shortcut for those with a pointer; buttons do all of it too. */

/**
 * @param {Element} grip
 * @param {Element} row  what is dragged
 * @param {{list: Element, mayDrag: () => boolean, drop: (at: number) => void}} into  `at` counts among the other rows
 */
export function dragRow(grip, row, { list, mayDrag, drop }) {
  const others = () => [...list.children].filter((one) => one !== row);

  function placeAt(y) {
    const at = others().findIndex((one) => {
      const { top, height } = one.getBoundingClientRect();
      return y < top + height / 2;
    });
    return at < 0 ? others().length : at;
  }

  function mark(at) {
    const rows = others();
    rows.forEach((one, index) => {
      one.classList.toggle("pts-drop-before", index === at);
      one.classList.toggle("pts-drop-after", at === rows.length && index === at - 1);
    });
  }

  grip.addEventListener("pointerdown", (start) => {
    if (start.button !== 0 || !mayDrag()) return;
    start.preventDefault();
    const stop = new AbortController();
    const { signal } = stop;
    const end = () => {
      stop.abort();
      mark(-1);
      row.classList.remove("pts-dragged");
      row.style.transform = "";
    };
    row.classList.add("pts-dragged");
    window.addEventListener("pointermove", (event) => {
      row.style.transform = `translateY(${event.pageY - start.pageY}px)`;
      mark(placeAt(event.clientY));
    }, { signal });
    window.addEventListener("pointerup", (event) => {
      const moved = Math.abs(event.pageY - start.pageY) > 4;
      const { top, bottom } = list.getBoundingClientRect();
      const inside = row.parentElement === list || (event.clientY >= top && event.clientY <= bottom);
      const at = placeAt(event.clientY);
      end();
      if (moved && inside) drop(at);
    }, { signal });
    window.addEventListener("pointercancel", end, { signal });
    window.addEventListener("keydown", (event) => { if (event.key === "Escape") end(); }, { signal });
  });
}
