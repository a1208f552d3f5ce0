// Moving and editing as in a spreadsheet. The cell with the focus is ready: arrows move, typing replaces what it
// holds. F2, or a second click, edits within it: then arrows belong to the text.
import { isChanged, isUnsaved, restore, save } from "./saving.js";
import { collapse, controls, extend, headControl, isBlock, selectAll, selectRow } from "./selection.js";
import { controlsOf, goTo, isCell, isIdle, region, rowOf, rows, say, table } from "./table.js";

const EDITING = "app-grid__input--editing";
const WAITING = "app-grid__input--ready";
const ROW_HEIGHT = 33;
const READY = "ready";
const TYPING = "typing";
const CARET = "caret";

let mode = READY;
// The column that Enter goes back to after several Tabs.
let home = null;

const isList = (control) => control.tagName === "SELECT";

function setMode(control, next) {
  mode = next;
  control.classList.toggle(EDITING, next === CARET);
  control.classList.toggle(WAITING, next !== CARET);
}

function makeReady(control) {
  setMode(control, READY);
  if (!isList(control)) control.select();
}

function edit(control) {
  if (control.readOnly) return;
  setMode(control, CARET);
  if (isList(control)) return open(control);
  control.setSelectionRange(control.value.length, control.value.length);
  say("Editing");
}

function open(control) {
  setMode(control, CARET);
  try {
    control.showPicker();
  } catch {
    // A browser that cannot be asked to open the list still changes it with the arrows.
  }
}

// The cell that is so many rows and columns away, at most at the edge.
function away(control, down, right) {
  const all = rows();
  const row = rowOf(control);
  const line = controlsOf(row);
  const clamp = (at, count) => Math.min(Math.max(at, 0), count - 1);
  const target = all[clamp(all.indexOf(row) + down, all.length)];
  const there = target === row ? line : controlsOf(target);
  return there[clamp(line.indexOf(control) + right, there.length)];
}

function move(control, down, right, reach) {
  home = null;
  const target = away(reach ? headControl() ?? control : control, down, right);
  if (reach) extend(target);
  else if (target !== control) goTo(target);
}

// The next cell that takes typing, on this row or the one after it; none at the table's end.
function following(control, by) {
  const all = rows();
  let row = rowOf(control);
  let line = controlsOf(row);
  let at = line.indexOf(control) + by;
  for (;;) {
    if (at < 0 || at >= line.length) {
      row = all[all.indexOf(row) + by];
      if (!row) return null;
      line = controlsOf(row);
      at = by > 0 ? 0 : line.length - 1;
    }
    if (!isIdle(line[at])) return line[at];
    at += by;
  }
}

function tab(event, control) {
  const target = following(control, event.shiftKey ? -1 : 1);
  if (!target) return;
  event.preventDefault();
  const column = home ?? control.name;
  goTo(target);
  home = column;
}

function enter(event, control) {
  event.preventDefault();
  const row = rowOf(control);
  const column = home;
  const target = away(control, event.shiftKey ? -1 : 1, 0);
  if (isUnsaved(row) || (target === control && isChanged(control))) save(row);
  if (target === control) return makeReady(control);
  goTo((column && controlsOf(rowOf(target)).find((candidate) => candidate.name === column)) || target);
}

function newLine(event, control) {
  event.preventDefault();
  if (mode === READY) edit(control);
  control.setRangeText("\n", control.selectionStart, control.selectionEnd, "end");
  control.dispatchEvent(new Event("input", { bubbles: true }));
}

function escape(event, control) {
  const wasEditing = mode !== READY;
  if (restore(control) || wasEditing) {
    event.preventDefault();
    makeReady(control);
  } else if (isBlock()) {
    collapse(control);
  }
}

function clear() {
  const touched = new Set();
  for (const control of controls().flat()) {
    if (!control || control.readOnly || control.value === "") continue;
    control.value = "";
    touched.add(rowOf(control));
  }
  for (const row of touched) save(row);
}

const PAGE = () => Math.max(1, Math.floor(region.clientHeight / ROW_HEIGHT) - 3);
const FAR = 100_000;
const MOVES = {
  ArrowUp: (far) => [far ? -FAR : -1, 0],
  ArrowDown: (far) => [far ? FAR : 1, 0],
  ArrowLeft: (far) => [0, far ? -FAR : -1],
  ArrowRight: (far) => [0, far ? FAR : 1],
  Home: (far) => [far ? -FAR : 0, -FAR],
  End: (far) => [far ? FAR : 0, FAR],
  PageUp: () => [-PAGE(), 0],
  PageDown: () => [PAGE(), 0],
};

// From the ends of a row to its checkbox and its actions.
function toTheSide(event, control) {
  const line = controlsOf(rowOf(control));
  const side =
    event.key === "ArrowLeft" && control === line[0] ? ".app-pick"
    : event.key === "ArrowRight" && control === line.at(-1) ? ".app-schemes__tools a"
    : "";
  if (!side || event.shiftKey || event.ctrlKey || event.metaKey) return false;
  rowOf(control).querySelector(side)?.focus();
  return true;
}

