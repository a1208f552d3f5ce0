"""What an entry of one round's lists is in another round: by the round file's own word, by code, or by label."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bcf.fund.round import Carry, Column, Round


def plain(text: str) -> str:
    """A text as it is compared between rounds: without case and needless spaces."""
    return " ".join(text.casefold().split())


@dataclass(frozen=True)
class Translation:
    """From the codes of ``before`` to those of ``after``. Within one round every code stays what it is."""

    before: Round
    after: Round

    @property
    def within_one_round(self) -> bool:
        return self.before.id == self.after.id

    @cached_property
    def _given(self) -> Carry | None:
        return next((carry for carry in self.after.carries if carry.round == self.before.id), None)

    def code(self, column: Column, code: str, scheme_type: str = "") -> str:
        """The code that ``code`` has in the later round, "" if it has none there.

        A sub-type is looked for among those of ``scheme_type``, a code of the later round.
        """
        if not code or self.within_one_round:
            return code
        offered = self._offered(column, scheme_type)
        given = self._given.lists.get(column, {}) if self._given else {}
        if given.get(code) in offered:
            return given[code]
        return code if code in offered else self._by_label(column, code, offered)

    def _offered(self, column: Column, scheme_type: str) -> Mapping[str, str]:
        if column is Column.SUB_TYPE and scheme_type:
            kind = self.after.types.get(scheme_type)
            return {sub.code: sub.label for sub in kind.sub_types} if kind else {}
        return self.after.labels(column)

    def _by_label(self, column: Column, code: str, offered: Mapping[str, str]) -> str:
        label = plain(self.before.labels(column).get(code, ""))
        found = [other for other, other_label in offered.items() if label and plain(other_label) == label]
        return found[0] if len(found) == 1 else ""

    def question(self, code: str) -> str:
        """The narrative question of the later round that asks the same, "" if none does."""
        given = self._given.questions if self._given else {}
        asked = {question.code for question in self.after.narrative.questions}
        return next((other for other in (given.get(code, ""), code) if other in asked), "")

    def contact(self, role: str) -> str:
        """The same role on the later round's cover, "" if it has none."""
        given = self._given.contacts if self._given else {}
        roles = {contact.code for contact in self.after.cover.contacts}
        return next((other for other in (given.get(role, ""), role) if other in roles), "")

    def metric(self, code: str) -> str:
        """The same metric among those that rows of the later round bear on, "" if it is not one of them."""
        impact = self.after.expenditure.impact
        return code if impact and code in impact.metrics else ""
