// Sending a change of the table to the server once every row is saved, and showing the table anew where much changed.
import { settled } from "./saving.js";
import { goToField, numberOf, rows, say, table } from "./table.js";

export const UNREACHED = "Nothing was changed: the service could not be reached. Try again.";
const base = document.querySelector("[data-changes]").dataset.changes;

export function tell(words) {
  say(words);
  document.getElementById("grid-told").textContent = words;
}

// Whether every row is saved; if not, it says which one is not.
export async function ready() {
  const lost = await settled();
  if (lost.length) tell(`Row ${numberOf(lost[0])} is not saved. Mend it, or press Escape in it, then try again.`);
  return !lost.length;
}

// ``values`` are those to send, or a function that gives them once every row is saved.
export async function send(path, values) {
  if (!(await ready())) return;
  const now = typeof values === "function" ? values() : values;
  await htmx.ajax("POST", base + path, { source: table, values: now, swap: "none" });
}

export async function show(path, values) {
  if (!(await ready())) return;
  await htmx.ajax("POST", base + path, { source: table, values, target: "#change-body", swap: "innerHTML" });
}

for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.body.addEventListener(failure, (event) => {
    if (event.detail.elt === table || event.detail.elt.closest(".app-tools, #change-dialogue")) tell(UNREACHED);
  });
}

// The rows stand in the plan's own order here, so they are numbered as they stand.
function renumber() {
  rows().forEach((row, at) => {
    const label = row.querySelector("[data-number]");
    label.dataset.number = at + 1;
    label.lastChild.textContent = at + 1;
  });
}

document.body.addEventListener("htmx:afterRequest", async (event) => {
  const { xhr } = event.detail;
  if (xhr.getResponseHeader("Grid-Changed")) renumber();
  const focus = xhr.getResponseHeader("Grid-Anew");
  if (!focus) return;
  const words = document.getElementById("grid-told").textContent;
  await htmx.ajax("GET", location.pathname + location.search, { source: table, target: "#grid", swap: "innerHTML" });
  say(words);
  goToField(focus);
});

document.body.addEventListener("htmx:confirm", (event) => {
  if (!event.detail.elt.matches("[data-settle]")) return;
  event.preventDefault();
  ready().then((go) => go && event.detail.issueRequest(true));
});
