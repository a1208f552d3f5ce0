"""What a change did to one row, as a value that can be kept, turned round and compared."""

from collections.abc import Iterable, Iterator
from typing import Any, Self

from bcf.fund.base import Value
from bcf.fund.document import Scheme
from schemes.leaves import differing, leaves

PLACE = "/place"
ROW = "/row"


class Standing(Value):
    """A row that was taken out or put in: its content and between which rows it stood. "" is the table's edge."""

    content: Scheme
    above: str = ""
    below: str = ""


class Step(Value):
    """What a change did to one row: set parts of it, put it in, take it out, or move it.

    ``parts`` are pairs of what stood there and what stands there now; ``place`` likewise the row above.
    """

    key: str
    pk: int = 0
    parts: dict[str, tuple[Any, Any]] = {}
    taken_out: Standing | None = None
    put_in: Standing | None = None
    place: tuple[str, str] | None = None

    @property
    def turned(self) -> Self:
        """The step that leads back."""
        return self.model_copy(
            update={
                "parts": {path: (new, old) for path, (old, new) in self.parts.items()},
                "taken_out": self.put_in,
                "put_in": self.taken_out,
                "place": (self.place[1], self.place[0]) if self.place else None,
            }
        )

    @property
    def touched(self) -> Iterator[tuple[str, str]]:
        """The row and the part of it for everything that the step changed."""
        for path in self.parts:
            yield self.key, path
        if self.place:
            yield self.key, PLACE
        if self.taken_out or self.put_in:
            yield self.key, ROW


def edited(before: Scheme, after: Scheme) -> Step | None:
    """The step from one content of a row to another; None if they are the same."""
    parts = differing(before, after)
    return Step(key=after.key, parts=parts) if parts else None


def back(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps that lead back, in the order in which to take them."""
    return tuple(step.turned for step in reversed(tuple(steps)))


def as_json(steps: Iterable[Step]) -> list[dict[str, Any]]:
    return [step.model_dump(mode="json", exclude_defaults=True) for step in steps]


def from_json(content: Iterable[dict[str, Any]]) -> tuple[Step, ...]:
    return tuple(Step.model_validate(step) for step in content)


def same_content(one: Scheme, other: Scheme) -> bool:
    """Whether two rows hold the same, whatever their keys."""
    return leaves(one) == leaves(other)
