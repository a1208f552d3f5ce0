// The dialogues of the toolbar: table, link, picture, figure. Each gives back what to put into the text, or null.
import { csrf } from "./saving.js";
import { emptyTable } from "./tables.js";

// Open a dialogue; `made(form)` returns what it makes, or throws words for what is wrong. Focus goes back by itself.
function ask(dialogue, made, start) {
  const form = dialogue.querySelector("form");
  const wrong = dialogue.querySelector("[data-wrong]");
  return new Promise((resolve) => {
    let result = null;
    const settle = async (event) => {
      event?.preventDefault();
      if (wrong) wrong.textContent = "";
      try {
        result = await made(form);
        dialogue.close();
      } catch (problem) {
        if (!(problem instanceof Wrong)) throw problem;
        wrong.textContent = problem.message;
        problem.field?.focus();
      }
    };
    const close = () => dialogue.close();
    form.addEventListener("submit", settle);
    dialogue.querySelector("[data-close]").addEventListener("click", close);
    dialogue.addEventListener("close", () => {
      form.removeEventListener("submit", settle);
      resolve(result);
    }, { once: true });
    if (wrong) wrong.textContent = "";
    dialogue.showModal();
    start?.(form, (value) => {
      result = value;
      dialogue.close();
    });
  });
}

class Wrong extends Error {
  constructor(message, field) {
    super(message);
    this.field = field;
  }
}

function whole(field, name, most) {
  const value = Number(field.value);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new Wrong(`“${field.value}” is not a number of ${name}. Give a whole number from 1 to ${most}.`, field);
}

export const askTable = (dialogue) => ask(dialogue, (form) => {
  const columns = whole(form.elements.columns, "columns", 12);
  return emptyTable(columns, whole(form.elements.rows, "rows", 60));
}, (form) => form.elements.columns.select());

export const askLink = (dialogue, selected) => ask(dialogue, (form) => {
  const { words, address } = form.elements;
  let url = address.value.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(url)) url = `mailto:${url}`;
  else if (/^www\.\S+$/i.test(url)) url = `https://${url}`;
  if (!/^(https?:\/\/|mailto:)\S+$/i.test(url)) {
    throw new Wrong(`“${address.value}” is not an address. Write a web address that begins with https://, or an e-mail address.`, address);
  }
  const plain = (words.value.trim() || address.value.trim()).replace(/[\\[\]]/g, "\\$&");
  return `[${plain}](${url.replace(/[()<>\\]/g, encodeURIComponent).replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"))})`;
}, (form) => {
  form.reset();
  form.elements.words.value = selected;
  (selected ? form.elements.address : form.elements.words).focus();
});

export const askPicture = (dialogue, { url, main, file }) => ask(dialogue, async (form) => {
  const { file: input, words } = form.elements;
  if (!input.files.length) throw new Wrong("No picture is chosen. Choose a file.", input);
  if (!words.value.trim()) {
    throw new Wrong("What the picture shows is blank. Write a sentence for those who cannot see it.", words);
  }
  const body = new FormData();
  body.append("csrfmiddlewaretoken", csrf(main));
  body.append("file", input.files[0]);
  body.append("words", words.value);
  const button = form.querySelector("button[value=insert]");
  button.disabled = true;
  try {
    const answer = await fetch(url, {
      method: "POST", body, redirect: "manual",
      headers: { Accept: "application/json", "X-CSRFToken": csrf(main) },
    });
    if (answer.status === 422) {
      const { errors } = await answer.json();
      throw new Wrong(Object.values(errors).flat().join(" "), errors.file ? input : words);
    }
    if (!answer.ok) throw new Wrong("The picture was not taken. You may have been signed out: sign in again in another tab.", input);
    return (await answer.json()).text;
  } catch (problem) {
    if (problem instanceof Wrong) throw problem;
    throw new Wrong("The service could not be reached. Try again when there is a connection.", input);
  } finally {
    button.disabled = false;
  }
}, (form) => {
  form.reset();
  if (!file) return;
  const held = new DataTransfer();
  held.items.add(file);
  form.elements.file.files = held.files;
  form.elements.words.focus();
});

const fold = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

export function askFigure(dialogue) {
  const list = dialogue.querySelector("[data-figures]");
  const search = dialogue.querySelector("[name=search]");
  const found = dialogue.querySelector("[data-found]");
  const rows = [...document.querySelectorAll("[data-figure]")].map((row) => row.dataset);
  return ask(dialogue, () => {
    const first = list.querySelector("button");
    if (!first) throw new Wrong("", search);
    return first.dataset.text;
  }, (form, choose) => {
    const buttons = () => [...list.querySelectorAll("button")];
    const show = () => {
      const wanted = fold(search.value).split(" ");
      const fitting = rows.filter((row) => {
        const text = fold(`${row.figure} ${row.about} ${row.group}`);
        return wanted.every((word) => text.includes(word));
      });
      list.replaceChildren(...fitting.map((row) => option(row)));
      found.textContent = `${fitting.length} ${fitting.length === 1 ? "figure" : "figures"}`;
    };
    search.value = "";
    show();
    search.focus();
    search.oninput = show;
    list.onclick = (event) => {
      const button = event.target.closest("button");
      if (button) choose(button.dataset.text);
    };
    form.onkeydown = (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const all = [search, ...buttons()];
      all[Math.max(0, Math.min(all.length - 1, all.indexOf(document.activeElement) + step))].focus();
    };
  });
}

function option({ figure, value, about, group }) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "app-figure-list__button";
  button.dataset.text = `{${figure}}`;
  const parts = [["name", figure], ["value", value], ["about", about || group]];
  button.append(...parts.map(([kind, text]) => {
    const part = document.createElement("span");
    part.className = `app-figure-list__${kind}`;
    part.textContent = `${text} `;
    return part;
  }));
  item.append(button);
  return item;
}
