// The table on the page: its rows, its cells, and what is said aloud about them.

export const table = document.getElementById("grid");
export const region = table.closest(".app-grid-region");
export const editable = document.getElementById("add-scheme") !== null;

export const rows = () => [...table.querySelectorAll("[data-scheme-row]")];
export const rowOf = (element) => element?.closest?.("[data-scheme-row]") ?? null;
export const keyOf = (row) => row.id.slice("row-".length);
export const rowWith = (key) => document.getElementById(`row-${key}`);
export const controlsOf = (row) => [...row.querySelectorAll(".app-grid__input")];
export const controlIn = (row, name) => row.querySelector(`.app-grid__input[name="${name}"]`);
export const isCell = (element) => element?.matches?.("#grid .app-grid__input") ?? false;
export const isIdle = (control) => control.classList.contains("app-grid__input--idle");
export const numberOf = (row) => row.querySelector("[data-number]").dataset.number;
// The names of the columns shown, in their order.
export const columns = () => {
  const first = table.querySelector("[data-scheme-row]");
  return first ? controlsOf(first).map((control) => control.name) : [];
};

const status = document.getElementById("grid-said");
let waiting = 0;

// Say something at once, or, when it may be overtaken by the next key, after a pause.
export function say(words, { after = 0 } = {}) {
  clearTimeout(waiting);
  if (!after) status.textContent = words;
  else waiting = setTimeout(() => (status.textContent = words), after);
}

export function goTo(control) {
  if (!control) return;
  control.focus({ preventScroll: true });
  control.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// To the field of that id, in the table or, where its column is hidden, on the row's own page.
export function goToField(id) {
  const control = document.getElementById(id);
  if (control) return goTo(control);
  const row = rows().find((candidate) => id.startsWith(`expenditure-${keyOf(candidate)}-`));
  if (row) location.assign(`${row.getAttribute("hx-post")}#${id}`);
}
