// 持っていく: tomorrow's visits onto this device, sealed behind a watchword; and what still lies here.
import { countLetters, dropFromPack, packOf, putDoor, putPack, sweep } from "./cupboard.js";
import { askDoor, send } from "./line.js";
import { sendLetters } from "./sender.js";
import { canSeal, lockDoor, meant } from "./seal.js";
import { faultOf, proposeWatchword } from "./words.js";

const desk = document.querySelector("[data-take]");
const says = desk.querySelector("[data-take-says]");
const field = desk.querySelector("[data-watchword]");

function say(name, count = 0) {
  says.replaceChildren(document.querySelector(`template[data-words="${name}"]`).content.cloneNode(true));
  for (const one of says.querySelectorAll("[data-count]")) one.textContent = count;
}

// The end of the visit's day, by the device's own clock.
function endOf(day) {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(year, month - 1, date + 1).getTime();
}

async function take(day) {
  const fault = faultOf(meant(field.value));
  const told = desk.querySelector("[data-watchword-fault]");
  told.textContent = fault;
  if (fault) return field.focus();
  say("taking");
  const door = await askDoor();
  if (door.kind !== "open") return say("not-taken");
  const answer = await send("/cases/visits/pack/", { day }, door.token);
  if (answer.kind !== "done") return say("not-taken");
  const { visits } = answer.said;
  if (!visits.length) return say("none-to-take");
  const until = endOf(answer.said.day);
  await putPack(door, { day: answer.said.day, visits, until });
  await putDoor({ who: door.who, until, misses: 0, ...(await lockDoor(door.raw, field.value, door.who)) });
  say("taken", visits.length);
  await show(door);
}

async function show(door) {
  const pack = await packOf(door);
  desk.querySelector("[data-lies-here]").hidden = !pack;
  if (pack) desk.querySelector("[data-lies-count]").textContent = pack.visits.length;
}

async function open() {
  if (!canSeal) return say("no-seal");
  await sweep();
  const registered = await navigator.serviceWorker?.register("/sw.js").catch(() => null);
  if (registered) await navigator.serviceWorker.ready;
  const door = await askDoor();
  if (door.kind !== "open") return say("not-taken");
  const told = await sendLetters(door);
  if (told.left) say("letters-left", told.left);
  else if (told.sent) say("letters-sent", told.sent);
  await show(door);
  field.value = proposeWatchword();
  desk.querySelector("[data-take-form]").hidden = false;
  desk.querySelector("[data-again]").addEventListener("click", () => (field.value = proposeWatchword()));
  for (const one of desk.querySelectorAll("[data-day]")) one.addEventListener("click", () => take(one.dataset.day));
  desk.querySelector("[data-empty]").addEventListener("click", async () => {
    if (await countLetters()) await sendLetters(door);
    const pack = await packOf(door);
    for (const one of pack?.visits ?? []) await dropFromPack(door, one.case);
    await show(door);
    say("emptied");
  });
  desk.dataset.ready = "yes";
}

open();

