// 箱を動かす: a box of the picture is pulled beside another one of its kind; above its middle means before it. Keys have the box's own page.
// The picture inside it comes again with its numbers.
const picture = document.querySelector("[data-move-boxes]");
const form = document.querySelector("form[data-move-form]");
const FAR = 6;
let pulled = null;

function boxOf(target) {
  const link = target.closest?.("a[href]");
  const key = link?.getAttribute("href").match(/\/boxes\/([^/]+)\/$/)?.[1];
  return key && link.querySelector("rect") ? { key, link } : null;
}

function under(event) {
  const found = document.elementsFromPoint(event.clientX, event.clientY).map(boxOf).find((one) => one && one.key !== pulled.key);
  if (!found) return null;
  const place = found.link.getBoundingClientRect();
  return { ...found, isBefore: event.clientY < place.top + place.height / 2 };
}

function clear() {
  for (const one of picture.querySelectorAll("[data-drop]")) delete one.dataset.drop;
}

function start(event) {
  const box = event.button === 0 ? boxOf(event.target) : null;
  if (box) pulled = { ...box, x: event.clientX, y: event.clientY, isMoving: false };
}

function move(event) {
  if (!pulled) return;
  pulled.isMoving ||= Math.hypot(event.clientX - pulled.x, event.clientY - pulled.y) > FAR;
  if (!pulled.isMoving) return;
  pulled.link.dataset.pulled = "";
  clear();
  const over = under(event);
  if (over) over.link.dataset.drop = over.isBefore ? "before" : "after";
}

function end(event) {
  if (!pulled) return;
  const over = pulled.isMoving ? under(event) : null;
  delete pulled.link.dataset.pulled;
  clear();
  if (pulled.isMoving) picture.addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
  if (over) {
    form.elements.key.value = pulled.key;
    form.elements.beside.value = over.key;
    form.elements.before.value = over.isBefore ? "on" : "";
    form.requestSubmit();
  }
  pulled = null;
}

if (picture && form) {
  picture.addEventListener("pointerdown", start);
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", end);
  // The browser's own way of pulling a link would win.
  picture.addEventListener("dragstart", (event) => event.preventDefault());
}
