// 書きかけ: what is typed goes to the server a moment after the last key. What could not be sent is sent again.
const form = document.querySelector("form[data-draft-url]");
const said = document.querySelector("[data-draft]");
const PAUSE = 900;
const AGAIN = 5000;
let waiting = 0;
let isOnItsWay = false;
let isNewer = false;

function tell(state, clock) {
  said.dataset.state = state;
  if (clock) said.querySelector("[data-draft-time]").textContent = clock;
}

async function send() {
  window.clearTimeout(waiting);
  if (isOnItsWay) {
    isNewer = true;
    return;
  }
  isOnItsWay = true;
  isNewer = false;
  tell("saving");
  try {
    const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: new FormData(form), redirect: "error" });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.told);
    tell("saved", told.clock);
  } catch {
    tell("kept");
    later(AGAIN);
  }
  isOnItsWay = false;
  if (isNewer) later(PAUSE);
}

function later(pause) {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(send, pause);
}

if (form && said) {
  form.addEventListener("input", () => later(PAUSE));
  form.addEventListener("submit", () => window.clearTimeout(waiting));
}
