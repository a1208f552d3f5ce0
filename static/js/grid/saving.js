// Sending rows and showing how each stands. htmx sends a row when one of its cells changes and swaps in what
// the server answers; this keeps what is being typed. All rules are the server's.
import { controlsOf, editable, goTo, goToField, isCell, numberOf, rowOf, rows, say, table } from "./table.js";

const NOT_REACHED = "Not saved: the service could not be reached. Press Enter in the row to try again.";
const SIGNED_OUT = "Not saved. You may have been signed out: sign in again in another tab, then press Enter in the row.";
const REFUSED = "Not saved: the service refused it. Load the page again to see how the scheme stands.";

// What each control held when its row was last sent: what differs from that was typed since.
const sent = new WeakMap();
// What each control held when it was last saved, where that is not what the server first gave it.
const saved = new WeakMap();
// Cells that are being typed in. A save of their row under way leaves them out until they are left: half a figure is
// neither stored nor refused, and what is answered never takes the place of what is being typed.
const halfTyped = new Set();
const saving = new Set();
const unsaved = new Set();

function given(control) {
  if (control.tagName !== "SELECT") return control.defaultValue;
  const option = [...control.options].find((candidate) => candidate.defaultSelected) ?? control.options[0];
  return option?.value ?? "";
}

// What is saved or on its way to be: a cell that was just left holds that, whatever the server says next.
export function savedText(control) {
  if (saving.has(rowOf(control)) && sent.has(control)) return sent.get(control);
  return saved.has(control) ? saved.get(control) : given(control);
}
export const isChanged = (control) => control.value !== savedText(control);
export const isUnsaved = (row) => unsaved.has(row);

export function save(row) {
  for (const control of controlsOf(row)) halfTyped.delete(control);
  htmx.trigger(row, "save");
}

// Put back what was saved. Says whether there was anything to put back.
export function restore(control) {
  if (!isChanged(control)) return false;
  control.value = savedText(control);
  halfTyped.delete(control);
  const row = rowOf(control);
  if (unsaved.has(row)) save(row);
  return true;
}

// When no row is being saved or waits to be: the rows that could not be saved, none if all is well.
export async function settled() {
  const active = document.activeElement;
  if (isCell(active) && isChanged(active) && sent.get(active) !== active.value) save(rowOf(active));
  do await new Promise((done) => setTimeout(done, saving.size ? 30 : 0));
  while (saving.size);
  for (const row of unsaved) if (!row.isConnected) unsaved.delete(row);
  return [...unsaved];
}

function show(row, state) {
  const line = row.querySelector(".app-grid__row");
  line.className = state ? `app-grid__row app-grid__row--${state}` : "app-grid__row";
}

const stateWords = (row, words) => (row.querySelector(".app-grid__state").textContent = words);

// Above the table: whether everything is saved, and if not, the way to what is not.
function showStanding() {
  const place = document.getElementById("grid-unsaved");
  const lost = [...unsaved].filter((row) => row.isConnected);
  if (lost.length) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "app-icon-button app-grid__lost";
    button.textContent = lost.length === 1 ? `Row ${numberOf(lost[0])} is not saved` : `${lost.length} rows are not saved`;
    button.addEventListener("click", () => goTo(controlsOf(lost[0]).find(isChanged) ?? controlsOf(lost[0])[0]));
    place.replaceChildren(button);
  } else {
    place.textContent = saving.size ? "Saving…" : "All saved";
  }
}

function fail(row, words) {
  show(row, "refused");
  stateWords(row, "Not saved");
  unsaved.add(row);
  const line = row.querySelector(".app-grid__news");
  line.hidden = false;
  if (!line.cells.length) {
    const cell = line.insertCell();
    cell.colSpan = row.querySelector(".app-grid__row").cells.length;
    cell.append(Object.assign(document.createElement("div"), { className: "app-schemes__news" }));
  }
  line.querySelector(".app-schemes__failure")?.remove();
  line.querySelector(".app-schemes__news").prepend(
    Object.assign(document.createElement("p"), { className: "app-schemes__failure", textContent: words }),
  );
  say(words);
}

// Tie each input to what is said about it under the row.
function mark(row) {
  for (const control of row.querySelectorAll(".app-grid__input[aria-describedby]")) {
    control.classList.remove("app-grid__input--error", "app-grid__input--mend");
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
  }
  for (const item of row.querySelectorAll("[data-marks]")) {
    const control = document.getElementById(item.dataset.marks);
    if (!control || !row.contains(control)) continue;
    control.setAttribute("aria-describedby", item.id);
    if (item.dataset.tone) {
      control.classList.add(`app-grid__input--${item.dataset.tone}`);
      control.setAttribute("aria-invalid", "true");
    }
  }
}

// The numbers of the rows after one that came or went.
let known = new Map();
const numbers = () => new Map(rows().map((row) => [row.id, Number(numberOf(row))]));

function renumber() {
  const now = numbers();
  const came = [...now].filter(([id]) => !known.has(id));
  const went = [...known].filter(([id]) => !now.has(id));
  if (came.length + went.length <= 2) {
    for (const row of rows()) {
      const label = row.querySelector("[data-number]");
      let number = now.get(row.id);
      for (const [, gone] of went) if (number > gone) number -= 1;
      for (const [id, fresh] of came) if (id !== row.id && number >= fresh) number += 1;
      if (number === now.get(row.id)) continue;
      label.dataset.number = number;
      label.lastChild.textContent = number;
    }
  }
  known = numbers();
}

