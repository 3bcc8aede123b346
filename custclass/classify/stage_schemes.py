"""Schemes by where a customer stands: relationship, lifecycle, activity."""

from __future__ import annotations

from dataclasses import replace

from custclass.classify.columns import FREQUENCY, RECENCY, SILENCE, TENURE, TREND
from custclass.classify.conditions import above, at_least, at_most, below, between, exactly, missing
from custclass.classify.scheme import Class, Scheme
from custclass.show.say import say


def relationship(
    long_days: int = 365, stable_orders: int = 4, stopped_days: int = 180, lost_gaps: float = 4
) -> Scheme:
    """Return the classes by relationship: loyal, ongoing, lost, prospective.

    Parameters
    ----------
    long_days, stable_orders : int
        A relationship is long from this many days since the first order, and stable from this many
        orders while the silence is below two of the customer's own gaps. A year and four orders: every season.
    stopped_days : int
        Days after which a single order (without a gap to measure by) was the only one: half a year.
    lost_gaps : float
        Silence in the customer's own buying gaps from which the relationship is over.

    Notes
    -----
    Prospective is who registered and has not bought: registering is taken as the intention.

    Examples
    --------
    >>> relationship().codes
    ['loyal', 'ongoing', 'lost', 'prospective']
    """
    bought = at_least(1)
    return Scheme(
        "relationship",
        say(zh="客户关系", en="Relationship"),
        measures=[FREQUENCY, TENURE, SILENCE, RECENCY],
        classes=[
            Class(
                "loyal",
                say(zh="忠诚客户", en="loyal customer"),
                {
                    "tenure_days": at_least(long_days),
                    "frequency": at_least(stable_orders),
                    "silence_gaps": below(2),
                },
            ),
            Class(
                "ongoing",
                say(zh="往来客户", en="ongoing customer"),
                {"frequency": bought, "silence_gaps": below(lost_gaps)},
                {"frequency": bought, "silence_gaps": missing(), "recency_days": at_most(stopped_days)},
            ),
            Class(
                "lost",
                say(zh="流失客户", en="lost customer"),
                {"frequency": bought, "silence_gaps": at_least(lost_gaps)},
                {"frequency": bought, "silence_gaps": missing(), "recency_days": above(stopped_days)},
            ),
            Class("prospective", say(zh="潜在客户", en="prospective customer"), {"frequency": exactly(0)}),
        ],
    )


def lifecycle(
    newcomer_days: int = 90, long_days: int = 365, trend: float = 0.2, silent_gaps: float = 4
) -> Scheme:
    """Return the classes by lifecycle: new, growing, mature, leaving.

    Parameters
    ----------
    newcomer_days : int
        Days since the first order up to which a customer is new, as in `purchase_history`.
    long_days : int
        Days from which a steady customer is mature: a year, so that both halves of the trend count in full.
    trend : float
        Orders rise from this trend (`add_order_trend`) upwards and fall below its negative. 0.2: one and a
        half times as many orders as in the half-year before.
    silent_gaps : float
        Silence in the customer's own gaps from which a customer is leaving whatever the trend.

    Notes
    -----
    Who has registered and not ordered yet (no first order) counts as new.

    Examples
    --------
    >>> lifecycle().codes
    ['new', 'growing', 'mature', 'leaving']
    """
    return Scheme(
        "lifecycle",
        say(zh="客户生命周期", en="Customer lifecycle"),
        measures=[replace(TENURE, missing=True), TREND, SILENCE],
        classes=[
            Class(
                "new",
                say(zh="新客户", en="new customer"),
                {"tenure_days": missing()},
                {"tenure_days": at_most(newcomer_days)},
            ),
            Class(
                "growing",
                say(zh="成长期客户", en="growing customer"),
                {"order_trend": at_least(trend), "silence_gaps": below(silent_gaps)},
                {
                    "tenure_days": below(long_days),
                    "order_trend": between(-trend, trend),
                    "silence_gaps": below(silent_gaps),
                },
            ),
            Class(
                "mature",
                say(zh="成熟期客户", en="mature customer"),
                {
                    "tenure_days": at_least(long_days),
                    "order_trend": between(-trend, trend),
                    "silence_gaps": below(silent_gaps),
                },
            ),
            Class(
                "leaving",
                say(zh="流失期客户", en="leaving customer"),
                {"order_trend": below(-trend)},
                {"silence_gaps": at_least(silent_gaps)},
                {"silence_gaps": missing()},
            ),
        ],
    )


def activity(dormant: float = 2, lost: float = 4) -> Scheme:
    """Return the classes by activity: active, dormant, lost.

    Parameters
    ----------
    dormant, lost : float
        Silence in the customer's own buying gaps from which a customer is dormant, and lost. Conventions: of
        those who buy at random moments 14 in 100 gaps are longer than twice the mean, 2 in 100 longer than four
        times; how many come back after that has to be counted in each shop.

    Notes
    -----
    Who bought on fewer than two days has no gap of their own and counts as lost; `activity_five` tells
    newcomers and those who never bought apart.

    Examples
    --------
    >>> activity().codes
    ['active', 'dormant', 'lost']
    """
    return Scheme(
        "activity",
        say(zh="活跃度", en="Activity"),
        measures=[SILENCE],
        classes=[
            Class("active", say(zh="活跃客户", en="active customer"), {"silence_gaps": below(dormant)}),
            Class(
                "dormant", say(zh="沉睡客户", en="dormant customer"), {"silence_gaps": between(dormant, lost)}
            ),
            Class(
                "lost",
                say(zh="流失客户", en="lost customer"),
                {"silence_gaps": at_least(lost)},
                {"silence_gaps": missing()},
            ),
        ],
        exclusive=True,
    )


def activity_five(newcomer_days: int = 90, dormant: float = 2, lost: float = 4) -> Scheme:
    """Return the five-way list: potential, new, active, dormant, lost.

    Parameters
    ----------
    newcomer_days : int
        Days since the first order up to which a customer is new, as in `purchase_history`.
    dormant, lost : float
        As in `activity`.

    Examples
    --------
    >>> activity_five().codes
    ['potential', 'new', 'active', 'dormant', 'lost']
    """
    return Scheme(
        "activity_five",
        say(zh="活跃度（五类）", en="Activity, five classes"),
        measures=[FREQUENCY, TENURE, SILENCE],
        classes=[
            Class("potential", say(zh="潜在客户", en="potential customer"), {"frequency": exactly(0)}),
            Class("new", say(zh="新客户", en="new customer"), {"tenure_days": at_most(newcomer_days)}),
            Class("active", say(zh="活跃客户", en="active customer"), {"silence_gaps": below(dormant)}),
            Class(
                "dormant", say(zh="沉睡客户", en="dormant customer"), {"silence_gaps": between(dormant, lost)}
            ),
            Class(
                "lost",
                say(zh="流失客户", en="lost customer"),
                {"silence_gaps": at_least(lost)},
                {"silence_gaps": missing()},
            ),
        ],
    )
