"""One mistake planted in a narrative that is right is found once, by the rule that is about it, and nothing else is."""

from decimal import Decimal

import pytest

from bcf.fund.document import Contact, PlanDocument
from bcf.fund.rules import Background
from bcf.fund.rules.context import ALONE
from tests.fund.build import changed, with_first
from tests.fund.told.plans import BEFORE, TWO_YEARS, WRITTEN
from tests.fund.told.saying import edited, saying, told


def only(plan: PlanDocument, background: Background = ALONE) -> tuple[str, str, str]:
    """The one finding in the plan: its rule, what was read and what was expected."""
    found = told(plan, background)
    assert len(found) == 1, [(one.rule, one.read, one.fault) for one in found]
    return found[0].rule, found[0].read, found[0].expected


@pytest.mark.parametrize(
    ("old", "new", "read", "expected"),
    [
        ("The total value of the pool for 2019/20 is £43,368,727",
         "The total value of the pool for 2019/20 is £43,638,727",
         "£43,638,727", "£43,368,727"),
        ("iBCF: £15,466,521", "iBCF: £15,566,521", "£15,566,521", "£15,466,521"),
        ("Disabled Facilities Grant (DFG): £2,391,923", "Disabled Facilities Grant (DFG): £2,391,293",
         "£2,391,293", "£2,391,923"),
        ("Carers Funding of £650,000", "Carers Funding of £560,000", "£560,000", "£650,000"),
        ("Home Visiting Service (£1,255,073)", "Home Visiting Service (£1,225,073)", "£1,225,073", "£1,255,073"),
        ("Team receives £155,000", "Team receives £115,000", "£115,000", "£155,000"),
        ("contribution is £15,411,303", "contribution is £15,114,303", "£15,114,303", "£15,411,303"),
        ("The iBCF allocation is £15.5m", "The iBCF allocation is £16.5m", "£16.5m", "£15.5m"),
        ("Winter Pressures Grant of £1.57m", "Winter Pressures Grant of £1.75m", "£1.75m", "£1.57m"),
        ("brings in £19,432,182", "brings in £19,342,182", "£19,342,182", "£19,432,182"),
        ("ICRS - LA is funded at £1,080,184", "ICRS - LA is funded at £108,184", "£108,184", "£1,080,184"),
    ],
)
def test_amount_that_the_tables_do_not_have(old: str, new: str, read: str, expected: str) -> None:
    assert only(edited(WRITTEN, old, new)) == ("TXT-050", read, expected)


@pytest.mark.parametrize(
    ("words", "read", "expected"),
    [
        ("The total value of the BCF pooled budget in 2019-20 is £44.3m.", "£44.3m", "£43.4m"),
        ("Our pooled budget of £34.4m brings together health and social care money.", "£34.4m", "£43.4m"),
        ("The £1.75m Winter Pressures Grant keeps people moving.", "£1.75m", "£1.57m"),
        ("NHS Leicester City CCG contributes £22.9m to the pool.", "£22.9m", "£23.9m"),
        ("We invest £560,000 in Carers Funding.", "£560,000", "£650,000"),
        ("£811,136 is invested in Community Therapy.", "£811,136", "£911,136"),
        ("Spending on carers services is £560,000.", "£560,000", "£650,000"),
        ("The minimum required spend on NHS commissioned out of hospital services is £6.2m.", "£6.2m", "£6.8m"),
        ("Home care takes £12,745,886 in two schemes.", "£12,745,886", "£11,745,886"),
        ("Leicester's Better Care Fund is worth nearly £50m.", "£50m", "£43m"),
        ("In 2018/19 the DFG was £2,261,604.", "£2,261,604", "£2,216,604"),
    ],
)  # fmt: skip
def test_sentence_with_an_amount_that_the_tables_do_not_have(words: str, read: str, expected: str) -> None:
    assert only(saying(WRITTEN, words), BEFORE) == ("TXT-050", read, expected)


