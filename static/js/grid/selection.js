// Which cells are chosen: the one with the focus, or a block from it to another corner.
import { columns, controlIn, goTo, isCell, keyOf, rowOf, rows, rowWith, say, table } from "./table.js";

export { settled } from "./saving.js";

const SELECTED = "app-grid__cell--selected";
// The corner that stays and the one that moves, each a row's key and a cell's name.
let anchor = null;
let head = null;
let marked = [];

const placeOf = (control) => ({ key: keyOf(rowOf(control)), cell: control.name });
const same = (one, other) => one?.key === other?.key && one?.cell === other?.cell;

export const current = () => (isCell(document.activeElement) ? placeOf(document.activeElement) : anchor);
export const isBlock = () => anchor !== null && !same(anchor, head);
export const headControl = () => {
  const row = head && rowWith(head.key);
  return row ? controlIn(row, head.cell) : null;
};

// Everything chosen, in the order shown.
export function range() {
  const here = current();
  if (!here) return { keys: [], cells: [] };
  if (!isBlock()) return { keys: [here.key], cells: [here.cell] };
  const between = (all, one, other) => {
    const ends = [all.indexOf(one), all.indexOf(other)].sort((left, right) => left - right);
    return ends[0] < 0 ? [one] : all.slice(ends[0], ends[1] + 1);
  };
  return {
    keys: between(rows().map(keyOf), anchor.key, head.key),
    cells: between(columns(), anchor.cell, head.cell),
  };
}

// Every control that is chosen, row by row.
export function controls() {
  const { keys, cells } = range();
  return keys.map((key) => cells.map((cell) => controlIn(rowWith(key), cell)));
}

function mark() {
  for (const cell of marked) cell.classList.remove(SELECTED);
  marked = isBlock() ? controls().flat().filter(Boolean).map((control) => control.closest("td, th")) : [];
  for (const cell of marked) cell.classList.add(SELECTED);
}

export function collapse(control = document.activeElement) {
  const wasBlock = isBlock();
  anchor = head = isCell(control) ? placeOf(control) : null;
  if (wasBlock || marked.length) mark();
}

// Let the block reach to that cell. The focus stays where it is.
export function extend(control) {
  if (!control) return;
  if (!anchor && isCell(document.activeElement)) anchor = placeOf(document.activeElement);
  if (!anchor) return goTo(control);
  head = placeOf(control);
  mark();
  control.scrollIntoView({ block: "nearest", inline: "nearest" });
  const { keys, cells } = range();
  const many = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
  say(`${many(keys.length, "row")} by ${many(cells.length, "column")} chosen`, { after: 400 });
}

export function select({ keys, cells }) {
  const first = rowWith(keys[0]);
  const last = rowWith(keys[keys.length - 1]);
  if (!first || !last) return;
  goTo(controlIn(first, cells[0]));
  collapse();
  if (keys.length > 1 || cells.length > 1) extend(controlIn(last, cells[cells.length - 1]));
}

export const selectRow = (row) => select({ keys: [keyOf(row)], cells: columns() });
export const selectAll = () => select({ keys: rows().map(keyOf), cells: columns() });

table.addEventListener("focusin", (event) => {
  if (isCell(event.target)) collapse(event.target);
});
