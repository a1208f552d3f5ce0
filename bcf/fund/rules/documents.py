"""Reference documents: each can be told from the others, and found."""

from collections.abc import Iterator

from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, rule
from bcf.fund.text import day


@rule(
    "DOC-001", "Every reference document has a title and can be found", Severity.EXPLAIN, Section.DOCUMENTS,
    why="A reader of the plan has to be able to look up what it refers to.",
    mend="Fill in what is missing, or remove the document.",
    basis=Basis.NARRATIVE,
)
def document_can_be_found(context: Context) -> Iterator[Found]:
    if context.planning_round.documents is None:
        return
    for document in context.plan.documents:
        words = " ".join(document.title.split())
        name = f"“{words[:60]}{'…' if len(words) > 60 else ''}”" if words else "A document without a title"

        def place(field: str, key: str = document.key) -> Place:
            return Place(section=Section.DOCUMENTS, item=key, field=field)

        if not words:
            yield Found(place("title"), "A reference document has no title.", read="blank", expected="a title")
        if not document.where.strip():
            yield Found(
                place("where"), "it is not said where it can be found.", read="blank",
                expected="a link, or who can give it", about=name,
            )


@rule(
    "DOC-002", "Reference documents have been listed", Severity.ADVICE, Section.DOCUMENTS,
    why="The round has a list of the documents behind the plan.",
    mend="Add the documents that the narrative rests on, if there are any.",
    basis=Basis.NARRATIVE,
)
def there_are_documents(context: Context) -> Iterator[Found]:
    if context.planning_round.documents is not None and not context.plan.documents:
        yield Found(
            Place(section=Section.DOCUMENTS), "No reference document is listed.", read="no documents",
            expected="the documents behind the plan",
        )


@rule(
    "DOC-003", "Reference documents are older than the plan", Severity.ADVICE, Section.DOCUMENTS,
    why="A plan can rest only on what was there when it was handed in; a later date is often a slip of the pen.",
    mend="Check the date, or say beside the document that it is still to come.",
    basis=Basis.PRACTICE,
)
def document_is_older_than_the_plan(context: Context) -> Iterator[Found]:
    due = context.planning_round.submission
    if context.planning_round.documents is None or due is None:
        return
    for document in context.plan.documents:
        if document.date and document.date > due:
            yield Found(
                Place(section=Section.DOCUMENTS, item=document.key, field="date"),
                f"“{' '.join(document.title.split())[:60]}” is dated {day(document.date)}, after plans were due on "
                f"{day(due)}.", read=day(document.date), expected=f"{day(due)} or earlier",
            )  # fmt: skip
