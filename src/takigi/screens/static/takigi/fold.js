// たたんだままにする: runs before the first paint, so that a folded rail does not jump.
document.documentElement.dataset.script = "on";
try {
  if (localStorage.getItem("takigi.rail") === "folded") document.documentElement.dataset.rail = "folded";
} catch {
  // A browser that keeps nothing simply shows the rail open.
}
