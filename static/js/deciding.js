// Says how many decisions are not saved yet, and asks before a page with such is left.
const lines = [...document.querySelectorAll(".app-decide > li")];
const said = document.getElementById("unsaved");
const form = document.querySelector(".app-decide")?.closest("form");
// What came back because of a conflict or an error has been typed and not saved, though the page was loaded with it.
const refused = document.querySelector(".app-clashes, .govuk-error-summary") !== null;
let sending = false;

const differs = (input) =>
  input.type === "radio" ? input.checked !== input.defaultChecked : input.value !== input.defaultValue;

const unsaved = () => lines.filter((line) => [...line.querySelectorAll("input")].some(differs)).length;

const tell = () => {
  const count = unsaved();
  said.textContent = count ? `${count} not saved yet` : "";
};

if (form && said) {
  form.addEventListener("input", tell);
  form.addEventListener("submit", () => {
    sending = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!sending && (refused || unsaved())) event.preventDefault();
  });
  tell();
}
