// Undo and redo by key and by button: the server takes back the last change and answers with the rows it touched.
import { send } from "./sending.js";
import { table } from "./table.js";

table.addEventListener("grid:undo", () => send("undo/", {}));
table.addEventListener("grid:redo", () => send("redo/", {}));

// The buttons are swapped with every answer, so the listener sits above them.
document.body.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("#grid-undo")) return;
  event.preventDefault();
  const { way } = form.dataset;
  // What was typed just before is saved first, and is then what the button speaks of.
  send(way, () => Object.fromEntries(new FormData(document.querySelector(`#grid-undo [data-way="${way}"]`))));
});
