// 紙: the form as it is touched: what its fields say, the line under each folded section, quick days, one hand.
const QUICK = {
  visited_on: ["きょう", "きのう"],
  next_step_on: ["あした", "1週間後", "2週間後"],
};

// What stands in a box other than the server printed it: somebody typed before this script had come.
function isTouched(one) {
  if (/^(checkbox|radio)$/.test(one.type)) return one.checked !== one.defaultChecked;
  if (one.type !== "select-one") return one.value !== one.defaultValue;
  const printed = [...one.options].findLast((way) => way.defaultSelected) ?? one.options[0];
  return printed !== undefined && !printed.selected;
}

// A browser that goes back or loads anew lays its own old words into the boxes: those are nobody's typing.
const isFreshlyOpened = () => performance.getEntriesByType("navigation")[0]?.type === "navigate";

export function layPaper(form, { onType, onLeave }) {
  const fields = new Map();
  for (const one of form.querySelectorAll("[data-field]")) {
    const name = one.dataset.field;
    fields.set(name, [...(fields.get(name) ?? []), one]);
  }

  function read(name) {
    const [first, ...more] = fields.get(name);
    if (first.type === "checkbox") return [first, ...more].filter((one) => one.checked).map((one) => one.value);
    if (first.type === "radio") return [first, ...more].find((one) => one.checked)?.value ?? "";
    return first.value;
  }

  function show(name, value) {
    for (const one of fields.get(name) ?? []) {
      if (one.type === "checkbox") one.checked = value.includes(one.value);
      else if (one.type === "radio") one.checked = one.value === value;
      else if (one.value !== value) one.value = value;
    }
    digest(fields.get(name)?.[0].closest("[data-section]"));
  }

  const isBusy = (name) => fields.get(name)?.some((one) => one === document.activeElement && /^(text|textarea)$/.test(one.type)) ?? false;

  function said(name) {
    const [first, ...more] = fields.get(name);
    if (!/^(checkbox|radio)$/.test(first.type)) return first.value.trim().replaceAll("\n", " ");
    const chosen = [first, ...more].filter((one) => one.checked);
    return chosen.map((one) => one.closest("label").textContent.trim()).join("、");
  }

  function digest(section) {
    if (!section) return;
    const names = new Set();
    for (const one of section.querySelectorAll("[data-field]")) {
      if (!one.closest("[data-more]")) names.add(one.dataset.field);
    }
    section.querySelector("[data-digest]").textContent = [...names].map(said).filter(Boolean).join("・");
  }

  function typed(event) {
    const name = event.target.dataset?.field;
    if (!name || event.isComposing) return;
    digest(event.target.closest("[data-section]"));
    onType(name, read(name));
  }
  form.addEventListener("input", typed);
  form.addEventListener("compositionend", typed);
  form.addEventListener("focusout", (event) => {
    if (event.target.dataset?.field) onLeave(event.target.dataset.field);
  });

  // A finger takes a choice back by touching it again.
  let wasChosen = null;
  form.addEventListener("pointerdown", (event) => {
    const radio = event.target.closest("label")?.querySelector("input[type=radio]");
    wasChosen = radio?.checked ? radio : null;
  });
  form.addEventListener("click", (event) => {
    const radio = event.target;
    if (radio.type !== "radio" || radio !== wasChosen) return;
    wasChosen = null;
    radio.checked = false;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
  });

  for (const [name, words] of Object.entries(QUICK)) quicken(name, words);

  function quicken(name, words) {
    const field = fields.get(name)?.[0];
    if (!field) return;
    const row = document.createElement("div");
    row.className = "row visit-quick";
    for (const word of words) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button";
      button.textContent = word;
      button.addEventListener("click", () => {
        field.value = word;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      row.append(button);
    }
    field.closest(".field").append(row);
  }

  // The next section under the same thumb.
  form.addEventListener("click", (event) => {
    const here = event.target.closest("[data-next-section]")?.closest("[data-section]");
    if (!here) return;
    here.open = false;
    const next = here.nextElementSibling;
    if (next?.matches("[data-section]")) next.open = true;
    const place = next?.matches("[data-section]") ? next.querySelector("summary") : document.querySelector("[data-confirm]");
    place?.focus();
    place?.scrollIntoView({ block: "start" });
  });

  function openTo(name) {
    const field = fields.get(name)?.[0];
    for (let one = field?.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
    return field;
  }

  // A line of the summary leads into a folded section.
  document.addEventListener("click", (event) => {
    const hash = event.target.closest("a")?.getAttribute("href") ?? "";
    const name = hash.startsWith("#id_") ? hash.slice(4) : "";
    if (!fields.has(name)) return;
    event.preventDefault();
    const field = openTo(name);
    field.focus();
    field.closest(".field").scrollIntoView({ block: "center" });
  });

  for (const section of form.querySelectorAll("[data-section]")) digest(section);
  // The boxes that somebody was quicker to write into than the page was to listen.
  const early = () => (isFreshlyOpened() ? [...fields].filter(([, all]) => all.some(isTouched)).map(([name]) => name) : []);
  return { show, read, early, isBusy, openTo, fieldOf: (name) => fields.get(name)?.[0].closest(".field"), said };
}

// The words of a choice, for a wording that is not in the form.
export function inWords(paper, name, value) {
  if (value === "" || (Array.isArray(value) && !value.length)) return "（何も書かれていません）";
  const field = paper.fieldOf(name);
  const labels = new Map(
    [...field.querySelectorAll("label input")].map((one) => [one.value, one.closest("label").textContent.trim()]),
  );
  return (Array.isArray(value) ? value : [value]).map((one) => labels.get(one) ?? one).join("、");
}
