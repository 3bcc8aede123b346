"""Compare one record with the people it could be: by phone number, by name and city."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from custclass.data.cleaned import clean_city, clean_name, clean_phone

# A phone number that agrees needs a name at least this alike (0-100); a number is passed on to somebody else.
NAME_BESIDE_PHONE = 60
# Taken off the likeness of the names when the phone numbers differ, or when a city is not known.
OFF = 10


def cleaned(table: pd.DataFrame, id_column: str, spellings: Mapping[str, str] | None) -> pd.DataFrame:
    """Return id, phone, name and city in one way of writing; what is missing is None.

    Examples
    --------
    >>> cleaned(pd.DataFrame({"id": ["R1"], "phone": ["154-0000-0001"]}), "id", None).values.tolist()
    [['R1', '15400000001', None, None]]
    """
    empty = pd.Series([None] * len(table), dtype=object)
    city = [clean_city(x, spellings) for x in table.get("city", empty)]
    return pd.DataFrame(
        {
            "id": table[id_column].astype(str).to_numpy(),
            "phone": [clean_phone(x) for x in table["phone"]],
            "name": [clean_name(x, c) for x, c in zip(table.get("name", empty), city, strict=True)],
            "city": city,
        },
        dtype=object,
    )


def grouped(people: list[Any], by: str) -> dict[str, list[Any]]:
    """Return the people who share a phone number, or a city; those without one are left out.

    Examples
    --------
    >>> people = list(cleaned(pd.DataFrame({"id": ["R1", "R2"], "phone": ["15400000001", None]}), "id", None)
    ...               .itertuples(index=False))
    >>> list(grouped(people, "phone"))
    ['15400000001']
    """
    groups: dict[str, list[Any]] = {}
    for who in people:
        key = getattr(who, by)
        if key is not None:
            groups.setdefault(key, []).append(who)
    return groups


def _likeness(name: str, other: str) -> float:
    from rapidfuzz import fuzz
    from rapidfuzz.distance import JaroWinkler

    # In short names the same beginning counts for more.
    return round(max(fuzz.ratio(name, other), 100 * JaroWinkler.normalized_similarity(name, other)), 1)


def by_phone(record: Any, owners: list[Any]) -> tuple[str, list[tuple]]:
    """Say what becomes of a record whose phone number the `owners` have: the kind, and id, reason, score of each pair.

    Examples
    --------
    >>> one = cleaned(pd.DataFrame({"id": ["S1"], "name": ["王芳"], "phone": ["15400000001"]}), "id", None)
    >>> who = list(one.itertuples(index=False))
    >>> by_phone(who[0], who)
    ('matched', [('S1', 'phone', 100.0)])
    """
    named = [who for who in owners if who.name is not None]
    if record.name is None or not named:
        reason = "phone" if len(owners) == 1 else "several"
        return ("matched" if len(owners) == 1 else "doubtful"), [(who.id, reason, None) for who in owners]
    scored = [(who.id, _likeness(record.name, who.name)) for who in named]
    top = max(score for _, score in scored)
    best = [id_ for id_, score in scored if score == top]
    if top < NAME_BESIDE_PHONE:
        return "doubtful", [(id_, "phone_other_name", score) for id_, score in scored]
    if len(best) > 1:
        return "doubtful", [(id_, "several", top) for id_ in best]
    return "matched", [(best[0], "phone", top)]


def by_name(record: Any, near: list[Any], sure: float, doubtful: float) -> tuple[str, list[tuple]]:
    """Say what becomes of a record that no phone number settles; `near` are the people of its city.

    Examples
    --------
    >>> one = cleaned(pd.DataFrame({"id": ["S1"], "name": ["王芳"], "phone": [None], "city": ["杭州"]}), "id", None)
    >>> who = list(one.itertuples(index=False))
    >>> by_name(who[0], who, sure=95, doubtful=85)
    ('matched', [('S1', 'name_city', 100.0)])
    """
    if record.name is None:
        return "unmatched", [("no_name",)]
    scored = []
    for who in near:
        if who.name is not None:
            off = OFF * (record.phone is not None and who.phone is not None) + OFF * (record.city is None)
            score = _likeness(record.name, who.name) - off
            if score >= doubtful:
                scored.append((who.id, score))
    if not scored:
        return "unmatched", [("nobody_alike",)]
    scored.sort(key=lambda pair: (-pair[1], pair[0]))
    top = scored[0][1]
    several = len(scored) > 1 and scored[1][1] == top
    if not several and top >= sure:
        return "matched", [(scored[0][0], "name_city", top)]
    return "doubtful", [(id_, "several" if several else "name_city", score) for id_, score in scored]
