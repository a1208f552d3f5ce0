// Starts the GOV.UK components on the page and in every part that htmx brings in later.
// The library's version stands in its file name, so a cached copy is never the wrong one.
import { initAll } from "./govuk-frontend-6.6.0.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

document.body.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) initAll({ scope: event.detail.elt });
});