@pytest.mark.parametrize(
    ("old", "new", "read", "expected"),
    [
        ("In 2017/18 the pool is £33,754,745", "In 2017/18 the pool is £37,672,188", "£37,672,188", "£33,754,745"),
        ("is £13.75m in 2017/18 and £13.98m in 2018/19", "is £13.75m in 2017/18 and £14.98m in 2018/19",
         "£14.98m", "£13.98m"),
        ("| Disabled Facilities Grant | £2,040,512 |", "| Disabled Facilities Grant | £2,400,512 |",
         "£2,400,512", "£2,040,512"),
        ("The DFG is £2.04m in 2017/18", "The DFG is £2.22m in 2017/18", "£2.22m", "£2.04m"),
        ("in 2017/18 and £14,599,455 in", "in 2017/18 and £14,995,455 in", "£14,995,455", "£14,599,455"),
        ("contributes £11.35m in 2017/18", "contributes £13.35m in 2017/18", "£13.35m", "£11.35m"),
    ],
)
def test_amount_of_one_of_two_years(old: str, new: str, read: str, expected: str) -> None:
    assert only(edited(TWO_YEARS, old, new)) == ("TXT-050", read, expected)


def test_amount_says_where_the_plan_has_it_and_what_is_missing() -> None:
    (found,) = told(edited(WRITTEN, "Carers Funding of £650,000", "Carers Funding of £560,000"))
    assert found.place.anchor == "narrative-a-value"
    assert found.difference == Decimal(-90_000)
    assert "says £560,000 where the plan has £650,000 for “Carers Funding”" in found.fault
    assert found.remedy == "Write £650,000 instead of £560,000, or correct the expenditure plan."


@pytest.mark.parametrize(
    ("words", "read", "expected"),
    [
        ("1.9% of the pool is spent on mental health.", "1.9%", "0.9%"),
        ("Primary care takes 3.2% of the pool.", "3.2%", "2.2%"),
        ("Some 46% of the pool is iBCF.", "46%", "35.7%"),
        ("In 2019/20, 22% of the BCF will be spent on home care.", "22%", "27.1%"),
        ("The council commissions 69% of the pool by value.", "69%", "79.4%"),
        ("74% of the CCG minimum contribution is spent on social care.", "74%", "64.4%"),
    ],
)
def test_share_that_the_tables_do_not_give(words: str, read: str, expected: str) -> None:
    assert only(saying(WRITTEN, words)) == ("TXT-051", read, expected)


@pytest.mark.parametrize(
    ("old", "new", "read", "expected"),
    [
        ("The pool pays for 49 schemes", "The pool pays for 39 schemes", "39", "49"),
        ("all four national conditions", "all five national conditions", "five", "4"),
        ("all nine planning requirements", "all eight planning requirements", "eight", "9"),
        ("By March 2020 all eight changes", "By March 2020 all seven changes", "seven", "8"),
        ("six are planned to be mature", "five are planned to be mature", "five", "6"),
    ],
)
def test_count_that_the_plan_does_not_have(old: str, new: str, read: str, expected: str) -> None:
    assert only(edited(WRITTEN, old, new)) == ("TXT-052", read, expected)


@pytest.mark.parametrize(
    ("words", "read", "expected"),
    [
        ("The plan has been agreed by our two CCGs.", "two", "1"),
        ("Eight of the nine planning requirements are met.", "Eight", "9"),
        ("All 50 schemes in the plan have an owner.", "50", "49"),
    ],
)
def test_sentence_with_a_count_that_the_plan_does_not_have(words: str, read: str, expected: str) -> None:
    assert only(saying(WRITTEN, words)) == ("TXT-052", read, expected)


@pytest.mark.parametrize(
    ("words", "read", "expected"),
    [
        ("The plan for delayed transfers is 23.4 a day.", "23.4", "21.4"),
        ("We plan 264 permanent admissions of people aged 65 and over.", "264", "254"),
        ("Our target for permanent admissions is a rate of 595.8 per 100,000.", "595.8", "585.8"),
        ("The target for reablement is that 95% of people are still at home after 91 days.", "95%", "93.0%"),
        ("We plan that 214 of 240 people will still be at home 91 days after reablement.", "240", "230"),
        ("**Permanent admissions.** The plan is a rate of 558.8 per 100,000.", "558.8", "585.8"),
    ],
)
def test_figure_that_the_metric_does_not_have(words: str, read: str, expected: str) -> None:
    assert only(saying(WRITTEN, words)) == ("TXT-053", read, expected)


