// A block goes out as text with tabs and as a table, as a person reads it, so that Excel takes it as cells.
// What comes in as a block is handed on by an event.
import { isReady } from "./cursor.js";
import { isChanged, restore, save, settled } from "./saving.js";
import { controls, current } from "./selection.js";
import { editable, isCell, rowOf, rows, say, table } from "./table.js";

// A cell as copied: its words, and whether Excel may take them as a number.
function read(place) {
  if (!place) return { words: "", numeric: false };
  const cell = place.closest("td, th");
  const numeric = cell.classList.contains("app-grid__cell--money");
  let words = place.tagName === "SELECT" ? place.selectedOptions[0]?.text ?? "" : place.value ?? place.textContent;
  if (place.tagName === "SELECT" && !place.value) words = "";
  words = words.replace(/ \(not in this list\)$/, "");
  if (numeric && /^-?[\d,]+(\.\d+)?%?$/.test(words)) return { words: words.replace(/,/g, ""), numeric: true };
  return { words, numeric: false };
}

// A text never begins as a formula would: with an apostrophe before it spreadsheets take it as text.
const harmless = ({ words, numeric }) => (!numeric && /^(?:[=+@]|-\S)/.test(words) ? `'${words}` : words);
const quoted = (words) => (/[\t\n"]/.test(words) ? `"${words.replace(/"/g, '""')}"` : words);
export const asText = (block) => block.map((line) => line.map((cell) => quoted(harmless(cell))).join("\t")).join("\r\n");

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (words) => words.replace(/[&<>"]/g, (character) => ESCAPES[character]);
const BREAK = '<br style="mso-data-placement:same-cell">';

export function asHtml(block) {
  const cell = ({ words, numeric }) =>
    `<td${numeric ? "" : " style=\"mso-number-format:'\\@'\""}>${escaped(words).replace(/\n/g, BREAK)}</td>`;
  return `<table>${block.map((line) => `<tr>${line.map(cell).join("")}</tr>`).join("")}</table>`;
}

function put(event, block) {
  event.preventDefault();
  event.clipboardData.setData("text/plain", asText(block));
  event.clipboardData.setData("text/html", asHtml(block));
}

const chosen = () => controls().map((line) => line.map(read));

function told(block) {
  const count = block.length * block[0].length;
  return count === 1 ? "1 cell" : `${block.length} by ${block[0].length} cells`;
}

document.addEventListener("copy", (event) => {
  if (!isCell(document.activeElement) || !isReady()) return;
  const block = chosen();
  put(event, block);
  say(`${told(block)} copied`);
});

document.addEventListener("cut", (event) => {
  if (!isCell(document.activeElement) || !isReady()) return;
  const block = chosen();
  put(event, block);
  const touched = new Set();
  for (const control of controls().flat()) {
    if (!control || control.readOnly || !control.value) continue;
    control.value = "";
    touched.add(rowOf(control));
  }
  for (const row of touched) save(row);
  say(`${told(block)} cut`);
});

table.addEventListener("paste", async (event) => {
  const control = event.target;
  if (!isCell(control) || !editable) return;
  const text = event.clipboardData.getData("text/plain");
  const html = event.clipboardData.getData("text/html");
  const single = text.replace(/\r?\n$/, "");
  const several = /[\t\n]/.test(single);
  const intoText = !isReady() && control.tagName === "TEXTAREA" && !single.includes("\t");
  if (intoText || (!several && control.tagName !== "SELECT")) {
    // A single cell of Excel comes with the end of its line.
    if (single === text || intoText) return;
    event.preventDefault();
    control.setRangeText(single, control.selectionStart, control.selectionEnd, "end");
    control.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  event.preventDefault();
  const place = current();
  if (isChanged(control) && !isReady()) restore(control);
  await settled();
  table.dispatchEvent(new CustomEvent("grid:paste", { bubbles: true, detail: { ...place, text, html } }));
});

// The button: the rows with a tick, or all that are shown, under their headings.
function wholeRows() {
  const everyRow = editable ? rows() : [...table.querySelectorAll(".app-schemes__row")];
  const ticked = everyRow.filter((row) => row.querySelector(".app-pick")?.checked);
  const lines = (ticked.length ? ticked : everyRow).map((row) =>
    [...row.querySelectorAll(".app-grid__row .app-grid__input, .app-grid__row .app-grid__text")].map(read),
  );
  const headings = [...table.querySelectorAll("thead [id^='h-']")].map((label) => ({ words: label.textContent, numeric: false }));
  return [headings, ...lines];
}

document.getElementById("copy-rows").addEventListener("click", () => {
  const block = wholeRows();
  document.addEventListener("copy", (event) => { put(event, block); event.stopImmediatePropagation(); }, { once: true, capture: true });
  const done = document.execCommand("copy");
  const count = block.length - 1;
  const what = `${count} row${count === 1 ? "" : "s"} copied with headings`;
  say(done ? `${what}: paste into Excel` : "The browser did not allow copying. Choose the cells and press Ctrl and C.");
  const button = document.getElementById("copy-rows");
  if (!done) return;
  button.dataset.done = "";
  setTimeout(() => delete button.dataset.done, 2500);
});
