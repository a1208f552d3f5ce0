"""A plan from JSON: what fits is stored and comes out the same; what does not is refused, each place by its pointer."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bcf.fund.document import PlanDocument
from bcf.fund.problems import Refused
from bcf.fund.round import Round
from plans.assembling import assemble
from plans.loading.plans import PlanExistsError, load_plan
from plans.models import Allocation, Answer, Conflict, Job, Plan
from plans.saving import save_row
from schemes.models import Scheme
from tests import factories
from tests.fund.build import MADE_UP, ROUNDS
from tests.fund.strategies import drafts, valid_plans
from tests.plans.loaded import leicester_json, rounds_from, store_board, text_of

pytestmark = pytest.mark.django_db

Spoil = Callable[[dict[str, Any]], Any]


@pytest.fixture
def prepared() -> None:
    """Leicester's board, figures and plan as the demo has them."""
    factories.plan_from(factories.leicester_document())


def pointers(content: dict[str, Any] | bytes, **options: bool) -> list[str]:
    """Pointers of every problem of the file, having made sure that it changed nothing."""
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    before = _everything()
    with pytest.raises(Refused) as caught:
        load_plan(text, "plan.json", replace=True, **options)
    assert _everything() == before
    return [problem.where for problem in caught.value.problems]


def _everything() -> list[Any]:
    plans = [(plan.pk, assemble(plan).digest, Scheme.history.count()) for plan in Plan.objects.order_by("pk")]
    return [*plans, list(Allocation.objects.order_by("pk").values()), Job.objects.count()]


def test_leicester_comes_out_as_it_went_in(prepared: None) -> None:
    document = PlanDocument.from_json(json.dumps(leicester_json()))
    stored = assemble(Plan.objects.get())
    assert stored == document
    assert stored.digest == document.digest


def test_an_unspoiled_file_is_taken_with_or_without_its_allocations(prepared: None) -> None:
    text = json.dumps(leicester_json()).encode()
    load_plan(text, "plan.json", replace=True)
    load_plan(text, "plan.json", replace=True, with_allocations=True)
    assert Plan.objects.count() == 1


