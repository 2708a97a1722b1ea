// 出先: opens what was taken along, with the watchword and without a network. Back in the network it sends and empties itself.
import { countLetters, doors, dropDoor, packOf, piecesOf, putDoor, readPiece, sweep } from "./cupboard.js";
import { askDoor } from "./line.js";
import { openNotebook } from "./notebook.js";
import { layPaper } from "./paper.js";
import { canSeal, unlockDoor } from "./seal.js";
import { ifLeft, sendLetters } from "./sender.js";
import { tell } from "./telling.js";

// After this many wrong watchwords the door is taken away; the letters stay for their writer's sign-in.
const MISSES = 5;
const parts = Object.fromEntries([...document.querySelectorAll("[data-part]")].map((one) => [one.dataset.part, one]));

function turnTo(name) {
  for (const [key, part] of Object.entries(parts)) part.hidden = key !== name && (key !== "back" || part.hidden);
  parts[name].querySelector("h1, h2")?.focus();
}

// An address like /cases/<id>/visit/ says which visit was meant.
const meantCase = location.pathname.match(/^\/cases\/([0-9a-f-]{36})\//)?.[1];

async function start() {
  if (!canSeal) return turnTo("nothing");
  await sweep();
  const letters = await countLetters();
  for (const one of document.querySelectorAll("[data-letters]")) one.hidden = !letters;
  for (const one of document.querySelectorAll("[data-letters-count]")) one.textContent = letters;
  turnTo((await doors()).length ? "door" : "nothing");
  const again = setInterval(async () => {
    if (parts.door.hidden && parts.nothing.hidden) return clearInterval(again);
    const found = await askDoor();
    if (found.kind !== "offline") parts.back.hidden = false;
  }, 5000);
}

parts.door.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = parts.door.querySelector("[data-watchword]");
  const told = parts.door.querySelector("[data-watchword-fault]");
  told.textContent = "確かめています…";
  for (const door of await doors()) {
    const key = await unlockDoor(door, field.value);
    if (key) {
      field.value = "";
      told.textContent = "";
      await putDoor({ ...door, misses: 0 });
      return showVisits({ who: door.who, key, token: "" });
    }
  }
  for (const door of await doors()) {
    const misses = door.misses + 1;
    if (misses >= MISSES) await dropDoor(door.who);
    else await putDoor({ ...door, misses });
  }
  const left = (await doors()).length;
  told.textContent = left ? "合言葉がちがいます。ひらがなのまま、もう一度書いてください。" : "";
  if (!left) turnTo("nothing");
});

async function showVisits(door) {
  const pack = await packOf(door);
  if (!pack) return turnTo("nothing");
  const list = parts.visits.querySelector("[data-visits]");
  list.replaceChildren(...pack.visits.map((visit) => line(door, visit)));
  const meantVisit = pack.visits.find((one) => one.case === meantCase);
  if (meantVisit) await openVisit(door, meantVisit);
  else turnTo("visits");
}

function line(door, visit) {
  const row = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = `${visit.name}さん`;
  button.addEventListener("click", () => openVisit(door, visit));
  row.append(button);
  return row;
}

async function leftLetter(door, draft) {
  let found = null;
  for (const piece of await piecesOf(door.who, "letter")) {
    const letter = await readPiece(door, piece).catch(() => null);
    if (letter?.draft === draft) await ifLeft(letter.editor, () => (found = letter));
  }
  return found;
}

async function openVisit(door, visit) {
  const form = parts.form.querySelector("[data-visit-form]");
  for (const [key, words] of Object.entries({ name: visit.name, kana: visit.kana, birth: visit.birth })) {
    parts.form.querySelector(`[data-person-${key}]`).textContent = words;
  }
  parts.form.querySelector("[data-because]").textContent = visit.because.join("、");
  const letter = await leftLetter(door, visit.draft);
  let notebook = null;
  const paper = layPaper(form, {
    onType: (name, value) => notebook.type(name, value),
    onLeave: (name) => notebook.leave(name),
  });
  const telling = tell(form, paper, {
    settle: (...given) => notebook.settle(...given),
    closed: (said) => telling.notice(said.isOwn ? "confirmed" : "closed", said),
    confirm: (accepts) => notebook.confirm(accepts),
    keep: () => notebook.flush(),
  });
  notebook = openNotebook({ visit, door, letter, listen: telling });
  const values = { ...visit.known };
  for (const [name, entry] of Object.entries(visit.entries)) values[name] = entry.value;
  for (const one of letter?.changes ?? []) values[one.field] = one.value;
  for (const [name, value] of Object.entries(values)) paper.show(name, value);
  for (const [name, entry] of Object.entries(visit.entries)) if (entry.rivals.length) telling.difference(name, entry);
  telling.state(letter ? "kept" : "empty");
  form.dataset.ready = "yes";
  turnTo("form");
  // Letters of other visits go out as well, as soon as somebody is there to take them.
  addEventListener("online", async () => {
    const found = await askDoor();
    if (found.kind === "open" && found.who === door.who) await sendLetters({ ...found, key: door.key });
  });
}

start();
