// Sending a change of the table to the server once every row is saved, and what to do when so much has changed
// that the page is loaded anew.

const table = document.getElementById("grid");
const said = document.getElementById("grid-said");
const KEPT = "grid-anew";
const UNREACHED = "Nothing was changed: the service could not be reached. Try again.";

export const tools = document.querySelector("[data-changes]");

// Resolves when no row is being saved. What is typed in the cell in use is sent first.
export function saved() {
  const active = document.activeElement;
  if (active?.matches?.(".app-grid__input")) active.dispatchEvent(new Event("change", { bubbles: true }));
  return new Promise((resolve) => {
    const look = () => {
      if (table.querySelector(".app-grid__row--saving")) return;
      document.body.removeEventListener("htmx:afterSettle", later);
      document.body.removeEventListener("htmx:afterRequest", later);
      resolve();
    };
    const later = () => setTimeout(look, 0);
    document.body.addEventListener("htmx:afterSettle", later);
    document.body.addEventListener("htmx:afterRequest", later);
    look();
  });
}

export function tell(words) {
  said.textContent = words;
  const told = document.getElementById("grid-told");
  if (told) told.textContent = words;
}

export async function send(path, values) {
  await saved();
  await htmx.ajax("POST", tools.dataset.changes + path, { source: table, values, swap: "none" });
}

for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  table.addEventListener(failure, (event) => {
    if (event.detail.elt === table) tell(UNREACHED);
  });
}

document.body.addEventListener("htmx:afterRequest", (event) => {
  const focus = event.detail.xhr.getResponseHeader("Grid-Anew");
  if (!focus) return;
  sessionStorage.setItem(KEPT, JSON.stringify({ focus, words: document.getElementById("grid-told").textContent }));
  location.reload();
});

const kept = sessionStorage.getItem(KEPT);
if (kept) {
  sessionStorage.removeItem(KEPT);
  const { focus, words } = JSON.parse(kept);
  tell(words);
  const control = document.getElementById(focus);
  control?.focus();
  control?.scrollIntoView({ block: "center", inline: "nearest" });
}
