"""Round files: the bundled ones hold what is known, and a bad one is refused with file, key and what is allowed."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bcf.fund.base import Confidence
from bcf.fund.places import Section, sections_of
from bcf.fund.problems import Refused
from bcf.fund.round import Column, NarrativeForm, Round, SheetKind
from bcf.fund.rounds_on_disk import BUNDLED, read_round, read_rounds
from bcf.fund.text import Counting
from tests.fund.build import MADE_UP, ROUNDS

GOOD = MADE_UP / "2031-34.yaml"
NAME = GOOD.name
each_round = pytest.mark.parametrize("planning_round", ROUNDS.values(), ids=ROUNDS)


def test_rounds_come_newest_first() -> None:
    assert list(ROUNDS) == ["2031-34", "2019-20", "2017-19"]


def test_round_of_2019_20() -> None:
    planning_round = ROUNDS["2019-20"]
    assert planning_round.years == ("2019-20",)
    assert list(planning_round.sources) == ["dfg", "ccg_min", "ibcf", "winter", "la_add", "ccg_add"]
    assert len(planning_round.types) == 16
    assert [sheet.title for sheet in planning_round.sheets.items] == [
        "1. Guidance", "2. Cover", "3. Summary", "4. Strategic Narrative", "5. Income", "6. Expenditure", "7. HICM",
        "8. Metrics", "9. Planning Requirements", "CCG to HWB Mapping",
    ]  # fmt: skip
    assert [(question.ref, question.limit) for question in planning_round.narrative.questions] == [
        ("A", 1500), ("B(i)", 800), ("B(ii)", 800), ("C", 1500),
    ]  # fmt: skip
    assert planning_round.narrative.counting is Counting.EXCEL
    assert [item.code for item in planning_round.requirements.items] == [f"PR{number}" for number in range(1, 10)]
    assert Section.RISKS not in sections_of(planning_round)
    intermediate = planning_round.types["intermediate"]
    assert [intermediate.needs_outputs(sub.code) for sub in intermediate.sub_types] == [False, False, True, False]


def test_round_of_2017_19() -> None:
    planning_round = ROUNDS["2017-19"]
    assert planning_round.years == ("2017-18", "2018-19")
    assert len(planning_round.types) == 16
    assert planning_round.narrative.form is NarrativeForm.DOCUMENT
    assert not any(question.limit for question in planning_round.narrative.questions)
    assert planning_round.risks
    assert planning_round.risks.scale == 5
    assert Section.MATURITY not in sections_of(planning_round)
    assert Column.DURATION in planning_round.columns
    for absent in (Column.OUTPUT_UNIT, Column.OUTPUT_ESTIMATE, Column.IMPACT):
        assert absent not in planning_round.columns
    assert planning_round.sheets.title(SheetKind.CHECKLIST) == "Checklist"
    assert planning_round.sheets.title(SheetKind.NARRATIVE) is None


@each_round
def test_what_is_not_read_in_a_document_says_so(planning_round: Round) -> None:
    assert planning_round.round.confidence is Confidence.VERIFIED
    assert not planning_round.round.to_be_confirmed
    for block in (planning_round.conditions, planning_round.cover, planning_round.assurance):
        assert block.to_be_confirmed is (block.confidence not in (Confidence.VERIFIED, Confidence.DERIVED))


@each_round
def test_every_reference_is_used(planning_round: Round) -> None:
    used: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            used.update(value.get("source", ()) if "confidence" in value else ())
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                walk(inner)

    walk(planning_round.model_dump())
    assert used == set(planning_round.references)


@each_round
def test_labels_of_a_column_are_its_closed_list(planning_round: Round) -> None:
    assert list(planning_round.labels(Column.SOURCE)) == list(planning_round.sources)
    assert planning_round.labels(Column.NAME) == {}
    assert planning_round.labels(Column.SUB_TYPE).keys() == {
        sub.code for kind in planning_round.types.values() for sub in kind.sub_types
    }


def test_digest_follows_the_content(tmp_path: Path) -> None:
    original = read_round(GOOD)
    assert _changed(tmp_path, lambda content: None).digest == original.digest
    assert _changed(tmp_path, lambda content: content["risks"].update(scale=3)).digest != original.digest


def _changed(folder: Path, change: Callable[[dict[str, Any]], Any]) -> Round:
    content = yaml.safe_load(GOOD.read_text(encoding="utf-8"))
    change(content)
    path = folder / NAME
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return read_round(path)


BAD: dict[str, tuple[Callable[[dict[str, Any]], Any], str, str]] = {
    "unknown key": (
        lambda c: c["round"].update(colour="red"),
        "round.colour", "unknown key; allowed here: confidence, financial_years, id, nhs_body, note, source, title",
    ),
    "unknown key deep in a list": (
        lambda c: c["funding_sources"]["items"][0].update(payed="LA"),
        "funding_sources.items[0].payed", "unknown key; allowed here: allocated, breakdown, capital, code, gate",
    ),
    "missing block": (lambda c: c.pop("metrics"), "metrics", "is missing and must be given"),
    "missing key": (
        lambda c: c["funding_sources"]["items"][1].pop("payer"), "funding_sources.items[1].payer", "is missing",
    ),
    "missing confidence": (lambda c: c["narrative"].pop("confidence"), "narrative.confidence", "is missing"),
    "wrong choice": (
        lambda c: c["funding_sources"]["items"][0].update(payer="Bank"),
        "funding_sources.items[0].payer", "Input should be 'LA' or 'NHS' (read: 'Bank')",
    ),
    "wrong confidence": (
        lambda c: c["cover"].update(confidence="sure"),
        "cover.confidence", "'verified', 'derived', 'recalled', 'inferred' or 'unknown' (read: 'sure')",
    ),
    "wrong year": (
        lambda c: c["round"].update(financial_years=["2031"]),
        "round.financial_years[0]", "pattern '^20\\d\\d-\\d\\d$'",
    ),
    "year that is no year": (
        lambda c: c["round"].update(financial_years=["2031-33"]), "round.financial_years", "must follow each other",
    ),
    "years out of order": (
        lambda c: c["round"].update(financial_years=["2032-33", "2031-32"]),
        "round.financial_years", "must follow each other",
    ),
    "source not defined": (
        lambda c: c["ring_fences"][0]["counts"].update(sources=["trust"]),
        "ring_fences[0].counts.sources", "allowed: trust_base, council_base, homes_grant, gift (read: trust)",
    ),
    "area not defined": (
        lambda c: c["ring_fences"][0]["counts"].update(areas=["sea"]),
        "ring_fences[0].counts.areas", "allowed: home, street, hospital (read: sea)",
    ),
    "excepted area not defined": (
        lambda c: c["ring_fences"][1]["counts"].update(areas_except=["sea"]),
        "ring_fences[1].counts.areas_except", "allowed: home, street, hospital (read: sea)",
    ),
    "commissioner not defined": (
        lambda c: c["ring_fences"][0]["counts"].update(commissioners=["crown"]),
        "ring_fences[0].counts.commissioners", "allowed: council, trust, both, someone (read: crown)",
    ),
    "subtotal of no source": (
        lambda c: c["funding_sources"]["subtotals"][0].update(sources=["sea"]),
        "funding_sources.subtotals[0].sources", "is not defined in this round",
    ),
    "theme that is no condition": (
        lambda c: c["requirements"]["items"][0].update(theme="NC9"),
        "requirements.items[0].theme", "allowed: NC1, NC2, NC3 (read: NC9)",
    ),
    "requirement of no ring-fence": (
        lambda c: c["requirements"]["items"][1].update(ring_fence="sea"),
        "requirements.items[1].ring_fence", "allowed: home, records (read: sea)",
    ),
    "unit not defined": (
        lambda c: c["scheme_types"]["items"][0].update(units=["miles"]),
        "scheme_types.items[0].units", "allowed: visits, devices (read: miles)",
    ),
    "impact on no metric": (
        lambda c: c["expenditure"]["impact"].update(metrics=["NEA"]),
        "expenditure.impact.metrics", "allowed: FLOW, HAPPY, TALE (read: NEA)",
    ),
    "established is no level": (
        lambda c: c["maturity"].update(established="flying"),
        "maturity.established", "allowed: ground, climbing, top (read: flying)",
    ),
    "source of a fact not explained": (
        lambda c: c["cover"].update(source=["M2"]), "cover.source", "allowed: M1 (read: M2)",
    ),
    "code given twice": (
        lambda c: c["scheme_types"]["items"][1].update(code="wires"), "scheme_types.items.code", "is given 2 times",
    ),
    "sub-type shared by types": (
        lambda c: c["scheme_types"]["items"][1].update(sub_types=[{"code": "visiting_day", "label": "By day"}]),
        "scheme_types.items.sub_types.code", "is given 2 times; each may stand once (read: visiting_day)",
    ),
    "period given twice": (
        lambda c: c["metrics"]["items"][0]["periods"][1].update(code="2033-34"),
        "metrics.items[0].periods.code", "is given 2 times",
    ),
    "sheet given twice": (
        lambda c: c["sheets"]["items"][1].update(title="Front"), "sheets.items.title", "is given 2 times",
    ),
    "sheet given twice but for capitals": (
        lambda c: c["sheets"]["items"][1].update(title="FRONT"), "sheets.items.title", "is given 2 times",
    ),
    "share of a column that is not there": (
        lambda c: c["expenditure"].update(
            columns=[spec for spec in c["expenditure"]["columns"] if spec["code"] != "joint_la"]
        ),
        "ring_fences[0].counts.joint_share", "needs the column joint_la in expenditure.columns",
    ),
    "sheet title too long for a workbook": (
        lambda c: c["sheets"]["items"][1].update(title="x" * 32), "sheets.items[1].title", "at most 31 characters",
    ),
    "sheet title with a forbidden sign": (
        lambda c: c["sheets"]["items"][1].update(title="a/b"), "sheets.items[1].title", "pattern",
    ),
    "formula with a call": (
        lambda c: c["metrics"]["items"][0].update(formula="max(on_day, days)"),
        "metrics.items[0]", "may hold only names, numbers, + - * / and brackets",
    ),
    "formula over other inputs": (
        lambda c: c["metrics"]["items"][0].update(formula="on_day / nights"),
        "metrics.items[0]", "the formula needs ['nights', 'on_day'], the inputs are ['days', 'discharges', 'on_day']",
    ),
    "inputs without a formula": (
        lambda c: c["metrics"]["items"][0].update(formula=""), "metrics.items[0]", "no formula uses them",
    ),
    "formula without periods": (
        lambda c: c["metrics"]["items"][0].pop("periods"), "metrics.items[0]", "needs at least one period",
    ),
    "column that totals need is gone": (
        lambda c: c["expenditure"]["columns"].pop(0), "expenditure.columns", "must hold the column source",
    ),
    "impact column without impact": (
        lambda c: c["expenditure"].pop("impact"), "expenditure.impact", "is missing, but the columns hold impact",
    ),
    "unit column without units": (
        lambda c: (c["expenditure"].pop("output_units"), c["scheme_types"]["items"][0].pop("units")),
        "expenditure.output_units", "is missing, but the columns hold output_unit",
    ),
    "cover field that waits for none": (
        lambda c: c["cover"]["fields"][2].update(required_when=["moon", "full"]),
        "cover.fields[2].required_when", "allowed: writer, meets_again (read: moon)",
    ),
    "contact with the code of a field": (
        lambda c: c["cover"]["contacts"][1].update(code="writer"), "cover.contacts[1].code", "is the code of a field",
    ),
    "id that is not the file's name": (
        lambda c: c["round"].update(id="2040"), "round.id", "must be the file's name without its ending: 2031-34",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_round_file_is_refused_with_file_key_and_what_is_allowed(case: str, tmp_path: Path) -> None:
    change, where, message = BAD[case]
    with pytest.raises(Refused) as refused:
        _changed(tmp_path, change)
    assert refused.value.name == NAME
    problem = next(problem for problem in refused.value.problems if problem.where == where)
    assert message in str(problem)
    assert f"{NAME}: {where}: " in str(refused.value)


def test_every_problem_of_a_file_is_told_in_one_pass(tmp_path: Path) -> None:
    def spoil(content: dict[str, Any]) -> None:
        content["round"]["colour"] = "red"
        content["risks"]["scale"] = 99
        content.pop("cover")

    with pytest.raises(Refused) as refused:
        _changed(tmp_path, spoil)
    assert {problem.where for problem in refused.value.problems} == {"round.colour", "risks.scale", "cover"}


@pytest.mark.parametrize(("text", "message"), [
    ("round: [", "is not readable YAML"),
    ("- one\n- two\n", "must be a mapping"),
    ("", "must be a mapping"),
    ("round: 1\nround: 2\n", "key given twice near line 1: round"),
    ("round: {id: a}\nrisks:\n  scale: 4\n  scale: 5\n", "key given twice near line 3: scale"),
    ("round: !!python/object:os.system {}\n", "is not readable YAML"),
])  # fmt: skip
def test_file_that_is_not_a_round_at_all(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=message):
        read_round(tmp_path / "bad.yaml")


def test_file_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_bytes(b"round: \xff\xfe")
    with pytest.raises(Refused, match="is not readable YAML"):
        read_round(tmp_path / "bad.yaml")


def test_two_folders_cannot_hold_one_round(tmp_path: Path) -> None:
    shutil.copy(BUNDLED / "2019-20.yaml", tmp_path)
    with pytest.raises(Refused, match="another folder has a round of that name already"):
        read_rounds([BUNDLED, tmp_path])


def test_round_dropped_in_a_folder_is_a_round(tmp_path: Path) -> None:
    shutil.copy(GOOD, tmp_path)
    assert "2031-34" in read_rounds([BUNDLED, tmp_path])
