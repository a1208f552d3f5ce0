// In a brief table a drop-down comes with its chosen entry alone, and each list stands in the page once. The entries
// are put in when the drop-down is about to be used: with the focus, or under the pointer before the browser opens it.
import { table } from "./table.js";

export function complete(control) {
  const offer = control.dataset?.offer;
  if (!offer) return;
  delete control.dataset.offer;
  const list = document.getElementById(offer);
  if (!list) return;
  const chosen = control.value;
  const given = [...control.options].find((option) => option.defaultSelected);
  control.replaceChildren(list.content.cloneNode(true));
  if (given) {
    const entry = [...control.options].find((option) => option.value === given.value);
    if (entry) entry.defaultSelected = true;
    else control.append(given);
  }
  control.value = chosen;
}

// Before all that listens on the table for a cell in use.
for (const beginning of ["pointerdown", "focusin"]) {
  table.addEventListener(beginning, (event) => complete(event.target.closest("select.app-grid__input") ?? event.target), true);
}
