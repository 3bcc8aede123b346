"""RFM maps in circulation that leave customers out: material for finding holes."""

from __future__ import annotations

import itertools

import pandas as pd

from custclass.classify.conditions import Interval, exactly
from custclass.classify.measure import Class, Measure
from custclass.classify.scheme import Scheme
from custclass.show.say import Text, say

_LETTERS = ("r_score", "f_score", "m_score")

# Lowest and highest score of R, F and M. The rules overlap: the first that matches decides.
_VIGNETTE = [
    ("champions", say(zh="冠军客户", en="champions"), "55 55 55"),
    ("potential_loyalist", say(zh="潜力忠诚客户", en="potential loyalists"), "35 35 25"),
    ("loyal_customers", say(zh="忠诚客户", en="loyal customers"), "24 24 24"),
    ("promising", say(zh="有前景客户", en="promising customers"), "34 13 35"),
    ("new_customers", say(zh="新客户", en="new customers"), "45 13 15"),
    ("cant_lose_them", say(zh="不能失去的客户", en="cannot lose"), "12 34 45"),
    ("at_risk", say(zh="流失风险客户", en="at risk"), "12 25 45"),
    ("need_attention", say(zh="需关注客户", en="customers needing attention"), "13 35 35"),
    ("about_to_sleep", say(zh="即将沉睡客户", en="about to sleep"), "23 13 14"),
    ("lost", say(zh="流失客户", en="lost customers"), "11 15 15"),
]

# Cell by cell: the digits are the scores of R, F and M.
_QUARTILES = [
    ("premium", say(zh="优质客户", en="premium"), "334 443 444 344 434 433 343 333"),
    ("repeat", say(zh="回头客", en="repeat customers"), "244 234 232 332 143 233 243"),
    (
        "top_spender",
        say(zh="高消费客户", en="top spenders"),
        "424 414 144 314 324 124 224 423 413 133 323 313 134",
    ),
    ("at_risk", say(zh="流失风险客户", en="at risk"), "422 223 212 122 222 132 322 312 412 123 214"),
    ("inactive", say(zh="不活跃客户", en="inactive customers"), "411 111 113 114 112 211 311"),
]


def published_map() -> Scheme:
    """Return a ten-class map from the manual of a well-known RFM package; ten of its 125 cells have no class.

    Examples
    --------
    >>> published_map().check().ok
    False
    >>> hole_cells(published_map())
    ['215', '241', '251', '252', '341', '351', '441', '451', '541', '551']
    """
    return Scheme(
        "published_map",
        say(zh="一张流传很广的RFM图", en="An RFM map in circulation"),
        measures=_measures(5),
        classes=[
            Class(
                code,
                label,
                {
                    name: Interval(int(ends[0]), int(ends[1]))
                    for name, ends in zip(_LETTERS, scores.split(), strict=True)
                },
            )
            for code, label, scores in _VIGNETTE
        ],
    )


def published_quartile_map() -> Scheme:
    """Return a five-class map over quartile scores that is in circulation; 18 of 64 cells have no class.

    Examples
    --------
    >>> len(hole_cells(published_quartile_map()))
    18
    """
    return Scheme(
        "published_quartile_map",
        say(zh="一张按四分位打分的RFM图", en="An RFM map over quartile scores"),
        measures=_measures(4),
        classes=[
            Class(
                code,
                label,
                *(
                    {n: exactly(int(d)) for n, d in zip(_LETTERS, cell, strict=True)}
                    for cell in cells.split()
                ),
            )
            for code, label, cells in _QUARTILES
        ],
    )


def hole_cells(scheme: Scheme) -> list[str]:
    """List the cells without a class of a scheme over scores, such as ``"215"`` for R 2, F 1, M 5.

    `Scheme.check` proves the same holes, but joins neighbouring cells into boxes; this counts cell by cell.

    Parameters
    ----------
    scheme : Scheme
        Its measures are scores: whole numbers from low to high.

    Returns
    -------
    list of str
        In rising order; empty when every cell has a class.
    """
    ranges = [range(int(m.low or 0), int(m.high or 0) + 1) for m in scheme.measures.values()]
    cells = pd.DataFrame(list(itertools.product(*ranges)), columns=list(scheme.measures))
    holes = cells[scheme.classify(cells).isna()]
    return ["".join(map(str, row)) for row in holes.itertuples(index=False)]


def _measures(top: int) -> list[Measure]:
    names = [Text(f"{letter}得分", f"{letter} score") for letter in "RFM"]
    return [
        Measure(code, "integer", low=1, high=top, label=name)
        for code, name in zip(_LETTERS, names, strict=True)
    ]
