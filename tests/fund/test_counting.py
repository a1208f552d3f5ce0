"""What a row counts to a ring-fence, and why: the share and its reason come from one decision."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcf.fund.counting import Because, counting
from bcf.fund.document import Scheme
from bcf.fund.round import CommissionerKind, JointShare, RingFence, Round
from tests.fund.build import ROUNDS, good_scheme
from tests.fund.strategies import schemes

REAL, MADE_UP = ROUNDS["2019-20"], ROUNDS["2031-34"]
FENCES = {fence.code: fence for fence in REAL.ring_fences}


def said(fence: str, **row: object) -> str:
    scheme = good_scheme(REAL, **{"source": "ccg_min", "key": "row-1", "area": "other", **row})
    made = counting(FENCES[fence], scheme, REAL)
    return f"{made.verdict()}: {made.reason(scheme, REAL)}"


@pytest.mark.parametrize(("fence", "row", "words"), [
    ("ooh", {"commissioner": "ccg"}, "Counts to NHS commissioned out of hospital: CCG commissioned, not Acute"),
    ("ooh", {"commissioner": "la"},
     "Does not count to NHS commissioned out of hospital: the commissioner is LA, not CCG"),
    ("ooh", {"commissioner": "joint", "joint_nhs": Decimal(40)},
     "Counts 40% to NHS commissioned out of hospital: joint, NHS share"),
    ("ooh", {"commissioner": "joint", "joint_nhs": None},
     "Does not count to NHS commissioned out of hospital: joint, and the NHS share is blank"),
    ("ooh", {"commissioner": ""},
     "Does not count to NHS commissioned out of hospital: no commissioner is chosen, and only CCG counts"),
    ("ooh", {"commissioner": "ccg", "area": "acute"},
     "Does not count to NHS commissioned out of hospital: the area of spend is Acute"),
    ("asc", {"area": "social_care"}, "Counts to Adult social care: spent on Social Care, whoever commissions"),
    ("asc", {"area": "social_care", "commissioner": "joint"}, "Counts to Adult social care: joint, counts whole"),
    ("asc", {"area": "acute"}, "Does not count to Adult social care: the area of spend is Acute, not Social Care"),
    ("asc", {"area": ""}, "Does not count to Adult social care: no area of spend is chosen"),
    ("asc", {"source": "ibcf", "area": "social_care"}, "Does not count to Adult social care: it is paid from iBCF"),
    ("asc", {"source": ""}, "Does not count to Adult social care: no source of funding is chosen"),
])  # fmt: skip
def test_a_row_says_why_it_counts_or_does_not(fence: str, row: dict[str, object], words: str) -> None:
    assert said(fence, **row) == words


def test_a_joint_row_is_told_its_part_unless_it_counts_whole() -> None:
    for share, words in ((100, "Counts to"), (Decimal("12.5"), "Counts 12.5% to"), (101, "Counts 101% to"),
                         (0, "Does not count to")):  # fmt: skip
        assert said("ooh", commissioner="joint", joint_nhs=Decimal(share)).startswith(f"{words} NHS commissioned")


@pytest.mark.parametrize(("fence", "row", "words"), [
    ("home", {"area": "street", "commissioner": "council"},
     "Counts to Care at home: Council commissioned, spent on In the street"),
    ("home", {"area": "home", "commissioner": "both", "joint_la": Decimal(30)},
     "Counts 30% to Care at home: joint, LA share"),
    ("home", {"area": "home", "commissioner": "both", "joint_la": None},
     "Does not count to Care at home: joint, and the LA share is blank"),
    ("records", {"area": "street", "commissioner": "both"},
     "Does not count to Records: a joint commissioner does not count"),
    ("records", {"area": "street", "commissioner": "trust"},
     "Counts to Records: not At home, whoever commissions"),
])  # fmt: skip
def test_another_round_says_so_in_its_own_words(fence: str, row: dict[str, object], words: str) -> None:
    scheme = good_scheme(MADE_UP, "trust_base", "row-1", **{"joint_nhs": None, "joint_la": None, **row})
    made = counting(next(one for one in MADE_UP.ring_fences if one.code == fence), scheme, MADE_UP)
    assert f"{made.verdict()}: {made.reason(scheme, MADE_UP)}" == words


@pytest.mark.parametrize(("commissioners", "words"), [
    ((), ""), (("ccg",), "CCG"), (("ccg", "la"), "CCG or LA"), (("ccg", "la", "joint"), "CCG, LA or Joint"),
    (("ccg", "la", "joint", "gone"), "CCG, LA, Joint or gone"),
])  # fmt: skip
def test_those_who_would_count_are_listed(commissioners: tuple[str, ...], words: str) -> None:
    counts = FENCES["ooh"].counts.model_copy(update={"commissioners": commissioners})
    fence = FENCES["ooh"].model_copy(update={"counts": counts})
    scheme = good_scheme(REAL, "ccg_min", "row-1", area="other", commissioner="nobody")
    assert counting(fence, scheme, REAL).reason(scheme, REAL) == f"the commissioner is nobody, not {words}"


def test_a_code_that_the_round_does_not_know_is_told_as_it_is() -> None:
    assert said("ooh", source="gone").endswith("it is paid from gone")
    assert said("asc", area="gone").endswith("the area of spend is gone, not Social Care")


def test_a_code_that_only_the_ring_fence_knows_is_told_as_it_is() -> None:
    counts = FENCES["ooh"].counts.model_copy(update={"commissioners": ("gone",), "areas": ("away",)})
    fence = FENCES["ooh"].model_copy(update={"counts": counts})
    scheme = good_scheme(REAL, "ccg_min", "row-1", area="away", commissioner="gone")
    assert counting(fence, scheme, REAL).reason(scheme, REAL) == "gone commissioned, spent on away, not Acute"


@pytest.mark.parametrize(("fence", "row", "share"), [
    ("records", {"area": "street", "commissioner": "both"}, 0), ("records", {"area": "home"}, 0),
    ("records", {"area": "street", "commissioner": "trust"}, 1), ("home", {"area": "hospital"}, 0),
    ("home", {"area": "home", "commissioner": "both", "joint_la": None}, 0), ("home", {"area": ""}, 0),
    ("home", {"area": "home", "commissioner": "both", "joint_la": Decimal(30)}, Decimal("0.3")),
    ("home", {"area": "home", "commissioner": "both", "joint_la": Decimal(0)}, 0), ("home", {"source": "grant"}, 0),
    ("home", {"area": "home", "commissioner": "trust"}, 0), ("home", {"area": "home", "commissioner": "council"}, 1),
])  # fmt: skip
def test_a_row_counts_where_it_has_a_share(fence: str, row: dict[str, object], share: Decimal | int) -> None:
    scheme = good_scheme(MADE_UP, **{"source": "trust_base", "key": "row-1", **row})
    made = counting(next(one for one in MADE_UP.ring_fences if one.code == fence), scheme, MADE_UP)
    assert made.share == share
    assert made.counts is (share != 0)


def fulfils(fence: RingFence, scheme: Scheme, planning_round: Round) -> bool:
    """The round's conditions on source and area, told again from its data."""
    counts = fence.counts
    return (
        scheme.source in counts.sources
        and bool(scheme.area)
        and (counts.areas is None or scheme.area in counts.areas)
        and scheme.area not in counts.areas_except
    )


