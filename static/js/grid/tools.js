// What works on the table as a whole, each in a module of its own.
import "./menu.js";
import "./undo.js";
import "./dialogue.js";
import "./paste.js";
import "./fill.js";
import "./rows.js";
