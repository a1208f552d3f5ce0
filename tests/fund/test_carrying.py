"""A plan carried into the next round: nothing invented, nothing lost without being named."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bcf.fund.balances import Figures
from bcf.fund.carrying import Carried, _Carrier, carry
from bcf.fund.document import Contact, PlanDocument, PooledFund, Scheme
from bcf.fund.places import Section
from bcf.fund.round import Round
from bcf.fund.translating import Translation
from tests.fund.build import EVERY_ROUND, LEICESTER, board, changed, complete_plan, good_scheme
from tests.fund.strategies import pounds, schemes

MADE, AFTER, FIRST, SECOND = (EVERY_ROUND[name] for name in ("2031-34", "2034-36", "2017-19", "2019-20"))
few = settings(max_examples=40, deadline=None)


def carried(*rows, uplifts=None, **sections) -> Carried:
    plan = PlanDocument(round=MADE.id, board=board(), schemes=rows, **sections)
    return carry(MADE, plan, AFTER, uplifts or {})


def made(key: str = "a", **changes):
    return good_scheme(MADE, "trust_base", key, **changes)


def test_a_row_keeps_its_key_and_its_cells_under_the_names_of_the_next_round() -> None:
    row = made(scheme_type="visiting", sub_type="visiting_day", output_unit="visits", output_estimate=Decimal(12))
    found = carried(row).rows[0].after
    assert (found.key, found.name, found.source, found.area) == ("a", row.name, "trust_core", "home")
    assert (found.scheme_type, found.sub_type, found.output_unit) == ("visiting", "visiting_day", "visits")
    assert found.output_estimate == 12
    assert found.impact == row.impact


def test_an_entry_whose_code_changed_is_found_by_its_label_or_by_the_round_file() -> None:
    assert carried(good_scheme(MADE, "homes_grant", "a")).rows[0].after.source == "grant_homes"
    assert carried(made(scheme_type="wires")).rows[0].after.scheme_type == "cables"


def test_what_has_no_place_is_named_with_its_row_what_it_was_and_why() -> None:
    found = carried(made(area="street"))
    assert found.rows[0].after.area == ""
    (left,) = found.leftovers
    assert (left.section, left.key, left.field, left.was) == (
        Section.EXPENDITURE, "a", "Where it is spent", "In the street",
    )  # fmt: skip
    assert left.title == "Scheme a"
    assert "Made-up Care Fund 2034-36 has no such entry" in left.why


def test_amounts_are_the_last_years_uplifted_year_on_year_and_rounded_to_the_pound() -> None:
    row = made(amounts={"2032-33": Decimal(7), "2033-34": Decimal("1000.50")})
    uplifts = {("trust_core", "2034-35"): Decimal("5.3"), ("trust_core", "2035-36"): Decimal(10)}
    found = carried(row, uplifts=uplifts)
    assert found.rows[0].after.amounts == {"2034-35": Decimal(1054), "2035-36": Decimal(1159)}
    total = found.total("trust_core", "2034-35")
    assert (total.amount, total.exact, total.remainder) == (1054, Decimal("1053.5265"), Decimal("-0.4735"))


def test_a_blank_amount_stays_blank() -> None:
    assert carried(made(amounts={"2031-32": Decimal(7)})).rows[0].after.amounts == {}


def test_words_and_contacts_go_to_the_same_question_and_role() -> None:
    people = (Contact(role="chair", name="Chair"), Contact(role="friend", name="Friend", email="f@example.org"))
    found = carried(narrative={"why": "Because", "anything": "Else"}, contacts=people)
    assert found.narrative == {"why": "Because", "rest": "Else"}
    assert [contact.role for contact in found.contacts] == ["chair"]
    assert [(left.section, left.was) for left in found.leftovers] == [(Section.COVER, "Friend, f@example.org")]
    plan = PlanDocument(round=MADE.id, board=board(), contacts=people, narrative={"why": "Because"})
    without = carry(MADE, plan, AFTER, {}, narrative=False, contacts=False)
    assert (without.narrative, without.contacts, without.leftovers) == ({}, (), ())


PARTS = {body: {"2033-34": Decimal(part)} for body, part in (("99X", "33.40"), ("99Y", "33.30"), ("E06", "33.30"))}


def test_who_pays_is_uplifted_like_the_row_and_still_adds_up_to_it() -> None:
    row = made(amounts={"2033-34": Decimal(100)}, payers=PARTS, pooled_fund="fund")
    found = carried(row, uplifts={("trust_core", "2034-35"): Decimal(5)}).rows[0].after
    assert found.amount("2034-35") == found.paid("2034-35") == 105
    assert {body: parts["2034-35"] for body, parts in found.payers.items()} == {"99X": 35, "99Y": 35, "E06": 35}
    assert found.pooled_fund == "fund"


def test_parts_that_did_not_add_up_are_not_made_to() -> None:
    row = made(amounts={"2033-34": Decimal(500)}, payers=PARTS)
    assert carried(row).rows[0].after.paid("2034-35") == 99


def test_pooled_funds_come_along() -> None:
    fund = PooledFund(key="fund", name="Joint fund", host="99X")
    assert carried(made(), pooled_funds=(fund,)).pooled_funds == (fund,)


@few
@given(st.lists(pounds(), min_size=1, max_size=4), st.decimals(-90, 90, places=1))
def test_parts_of_a_row_add_up_to_it_whatever_the_uplift(parts, uplift) -> None:
    payers = {f"B{number}": {"2033-34": part} for number, part in enumerate(parts)}
    row = made(amounts={"2033-34": sum(parts)}, payers=payers)
    found = carried(row, uplifts={("trust_core", "2034-35"): uplift, ("trust_core", "2035-36"): uplift}).rows[0].after
    for year in AFTER.years:
        assert found.paid(year) == found.amount(year)


class Richer(Scheme):
    """A row that holds something which is no column of any round."""

    split: dict[str, dict[str, Decimal]] = {}


def test_what_a_row_holds_beside_its_columns_is_named_as_well() -> None:
    row = Richer(**made().model_dump(), split={"99X": {"2033-34": Decimal(5)}})
    found = _Carrier(Translation(MADE, AFTER), {})
    assert found.row(row).after.name == row.name
    assert [(left.field, left.was) for left in found.leftovers] == [("Split", "99X: 2033-34: 5")]


@few
@given(schemes(MADE), pounds(), st.decimals(-50, 50, places=1))
def test_every_cell_arrives_or_is_named(row, amount, uplift) -> None:
    row = row.model_copy(update={"amounts": {"2033-34": amount}})
    found = carried(row, uplifts={(source, "2034-35"): uplift for source in ("", *AFTER.sources)})
    after = found.rows[0].after
    held = {name for name, value in row.model_dump(exclude_defaults=True).items() if name not in ("key", "amounts")}
    arrived = {name for name, value in after.model_dump(exclude_defaults=True).items()}
    missing = held - arrived
    labels = {MADE.columns[column]: column.value for column in MADE.columns}
    named = {labels.get(left.field, "impact") for left in found.leftovers}
    in_round = {column.value for column in MADE.columns}
    assert missing & in_round <= named
    assert after.amounts["2034-35"] == after.amounts["2034-35"].to_integral_value()
    assert abs(found.total(after.source, "2034-35").remainder) <= Decimal("0.5")


def test_between_the_bundled_rounds_only_the_unknown_is_left() -> None:
    plan = complete_plan("2017-19")
    found = carry(FIRST, plan, SECOND, {})
    before = Figures(FIRST, plan)
    assert [row.after.key for row in found.rows] == [row.key for row in plan.schemes]
    assert sum(row.after.amount("2019-20") for row in found.rows) == before.total_planned("2018-19")
    assert {left.field for left in found.leftovers} >= {"Scheme duration", "Answer"}


def test_leicester_goes_into_a_round_that_shares_next_to_nothing_with_it() -> None:
    found = carry(SECOND, LEICESTER, MADE, {})
    assert len(found.rows) == 49
    assert {row.after.source for row in found.rows} == {""}
    assert sum(row.after.amount("2031-32") for row in found.rows) == sum(
        round(row.amount("2019-20")) for row in LEICESTER.schemes
    )
    fields = {left.field for left in found.leftovers}
    assert {"Source of funding", "Brief description of scheme", "Impact on NEA", "Answer"} <= fields
    assert changed(LEICESTER, schemes=found.schemes).schemes == found.schemes


LISTS = {
    "risks": [{"key": "r", "risk": "Staff leave", "likelihood": 2, "impact": 5, "mitigation": "Pay", "owner": "Chair"}],
    "milestones": [{"key": "m", "title": "Contract let", "end": "2018-01-31", "workstream": "Homes", "state": "done"}],
    "documents": [{"key": "d", "title": "Needs assessment", "where": "https://example.org", "date": "2017-04-01"}],
}


def listed(into: Round) -> Carried:
    document = PlanDocument.model_validate({"round": FIRST.id, "board": board(), **LISTS})
    return carry(FIRST, document, into, {})


def test_lists_come_along_by_their_keys() -> None:
    found = listed(FIRST)
    held = {name: [row.model_dump(mode="json", exclude_defaults=True) for row in getattr(found.lists, name)]
            for name in LISTS}  # fmt: skip
    assert held == LISTS
    assert len(found.lists) == 3
    assert found.leftovers == ()


def test_an_entry_of_a_list_that_the_next_round_does_not_have_is_named_with_all_it_said() -> None:
    found = listed(SECOND)
    assert len(found.lists) == 0
    told = {(left.section, left.key, left.title, left.field): left for left in found.leftovers}
    assert set(told) == {
        (Section.RISKS, "r", "Staff leave", "Risk"), (Section.MILESTONES, "m", "Contract let", "Milestone"),
        (Section.DOCUMENTS, "d", "Needs assessment", "Document"),
    }  # fmt: skip
    risk = told[Section.RISKS, "r", "Staff leave", "Risk"]
    assert risk.was == "likelihood: 2, impact: 5, mitigation: Pay, owner: Chair"
    assert risk.why == f"{SECOND.title} has no such list"
    assert "end: 31 January 2018" in told[Section.MILESTONES, "m", "Contract let", "Milestone"].was


def test_a_score_or_a_column_that_the_next_round_has_not_is_named_and_the_rest_comes_along() -> None:
    found = listed(AFTER)
    (risk,) = found.lists.risks
    assert (risk.key, risk.likelihood, risk.impact, risk.owner) == ("r", 2, None, "Chair")
    assert [(left.field, left.was) for left in found.leftovers if left.section is Section.RISKS] == [("Impact", "5")]
    assert FIRST.milestones is not None
    bare = FIRST.model_copy(update={"milestones": FIRST.milestones.model_copy(update={"columns": ()})})
    found = listed(bare)
    (milestone,) = found.lists.milestones
    assert (milestone.title, milestone.workstream, milestone.state) == ("Contract let", "", "")
    assert {(left.field, left.was) for left in found.leftovers} == {("Workstream", "Homes"), ("State", "done")}
