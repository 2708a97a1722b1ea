// 枠の動き: search with "/", fold the rail, close the menu, print. Everything works without it.
const root = document.documentElement;

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector("[data-search]");
  if (event.key === "/" && field && !isTyping(event.target)) {
    event.preventDefault();
    field.focus();
    field.select();
  }
  if (event.key === "Escape") {
    const menu = document.querySelector("[data-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  if (event.target.closest("[data-print]")) window.print();
});

const fold = document.querySelector("[data-fold]");

function showFold() {
  const isFolded = root.dataset.rail === "folded";
  fold.setAttribute("aria-expanded", String(!isFolded));
  fold.querySelector(".rail-word").textContent = isFolded ? "ひろげる" : "たたむ";
}

if (fold) {
  showFold();
  fold.addEventListener("click", () => {
    root.dataset.rail = root.dataset.rail === "folded" ? "open" : "folded";
    try {
      localStorage.setItem("takigi.rail", root.dataset.rail);
    } catch {
      // Nothing is kept; the rail still folds for this page.
    }
    showFold();
  });
}

document.querySelector("[data-focus-first]")?.focus();
