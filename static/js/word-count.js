// Counts words while an answer is being written, in the way of bcf.fund.text: what the server counts is what counts.

const WAYS = {
  // Excel: spaces in the trimmed text plus one, runs of spaces as one; line ends are not spaces.
  excel: (text) => {
    const trimmed = text.replace(/^ +| +$/g, "").replace(/ +/g, " ");
    return trimmed ? trimmed.split(" ").length : 0;
  },
  words: (text) => (text.match(/\S+/g) || []).length,
};

const said = (number) => number.toLocaleString("en-GB");

for (const area of document.querySelectorAll("textarea[data-words-by]")) {
  const shown = document.querySelector("[data-word-count]");
  const count = WAYS[area.dataset.wordsBy];
  if (!shown || !count) continue;
  const limit = Number(shown.dataset.limit) || 0;
  const show = () => {
    // The server trims the answer and stores line ends as one character.
    const words = count(area.value.replace(/\r\n?/g, "\n").trim());
    const left = limit - words;
    shown.textContent = limit
      ? `${said(words)} of ${said(limit)} words, ${left < 0 ? `${said(-left)} too many` : `${said(left)} left`}`
      : `${said(words)} ${words === 1 ? "word" : "words"}`;
    shown.classList.toggle("app-word-count--over", limit > 0 && left < 0);
  };
  area.addEventListener("input", show);
  show();
}