// A row that goes takes the focus with it: on to the next one, or the one before, or the button that adds.
export function leave(row) {
  const all = rows();
  const at = all.indexOf(row);
  const next = all[at + 1] ?? all[at - 1];
  (next ? controlsOf(next)[0] : document.getElementById("add-at-top"))?.focus();
}

function started(event) {
  const row = rowOf(event.detail.elt);
  if (!row) return;
  saving.add(row);
  show(row, "saving");
  stateWords(row, "Saving");
  showStanding();
}

// A control that is in use or was typed in since is never replaced: at most it learns what it now offers.
let forced = false;

function beforeControl(event) {
  const control = event.detail.target;
  if (control.matches?.("[data-scheme-row]") && control.contains(document.activeElement)) leave(control);
  if (forced || !control.classList?.contains("app-grid__input")) return;
  const typedSince = sent.has(control) && sent.get(control) !== control.value;
  if (control !== document.activeElement && !typedSince) return;
  event.detail.shouldSwap = false;
  const fresh = event.detail.fragment.querySelector?.(".app-grid__input") ?? event.detail.fragment.firstElementChild;
  if (!fresh || typedSince) return;
  control.classList.toggle("app-grid__input--idle", isIdleLook(fresh));
  if (control.tagName === "SELECT") {
    const chosen = fresh.value;
    control.replaceChildren(...fresh.childNodes);
    control.value = chosen;
  } else {
    control.readOnly = fresh.readOnly;
    if (control.value !== fresh.value) {
      control.value = fresh.value;
      control.select();
    }
  }
}

const isIdleLook = (control) => control.classList.contains("app-grid__input--idle");

function finished(event) {
  const { elt, xhr } = event.detail;
  const row = rowOf(elt);
  const state = xhr.getResponseHeader("Grid-State");
  if (row) saving.delete(row);
  // The answer to a row that is gone by now comes to what stood around it.
  for (const other of saving) if (!other.isConnected) saving.delete(other);
  if (row?.isConnected) {
    if (state) answered(row, state);
    else fail(row, xhr.status === 0 || xhr.status >= 500 ? NOT_REACHED : xhr.status < 300 ? SIGNED_OUT : REFUSED);
  } else if (!state && (row || elt.closest?.("#add-scheme"))) {
    say(NOT_REACHED);
  }
  if (!row || !row.isConnected || table.tBodies.length !== known.size) renumber();
  if (state) {
    const focus = xhr.getResponseHeader("Grid-Focus");
    if (focus) goToField(focus);
    else if (row?.isConnected && document.activeElement === document.body) goTo(controlsOf(row)[0]);
  }
  showStanding();
}

function answered(row, state) {
  show(row, state === "done" ? "" : state);
  mark(row);
  if (state !== "saved" && state !== "done") {
    unsaved.add(row);
    return;
  }
  unsaved.delete(row);
  for (const control of controlsOf(row)) {
    const typedSince = sent.has(control) && sent.get(control) !== control.value;
    saved.set(control, typedSince ? sent.get(control) : control.value);
  }
}

function listen() {
  const page = document.body;
  page.addEventListener("htmx:configRequest", (event) => {
    const row = rowOf(event.detail.elt);
    if (!row) return;
    for (const control of controlsOf(row)) {
      const text = halfTyped.has(control) ? savedText(control) : control.value;
      if (text !== control.value) event.detail.parameters[control.name] = text;
      sent.set(control, text);
    }
  });
  page.addEventListener("htmx:beforeRequest", started);
  page.addEventListener("htmx:beforeSwap", (event) => {
    forced = event.detail.xhr.getResponseHeader("Grid-Force") === "1";
  });
  page.addEventListener("htmx:oobBeforeSwap", beforeControl);
  page.addEventListener("htmx:afterRequest", finished);

  table.addEventListener("input", ({ target }) => isCell(target) && target.tagName !== "SELECT" && halfTyped.add(target));
  // What a script put in, such as a line break, is no change to the browser when the cell is left.
  table.addEventListener("focusout", ({ target }) => {
    const left = halfTyped.delete(target) && isChanged(target) && sent.get(target) !== target.value;
    if (left && !rowOf(target).querySelector(".app-schemes__clash")) save(rowOf(target));
  });

  // After Enter the browser reports the same change once more on leaving the cell. And while a row waits for a
  // decision between two versions, nothing is sent but that decision.
  table.addEventListener(
    "change",
    (event) => {
      if (!isCell(event.target)) return;
      halfTyped.delete(event.target);
      const asSent = sent.get(event.target) === event.target.value;
      if (asSent || rowOf(event.target)?.querySelector(".app-schemes__clash")) event.stopImmediatePropagation();
    },
    true,
  );
  table.addEventListener("submit", (event) => {
    const row = rowOf(event.target);
    if (!row || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    save(row);
  });
  table.addEventListener("click", (event) => {
    if (event.target.closest("[data-drop-row]")) {
      const row = rowOf(event.target);
      leave(row);
      row.remove();
      unsaved.delete(row);
      renumber();
      showStanding();
    }
    // A link under a row leads to the cell that it speaks of.
    const link = event.target.closest('.app-schemes__news a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    goToField(link.hash.slice(1));
  });
  // Leaving the page must not lose what is not saved yet.
  window.addEventListener("beforeunload", (event) => {
    const active = document.activeElement;
    const typing = isCell(active) && isChanged(active);
    if (typing || saving.size || [...unsaved].some((row) => row.isConnected)) event.preventDefault();
  });
}

if (editable) {
  known = numbers();
  listen();
}
