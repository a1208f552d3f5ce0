// Starts the GOV.UK components on the page and in every part that htmx brings in later.
// The library's version stands in its file name, so a cached copy is never the wrong one.
import { initAll } from "./govuk-frontend-6.6.0.min.js";
import "./landing.js";

initAll();

// The server leaves out what a script puts in later, once it knows that there is one.
document.cookie = `scripts=1; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;

document.body.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) initAll({ scope: event.detail.elt });
});
