// Who else is in this section, told politely; the way from a cell of the table to its discussion.
// Without this file the page is complete but for who is here.

const BEAT = 15_000;
const SETTLE = 700;
const here = document.querySelector("[data-presence]");
const said = document.querySelector("[data-presence-said]");
// The table may be brought in anew by a filter, so it is looked for each time.
const table = () => document.getElementById("grid");

function anchorInUse() {
  const active = document.activeElement;
  const id = active?.id ?? "";
  const begins = `${here.dataset.section}-`;
  if (id.startsWith(begins)) return id;
  const row = active?.closest?.("[data-scheme-row]");
  return row ? `${begins}${row.id.replace(/^row-/, "")}` : "";
}

// What the reader calls the field that somebody else is in: its own label on this page.
function fieldWords(anchor) {
  const row = rowOf(anchor);
  const number = row?.querySelector("[data-number]")?.textContent.trim();
  const field = document.getElementById(anchor);
  if (row) return number ?? "";
  const label = field && (document.querySelector(`label[for="${CSS.escape(anchor)}"]`) ?? field.closest("fieldset")?.querySelector("legend"));
  return label?.textContent.trim() ?? "";
}

function rowOf(anchor) {
  if (!table() || !anchor) return null;
  const field = document.getElementById(anchor);
  const row = field?.closest("[data-scheme-row]");
  return row ?? document.getElementById(anchor.replace(/^[a-z]+-/, "row-"));
}

const known = new Map();
let first = true;

function show(others) {
  const list = here.querySelector("ul");
  list.replaceChildren(
    ...others.map((other) => {
      const item = document.createElement("li");
      const name = document.createElement("strong");
      name.textContent = other.name;
      item.append(name);
      const where = other.at ? fieldWords(other.at) : "";
      const rest = [other.acts_for, other.reads ? "reading" : "", where ? `at ${where}` : ""].filter(Boolean).join(", ");
      if (rest) item.append(` (${rest})`);
      return item;
    }),
  );
  here.hidden = others.length === 0;
  markRows(others);
  announce(others);
}

// Only who came and who went is announced; where somebody types changes too often to be said aloud.
function announce(others) {
  const present = new Map(others.map((other) => [other.id, other.name]));
  const came = [...present].filter(([id]) => !known.has(id)).map(([, name]) => name);
  const went = [...known].filter(([id]) => !present.has(id)).map(([, name]) => name);
  const words = [];
  if (came.length) words.push(`${came.join(", ")} ${came.length > 1 ? "are" : "is"} ${first ? "" : "now "}in this section too.`);
  if (went.length) words.push(`${went.join(", ")} ${went.length > 1 ? "have" : "has"} left this section.`);
  if (words.length) said.textContent = words.join(" ");
  known.clear();
  for (const [id, name] of present) known.set(id, name);
  first = false;
}

// A mark beside the row's number; no control of the row is touched.
function markRows(others) {
  const grid = table();
  if (!grid) return;
  const wanted = new Map();
  for (const other of others) {
    const row = rowOf(other.at);
    if (row) wanted.set(row, [...(wanted.get(row) ?? []), other.name]);
  }
  for (const mark of grid.querySelectorAll(".app-here__mark")) {
    if (!wanted.has(mark.closest("[data-scheme-row], tbody"))) mark.remove();
  }
  for (const [row, names] of wanted) {
    let mark = row.querySelector(".app-here__mark");
    if (!mark) {
      mark = document.createElement("span");
      mark.className = "app-here__mark";
      row.querySelector("th")?.append(mark);
    }
    const words = `${names.join(", ")} ${names.length > 1 ? "are" : "is"} here`;
    if (mark.textContent !== words) mark.textContent = words;
  }
}

function start() {
  const tab = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2, 12)}`;
  const token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";
  let last = "";
  let timer = 0;
  let settling = 0;
  let under = new AbortController();

  const message = (more = {}) => {
    const data = new FormData();
    const content = { csrfmiddlewaretoken: token, section: here.dataset.section, tab, at: anchorInUse(), ...more };
    for (const [name, value] of Object.entries(content)) data.set(name, value);
    return data;
  };

  async function beat() {
    clearTimeout(timer);
    if (document.visibilityState !== "visible") return;
    timer = setTimeout(beat, BEAT);
    last = anchorInUse();
    try {
      const answer = await fetch(here.dataset.presence, {
        method: "POST", body: message(), redirect: "error", signal: under.signal,
      });
      show(answer.ok ? (await answer.json()).others : []);
    } catch {
      // The service cannot be reached, or the person was signed out: nobody is shown who may be gone.
      show([]);
    }
  }

  // A beat that is under way must not arrive after the farewell.
  const leave = () => {
    clearTimeout(timer);
    clearTimeout(settling);
    under.abort();
    under = new AbortController();
    navigator.sendBeacon(here.dataset.presence, message({ gone: "1" }));
  };
  document.addEventListener("focusin", () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      if (anchorInUse() !== last) beat();
    }, SETTLE);
  });
  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? beat() : leave()));
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", (event) => event.persisted && beat());
  beat();
}

if (here) start();

// Open threads of a row: a count in its actions.
const talk = document.getElementById("talk");
function markDiscussed() {
  if (!table() || !talk) return;
  const counts = new Map();
  for (const item of talk.querySelectorAll("[data-thread-item]")) {
    const key = item.dataset.threadItem;
    if (key) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const [key, count] of counts) {
    const tools = document.getElementById(`row-${key}`)?.querySelector(".app-schemes__tools, .app-schemes__actions");
    if (!tools || tools.querySelector("[data-talk]")) continue;
    const link = document.createElement("a");
    link.className = "app-comment app-comment--open";
    link.dataset.talk = key;
    link.href = `${talk.dataset.discussion}?${new URLSearchParams({ at: `expenditure-${key}` })}`;
    link.textContent = `${count} ${count === 1 ? "comment" : "comments"}`;
    link.setAttribute("aria-describedby", `r-${key}`);
    tools.append(link);
  }
}
markDiscussed();
document.body.addEventListener("htmx:afterSettle", markDiscussed);

// The table asks for a comment on a cell: what was typed there is saved first.
function saved() {
  document.activeElement?.blur?.();
  if (!table()?.querySelector(".app-grid__row--saving")) return Promise.resolve();
  return new Promise((resolve) => {
    document.body.addEventListener("htmx:afterRequest", () => setTimeout(resolve), { once: true });
  });
}

document.addEventListener("grid:comment", async (event) => {
  const { key, cell } = event.detail ?? {};
  if (!key || !talk) return;
  await saved();
  const at = ["expenditure", key, cell].filter(Boolean).join("-");
  location.assign(`${talk.dataset.newThread}?${new URLSearchParams({ at })}`);
});
