"""Figures from one run: how long our own checks take beside LibreOffice's recalculation of the same plan.

Run by `make bench`. It prints ratios; no test depends on a time.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bcf.settings")


ROWS = 300


def main() -> None:
    """Measure and print."""
    from benchmarks import fund_check, workbook

    check, again = fund_check.one_plan(ROWS)
    book = workbook.measure(rows=ROWS)
    office = book["recalculate"]
    print(f"{ROWS} rows with a narrative, one run on this machine")
    print(f"  checking the plan in bcf.fund      {check * 1000:9.1f} ms")
    print(f"  checking it again after an edit    {again * 1000:9.1f} ms")
    print(f"  rendering the workbook             {book['render'] * 1000:9.1f} ms")
    print(f"  recalculating it in LibreOffice    {office * 1000:9.1f} ms")
    print(f"  after an edit the check takes {check / again:,.1f} times less than from the start")
    print(f"  LibreOffice takes {office / check:,.0f} times as long as the check from the start")
    for count in fund_check.MANY:
        taken = fund_check.many_plans(count)
        print(f"  {count:5,} different plans of 49 rows   {taken * 1000:9.1f} ms, {taken / count * 1000:.1f} ms each")


if __name__ == "__main__":
    main()
