// 訪問の頁の動き: opens the notebook for the visit on this page and says where the eye is whether the words are safe.
import { sweep } from "./cupboard.js";
import { askDoor } from "./line.js";
import { tell } from "./telling.js";
import { openNotebook } from "./notebook.js";
import { layPaper } from "./paper.js";
import { sendLetters } from "./sender.js";
import { canSeal } from "./seal.js";

const form = document.querySelector("[data-visit-form]");
const wire = JSON.parse(document.querySelector("#visit-wire").textContent);
let notebook = null;
// What is typed before the key has come waits for it here.
const early = [];

const paper = layPaper(form, {
  onType: (name, value) => (notebook ? notebook.type(name, value) : early.push([name, value])),
  onLeave: (name) => notebook?.leave(name),
});
for (const name of paper.early()) early.push([name, paper.read(name)]);

if (canSeal) {
  await sweep().catch(() => null);
  navigator.serviceWorker?.register("/sw.js").catch(() => null);
}
const found = await askDoor();
if (found.kind === "open") await sendLetters(found).catch(() => null);
const door = found.kind === "open" ? found : null;
const telling = tell(form, paper, {
  settle: (...given) => notebook.settle(...given),
  closed: (said) => {
    if (said.visit && said.isOwn) location.assign(said.visit);
    else telling.notice("closed", said);
  },
  confirm: (accepts) => notebook.confirm(accepts),
  keep: () => notebook.flush(),
});
notebook = openNotebook({ visit: wire, door, listen: telling });
for (const [name, entry] of Object.entries(wire.entries)) if (entry.rivals.length) telling.difference(name, entry);
for (const [name, value] of early) notebook.type(name, value);
notebook.flush();
form.dataset.ready = "yes";
