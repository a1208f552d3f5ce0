// Saves an answer while it is being typed: after a rest, on leaving the field, on leaving the page.
// One save at a time. A save that somebody else was ahead of stops the saving, not the typing.
import { normal } from "./text.js";

const REST = 1500;
const LONGEST_WAIT = 15000;
const RETRY = [3000, 10000, 30000, 60000];

export class Saver {
  // `tell(state, words)` shows where things stand; the states are those of the stylesheet.
  constructor({ area, form, url, tokenField, draft, tell }) {
    Object.assign(this, { area, form, url, tokenField, draft, tell });
    this.saved = normal(area.value);
    this.unanswered = [];
    this.busy = false;
    this.stopped = false;
    this.failures = 0;
    this.turn = 0;
    this.settled = 0;
  }

  get token() {
    return this.tokenField.value;
  }

  get clean() {
    return normal(this.area.value) === this.saved;
  }

  changed() {
    if (this.clean) {
      if (!this.busy) this.draft.clear();
      if (!this.stopped && !this.busy) this.tell("saved", "Everything is saved");
      return;
    }
    this.draft.keep(this.area.value, this.token);
    if (this.stopped) return;
    if (!this.failures && !this.busy) this.tell("typing", "Not saved yet");
    this.since ??= Date.now();
    this.wait(Math.max(0, Math.min(REST, this.since + LONGEST_WAIT - Date.now())));
  }

  wait(time) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), time);
  }

  // Save what stands there now. Resolves to whether everything is saved.
  async flush({ leaving = false } = {}) {
    clearTimeout(this.timer);
    if (this.stopped) return false;
    if (this.clean && !this.unanswered.length) return true;
    if (this.busy && !leaving) {
      this.again = true;
      return this.running;
    }
    this.running = this.send(leaving);
    return this.running;
  }

  async send(leaving) {
    this.busy = true;
    this.since = undefined;
    const text = this.area.value;
    const body = this.body(text);
    const turn = (this.turn += 1);
    this.unanswered = [...this.unanswered.slice(-3), { turn, text }];
    if (!leaving) this.tell("saving", "Saving…");
    let answer;
    let data = {};
    try {
      answer = await fetch(this.url, {
        method: "POST", body, keepalive: leaving, redirect: "manual",
        headers: { Accept: "application/json", "X-CSRFToken": csrf(this.form) },
        signal: leaving ? undefined : AbortSignal.timeout(20000),
      });
      data = answer.ok || [409, 422].includes(answer.status) ? await answer.json() : {};
    } catch {
      answer = null;
    }
    // On leaving, a second save may go out before the first is answered: the later one is what counts.
    if (turn < this.settled || (turn < this.turn && !answer?.ok)) return this.clean;
    this.settled = turn;
    this.busy = turn < this.turn;
    if (answer && answer.status < 500) this.unanswered = this.unanswered.filter((sent) => sent.turn > turn);
    return this.settle(answer, data, text);
  }

  body(text) {
    const body = new URLSearchParams({ version: this.token, text });
    for (const sent of this.unanswered) body.append("sent", sent.text);
    body.append("csrfmiddlewaretoken", csrf(this.form));
    return body;
  }

  settle(answer, data, text) {
    if (!answer || answer.status >= 500) return this.offline();
    if (answer.status === 409) return this.conflict(data.by);
    if (answer.status === 422) return this.refused(data.message);
    if (!answer.ok) {
      return this.refused(answer.type === "opaqueredirect" || answer.status === 403
        ? "You may have been signed out. Your text is kept in this browser: sign in again in another tab, then press Save here."
        : "The service refused it. Your text is kept in this browser: load the page again.");
    }
    this.failures = 0;
    this.saved = normal(text);
    this.tokenField.value = data.version;
    if (this.clean) {
      this.draft.clear();
      this.tell("saved", `Saved at ${data.at}`);
    } else {
      this.draft.keep(this.area.value, this.token);
      this.tell("typing", "Not saved yet");
      this.wait(this.again ? 0 : REST);
    }
    this.again = false;
    return this.clean;
  }

  offline() {
    const time = RETRY[Math.min(this.failures, RETRY.length - 1)];
    this.failures += 1;
    this.tell("offline", "No connection. Your text is kept in this browser and will be sent again by itself.");
    this.wait(time);
    return false;
  }

  refused(message) {
    this.tell("refused", `Not saved. ${message}`);
    return false;
  }

  conflict(by) {
    this.stopped = true;
    this.draft.keep(this.area.value, this.token);
    this.tell("conflict", by);
    return false;
  }
}

// The token of the session as it is now: signing in again in another tab changes it.
export function csrf(form) {
  const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
  const field = form.elements.csrfmiddlewaretoken;
  if (cookie) field.value = decodeURIComponent(cookie[1]);
  return field.value;
}
