"""Examples of the rules about reference documents."""

import datetime
from collections.abc import Mapping

from bcf.fund.examples.changes import first, section
from bcf.fund.examples.example import Pair, pair

WITH_DOCUMENTS = "2017-19"

EXAMPLES: Mapping[str, Pair] = {
    "DOC-001": pair(
        passes="A needs assessment that “the public health team” can give to whoever asks.",
        right=first("documents", where="The public health team"),
        fails="A needs assessment without a word about where it can be found.",
        wrong=first("documents", where=" "),
        round_id=WITH_DOCUMENTS,
    ),
    "DOC-002": pair(
        passes="A list with one document.",
        fails="An empty list of documents.",
        wrong=section(documents=()),
        round_id=WITH_DOCUMENTS,
    ),
    "DOC-003": pair(
        passes="A document of the day on which plans were due.",
        right=first("documents", date=datetime.date(2017, 9, 11)),
        fails="A document of the day after.",
        wrong=first("documents", date=datetime.date(2017, 9, 12)),
        round_id=WITH_DOCUMENTS,
    ),
}
