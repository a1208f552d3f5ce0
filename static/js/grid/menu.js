// The menu of a row is made when it is opened: three hundred of them would be a fifth of the page. Rows that came with
// a form of their own have theirs already.
import { keyOf, region, rowOf, table } from "./table.js";

const LONGEST = 80;
const made = document.getElementById("row-menu");

function titleOf(row) {
  const held = (name) => row.querySelector(`.app-grid__input[name="${name}"]`)?.value.split(/\s+/).filter(Boolean).join(" ");
  const words = held("name") || held("scheme_id") || "Scheme without a name";
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}

function fill(list, row) {
  const key = keyOf(row);
  const url = row.getAttribute("hx-post");
  list.append(made.content.cloneNode(true));
  for (const item of list.children) {
    item.setAttribute("aria-describedby", `r-${key}`);
    if (item.matches("[data-comment-row]")) item.href += key;
    const { part } = item.dataset;
    if (!part) continue;
    item.setAttribute("hx-post", url + part);
    if (item.tagName === "A") item.href = url + part;
  }
  htmx.process(list);
}

function prepare(menu) {
  const row = rowOf(menu);
  const list = menu.querySelector(".app-menu__list");
  if (!list.childElementCount) fill(list, row);
  const asked = `Delete “${titleOf(row)}”? Its amounts will be taken out of the balances.`;
  list.querySelector('[hx-post$="/delete/"]')?.setAttribute("hx-confirm", asked);
}

// Upwards where room is missing below.
function place(menu) {
  const list = menu.querySelector(".app-menu__list");
  list.classList.remove("app-menu__list--up");
  const below = table.tFoot.getBoundingClientRect().top;
  const { top, bottom } = list.getBoundingClientRect();
  const above = menu.getBoundingClientRect().top - region.getBoundingClientRect().top - table.tHead.offsetHeight;
  list.classList.toggle("app-menu__list--up", bottom > below && above > bottom - top);
}

// Before the browser opens it, whether by pointer or by key.
table.addEventListener("click", (event) => {
  const menu = event.target.closest("summary")?.closest(".app-menu");
  if (menu) prepare(menu);
}, true);
table.addEventListener("toggle", (event) => {
  if (!event.target.matches?.(".app-menu[open]")) return;
  prepare(event.target);
  place(event.target);
}, true);
