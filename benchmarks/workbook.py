"""How long a workbook takes: to make it, and for LibreOffice to open it, work it out and save it."""

import math
import tempfile
import time
from pathlib import Path

from bcf.fund.round import Round
from plans.outputs.workbook import render_workbook
from tests.fund.build import ROUNDS
from tests.outputs.libreoffice import found, recalculate
from tests.outputs.made_plans import crowded


def measure(rows: int = 300, planning_round: Round | None = None) -> dict[str, float]:
    """Seconds for one workbook of a made plan of that many rows; not a number for
    ``recalculate`` where there is no LibreOffice.

    LibreOffice's time includes its start, which is most of it, and reading the result back.
    """
    chosen = planning_round or ROUNDS["2019-20"]
    plan = crowded(chosen, rows)
    start = time.perf_counter()
    content = render_workbook(chosen, plan)
    rendered = time.perf_counter()
    if not found():
        return {"rows": rows, "render": rendered - start, "recalculate": math.nan, "kilobytes": len(content) / 1024}
    with tempfile.TemporaryDirectory() as folder:
        recalculate(content, Path(folder))
    return {
        "rows": rows,
        "render": rendered - start,
        "recalculate": time.perf_counter() - rendered,
        "kilobytes": len(content) / 1024,
    }


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name}: {value:.2f}")
