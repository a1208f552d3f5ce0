"""What a round asks of a narrative document: chapters, bands of scores, milestones and their period."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bcf.fund.base import Confidence
from bcf.fund.document import Milestone, PlanDocument
from bcf.fund.papers import Paper, RiskBand, RiskBands, Risks
from bcf.fund.places import Section, section_title, sections_of
from bcf.fund.problems import Refused
from bcf.fund.rounds_on_disk import read_round
from tests.fund.build import LEICESTER, MADE_UP, ROUNDS, changed

GOOD = MADE_UP / "2031-34.yaml"
LONG = ROUNDS["2017-19"]


def test_the_document_of_2017_19_holds_every_heading_of_the_published_one_in_its_order() -> None:
    held = [entry for chapter in LONG.narrative.chapters for entry in chapter.holds]
    assert [entry.question for entry in held if entry.question] == [item.code for item in LONG.narrative.questions]
    governance = next(chapter for chapter in LONG.narrative.chapters if chapter.code == "governance")
    assert [entry.question or entry.paper for entry in governance.holds] == ["governance", "risk", Paper.RISKS]


def test_what_was_not_read_of_2017_19_says_so() -> None:
    assert LONG.risks
    assert not LONG.risks.to_be_confirmed
    assert LONG.risks.bands
    assert LONG.risks.bands.confidence is Confidence.RECALLED
    assert LONG.milestones
    assert LONG.milestones.to_be_confirmed
    assert LONG.documents
    assert LONG.documents.to_be_confirmed


def test_a_round_without_them_has_no_such_sections() -> None:
    real = ROUNDS["2019-20"]
    assert not real.narrative.chapters
    assert not {Section.RISKS, Section.MILESTONES, Section.DOCUMENTS} & set(sections_of(real))


def test_sections_have_the_titles_of_their_round() -> None:
    assert section_title(Section.MILESTONES, ROUNDS["2031-34"]) == "Steps"
    assert section_title(Section.DOCUMENTS, ROUNDS["2031-34"]) == "Books"
    assert section_title(Section.MILESTONES, LONG) == "Milestones"


def test_the_period_is_that_of_the_years_unless_the_round_says_otherwise() -> None:
    assert LONG.period == (datetime.date(2017, 4, 1), datetime.date(2019, 3, 31))
    assert ROUNDS["2031-34"].period == (datetime.date(2031, 1, 1), datetime.date(2034, 12, 31))


@pytest.mark.parametrize(("score", "band", "number"), [
    (1, "Low", 0), (3, "Low", 0), (4, "Moderate", 1), (6, "Moderate", 1), (8, "High", 2), (12, "High", 2),
    (15, "Extreme", 3), (25, "Extreme", 3),
])  # fmt: skip
def test_a_score_has_the_band_that_it_falls_in(score: int, band: str, number: int) -> None:
    assert LONG.risks
    assert LONG.risks.band(score) == band
    assert LONG.risks.band_number(score) == number


@given(st.lists(st.integers(2, 100), max_size=5, unique=True), st.integers(1, 100))
def test_every_score_has_exactly_one_band(starts: list[int], score: int) -> None:
    items = [RiskBand(label=f"from {least}", least=least) for least in sorted([1, *starts])]
    bands = RiskBands(items=tuple(items), confidence=Confidence.VERIFIED, source=())
    block = Risks(scale=10, bands=bands, confidence=Confidence.VERIFIED, source=())
    assert block.band(score) == items[block.band_number(score)].label
    assert items[block.band_number(score)].least <= score


def test_a_round_without_bands_names_none() -> None:
    block = Risks(scale=5, confidence=Confidence.VERIFIED, source=())
    assert (block.band(25), block.band_number(25)) == ("", -1)


BAD: dict[str, tuple[Callable[[dict[str, Any]], Any], str, str]] = {
    "question in no chapter": (
        lambda c: c["narrative"]["chapters"][1]["holds"].pop(0),
        "narrative.chapters.holds.question", "is in no chapter; each question needs one (read: why)",
    ),
    "question in two chapters": (
        lambda c: c["narrative"]["chapters"][0]["holds"].append({"question": "why"}),
        "narrative.chapters.holds.question", "is given 2 times",
    ),
    "question that is none": (
        lambda c: c["narrative"]["chapters"][0]["holds"].append({"question": "when"}),
        "narrative.chapters.holds.question", "allowed: why, anything (read: when)",
    ),
    "list that the round has not": (
        lambda c: c.pop("documents"), "narrative.chapters.holds.paper", "allowed: risks, milestones (read: documents)",
    ),
    "list that is none": (
        lambda c: c["narrative"]["chapters"][0]["holds"].append({"paper": "gossip"}),
        "narrative.chapters[0].holds[1].paper", "'risks', 'milestones' or 'documents'",
    ),
    "two things at one point": (
        lambda c: c["narrative"]["chapters"][0]["holds"][0].update(question="why"),
        "narrative.chapters[0].holds[0]", "give either a question or a paper",
    ),
    "chapter given twice": (
        lambda c: c["narrative"]["chapters"][0].update(code="first"), "narrative.chapters.code", "is given 2 times",
    ),
    "bands that leave out the lowest score": (
        lambda c: c["risks"]["bands"]["items"][0].update(least=2), "risks.bands", "must start at 1 and rise",
    ),
    "bands that fall": (
        lambda c: c["risks"]["bands"]["items"][1].update(least=1), "risks.bands", "must start at 1 and rise",
    ),
    "band beyond every score": (
        lambda c: c["risks"]["bands"]["items"][1].update(least=17), "risks.bands.items", "which end at 16 (read: 17)",
    ),
    "period that ends before it begins": (
        lambda c: c["milestones"].update(ends=datetime.date(2030, 1, 1)),
        "milestones.ends", "must not be before the period begins",
    ),
    "column that is none": (
        lambda c: c["milestones"]["columns"].append("colour"), "milestones.columns[1]", "'workstream', 'owner'",
    ),
    "column given twice": (
        lambda c: c["milestones"]["columns"].append("workstream"), "milestones.columns", "is given 2 times",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_is_refused_by_its_key(name: str, tmp_path: Path) -> None:
    change, where, message = BAD[name]
    content = yaml.safe_load(GOOD.read_text(encoding="utf-8"))
    change(content)
    path = tmp_path / GOOD.name
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_round(path)
    assert any(problem.where == where and message in str(problem) for problem in refused.value.problems), refused.value


def test_a_plan_without_them_is_written_as_before() -> None:
    """The digest under which Leicester's plan has always been kept."""
    assert LEICESTER.digest == "409777850dea6f71f3c309d530f3f66e1e7b1dd1c3009e2b018506647f85abac"
    assert not {"milestones", "documents"} & set(json.loads(LEICESTER.canonical()))


