// Who pays a row: sums that move as one types, a warning before typed amounts are left behind, and where to look next.
// Without this script the same sums stand in the page after every saving or filling in.

const POUNDS = /^[+-]?(\d+|\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+|(?=\.\d))(\.\d{0,2}0*)?$/;

// Whole pence of what was typed, 0 for a blank, null for what the server would refuse.
const pence = (text) => {
  const plain = text.replace(/£/g, " ").replace(/−/g, "-").replace(/[\s\u00a0\u2009\u202f]+/g, " ").trim().replace(/^([+-]) /, "$1");
  if (!plain) return 0;
  return POUNDS.test(plain) ? Math.round(Number(plain.replace(/[ ,]/g, "")) * 100) : null;
};

const pounds = (amount) => {
  const digits = amount % 100 ? 2 : 0;
  const number = (Math.abs(amount) / 100).toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${amount < 0 ? "-" : ""}£${number}`;
};

const words = (left) => (left === 0 ? "Adds up" : left > 0 ? `${pounds(left)} left` : `${pounds(-left)} too much`);

const form = () => document.querySelector("[data-payers]");
const amountsOf = (payers, year) => [...payers.querySelectorAll("input[name^='payers-']")].filter((input) => input.name.endsWith(`-${year}`));

const show = (payers) => {
  for (const cell of payers.querySelectorAll("[data-left]")) {
    const parts = amountsOf(payers, cell.dataset.left).map((input) => pence(input.value));
    const known = !parts.includes(null);
    const paid = parts.reduce((sum, part) => sum + part, 0);
    payers.querySelector(`[data-paid="${cell.dataset.left}"]`).textContent = known ? pounds(paid) : "–";
    if (cell.dataset.amount === "") continue;
    const left = Number(cell.dataset.amount) - paid;
    cell.textContent = known ? words(left) : "–";
    cell.classList.toggle("app-status--good", known && left === 0);
    cell.classList.toggle("app-status--bad", !known || left !== 0);
  }
};

const tell = (payers) => {
  const told = [...payers.querySelectorAll("[data-left]")].map((cell) => `${cell.dataset.left}: ${cell.textContent}`);
  payers.querySelector("[data-payers-told]").textContent = told.join(". ");
};

const isAmount = (target) => target.matches?.("[data-payers] input[name^='payers-']");

document.addEventListener("input", (event) => {
  if (isAmount(event.target)) show(form());
  const changed = event.target.closest?.("[data-payers], #scheme-form");
  if (changed && !["how", "between"].includes(event.target.name)) changed.dataset.unsaved = "";
});
document.addEventListener("change", (event) => {
  if (isAmount(event.target)) tell(form());
});

// Either form is saved by itself. Saving the row leaves the page, so what was typed of payers would be lost.
document.addEventListener("submit", (event) => {
  const payers = form();
  const leaves = event.target.id === "scheme-form" && payers && "unsaved" in payers.dataset;
  if (leaves && !window.confirm("Who pays has not been saved yet. Leave it behind and save the rest of the row?")) {
    event.preventDefault();
    document.getElementById("payers-save").focus();
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "who-pays") return;
  const summary = event.target.querySelector(".govuk-error-summary, .app-schemes__decide");
  if (!summary) return;
  summary.tabIndex = -1;
  summary.focus();
});
