"""Customer satisfaction (CSAT) and the net promoter score (NPS), with intervals."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from custclass.act.campaigns.estimate import ANSWERS, Estimate, difference_of_shares, needs_customers
from custclass.classify.intervals import normal_quantile, wilson
from custclass.show.numbers import number, percent
from custclass.show.say import CourseError, Text, say


def csat(answers: Iterable[Any], satisfied_from: int = 4, level: float = 0.95) -> Estimate:
    """Return the share of answers that are satisfied, with the Wilson interval.

    Parameters
    ----------
    answers : iterable
        Satisfaction from 1 to 5, one a customer asked; missing: no answer.
    satisfied_from : int
        The lowest score that counts as satisfied.
    level : float
        Confidence of the interval.

    Returns
    -------
    Estimate
        A share. The interval says what chance does among those who answered; it does not say what those
        who kept silent think, and its note tells how many they are.

    Raises
    ------
    CourseError
        If an answer is no whole number from 1 to 5, or nobody answered.

    Examples
    --------
    >>> from custclass.show.say import language
    >>> language("en")
    'en'
    >>> csat([5, 4, 4, 2, 3, 5, None, 4])
    71.4% (95% interval: 35.9% to 91.8%; 7 answers)
    7 of 8 answered (87.5%); the others may think otherwise.
    """
    scores, note = _answers(answers, 1, 5)
    satisfied = int((scores >= satisfied_from).sum())
    low, high = wilson(satisfied, len(scores), level)
    return Estimate(satisfied / len(scores), low, high, level, "%", len(scores), note, ANSWERS)


def csat_change(
    before: Iterable[Any], after: Iterable[Any], satisfied_from: int = 4, level: float = 0.95
) -> Estimate:
    """Return by how many points CSAT changed between two surveys, with Newcombe's interval.

    Parameters
    ----------
    before, after : iterable
        Answers as for `csat`. The interval takes the answers of the two surveys as independent; it is somewhat
        too wide when the same people answered both and stay of one mind.
    satisfied_from : int
        The lowest score that counts as satisfied.
    level : float
        Confidence of the interval.

    Returns
    -------
    Estimate
        A difference in points; when its interval holds 0, chance alone explains the change.

    Examples
    --------
    >>> change = csat_change([5] * 70 + [2] * 30, [5] * 60 + [2] * 40)
    >>> round(change.value, 2), change.excludes_zero
    (-0.1, False)
    """
    old, _ = _answers(before, 1, 5)
    new, _ = _answers(after, 1, 5)
    pairs = [(int((scores >= satisfied_from).sum()), len(scores)) for scores in (new, old)]
    return Estimate(
        *difference_of_shares(pairs[0], pairs[1], level),
        level=level,
        unit="points",
        n=len(old) + len(new),
        counted=ANSWERS,
    )


def nps(scores: Iterable[Any], level: float = 0.95) -> Estimate:
    """Return the net promoter score: per cent of promoters (9, 10) minus per cent of detractors (0 to 6).

    Passives (7, 8) stay in the base. The score itself is the plain one. The interval is the adjusted Wald
    interval: three answers are added (3/4 promoters, 3/4 detractors, 3/2 passives), then the variance of
    the difference of two shares of one sample is used, p + d - (p - d)**2 over n (B. Rocks 2016, The American
    Statistician 70, 365-372, found it among the best in real surveys).

    Parameters
    ----------
    scores : iterable
        Willingness to recommend from 0 to 10, one a customer asked; missing: no answer.
    level : float
        Confidence of the interval.

    Returns
    -------
    Estimate
        A score from -100 to 100.

    Raises
    ------
    CourseError
        If a score is no whole number from 0 to 10, or nobody answered.

    Examples
    --------
    >>> round(nps([10] * 50 + [8] * 30 + [3] * 20).value)
    30
    """
    answers, note = _answers(scores, 0, 10)
    n, promoters, detractors = len(answers), int((answers >= 9).sum()), int((answers <= 6).sum())
    p, d = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    half = normal_quantile(level) * math.sqrt((p + d - (p - d) ** 2) / (n + 3))
    low, high = max(-1.0, p - d - half), min(1.0, p - d + half)
    return Estimate(
        100 * (promoters - detractors) / n, 100 * low, 100 * high, level, "score", n, note, ANSWERS
    )


def _answers(given: Iterable[Any], lowest: int, highest: int) -> tuple[pd.Series, tuple[Text, ...]]:
    """Return the answers as numbers, and a note on those who gave none."""
    asked = pd.Series(list(given), dtype=object)
    scores = pd.to_numeric(asked, errors="coerce").dropna().astype(float)
    unread = asked[asked.notna()].drop(scores.index)
    outside = scores[(scores < lowest) | (scores > highest) | (scores % 1 != 0)]
    odd = [*unread, *outside]
    if odd:
        raise CourseError(
            say(
                zh="回答应是{low}到{high}的整数，这里有“{odd}”（共{n}个）。没有回答的请留空。",
                en='Answers are whole numbers from {low} to {high}; found "{odd}" ({n} such). '
                "Leave those without an answer empty.",
            ).format(low=lowest, high=highest, odd=odd[0], n=len(odd))
        )
    needs_customers(len(scores), 1, say(zh="问卷回答", en="Answers to the survey"))
    if len(scores) == len(asked):
        return scores, ()
    note = say(
        zh="{asked}人中有{n}人回答（{share}）；没有回答的人想法可能不同。",
        en="{n} of {asked} answered ({share}); the others may think otherwise.",
    ).format(asked=number(len(asked)), n=number(len(scores)), share=percent(len(scores) / len(asked)))
    return scores, (note,)
