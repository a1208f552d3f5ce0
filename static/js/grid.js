// The expenditure table in the browser. Without this file every row is an ordinary form and every filter a link.
import "./grid/lists.js";
import "./grid/looking.js";
import "./grid/cursor.js";
import "./grid/keys.js";
import "./grid/clipboard.js";
