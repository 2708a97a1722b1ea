// 戸棚: where sealed letters and packs lie on this device. Everything in it is a box that only its owner can open.
import { seal, unseal } from "./seal.js";

const NAME = "takigi-visits";

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("doors", { keyPath: "who" });
      asked.result.createObjectStore("pieces", { keyPath: "id" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within(store, mode, work) {
  const base = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = base.transaction(store, mode, { durability: "strict" });
      const asked = work(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(asked?.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    base.close();
  }
}

export const doors = () => within("doors", "readonly", (store) => store.getAll());
export const putDoor = (door) => within("doors", "readwrite", (store) => store.put(door));
export const dropDoor = (who) => within("doors", "readwrite", (store) => store.delete(who));
export const dropPiece = (id) => within("pieces", "readwrite", (store) => store.delete(id));
const allPieces = () => within("pieces", "readonly", (store) => store.getAll());

export async function piecesOf(who, kind) {
  return (await allPieces()).filter((one) => one.who === who && one.kind === kind);
}

export async function countLetters() {
  return (await allPieces()).filter((one) => one.kind === "letter").length;
}

export async function putPiece(door, kind, id, value, until = null) {
  const label = `${kind} ${id} ${door.who}`;
  const sealed = await seal(door.key, value, label);
  await within("pieces", "readwrite", (store) => store.put({ id, who: door.who, kind, until, ...sealed }));
}

export async function readPiece(door, piece) {
  return unseal(door.key, piece, `${piece.kind} ${piece.id} ${piece.who}`);
}

// The day is over: facts and watchword go. Letters that were not sent stay sealed; only their writer's sign-in opens them.
export async function sweep(now = Date.now()) {
  for (const door of await doors()) if (door.until < now) await dropDoor(door.who);
  for (const one of await allPieces()) if (one.until && one.until < now) await dropPiece(one.id);
}

export async function emptyOf(who) {
  await dropDoor(who);
  for (const one of await allPieces()) if (one.who === who) await dropPiece(one.id);
}

const packId = (who) => `pack-${who}`;

export async function packOf(door) {
  const [piece] = await piecesOf(door.who, "pack");
  return piece ? { until: piece.until, ...(await readPiece(door, piece)) } : null;
}

export async function putPack(door, { until, ...pack }) {
  await putPiece(door, "pack", packId(door.who), pack, until);
}

// What was sent need not lie here any longer; the last visit takes the watchword with it.
export async function dropFromPack(door, caseId) {
  const pack = await packOf(door);
  if (!pack) return;
  const left = pack.visits.filter((one) => one.case !== caseId);
  if (left.length) await putPack(door, { ...pack, visits: left });
  else {
    await dropPiece(packId(door.who));
    await dropDoor(door.who);
  }
}
