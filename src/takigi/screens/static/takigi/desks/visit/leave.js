// 帰り: before somebody signs out, what is still on this device is sent and then emptied. Nothing is thrown away unasked.
const forms = document.querySelectorAll('form[action$="/signout/"]');

async function hasCupboard() {
  if (!globalThis.indexedDB || !globalThis.crypto?.subtle) return false;
  const bases = (await indexedDB.databases?.()) ?? [{ name: "takigi-visits" }];
  return bases.some((one) => one.name === "takigi-visits");
}

async function leave(form) {
  const { askDoor } = await import("./line.js");
  const { emptyOf, piecesOf } = await import("./cupboard.js");
  const { sendLetters } = await import("./sender.js");
  const door = await askDoor();
  if (door.kind !== "open") return true;
  await sendLetters(door, { isLeaving: true });
  const left = (await piecesOf(door.who, "letter")).length;
  if (left && !form.dataset.leaveAnyway) {
    ask(form, left);
    return false;
  }
  await emptyOf(door.who);
  return true;
}

function ask(form, left) {
  if (form.querySelector("[data-letters-left]")) return;
  const words = document.createElement("p");
  words.dataset.lettersLeft = "yes";
  words.setAttribute("role", "alert");
  words.textContent = `まだ送れていない訪問の記録が${left}件あります。つながるのを待って、もう一度押すと送ってからサインアウトします。`;
  const anyway = document.createElement("button");
  anyway.type = "submit";
  anyway.className = "button";
  anyway.dataset.kind = "danger";
  anyway.textContent = "書いたことを消してサインアウトする";
  anyway.addEventListener("click", () => (form.dataset.leaveAnyway = "yes"));
  form.append(words, anyway);
}

async function submitted(event) {
  const form = event.currentTarget;
  if (form.dataset.emptied) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const mayLeave = !(await hasCupboard().catch(() => false)) || (await leave(form).catch(() => true));
  if (!mayLeave) return;
  form.dataset.emptied = "yes";
  form.requestSubmit();
}

for (const form of forms) form.addEventListener("submit", submitted, { capture: true });
