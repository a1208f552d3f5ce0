"""Passages in the manner of real plans that are right, though a careless reader would stumble over them."""

RIGHT: dict[str, str] = {
    "rounding of a total to a tenth": "The pool is £23.9m, made up of £21.9m from the CCG and £2.1m from the council.",
    "exact and rounded together": "The fund of £1,926,540 (£1.2m for carers and £0.7m for falls) is unchanged.",
    "hedges on both sides": (
        "We will spend around £2m, comprising just over £1.2m on equipment and nearly £1m on falls."
    ),
    "a list that is not all": "The pool of £20m, including £12m for social care and £3m for reablement, was agreed.",
    "a list of main items": "The main items of the £20m pool are as follows:\n\n- £9m for home care\n- £4m for carers",
    "of which with overlap": "Of the £10m, of which £7m is spent on social care and £5m is recurrent, all is agreed.",
    "gross and net": "The service costs £5m gross, being £4m net after income of £1.5m is taken off.",
    "last year beside this": "The pool is £20m (£19m in 2015/16 and £18m in 2014/15).",
    "two years side by side": "The pool is £19.4m in 2017/18 and £20.1m in 2018/19, made up of CCG and council money.",
    "a breakdown in a breakdown": (
        "The pool is £20m, made up of £15m from the NHS (£10m from one CCG and £5m from the other) and £5m from the "
        "council."
    ),
    "a breakdown without brackets": (
        "The pool is £20m, made up of £15m from the NHS, £10m from the city's CCG and £5m from the county's, and £5m "
        "from the council."
    ),
    "something on top": "In addition to the £20m pool, £1.2m goes to carers and £0.8m to falls, making £2.0m.",
    "two totals in a sentence": (
        "Together with £3m of capital, the CCG's £8m and the council's £4m make a pool of £15m."
    ),
    "a share of a whole that is named": "The CCG pays £8m and the council £4m, out of a total of £20m for the county.",
    "rates are no parts": "Home care of £2m is bought at £16.20 an hour and £18.40 at weekends, a total of £2m.",
    "each": "The £3m is split between the localities, being £1m each, with £1m and £1m to follow.",
    "total over two years": (
        "Over the two years the total is £40.1m, made up of £19.7m in 2017/18 and £20.4m in 2018/19."
    ),
    "items with brackets": (
        "The £6.0m is allocated as follows:\n\n- £2.5m for home care (£2.3m in 2015/16)\n- £2.0m for reablement\n"
        "- £1.5m for equipment, of which £0.4m is capital"
    ),
    "items without an amount": (
        "The £6.0m is allocated as follows:\n\n- £2.5m for home care\n- reablement, which is paid by the council\n"
        "- £1.5m for equipment"
    ),
    "items and their total": "We will spend:\n\n- £1.25m on beds\n- £0.75m on falls\n- Total £2.0m",
    "parts in thousands": "A total of £2.1m goes to carers (£1,250k) and to falls (£850,000).",
    "a range in the parts": "The £3m is split between beds (£1.0m-£1.4m) and home care (£1.8m-£2.0m).",
    "up to": "Up to £5m is at risk: £3m for the CCG and £1m for the council.",
    "a number that is not money": "The £2.1m is split between 1.2m visits and £0.4m and £0.3m of equipment.",
    "a table that adds up": (
        "| Source | £ |\n| --- | --- |\n| CCG | 21,861,473 |\n| DFG | 1,854,000 |\n| Total | 23,715,473 |"
    ),
    "a table within rounding": (
        "| Source | £m |\n| --- | --- |\n| CCG | 12.4 |\n| DFG | 1.4 |\n| iBCF | 3.4 |\n| Total | 17.3 |"
    ),
    "sub-totals and a total": (
        "| Line | £000 |\n| --- | --- |\n| CCG A | 100 |\n| CCG B | 250 |\n| NHS sub-total | 350 |\n| Council | 50 |\n"
        "| DFG | 25 |\n| LA sub-total | 75 |\n| Grand total | 425 |"
    ),
    "percentages that make 100 within rounding": (
        "| Area | Share |\n| --- | --- |\n| A | 33% |\n| B | 33% |\n| C | 33% |\n| Total | 100% |"
    ),
    "an average at the foot": (
        "| Ward | Length of stay |\n| --- | --- |\n| A | 12 |\n| B | 8 |\n| Total | 10 |"
    ),
    "a rate at the foot": (
        "| Quarter | Admissions per 100,000 |\n| --- | --- |\n| Q1 | 120 |\n| Q2 | 130 |\n| Total | 125 |"
    ),
    "a total with a gap": (
        "| Scheme | £000 |\n| --- | --- |\n| A | 100 |\n| B | to be agreed |\n| C | 50 |\n| Total | 400 |"
    ),
    "a row that is part of another": (
        "| Line | £000 |\n| --- | --- |\n| NHS | 300 |\n| of which ring-fenced | 120 |\n| Council | 50 |\n| "
        "Total | 350 |"
    ),
    "a deduction": (
        "| Line | £000 |\n| --- | --- |\n| Gross | 300 |\n| Less income | 50 |\n| Total | 250 |"
    ),
    "columns of years and a change": (
        "| Line | 2016/17 | 2017/18 | Change | Total |\n| --- | --- | --- | --- | --- |\n| A | 10 | 12 | 2 | 22 |\n"
        "| B | 5 | 4 | -1 | 9 |\n| Total | 15 | 16 | 1 | 31 |"
    ),
    "quarters that add up": (
        "| Metric | Q1 | Q2 | Q3 | Q4 | Total |\n| --- | --- | --- | --- | --- | --- |\n| Plan | 10 | 11 | "
        "12 | 13 | 46 |\n"
        "| Outturn | 9 | 12 | 11 | 14 | 46 |\n| Year before | 10 | 10 | 10 | 10 | 40 |"
    ),
    "a fall that is right": "Admissions fell from 200 to 150, a reduction of 25%.",
    "a fall cut off and not rounded": "Admissions fell from 640 to 602, a reduction of 5%.",
    "a change of percentages in points": "The share rose from 80% to 85%, an increase of 5 percentage points.",
    "a change of percentages said per cent": "The share rose from 80% to 85%, an increase of 5%.",
    "a relative change of percentages": "The share rose from 80% to 84%, an increase of 5%.",
    "halved, near enough": "Delays have almost halved, from 100 to 55 a day.",
    "more than doubled": "Referrals have more than doubled from 120 to 310.",
    "an annual rate": "Numbers grow from 100 to 121 in two years, an increase of 10% a year.",
    "a target beside a change": "Admissions fell from 200 to 180, against a target reduction of 15%.",
    "slowing a rise": "We reduced the growth in admissions, from 3.1% to 4.2% less than in the region.",
    "improving": "Performance improved from 85% to 80% of delays.",
    "hours and ages": "The team is extended from 5 to 7 days a week, for people from 18 to 65.",
    "a fall of a person": "After a fall, 200 to 250 people a month come to hospital, up from 180.",
    "two changes in a sentence": (
        "Delays fell from 30 to 20 a day while admissions rose from 100 to 110, an increase of 10%."
    ),
    "a share that is right": "Of 230 people, 214 are at home; 12 of 48 practices (25%) take part.",
    "a share of something else": "12 of the 40 practices (75% of the population) take part.",
    "a share rounded": "214 out of 230 people (93%) were at home, and 66% (2 of 3) agreed.",
    "conditions announced": (
        "We meet three conditions:\n\n- a jointly agreed plan\n- social care maintained\n- out-of-hospital services"
    ),
    "who agreed what": (
        "The three CCGs agreed:\n\n- to pool £20m\n- to review it in March\n- to report quarterly\n- to meet"
    ),
    "over the next two years": "Over the next two years we will:\n\n- join the teams\n- share records\n- move the beds",
    "two of five": "Two of the five priorities matter here:\n\n- carers\n- falls\n- beds",
    "at least four": "There are at least four reasons:\n\n- one\n- two\n- three\n- four\n- five",
    "a list within a list": (
        "There are four schemes:\n\n- prevention\n  - falls\n  - carers\n- discharge\n- reablement\n- equipment"
    ),
    "a list that is broken by words": (
        "There are five schemes:\n\n- prevention\n- discharge\n- reablement\n\nTwo more are new.\n\n- equipment\n- beds"
    ),
    "numbered points": "We have three aims: (1) more care at home, (2) fewer admissions and (3) shorter stays.",
    "people and a list": "We asked 12 people:\n\n- what matters to them\n- whom they would call",
    "pool in two years": (
        "The BCF pooled fund for 2016/17 is £20.4m.\n\nThe BCF pooled fund for 2017/18 is £21.2m."
    ),
    "pool rounded": "The Better Care Fund pooled budget is £43.4m.\n\nThe BCF pool totals £43,368,727.",
    "the national fund": "Nationally the Better Care Fund is £5.3bn.\n\nThe BCF pooled fund is £43.4m.",
    "shares of partners": "The CCG's minimum contribution is £23.9m.\n\nThe council's contribution is £19.4m.",
    "grant before and after": "The DFG is £2.1m.\n\nThe DFG was £1.9m last year.",
    "minimum and more": "The CCG minimum contribution is £23.9m.\n\nThe CCG contributes £25m, £1.1m above the minimum.",
    "an increase of a grant": "The iBCF is £15.4m.\n\nThis is an increase in iBCF of £1.4m.",
    "other pools": "The BCF pooled budget is £20m.\n\nThe equipment pooled budget is £1m.",
    "a day with its weekday": "The board agreed the plan on Tuesday 29 March 2016 and on 31.03.16 it was sent.",
    "a leap day": "It was agreed on 29 February 2016.",
    "periods of several years": "The strategy 2016/18, the plan for 2017-19 and minute 2017/16 were noted.",
    "from April to March": "It runs from April 2016 to March 2017, and from 1 April 2017 to 31 March 2019.",
    "quarters": "In quarter 4 and Q1, and in the 3rd quarter, delays fell. See Q5 of the survey.",
    "an event in two years": (
        "The board agreed the plan on 29 March 2016.\n\nIn 2017 the board agreed it on 4 September 2017."
    ),
    "savings below cost": "The scheme costs £1.2m and saves £0.8m, so that it costs £0.4m net.",
    "arithmetic": "£1.2m + £0.8m = £2.0m.",
    "a sum with words": "The CCG pays £8.2m and the council £4.1m, a total of £12.3m.",
    "a figure with its share": "£2.5m of the £10m (25%) is spent on carers.",
    "cumulative": "Savings of £1m in 2016/17 and £2m in 2017/18, totalling £5m by 2020, are planned.",
    "a total with money not in the list": (
        "The total is £12.5m: £8.2m from the CCG and £4.1m from the council, plus what was carried forward."
    ),
    "respectively": "The CCGs pay £3m and £4m respectively, a total of £7m.",
    "over a quarter": "Over a quarter of the £20m, £5.2m, is spent on carers; half of it, £2.6m, on breaks.",
    "a contract over years": "The contract is worth £6m, being £2m a year for three years.",
    "many ages": "Of 48,000 people over 65, 12,000 are over 80 and 2,000 are over 90.",
    "a table of two units": (
        "| Line | Value |\n| --- | --- |\n| Budget | £300 |\n| People | 40 |\n| Share | 12% |\n| Total | £300 |"
    ),
    "plan and actual": (
        "| Line | Plan | Actual | Total |\n| --- | --- | --- | --- |\n| A | 10 | 9 | 9 |\n| B | 10 | 9 | 9 "
        "|\n| C | 1 | 1 | 1 |"
    ),
    "a fraction in words": "Four out of five practices (81%) take part, up from 72% last year.",
    "a reduction on another month": "Delays now stand at 177 days, a reduction on August of 192 days.",
    "a rise by so much to so much": "Delays rose by 181 days to 647 days (August 466 days), against a target of 517.",
    "a meeting brought forward": "The meeting was moved from 25 April 2016 to 18 April 2016.",
    "an age with a plus": "A 28% increase in the 65+ population is expected by 2030 – from 38,300 to 49,100.",
    "twice as much, nearly": "The number will almost double, rising from 1.2 million to 2.0 million by 2026.",
    "compared with a year before": "There were 5,980 days compared with 5,680 the year before, an increase of 5%.",
    "lower than one, higher than another": (
        "The overspend is £564m, a slight decrease from £586m in spring, yet higher than the £73.7m of 2022/23."
    ),
    "a table with parts under their sum": (
        "| Line | £000 |\n| --- | --- |\n| NHS | 300 |\n| - city | 100 |\n| - county | 200 |\n| Council | 50 |\n"
        "| Total | 350 |"
    ),
    "a table in sections": (
        "| Line | £m | Income £m |\n| --- | --- | --- |\n| Children | 878.9 | 781.5 |\n| Adults | 363.7 | 185.9 |\n"
        "| Place | 183.0 | 39.7 |\n| Total planned | 1,425.7 | 1,007.1 |\n| Reserves | -7.5 | 0.0 |\n"
        "| Requirement | 1,418.2 | 1,007.1 |"
    ),
    "money that is being spent": "Of the pool of £20m, £5m is being spent on carers, £3m on falls and £1m on beds.",
    "a colon after other words": (
        "The pool of £20m was agreed by all partners after long talks about risk: £3m for carers and £2m for falls "
        "are new."
    ),
    "one sentence under two headings": (
        "# First scheme\n\nThe scheme will cost £200,000 in a full year of running.\n\n# Second scheme\n\n"
        "The scheme will cost £300,000 in a full year of running."
    ),
    "a draft and the plan": (
        "The draft plan was approved by the Health and Wellbeing Board on 4 February 2016.\n\n"
        "The plan was approved by the Health and Wellbeing Board on 29 March 2016."
    ),
    "weeks and days": "The longest wait was reduced from 2 weeks to 10 days.",
    "a unit left to the second amount": "The fund grows from £1.2 to £1.5m, an increase of 25%.",
    "bullets in bullets, pasted": (
        "There are two aims:\n• at home\no Care\no Equipment\n• in hospital\no Shorter stays"
    ),
    "a list twice as long": "We have two priorities:\n\n- prevention\n- falls\n- carers\n- discharge\n- reablement",
    "numbers of papers": "See report 2017/16, HWB 2019/18 and the figures of 2015/12.",
    "a programme of many quarters": "In its 6th quarter the programme reported to the board.",
    "grants of districts": "The Hill DFG is £200,000.\n\nThe Vale DFG is £300,000.",
    "two things with a figure each": "We plan a 5% reduction in admissions, with beds rising from 20 to 30.",
    "long list with parts of parts": (
        "The £45m is allocated as follows:\n\n- £20m NHS\n- £12m city\n- £8m county\n- £15m council\n- £10m care\n"
        "- £5m homes\n- £4m iBCF\n- £3m DFG\n- £2m winter pressures\n- £1m carers"
    ),
    "semicolons as many as announced": "We have three aims: care at home; fewer admissions; and shorter stays.",
    "semicolons of something else": "The three teams meet and agree: who visits; who rings; who writes; who leads.",
    "nearly halved by per cent": "Delays have almost halved, a fall of 46%.",
}