SPOILED: list[tuple[Spoil, list[str]]] = [
    (lambda plan: plan.update(round="1999-00"), ["/round"]),
    (lambda plan: plan["board"].update(code="E06999999"), ["/board/code"]),
    (lambda plan: plan["board"].update(name="Lester", two_tier=True), ["/board/name", "/board/two_tier"]),
    (lambda plan: plan["board"]["bodies"].pop(0), ["/board/bodies"]),
    (lambda plan: plan["board"]["bodies"][1].update(share="99", name="CCG"),
     ["/board/bodies/1/name", "/board/bodies/1/share"]),
    (lambda plan: plan["board"]["bodies"].append({"code": "04K", "name": "Other", "kind": "NHS"}),
     ["/board/bodies/2/code"]),
    (lambda plan: plan["schemes"][3].update(scheme_type="magic", sub_type="tricks", area="moon", commissioner="us",
                                            provider="them", source="lottery", output_unit="smiles",
                                            new_or_existing="both"),
     ["/schemes/3/scheme_type", "/schemes/3/sub_type", "/schemes/3/output_unit", "/schemes/3/area",
      "/schemes/3/commissioner", "/schemes/3/provider", "/schemes/3/source", "/schemes/3/new_or_existing"]),
    (lambda plan: plan["schemes"][0].update(payers={"04C": {"2018-19": "5"}, "04K": {"2019-20": "5"}}),
     ["/schemes/0/payers/04C/2018-19", "/schemes/0/payers/04K"]),
    (lambda plan: plan.update(pooled_funds=[{"key": "f", "host": "04K"}, {"key": "f", "name": "Again"}]),
     ["/pooled_funds/1/key", "/pooled_funds/0/host"]),
    (lambda plan: plan["schemes"][0].update(impact={"DTOC": "huge", "XYZ": "low"}),
     ["/schemes/0/impact/DTOC", "/schemes/0/impact/XYZ"]),
    (lambda plan: plan["schemes"][0].update(amounts={"2020-21": "1"}), ["/schemes/0/amounts/2020-21"]),
    (lambda plan: plan["schemes"][0].update(duration="2 years"), ["/schemes/0/duration"]),
    (lambda plan: plan["schemes"][5].update(key=plan["schemes"][2]["key"]), ["/schemes/5/key"]),
    (lambda plan: plan.update(cover={"motto": "On"}, narrative={"z": "Words"}), ["/cover/motto", "/narrative/z"]),
    (lambda plan: plan.update(contacts=[{"role": "dass", "name": "A"}, {"role": "dass"}, {"role": "mayor"}]),
     ["/contacts/2/role", "/contacts/1"]),
    (lambda plan: plan.update(gates={"dfg": "yes"}), ["/gates/dfg"]),
    (lambda plan: plan["maturity"].append({"change": "chg9", "current": "superb", "planned": "mature"}),
     ["/maturity/8/change", "/maturity/8/current"]),
    (lambda plan: plan["maturity"].insert(0, {"change": "chg1", "planned": "mature"}), ["/maturity/1"]),
    (lambda plan: plan["metrics"].insert(0, {"code": "LOS", "comment": "None"}), ["/metrics/0/code"]),
    (lambda plan: plan["metrics"][1]["inputs"].update({"2016-17": {"at_home": "1"}}),
     ["/metrics/1/inputs/2016-17"]),
    (lambda plan: plan["metrics"][1]["inputs"]["2019-20"].update(cured="1"), ["/metrics/1/inputs/2019-20/cured"]),
    (lambda plan: plan["metrics"][2]["inputs"]["2019-20"].update(population="43358"),
     ["/metrics/2/inputs/2019-20/population"]),
    (lambda plan: plan["metrics"].pop(0), ["/metrics"]),
    (lambda plan: plan["requirements"].append({"code": "PR99", "met": "yes"}), ["/requirements/9/code"]),
    (lambda plan: plan["requirements"].append({"code": "PR1", "met": "no"}), ["/requirements/9"]),
    (lambda plan: plan.update(risks=[{"key": "a", "risk": "Flood"}]), ["/risks"]),
    (lambda plan: plan.update(milestones=[{"key": "a", "title": "Step"}]), ["/milestones"]),
    (lambda plan: plan.update(documents=[{"key": "a", "title": "Paper"}]), ["/documents"]),
    (lambda plan: plan["contributions"][0].update(amount="1"), ["/contributions/0/amount"]),
    (lambda plan: plan["contributions"][0].update(contributor="Somebody"), ["/contributions/0/contributor"]),
    (lambda plan: plan["contributions"][0].update(source="lottery", year="2020-21"),
     ["/contributions/0/source", "/contributions/0/year", "/contributions/0", "/contributions"]),
    (lambda plan: plan["contributions"].pop(0), ["/contributions"]),
    (lambda plan: plan["contributions"].append({"source": "dfg", "year": "2019-20", "amount": "5"}),
     ["/contributions/4"]),
    (lambda plan: plan["contributions"].append({"source": "la_add", "year": "2019-20", "body": "XXX"}),
     ["/contributions/4/body"]),
    (lambda plan: plan.update(breakdown=[{"source": "ibcf", "year": "2019-20", "body": "E07000001", "amount": "1"}]),
     ["/breakdown/0/source", "/breakdown/0/body"]),
    (lambda plan: plan.update(breakdown=[{"source": "dfg", "year": "2019-20", "body": "04C"}]),
     ["/breakdown/0/amount"]),
    (lambda plan: plan["allocations"][0].update(value="5"), ["/allocations/0/value"]),
    (lambda plan: plan["allocations"][0].update(body="E06000018"),
     ["/allocations/0/body", "/allocations"]),
    (lambda plan: plan["allocations"].append(plan["allocations"][0]), ["/allocations/8"]),
    (lambda plan: plan["allocations"].pop(5), ["/allocations"]),
    (lambda plan: plan.update(income_comment="nul \0 here"), ["/income_comment"]),
    (lambda plan: plan["schemes"][0].update(name="half \ud800"), ["/schemes/0/name"]),
    (lambda plan: plan["cover"].update({"email/x~y": "z"}) if "cover" in plan else plan.update(cover={"e/x~y": "z"}),
     ["/cover/e~1x~0y"]),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "where"), SPOILED)
def test_what_does_not_fit_is_named_by_its_pointer_and_nothing_is_stored(
    prepared: None, spoil: Spoil, where: list[str]
) -> None:
    content = leicester_json()
    spoil(content)
    assert pointers(content) == where


def test_all_problems_come_in_one_pass(prepared: None) -> None:
    content = leicester_json()
    content["board"]["name"] = "Lester"
    content["schemes"][40]["area"] = "moon"
    content["requirements"][2]["code"] = "PR77"
    content["allocations"][1]["value"] = "1"
    assert pointers(content) == ["/schemes/40/area", "/requirements/2/code", "/board/name", "/allocations/1/value"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "is not JSON"),
        (b"[]", "valid dictionary"),
        (b"null", "valid dictionary"),
        (b"{", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b'{"round": "2019-20", "round": "2017-19"}', "given twice"),
        (b"\xff\xfe", "is not JSON"),
        (b'{"format": "bcf-plan/2"}', "/format"),
        (b'{"amount": 1e99999999999999999999}', "exponent out of all bounds"),
        (b'{"surprise": 1}', "/surprise: unknown key"),
        (b" " * (20 * 1024 * 1024 + 1), "is too large"),
    ],
)
def test_what_is_no_plan_at_all_is_refused(text: bytes, message: str) -> None:
    with pytest.raises(Refused, match=message):
        load_plan(text, "plan.json")


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"amounts": {"2019-20": 12.345}}, "/schemes/0/amounts/2019-20"),
        ({"amounts": {"2019-20": "1e30"}}, "/schemes/0/amounts/2019-20"),
        ({"amounts": {"2019-20": "NaN"}}, "/schemes/0/amounts/2019-20"),
        ({"output_estimate": "1e-999999"}, "/schemes/0/output_estimate"),
        ({"output_estimate": "1.234"}, "/schemes/0/output_estimate"),
        ({"name": "x" * 1001}, "/schemes/0/name"),
        ({"description": "x" * 100_001}, "/schemes/0/description"),
        ({"key": "with space"}, "/schemes/0/key"),
        ({"colour": "red"}, "/schemes/0/colour"),
        ({"scheme_id": 7}, "/schemes/0/scheme_id"),
    ],
)
def test_a_cell_of_the_wrong_kind_is_named_by_its_pointer(prepared: None, changes: dict[str, Any], where: str) -> None:
    content = leicester_json()
    content["schemes"][0].update(changes)
    assert pointers(content) == [where]


