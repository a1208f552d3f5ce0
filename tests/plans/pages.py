"""Reading a page as a browser does: its fields with their values, ready to be changed and sent. And a county's plan."""

import re
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from bcf.fund.document import Body, PlanDocument
from plans.models import Plan, Role, User
from tests import factories

BODIES = (
    Body(code="E10000099", name="Shire County Council", kind="LA"),
    Body(code="99A", name="NHS East CCG", kind="NHS"),
    Body(code="99B", name="NHS West CCG", kind="NHS"),
    Body(code="E07000098", name="Ashdown", kind="district"),
    Body(code="E07000099", name="Kingsworthy", kind="district"),
)


def shire(round_id: str, **content: Any) -> Plan:
    """A plan of a county with two districts and two NHS bodies."""
    board = {"code": "E10000099", "name": "Shire", "kind": "County", "region": "London", "two_tier": True,
             "bodies": BODIES}
    return factories.plan_from(PlanDocument.model_validate({"round": round_id, "board": board, **content}))


def browser_of(user: User) -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    client.force_login(user)
    return client


def signatory_of(plan: Plan) -> Client:
    """The browser of a signatory, who reads and may not write."""
    return browser_of(factories.person(Role.SIGNATORY, of=plan.board.bodies.first()))


class _Fields(HTMLParser):
    """Every value that a browser would send with the page's main form."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.ids: list[str] = []
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.ids.append(found["id"])
        name, kind = found.get("name", ""), found.get("type", "text")
        if tag == "input" and name and (kind not in ("radio", "checkbox") or "checked" in found):
            self.values[name] = found.get("value", "")
        elif tag == "textarea":
            self._area = name
            self.values[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in found or self._select not in self.values):
            self.values[self._select] = found.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.values[self._area] = self.values[self._area].removeprefix("\n")
            self._area = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data


class Page:
    """A page that a client has open."""

    def __init__(self, client: Client, url: str, response: Any = None) -> None:
        self.client, self.url = client, url
        self.response = response or client.get(url)
        self.html = self.response.content.decode()
        reader = _Fields()
        reader.feed(self.html)
        self.fields, self.ids = reader.values, reader.ids

    def send(self, **changes: str) -> "Page":
        """Send the form as it stands with some fields changed, and open what comes of it."""
        return self.send_fields(changes)

    def send_fields(self, changes: dict[str, str]) -> "Page":
        response = self.client.post(self.url, {**self.fields, **changes})
        if response.status_code == 302:
            return Page(self.client, response["Location"])
        return Page(self.client, self.url, response)

    @property
    def status(self) -> int:
        return int(self.response.status_code)

    @property
    def text(self) -> str:
        """What a reader sees, roughly: tags gone, white space as one."""
        plain = re.sub(r"<[^>]+>", " ", self.html)
        return re.sub(r"\s+", " ", plain)


def open_page(plan: Plan, section: str) -> Page:
    """A section's page, opened by an author of the plan's council."""
    return Page(browser_of(factories.author_of(plan)), reverse(section, args=plan.args))
