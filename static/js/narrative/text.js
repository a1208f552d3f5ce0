// Changes to the text of a field as if they had been typed: the browser's own undo takes them back.

export const normal = (text) => text.replace(/\r\n?/g, "\n").trim();

// Put `text` in place of what stands from `start` to `end`, then select from `from` to `to` (by default the end).
export function replace(area, start, end, text, from, to) {
  area.focus();
  area.setSelectionRange(start, end);
  const typed = text || start === end
    ? document.execCommand("insertText", false, text)
    : document.execCommand("delete");
  if (!typed && text !== "") {
    area.setRangeText(text, start, end, "end");
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  if (from !== undefined) area.setSelectionRange(from, to ?? from);
}

// Bold and italic: marks around what is selected, or around a word to type over. Pressed again, they go.
export function wrap(area, mark, words) {
  const { value } = area;
  let [start, end] = [area.selectionStart, area.selectionEnd];
  while (start < end && /\s/.test(value[start])) start += 1;
  while (end > start && /\s/.test(value[end - 1])) end -= 1;
  const size = mark.length;
  const around = value.slice(start - size, start) === mark && value.slice(end, end + size) === mark;
  // The one star of italics beside the two of bold is no mark of its own.
  const single = size > 1 || (value[start - 2] !== "*" && value[end + 1] !== "*");
  if (around && single) {
    replace(area, start - size, end + size, value.slice(start, end), start - size, end - size);
    return;
  }
  const inside = value.slice(start, end) || words;
  replace(area, start, end, mark + inside + mark, start + size, start + size + inside.length);
}

// The lines that the selection touches, as [start, end].
function lines(area) {
  const { value } = area;
  const start = value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const end = value.indexOf("\n", Math.max(area.selectionStart, area.selectionEnd - 1));
  return [start, end < 0 ? value.length : end];
}

const KINDS = {
  heading: { has: /^#{1,6} /, put: () => "## ", words: "Heading" },
  list: { has: /^\s*[-*+] /, put: () => "- ", words: "" },
  numbers: { has: /^\s*\d+[.)] /, put: (number) => `${number}. `, words: "" },
};

// Headings and lists: a sign before every line that is selected. Pressed again, it goes.
export function toggleLines(area, kind) {
  const { has, put, words } = KINDS[kind];
  const [start, end] = lines(area);
  const typed = area.value.slice(start, end).split("\n");
  const all = typed.some((line) => line.trim()) && typed.every((line) => !line.trim() || has.test(line));
  let number = 0;
  const made = typed.map((line) => {
    const plain = line.replace(/^(#{1,6}|\s*[-*+]|\s*\d+[.)]) /, "");
    if (all) return plain;
    if (!line.trim() && typed.length > 1) return line;
    number += 1;
    return put(number) + (plain || words);
  }).join("\n");
  // A list or a heading directly under a line of text would be read as part of that line.
  const before = area.value.slice(0, start);
  const previous = before.slice(0, -1).split("\n").pop();
  const gap = !all && previous && !has.test(previous) && before ? "\n" : "";
  const empty = typed.length === 1 && !typed[0].trim() && words && !all;
  const finish = start + gap.length + made.length;
  replace(area, start, end, gap + made, empty ? finish - words.length : finish, finish);
}

// A block of its own, with an empty line before and after it. `select` is a word of it to type over.
export function insertBlock(area, block, select = "") {
  const { value } = area;
  const [start, end] = [area.selectionStart, area.selectionEnd];
  const before = value.slice(0, start).replace(/[ \t]+$/, "");
  const after = value.slice(end);
  const head = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const tail = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  const at = start + head.length + (select ? block.indexOf(select) : block.length);
  replace(area, start, end, head + block + tail, at, at + select.length);
}

export function insertInline(area, text) {
  replace(area, area.selectionStart, area.selectionEnd, text);
}

// Enter at the end of an item begins the next; on an empty item it ends the list. True when it did either.
export function continueList(area) {
  const { value, selectionStart: at } = area;
  if (at !== area.selectionEnd) return false;
  const start = value.lastIndexOf("\n", at - 1) + 1;
  const match = /^(\s*)([-*+]|(\d+)([.)])) (.*)$/.exec(value.slice(start, at));
  if (!match) return false;
  if (!match[5].trim()) {
    replace(area, start, at, "");
    return true;
  }
  const sign = match[3] ? `${Number(match[3]) + 1}${match[4]}` : match[2];
  insertInline(area, `\n${match[1]}${sign} `);
  return true;
}
