// 封: what lies on this device can be read only with a key that the device does not keep.
const ROUNDS = 1_000_000;
const text = new TextEncoder();

// Without https a browser gives no keys; then nothing is put on the device at all.
export const canSeal = Boolean(globalThis.crypto?.subtle && globalThis.indexedDB && navigator.locks);

export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

export function keyOf(raw) {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

// `label` binds the words to their place: a box that was moved elsewhere does not open.
async function locked(key, bytes, label) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: text.encode(label) }, key, bytes);
  return { iv, box };
}

function unlocked(key, { iv, box }, label) {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: text.encode(label) }, key, box);
}

export function seal(key, value, label) {
  return locked(key, text.encode(JSON.stringify(value)), label);
}

export async function unseal(key, sealed, label) {
  return JSON.parse(new TextDecoder().decode(await unlocked(key, sealed, label)));
}

// The watchword as it was meant: width, gaps and dots between its words do not count.
export function meant(watchword) {
  return watchword.normalize("NFKC").toLowerCase().replace(/[\s・、。,.\-ー‐]/g, "");
}

async function keyOfWords(watchword, salt, rounds) {
  const typed = await crypto.subtle.importKey("raw", text.encode(meant(watchword)), "PBKDF2", false, ["deriveKey"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(way, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

// 合言葉の戸: the device's key behind the watchword, for as long as there is no network.
export async function lockDoor(raw, watchword, who) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const key = await keyOfWords(watchword, salt, ROUNDS);
  return { salt, rounds: ROUNDS, ...(await locked(key, raw, `door ${who}`)) };
}

export async function unlockDoor(door, watchword) {
  try {
    const key = await keyOfWords(watchword, door.salt, door.rounds);
    return await keyOf(await unlocked(key, door, `door ${door.who}`));
  } catch {
    return null;
  }
}
