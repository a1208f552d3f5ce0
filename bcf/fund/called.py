"""What people call the fund, its sources and its metrics in what they write, beside the labels of the template."""

from collections.abc import Mapping

from bcf.fund.base import Code, Label, Sourced


class Names(Sourced):
    """Further names, each meant for one thing only. The text of a plan is read with them and with the labels."""

    fund: tuple[Label, ...] = ()
    """The fund as a whole, without a year."""
    nhs_body: tuple[Label, ...] = ()
    council: tuple[Label, ...] = ()
    sources: Mapping[Code, tuple[Label, ...]] = {}
    ring_fences: Mapping[Code, tuple[Label, ...]] = {}
    metrics: Mapping[str, tuple[Label, ...]] = {}
    changes: tuple[Label, ...] = ()
    """The changes of the maturity model, taken together."""
