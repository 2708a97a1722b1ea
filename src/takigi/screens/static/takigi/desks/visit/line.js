// 線: asking the server. Every answer says plainly what it was: done, refused, signed out, or nobody there.
import { freshId, keyOf, canSeal } from "./seal.js";

const DEVICE = "takigi.device";

export function device() {
  try {
    if (!localStorage.getItem(DEVICE)) localStorage.setItem(DEVICE, freshId());
    return localStorage.getItem(DEVICE);
  } catch {
    return freshId();
  }
}

function isTurnedAway(response) {
  return response.type === "opaqueredirect" || response.status === 401;
}

// Who is signed in here, with their key for this device and a fresh token for forms.
export async function askDoor() {
  try {
    const response = await fetch(`/cases/visits/door/?device=${device()}`, { redirect: "manual", cache: "no-store" });
    if (isTurnedAway(response)) return { kind: "out" };
    if (!response.ok) return { kind: "offline" };
    const said = await response.json();
    const raw = Uint8Array.from(atob(said.key), (one) => one.charCodeAt(0));
    const key = canSeal ? await keyOf(raw) : null;
    return { kind: "open", who: said.who, token: said.token, today: said.today, raw, key };
  } catch {
    return { kind: "offline" };
  }
}

export async function send(path, body, token) {
  try {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    const response = await fetch(path, { method: "POST", redirect: "manual", headers, body: JSON.stringify(body) });
    if (isTurnedAway(response)) return { kind: "out" };
    if (response.ok) return { kind: "done", said: await response.json() };
    if (response.status === 422) return { kind: "refused", said: await response.json() };
    if (response.status === 403 || response.status === 404) return { kind: "forbidden" };
    return { kind: "offline" };
  } catch {
    return { kind: "offline" };
  }
}

// The calendar of the device: 「きのう」 is meant by it.
export function localDay(now = new Date()) {
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function clock(now = new Date()) {
  return `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`;
}
