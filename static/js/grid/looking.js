// Filtering, sorting and hiding columns without losing what is not saved, and what opens above the table and in it.
import { settled } from "./saving.js";
import { goToField, numberOf, region, say, table } from "./table.js";

// Where the reader was is asked of the server again: an old copy of the table would show old figures.
htmx.config.historyCacheSize = 0;
htmx.config.refreshOnHistoryMiss = true;
// A row that was just added takes keys at once, and so must be listened to by then.
htmx.config.defaultSettleDelay = 0;

// What stays on the page asks for the table: a link may itself be swapped away before the answer comes.
const area = document.querySelector(".app-grid-area");

async function ask(address) {
  const lost = await settled();
  if (!lost.length) return htmx.ajax("GET", address, { source: area, target: "#grid", swap: "innerHTML" });
  say(`Row ${numberOf(lost[0])} is not saved. Mend it, or press Escape in it, then filter again.`);
  syncForm();
  return document.querySelector("#grid-unsaved button")?.focus();
}

// htmx looks in the old table for every id of the new one, which takes long where there are thousands: it finds
// the old one empty. The focus and the place scrolled to are kept.
let focused = "";
let scrolled = 0;
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target !== table || event.detail.requestConfig.elt !== area || !event.detail.shouldSwap) return;
  focused = table.contains(document.activeElement) ? document.activeElement.id : "";
  scrolled = region.scrollLeft;
  table.replaceChildren();
});
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== table || event.detail.requestConfig.elt !== area) return;
  region.scrollLeft = scrolled;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
});

let waiting = 0;
const submit = (form) => {
  clearTimeout(waiting);
  waiting = 0;
  ask(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`);
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-filters]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  ask(link.getAttribute("href"));
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-filters]")) return;
  event.preventDefault();
  submit(event.target);
});
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-filters]");
  // Words were sent while they were typed: leaving their field sends nothing more.
  if (form && (event.target.id !== "filter-q" || waiting)) submit(form);
});
document.getElementById("filter-q").addEventListener("input", (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(submit, 400, event.target.form);
});

// The filter's fields say what the table shows, whichever way it came to that.
function syncForm() {
  const query = new URLSearchParams(location.search);
  for (const field of document.querySelectorAll("#filter-form select, #filter-q")) {
    if (field !== document.activeElement) field.value = query.get(field.name) ?? "";
  }
}

document.body.addEventListener("htmx:pushedIntoHistory", syncForm);

document.getElementById("columns-form").addEventListener("click", (event) => {
  if (!event.target.closest("[data-all-columns]")) return;
  for (const box of event.currentTarget.querySelectorAll("[name=show]")) box.checked = true;
  submit(event.currentTarget);
});

// On a phone the filter takes the room of the table: it opens at a press.
const filters = document.getElementById("grid-filters");
if (matchMedia("(max-width: 48em)").matches) filters.open = false;

// What opens closes again with Escape, or when something else is pressed.
const opened = () => document.querySelectorAll(".app-pop[open], .app-menu[open]");
document.addEventListener("click", (event) => {
  for (const part of opened()) {
    const chosen = event.target.closest(".app-menu__list") !== null && part.contains(event.target);
    if (part.contains(event.target) && !chosen) continue;
    if (part.contains(document.activeElement)) part.querySelector("summary").focus();
    part.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const part = event.key === "Escape" && document.activeElement?.closest(".app-pop[open], .app-menu[open]");
  if (!part) return;
  event.stopPropagation();
  part.open = false;
  part.querySelector("summary").focus();
}, true);

// A link from elsewhere to a cell: where its column or row is not shown, the whole table is.
if (location.hash.startsWith("#expenditure-") || location.hash.startsWith("#row-")) {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = document.getElementById(id);
  if (target || location.search === "?hide=") goToField(id);
  else location.replace(`${location.pathname}?hide=${location.hash}`);
}

document.addEventListener("DOMContentLoaded", () => (table.dataset.ready = ""));
