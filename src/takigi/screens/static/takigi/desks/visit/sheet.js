// 用紙の頁の動き: any form about a case keeps what is typed, in the same notebook as a visit; it is recorded by its own button.
import { sweep } from "./cupboard.js";
import { askDoor } from "./line.js";
import { tell } from "./telling.js";
import { openNotebook } from "./notebook.js";
import { layPaper } from "./paper.js";
import { sendLetters } from "./sender.js";
import { canSeal } from "./seal.js";

const form = document.querySelector("[data-draft-form]");
const wire = JSON.parse(document.querySelector("#draft-wire").textContent);
// Of the hidden boxes only those that say how many rows a list has are part of the sheet.
const isBox = (one) => one.name && !/^(submit|button|file)$/.test(one.type) && (one.type !== "hidden" || one.name.endsWith("-n"));
const boxes = [...form.elements].filter(isBox);
for (const one of boxes) one.dataset.field = one.name;
const names = new Set(boxes.map((one) => one.name));

let notebook = null;
const early = new Map();
const type = (name, value) => (notebook ? notebook.type(name, value) : early.set(name, value));
const paper = layPaper(form, { onType: type, onLeave: (name) => notebook?.leave(name) });
for (const name of paper.early()) early.set(name, paper.read(name));

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const isNothing = (value) => !value.length;

// A sheet that came back with something to put right shows what was sent: that is newer than the draft.
if (wire.isPosted) {
  for (const name of names) {
    const [shown, kept] = [paper.read(name), wire.entries[name]?.value];
    if (kept === undefined ? !isNothing(shown) : !isSame(shown, kept)) early.set(name, shown);
  }
}

if (canSeal) await sweep().catch(() => null);
const found = await askDoor();
if (found.kind === "open") await sendLetters(found).catch(() => null);
const door = found.kind === "open" ? found : null;
const telling = tell(form, paper, {
  settle: (...given) => notebook.settle(...given),
  closed: (said) => telling.notice("closed", said),
});
notebook = openNotebook({ visit: wire, door, listen: telling });
for (const [name, entry] of Object.entries(wire.entries)) if (entry.rivals.length) telling.difference(name, entry);
for (const [name, value] of early) notebook.type(name, value);
form.addEventListener("submit", () => {
  form.elements.draft.value = notebook.book.draft;
  form.elements.editor.value = notebook.book.editor;
});
notebook.flush();
form.dataset.ready = "yes";
