// 手帳: one visit in the hand of one window. Sealed here at once, sent when it can be, and nothing is taken for sent unheard.
import { dropFromPack, dropPiece, packOf, putPack, putPiece } from "./cupboard.js";
import { askDoor, localDay, send } from "./line.js";
import { canSeal, freshId } from "./seal.js";

const PAUSE = 700;
const LOOK_AGAIN = 4000;
// A page that nobody touches stops asking, so that the sign-in can run out.
const TOUCHED_FOR = 180_000;

// `listen` is told: state(name), notice(name, said), show(field, value), isBusy(field), difference(field, entry), others(names), closed(said).
export function openNotebook({ visit, door, letter = null, listen }) {
  const book = {
    case: visit.case,
    // Another form than a visit: its own place, signed by the server; nobody else writes in it unless it says so.
    path: visit.path,
    isShared: visit.isShared ?? !visit.path,
    place: visit.place,
    draft: letter?.draft ?? visit.draft,
    version: visit.version,
    entries: { ...visit.entries },
    seen: Object.fromEntries(Object.entries(visit.entries).map(([field, entry]) => [field, entry.version])),
    changes: new Map((letter?.changes ?? []).map((one) => [one.field, one])),
    editor: letter?.editor ?? freshId(),
    seq: letter?.seq ?? 0,
    wantsConfirm: letter?.wantsConfirm ?? false,
    // 「このまま確定する」 was pressed, and nothing was changed after it.
    accepts: letter?.accepts ?? false,
    door,
    isSending: false,
    isOver: false,
    touchedAt: Date.now(),
  };
  if (canSeal) navigator.locks.request(`takigi-${book.editor}`, () => new Promise(() => {}));
  let pause = 0;
  let keeping = Promise.resolve();

  const pieceId = `letter-${book.editor}`;
  const path = (what) => `${book.path ?? `/cases/${book.case}/visit/`}${what}/`;

  // One box after another, so that an older one never lies over a newer one.
  function keep() {
    keeping = keeping.then(keepNow, keepNow);
    return keeping;
  }

  async function keepNow() {
    if (!canSeal || !book.door?.key) return;
    if (!book.changes.size && !book.wantsConfirm) return dropPiece(pieceId);
    const { path, place, editor, seq, draft, version, wantsConfirm, accepts } = book;
    const changes = [...book.changes.values()];
    const letter = { case: book.case, path, place, draft, version, editor, seq, wantsConfirm, accepts, changes };
    await putPiece(book.door, "letter", pieceId, letter);
  }

  function type(field, value) {
    const waiting = book.changes.get(field);
    book.seq += 1;
    const base = waiting?.base ?? book.seen[field] ?? 0;
    book.changes.set(field, { field, value, base, seq: book.seq, typed_on: localDay() });
    book.touchedAt = Date.now();
    book.accepts = false;
    listen.state("saving");
    keep();
    clearTimeout(pause);
    pause = setTimeout(flush, PAUSE);
  }

  function saw(field) {
    if (book.entries[field]) book.seen[field] = book.entries[field].version;
  }

  // One day's typing at a time: what 「きのう」 means depends on the day.
  function nextLetter() {
    const waiting = [...book.changes.values()];
    const first = waiting.map((one) => one.typed_on).sort()[0];
    return waiting.filter((one) => one.typed_on === first);
  }

  async function reopen() {
    const found = await askDoor();
    if (found.kind !== "open") {
      listen.state(book.changes.size || book.wantsConfirm ? "kept" : "away");
      if (found.kind === "out") listen.notice("out");
      return false;
    }
    if (book.door?.who && found.who !== book.door.who) {
      listen.notice("stranger");
      book.isOver = true;
      return false;
    }
    book.door = { ...found, key: book.door?.key ?? found.key };
    listen.notice("in");
    return true;
  }

  async function post(what, body) {
    if (!book.door?.token && !(await reopen())) return { kind: "offline" };
    body.place = book.place;
    let answer = await send(path(what), body, book.door.token);
    if (answer.kind === "forbidden" || answer.kind === "out") {
      // A new sign-in has a new token; ask once.
      book.door.token = "";
      // The page has said already that the sign-in has ended, or that somebody else has come: nothing was forbidden.
      if (!(await reopen())) return { kind: "offline" };
      answer = await send(path(what), body, book.door.token);
    }
    if (answer.kind === "forbidden") listen.notice("forbidden");
    return answer;
  }

  async function flush() {
    if (book.isSending || book.isOver) return false;
    book.isSending = true;
    const letter = nextLetter();
    const changes = letter.map(({ field, value, base, seq }) => ({ field, value, base, seq }));
    const body = { draft: book.draft, editor: book.editor, since: book.version, typed_on: letter[0]?.typed_on, changes };
    const answer = await post("save", body);
    book.isSending = false;
    if (answer.kind === "refused") listen.notice("refused", answer.said);
    if (answer.kind !== "done") {
      listen.state(book.changes.size || book.wantsConfirm ? "kept" : "away");
      return false;
    }
    await take(answer.said, letter);
    if (book.changes.size) return flush();
    if (book.wantsConfirm && !book.isOver) await confirmNow(book.accepts);
    return true;
  }

  async function take(said, letter) {
    for (const one of letter) if (book.changes.get(one.field)?.seq === one.seq) book.changes.delete(one.field);
    if (said.draft) book.draft = said.draft;
    book.version = said.version;
    Object.assign(book.entries, said.entries);
    for (const [field, entry] of Object.entries(said.entries)) place(field, entry);
    listen.others(said.others ?? []);
    await keep();
    if (said.ended) await close(said, letter.length === 0);
    else {
      await freshenPack();
      if (!book.changes.size) listen.state(book.version ? "saved" : "empty", { isNew: letter.length > 0 });
    }
  }

  function place(field, entry) {
    listen.difference(field, entry.rivals.length ? entry : null);
    if (book.changes.has(field)) return;
    if (entry.editor === book.editor || (!entry.rivals.length && !listen.isBusy(field))) {
      listen.show(field, entry.value);
      if (!entry.rivals.length) saw(field);
    }
  }

  // What others wrote while the cursor stood in the field appears when it leaves.
  function leave(field) {
    const entry = book.entries[field];
    if (entry && !book.changes.has(field) && !entry.rivals.length && entry.version > (book.seen[field] ?? 0)) {
      listen.show(field, entry.value);
      saw(field);
    }
  }

  async function close(said, isAllSent) {
    if (said.ended === "discarded" && !book.changes.size) return listen.notice("discarded");
    if (said.ended === "discarded") return;
    // Confirmed from this window: the record arrived, and only the answer was lost.
    const isOwn = said.ended === "confirmed" && book.wantsConfirm && isAllSent;
    book.isOver = true;
    book.wantsConfirm = false;
    await keep();
    if (canSeal && book.door?.key) await dropFromPack(book.door, book.case);
    listen.closed({ ...said, isOwn });
  }

  async function freshenPack() {
    if (!canSeal || !book.door?.key) return;
    const pack = await packOf(book.door);
    const mine = pack?.visits.find((one) => one.case === book.case);
    if (!mine) return;
    Object.assign(mine, { draft: book.draft, version: book.version, entries: book.entries });
    await putPack(book.door, pack);
  }

  async function settle(field, keepVersions, seenVersions) {
    const body = { draft: book.draft, editor: book.editor, since: 0, field, keep: keepVersions, seen: seenVersions };
    const answer = await post("settle", body);
    if (answer.kind === "refused") listen.notice("refused", answer.said);
    if (answer.kind === "done") {
      book.changes.delete(field);
      await take(answer.said, []);
      listen.show(field, book.entries[field].value);
      saw(field);
    }
    return answer.kind === "done";
  }

  // What another person wrote and this window has not shown yet.
  function hasUnseen() {
    return Object.entries(book.entries).some(
      ([field, one]) => one.rivals.length || (one.editor !== book.editor && one.version > (book.seen[field] ?? 0)),
    );
  }

  async function confirmNow(accepts = false) {
    if (hasUnseen()) {
      book.wantsConfirm = false;
      await keep();
      listen.notice("unseen");
      return false;
    }
    const answer = await post("confirm", { draft: book.draft, seen_version: book.version, accepts });
    if (answer.kind === "offline" || answer.kind === "out") {
      listen.state("kept");
      return false;
    }
    book.wantsConfirm = false;
    if (answer.kind === "done") {
      book.isOver = true;
      await keep();
      if (canSeal && book.door?.key) await dropFromPack(book.door, book.case);
      listen.closed({ ...answer.said, ended: "confirmed", isOwn: true });
      return true;
    }
    await keep();
    if (answer.kind === "refused") listen.notice("remarks", answer.said);
    return false;
  }

  // Confirmed now, or as soon as there is a network again.
  async function confirm(accepts = false) {
    clearTimeout(pause);
    book.wantsConfirm = true;
    book.accepts = accepts;
    await keep();
    while (book.isSending) await new Promise((resolve) => setTimeout(resolve, 50));
    if (book.changes.size) {
      book.wantsConfirm = false;
      const isSent = await flush();
      book.wantsConfirm = true;
      await keep();
      if (!isSent) {
        listen.notice("later");
        return false;
      }
    }
    const isDone = await confirmNow(accepts);
    if (!isDone && book.wantsConfirm) listen.notice("later");
    return isDone;
  }

  function lookAgain() {
    const isTouched = Date.now() - book.touchedAt < TOUCHED_FOR;
    const hasWork = book.changes.size || book.wantsConfirm;
    if (!document.hidden && ((isTouched && book.isShared) || hasWork)) flush();
  }

  const timer = setInterval(lookAgain, LOOK_AGAIN);
  addEventListener("online", flush);
  addEventListener("focus", lookAgain);
  const touch = () => (book.touchedAt = Date.now());
  for (const name of ["pointerdown", "keydown", "scroll"]) addEventListener(name, touch, { passive: true });

  function shut() {
    clearInterval(timer);
    book.isOver = true;
  }

  if (book.changes.size || book.wantsConfirm) setTimeout(flush, 0);
  return { book, type, leave, flush, settle, confirm, keep, shut };
}
