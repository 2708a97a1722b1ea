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

// One press sends a form once, however often an impatient finger comes down.
document.addEventListener("submit", (event) => {
  const form = event.target;
  // What another script sends in its own way (a search as one types, a passkey) is not ours to count.
  if (event.defaultPrevented || form.method !== "post") return;
  // Another button of the same form asks for something else: the Excel file after the PDF.
  const asked = `${event.submitter?.name ?? ""}=${event.submitter?.value ?? ""}`;
  if (form.dataset.sent === asked) event.preventDefault();
  form.dataset.sent = asked;
  setTimeout(() => delete form.dataset.sent, 3000);
});

// A piece that could not be fetched is said in words, once, where messages stand.
function say(name) {
  const words = document.querySelector(`template[data-say="${name}"]`);
  const messages = document.querySelector("#messages");
  if (!words || !messages || messages.querySelector(`[data-said="${name}"]`)) return;
  const said = document.createElement("div");
  said.dataset.said = name;
  said.append(words.content.cloneNode(true));
  messages.append(said);
}

document.addEventListener("htmx:sendError", () => say("offline"));
document.addEventListener("htmx:timeout", () => say("offline"));
document.addEventListener("htmx:responseError", () => say("failed"));
document.addEventListener("htmx:afterSwap", () => {
  for (const said of document.querySelectorAll("[data-said]")) said.remove();
});

// A whole page where a piece was expected: the session has ended. Show that page, not a page within the page.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!/^\s*<!doctype/i.test(event.detail.xhr.responseText)) return;
  event.detail.shouldSwap = false;
  location.reload();
});

document.querySelector("form [data-focus-first]")?.focus();