function onReadyKey(event, control) {
  const command = event.ctrlKey || event.metaKey;
  if (event.key in MOVES) {
    if (mode === TYPING && (event.shiftKey || event.key === "Home" || event.key === "End")) {
      return setMode(control, CARET);
    }
    event.preventDefault();
    if (event.altKey) return isList(control) && event.key === "ArrowDown" ? open(control) : undefined;
    if (toTheSide(event, control)) return undefined;
    return move(control, ...MOVES[event.key](command), event.shiftKey);
  }
  if (event.key === "F2") {
    event.preventDefault();
    return edit(control);
  }
  if (event.key === "Delete" && mode === READY) {
    event.preventDefault();
    return clear();
  }
  if (event.key === "Backspace" && isList(control)) return clear();
  if (event.key === " " && event.shiftKey && mode === READY) {
    event.preventDefault();
    return selectRow(rowOf(control));
  }
  if (event.key === " " && isList(control) && !command) {
    event.preventDefault();
    return open(control);
  }
  if (command && event.key.toLowerCase() === "a" && mode === READY) {
    event.preventDefault();
    selectAll();
  }
  return undefined;
}

function onCellKey(event, control) {
  if (event.isComposing) return undefined;
  if (event.key === "F6") {
    event.preventDefault();
    const out = document.getElementById(event.shiftKey ? "grid-toolbar" : "after-grid");
    const target = out.querySelector("button, a, summary") ?? out;
    return target.focus();
  }
  if (event.key === "Tab" && !event.ctrlKey && !event.altKey) return tab(event, control);
  if (event.key === "Escape") return escape(event, control);
  if (event.key === "Enter") {
    const multiline = control.tagName === "TEXTAREA";
    if (multiline && event.altKey) return newLine(event, control);
    if (multiline && event.shiftKey && mode !== READY) return undefined;
    return enter(event, control);
  }
  return mode === CARET ? undefined : onReadyKey(event, control);
}

// On a row's checkbox and actions arrows move on; within the open menu they go up and down.
function onSideKey(event, element) {
  const row = rowOf(element);
  const menu = element.closest(".app-menu[open]");
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (menu && step) {
    const items = [...menu.querySelectorAll("summary, button, a")];
    event.preventDefault();
    return items[items.indexOf(element) + step]?.focus();
  }
  if (step) {
    const kind = element.matches(".app-pick") ? ".app-pick" : element.matches("summary") ? "summary" : ".app-schemes__tools a";
    const target = rows()[rows().indexOf(row) + step]?.querySelector(kind);
    event.preventDefault();
    target?.focus({ preventScroll: true });
    return target?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!side) return undefined;
  const line = controlsOf(row);
  const stops = [row.querySelector(".app-pick"), line[0], line.at(-1), ...row.querySelectorAll(".app-schemes__tools > a, summary")];
  const target = stops[stops.indexOf(element) + side];
  event.preventDefault();
  return isCell(target) ? goTo(target) : target?.focus();
}

table.addEventListener("keydown", (event) => {
  if (isCell(event.target)) onCellKey(event, event.target);
  else if (event.target.closest(".app-pick, .app-schemes__tools")) onSideKey(event, event.target);
});

table.addEventListener("input", (event) => {
  if (!isCell(event.target) || mode !== READY) return;
  collapse(event.target);
  if (!isList(event.target)) setMode(event.target, TYPING);
});

table.addEventListener("change", (event) => {
  if (isCell(event.target) && isList(event.target)) setMode(event.target, READY);
});

table.addEventListener("focusin", (event) => {
  if (!isCell(event.target)) return;
  home = null;
  makeReady(event.target);
});

table.addEventListener("focusout", (event) => {
  if (isCell(event.target)) setMode(event.target, READY);
});

// The pointer: a click makes ready, a second one edits; dragging and Shift choose a block.
let dragged = null;
let fresh = null;
let touch = false;

table.addEventListener("pointerdown", (event) => (touch = event.pointerType === "touch"));

const cellAt = (target) => {
  const place = target.closest?.("#grid tbody td, #grid tbody th");
  return place?.querySelector(":scope > .app-grid__input, .app-schemes__head > .app-grid__input") ?? null;
};

table.addEventListener("mousedown", (event) => {
  if (event.button !== 0 || touch) return;
  const control = event.target.closest(".app-grid__input");
  if (!control) {
    const number = event.target.closest("[data-number]");
    if (!number) return;
    event.preventDefault();
    selectRow(rowOf(number));
    return;
  }
  if (event.shiftKey) {
    event.preventDefault();
    extend(control);
    return;
  }
  dragged = control;
  if (control === document.activeElement) {
    if (isBlock()) collapse(control);
    if (!control.readOnly) setMode(control, CARET);
    return;
  }
  fresh = control;
  if (!isList(control)) return;
  const arrow = control.getBoundingClientRect().right - event.clientX < 24;
  if (arrow) return void setTimeout(() => setMode(control, CARET));
  event.preventDefault();
  control.focus({ preventScroll: true });
});

table.addEventListener("mousemove", (event) => {
  if (!dragged || !(event.buttons & 1)) return;
  const control = cellAt(event.target);
  if (!control || (control === dragged && !isBlock()) || control === headControl()) return;
  table.classList.add("app-grid--dragging");
  extend(control);
});

// A cell that is ready has its text selected, which the browser would carry off.
table.addEventListener("dragstart", (event) => {
  if (mode !== CARET) event.preventDefault();
});

document.addEventListener("mouseup", () => {
  table.classList.remove("app-grid--dragging");
  if (fresh && fresh === document.activeElement) makeReady(fresh);
  dragged = fresh = null;
});

table.addEventListener("click", (event) => {
  if (touch || event.target !== document.activeElement || !isCell(event.target)) return;
  if (mode !== READY || isBlock() || isList(event.target)) return;
  event.target.select();
});

table.addEventListener("dblclick", (event) => {
  if (isCell(event.target) && !event.target.readOnly) {
    if (isList(event.target)) open(event.target);
    else setMode(event.target, CARET);
  }
});

export const isReady = () => mode === READY;
