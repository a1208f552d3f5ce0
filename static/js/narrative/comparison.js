// After a conflict: buttons that put one of the two versions of a part into the combined text, where it stands.

const plain = (text) => text.replace(/^\n+|\n+$/g, "");

export function startComparison(area, say) {
  for (const part of document.querySelectorAll("[data-part]")) {
    const { mine, theirs } = part.dataset;
    const versions = { mine: plain(mine), theirs: plain(theirs) };
    versions.both = [versions.mine, versions.theirs].filter(Boolean).join("\n\n");
    const choices = part.querySelector("[data-choices]");
    const chosen = choices.querySelector('[role="status"]');
    let now = "both";
    choices.hidden = false;
    choices.addEventListener("click", (event) => {
      const choice = event.target.closest("[data-choose]")?.dataset.choose;
      if (!choice || choice === now) return;
      const at = versions[now] ? area.value.indexOf(versions[now]) : -1;
      if (at < 0) {
        chosen.textContent = "You have changed this part in the text below: settle it there.";
        say(chosen.textContent);
        return;
      }
      area.setRangeText(versions[choice], at, at + versions[now].length, "end");
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
      now = choice;
      chosen.textContent = { mine: "Mine is in the text.", theirs: "Theirs is in the text.", both: "Both are in the text." }[choice];
    });
  }
}
