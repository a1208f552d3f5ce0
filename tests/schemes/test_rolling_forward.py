"""Rolling a plan forward: the page, the action, what is carried and what is listed as left behind."""

import threading
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse

from bcf.fund.document import BodyKind
from plans.assembling import assemble
from plans.explaining import give
from plans.models import Allocation, Job, Plan, Role, RollForward, Uncarried
from plans.rounds import get_round
from plans.saving import save_row
from plans.standing import Standing
from plans.writing.pictures import draw, keep, pictures_in, reference
from schemes.models import Scheme
from schemes.rolling import CannotRoll, Wish, roll_forward
from schemes.writing import add_scheme
from tests import factories
from tests.plans.pages import browser_of
from tests.plans.writing.test_pictures import made as drawing
from tests.schemes.years import AFTER, BEFORE, earlier, earlier_document, two_rounds, writer, writing

__all__ = ["earlier", "two_rounds", "writer", "writing"]

UPLIFTS = {("trust_core", "2034-35"): Decimal("5.3"), ("trust_core", "2035-36"): Decimal(2)}


def page(plan: Plan) -> str:
    return reverse("roll-forward", args=plan.args)


def wish() -> Wish:
    return Wish(get_round(AFTER), UPLIFTS)


def made_from(earlier: Plan) -> Plan:
    return Plan.objects.get(board=earlier.board, round_id=AFTER)


def test_the_page_suggests_the_growth_of_known_income(earlier, writing) -> None:
    body = {"board": earlier.board, "round_id": AFTER, "kind": "income", "code": "trust_core", "origin": "Made up"}
    Allocation.objects.create(**body, year="2034-35", body="99X", value="105000")
    page_text = writing.get(page(earlier)).content.decode()
    assert 'name="uplift-trust_core-2034-35"' in page_text
    assert "Its income changes by 5.00%." in page_text
    assert "No income of 2035-36 is known yet" in page_text
    # 100,000 of the source's own row and 2,000 of the wardens, both uplifted by 5%.
    assert "£107,100" in page_text
    assert "Over by £2,100" in page_text


def test_what_was_typed_is_worked_out_without_making_anything(earlier, writing) -> None:
    response = writing.post(page(earlier), {"into": AFTER, "uplift-trust_core-2034-35": "10", "work_out": "1"})
    assert "£112,200" in response.content.decode()
    assert not Plan.objects.filter(round_id=AFTER).exists()


def test_an_uplift_that_is_no_number_is_named_at_its_field(earlier, writing) -> None:
    response = writing.post(page(earlier), {"into": AFTER, "uplift-trust_core-2034-35": "a lot", "make": "1"})
    assert response.status_code == 422
    text = response.content.decode()
    assert "“a lot” is not a percentage" in text
    assert 'href="#uplift-trust_core-2034-35"' in text
    assert not Plan.objects.filter(round_id=AFTER).exists()


def test_making_the_plan_carries_rows_words_and_contacts(earlier, writing, writer) -> None:
    data = {"into": AFTER, "uplift-trust_core-2034-35": "5.3", "uplift-trust_core-2035-36": "2",
            "narrative": "on", "contacts": "on", "make": "1"}  # fmt: skip
    response = writing.post(page(earlier), data, follow=True)
    assert "with 4 schemes carried over" in response.content.decode()
    document = assemble(made_from(earlier))
    rows = {row.key: row for row in document.schemes}
    assert list(rows) == [row.key for row in earlier_document().schemes]
    assert rows["street"].amounts == {"2034-35": Decimal(2106), "2035-36": Decimal(2148)}
    assert rows["street"].paid("2035-36") == 2148
    assert [fund.key for fund in document.pooled_funds] == [rows["street"].pooled_fund] == ["joint"]
    assert rows["street"].source == "trust_core"
    assert rows["street"].area == ""
    assert document.narrative == dict.fromkeys(("why", "rest"), "A plan for people, made with them")
    assert [contact.role for contact in document.contacts] == ["chair"]
    assert document.metrics == ()
    assert document.contributions == ()
    left = {(entry.title, entry.was) for entry in Uncarried.objects.all()}
    assert left == {("Wardens", "In the street"), ("Friend of the plan", "Friend, friend@example.org")}
    history = Scheme.history.filter(plan=made_from(earlier))
    assert {record.history_user for record in history} == {writer}
    assert Job.objects.filter(plan=made_from(earlier), kind=Job.Kind.CHECK).exists()


