// Says that scripts run before anything of the page is shown: the look that needs them is there from the first
// drawing on, and the style of a long table is not worked out twice. It stands at the beginning of every page.
if ("noModule" in HTMLScriptElement.prototype) {
  const look = ["js-enabled", "govuk-frontend-supported"];
  document.body.classList.add(...look);
  // Where a script is lost on the way, the page looks as without any.
  addEventListener("error", ({ target }) => target.tagName === "SCRIPT" && document.body.classList.remove(...look), true);
}
