"""What an expenditure row counts to a ring-fence, and why. One decision gives both, so that they cannot disagree."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from bcf.fund.document import Scheme
from bcf.fund.round import Column, CommissionerKind, JointShare, RingFence, Round
from bcf.fund.text import number

NOUGHT = Decimal(0)
WHOLE = Decimal(1)


class Because(Enum):
    """What decided whether a row counts."""

    COUNTS = auto()
    JOINT = auto()
    SHARE_BLANK = auto()
    JOINT_LEFT_OUT = auto()
    SOURCE = auto()
    AREA_BLANK = auto()
    AREA_EXCEPTED = auto()
    AREA_OTHER = auto()
    COMMISSIONER = auto()


@dataclass(frozen=True, slots=True)
class Counting:
    """A row's part in a ring-fence. ``share`` is the part of its amounts that counts, usually from 0 to 1."""

    fence: RingFence
    share: Decimal
    because: Because

    @property
    def counts(self) -> bool:
        return bool(self.share)

    def verdict(self) -> str:
        """Whether it counts, and to what: ``Counts 40% to NHS commissioned out of hospital``."""
        if not self.share:
            return f"Does not count to {self.fence.short_label}"
        part = "" if self.share == WHOLE else f" {number(self.share * 100)}%"
        return f"Counts{part} to {self.fence.short_label}"

    def reason(self, scheme: Scheme, planning_round: Round) -> str:
        """Why, in the round's own words; begins in lower case where no label comes first."""
        counts, labels = self.fence.counts, planning_round.labels
        area = labels(Column.AREA).get(scheme.area, scheme.area)
        match self.because:
            case Because.SOURCE:
                source = labels(Column.SOURCE).get(scheme.source, scheme.source)
                return f"it is paid from {source}" if source else "no source of funding is chosen"
            case Because.AREA_BLANK:
                return "no area of spend is chosen"
            case Because.AREA_EXCEPTED:
                return f"the area of spend is {area}"
            case Because.AREA_OTHER:
                return f"the area of spend is {area}, not {_either(counts.areas, labels(Column.AREA))}"
            case Because.COMMISSIONER:
                commissioner = labels(Column.COMMISSIONER).get(scheme.commissioner, scheme.commissioner)
                wanted = _either(counts.commissioners, labels(Column.COMMISSIONER))
                return f"the commissioner is {commissioner}, not {wanted}" if commissioner else (
                    f"no commissioner is chosen, and only {wanted} counts"
                )  # fmt: skip
            case Because.JOINT_LEFT_OUT:
                return "a joint commissioner does not count"
            case Because.SHARE_BLANK:
                return f"joint, and the {_side(counts.joint_share)} share is blank"
            case Because.JOINT:
                full = counts.joint_share is JointShare.FULL
                return "joint, counts whole" if full else f"joint, {_side(counts.joint_share)} share"
            case Because.COUNTS:
                return _merits(self.fence, scheme, planning_round)


def counting(fence: RingFence, scheme: Scheme, planning_round: Round) -> Counting:
    """Which part of a row counts to a ring-fence, and what decided it.

    For 2019-20: adult social care takes the minimum CCG contribution spent in the area Social Care,
    whoever commissions; NHS commissioned out of hospital takes the minimum CCG contribution where the
    CCG commissions and the area is not Acute, of a joint row its NHS percentage.
    """
    counts = fence.counts
    if scheme.source not in counts.sources:
        return Counting(fence, NOUGHT, Because.SOURCE)
    if not scheme.area:
        return Counting(fence, NOUGHT, Because.AREA_BLANK)
    if scheme.area in counts.areas_except:
        return Counting(fence, NOUGHT, Because.AREA_EXCEPTED)
    if counts.areas is not None and scheme.area not in counts.areas:
        return Counting(fence, NOUGHT, Because.AREA_OTHER)
    commissioner = planning_round.commissioners.get(scheme.commissioner)
    if commissioner is not None and commissioner.kind is CommissionerKind.JOINT:
        return _joint(fence, scheme)
    if counts.commissioners is not None and scheme.commissioner not in counts.commissioners:
        return Counting(fence, NOUGHT, Because.COMMISSIONER)
    return Counting(fence, WHOLE, Because.COUNTS)


def counted_share(fence: RingFence, scheme: Scheme, planning_round: Round) -> Decimal:
    """Which part of a row counts to a ring-fence, from 0 to 1."""
    return counting(fence, scheme, planning_round).share


def _joint(fence: RingFence, scheme: Scheme) -> Counting:
    match fence.counts.joint_share:
        case JointShare.FULL:
            return Counting(fence, WHOLE, Because.JOINT)
        case JointShare.NONE:
            return Counting(fence, NOUGHT, Because.JOINT_LEFT_OUT)
        case JointShare.NHS:
            per_cent = scheme.joint_nhs
        case JointShare.LA:
            per_cent = scheme.joint_la
    if per_cent is None:
        return Counting(fence, NOUGHT, Because.SHARE_BLANK)
    return Counting(fence, per_cent / 100, Because.JOINT)


def _side(share: JointShare) -> str:
    return "NHS" if share is JointShare.NHS else "LA"


def _either(codes: tuple[str, ...] | None, labels: Mapping[str, str]) -> str:
    words = [labels.get(code, code) for code in codes or ()]
    return " or ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _merits(fence: RingFence, scheme: Scheme, planning_round: Round) -> str:
    """What a row that counts fulfils."""
    counts, labels = fence.counts, planning_round.labels
    parts = []
    if counts.commissioners is not None:
        parts.append(f"{labels(Column.COMMISSIONER).get(scheme.commissioner, scheme.commissioner)} commissioned")
    if counts.areas is not None:
        parts.append(f"spent on {labels(Column.AREA).get(scheme.area, scheme.area)}")
    if counts.areas_except:
        parts.append(f"not {_either(counts.areas_except, labels(Column.AREA))}")
    if counts.commissioners is None:
        parts.append("whoever commissions")
    return ", ".join(parts)
