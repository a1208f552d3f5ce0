"""The turns of phrase by which a sentence ties an amount to a name, as patterns over its shape.

A turn of phrase that leaves another reading, such as a part of a sum or another year, is not among them.
"""

import re

from bcf.fund.holding.shapes import FIGURE, HERE, NAME, YEAR

_OF_YEAR = (
    rf"(?:(?:the )?(?:financial )?(?:year )?(?:of )?{YEAR}(?: financial year)?|this (?:financial )?year|the year"
    r"|(?:both|the two|the three|all) (?:financial )?years)"
)
IN_YEAR = rf"(?:in|for|during|over|across) {_OF_YEAR}"
NEUTRAL = (
    rf"(?:(?:total|overall|whole|full|combined|current|entire|planned|agreed|annual|mandatory|local|pooled|joint|single"
    rf"|confirmed|final|financial|{HERE}(?: city)?|council's|city's|county's|area's|borough's|{YEAR}|\({YEAR}\)) )*"
)
_DETERMINER = r"(?:(?:the|our|this|a|one|its) )?"
HEDGE = (
    r"(?:(?:around|about|approximately|approx\.?|circa|c\.?|ca\.?|some|just|nearly|almost|over|under|more than|less"
    r" than"
    r"|in excess of|at least|up to|a little|slightly|roughly|exactly|the sum of|a total of|in total|a further"
    r"|above|below|close to|~|>|<) ?)*"
)
_FIRM_TAIL = r"allocations?|grants?|budgets?|contributions?|pot|pool|funds?|envelope|plan"
_SOFT_TAIL = r"funding|money|monies|resources?|income|element|total|investment"
TAIL = rf"(?P<tail>(?: (?:{_FIRM_TAIL}|(?P<soft>{_SOFT_TAIL})))*)"
_OF_WHOM = rf"(?: (?:from|of|for|to) (?:the )?(?:government|{HERE}(?: city)?|council|area|board|city|county))?"
NOUN = rf"[\"']?{TAIL}(?: \({YEAR}\))?{_OF_WHOM}(?:,? (?:{IN_YEAR}|of {YEAR}))?,?"
"""The rest of a noun phrase that began with a name."""
IS = (
    r" (?:now |currently |therefore |also |together )?(?:is|are|totals?|totalling|totalled|amounts? to|amounting to"
    r"|comes? to|stands? at|equals?|will (?:be|total|amount to|stand at|come to)|is worth|worth"
    r"|(?:is|has been|was) (?:set|confirmed|agreed|fixed|planned) (?:at|as)"
    r"|has a (?:total |combined )?value of|to the value of|valued at|was|were|(?:has )?increase[sd]? to|(?:has"
    r" )?ris(?:es|en) to)"
    r"(?: now| therefore| currently| set at| planned at)* "
)

VALUE_OF = r"(?:(?:value|size|total|amount|sum|level) (?:of|for|in) )"
SUBJECT = re.compile(
    rf"(?:{IN_YEAR},? )?{_DETERMINER}{NEUTRAL}(?:{VALUE_OF}{_DETERMINER}{NEUTRAL})?[\"'(]?", re.IGNORECASE
)
"""What may stand between the beginning of a clause and a name that is its subject."""
LISTED = re.compile(
    r".*\b(?:includ\w+|compris\w+|consists? of|consisting of|made up of|contains?|containing|brings? together"
    rf"|bringing together|combin\w+|namely)(?: both)? {_DETERMINER}{NEUTRAL}[\"']?"
)
"""What may stand before the first of several sources that are told with their amounts."""
HELD = re.compile(
    r"(?:.* )?(?:has|have|hold|holds|operates?|manages?|agreed|creates?|created|with|into|through|is) "
    r"(?:a|an|one|the|our) " + NEUTRAL + r"[\"']?"
)
"""What may stand before a pool that somebody has or makes."""
RELATION = re.compile(
    r"\b(?:contributions?|uplift|increases?|reductions?|share|part|portion|proportion|savings?|underspend|overspend|top"
    r"|growth|change|rise|fall|cut|call|slippage|balance|carr(?:y|ied)|rolled|surplus|deficit|shortfall|gap|cost"
    r"|contribut\w+|addition\w*|extra|remaining|remainder|further|reserve\w*)\b"
)

