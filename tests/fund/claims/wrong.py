"""Passages in the manner of real plans with one thing wrong in each, and what kind of thing it is."""

from bcf.fund.claims.comparing import Fault

WRONG: dict[str, tuple[Fault, str]] = {
    "a list after a colon": (Fault.PARTS, "We spend £2.1m in total: £1.2m for carers, £0.7m for falls."),
    "made up of": (Fault.PARTS, "The pool is £23.9m, made up of £21.9m from the CCG and £1.4m from the council."),
    "in brackets": (Fault.PARTS, "The fund of £1,926,540 (£1,226,540 for carers and £600,000 for falls) is unchanged."),
    "comprising three": (
        Fault.PARTS,
        "The budget is £43,368,727, comprising £23,936,545 from the CCG, £15,376,154 of iBCF and £3,056,028 of DFG.",
    ),
    "making": (Fault.PARTS, "The CCG pays £8.2m and the council £4.1m, making a total of £13.2m."),
    "totalling": (Fault.PARTS, "Grants of £1,573,738 and £2,482,290, totalling £4,156,028, are paid to the council."),
    "a total with brackets": (
        Fault.PARTS,
        "A total of £2.1m has been allocated to carers (£1.1m) and to falls (£0.7m).",
    ),
    "the next sentence": (
        Fault.PARTS, "The pool is £20.0m. This is made up of £15.0m from the CCG and £4.0m from the council.",
    ),
    "arithmetic": (Fault.PARTS, "£1.2m + £0.8m = £2.4m."),
    "the CCG (x) and the council (y)": (
        Fault.PARTS, "The £12.0m is split between the CCG (£8.0m) and the council (£3.0m).",
    ),
    "two years": (
        Fault.PARTS, "Over the two years the total is £41.1m, made up of £19.7m in 2017/18 and £20.4m in 2018/19.",
    ),
    "bullets": (
        Fault.PARTS,
        "The £6.0m is allocated as follows:\n\n- £2.5m for home care (£2.3m in 2015/16)\n- £2.0m for reablement\n"
        "- £1.0m for equipment",
    ),
    "bullets with a total": (Fault.PARTS, "We will spend:\n\n- £1.25m on beds\n- £0.75m on falls\n- Total £2.2m"),
    "pasted bullets": (
        Fault.PARTS,
        "The total of £500k will be spent on:\n• £200k for the falls service\n• £150k for carers\n• £100k "
        "for equipment",
    ),
    "a table in pounds": (
        Fault.ROWS, "| Source | £ |\n| --- | --- |\n| CCG | 21,861,473 |\n| DFG | 1,854,000 |\n| Total | 23,751,473 |",
    ),
    "a table in millions": (
        Fault.ROWS, "| Source | £m |\n| --- | --- |\n| CCG | 12.4 |\n| DFG | 1.4 |\n| iBCF | 3.4 |\n| Total | 18.2 |",
    ),
    "one of two columns": (
        Fault.ROWS,
        "| Source | 2017/18 | 2018/19 |\n| --- | --- | --- |\n| CCG | £100 | £110 |\n| DFG | £20 | £25 |\n"
        "| Total | £120 | £145 |",
    ),
    "one of three columns": (
        Fault.ROWS,
        "| Source | A | B | C |\n| --- | --- | --- | --- |\n| One | 5 | 6 | 7 |\n| Two | 1 | 2 | 3 |\n"
        "| Total | 6 | 8 | 14 |",
    ),
    "a sub-total": (
        Fault.ROWS,
        "| Line | £000 |\n| --- | --- |\n| CCG A | 100 |\n| CCG B | 250 |\n| NHS sub-total | 360 |\n| Council | 50 |\n"
        "| DFG | 25 |\n| LA sub-total | 75 |\n| Grand total | 425 |",
    ),
    "percentages": (
        Fault.ROWS, "| Area | Share |\n| --- | --- |\n| A | 43% |\n| B | 33% |\n| C | 33% |\n| Total | 100% |",
    ),
    "a row of quarters": (
        Fault.ROWS,
        "| Metric | Q1 | Q2 | Q3 | Q4 | Total |\n| --- | --- | --- | --- | --- | --- |\n| Home | 10 | 11 | "
        "12 | 13 | 46 |\n"
        "| Ward | 9 | 12 | 11 | 14 | 46 |\n| Clinic | 9 | 9 | 9 | 9 | 36 |\n| Other | 10 | 10 | 10 | 10 | 50 |",
    ),
    "a table pasted with tabs": (Fault.ROWS, "Source\t£000\nCCG\t1,200\nDFG\t300\nTotal\t1,600"),
    "a fall of the wrong size": (Fault.CHANGE, "Admissions fell from 200 to 150, a fall of 30%."),
    "by before from": (Fault.CHANGE, "Admissions were reduced by 12% from 200 in 2015/16 to 150 in 2016/17."),
    "an increase that is a fall": (
        Fault.CHANGE,
        "This is an increase from 85% to 80% of people at home after 91 days.",
    ),
    "down that is up": (Fault.CHANGE, "Delays are down from 21.4 to 25.1 a day."),
    "reduced to more": (Fault.CHANGE, "We have reduced permanent admissions from 640 to 702 per 100,000 population."),
    "halved": (Fault.CHANGE, "Delays have halved from 10 to 7 a day."),
    "doubled": (Fault.CHANGE, "Referrals doubled from 120 to 150."),
    "by a third": (Fault.CHANGE, "Stays were reduced by a third, from 12 to 11 days."),
    "points": (Fault.CHANGE, "The share rose from 80% to 84%, an increase of 6 percentage points."),
    "by a number": (Fault.CHANGE, "Packages of care increased from 1,074 to 1,200, an increase of 226."),
    "money by per cent": (Fault.CHANGE, "The fund grew from £41.9m to £43.4m, an increase of 6.3%."),
    "down from": (Fault.CHANGE, "There were 250 delays in March, down from 210 a year before."),
    "a share": (Fault.CHANGE, "Today 12 of 40 practices (25%) take part."),
    "a share of money": (Fault.CHANGE, "£2.5m of the £10.0m (35%) is spent on carers."),
    "a share first": (Fault.CHANGE, "Some 63% (214 out of 230) were at home after 91 days."),
    "changes announced": (
        Fault.LIST,
        "We have made eight changes:\n\n- a\n- b\n- c\n- d\n- e\n- f",
    ),
    "the following": (
        Fault.LIST, "The plan rests on the following four principles:\n\n- care at home\n- one team\n- one record",
    ),
    "there are": (
        Fault.LIST,
        "There are five national conditions:\n\n1. agreed\n2. maintained\n3. commissioned\n4. managed",
    ),
    "pasted points": (Fault.LIST, "Our three priorities are:\n• prevention\n• discharge\n• carers\n• housing"),
    "numbered in a sentence": (
        Fault.LIST,
        "We have four aims: (1) care at home, (2) fewer admissions, (3) shorter stays.",
    ),
    "the pool twice": (
        Fault.AMOUNT, "The BCF pooled fund for 2016/17 is £20.4m.\n\nIn 2016/17 the BCF pooled fund is £21.2m.",
    ),
    "the pool, no year": (
        Fault.AMOUNT,
        "The total pooled budget is £43.4m.\n\nThe Better Care Fund pool totals £42,368,727.",
    ),
    "the minimum": (
        Fault.AMOUNT,
        "The CCG minimum contribution is £23,936,545.\n\nThe minimum CCG contribution of £22,936,545 is met.",
    ),
    "a grant": (Fault.AMOUNT, "The DFG allocation is £2.1m.\n\nThe Disabled Facilities Grant of £1.9m is passed on."),
    "a day that is not": (Fault.DAY, "The board agreed the plan on 31 June 2016."),
    "a weekday": (Fault.DAY, "The board agreed the plan on Monday 29 March 2016."),
    "in digits": (Fault.DAY, "It was submitted on 30/02/2017."),
    "years turned round": (Fault.PERIOD, "The plan for 2017/16 was agreed."),
    "a fifth quarter": (Fault.PERIOD, "Delays rose in quarter 5 of the year."),
    "an end before the start": (Fault.PERIOD, "The agreement runs from 1 April 2017 to 31 March 2016."),
    "a part that is more": (Fault.PARTS, "The fund is £10.0m, of which £12.4m is spent on social care."),
    "by so much to so much": (Fault.CHANGE, "Delays have increased by 100 days to 419 days (August 310 days)."),
    "to so much from so much": (Fault.CHANGE, "Delays increased to 118 days in September from 242 days in August."),
    "an older population": (
        Fault.CHANGE, "A 28% increase in the 65+ population is expected by 2030 – from 38,300 to 50,100.",
    ),
    "compared with a year before": (
        Fault.CHANGE, "There were 5,980 days compared with 5,680 the year before, an increase of 15%.",
    ),
    "a day moved to": (Fault.PERIOD, "The day of submission was moved from 25 April 2016 to 3 May 2015."),
    "the board twice": (
        Fault.EVENT,
        "The Health and Wellbeing Board approved the plan on 29 March 2016.\n\n"
        "The BCF plan was approved by the HWB on 24 March 2016.",
    ),
    "one sentence twice": (
        Fault.SHARE,
        "Unpaid carers make up 12.1% of the adult population of the city.\n\n"
        "Unpaid carers make up 11.7% of the adult population of the city.",
    ),
    "a table whose parts are under their sum": (
        Fault.ROWS,
        "| Line | £000 |\n| --- | --- |\n| NHS | 300 |\n| - city | 100 |\n| - county | 200 |\n| Council | 50 |\n"
        "| Total | 390 |",
    ),
    "semicolons": (Fault.LIST, "We have four aims: care at home; fewer admissions; and shorter stays."),
    "halved by per cent": (Fault.CHANGE, "Delays have halved, a fall of 30%."),
    "doubled by per cent": (Fault.CHANGE, "Referrals have doubled (an increase of 45%)."),
}
