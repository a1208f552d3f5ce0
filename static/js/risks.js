// Works out a risk's score as likelihood and impact are chosen, and puts the log in order without leaving the page.
// The server works both out again; the bands come from the page.

const bands = [...document.querySelectorAll("[data-risk-band]")].map((item) => ({
  least: Number(item.dataset.riskBand), label: item.textContent,
}));

const bandOf = (score) => bands.filter((band) => score >= band.least).at(-1)?.label ?? "";

for (const row of document.querySelectorAll("[data-risk]")) {
  const [likelihood, impact] = row.querySelectorAll("select");
  const shown = row.querySelector("[data-risk-score]");
  if (!likelihood || !impact || !shown) continue;
  row.addEventListener("change", () => {
    const score = Number(likelihood.value) * Number(impact.value);
    shown.textContent = score ? `${score} ${bandOf(score)}`.trim() : "";
  });
}

const rows = document.querySelector("[data-risk-rows]");
const orders = document.querySelectorAll("[data-risk-order] [data-order]");
const number = (row) => Number(row.dataset.number);
const WAYS = {
  number: (one, other) => number(one) - number(other),
  score: (one, other) => other.dataset.score - one.dataset.score || number(one) - number(other),
};

for (const link of orders) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    rows.append(...[...rows.children].sort(WAYS[link.dataset.order]));
    for (const other of orders) other.toggleAttribute("aria-current", other === link);
    link.setAttribute("aria-current", "true");
  });
}