def test_a_plan_that_is_there_is_replaced_only_when_asked() -> None:
    store_board(factories.leicester_document().board)
    content = leicester_json()
    load_plan(json.dumps(content).encode(), "plan.json", with_allocations=True)
    content["income_comment"] = "Another"
    with pytest.raises(PlanExistsError):
        load_plan(json.dumps(content).encode(), "plan.json")
    assert assemble(Plan.objects.get()).income_comment == "None"
    load_plan(json.dumps(content).encode(), "plan.json", replace=True)
    assert assemble(Plan.objects.get()).income_comment == "Another"
    assert Answer.history.filter(code="comment", text="None", history_type="-").exists()


def test_a_page_opened_before_a_plan_was_replaced_cannot_save_over_it(prepared: None) -> None:
    plan = Plan.objects.get()
    key = {"section": "narrative", "code": "a"}
    read = Answer.objects.get(plan=plan, **key).version
    for _ in range(2):
        load_plan(json.dumps(leicester_json()).encode(), "plan.json", replace=True)
        with pytest.raises(Conflict):
            save_row(Answer, plan, key, read, {"text": "What I typed"})
        read = Answer.objects.get(plan=plan, **key).version


def test_without_its_figures_loaded_a_plan_is_refused_and_with_them_it_is_taken() -> None:
    store_board(factories.leicester_document().board)
    content = leicester_json()
    assert "/allocations/0" in pointers(content)
    assert not Plan.objects.exists()
    plan = load_plan(json.dumps(content).encode(), "plan.json", with_allocations=True)
    assert assemble(plan).digest == PlanDocument.from_json(json.dumps(content)).digest
    assert [job.kind for job in Job.objects.filter(plan=plan)] == ["check"]


def test_a_figure_that_does_not_fit_is_not_loaded_with_the_plan() -> None:
    store_board(factories.leicester_document().board)
    content = leicester_json()
    content["allocations"][0].update(code="gift", value="-1")
    found = pointers(content, with_allocations=True)
    assert found[:2] == ["/allocations/0/code", "/allocations/0/value"]
    assert Allocation.objects.filter(kind="income").count() == 0


def fitting(planning_round: Round, document: PlanDocument) -> PlanDocument:
    """The draft without what no page of this round can hold: other columns' cells, and money without source or body."""
    columns = {column.value for column in planning_round.columns}
    content = document.as_json()
    for scheme in content.get("schemes", ()):
        for name in ("scheme_id", "name", "description", "type_other", "output_estimate", "output_unit", "area_other",
                     "joint_nhs", "joint_la", "duration", "new_or_existing", "sub_type", "provider"):
            if name not in columns:
                scheme.pop(name, None)
    if not (planning_round.maturity and planning_round.maturity.priorities_label):
        content.pop("maturity_priorities", None)
    content["allocations"] = [
        figure for figure in content.get("allocations", ()) if figure["kind"] != "income" or figure.get("body")
    ]
    shared = content.get("breakdown", ()) if document.board.two_tier else ()
    content["breakdown"] = [line for line in shared if "amount" in line]
    content["contributions"] = [line for line in content.get("contributions", ()) if line["source"]]
    for line in content["contributions"]:
        if not line.get("allocated"):
            line.pop("body", None)
    return PlanDocument.from_json(json.dumps(content))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a failing plan is not made smaller: that takes minutes
)  # fmt: skip
@given(data=st.data())
def test_any_plan_of_any_round_comes_out_as_it_went_in(db: None, data: st.DataObject) -> None:
    planning_round = data.draw(st.sampled_from(list(ROUNDS.values())))
    strategy = data.draw(st.sampled_from([valid_plans, drafts]))
    document = fitting(planning_round, data.draw(strategy(planning_round)))
    with rounds_from(MADE_UP), transaction.atomic():
        store_board(document.board)
        plan = load_plan(text_of(document), "plan.json", with_allocations=True)
        first = assemble(plan)
        again = assemble(load_plan(text_of(first), "plan.json", replace=True))
        transaction.set_rollback(True)
    assert first == document == again
    assert first.digest == document.digest == again.digest