def test_the_earlier_plan_is_left_as_it_was(earlier, writer) -> None:
    before = assemble(earlier).digest
    made = roll_forward(earlier, wish(), writer)
    assert assemble(earlier).digest == before == made.snapshot.digest


def test_a_reason_stays_behind_though_the_same_is_found_in_the_plan_that_was_made(earlier, writer) -> None:
    street = Scheme.objects.get(plan=earlier, key="street")
    save_row(Scheme, earlier, {"key": "street"}, street.version, {"name": "TBC"})
    unnamed = next(one for one in Standing(earlier).findings if one.rule == "ROW-022")
    give(earlier, unnamed, "It is really called that.", writer, before=None, version=0)
    made = roll_forward(earlier, wish(), writer).plan
    assert not made.reasons.exists()
    assert unnamed.fingerprint in {one.fingerprint for one in Standing(made).open_findings}
    assert unnamed not in Standing(earlier).open_findings


def test_words_can_stay_behind(earlier, writer) -> None:
    roll_forward(earlier, Wish(get_round(AFTER), {}, narrative=False, contacts=False), writer)
    document = assemble(made_from(earlier))
    assert (document.narrative, document.contacts) == ({}, ())


def test_an_answer_that_is_begun_already_is_kept_and_the_earlier_one_listed(earlier, writer) -> None:
    target = Plan.objects.create(board=earlier.board, round_id=AFTER)
    target.answers.create(section="narrative", code="why", text="New words")
    roll_forward(earlier, wish(), writer)
    assert assemble(target).narrative["why"] == "New words"
    assert Uncarried.objects.get(plan=target, key="why").was == "A plan for people, made with them"


def test_a_plan_with_rows_is_refused_with_a_reason_and_nothing_is_stored(earlier, writing, writer) -> None:
    target = Plan.objects.create(board=earlier.board, round_id=AFTER)
    add_scheme(target)
    with pytest.raises(CannotRoll, match="has 1 scheme already"):
        roll_forward(earlier, wish(), writer)
    assert not RollForward.objects.exists()
    assert Scheme.objects.filter(plan=target).count() == 1
    response = writing.post(page(earlier), {"into": AFTER, "make": "1"}, follow=True)
    assert "has 1 scheme already" in response.content.decode()


def test_a_plan_is_rolled_forward_once(earlier, writer) -> None:
    roll_forward(earlier, wish(), writer)
    with pytest.raises(CannotRoll, match="already made from the 2031-34 plan"):
        roll_forward(earlier, wish(), writer)


def test_a_failure_half_way_leaves_nothing(earlier, writer, monkeypatch) -> None:
    Plan.objects.create(board=earlier.board, round_id=BEFORE + "x")
    import schemes.rolling

    def fail(*_) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(schemes.rolling, "queue_check", fail)
    with pytest.raises(RuntimeError):
        roll_forward(earlier, wish(), writer)
    assert not Plan.objects.filter(round_id=AFTER).exists()


def test_no_plan_goes_back_into_an_earlier_round(earlier, writer) -> None:
    with pytest.raises(CannotRoll, match="does not come after"):
        roll_forward(earlier, Wish(get_round("2019-20"), {}), writer)


def test_only_an_author_of_the_board_rolls_a_plan_forward(earlier) -> None:
    council = earlier.board.bodies.filter(kind=BodyKind.LA).first()
    signatory = factories.person(Role.SIGNATORY, of=council)
    with pytest.raises(PermissionDenied):
        roll_forward(earlier, wish(), signatory)
    assert not Plan.objects.filter(round_id=AFTER).exists()
    browser = browser_of(signatory)
    assert "Only an author can do this" in browser.get(page(earlier)).content.decode()
    assert browser.post(page(earlier), {"into": AFTER, "make": "1"}).status_code == 403


def test_the_newest_round_says_that_there_is_none_after_it(earlier, writer, writing) -> None:
    roll_forward(earlier, wish(), writer)
    assert "There is no later round yet" in writing.get(page(made_from(earlier))).content.decode()