def test_comment_on_a_metric_is_left_to_the_rules_about_metrics() -> None:
    comments = tuple(entry.model_copy(update={"comment": "The target is 96%."}) for entry in WRITTEN.metrics)
    assert told(changed(WRITTEN, metrics=comments)) == []


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("The pool is £37,672,188.", "£37,672,188"),
        ("The minimum CCG contribution is £22.8m.", "£22.8m"),
        ("The Home Visiting Service receives £1,202,420.", "£1,202,420"),
        ("Visits at home take £1,202,420 of what the CCG pays.", "£1,202,420"),
        ("We plan 262 permanent admissions of older people.", "262"),
        ("The iBCF allocation for 2019/20 is £12,624,988.", "£12,624,988"),
        ("Domestic adaptations of £2,216,604 are planned.", "£2,216,604"),
    ],
)
def test_figure_of_the_plan_before(words: str, read: str) -> None:
    assert only(saying(WRITTEN, words), BEFORE)[:2] == ("TXT-054", read)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("This plan for 2017-19 sets out how we work.", "2017-19"),
        ("Our 2018/19 BCF plan has three aims.", "2018/19"),
        ("The new hub will open by March 2019.", "March 2019"),
        ("By 31 December 2018 every ward will have a discharge lounge.", "31 December 2018"),
        ("We will have trained all staff by the end of January 2019.", "January 2019"),
    ],
)
def test_years_of_the_plan_before(words: str, read: str) -> None:
    assert only(saying(WRITTEN, words))[:2] == ("TXT-055", read)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("The pool funds the Orchard Walk Project.", "Orchard Walk Project"),
        ("The Dementia Outreach Service (£120,000) is run by a charity.", "Dementia Outreach Service"),
        ("The Red Bag Project is funded from the BCF.", "Red Bag Project"),
        ("We fund the “Safe and Warm” scheme for older people.", "Safe and Warm"),
        ("The plan also pays for the Telehealth Monitoring Pilot.", "Telehealth Monitoring Pilot"),
    ],
)
def test_scheme_without_a_row(words: str, read: str) -> None:
    assert only(saying(WRITTEN, words))[:2] == ("TXT-056", read)


@pytest.mark.parametrize(
    "words",
    [
        "The Lunch Club Network continues this year.",
        "The Lunch Club Network will see 400 people.",
        "Nurses of the Lunch Club Network are on every ward.",
        "What the Lunch Club Network offers remains free of charge.",
        "People still meet the Lunch Club Network on the ward.",
    ],
)
def test_scheme_of_the_plan_before_without_a_row(words: str) -> None:
    assert only(saying(WRITTEN, words), BEFORE)[:2] == ("TXT-057", "Lunch Club Network")


@pytest.mark.parametrize("share", ["0.06", "0.1", "0.2", "0.5", "0.9"])
def test_large_row_that_no_text_tells_of(share: str) -> None:
    amount = (Decimal(43_368_727) * Decimal(share)).quantize(Decimal(1))
    row = WRITTEN.schemes[-1].model_copy(update={
        "key": "row-new", "name": "Zephyr Quartet", "scheme_type": "personal_budgets", "sub_type": "",
        "amounts": {"2019-20": amount},
    })  # fmt: skip
    texts = {code: text for code, text in WRITTEN.narrative.items() if code != "b_i"}
    plan = changed(WRITTEN, schemes=(*WRITTEN.schemes, row), narrative=texts)
    (found,) = [one for one in told(plan) if one.rule == "TXT-058"]
    assert f"“Zephyr Quartet” (£{amount:,})" in found.fault
    assert "a row of at least 5% of the pool" in found.fault


def _on(day: str) -> PlanDocument:
    return changed(WRITTEN, cover={"sign_off_later": "yes", "sign_off_date": day})


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("The Health and Wellbeing Board approved the plan on 12 September 2019.", "12 September 2019"),
        ("The plan was signed off by the Health and Wellbeing Board on 20 September 2019.", "20 September 2019"),
        ("This plan has been agreed by the Leicester Health and Wellbeing Board on 18/09/2019.", "18/09/2019"),
        ("The HWB will consider the plan at its meeting on 3 October 2019.", "3 October 2019"),
        ("The plan will be submitted on 30 September 2019.", "30 September 2019"),
    ],
)
def test_day_that_is_not_the_covers(words: str, read: str) -> None:
    assert only(saying(_on("2019-09-19"), words))[:2] == ("TXT-059", read)


