"""A plan's life for people to read: stages, who may do what in which, and the addresses that do it.

Generated from the table in `bcf.fund.stages` and the URLconf, so that it cannot say anything else.
"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from bcf.fund.stages import TRANSITIONS, Capacity, Stage, Transition, Verb


def written() -> str:
    """The text of docs/lifecycle.md."""
    return "\n".join([
        "# A plan's life", "",
        "Made by `manage.py lifecycle --write docs/lifecycle.md` from `bcf/fund/stages.py` and the addresses of the "
        "site. Whatever the tables do not allow is refused and logged.", "",
        "## Stages", "", *_stages(), "",
        "## What may be done", "", *_transitions(), "",
        "## Who may do what, in which stage", "",
        "A person's capacity is a role held where the plan is concerned: in a body of its board, in its region, or "
        "nationally. People of other boards and regions have none, and for them the plan does not exist: every "
        "address answers 404.", "", *_matrix(), "",
        "## Addresses that do it", "", *_addresses(), "",
    ])  # fmt: skip


def _table(*head: str) -> list[str]:
    return [_line(*head), _line(*("---" for _ in head))]


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _stages() -> Iterator[str]:
    yield from _table("stage", "what it means", "content")
    for stage in Stage:
        content = {Stage.DRAFT: "open", Stage.RETURNED: "open in the sections named"}.get(stage, "closed")
        yield _line(stage.words, stage.meaning, content)


def _transitions() -> Iterator[str]:
    yield from _table("what", "in", "by", "leads to", "needs")
    for row in TRANSITIONS:
        yield _line(
            row.verb.words, _stages_of(row), _capacities_of(row),
            ", or ".join(stage.words.lower() for stage in row.to) or "the same stage", row.needs or "–",
        )  # fmt: skip


def _stages_of(row: Transition) -> str:
    return ", ".join(stage.words.lower() for stage in Stage if stage in row.sources)


def _capacities_of(row: Transition) -> str:
    return ", ".join(capacity.words for capacity in Capacity if capacity in row.capacities)


def _matrix() -> Iterator[str]:
    yield from _table("", *(stage.words for stage in Stage))
    for capacity in Capacity:
        rows = [row for row in TRANSITIONS if capacity in row.capacities]
        cells = ("<br>".join(row.verb.words for row in rows if stage in row.sources) or "–" for stage in Stage)
        yield _line(f"**{capacity.words}**", *cells)


def _addresses() -> Iterator[str]:
    yield from _table("address", "what is done there")
    for route, verbs in sorted(doors()):
        yield _line(f"`/{route}`", ", ".join(verb.words for verb in verbs))


def doors() -> Iterator[tuple[str, tuple[Verb, ...]]]:
    """Every address at which something is done to a plan as a whole, with what."""
    for route, pattern in _patterns("", get_resolver().url_patterns):
        verbs: tuple[Verb, ...] = getattr(getattr(pattern.callback, "view_class", None), "verbs", ())
        if verbs:
            yield route, verbs


def _patterns(before: str, patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, URLPattern]]:
    for entry in patterns:
        route = f"{before}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield route, entry
        else:
            yield from _patterns(route, entry.url_patterns)
