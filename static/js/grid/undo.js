// Undo and redo by key and by button: the server takes back the last change and answers with the rows it touched.
import { send } from "./sending.js";
import { table } from "./table.js";

table.addEventListener("grid:undo", () => send("undo/", {}));
table.addEventListener("grid:redo", () => send("redo/", {}));

// A paste or a bulk change from its button leaves the focus there: the keys work on the whole area of the table, but
// not where a text is being typed, whose own undo they are, and not in a dialogue.
table.closest(".app-grid-area").addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
  const key = event.key.toLowerCase();
  const way = key === "z" && !event.shiftKey ? "undo" : key === "y" || key === "z" ? "redo" : "";
  if (!way || event.defaultPrevented) return;
  event.preventDefault();
  send(`${way}/`, {});
});

// The buttons are swapped with every answer, so the listener sits above them.
document.body.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("#grid-undo")) return;
  event.preventDefault();
  const { way } = form.dataset;
  // What was typed just before is saved first, and is then what the button speaks of.
  send(way, () => Object.fromEntries(new FormData(document.querySelector(`#grid-undo [data-way="${way}"]`))));
});
