// Shows how many words an answer has while it is being written. What counts is what will be read, and the server
// says how many words that is; between its answers the words typed since are added, in the way of bcf.fund.text.
import { normal } from "./text.js";

const WAYS = {
  // Excel: spaces in the trimmed text plus one, runs of spaces as one; line ends are not spaces.
  excel: (text) => {
    const trimmed = text.replace(/^ +| +$/g, "").replace(/ +/g, " ");
    return trimmed ? trimmed.split(" ").length : 0;
  },
  words: (text) => (text.match(/\S+/g) || []).length,
};

const number = (value) => value.toLocaleString("en-GB");

export class WordCount {
  constructor({ area, shown, say, way, limit, words }) {
    Object.assign(this, { area, shown, say, limit });
    this.count = WAYS[way];
    this.answered(normal(area.value), words);
    this.step = this.stepOf(words);
  }

  // The server has counted `text` as it will be read.
  answered(text, words) {
    this.beside = words - this.count(normal(text));
    this.show();
  }

  show() {
    const typed = normal(this.area.value);
    const words = typed ? Math.max(0, this.count(typed) + this.beside) : 0;
    const left = this.limit - words;
    const said = this.limit
      ? `${number(words)} of ${number(this.limit)} words, ${left < 0 ? `${number(-left)} too many` : `${number(left)} left`}`
      : `${number(words)} ${words === 1 ? "word" : "words"}`;
    this.shown.textContent = said;
    this.shown.classList.toggle("app-word-count--over", this.limit > 0 && left < 0);
    const step = this.stepOf(words);
    if (this.step !== undefined && step !== this.step && (step >= 8 || this.step >= 8)) this.say(said);
    this.step = step;
  }

  // Tenths of the limit: told aloud from eight on, and at every twentieth beyond it.
  stepOf(words) {
    if (!this.limit) return 0;
    return words > this.limit ? 11 + Math.floor((words - this.limit) / this.limit * 20) : Math.floor(words / this.limit * 10);
  }
}
