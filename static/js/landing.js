// A link to a field puts the cursor into it, also where it is folded away. Without this file the browser scrolls there.
const ABLE = "input:not([type=hidden]):not([disabled]), select:not([disabled]), textarea:not([disabled]), button:not([disabled])";

function open(element) {
  for (let part = element.closest("details"); part; part = part.parentElement?.closest("details")) part.open = true;
}

function fieldOf(element) {
  if (element.matches(ABLE)) return element;
  // A sum names the first field that it is made of.
  if (element.dataset.field) return document.getElementById(element.dataset.field);
  if (!element.matches("fieldset, [role=group], [role=radiogroup], .govuk-form-group, .govuk-radios")) return null;
  return element.querySelector("input:checked") ?? element.querySelector(ABLE);
}

function land() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  // The expenditure table brings its own cells into sight.
  if (!target || target.closest("#grid")) return;
  const folded = target.closest("details:not([open])");
  open(target);
  const field = fieldOf(target);
  field?.focus({ preventScroll: true });
  if (field || folded) (field ?? target).scrollIntoView({ block: "center" });
}

window.addEventListener("hashchange", land);
if (document.readyState === "complete") land();
else window.addEventListener("load", land);
