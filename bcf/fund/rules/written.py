"""The told catalogue as the document docs/rules.md."""

import re
from collections.abc import Iterator, Mapping

from bcf.fund.findings import Finding, Severity
from bcf.fund.round import Round
from bcf.fund.rules.told import Bound, InRound, Told, by_family, tell

_OPENING = """\
# The rules

What a plan is checked against. This page is made from the rules themselves by `manage.py rules --write`, and every
example on it is a plan that the tests check: what is said under “Fails” is what the rule finds in it. The product shows
the same under Rules.

A rule keeps its id for good; one that is given up leaves a gap. How grave its findings are:

| | |
| --- | --- |
| **Must be mended** | The plan cannot be sealed while it stands. |
| **Mend or explain** | It may stand with a written reason, which is kept and shown to whoever reads the plan. |
| **Advice** | Worth a look. |

A rule **on trial** is new. Its findings stand apart and ask for nothing until a national administrator promotes it;
what is said here of its gravity holds from then on.
"""


def as_markdown(rounds: Mapping[str, Round]) -> str:
    """docs/rules.md for those rounds."""
    told = tell(rounds)
    return "\n".join([_OPENING, *_contents(told), *(line for one in _families(told) for line in one)]).rstrip() + "\n"


def _contents(told: tuple[Told, ...]) -> Iterator[str]:
    trial = sum(one.rule.beta for one in told)
    yield f"{len(told)} rules{f', {trial} of them on trial' if trial else ''}."
    yield ""
    yield "| | | |"
    yield "| --- | --- | --- |"
    for title, rules in by_family(told):
        yield f"| **{_plain(title)}** | | |"
        for one in rules:
            yield f"| [{one.rule.id}](#{_fragment(one)}) | {_plain(one.rule.title)} | {_gravity(one)} |"
    yield ""


def _families(told: tuple[Told, ...]) -> Iterator[Iterator[str]]:
    for title, rules in by_family(told):
        yield iter([f"## {_plain(title)}", ""])
        for one in rules:
            yield _rule(one)


def _rule(one: Told) -> Iterator[str]:
    yield f"### {one.rule.id} {_plain(one.rule.title)}"
    yield ""
    yield f"**{_gravity(one)}.** {_plain(', '.join(one.sections))}."
    yield ""
    yield f"{_plain(one.rule.why)}"
    yield ""
    yield f"- **To mend it:** {_plain(one.rule.mend)}"
    for held in one.rounds:
        yield f"- **In {held.id}:** {_plain(_origin(one, held))}."
    for bound in one.bounds:
        yield f"- **Bound:** {_bound(one, bound)}"
    yield f"- **Passes:** {_plain(one.passes)}"
    yield f"- **Fails:** {_plain(one.fails)}"
    yield ""
    yield from _quoted(one.finding)
    yield ""


def _origin(one: Told, held: InRound) -> str:
    return "; ".join(held.sources) or one.rule.basis.words


def _bound(one: Told, bound: Bound) -> str:
    rounds = one.bound_in(bound)
    where = "" if len(rounds) == len(one.rounds) else f" in {' and '.join(rounds)}"
    return f"`{bound.name}` = {_plain(bound.value)}{where}. {_plain(bound.words)}."


def _quoted(finding: Finding) -> Iterator[str]:
    yield f"> {_plain(finding.message)}"
    yield ">"
    read = f"Read: {finding.read}. " if finding.read and not finding.is_blank else ""
    expected = f"Expected: {finding.expected}. " if finding.expected else ""
    yield f"> {_plain(read + expected + finding.remedy)}"


def _gravity(one: Told) -> str:
    trial = ", on trial" if one.rule.beta else ""
    return f"{Severity(one.severity).words}{trial}"


def _fragment(one: Told) -> str:
    """What the heading's fragment is called where Markdown is shown with links to headings."""
    words = f"{one.rule.id} {one.rule.title}".lower()
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands, on one line."""
    return re.sub(r"([\\`*_{}\[\]<>|#!~])", r"\\\1", " ".join(text.split()))
