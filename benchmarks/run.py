"""Figures from one run: how long our own checks take beside LibreOffice's recalculation of the same plan.

Run by `make bench`. It prints ratios; no test depends on a time.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bcf.settings")


def main() -> None:
    """Measure at 300 rows and print."""
    from benchmarks import fund_check, workbook

    check = fund_check.measure()
    book = workbook.measure(rows=300)
    office = book["recalculate"]
    print("300 rows, one run on this machine")
    print(f"  checking the plan in bcf.fund      {check * 1000:9.1f} ms")
    print(f"  rendering the workbook             {book['render'] * 1000:9.1f} ms")
    print(f"  recalculating it in LibreOffice    {office * 1000:9.1f} ms")
    print(f"  LibreOffice takes {office / check:,.0f} times as long as the check")


if __name__ == "__main__":
    main()
