"""Examples of the rules about metrics."""

from collections.abc import Mapping

from bcf.fund.examples.changes import USUAL, loaded, metric, together
from bcf.fund.examples.example import Pair, pair

POPULATION = loaded("RES.population", 43_358)

EXAMPLES: Mapping[str, Pair] = {
    "MET-001": pair(
        passes="0 planned admissions among 43,358 people: nought is a figure.",
        right=metric("RES", admissions=0, population=43_358),
        fails="254 planned admissions, and the population blank.",
        wrong=metric("RES", admissions=254),
    ),
    "MET-002": pair(
        passes="A sentence under every metric.",
        right=metric("NEA", comment="Rapid response keeps people at home."),
        fails="Nothing under the metric on non-elective admissions.",
        wrong=metric("NEA", comment=" "),
    ),
    "MET-003": pair(
        passes="0 planned admissions.",
        right=metric("RES", admissions=0, population=43_358),
        fails="Minus 1 planned admissions.",
        wrong=metric("RES", admissions=-1, population=43_358),
    ),
    "MET-004": pair(
        passes="0 admissions among 9 people, a rate of nought.",
        right=metric("RES", admissions=0, population=9),
        fails="1 admission among 0 people.",
        wrong=metric("RES", admissions=1, population=0),
    ),
    "MET-005": pair(
        passes="The loaded population of 43,358 in the plan.",
        right=together(POPULATION, metric("RES", admissions=254, population=43_358)),
        fails="A population of 43,000 in the plan where 43,358 was loaded.",
        wrong=together(POPULATION, metric("RES", admissions=254, population=43_000)),
    ),
    "MET-006": pair(
        passes="Admissions and population of the plan before.",
        right=metric("RES", "2018-19", admissions=260, population=43_000),
        fails="Admissions of the plan before, and its population blank.",
        wrong=metric("RES", "2018-19", admissions=260),
    ),
    "MET-007": pair(
        passes="230 people at home of 230 discharged.",
        right=metric("REA", USUAL, at_home=230, discharged=230),
        fails="231 people at home of 230 discharged.",
        wrong=metric("REA", USUAL, at_home=231, discharged=230),
    ),
}