def test_milestones_and_documents_are_content_in_their_order() -> None:
    one, other = {"key": "a", "title": "First", "end": "2018-01-31"}, {"key": "b", "title": "Second"}
    plan = changed(LEICESTER, milestones=(one, other), documents=({"key": "d", "title": "Paper", "where": "Here"},))
    again = PlanDocument.from_json(plan.canonical())
    assert again == plan
    assert again.digest != changed(plan, milestones=(other, one)).digest
    assert json.loads(plan.canonical())["milestones"][0] == {"end": "2018-01-31", "key": "a", "title": "First"}


@pytest.mark.parametrize("bad", [{"state": "late"}, {"start": "1.4.2017"}, {"end": 20170401}, {"key": "a b"}])
def test_a_milestone_that_cannot_be_is_refused(bad: dict[str, Any]) -> None:
    text = json.dumps({**LEICESTER.as_json(), "milestones": [{"key": "a", **bad}]})
    with pytest.raises(Refused) as refused:
        PlanDocument.from_json(text)
    assert refused.value.problems[0].where == f"/milestones/0/{next(iter(bad))}"


@pytest.mark.parametrize(("start", "end", "days"), [
    (None, None, None), (None, "2018-01-01", ("2018-01-01",) * 2), ("2018-01-01", None, ("2018-01-01",) * 2),
    ("2018-01-01", "2017-01-01", ("2018-01-01", "2017-01-01")),
])  # fmt: skip
def test_the_days_of_a_milestone(start: str | None, end: str | None, days: tuple[str, str] | None) -> None:
    found = Milestone.model_validate({"key": "a", "start": start, "end": end}).days
    assert (found and tuple(map(str, found))) == days
