// Keys that hand something on to who listens on the table: undo, fill down, move, comment. Rows are saved first.
import { isChanged, settled } from "./saving.js";
import { current, range } from "./selection.js";
import { isCell, numberOf, say, table } from "./table.js";

async function hand(name, detail) {
  const lost = await settled();
  if (lost.length) say(`Row ${numberOf(lost[0])} is not saved yet`);
  table.dispatchEvent(new CustomEvent(`grid:${name}`, { bubbles: true, detail }));
}

function wanted(event, control) {
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (command && event.altKey && key === "m") return ["comment", current()];
  if (event.altKey && event.shiftKey && (key === "arrowup" || key === "arrowdown")) {
    return ["move", { key: current().key, by: key === "arrowup" ? -1 : 1 }];
  }
  if (!command || event.altKey) return null;
  if (key === "d" && !event.shiftKey) {
    const { keys, cells } = range();
    return ["fill", { from: keys[0], keys: keys.slice(1), cells }];
  }
  if (isChanged(control)) return null;
  if (key === "z") return [event.shiftKey ? "redo" : "undo", {}];
  return key === "y" && !event.shiftKey ? ["redo", {}] : null;
}

table.addEventListener(
  "keydown",
  (event) => {
    if (!isCell(event.target) || event.isComposing) return;
    const found = wanted(event, event.target);
    if (!found) return;
    event.preventDefault();
    event.stopPropagation();
    hand(...found);
  },
  true,
);
