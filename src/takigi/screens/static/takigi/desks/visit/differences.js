// 食いちがい: two wordings of one field, side by side; whoever looks decides, for one of them or for both.
import { inWords } from "./paper.js";

export function showDifference(paper, name, entry, settle) {
  const field = paper.fieldOf(name);
  if (!field) return;
  field.querySelector("[data-difference]")?.remove();
  if (!entry) return;
  const panel = document.querySelector('template[data-words="difference"]').content.cloneNode(true).firstElementChild;
  const all = [entry, ...entry.rivals];
  const list = panel.querySelector("[data-wordings]");
  for (const one of all) list.append(wording(paper, name, one, all, settle));
  const both = panel.querySelector("[data-keep-both]");
  both.hidden = field.dataset.kind === "radio" || field.dataset.kind === "date";
  both.addEventListener("click", () => press(panel, () => settle(name, versions(all), versions(all))));
  field.append(panel);
  paper.openTo(name);
}

const versions = (all) => all.map((one) => one.version);

function wording(paper, name, one, all, settle) {
  const line = document.querySelector('template[data-words="wording"]').content.cloneNode(true).firstElementChild;
  line.querySelector("[data-by]").textContent = one.by;
  line.querySelector("[data-at]").textContent = one.at;
  line.querySelector("[data-said]").textContent = inWords(paper, name, one.value);
  line.querySelector("[data-keep]").addEventListener("click", () => {
    press(line.closest("[data-difference]"), () => settle(name, [one.version], versions(all)));
  });
  return line;
}

async function press(panel, deed) {
  for (const button of panel.querySelectorAll("button")) button.disabled = true;
  if (!(await deed())) for (const button of panel.querySelectorAll("button")) button.disabled = false;
}
