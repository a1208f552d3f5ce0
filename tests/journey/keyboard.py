"""A person with a keyboard and nothing else: real keys, and what has the focus must be seen, at every step."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browsers import barriers

MOST_TABS = 90
"""Nothing on a page that one works with is further away than this; the table counts as one stop by its skip link."""

# What is wrong with how the focus is shown: nothing has it, it is out of sight, covered, or looks like the rest.
FOCUS_PROBLEM = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return "nothing has the focus";
  const shown = element.matches("input[type=radio], input[type=checkbox]") && element.labels.length
    ? [element, ...element.labels] : [element];
  const box = element.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  if (right - left < 4 || bottom - top < 4) return "it is out of sight";
  const seen = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].some(([x, y]) => {
    const top_most = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top));
    const beside = top_most?.parentElement === element.parentElement && element.matches("input");
    return top_most && (beside || shown.some((part) => part.contains(top_most)));
  });
  if (!seen) return "something covers it";
  const marks = [];
  for (const part of [element, element.nextElementSibling, element.closest("td, th, label")]) {
    for (const pseudo of [null, "::before", "::after"]) if (part) marks.push(getComputedStyle(part, pseudo));
  }
  const drawn = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return marks.some((style) => drawn(style) || style.boxShadow !== "none") ? "" : "it does not look focused";
}"""


class Keyboard:
    """Keys on a page. Every way to a control fails if it is too far, or if one cannot see that one is there."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def on(self, there: Locator) -> None:
        """What has the focus is that, and it can be seen."""
        expect(there).to_be_focused()
        self.sees()

    def sees(self) -> None:
        """What has the focus is in sight, uncovered and looks focused."""
        problem = self.page.evaluate(FOCUS_PROBLEM)
        assert not problem, f"{self._where()}: {problem}"

    def to(self, role: str, name: str, *, within: Locator | None = None, back: bool = False) -> None:
        """Tab to the control of that role and name (a pattern)."""
        wanted = (within or self.page).get_by_role(role, name=re.compile(name))  # type: ignore[arg-type]
        expect(wanted.first).to_be_attached()
        for _ in range(MOST_TABS):
            if wanted.evaluate_all("found => found.includes(document.activeElement)"):
                return self.sees()
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{role} “{name}” is not within {MOST_TABS} tabs on {self._where()}")

    def tab_to(self, control: Locator) -> None:
        """Tab to that one control, which has no role and name to be known by."""
        for _ in range(MOST_TABS):
            self.press("Tab")
            if control.evaluate("control => control === document.activeElement"):
                return self.sees()
        raise AssertionError(f"{control} is not within {MOST_TABS} tabs on {self._where()}")

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """Tab to the link of that name and open it."""
        self.to("link", name, within=within)
        with self.page.expect_navigation():
            self.press("Enter")

    def fill(self, name: str, text: str, *, within: Locator | None = None) -> None:
        """Tab to the text field of that name and write into it instead of what is there."""
        self.to("textbox", name, within=within)
        self.press("Control+a")
        self.type(text)

    def accessible(self) -> None:
        found = barriers(self.page)
        assert not found, f"{self._where()}\n{found}"

    def _where(self) -> str:
        active = self.page.evaluate("document.activeElement?.outerHTML.slice(0, 200)")
        return f"{self.page.url}, focus on {active}"