@given(data=st.data(), planning_round=st.sampled_from([REAL, ROUNDS["2017-19"], MADE_UP]))
def test_share_and_reason_never_disagree(data: st.DataObject, planning_round: Round) -> None:
    scheme = data.draw(schemes(planning_round))
    fence = data.draw(st.sampled_from(planning_round.ring_fences))
    made = counting(fence, scheme, planning_round)
    commissioner = planning_round.commissioners.get(scheme.commissioner)
    joint = commissioner is not None and commissioner.kind is CommissionerKind.JOINT
    assert made.reason(scheme, planning_round)
    assert made.verdict().startswith("Counts") == bool(made.share)
    if made.because is Because.COUNTS:
        assert made.share == 1
        assert fulfils(fence, scheme, planning_round)
        assert not joint
    elif made.because is Because.JOINT:
        assert fulfils(fence, scheme, planning_round)
        assert joint
        wanted = {
            JointShare.FULL: Decimal(100), JointShare.NHS: scheme.joint_nhs, JointShare.LA: scheme.joint_la,
        }[fence.counts.joint_share]  # fmt: skip
        assert made.share * 100 == wanted
    else:
        assert made.share == 0
    if made.because in (Because.SOURCE, Because.AREA_BLANK, Because.AREA_EXCEPTED, Because.AREA_OTHER):
        assert not fulfils(fence, scheme, planning_round)
