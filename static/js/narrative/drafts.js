// What was typed and is not saved yet is kept in this browser, for this person, plan and question, until it is.
// A browser that keeps nothing (or is full) loses only this safety.

export class Draft {
  constructor(key) {
    this.key = key;
  }

  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      return kept && typeof kept.text === "string" ? kept : null;
    } catch {
      return null;
    }
  }

  keep(text, token) {
    this.write({ text, token, at: new Date().toISOString() });
  }

  // Sent by the form itself: once the next page says that it was saved, it may go.
  sent() {
    const kept = this.read();
    if (kept) this.write({ ...kept, sent: true });
  }

  clear() {
    try {
      localStorage.removeItem(this.key);
    } catch { /* nothing was kept */ }
  }

  write(value) {
    try {
      localStorage.setItem(this.key, JSON.stringify(value));
    } catch { /* full or forbidden */ }
  }
}
