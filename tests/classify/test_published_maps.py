"""Holes and overlaps of RFM maps in circulation, counted by enumeration when they were published here.

Source: the course's reference numbers, "published_rfm_maps" (cells are RFM digits; first match wins).
"""

import itertools

import pytest

from custclass.classify.conditions import between, exactly
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.show.say import Text

GRID = {
    "hibernating": "R1-2 F1-2", "at_risk": "R1-2 F3-4", "cant_lose": "R1-2 F5", "about_to_sleep": "R3 F1-2",
    "need_attention": "R3 F3", "loyal": "R3-4 F4-5", "promising": "R4 F1", "new": "R5 F1",
    "potential_loyalist": "R4-5 F2-3", "champion": "R5 F4-5",
}  # fmt: skip
VIGNETTE = {
    "champions": "R5-5 F5-5 M5-5", "potential_loyalist": "R3-5 F3-5 M2-5", "loyal_customers": "R2-4 F2-4 M2-4",
    "promising": "R3-4 F1-3 M3-5", "new_customers": "R4-5 F1-3 M1-5", "cant_lose_them": "R1-2 F3-4 M4-5",
    "at_risk": "R1-2 F2-5 M4-5", "need_attention": "R1-3 F3-5 M3-5", "about_to_sleep": "R2-3 F1-3 M1-4",
    "lost": "R1-1 F1-5 M1-5",
}  # fmt: skip
VIGNETTE_HOLES = "215 241 251 252 341 351 441 451 541 551"
QUARTILES = {
    "premium": "334 443 444 344 434 433 343 333",
    "repeat": "244 234 232 332 143 233 243",
    "top_spender": "424 414 144 314 324 124 224 423 413 133 323 313 134",
    "at_risk": "422 223 212 122 222 132 322 312 412 123 214",
    "inactive": "411 111 113 114 112 211 311",
}
QUARTILE_HOLES = "121 131 141 142 213 221 231 241 242 321 331 341 342 421 431 432 441 442"


def from_ranges(rules, measures):
    def box(rule):
        parts = {part[0].lower(): part[1:].split("-") for part in rule.split()}
        return {name: between(int(ends[0]), int(ends[-1]) + 1) for name, ends in parts.items()}

    return scheme({name: [box(rule)] for name, rule in rules.items()}, measures, 5)


def from_cells(rules):
    def box(cell):
        return {name: exactly(int(digit)) for name, digit in zip("rfm", cell, strict=True)}

    return scheme({name: map(box, cells.split()) for name, cells in rules.items()}, "rfm", 4)


def scheme(boxes, measures, top):
    return Scheme(
        "published",
        Text("已发表的RFM图", "published RFM map"),
        measures=[Measure(name, "integer", low=1, high=top) for name in measures],
        classes=[Class(code, Text(code, code), *parts) for code, parts in boxes.items()],
    )


def cells(check, wanted, top):
    """List the cells (digits) of all boxes whose classes are wanted."""
    found = []
    for box, classes in check.cells:
        if wanted(classes):
            for digits in itertools.product(range(1, top + 1), repeat=len(box)):
                if all(
                    any(a < (x, 0.5) < b for a, b in side.ranges) for side, x in zip(box, digits, strict=True)
                ):
                    found.append("".join(map(str, digits)))
    return sorted(found)


@pytest.mark.parametrize(
    ("built", "top", "holes", "overlaps"),
    [
        (from_ranges(GRID, "rf"), 5, "", 0),
        (from_ranges(VIGNETTE, "rfm"), 5, VIGNETTE_HOLES, 58),
        (from_cells(QUARTILES), 4, QUARTILE_HOLES, 0),
    ],
    ids=["grid", "vignette", "quartiles"],
)
def test_holes_and_overlaps_are_the_published_ones(built, top, holes, overlaps):
    check = built.check()
    assert cells(check, lambda classes: not classes, top) == holes.split()
    assert len(cells(check, lambda classes: len(classes) > 1, top)) == overlaps
    assert len(check.dead) == 0
    assert (len(check.holes) == 0) == (not holes) and (len(check.overlaps) == 0) == (not overlaps)


def test_cell_by_cell_map_of_125_cells_is_whole():
    by_class = {f"class_{k}": [] for k in range(10)}
    for i, digits in enumerate(itertools.product("12345", repeat=3)):
        by_class[f"class_{i % 10}"].append("".join(digits))
    boxes = {
        code: [{n: exactly(int(d)) for n, d in zip("rfm", cell, strict=True)} for cell in found]
        for code, found in by_class.items()
    }
    check = scheme(boxes, "rfm", 5).check()
    assert check.ok and len(check.overlaps) == 0 and len(check.cells) == 125
