"""Find the same person in two systems: by phone number first, then by name and city.

Nothing is lost: every record of the left table is matched, doubtful (for a person to decide) or unmatched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from custclass.data.given import lacks_columns
from custclass.data.pairing import by_name, by_phone, cleaned, grouped
from custclass.show.say import CourseError, Text, say

#: What the reasons mean.
REASONS: dict[str, Text] = {
    "phone": say(zh="电话相同，姓名相近", en="same phone, names alike"),
    "name_city": say(zh="姓名和城市相近", en="name and city alike"),
    "decided": say(zh="人工确认", en="decided by a person"),
    "phone_other_name": say(zh="电话相同，姓名不同", en="same phone, other name"),
    "several": say(zh="几位客户同样像", en="several equally alike"),
    "nobody_alike": say(zh="没有相像的客户", en="nobody alike"),
    "no_name": say(zh="号码对不上，又没有姓名", en="number unknown, no name"),
}


_KINDS = {
    "matched": say(zh="配上", en="matched"),
    "doubtful": say(zh="存疑，由人判断", en="doubtful, for a person to decide"),
    "unmatched": say(zh="没有", en="unmatched"),
    "unmatched_right": say(zh="另一张表里没有配上的", en="without a match in the other table"),
}


@dataclass(frozen=True, repr=False)
class Linkage:
    """Which records of the left table are which of the right; made by `match_records`.

    Attributes
    ----------
    matches : DataFrame
        One row per matched record: the two ids, ``reason`` ("phone", "name_city" or "decided") and ``score``
        (how alike the names are after what was taken off, 0-100; null where the left table has no name).
    doubtful : DataFrame
        Pairs for a person to decide: the two ids, ``reason`` ("phone_other_name", "name_city", "several"),
        ``score``. A record may have several rows here, and none in `matches`.
    unmatched : DataFrame
        Records of the left table that are like nobody: the id and ``reason`` ("nobody_alike", or "no_name": its
        number is unknown and there is no name to compare).
    unmatched_right : list of str
        Ids of the right table to which no record was matched.
    """

    left_id: str
    right_id: str
    matches: pd.DataFrame
    doubtful: pd.DataFrame
    unmatched: pd.DataFrame
    unmatched_right: list[str]

    def _table(self) -> Any:
        from custclass.show.tables import table

        return table(
            self.counts.rename_axis("kind"),
            {"kind": say(zh="结果", en="result"), "rows": say(zh="记录数", en="records")},
            values={"kind": _KINDS},
        )

    def __repr__(self) -> str:
        return repr(self._table())

    def _repr_html_(self) -> str:
        return self._table()._repr_html_()

    @property
    def counts(self) -> pd.Series:
        """Records by what became of them; the first three add up to all records of the left table."""
        return pd.Series(
            {
                "matched": len(self.matches),
                "doubtful": self.doubtful[self.left_id].nunique(),
                "unmatched": len(self.unmatched),
                "unmatched_right": len(self.unmatched_right),
            },
            name="rows",
        )

    @property
    def duplicates(self) -> pd.DataFrame:
        """The matches in which several records of the left table are one of the right."""
        several = self.matches.duplicated(self.right_id, keep=False)
        return self.matches[several].sort_values([self.right_id, self.left_id]).reset_index(drop=True)

    def decide(self, decisions: Mapping[str, str | None]) -> Linkage:
        """Return the linkage with doubtful records decided.

        Parameters
        ----------
        decisions : mapping
            Id of a doubtful record -> id of the right table it belongs to, or None: to nobody.

        Raises
        ------
        CourseError
            If a record is not doubtful, or the answer is none of its pairs.
        """
        pairs = set(zip(self.doubtful[self.left_id], self.doubtful[self.right_id], strict=True))
        for left, right in decisions.items():
            if left not in set(self.doubtful[self.left_id]) or (
                right is not None and (left, right) not in pairs
            ):
                raise CourseError(
                    say(
                        zh="{left} → {right} 不在存疑的配对里：只能在 doubtful 列出的配对中选，或填 None（都不是）。",
                        en="{left} -> {right} is none of the doubtful pairs: choose one that doubtful lists, or None.",
                    ).format(left=left, right=right)
                )
        yes = self.doubtful[
            [
                decisions.get(a) == b
                for a, b in zip(self.doubtful[self.left_id], self.doubtful[self.right_id], strict=True)
            ]
        ]
        no = pd.DataFrame({self.left_id: [k for k, v in decisions.items() if v is None], "reason": "decided"})
        matches = _joined([self.matches, yes.assign(reason="decided")])
        return Linkage(
            self.left_id,
            self.right_id,
            matches,
            self.doubtful[~self.doubtful[self.left_id].isin(decisions)].reset_index(drop=True),
            _joined([self.unmatched, no]),
            [i for i in self.unmatched_right if i not in set(yes[self.right_id])],
        )


def match_records(
    left: pd.DataFrame,
    right: pd.DataFrame,
    left_id: str,
    right_id: str,
    sure: float = 95,
    doubtful: float = 85,
    spellings: Mapping[str, str] | None = None,
) -> Linkage:
    """Find for every record of one system the same person in another.

    1. A phone number, written in one way, that the right table has: the same person if the names are at least 60
       of 100 alike, otherwise doubtful. A left table without names (a call log) is matched by the number alone.
    2. Without that: names in the same city. The score is how alike they are (rapidfuzz, 0-100), less 10 where both
       have a phone number and the two differ, less 10 where a city is not known. Two different cities: no pair.
       From `sure` on they are one person, from `doubtful` on a person must decide, below that there is no pair.
    Where two of the right table are equally alike, all are doubtful.

    Parameters
    ----------
    left : DataFrame
        Its id, ``phone``, and where it has them ``name`` and ``city``.
    right : DataFrame
        Its id (no value twice), ``phone``, ``name``, ``city``.
    left_id, right_id : str
        The columns of the ids; two different names.
    sure, doubtful : float
        Scores, 0-100.
    spellings : mapping, optional
        Other spellings of a city -> the usual one, such as ``{"Hangzhou": "杭州"}``.

    Returns
    -------
    Linkage
        Matches, doubtful pairs and what did not match on either side.

    Raises
    ------
    CourseError
        If a column is missing, an id is missing or doubled, or the two scores are the wrong way round.

    Examples
    --------
    >>> crm = pd.DataFrame({"contact_id": ["R1", "R2"], "name": ["王 芳", "李强"],
    ...                     "phone": ["154-0000-0001", None], "city": ["杭州", "上海"]})
    >>> shop = pd.DataFrame({"customer_id": ["S1", "S2"], "name": ["王芳", "赵敏"],
    ...                      "phone": ["15400000001", "15400000002"], "city": ["杭州", "上海"]})
    >>> match_records(crm, shop, "contact_id", "customer_id").counts.to_dict()
    {'matched': 1, 'doubtful': 0, 'unmatched': 1, 'unmatched_right': 1}
    """
    if not 0 <= doubtful <= sure <= 100:
        raise CourseError(
            say(
                zh="两个分数应满足 0 ≤ doubtful ≤ sure ≤ 100，得到的是 {d} 和 {s}。",
                en="The scores must satisfy 0 <= doubtful <= sure <= 100; given are {d} and {s}.",
            ).format(d=doubtful, s=sure)
        )
    for name, table in (("left", left), ("right", right)):
        if not isinstance(table, pd.DataFrame):
            raise CourseError(
                say(
                    zh="{name} 应为一张表（DataFrame），得到的是 {kind}。",
                    en="{name} must be a table (DataFrame), but a {kind} was given.",
                ).format(name=name, kind=type(table).__name__)
            )
    if left_id == right_id:
        raise CourseError(
            say(
                zh="两张表的编号列都叫 {name}：请先把其中一列改名，结果里才分得清。",
                en="The ids of both tables are called {name}: rename one of them first, to tell them apart.",
            ).format(name=left_id)
        )
    lacks_columns(left.columns, [left_id, "phone"], "left")
    lacks_columns(right.columns, [right_id, "phone", "name", "city"], "right")
    _check_ids(left, left_id, "left")
    _check_ids(right, right_id, "right")
    one, other = cleaned(left, left_id, spellings), cleaned(right, right_id, spellings)
    rows: dict[str, list[tuple]] = {"matched": [], "doubtful": [], "unmatched": []}
    people = list(other.itertuples(index=False))
    numbers, places = grouped(people, "phone"), grouped(people, "city")
    for record in one.itertuples(index=False):
        if record.phone in numbers:
            kind, pairs = by_phone(record, numbers[record.phone])
        else:
            near = people if record.city is None else places.get(record.city, [])
            kind, pairs = by_name(record, near, sure, doubtful)
        rows[kind] += [(record.id, *pair) for pair in pairs]
    pair_columns = [left_id, right_id, "reason", "score"]
    matches = pd.DataFrame(rows["matched"], columns=pair_columns).astype({"score": float})
    taken = set(matches[right_id])
    return Linkage(
        left_id,
        right_id,
        matches,
        pd.DataFrame(rows["doubtful"], columns=pair_columns).astype({"score": float}),
        pd.DataFrame(rows["unmatched"], columns=[left_id, "reason"]),
        [who.id for who in people if who.id not in taken],
    )


def match_quality(linkage: Linkage, truth: pd.DataFrame) -> pd.Series:
    """Compare a linkage with what is true, where that is known (simulated data, or a sample checked by hand).

    Parameters
    ----------
    linkage : Linkage
        What was matched.
    truth : DataFrame
        The linkage's two id columns; no id of the right table: the record belongs to nobody there.

    Returns
    -------
    Series
        ``right`` and ``wrong`` matches, ``missed`` (true pairs that are not matched, the doubtful ones among them),
        ``precision`` = right / all matches, ``recall`` = right / all true pairs.

    Examples
    --------
    >>> crm = pd.DataFrame({"contact_id": ["R1"], "phone": ["15400000001"]})
    >>> shop = pd.DataFrame({"customer_id": ["S1"], "phone": ["15400000001"], "name": ["王芳"], "city": ["杭州"]})
    >>> linkage = match_records(crm, shop, "contact_id", "customer_id")
    >>> match_quality(linkage, pd.DataFrame({"contact_id": ["R1"], "customer_id": ["S1"]}))["precision"]
    1.0
    """
    lacks_columns(truth.columns, [linkage.left_id, linkage.right_id], "truth")
    known = truth.dropna(subset=[linkage.right_id]).set_index(linkage.left_id)[linkage.right_id]
    said = linkage.matches.set_index(linkage.left_id)[linkage.right_id]
    right = int((known.reindex(said.index) == said).sum())
    return pd.Series(
        {
            "right": right,
            "wrong": len(said) - right,
            "missed": len(known) - right,
            "precision": right / len(said) if len(said) else float("nan"),
            "recall": right / len(known) if len(known) else float("nan"),
        },
        dtype=object,
    )


def _check_ids(table: pd.DataFrame, column: str, name: str) -> None:
    bad = (table[column].isna() | table[column].duplicated()).to_numpy()
    if bad.any():
        row = int(bad.argmax())
        raise CourseError(
            say(
                zh="表 {name} 第 {row} 行的 {column} 是空的，或与前面的重复（{value}）。每条记录要有自己的编号。",
                en="In the table {name}, row {row}, {column} is empty or occurs before ({value}). "
                "Every record needs an id of its own.",
            ).format(name=name, column=column, value=table[column].iloc[row], row=row + 1)
        )


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)] or frames[:1]
    return pd.concat(filled, ignore_index=True)
