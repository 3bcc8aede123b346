"""The Chinese font of the charts: shipped with the course, so no machine draws empty boxes."""

from __future__ import annotations

from pathlib import Path

from matplotlib import font_manager

FONT_FILE = Path(__file__).parent / "fonts" / "NotoSansSC-custclass.ttf"
FAMILY = "Noto Sans SC Custclass"
# DejaVu Sans comes with matplotlib and has the few signs (✓ ✗ ✔ ✘) that Noto Sans SC lacks.
FAMILIES = [FAMILY, "DejaVu Sans"]


def register() -> list[str]:
    """Make the shipped font known to matplotlib and return the font families to draw with.

    Returns
    -------
    list of str
        Family names for matplotlib's ``font.family``.

    Examples
    --------
    >>> register()[0]
    'Noto Sans SC Custclass'
    """
    if FAMILY not in {entry.name for entry in font_manager.fontManager.ttflist}:
        font_manager.fontManager.addfont(FONT_FILE)
    return list(FAMILIES)
