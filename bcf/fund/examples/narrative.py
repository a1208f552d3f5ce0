"""Examples of the rules about the narrative."""

from collections.abc import Mapping

from bcf.fund.examples.changes import section
from bcf.fund.examples.example import Pair, pair

PICTURE = "picture:0123456789abcdef"

EXAMPLES: Mapping[str, Pair] = {
    "NAR-001": pair(
        passes="A question answered in one word.",
        right=section(narrative={"b_i": "None"}),
        fails="A question answered with an empty line.",
        wrong=section(narrative={"b_i": " \n "}),
    ),
    "NAR-002": pair(
        passes="An answer of 800 words where the limit is 800.",
        right=section(narrative={"b_i": " ".join(["word"] * 800)}),
        fails="An answer of 801 words where the limit is 800.",
        wrong=section(narrative={"b_i": " ".join(["word"] * 801)}),
    ),
    "NAR-003": pair(
        passes="A picture that is told as “the way home from hospital”.",
        right=section(narrative={"a": f"How it fits: ![the way home from hospital]({PICTURE})"}),
        fails="A picture with nothing between its square brackets.",
        wrong=section(narrative={"a": f"How it fits: ![ ]({PICTURE})"}),
    ),
    "NAR-004": pair(
        passes="An answer that names {pool total}, a figure of every plan.",
        right=section(narrative={"a": "Of {pool total} most is spent near home."}),
        fails="An answer that names {pool totl}, a slip of the pen.",
        wrong=section(narrative={"a": "Of {pool totl} most is spent near home."}),
    ),
}
