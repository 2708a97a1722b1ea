// 知らせ: what the notebook says, shown on the page: saved or kept, others, differences, what has to be settled first.
import { clock } from "./line.js";
import { showDifference } from "./differences.js";

export function tell(form, paper, { settle, closed, confirm, keep }) {
  const draft = document.querySelector("[data-draft]");
  const notices = document.querySelector("[data-visit-notices]");
  const button = form.querySelector("[data-confirm] button, button[data-confirm]");

  function state(name, { isNew = false } = {}) {
    if (name === "away") return;
    draft.dataset.state = name;
    const time = draft.querySelector("[data-draft-time]");
    if (isNew || !time.textContent) time.textContent = clock();
  }

  function others(names) {
    draft.dataset.shared = String(names.length > 0);
    draft.querySelector("[data-draft-others]").textContent = names.length ? `（${names.map((one) => `${one}さん`).join("、")}）` : "";
  }

  function clear(...names) {
    for (const name of names) notices.querySelector(`[data-said="${name}"]`)?.remove();
  }

  // One notice of a kind at a time.
  function notice(name, said = {}) {
    if (name === "in") return clear("out", "later");
    if (name === "remarks") return remarks(said);
    const template = document.querySelector(`template[data-words="${name}"]`);
    if (!template || (name !== "refused" && notices.querySelector(`[data-said="${name}"]`))) return;
    clear(name);
    const box = document.createElement("div");
    box.dataset.said = name;
    box.append(template.content.cloneNode(true));
    const sentence = box.querySelector("[data-sentence]");
    if (sentence && said.sentence) sentence.textContent = said.sentence;
    const link = box.querySelector("[data-link]");
    if (link && said.visit) link.href = said.visit;
    notices.append(box);
    // Whoever else sits here now reads nothing of it.
    if (name === "stranger" || name === "closed") form.hidden = true;
  }

  function remarks(said) {
    if (!said.remarks) return notice("refused", said);
    clear("remarks", "later");
    const box = document.createElement("div");
    box.dataset.said = "remarks";
    box.append(document.querySelector('template[data-words="remarks"]').content.cloneNode(true));
    const list = box.querySelector("[data-list]");
    for (const one of said.remarks) list.append(remark(one));
    const areDoubts = said.remarks.every((one) => one.is_doubt);
    form.dataset.accepts = areDoubts ? "yes" : "";
    box.querySelector("[data-doubts]").hidden = !areDoubts;
    box.querySelector("[data-mistakes]").hidden = areDoubts;
    const note = box.querySelector("[data-keep-as-note]");
    note.hidden = !said.may_keep_as_note;
    note.addEventListener("click", keepAsNote);
    if (button) button.querySelector("span").textContent = areDoubts ? "このまま確定する" : "訪問を確定する";
    notices.append(box);
    box.firstElementChild.focus();
    box.scrollIntoView({ block: "start" });
  }

  function remark(one) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = one.field ? `#id_${one.field}` : "#content";
    link.textContent = one.place ? `${one.place}: ${one.sentence}` : one.sentence;
    line.append(link);
    return line;
  }

  async function keepAsNote() {
    if (!(await keep())) return;
    const kept = document.createElement("input");
    Object.assign(kept, { type: "hidden", name: "keep_as_note", value: "yes" });
    form.append(kept);
    form.elements.is_saved.value = "yes";
    form.submit();
  }

  // A form with a record of its own to make is sent by the browser.
  const confirms = async (event) => {
    event.preventDefault();
    if (button) button.disabled = true;
    await confirm(form.dataset.accepts === "yes");
    if (button) button.disabled = false;
  };
  if (confirm) form.addEventListener("submit", confirms);
  // Once something was changed, doubts are asked anew.
  form.addEventListener("input", () => {
    form.dataset.accepts = "";
  });

  return {
    state,
    others,
    notice,
    closed,
    show: paper.show,
    isBusy: paper.isBusy,
    difference: (name, entry) => showDifference(paper, name, entry, settle),
  };
}
