// Fill down: the cells of the first chosen row into the others; with one row chosen, those of the row above into it.
import { send, tell } from "./sending.js";
import { keyOf, rows, rowWith, table } from "./table.js";

const versionOf = (key) => rowWith(key)?.querySelector('input[name="version"]')?.value ?? "";

table.addEventListener("grid:fill", ({ detail }) => {
  let { from, keys } = detail;
  if (!keys.length) {
    const all = rows().map(keyOf);
    keys = [from];
    from = all[all.indexOf(from) - 1];
    if (!from) return tell("There is no row above to fill from.");
  }
  const all = [from, ...keys];
  return send("fill/", {
    from, rows: all.join(","), cells: detail.cells.join(","), versions: all.map(versionOf).join(","),
  });
});
