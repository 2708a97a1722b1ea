// 図の大きさ: the whole picture in the window, or as large as one likes to read it, by button and by key; kept for the next time.
// The picture comes again with its numbers, so it is looked for each time.
const KEPT = "takigi.picture";
const SIZES = ["whole", "125", "150", "200"];
// Down to this share of its own size a picture is shown whole without being asked: its words are then still twelve pixels high.
const READABLE = 0.75;

function figures() {
  return [...document.querySelectorAll("figure")].filter((one) => one.querySelector("[data-picture-sizes]"));
}

function chosen() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(size) {
  try {
    localStorage.setItem(KEPT, size);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

function usual(picture) {
  const svg = picture.querySelector("svg");
  return picture.clientWidth >= READABLE * Number(svg.getAttribute("width")) ? "whole" : "own";
}

function show(figure) {
  const picture = figure.querySelector(".layered-picture");
  if (!picture?.querySelector("svg")) return;
  const kept = chosen();
  const size = SIZES.includes(kept) || kept === "own" ? kept : usual(picture);
  picture.dataset.size = size;
  const place = SIZES.indexOf(size);
  const row = figure.querySelector("[data-picture-sizes]");
  row.hidden = false;
  for (const button of row.querySelectorAll("[data-size]")) button.setAttribute("aria-pressed", String(button.dataset.size === size));
  row.querySelector("[data-step='-1']").disabled = place === 0;
  row.querySelector("[data-step='1']").disabled = place === SIZES.length - 1;
}

function take(size) {
  keep(size);
  figures().forEach(show);
}

function step(figure, by) {
  const place = SIZES.indexOf(figure.querySelector(".layered-picture").dataset.size);
  // From its own size the next larger and the next smaller one are the steps around the window's width.
  const next = place < 0 ? (by < 0 ? 0 : 2) : place + by;
  if (SIZES[next]) take(SIZES[next]);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-picture-sizes] button");
  if (!button) return;
  if (button.dataset.size) take(button.dataset.size);
  else step(button.closest("figure"), Number(button.dataset.step));
});

document.addEventListener("keydown", (event) => {
  if (!event.target.classList?.contains("layered-picture") || event.ctrlKey || event.metaKey || event.altKey) return;
  const figure = event.target.closest("figure");
  if (!figure?.querySelector("[data-picture-sizes]")) return;
  if (event.key === "+" || event.key === "=") step(figure, 1);
  else if (event.key === "-") step(figure, -1);
  else if (event.key === "0") take("whole");
  else if (event.key === "1") take("own");
  else return;
  event.preventDefault();
});

document.addEventListener("htmx:afterSettle", () => figures().forEach(show));
window.addEventListener("resize", () => figures().forEach(show));
figures().forEach(show);