COPULA = re.compile(rf"{NOUN}{IS}{HEDGE}")
OF = re.compile(rf"{NOUN} (?:of|at) {HEDGE}")
BRACKET = re.compile(rf"{NOUN} \({HEDGE}")
COLON = re.compile(rf"{NOUN}(?: ?[:=]| -| \|) ?{HEDGE}")
NEXT = re.compile(rf"{NOUN} {HEDGE}")
BEFORE = re.compile(rf" (?:of )?{NEUTRAL}")
"""Between an amount and the name that it is put before: the £15.5m iBCF."""
AFTER_NAME = re.compile(
    rf"[\"']?(?: (?:{_FIRM_TAIL}))*(?: {IN_YEAR})?(?:[.,;:)]|$| (?:is|are|will|was|has|and the|which)\b)"
)
HEADED = re.compile(
    r"[\"']? (?!(?:funding|schemes?|projects?|work|money|monies|elements?|programmes?|teams?|services?|plan"
    r"|allocations?|for|to|of|towards?"
    r"|from|spend|spending|scheme|pilot|budget|underspend|award|share|uplift|contribution)\b)[a-z]+"
)
"""What may follow a name that ends with its own head, such as a grant."""
DEFINITE = re.compile(rf"(?:.* )?(?:the|our|this|its) {NEUTRAL}{HEDGE}")

ALSO_IN = re.compile(
    rf" \(?(?:(?:in|for) )?{YEAR}\)?,? (?:and|rising to|increasing to|falling to|then|and then)(?: (?:in|for)"
    rf" {YEAR},?)? {HEDGE}"
    rf"(?P<figure>{FIGURE})(?: \(?(?:(?:in|for) )?(?P<year>{YEAR}))?"
)
"""After an amount and its year the amount of another year: £1m in 2017/18 and £2m in 2018/19."""
COMPARED = re.compile(
    rf"\b(?:than|as|from|over|on|compared (?:with|to)|against|since|like)(?: (?:in|for|of|the|that|those|plan))* {YEAR}"
)
"""Another year that something is only compared with."""

STARTS = re.compile(
    rf"[;:!?•] ?|\. |, (?:and |but |while |whilst |with |plus |which |as |so )?|(?<=[{FIGURE[1:-1]})]) (?:and|plus|with"
    r"|while|but) |\b(?:that|where|while|whilst|because|as|so) | - |\("
)
"""Where a clause begins."""

NOT_ALL = re.compile(
    rf"[)\"']* ?(?:(?:more|less|fewer|higher|lower|above|below|over(?! (?:{YEAR}|the|two|both|three))|short|under"
    rf"|increase"
    r"|growth|uplift|reduction|saving|underspend|overspend|additional|extra|new|recurrent|non-recurrent|non recurrent"
    rf"|revenue|capital|per|each|towards?|from|out of|into|across|on|by|via|through|plus|\+|&|-|/|and {FIGURE}|and"
    rf" the {NAME}(?! )"
    rf"|for(?! (?:{YEAR}|the (?:financial )?year|{HERE}))|to(?! (?:{FIGURE}|the {NAME}))"
    r"|of (?!grants?\b))(?![a-z])"
    rf"|(?:{HEDGE})?{FIGURE}|a (?:week|day|month|year)|\+)"
)
"""What follows an amount that is not the whole of what the name before it means."""

ELSEWHERE = re.compile(
    r"\b(?:national(?:ly)?|nationwide|england|english|uk|across the country|countrywide|ministers?|government(?:'s)?"
    r" (?:has|will"
    r"|announced|committed|provided)|spending review|spring budget|regional(?:ly)?|respectively|stp|ics|system-wide"
    r"|per head|per capita|other areas?|neighbouring|comparator)\b"
)
"""Words of a sentence that speaks of more than the board's own plan, or of several things in turn."""
UNSURE = re.compile(
    r"\b(?:would|could|should|might|may|if|unless|propos\w+|option|options|bid|bids|bidding|request\w*|subject to"
    r"|hypothetical|scenario|example|e\.g\.|modelled|forecast|outturn|actual|underspent|overspent|slippage|excluding"
    r"|exclud\w+|net of|not including|without|before|after|rather than|instead of|but not|at risk|up to)\b"
)
"""Words of a sentence that does not say what the plan has."""
ONCE = re.compile(
    r"\b(?:was|were|had|previous(?:ly)?|last year|prior|earlier|historic\w*|original(?:ly)?|initial(?:ly)?|began"
    r"|started"
    r"|since|in the past|formerly|next year|future|later|totalled|baseline|to date)\b"
)
"""Words of a sentence that may speak of another time than the plan's."""
