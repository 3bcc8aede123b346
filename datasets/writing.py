"""Write a table of the course and record its rows and SHA-256 where readers look them up."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return `frame` as UTF-8 CSV: the same frame gives the same bytes on every system."""
    return frame.to_csv(index=False, lineterminator="\n").encode("utf-8")


def write(frame: pd.DataFrame, file: str) -> None:
    """Write `frame` to `file` in this folder and record it in ``catalogue.toml`` and in its card.

    A name ending in ``.gz`` is compressed without a time stamp, so the bytes are reproducible.
    """
    content = csv_bytes(frame)
    if file.endswith(".gz"):
        packed = io.BytesIO()
        with gzip.GzipFile(filename="", fileobj=packed, mode="wb", compresslevel=9, mtime=0) as out:
            out.write(content)
        content = packed.getvalue()
    (HERE / file).write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    _record(
        HERE / "catalogue.toml",
        rf'(file = "{re.escape(file)}"\nrows = )\d+(\nsha256 = ")[0-9a-f]*',
        rf"\g<1>{len(frame)}\g<2>{digest}",
    )
    for card in HERE.glob("*.md"):
        _record(
            card, rf"(\| `{re.escape(file)}` \| )[\d,]*( \| `)[0-9a-f]*", rf"\g<1>{len(frame):,}\g<2>{digest}"
        )
    print(f"{file}: {len(frame):,} rows, {len(content):,} bytes, sha256 {digest}")


def _record(path: Path, pattern: str, new: str) -> None:
    if path.exists():
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(pattern, new, text), encoding="utf-8", newline="\n")
