// Moving a row by key or from its menu, and choosing rows by their checkboxes or by the cells chosen.
import { range } from "./selection.js";
import { send, tell } from "./sending.js";
import { isCell, keyOf, rowOf, rows, table } from "./table.js";

const isSorted = () => table.querySelector('th[aria-sort="ascending"], th[aria-sort="descending"]') !== null;

table.addEventListener("grid:move", ({ detail }) => {
  if (isSorted()) return tell("The table is sorted by a column. Take the sorting away to move rows.");
  const all = rows().map(keyOf);
  const past = all[all.indexOf(detail.key) + detail.by];
  if (!past) return tell(detail.by < 0 ? "This is the first row." : "This is the last row.");
  const active = document.activeElement;
  return send(`../${detail.key}/move/`, { by: detail.by, past, cell: isCell(active) ? active.name : "" });
});

table.addEventListener("click", (event) => {
  const button = event.target.closest("[data-move]");
  if (!button) return;
  event.preventDefault();
  const detail = { key: keyOf(rowOf(button)), by: Number(button.dataset.move) };
  table.dispatchEvent(new CustomEvent("grid:move", { bubbles: true, detail }));
});

const picks = () => [...table.querySelectorAll(".app-pick")];
let last = null;

function count() {
  const chosen = picks().filter((pick) => pick.checked).length;
  document.getElementById("rows-chosen").textContent = chosen ? `(${chosen})` : "";
}

// With Shift, every row from the one pressed last.
table.addEventListener("click", (event) => {
  const pick = event.target.closest(".app-pick");
  if (!pick) return;
  const all = picks();
  if (event.shiftKey && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(pick)].sort((one, other) => one - other);
    for (const between of all.slice(from, to + 1)) between.checked = pick.checked;
  }
  last = pick;
  count();
});

// Without a tick the rows of the chosen cells are meant.
document.getElementById("rows-form").addEventListener("htmx:configRequest", (event) => {
  if (picks().some((pick) => pick.checked)) return;
  const { keys } = range();
  if (keys.length) event.detail.parameters.rows = keys;
});

document.body.addEventListener("htmx:afterSettle", count);
count();
