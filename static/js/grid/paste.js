// A block from the clipboard goes to the server, which answers with what it would change.
import { range } from "./selection.js";
import { show, tell } from "./sending.js";
import { columns, keyOf, rows, table } from "./table.js";

const MOST = 1024 * 1024;

// One value over several chosen cells is meant for each of them.
function repeated(text, { keys, cells }) {
  const single = text.replace(/\r?\n$/, "");
  if (/[\t\n]/.test(single) || keys.length * cells.length < 2) return text;
  const line = cells.map(() => single).join("\t");
  return keys.map(() => line).join("\n");
}

table.addEventListener("grid:paste", ({ detail }) => {
  const { text, html } = detail;
  if (text.length > MOST) return tell("The block is larger than 1 MB. Copy fewer rows at a time.");
  const chosen = range();
  const inside = chosen.keys.includes(detail.key) && chosen.cells.includes(detail.cell);
  const values = {
    text: inside ? repeated(text, chosen) : text,
    html: text.trim() ? "" : html,
    key: inside ? chosen.keys[0] : detail.key,
    cell: inside ? chosen.cells[0] : detail.cell,
    rows: rows().map(keyOf).join(","),
    shown: columns().join(","),
  };
  return show("paste/", values);
});
