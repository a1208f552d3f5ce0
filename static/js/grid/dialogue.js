// The dialogue in which a paste or a change of many rows is looked at before it is stored. What stands in it is the
// same form as on the page of its own; Escape or Cancel closes it and leads back to where one was.
import { current } from "./selection.js";
import { UNREACHED } from "./sending.js";
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

// What was asked for is sent once and cannot be called off: until the answer comes the dialogue says what is going on.
const said = document.getElementById("change-said");
let waiting = "";

function show(words) {
  const group = body.querySelector("button[type=submit]")?.parentElement;
  group?.querySelector(".app-change__busy")?.remove();
  // The button keeps the focus, which it would lose if it were disabled.
  for (const button of body.querySelectorAll("button[type=submit]")) button.toggleAttribute("aria-disabled", false);
  said.textContent = words;
  if (!words || !group) return;
  if (waiting) for (const button of body.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
  group.append(Object.assign(document.createElement("span"), { className: "app-change__busy", ariaHidden: "true", textContent: words }));
}

dialogue.addEventListener("htmx:beforeRequest", (event) => {
  waiting = event.detail.requestConfig.triggeringEvent?.submitter?.dataset.busy ?? "One moment…";
  show(waiting);
});

dialogue.addEventListener("htmx:afterRequest", (event) => {
  waiting = "";
  show(event.detail.successful ? "" : UNREACHED);
});

const holds = () => {
  if (waiting) show(`${waiting} This cannot be called off any more.`);
  return Boolean(waiting);
};

dialogue.addEventListener("click", (event) => {
  if (!event.target.closest("[data-close]")) return;
  event.preventDefault();
  if (!holds()) dialogue.close();
});

dialogue.addEventListener("cancel", (event) => {
  if (event.target === dialogue && holds()) event.preventDefault();
});

dialogue.addEventListener("close", () => {
  said.textContent = "";
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
