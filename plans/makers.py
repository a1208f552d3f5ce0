"""Who does jobs whose matter stands above this app: each app registers its own when it starts."""

from collections.abc import Callable

from plans.models import Job

Maker = Callable[[Job], None]
_MAKERS: dict[Job.Kind, Maker] = {}


def register(kind: Job.Kind, maker: Maker) -> None:
    """Make known who does jobs of that kind. Done again, a job must change nothing: see `plans.running`."""
    if kind in _MAKERS:
        raise ValueError(f"jobs of the kind {kind} have a maker already")
    _MAKERS[kind] = maker


def maker_of(kind: Job.Kind) -> Maker:
    """Who does jobs of that kind."""
    return _MAKERS[kind]
