"""The shipped font has every character that the course can draw."""

import subprocess
import sys
import unicodedata

import pytest
from fontTools.ttLib import TTFont
from matplotlib import font_manager

from custclass.show.fonts import FAMILIES, FONT_FILE, register
from tools.cut_font import used_characters


@pytest.fixture(scope="module")
def drawable():
    codes = set(TTFont(FONT_FILE).getBestCmap()) | set(
        TTFont(font_manager.findfont("DejaVu Sans")).getBestCmap()
    )
    return {chr(code) for code in codes}


def test_every_character_of_tables_lessons_and_package_can_be_drawn(drawable):
    lacking = {c: unicodedata.name(c, "no name") for c in used_characters() - drawable}
    assert not lacking, "Run tools/cut_font.py: the charts lack these characters."


def test_names_beyond_gb2312_can_be_drawn(drawable):
    assert set("喆堃镕玥昇赟祎") <= drawable
    assert "\U00020000" not in drawable  # so a missing character is noticed


def test_font_is_small_and_has_its_licence():
    assert FONT_FILE.stat().st_size < 5_000_000
    licence = (FONT_FILE.parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence.upper()


def test_registered_once_and_found_without_a_word(caplog):
    register()
    register()
    entries = [entry for entry in font_manager.fontManager.ttflist if entry.name == FAMILIES[0]]
    assert len(entries) == 1
    assert font_manager.findfont(FAMILIES[0], fallback_to_default=False) == str(FONT_FILE)
    assert not caplog.records


def test_show_room_loads_no_heavy_library():
    code = (
        "import sys, custclass.show; "
        "print([m for m in ('pandas', 'matplotlib', 'seaborn') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    assert run.stdout.strip() == "[]"
