"""LibreOffice without a screen: opening workbooks as a reader would, working them out, and reading what they show."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl import Workbook

SECONDS = 300


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
