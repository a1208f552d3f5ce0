"""LibreOffice without a screen: opening workbooks as a reader would, working them out, and reading what they show."""

import csv
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl import Workbook

SECONDS = 300
EVERY_SHEET_AS_TEXT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
"""Comma, quotation mark, UTF-8; cells as they are and not as they look; -1 is a file for every sheet."""


def found() -> bool:
    """Whether LibreOffice is on this machine."""
    return shutil.which("soffice") is not None


def convert(files: list[Path], kind: str, folder: Path) -> dict[str, Path]:
    """Converts all files in one start of LibreOffice; gives the new file by the old one's name without its ending.

    It has a profile of its own in ``folder``, so that it meets no other LibreOffice and no settings.
    """
    made = folder / "made"
    made.mkdir(parents=True, exist_ok=True)
    command = [
        "soffice", "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", kind, "--outdir", str(made), *map(str, files),
    ]
    environment = {**os.environ, "HOME": str(folder)}
    subprocess.run(command, check=True, timeout=SECONDS, capture_output=True, env=environment)
    ending = kind.partition(":")[0]
    return {path.stem: made / f"{path.stem}.{ending}" for path in files}


def recalculate_all(workbooks: Mapping[str, bytes], folder: Path) -> dict[str, Workbook]:
    """Each workbook as LibreOffice works it out, with values for formulas."""
    sources = []
    for name, content in workbooks.items():
        sources.append(folder / f"{name}.xlsx")
        sources[-1].write_bytes(content)
    return {name: openpyxl.load_workbook(path, data_only=True)
            for name, path in convert(sources, "xlsx", folder).items()}


def recalculate(content: bytes, folder: Path) -> Workbook:
    """One workbook as LibreOffice works it out."""
    return recalculate_all({"workbook": content}, folder)["workbook"]


def figures_of_all(workbooks: Mapping[str, bytes], folder: Path) -> dict[str, dict[str, list[list[str]]]]:
    """Every sheet of each workbook as LibreOffice works it out, as text with all digits: a third of the time of xlsx.

    Names of workbooks must not begin with one another and a hyphen, as the files are named after both.
    """
    sources = []
    for name, content in workbooks.items():
        sources.append(folder / f"{name}.xlsx")
        sources[-1].write_bytes(content)
    convert(sources, EVERY_SHEET_AS_TEXT, folder)
    return {name: {path.stem.removeprefix(f"{name}-"): _rows(path)
                   for path in (folder / "made").glob(f"{name}-*.csv")} for name in workbooks}


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
