"""The plan as one value: canonical form, digest, and what a file may not hold."""

import json
from decimal import Decimal
from typing import Any

import pytest

from bcf.fund.document import PlanDocument
from bcf.fund.problems import Problem, Refused
from bcf.fund.values import decimal_text
from tests.fund.build import LEICESTER, ROUNDS, complete_plan

FULL = complete_plan("2031-34", two_tier=True)


def _leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [leaf for key, inner in entries for leaf in _leaves(inner, (*path, key))] or [path]


def _with(content: Any, path: tuple[str | int, ...], value: Any) -> Any:
    changed = json.loads(json.dumps(content))
    target = changed
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    return changed


@pytest.mark.parametrize("plan", [LEICESTER, FULL], ids=["Leicester", "made up"])
def test_digest_changes_with_every_field(plan: PlanDocument) -> None:
    content, digests, leaves = plan.as_json(), {plan.digest}, 0
    for path in _leaves(content):
        old = content
        for key in path:
            old = old[key]  # type: ignore[index]
        for new in (not old,) if isinstance(old, bool) else (f"{old}1", "1", "yes", "no"):
            if new == old:
                continue
            try:
                other = PlanDocument.from_json(json.dumps(_with(content, path, new)))
            except Refused:
                continue
            assert other.digest != plan.digest, path
            digests.add(other.digest)
            leaves += 1
            break
    assert leaves > 0.9 * len(_leaves(content))
    assert len(digests) == leaves + 1


def test_way_of_writing_does_not_matter() -> None:
    text = json.dumps(FULL.as_json(), indent=4, sort_keys=True, ensure_ascii=True)
    assert PlanDocument.from_json(text).digest == FULL.digest


def test_blank_and_absent_are_the_same() -> None:
    content = FULL.as_json()
    blank = {**content, "income_comment": "", "cover": {**content["cover"], "note": ""}}
    blank["schemes"] = [{**row, "description": "", "joint_nhs": None} for row in content["schemes"]]
    blank["contacts"] = [*content["contacts"], {"role": "nobody"}]
    assert PlanDocument.from_json(json.dumps(blank)).digest == FULL.digest


@pytest.mark.parametrize("amount", ["100000", "100000.00", "1E+5", 100000])
def test_one_amount_has_one_form(amount: Any) -> None:
    content = FULL.as_json()
    content["schemes"][0]["amounts"]["2031-32"] = amount
    assert PlanDocument.from_json(json.dumps(content)).digest == FULL.digest


def test_order_of_rows_is_content() -> None:
    content = FULL.as_json()
    content["schemes"].reverse()
    assert PlanDocument.from_json(json.dumps(content)).digest != FULL.digest


@pytest.mark.parametrize(("value", "text"), [
    ("0", "0"), ("-0", "0"), ("1E+5", "100000"), ("12.50", "12.5"), ("0.01", "0.01"), ("-3.10", "-3.1"),
])  # fmt: skip
def test_decimals_have_one_text(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == text


AMOUNT = ("schemes", 0, "amounts", "2031-32")
BAD: dict[str, tuple[tuple[str | int, ...], Any, str, str]] = {
    "unknown field": (("schemes", 0, "colour"), "red", "/schemes/0/colour", "unknown key; allowed here: amounts, area"),
    "part of a penny": (AMOUNT, "1.001", "/schemes/0/amounts/2031-32", "two decimal places"),
    "no finite number": (AMOUNT, "NaN", "/schemes/0/amounts/2031-32", "finite"),
    "not a number": (AMOUNT, "lots", "/schemes/0/amounts/2031-32", "decimal"),
    "key with spaces": (("schemes", 0, "key"), "row 1", "/schemes/0/key", "pattern"),
    "wrong answer": (("gates", "gift"), "perhaps", "/gates/gift", "'yes' or 'no'"),
    "wrong board": (("board", "code"), "Leicester", "/board/code", "pattern"),
    "missing name": (("board",), {"code": "E06000016"}, "/board/name", "missing"),
    "likelihood of nought": (("risks", 0, "likelihood"), 0, "/risks/0/likelihood", "greater than or equal to 1"),
    "another format": (("format",), "bcf-plan/9", "/format", "bcf-plan/1"),
    "date that is none": (("requirements", 0, "due"), "soon", "/requirements/0/due", "date"),
    "date as a number": (("requirements", 0, "due"), 1577836800, "/requirements/0/due", "such as 2019-12-15"),
    "date with a time": (("requirements", 0, "due"), "2019-12-15T00:00", "/requirements/0/due", "such as 2019-12-15"),
    "likelihood that is true": (("risks", 0, "likelihood"), True, "/risks/0/likelihood", "integer"),
    "likelihood as text": (("risks", 0, "likelihood"), "3", "/risks/0/likelihood", "integer"),
    "two-tier as text": (("board", "two_tier"), "yes", "/board/two_tier", "boolean"),
    "allocated as a number": (("contributions", 0, "allocated"), 1, "/contributions/0/allocated", "boolean"),
    "amount with a line between digits": (AMOUNT, "1_000", "/schemes/0/amounts/2031-32", "digits 0 to 9"),
    "amount in other digits": (AMOUNT, "١٢", "/schemes/0/amounts/2031-32", "digits 0 to 9"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_does_not_fit_is_refused_with_a_pointer(case: str) -> None:
    path, value, where, message = BAD[case]
    with pytest.raises(Refused) as refused:
        PlanDocument.from_json(json.dumps(_with(FULL.as_json(), path, value)), "plan.json")
    problem = next(problem for problem in refused.value.problems if problem.where.startswith(where))
    assert message in problem.message
    assert str(refused.value).startswith("plan.json: ")


def test_all_problems_come_in_one_pass() -> None:
    content = FULL.as_json()
    content["board"]["code"] = "x"
    content["schemes"][0]["area_of_spend"] = "x"
    del content["schemes"][1]["key"]
    with pytest.raises(Refused) as refused:
        PlanDocument.from_json(json.dumps(content))
    assert {problem.where for problem in refused.value.problems} == {
        "/board/code", "/schemes/0/area_of_spend", "/schemes/1/key",
    }  # fmt: skip


@pytest.mark.parametrize(("text", "message"), [
    ("", "is not JSON"),
    ("{", "is not JSON"),
    ('{"round": "a", "round": "b"}', "the key 'round' is given twice"),
    ("[" * 100_000, "is not JSON"),
    ("[]", "Input should be"),
])  # fmt: skip
def test_text_that_is_no_plan(text: str, message: str) -> None:
    with pytest.raises(Refused, match=message):
        PlanDocument.from_json(text)


def test_fraction_in_json_is_read_exactly() -> None:
    text = json.dumps(FULL.as_json()).replace('"100000"', "100000.10")
    assert PlanDocument.from_json(text).schemes[0].amounts["2031-32"] == Decimal("100000.1")


def test_plan_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        FULL.income_comment = "other"  # type: ignore[misc]


def test_pointer_escapes_its_signs() -> None:
    from bcf.fund.problems import dotted, pointer

    assert pointer(["cover", "a/b~c", 0]) == "/cover/a~1b~0c/0"
    assert dotted(["items", 2, "payer"]) == "items[2].payer"
    assert str(Problem("", "is wrong", "x")) == "/: is wrong (read: x)"


def test_documents_of_every_round_are_values() -> None:
    for round_id in ROUNDS:
        plan = complete_plan(round_id)
        assert PlanDocument.from_json(plan.canonical()) == plan
