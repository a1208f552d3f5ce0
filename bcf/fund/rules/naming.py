"""A row in words: where it stands, what it is called, how its type is named."""

from bcf.fund.document import Scheme
from bcf.fund.places import Place, Section
from bcf.fund.round import Round


def place(scheme: Scheme, field: str, year: str = "") -> Place:
    """A cell of the row."""
    return Place(section=Section.EXPENDITURE, item=scheme.key, field=field, year=year)


def name(scheme: Scheme) -> str:
    """The row as a message calls it: its name in quotation marks, or its id while it has none."""
    words = " ".join(scheme.name.split())
    if not words:
        return f"Scheme {scheme.scheme_id}".strip() + " (no name yet)"
    return f"“{words[:80]}{'…' if len(words) > 80 else ''}”"


def type_label(planning_round: Round, scheme: Scheme) -> str:
    """Scheme type and sub-type by their labels. The scheme type must be one of the round's."""
    scheme_type = planning_round.types[scheme.scheme_type]
    sub_type = scheme_type.sub_type(scheme.sub_type)
    return f"{scheme_type.label}, {sub_type.label}" if sub_type else scheme_type.label
