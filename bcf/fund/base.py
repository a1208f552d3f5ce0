"""What every part of a round and of a plan has in common: frozen values, and where a fact comes from."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Value(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


class Confidence(StrEnum):
    """How far a fact of a round can be trusted."""

    VERIFIED = "verified"
    DERIVED = "derived"
    RECALLED = "recalled"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Sourced(Value):
    """A fact or block of facts with its source and confidence."""

    confidence: Confidence
    source: tuple[str, ...] = Field(description="Codes of the round's references")
    note: str = ""

    @property
    def to_be_confirmed(self) -> bool:
        """Whether the product must say that this has not been read in, or computed from, a published document."""
        return self.confidence not in (Confidence.VERIFIED, Confidence.DERIVED)
