"""Limits of technical skill: are the measures there, does the database agree, is it worked out in time?"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import pandas as pd

from custclass.act.audit_found import Limit, refuse_empty
from custclass.classify.scheme import Scheme
from custclass.data.given import lacks_columns
from custclass.show.numbers import number, percent
from custclass.show.say import join, say

# A time is told as the next of these, in seconds: what differs from run to run is no finding.
_BOUNDS = (1, 10, 60, 600, 3600)
_CUSTOMERS = say(zh="客户表", en="the table of customers")


def fields(scheme: Scheme, customers: pd.DataFrame, required: float = 1.0) -> Limit:
    """Measure how many of the scheme's measures the table has: a column, and a value in at least one row.

    Parameters
    ----------
    scheme : Scheme
    customers : DataFrame
        What one has, one row a customer.
    required : float
        The least share of the measures.

    Returns
    -------
    Limit
        Measured: that share, 0 to 1.

    Examples
    --------
    >>> from custclass.classify.catalogue import schemes
    >>> print(fields(schemes["activity"], pd.DataFrame({"monetary": [1.0]})).sentence.en)
    0 of 1 measures are there; lacking: silence.
    """
    names = list(scheme.measures)
    lacking = [name for name in names if name not in customers or customers[name].isna().all()]
    sentence = say(
        zh="{k}个指标里有{n}个", en="{n} of {k} measures are there"
    ).format(n=len(names) - len(lacking), k=len(names))  # fmt: skip
    if lacking:
        labels = join(scheme.measures[name].label for name in lacking)
        sentence += say(zh="，缺少：{labels}", en="; lacking: {labels}").format(labels=labels)
    return Limit("fields", 1 - len(lacking) / len(names), required, sentence + say(zh="。", en="."))


def in_sql(scheme: Scheme, customers: pd.DataFrame, required: float = 1.0) -> Limit:
    """Measure whether a database gives the same classes: the SQL of the scheme is run in SQLite and compared.

    Parameters
    ----------
    scheme : Scheme
    customers : DataFrame
        One row a customer; columns that are lacking fail the check.
    required : float
        The least share of customers with the same class.

    Returns
    -------
    Limit
        Measured: that share, missing where the SQL cannot run.

    Examples
    --------
    >>> from custclass.classify.catalogue import schemes
    >>> in_sql(schemes["activity"], pd.DataFrame({"silence_gaps": [1.0, 3.0, None]})).measured
    1.0
    """
    refuse_empty(len(customers), _CUSTOMERS)
    names = list(scheme.measures)
    if lacking := [name for name in names if name not in customers]:
        sentence = say(
            zh="SQL跑不起来：表里没有 {names}。", en="The SQL cannot run: the table has no {names}."
        ).format(names=join(lacking))
        return Limit("sql", float("nan"), required, sentence)
    with closing(sqlite3.connect(":memory:")) as base:
        customers[names].to_sql("customers", base, index=False)
        there = pd.read_sql_query(scheme.to_sql("customers"), base)["class"].fillna("").to_numpy()
    here = pd.Series(scheme.classify(customers)).astype(object).fillna("").to_numpy()
    share = float((there == here).mean())
    sentence = say(
        zh="同一套规则写成SQL，{n}位客户里{share}得到同一类。",
        en="With the same rules in SQL {share} of {n} customers get the same class.",
    ).format(n=number(len(customers)), share=percent(share))
    return Limit("sql", share, required, sentence)


def seconds(scheme: Scheme, customers: pd.DataFrame, required: float = 60) -> Limit:
    """Measure how long it takes to classify everybody, told as the next of 1, 10, 60, 600, 3,600 seconds.

    Parameters
    ----------
    scheme : Scheme
    customers : DataFrame
        One row a customer, with the measures of the scheme.
    required : float
        The most that it may take, in seconds.

    Returns
    -------
    Limit
        Measured: the bound in seconds that the better of two runs kept.

    Examples
    --------
    >>> from custclass.classify.catalogue import schemes
    >>> seconds(schemes["activity"], pd.DataFrame({"silence_gaps": [1.0]})).passed
    True
    """
    lacks_columns(customers.columns, list(scheme.measures), "customers")
    taken = []
    for _ in range(2):
        start = time.perf_counter()
        scheme.classify(customers)
        taken.append(time.perf_counter() - start)
    bound = next((b for b in _BOUNDS if min(taken) <= b), float("inf"))
    sentence = say(
        zh="给{n}位客户分类用不了{s}秒。", en="Classifying {n} customers takes less than {s} s."
    ).format(n=number(len(customers)), s=number(bound))
    return Limit("seconds", float(bound), required, sentence)
