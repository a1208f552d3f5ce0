"""Problems found while reading a file: where, what was read, why it is wrong and how to mend it."""

import types
import typing
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file. ``where`` is a key path, a JSON pointer or a line and column."""

    where: str
    message: str
    read: str = ""

    def __str__(self) -> str:
        read = f" (read: {self.read})" if self.read else ""
        return f"{self.where or '/'}: {self.message}{read}"


class Refused(ValueError):
    """A file was refused as a whole; nothing of it was stored. Carries every problem found."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        self.name = name
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{name}: {problem}" for problem in self.problems))


def dotted(parts: Iterable[str | int]) -> str:
    """``("items", 2, "payer")`` as ``items[2].payer``: how a key is named to whoever keeps a YAML file."""
    text = ""
    for part in parts:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def pointer(parts: Iterable[str | int]) -> str:
    """``("schemes", 2, "area")`` as the JSON pointer ``/schemes/2/area`` (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def problems_of(
    error: ValidationError, model: type[BaseModel], name_key: typing.Callable[[Iterable[str | int]], str]
) -> list[Problem]:
    """Every problem of a failed validation, each with what is allowed there."""
    found = []
    for item in error.errors(include_url=False):
        location = [part for part in item["loc"] if part != "[key]"]
        message = item["msg"].removeprefix("Value error, ")
        if item["type"] == "extra_forbidden":
            message = f"unknown key; allowed here: {', '.join(_keys_at(model, location[:-1]))}"
        elif item["type"] == "missing":
            message = "is missing and must be given"
        read = item.get("input")
        shown = "" if item["type"] == "missing" or isinstance(read, (dict, list)) else repr(read)[:80]
        found.append(Problem(name_key(location), message, shown))
    return found


def _keys_at(model: type[BaseModel], location: Sequence[str | int]) -> list[str]:
    current: Any = model
    for part in location:
        found = _model_in(current)
        if found is not None and isinstance(part, str) and part in found.model_fields:
            current = found.model_fields[part].annotation
    found = _model_in(current)
    return sorted(found.model_fields) if found is not None else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return annotation if issubclass(annotation, BaseModel) else None
    for argument in reversed(typing.get_args(annotation)):
        if (found := _model_in(argument)) is not None:
            return found
    return None
