// The formatting toolbar: one stop for Tab, arrows between its buttons, and the keys for bold, italic and link.
import { askFigure, askLink, askPicture, askTable } from "./dialogues.js";
import { continueList, insertBlock, insertInline, toggleLines, wrap } from "./text.js";
import { pasted } from "./tables.js";

const KEYS = { b: "bold", i: "italic", k: "link" };

export function startToolbar({ area, toolbar, form, picturesUrl }) {
  const dialogue = (name) => document.getElementById(`dialogue-${name}`);
  const deeds = {
    bold: () => wrap(area, "**", "bold words"),
    italic: () => wrap(area, "*", "slanted words"),
    heading: () => toggleLines(area, "heading"),
    list: () => toggleLines(area, "list"),
    numbers: () => toggleLines(area, "numbers"),
    table: () => into(askTable(dialogue("table")), (table) => insertBlock(area, table, "Heading 1")),
    link: () => into(askLink(dialogue("link"), area.value.slice(area.selectionStart, area.selectionEnd)),
      (link) => insertInline(area, link)),
    picture: (file) => into(askPicture(dialogue("picture"), { url: picturesUrl, main: form, file }),
      (picture) => insertBlock(area, picture)),
    figure: () => into(askFigure(dialogue("figure")), (figure) => insertInline(area, figure)),
  };

  // A dialogue takes the selection away: it comes back before anything is put in.
  async function into(asked, put) {
    const [start, end] = [area.selectionStart, area.selectionEnd];
    const made = await asked;
    if (made === null) {
      return;
    }
    area.focus();
    area.setSelectionRange(start, end);
    put(made);
  }

  const buttons = [...toolbar.querySelectorAll("button")];
  toolbar.hidden = false;
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    stop(button);
    deeds[button.dataset.do]();
  });
  toolbar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const button = buttons[(to + buttons.length) % buttons.length];
    stop(button);
    button.focus();
  });

  function stop(button) {
    for (const other of buttons) other.tabIndex = other === button ? 0 : -1;
  }

  area.addEventListener("keydown", (event) => {
    const deed = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && KEYS[event.key.toLowerCase()];
    if (deed) {
      event.preventDefault();
      deeds[deed]();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing && continueList(area)) {
      event.preventDefault();
    }
  });

  area.addEventListener("paste", (event) => {
    const clipboard = event.clipboardData;
    const picture = [...clipboard.files].find((file) => file.type.startsWith("image/"));
    if (picture && !clipboard.getData("text/plain")) {
      event.preventDefault();
      deeds.picture(picture);
      return;
    }
    const table = pasted(clipboard);
    if (table) {
      event.preventDefault();
      insertBlock(area, table);
    }
  });
}