@pytest.mark.parametrize(
    ("role", "label"),
    [
        ("hwb_chair", "Health and Wellbeing Board Chair"), ("dass", "Director of Adult Social Services"),
        ("bcf_lead", "Better Care Fund Lead Official"), ("chief_executive", "Chief Executive"),
        ("section_151", "Section 151 Officer"),
    ],
)  # fmt: skip
def test_role_that_another_person_holds(role: str, label: str) -> None:
    plan = changed(WRITTEN, contacts=(Contact(role=role, name="Cllr Somebody Here"),))
    assert told(saying(plan, f"The {label}, Somebody Here, agrees.")) == []
    found = only(saying(plan, f"The {label}, Nobody There, agrees."))
    assert found == ("TXT-060", "Nobody There", "Cllr Somebody Here")


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("We will increase permanent admissions to care homes.", "increase"),
        ("The plan will lower the share of people still at home.", "lower"),
        ("Partners aim to further increase the rate of permanent admissions.", "increase"),
        ("Extra care is new, and the plan will raise the number of permanent admissions.", "raise"),
        ("We intend to reduce the proportion of older people still at home.", "reduce"),
    ],
)
def test_metric_that_moves_the_other_way(words: str, read: str) -> None:
    assert only(saying(WRITTEN, words))[:2] == ("TXT-061", read)


@pytest.mark.parametrize(
    "words",
    [
        "We have increased investment in Community Therapy.",
        "The CCG has increased its spending on Community Therapy.",
        "Investment in Community Therapy has been increased.",
        "There is increased funding for Community Therapy.",
        "Spending on Community Therapy has risen.",
    ],
)
def test_money_that_did_not_grow(words: str) -> None:
    less = tuple(
        row.model_copy(update={"amounts": {"2019-20": Decimal(850_000)}}) if row.name == "Community Therapy" else row
        for row in WRITTEN.schemes
    )
    texts = {code: text for code, text in WRITTEN.narrative.items() if code != "a"}
    plan = changed(WRITTEN, schemes=less, narrative=texts)
    assert told(plan, BEFORE) == []
    (found,) = told(saying(plan, words), BEFORE)
    assert (found.rule, found.difference) == ("TXT-062", Decimal(-6_310))


@pytest.mark.parametrize(
    "words",
    [
        "The plan has been agreed by the council, NHS Leicester City CCG and NHS Northampton CCG.",
        "NHS Nene CCG contributes £1m.",
        "The plan is agreed by Derby City Council and NHS Leicester City CCG.",
        "The plan was written by Leicester City Council and Blaby District Council.",
        "Leicester City Council and NHS Corby CCG are parties to the pool.",
    ],
)
def test_partner_that_is_no_body_of_the_board(words: str) -> None:
    found = list(told(saying(WRITTEN, words)))
    assert [one.rule for one in found] == ["TXT-063"]


def test_payer_that_is_never_mentioned() -> None:
    silent = {"a": "Care is planned around the person and given near home. " * 40}
    found = [one for one in told(changed(WRITTEN, narrative=silent)) if one.rule == "TXT-064"]
    assert [one.expected for one in found] == [
        "a mention of Leicester City Council", "a mention of NHS Leicester City CCG",
    ]  # fmt: skip
    for words in ("The council agrees. So does the CCG.", "Leicester City Council and NHS Leicester City CCG agree."):
        spoken = changed(WRITTEN, narrative={"a": f"{silent['a']} {words}"})
        assert [one.rule for one in told(spoken) if one.rule == "TXT-064"] == []


def test_finding_goes_when_the_row_is_corrected() -> None:
    plan = edited(WRITTEN, "Carers Funding of £650,000", "Carers Funding of £660,000")
    assert [one.rule for one in told(plan)] == ["TXT-050"]
    rows = tuple(
        row.model_copy(update={"amounts": {"2019-20": Decimal(660_000)}}) if row.name == "Carers Funding" else row
        for row in plan.schemes
    )
    assert told(changed(plan, schemes=rows)) == []


def test_figure_in_braces_is_never_a_finding() -> None:
    assert told(saying(WRITTEN, "The DFG is {pool total}, and the iBCF {planned total}.")) == []


def test_texts_of_risks_and_rows_are_held_as_well() -> None:
    risky = with_first(saying(TWO_YEARS, ""), "schemes", key="1")
    risks = changed(risky, risks=({"key": "r1", "risk": "The pool is £99m in 2017/18."},))  # type: ignore[arg-type]
    assert [(one.rule, one.place.anchor) for one in told(risks)] == [("TXT-050", "risks-r1-risk")]
    told_by_row = with_first(WRITTEN, "schemes", description="The pool is £99m.")
    assert [(one.rule, one.place.field) for one in told(told_by_row)] == [("TXT-050", "description")]
