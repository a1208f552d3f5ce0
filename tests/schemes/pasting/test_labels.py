"""Labels as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcf.fund.round import Column
from plans.rounds import get_round
from schemes.pasting.labels import find, nearest

MEANT = {
    Column.SCHEME_TYPE: {
        "hicm": ["HICM for Managing Transfer of Care", "hicm", "High impact change model", "HICM for MTOC"],
        "assistive": ["Assistive Tech & Equipment", "ASSISTIVE TECHNOLOGIES AND EQUIPMENT", "assistive  technologies"],
        "home_care": ["Homecare", "Domiciliary care", "home care / domiciliary care"],
        "prevention": ["Prevention/early intervention", "Prevention – Early Intervention"],
        "community": ["Community-based schemes", "Community based scheme"],
        "carers": ["Carers", "carer services"],
    },
    Column.SOURCE: {
        "ccg_min": ["Min CCG", "CCG minimum", "CCG Minimum Contribution", "Minimun CCG Contribution", "ccg_min"],
        "ibcf": ["IBCF", "Improved Better Care Fund", "iBCF grant", "iBCF (Improved Better Care Fund)"],
        "dfg": ["Disabled Facilities Grant", "DFG "],
        "la_add": ["LA additional", "Additional LA"],
    },
    Column.PROVIDER: {
        "local_authority": ["LA", "Local Authority", "local authorities"],
        "charity": ["Voluntary sector", "Charity/Voluntary Sector", "charity"],
        "nhs_acute": ["Acute", "NHS acute"],
    },
    Column.COMMISSIONER: {
        "la": ["Local Authority"], "ccg": ["Clinical Commissioning Group"], "joint": ["JOINT", "Jointly"],
    },
}
SPELLINGS = [(column, code, text) for column, codes in MEANT.items() for code, texts in codes.items() for text in texts]


def options(column):
    return tuple(get_round("2019-20").labels(column).items())


@pytest.mark.parametrize(("column", "code", "text"), SPELLINGS)
def test_the_entry_that_is_meant_is_found(column, code, text):
    assert find(text, options(column)).code == code


@pytest.mark.parametrize(
    ("column", "text", "first"),
    [(Column.SOURCE, "CCG", {"ccg_min", "ccg_add"}), (Column.SOURCE, "Contribution", {"la_add", "ccg_min", "ccg_add"}),
     (Column.PROVIDER, "Third sector", {"private", "charity"})],
)  # fmt: skip
def test_what_may_mean_several_is_asked_with_these_first(column, text, first):
    assert find(text, options(column)).code == ""
    assert set(nearest(text, options(column))[: len(first)]) == first


def test_every_label_and_code_means_itself():
    for column in MEANT:
        for code, label in options(column):
            assert find(label, options(column)).code == code
            assert find(label.upper(), options(column)).code == code


@given(st.text(max_size=300), st.sampled_from(list(MEANT)))
def test_whatever_is_written_gives_an_entry_or_a_question(text, column):
    match = find(text, options(column))
    assert match.code in {"", *dict(options(column))}
    assert sorted(nearest(text, options(column))) == sorted(dict(options(column)))
