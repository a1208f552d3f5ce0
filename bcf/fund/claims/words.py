"""Content words: what is left of a phrase when small words, endings and ways of writing are taken off.

Two phrases with the same content words are taken to name the same thing; the other way round says nothing.
"""

import re
from functools import lru_cache

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*[A-Za-z]|[A-Za-z]")

_SMALL_WORDS = """
a about above across after again against all along also although am among an and any are around as at be because
been before being below between both but by can could did do does doing down during each either else ever every few
for from further had has have having he her here hers him his how however i if in into is it its itself just like
may me might more most much must my near no nor not now of off on once only onto or other our ours out over own
per quite rather same shall she should since so some such than that the their theirs them then there therefore
these they this those through thus to too toward towards under until up upon us very was we were what when where
whereas which while who whom whose why will with within without would yet you your
approximately circa estimated nearly almost roughly currently now total overall whole last
next previous previously respectively nationally
"""
_SMALL = frozenset(_SMALL_WORDS.split())

_LONG = {
    "bcf": ("better", "care", "fund"),
    "ibcf": ("improved", "better", "care", "fund"),
    "dfg": ("disabled", "facility", "grant"),
    "hwb": ("health", "wellbeing", "board"),
    "hwbb": ("health", "wellbeing", "board"),
    "dtoc": ("delayed", "transfer", "care"),
    "dtocs": ("delayed", "transfer", "care"),
    "nea": ("emergency", "admission"),
    "neas": ("emergency", "admission"),
    "nel": ("emergency", "admission"),
    "asc": ("adult", "social", "care"),
    "la": ("council",),
    "mdt": ("multidisciplinary", "team"),
    "hicm": ("high", "impact", "change", "model"),
    "section": ("s",),
}
_SAME = {
    "budgets": "fund", "budget": "fund", "funds": "fund", "funding": "fund", "pool": "pooled", "pools": "pooled",
    "non-elective": "emergency", "nonelective": "emergency", "authority": "council", "authorities": "council",
    "well-being": "wellbeing", "multi-disciplinary": "multidisciplinary", "contributions": "contribution",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _forms(word: str) -> tuple[str, ...]:
    """The content words that one word stands for."""
    word = word.lower().removesuffix("'s").strip("'-")
    if word in _SMALL:
        return ()
    if word in _LONG:
        return _LONG[word]
    if word in _SAME:
        return (_SAME[word],)
    return (singular(word),)


def singular(word: str) -> str:
    """A word without the ending of its plural, as far as a rule of thumb goes."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def content_words(text: str) -> tuple[str, ...]:
    """The content words of a text in its order: "the BCF's pooled budgets" is better, care, fund, pooled, fund."""
    return tuple(form for word in _WORD.findall(text) for form in _forms(word))


def is_small(word: str) -> bool:
    """Whether a word carries no content of its own."""
    return word.lower() in _SMALL
