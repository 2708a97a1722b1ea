// 送り手: letters that earlier windows left on this device go out, each exactly as it was written.
import { dropFromPack, dropPiece, piecesOf, readPiece } from "./cupboard.js";
import { send } from "./line.js";
import { canSeal } from "./seal.js";

// Calls `work` only if the window that wrote the letter is gone.
export function ifLeft(editor, work) {
  return navigator.locks.request(`takigi-${editor}`, { ifAvailable: true }, (lock) => (lock ? work() : null));
}

// Returns how many were sent, how many visits were confirmed, and how many had to stay.
// `isLeaving`: also those of windows that are still open; the server knows each window's words and takes them once.
export async function sendLetters(door, { isLeaving = false } = {}) {
  const told = { sent: 0, confirmed: 0, left: 0 };
  if (!canSeal || !door.key) return told;
  for (const piece of await piecesOf(door.who, "letter")) {
    const letter = await readPiece(door, piece).catch(() => null);
    if (!letter) continue;
    if (isLeaving) await sendOne(door, piece.id, letter, told);
    else await ifLeft(letter.editor, () => sendOne(door, piece.id, letter, told));
  }
  return told;
}

async function sendOne(door, id, letter, told) {
  let said = { draft: letter.draft };
  const days = [...new Set(letter.changes.map((one) => one.typed_on))].sort();
  for (const day of days.length ? days : [undefined]) {
    const lines = letter.changes.filter((one) => one.typed_on === day);
    const changes = lines.map(({ field, value, base, seq }) => ({ field, value, base, seq }));
    const { editor, version } = letter;
    const body = { draft: said.draft, editor, since: version, typed_on: day, changes, place: letter.place };
    const answer = await send(`${letter.path ?? `/cases/${letter.case}/visit/`}save/`, body, door.token);
    if (answer.kind !== "done") {
      told.left += 1;
      return;
    }
    said = { ...answer.said, draft: answer.said.draft ?? said.draft };
  }
  if (letter.wantsConfirm && !said.ended && (await confirmed(door, letter, said))) told.confirmed += 1;
  told.sent += 1;
  await dropPiece(id);
  await dropFromPack(door, letter.case);
}

// What somebody else wrote meanwhile is looked at first: then the draft waits on the server.
async function confirmed(door, letter, said) {
  const others = Object.values(said.entries ?? {}).some((one) => one.rivals.length || !one.is_own);
  if (others) return false;
  const body = { draft: said.draft, seen_version: said.version, accepts: letter.accepts ?? false };
  const answer = await send(`/cases/${letter.case}/visit/confirm/`, body, door.token);
  return answer.kind === "done";
}
