"""How long it takes to read what a narrative of 10,000 words says in figures."""

import statistics
import time

from bcf.fund.claims import read_claims

WORDS = 10_000
RUNS = 7

PASSAGE = """
## Funding of the plan in 2019/20

The Better Care Fund pooled budget for 2019/20 is £43.4m, made up of £23.9m from the CCG's minimum contribution, £15.4m
of improved Better Care Fund, £2.5m of Disabled Facilities Grant and around £1.6m for winter pressures. This compares
with £41.9 million in 2018/19, an increase of just under 4%. The plan was approved by the Health and Wellbeing Board on
Thursday 26 September 2019 and by the CCG's governing body five days earlier.

Permanent admissions to residential care fell from 640 per 100,000 population in 2016-17 to 602 in 2018-19, a reduction
of 5.9%, although demand from people aged over 85 has grown by roughly a third. Of 230 people who left hospital with
reablement, 214 (93%) were at home 91 days later. Partners have not been able to do everything that was planned; where
services were slow to start, for example because of recruitment, money was moved with the agreement of both partners.

We have made four changes since last year:

- the discharge team now works seven days a week, at a cost of £250k
- two reablement teams were joined into one
- community equipment is ordered on the ward, within 24 hours in 95 per cent of cases
- carers' assessments are offered in every practice

| Source | 2018/19 £000 | 2019/20 £000 |
| --- | --- | --- |
| CCG minimum | 22,675 | 23,937 |
| Improved Better Care Fund | 14,000 | 15,376 |
| Total | 36,675 | 39,313 |

What people tell us has shaped the plan more than anything else. They want to tell their story once, to know whom to
ring at night and to be at home whenever that is safe. So the teams of the city's practices, the community trust and the
council's social workers now meet every week, hold one list of those who are likely to need help, and agree who goes to
see them first. Nurses and social workers share a record, and the voluntary sector is paid to visit after a fall.
"""


def narrative(words: int) -> str:
    """A narrative of so many words at least, no two of its paragraphs alike."""
    each = len(PASSAGE.split())
    return "\n".join(PASSAGE.replace("people", f"people {copy}") for copy in range(words // each + 1))


def measure() -> float:
    """Seconds of the processor for one reading of a text that was not read before: the median of 7 runs."""
    text = narrative(WORDS)
    taken = []
    for run in range(RUNS):
        start = time.process_time()
        read_claims(text, question=str(run))
        taken.append(time.process_time() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    print(f"Reading {WORDS:,} words: {measure() * 1000:.1f} ms (median of {RUNS})")
