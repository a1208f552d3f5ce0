"""Every page that links lead to, on the running product: accessible, readable at 320 pixels, focus in sight.

320 pixels is also what a window of 1,280 pixels shows at a zoom of 400 %.
"""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page, expect

from bcf.fund.places import sections_of
from plans.demo import PASSWORD
from plans.rounds import get_round
from tests.browsers import barriers

pytestmark = pytest.mark.browser

MOST_OF_A_KIND = 2
"""Pages of one address pattern that are visited: the second shows that the first was no special case."""

NOT_PAGES = re.compile(
    r"/(admin|static|media|accounts/logout)/|/(outputs|sealed|attachments)/\d+/|\.(xlsx|pdf|json|csv)$"
)

EXPECTED = {"home", "plan", "checks", "outputs", "rounds", "scheme"} | {
    section.value for section in sections_of(get_round("2019-20"))
}

WIDER_THAN_THE_WINDOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

# What looks the same with and without the focus; of what has the same classes, three are tried.
# Programmatic focus counts as the keyboard's once a key was pressed.
FOCUS_UNSEEN = """() => {
  const look = (element) => {
    const parts = [element, element.nextElementSibling, element.parentElement, element.closest("td, th, label")];
    return parts.filter(Boolean).map((part) => [null, "::before", "::after"].map((pseudo) => {
      const style = getComputedStyle(part, pseudo);
      return [style.outline, style.boxShadow, style.borderColor, style.backgroundColor, style.textDecoration].join();
    }).join("|")).join("|");
  };
  const unseen = [];
  const looks = {};
  const able = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  for (const element of document.querySelectorAll(able)) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.disabled) continue;
    const kind = [element.tagName, element.type, element.className, element.parentElement.className].join();
    if ((looks[kind] = (looks[kind] ?? 0) + 1) > 3) continue;
    document.activeElement?.blur();
    const before = look(element);
    element.focus({ preventScroll: true });
    if (document.activeElement === element && look(element) === before) unseen.push(element.outerHTML.slice(0, 160));
    if (unseen.length > 3) break;
  }
  return unseen;
}"""


@pytest.fixture
def signed_in(browser: Browser, product: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in which the person of that address has signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(product)
    page.locator("input[type=email]").fill(request.param)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("My plans")
    yield page
    context.close()


def pages_from(page: Page, address: str) -> Iterator[str]:
    """Every page that links lead to, each loaded as it is named; a few of each kind."""
    waiting, known, kinds = [address + "/"], {address + "/"}, Counter[str]()
    while waiting:
        url = waiting.pop(0)
        try:
            found = resolve(urlsplit(url).path)
        except Resolver404:
            continue
        kind = f"{found.view_name}{sorted(urlsplit(url).query.split('=')[:1])}"
        if kinds[kind] >= MOST_OF_A_KIND:
            continue
        kinds[kind] += 1
        response = page.goto(url)
        assert response is not None
        assert response.status == 200, f"{url} answers {response.status}"
        yield url
        for link in page.eval_on_selector_all("a[href]", "links => links.map((link) => link.href)"):
            there = urldefrag(link).url
            if there.startswith(address + "/") and there not in known and not NOT_PAGES.search(there):
                known.add(there)
                waiting.append(there)


PEOPLE = ("commissioner@leicester.example", "manager@midlands.example", "administrator@bcf.example")


# The longest of all tests: each person's walk may be taken by another process.
@pytest.mark.parametrize(
    "signed_in",
    [pytest.param(person, marks=pytest.mark.xdist_group(f"every page for {person}")) for person in PEOPLE],
    indirect=True,
)
def test_every_page_that_links_lead_to(signed_in: Page, product: str) -> None:
    page, wrong, seen = signed_in, [], set()
    for url in pages_from(page, product):
        name = resolve(urlsplit(url).path).view_name
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            # Every row of every table on the first page of a name; on its others, rows that look alike count as one.
            if found := barriers(page, every_row=name not in seen):
                wrong.append(f"{url} at {width} pixels: {found}")
        seen.add(name)
        if page.evaluate(WIDER_THAN_THE_WINDOW) > 0:
            wrong.append(f"{url} is wider than 320 pixels by {page.evaluate(WIDER_THAN_THE_WINDOW)}")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.keyboard.press("Tab")
        if unseen := page.evaluate(FOCUS_UNSEEN):
            wrong.append(f"{url}: focus cannot be seen on {unseen}")
    assert seen >= EXPECTED, EXPECTED - seen
    assert not wrong, "\n".join(wrong)
