// Tables as Markdown: made empty, or from what Excel, Word or a web page put on the clipboard.

const escaped = (text) => text.replace(/\s+/g, " ").trim().replace(/[\\|*`{}[\]<]/g, "\\$&");
const isFigure = (text) => /^[-+(]?\s*[£$€]?\s*[\d.,]*\d[\d.,]*\s*%?\)?$/.test(text.trim());

// Rows of plain cells, the first of which are the headings. Columns of figures stand to the right.
export function toMarkdown(rows) {
  const width = Math.max(...rows.map((row) => row.length));
  const full = rows.map((row) => [...row, ...Array(width - row.length).fill("")]);
  const [head, ...body] = full;
  const rule = head.map((_, column) => {
    const cells = body.map((row) => row[column]).filter((cell) => cell.trim());
    return cells.length && cells.every(isFigure) ? "--:" : "---";
  });
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head.map(escaped)), line(rule), ...body.map((row) => line(row.map(escaped)))].join("\n");
}

export function emptyTable(columns, rows) {
  const head = Array.from({ length: columns }, (_, column) => `Heading ${column + 1}`);
  return toMarkdown([head, ...Array.from({ length: rows }, () => Array(columns).fill(""))]);
}

// Cells separated by tabs, as spreadsheets copy them; a cell in quotation marks may hold line ends.
export function rowsOfText(text) {
  const rows = [[]];
  let [cell, quoted] = ["", false];
  const plain = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  for (let at = 0; at < plain.length; at += 1) {
    const sign = plain[at];
    if (quoted && sign === '"' && plain[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (quoted && sign === '"') quoted = false;
    else if (!quoted && sign === '"' && cell === "") quoted = true;
    else if (!quoted && sign === "\t") {
      rows.at(-1).push(cell);
      cell = "";
    } else if (!quoted && sign === "\n") {
      rows.at(-1).push(cell);
      rows.push([]);
      cell = "";
    } else cell += sign;
  }
  rows.at(-1).push(cell);
  return rows;
}

function rowsOfTable(table) {
  return [...table.rows].map((row) => [...row.cells].flatMap((cell) => [
    cell.textContent, ...Array(Math.max(0, Math.min(cell.colSpan, 50) - 1)).fill(""),
  ]));
}

const BLOCKS = new Set(["P", "DIV", "LI", "H1", "H2", "H3", "H4", "H5", "H6", "TR", "BLOCKQUOTE"]);

// Text and tables of copied HTML, in order; the document is never shown, so nothing in it runs.
function partsOf(node, parts) {
  for (const child of node.childNodes) {
    if (child.nodeName === "TABLE") parts.push(rowsOfTable(child));
    else if (child.querySelector?.("table")) partsOf(child, parts);
    else if (child.nodeType === 1 || child.nodeType === 3) {
      const text = child.textContent.replace(/\s+/g, " ");
      const block = BLOCKS.has(child.nodeName);
      if (!text.trim() || child.nodeName === "STYLE") continue;
      if (typeof parts.at(-1) === "string" && !block && !parts.at(-1).endsWith("\n")) parts[parts.length - 1] += text;
      else parts.push(block ? `${text.trim()}\n` : text);
    }
  }
  return parts;
}

// What a paste should put into the text instead of the plain words, or null to leave it to the browser.
export function pasted(clipboard) {
  const [html, text] = [clipboard.getData("text/html"), clipboard.getData("text/plain")];
  if (/<table[\s>]/i.test(html)) {
    const parts = partsOf(new DOMParser().parseFromString(html, "text/html").body, []);
    const made = parts.map((part) => {
      if (typeof part === "string") return part.trim();
      const rows = part.filter((row) => row.some((cell) => cell.trim()));
      if (!rows.length) return "";
      return rows.length === 1 && rows[0].length === 1 ? rows[0][0].trim() : toMarkdown(rows);
    });
    const whole = made.filter(Boolean).join("\n\n");
    return whole.includes("|") ? whole : null;
  }
  if (!/\t/.test(text)) return null;
  const rows = rowsOfText(text);
  const wide = rows.filter((row) => row.length > 1).length;
  return rows[0].length > 1 && wide === rows.length ? toMarkdown(rows) : null;
}
