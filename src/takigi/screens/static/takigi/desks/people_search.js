// 人をさがす: waits for a half-typed syllable, and lets the arrow keys walk through the results.
const field = document.querySelector("[data-search]");

// 「よしn」 would find nobody for a moment; the next letter makes it a syllable.
document.addEventListener(
  "input",
  (event) => {
    if (event.target === field && event.isComposing && /[a-zａ-ｚ]$/i.test(field.value)) event.stopImmediatePropagation();
  },
  true,
);
field.addEventListener("compositionend", () => field.dispatchEvent(new Event("input", { bubbles: true })));

document.addEventListener("keydown", (event) => {
  if (event.isComposing || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  const stops = [field, ...document.querySelectorAll("[data-results] tbody a")];
  const here = stops.indexOf(document.activeElement);
  const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
  if (here < 0 || !next) return;
  event.preventDefault();
  next.focus();
});
