// What the text will look like, by the server's own renderer.
import { csrf } from "./saving.js";

export class Preview {
  constructor(parts) {
    Object.assign(this, parts);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), 500);
  }

  async refresh() {
    this.asked?.abort();
    this.asked = new AbortController();
    const text = this.area.value;
    try {
      const answer = await fetch(this.url, {
        method: "POST", redirect: "manual", signal: this.asked.signal,
        body: new URLSearchParams({ text, csrfmiddlewaretoken: csrf(this.form) }),
        headers: { Accept: "application/json", "X-CSRFToken": csrf(this.form) },
      });
      if (!answer.ok) return;
      const { html, words } = await answer.json();
      this.shown.innerHTML = html || '<p class="app-answer__none">Nothing yet</p>';
      this.count.answered(text, words);
    } catch { /* the next change asks again */ }
  }
}
