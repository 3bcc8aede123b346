"""The same right answer, written as different people would hand it in; and what cannot be read at all."""

from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl


def other_ways(exercise):
    """Name and answer: the solution of an exercise in other words, orders and types."""
    return dict(_WAYS[exercise.kind](exercise))


def _labelled(exercise):
    labels = exercise.question.labels()
    right = {str(k): v for k, v in dict(exercise.solution()).items()}
    backwards = dict(reversed(right.items()))
    yield "dict backwards", backwards
    yield "labels, Chinese", {k: labels[v].zh for k, v in right.items()}
    yield "labels, English, capitals", {k: labels[v].en.upper() for k, v in right.items()}
    yield "texts of both languages", {k: labels[v] for k, v in right.items()}
    yield "Series", pd.Series(backwards)
    yield "categorical Series", pd.Series(right, dtype="category")
    frame = pd.DataFrame({"class": list(backwards.values()), "customer_id": list(backwards), "more": 1})
    yield "DataFrame", frame
    yield "DataFrame, ids in the index", frame.set_index("customer_id")
    yield "polars DataFrame", pl.DataFrame(frame.to_dict("list"))
    if all(k.isdigit() for k in right):
        yield "ids as ints", {int(k): v for k, v in right.items()}
        yield "ids as floats in a Series", pd.Series({float(k): v for k, v in right.items()})


def _choose_one(exercise):
    letter = exercise.solution()
    code, text = exercise.drawn.codes[letter], exercise.items.loc[letter, "text"]
    yield from {
        "capital": f" {letter.upper()} ",
        "code": code,
        "Chinese": text.zh,
        "English": text.en,
    }.items()
    yield "text of both languages", text


def _several(exercise):
    letters = sorted(exercise.solution(), reverse=True)
    rows = exercise.items.loc[letters]
    yield "list backwards", letters
    yield "tuple, capitals", tuple(letter.upper() for letter in letters)
    yield "frozenset of codes", frozenset(exercise.drawn.codes[letter] for letter in letters)
    yield "Series", pd.Series(letters, dtype=object)
    yield "array", np.array(letters, dtype=object)
    yield "texts, Chinese", [text.zh for text in rows["text"]]
    yield "texts, English", [text.en for text in rows["text"]]


def _number(exercise):
    right, unit = exercise.solution(), exercise.question.unit
    yield "numpy", np.float64(right)
    yield "Decimal", Decimal(repr(right))
    yield "text with separators", f" {right:,.9f} "
    yield "full width", f"{right:,.9f}".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,.-"})
    yield "with the unit, Chinese", f"{right:.9f}{unit.zh}"
    yield "with the unit, English", f"{right:.9f} {unit.en}"
    if float(right).is_integer():
        yield "int", int(right)


def _thresholds(exercise):
    right = exercise.solution()
    backwards = dict(reversed(right.items()))
    labels = {name: slider.label for name, slider in exercise.question.sliders.items()}
    yield "dict backwards", backwards
    yield "Series", pd.Series(backwards)
    yield "texts", {name: f" {value} " for name, value in right.items()}
    yield "labels, Chinese", {labels[name].zh: value for name, value in right.items()}
    yield "labels, English", {labels[name].en: value for name, value in right.items()}


def _table(exercise):
    question, right = exercise.question, exercise.solution()
    frame = right.to_frame(right.name or "value") if isinstance(right, pd.Series) else right
    if question.key in frame.columns:
        frame = frame.set_index(question.key)
    frame = frame.rename_axis(question.key)
    backwards = frame[::-1].iloc[:, ::-1]
    yield "index as key, backwards", backwards
    yield "key as a column", backwards.reset_index()
    if len(frame.columns) > 1 or isinstance(right, pd.DataFrame):
        yield "further columns", frame.assign(further="?")
    else:
        yield "Series backwards", backwards.iloc[:, 0]
        yield "dict", dict(backwards.iloc[:, 0].items())
        yield "Series without names", pd.Series(list(backwards.iloc[:, 0]), index=list(backwards.index))
    yield "everything as objects", backwards.astype(object)
    columns = backwards.reset_index()
    cells = columns.astype(object).where(columns.notna(), None)
    yield "polars", pl.DataFrame(cells.to_dict("list"), strict=False)
    as_text = backwards.astype(object).map(lambda v: v if pd.isna(v) else str(v))
    yield "cells as text", as_text
    for tongue in ("zh", "en"):
        labelled = columns.copy()
        for column, labels in question.labels.items():
            labelled[column] = [getattr(labels[v], tongue) if v in labels else v for v in columns[column]]
        yield f"labels, {tongue}", labelled


_WAYS = {
    "assign": _labelled,
    "match": _labelled,
    "choose_one": _choose_one,
    "several": _several,
    "number": _number,
    "thresholds": _thresholds,
    "table": _table,
}


class Hostile(dict):
    """An object that fails in every way while it is read."""

    __hash__ = None

    def __str__(self):
        raise RuntimeError("no words")

    def items(self):
        raise ZeroDivisionError

    def __eq__(self, other):
        raise RuntimeError("no comparison")


#: No kind of exercise takes any of these.
RUBBISH = {
    "None": None,
    "empty text": "",
    "a sentence": "what is this?",
    "bytes": b"12",
    "object": object(),
    "function": len,
    "class": dict,
    "nan": float("nan"),
    "inf": float("inf"),
    "pd.NA": pd.NA,
    "date": pd.Timestamp("2020-01-01"),
    "bool": True,
    "complex": 3 + 4j,
    "huge int": 10**400,
    "nested lists": [[1], [2, [3]]],
    "list of ints": [1, 2],
    "list of None": [None],
    "array": np.zeros((2, 2)),
    "empty frame": pd.DataFrame(),
    "frame without the column": pd.DataFrame({"x": [1]}),
    "polars frame without the column": pl.DataFrame({"x": [1]}),
    "polars Series": pl.Series([1, 2]),
    "Series of the wrong length": pd.Series([1, 2], index=[998, 999]),
    "id that is not there": {"nobody": "x"},
    "keys of all sorts": {(1, 2): 3, None: None, 5.5: ...},
    "hostile object": Hostile(a=1),
    "iterator": iter([1]),
}
