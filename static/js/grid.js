// The expenditure table in the browser. htmx sends a row when one of its cells changes and swaps in what the
// server answers; this file keeps what is being typed, shows the state of each row, and moves the focus.
// All rules are the server's. Without this file every row is an ordinary form.

const table = document.getElementById("grid");
const said = document.getElementById("grid-said");
const NOT_REACHED = "Not saved: the service could not be reached. Press Enter in the row to try again.";
const SIGNED_OUT = "Not saved. You may have been signed out: sign in again in another tab, then press Enter in the row.";
const REFUSED = "Not saved: the service refused it. Load the page again to see how the scheme stands.";

const rowOf = (element) => element.closest?.("[data-scheme-row]");
const controlsOf = (row) => row.querySelectorAll(".app-grid__input");

// What each control held when its row was last sent: what differs from that was typed since.
const sent = new WeakMap();
// What each control held when it was last known to be saved: what Escape brings back.
const saved = new WeakMap();

function remember(row) {
  for (const control of controlsOf(row)) saved.set(control, control.value);
}

function show(row, state, words) {
  const line = row.querySelector(".app-grid__row");
  line.className = state ? `app-grid__row app-grid__row--${state}` : "app-grid__row";
  if (words !== undefined) line.querySelector(".app-grid__state").textContent = words;
}

function fail(row, words) {
  show(row, "refused", words);
  row.dataset.unsaved = "";
  said.textContent = words;
}

// Tie each input to what is said about it under the row.
function mark(row) {
  for (const control of controlsOf(row)) {
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

function number() {
  let count = 0;
  for (const label of table.querySelectorAll("[data-number]")) label.textContent = `Row ${(count += 1)}`;
}

function focusOn(id) {
  const control = document.getElementById(id);
  control?.focus();
  control?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// Before a request: what is sent.
document.body.addEventListener("htmx:configRequest", (event) => {
  const row = rowOf(event.detail.elt);
  if (!row) return;
  for (const control of controlsOf(row)) sent.set(control, control.value);
});

document.body.addEventListener("htmx:beforeRequest", (event) => {
  const row = rowOf(event.detail.elt);
  if (row) show(row, "saving", "Saving");
});

// A control that is in use or was typed in since is never replaced: at most it learns what it now offers.
let forced = false;
document.body.addEventListener("htmx:beforeSwap", (event) => {
  forced = event.detail.xhr.getResponseHeader("Grid-Force") === "1";
});

document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
  const control = event.detail.target;
  if (forced || !control.classList?.contains("app-grid__input")) return;
  const typedSince = sent.has(control) && sent.get(control) !== control.value;
  if (control !== document.activeElement && !typedSince) return;
  event.detail.shouldSwap = false;
  const fresh = event.detail.fragment.querySelector?.(".app-grid__input") ?? event.detail.fragment.firstElementChild;
  if (!fresh || typedSince) return;
  control.classList.toggle("app-grid__input--idle", fresh.classList.contains("app-grid__input--idle"));
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
});

// After a request: how it went.
document.body.addEventListener("htmx:afterRequest", (event) => {
  const { elt, xhr } = event.detail;
  const row = rowOf(elt);
  const state = xhr.getResponseHeader("Grid-State");
  if (row && row.isConnected) {
    if (!state) {
      if (xhr.status === 0) fail(row, NOT_REACHED);
      else if (xhr.status < 300) fail(row, SIGNED_OUT);
      else fail(row, xhr.status >= 500 ? NOT_REACHED : REFUSED);
    } else {
      show(row, state === "done" ? "" : state);
      mark(row);
      if (state === "saved" || state === "done") {
        delete row.dataset.unsaved;
        for (const control of controlsOf(row)) {
          saved.set(control, sent.has(control) && sent.get(control) !== control.value ? sent.get(control) : control.value);
        }
      } else {
        row.dataset.unsaved = "";
      }
    }
  } else if (!state && (row || elt.closest?.("#add-scheme"))) {
    said.textContent = NOT_REACHED;
  }
  number();
  if (state) {
    for (const fresh of table.querySelectorAll("[data-scheme-row]")) {
      if (![...controlsOf(fresh)].every((control) => saved.has(control))) remember(fresh);
    }
    const focus = xhr.getResponseHeader("Grid-Focus");
    if (focus) focusOn(focus);
    else if (row?.isConnected && document.activeElement === document.body) controlsOf(row)[0].focus();
  }
});

// A row that goes takes the focus with it: on to the next one, or the one before, or the button that adds.
document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
  const row = event.detail.target;
  if (row.matches?.("[data-scheme-row]") && row.contains(document.activeElement)) leave(row);
});

function leave(row) {
  const rows = [...table.querySelectorAll("[data-scheme-row]")];
  const at = rows.indexOf(row);
  const next = rows[at + 1] ?? rows[at - 1];
  (next ? controlsOf(next)[0] : document.getElementById("add-at-top"))?.focus();
}

table.addEventListener("click", (event) => {
  if (!event.target.closest("[data-drop-row]")) return;
  const row = rowOf(event.target);
  leave(row);
  row.remove();
  number();
});

// Enter saves, Escape brings back. In a text of several lines Shift and Enter makes a new line.
table.addEventListener("keydown", (event) => {
  const control = event.target;
  if (!control.matches(".app-grid__input")) return;
  const row = rowOf(control);
  if (event.key === "Escape" && saved.has(control) && control.value !== saved.get(control)) {
    event.preventDefault();
    const unsaved = "unsaved" in row.dataset;
    control.value = saved.get(control);
    if (unsaved) htmx.trigger(row, "save");
  }
  if (event.key !== "Enter" || event.isComposing || event.shiftKey || control.tagName === "SELECT") return;
  event.preventDefault();
  if (control.value !== saved.get(control) || "unsaved" in row.dataset) htmx.trigger(row, "save");
});

// After Enter the browser reports the same change once more on leaving the cell. And while a row waits for a
// decision between two versions, nothing is sent but that decision.
table.addEventListener(
  "change",
  (event) => {
    const row = rowOf(event.target);
    const asSent = sent.has(event.target) && sent.get(event.target) === event.target.value;
    if (asSent || row?.querySelector(".app-schemes__clash")) event.stopImmediatePropagation();
  },
  true,
);

table.addEventListener("submit", (event) => {
  const row = rowOf(event.target);
  if (!row || event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  htmx.trigger(row, "save");
});

// A link under a row leads to the cell that it speaks of.
table.addEventListener("click", (event) => {
  const link = event.target.closest('.app-schemes__news a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  focusOn(link.hash.slice(1));
});

// Leaving the page must not lose what is not saved yet.
window.addEventListener("beforeunload", (event) => {
  const active = document.activeElement;
  const typing = saved.has(active) && active.value !== saved.get(active);
  if (typing || table.querySelector("[data-unsaved], .app-grid__row--saving")) event.preventDefault();
});

for (const row of table.querySelectorAll("[data-scheme-row]")) remember(row);
if (location.hash) focusOn(decodeURIComponent(location.hash.slice(1)));
