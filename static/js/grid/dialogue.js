// The dialogue in which a paste or a change of many rows is looked at before it is stored. What stands in it is the
// same form as on the page of its own; Escape or Cancel closes it and leads back to where one was.
import { current } from "./selection.js";
import { goToField, isCell } from "./table.js";

const dialogue = document.getElementById("change-dialogue");
const body = document.getElementById("change-body");
let back = null;

function open() {
  const active = document.activeElement;
  const place = isCell(active) || active === document.body ? current() : null;
  back = place ? `expenditure-${place.key}-${place.cell}` : active.id;
  dialogue.showModal();
}

const isDone = (xhr) => Boolean(xhr?.getResponseHeader("Grid-Changed") || xhr?.getResponseHeader("Grid-Anew"));

body.addEventListener("htmx:afterSwap", (event) => {
  if (!body.firstElementChild || isDone(event.detail.xhr)) return;
  if (!dialogue.open) open();
  dialogue.scrollTop = 0;
  (document.getElementById("change-error") ?? document.getElementById("change-heading")).focus();
});

dialogue.addEventListener("click", (event) => {
  if (!event.target.closest("[data-close]")) return;
  event.preventDefault();
  dialogue.close();
});

dialogue.addEventListener("close", () => {
  body.replaceChildren();
  if (back) goToField(back);
  back = null;
});

// What is stored is shown in the table, so the dialogue makes way before the focus goes there.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (!dialogue.open || !isDone(event.detail.xhr)) return;
  back = null;
  dialogue.close();
});