def test_a_plan_without_schemes_says_so(two_rounds, earlier, writing) -> None:
    empty = Plan.objects.create(board=earlier.board, round_id="2019-20")
    assert "This plan has no schemes yet" in writing.get(page(empty) + f"?into={AFTER}").content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_who_roll_forward_at_once_make_one_plan(earlier, writer) -> None:
    ends: list[str] = []
    start = threading.Barrier(2)

    def roll() -> None:
        try:
            start.wait()
            roll_forward(earlier, wish(), writer)
            ends.append("made")
        except CannotRoll:
            ends.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=roll) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["made", "refused"]
    assert Scheme.objects.filter(plan=made_from(earlier)).count() == 4


def test_what_was_left_behind_stays_listed_until_it_is_dealt_with(earlier, writer, writing) -> None:
    roll_forward(earlier, wish(), writer)
    plan = made_from(earlier)
    listed = reverse("not-carried", args=plan.args)
    text = writing.get(listed).content.decode()
    assert "In the street" in text
    assert "Made-up Care Fund 2034-36 has no such entry" in text
    entry = Uncarried.objects.get(plan=plan, key="street")
    token = f"{entry.pk}.{entry.version}"
    writing.post(listed, {"entry": token, "done": "yes"})
    entry.refresh_from_db()
    assert entry.dealt_with
    assert entry.history.first().history_user == writer
    stale = writing.post(listed, {"entry": token, "done": "no"}, follow=True).content.decode()
    assert "marked some of these meanwhile" in stale
    entry.refresh_from_db()
    assert entry.dealt_with


def test_entries_of_another_plan_are_out_of_reach(earlier, writer, writing) -> None:
    roll_forward(earlier, wish(), writer)
    entry = Uncarried.objects.filter(plan__round_id=AFTER).first()
    listed = reverse("not-carried", args=earlier.args)
    writing.post(listed, {"entry": f"{entry.pk}.{entry.version}", "done": "yes"})
    entry.refresh_from_db()
    assert not entry.dealt_with


def test_readers_see_the_list_without_buttons(earlier, writer) -> None:
    roll_forward(earlier, wish(), writer)
    plan = made_from(earlier)
    reader = browser_of(factories.person(Role.SIGNATORY, of=plan.board.bodies.first()))
    text = reader.get(reverse("not-carried", args=plan.args)).content.decode()
    assert "In the street" in text
    assert "app-icon-button" not in text


def test_the_home_page_offers_to_begin_from_the_earlier_plan(earlier, writing: Client) -> None:
    text = writing.get(reverse("home")).content.decode()
    assert f'href="{page(earlier)}?into={AFTER}"' in text


def test_risks_come_along_behind_those_that_are_written_already(earlier, writing, writer) -> None:
    target = Plan.objects.create(board=earlier.board, round_id=AFTER)
    target.risks.create(key="new", risk="A new risk")
    told = [risk.risk for risk in assemble(earlier).risks]
    assert told
    text = writing.get(page(earlier)).content.decode()
    assert "Risks, milestones and reference documents" in text
    data = {"into": AFTER, "lists": "on", "make": "1"}
    writing.post(page(earlier), data)
    assert [risk.risk for risk in assemble(target).risks] == ["A new risk", *told]
    assert target.risks.last().history.get().history_user == writer


def test_lists_can_stay_behind(earlier, writer) -> None:
    roll_forward(earlier, Wish(get_round(AFTER), {}, lists=False), writer)
    assert assemble(made_from(earlier)).risks == ()
    assert not Uncarried.objects.filter(section="risks").exists()


def test_a_picture_that_a_carried_answer_shows_is_shown_in_the_next_plan(earlier, writing, writer) -> None:
    shown, other = (keep(earlier, draw(drawing(size=size), "a.png"), "A map", writer) for size in ((9, 9), (8, 8)))
    earlier.answers.filter(code="why").update(text=f"Look: {reference(shown)}")
    roll_forward(earlier, wish(), writer)
    target = made_from(earlier)
    assert [picture.name for picture in target.pictures.all()] == [shown.name]
    assert shown.name != other.name
    answer = writing.get(reverse("picture", args=(*target.args, shown.name)))
    assert {shown.name: answer.content} == pictures_in(target, assemble(target))
    assert pictures_in(target, assemble(target)) == pictures_in(earlier, assemble(earlier))
