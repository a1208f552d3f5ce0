// The page on which an answer is written. Without this file it is an ordinary form; with it the text is saved while it
// is typed, shown as it will read, and formatted by a toolbar. All rules are the server's.
import { WordCount } from "./counting.js";
import { startComparison } from "./comparison.js";
import { Draft } from "./drafts.js";
import { Preview } from "./preview.js";
import { Saver, csrf } from "./saving.js";
import { normal } from "./text.js";
import { startToolbar } from "./toolbar.js";

const root = document.getElementById("writing");
const area = root?.querySelector("textarea");
if (area) start();

function start() {
  const { form } = area;
  const find = (name) => root.querySelector(`[${name}]`);
  const said = find("data-said");
  const say = (words) => {
    said.textContent = words;
  };
  const clash = "clash" in root.dataset;
  const draft = new Draft(root.dataset.draft);
  const saver = new Saver({
    area, form, url: root.dataset.autosave, tokenField: form.elements[root.dataset.token], draft,
    tell: teller(find("data-saving-state"), find("data-trouble"), say),
  });
  const count = new WordCount({
    area, shown: find("data-word-count"), say, way: root.dataset.counting, limit: Number(root.dataset.limit) || 0,
    words: Number(root.dataset.words),
  });
  const preview = new Preview({ area, form, url: root.dataset.preview, shown: find("data-preview-text"), count });
  root.classList.add("app-writing--live");
  document.body.classList.add("app-scripted");
  startToolbar({ area, toolbar: find("data-toolbar"), form, picturesUrl: root.dataset.pictures });
  startTabs(find("data-tabs"));
  startComparison(area, say);

  area.addEventListener("input", () => {
    count.show();
    preview.later();
    saver.changed();
  });
  if (clash) saver.stopped = true;
  else {
    find("data-saving-state").hidden = false;
    offer(draft, { area, saver, place: find("data-draft-offer"), justSaved: "justSaved" in root.dataset });
    // What the browser put back into the field by itself, on going back, is typed text too.
    if (normal(area.value) !== normal(area.defaultValue)) {
      saver.saved = normal(area.defaultValue);
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  }
  area.addEventListener("blur", () => saver.flush());
  window.addEventListener("online", () => saver.flush());
  window.addEventListener("pagehide", () => saver.flush({ leaving: true }));
  document.addEventListener("visibilitychange", () => document.hidden && saver.flush({ leaving: true }));
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || clash) return;
    event.preventDefault();
    save();
  });
  form.addEventListener("submit", (event) => {
    csrf(form);
    draft.sent();
    if (clash || saver.stopped || event.submitter?.name) return;
    event.preventDefault();
    // The button's guard against pressing twice is for pages that go away.
    save();
  });

  async function save() {
    const done = await saver.flush();
    if (done) say(saver.words);
    else if (saver.stopped) form.submit();
  }
}

// How a saving stands: in sight always, aloud when something is wrong and when it is well again.
function teller(shown, trouble, say) {
  let before = "";
  return function tell(state, words) {
    this.words = state === "conflict" ? "" : words;
    if (state === "conflict") {
      trouble.replaceChildren(conflict(words));
      shown.textContent = "Not saved";
    } else {
      trouble.replaceChildren();
      shown.textContent = words;
    }
    shown.className = `app-writing__state app-writing__state--${state}`;
    if (["refused", "offline"].includes(state) && before !== state) say(words);
    if (state === "saved" && ["refused", "offline", ""].includes(before)) say(words);
    if (!["typing", "saving"].includes(state)) before = state;
  };
}

function conflict(by) {
  const box = document.createElement("div");
  box.className = "app-finding app-finding--blocking";
  const kind = document.createElement("span");
  kind.className = "app-finding__kind";
  kind.textContent = "Not saved";
  const button = document.createElement("button");
  button.className = "govuk-button govuk-!-margin-bottom-0";
  button.textContent = "Compare and put together";
  const line = document.createElement("p");
  line.append(button);
  box.append(kind, `${by} saved this answer while you were writing. You can go on typing; nothing of yours is lost, and `
    + "nothing more is saved until you have put the two together.", line);
  return box;
}

// Text that was never saved, from an earlier visit: shown, put back or thrown away, as the person likes.
function offer(draft, { area, saver, place, justSaved }) {
  const kept = draft.read();
  if (!kept) return;
  if ((justSaved && kept.sent) || normal(kept.text) === normal(area.value)) {
    draft.clear();
    return;
  }
  const at = new Date(kept.at);
  const heading = document.createElement("h2");
  heading.className = "govuk-heading-s";
  heading.textContent = `You typed something on ${at.toLocaleDateString("en-GB", { day: "numeric", month: "long" })} at ${
    at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })} that was not saved`;
  const text = document.createElement("div");
  text.className = "app-writing__kept";
  text.tabIndex = 0;
  text.setAttribute("role", "group");
  text.setAttribute("aria-label", "What was not saved");
  text.textContent = kept.text;
  const buttons = document.createElement("div");
  buttons.className = "govuk-button-group";
  const button = (words, style, deed) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `govuk-button ${style}`;
    made.textContent = words;
    made.addEventListener("click", () => {
      deed();
      place.hidden = true;
      area.focus();
    });
    buttons.append(made);
  };
  button("Put it back into the field", "", () => {
    // It was typed over the version of that time: if that has changed since, the two are compared.
    saver.tokenField.value = kept.token;
    area.value = kept.text;
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  button("Throw it away", "govuk-button--secondary", () => draft.clear());
  place.replaceChildren(heading, text, buttons);
  place.hidden = false;
}

// On a narrow screen text and preview take turns.
function startTabs(tabs) {
  tabs.hidden = false;
  tabs.addEventListener("click", (event) => {
    const tab = event.target.closest("[data-tab]");
    if (!tab) return;
    for (const other of tabs.querySelectorAll("[data-tab]")) other.setAttribute("aria-pressed", String(other === tab));
    root.classList.toggle("app-writing--previewing", tab.dataset.tab === "preview");
  });
}
