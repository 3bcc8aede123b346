"""Schemes by what customers bought: how often, since when, how loyally, for how much."""

from __future__ import annotations

from custclass.classify.columns import (
    FREQUENCY,
    LAST_HALF,
    MONETARY,
    PREV_HALF,
    RECOMMEND,
    REPEAT_RATE,
    TENURE,
)
from custclass.classify.conditions import above, at_least, at_most, below, between, exactly, missing
from custclass.classify.scheme import Class, Scheme
from custclass.show.say import say


def purchase_frequency(medium: int = 4, high: int = 12) -> Scheme:
    """Return the classes by purchase behaviour: high, medium and low frequency, potential buyers.

    Parameters
    ----------
    medium, high : int
        Orders from which a buyer is of medium and of high frequency. The defaults mean one order a
        quarter and one a month when a year is looked at; a shop where people come weekly needs higher ones.

    Examples
    --------
    >>> print(purchase_frequency().explain({"frequency": 5}).en)
    medium-frequency buyer: number of orders is 5, at least 4 and below 12.
    """
    return Scheme(
        "purchase_frequency",
        say(zh="购买频率", en="Purchase frequency"),
        measures=[FREQUENCY],
        classes=[
            Class(
                "high_frequency",
                say(zh="高频购买者", en="high-frequency buyer"),
                {"frequency": at_least(high)},
            ),
            Class(
                "medium_frequency",
                say(zh="中频购买者", en="medium-frequency buyer"),
                {"frequency": between(medium, high)},
            ),
            Class(
                "low_frequency",
                say(zh="低频购买者", en="low-frequency buyer"),
                {"frequency": between(1, medium)},
            ),
            Class("potential_buyer", say(zh="潜在购买者", en="potential buyer"), {"frequency": exactly(0)}),
        ],
        exclusive=True,
    )


def purchase_history(newcomer_days: int = 90, loyal_repeats: int = 5) -> Scheme:
    """Return the classes by purchase history: new, regular, loyal.

    Parameters
    ----------
    newcomer_days : int
        Days since the first order within which a customer with one order is new. 90 is a
        convention: how soon a second order comes differs from shop to shop.
    loyal_repeats : int
        Repeat orders (orders after the first) from which a customer is loyal. 5: often enough to be a habit.

    Notes
    -----
    Who has registered and not ordered yet counts as new: the whole history is still to come.

    Examples
    --------
    >>> purchase_history().codes
    ['new', 'regular', 'loyal']
    """
    return Scheme(
        "purchase_history",
        say(zh="购买历史", en="Purchase history"),
        measures=[FREQUENCY, TENURE],
        classes=[
            Class(
                "new",
                say(zh="新客户", en="new customer"),
                {"frequency": exactly(1), "tenure_days": at_most(newcomer_days)},
                {"frequency": exactly(0)},
            ),
            Class(
                "regular",
                say(zh="常客", en="regular customer"),
                {"frequency": exactly(1), "tenure_days": above(newcomer_days)},
                {"frequency": between(2, loyal_repeats + 1)},
            ),
            Class(
                "loyal", say(zh="忠实客户", en="loyal customer"), {"frequency": at_least(loyal_repeats + 1)}
            ),
        ],
        exclusive=True,
    )


def loyalty(
    repeat_high: float = 0.8, repeat_low: float = 0.5, recommend_high: int = 9, recommend_low: int = 7
) -> Scheme:
    """Return the classes by loyalty: loyal, ordinary, at risk of leaving.

    Parameters
    ----------
    repeat_high, repeat_low : float
        Share of repeat orders (`add_repeat_rate`) from which it is high, and below which it is low. 0.8 is
        reached with the fifth order, 0.5 with the second.
    recommend_high, recommend_low : int
        The same for the willingness to recommend, 0 to 10. 9 and 7 are the limits of the net promoter
        score: 9 and 10 promote, 0 to 6 speak against.

    Notes
    -----
    Who gave no answer is judged by the repeat orders alone and cannot be loyal.

    Examples
    --------
    >>> loyalty().codes
    ['loyal', 'ordinary', 'at_risk_of_leaving']
    """
    return Scheme(
        "loyalty",
        say(zh="忠诚度", en="Loyalty"),
        measures=[REPEAT_RATE, RECOMMEND],
        classes=[
            Class(
                "loyal",
                say(zh="忠诚客户", en="loyal customer"),
                {"repeat_rate": at_least(repeat_high), "recommend": at_least(recommend_high)},
            ),
            Class(
                "ordinary",
                say(zh="一般客户", en="ordinary customer"),
                {"repeat_rate": at_least(repeat_low), "recommend": at_least(recommend_low)},
                {"repeat_rate": at_least(repeat_low), "recommend": missing()},
            ),
            Class(
                "at_risk_of_leaving",
                say(zh="易流失客户", en="at risk of leaving"),
                {"repeat_rate": below(repeat_low)},
                {"recommend": below(recommend_low)},
            ),
        ],
    )


def value_tier(
    amount_medium: float = 500, amount_high: float = 2000, orders_medium: int = 4, orders_high: int = 12
) -> Scheme:
    """Return the classes by value: high, medium, low, from amount, frequency and loyalty.

    High: spends much, buys often and stayed (bought in both halves of the last year), all three. Low:
    spends little and buys rarely. Medium: all between.

    Parameters
    ----------
    amount_medium, amount_high : float
        Monetary value from which a customer spends a fair sum, and much; in the currency of the table. The
        defaults suit the simulated shop in yuan, where 2,000 marks about the upper quarter.
    orders_medium, orders_high : int
        Orders, as in `purchase_frequency`.

    Examples
    --------
    >>> value_tier().codes
    ['high_value', 'medium_value', 'low_value']
    """
    return Scheme(
        "value_tier",
        say(zh="客户价值", en="Customer value"),
        measures=[MONETARY, FREQUENCY, LAST_HALF, PREV_HALF],
        classes=[
            Class(
                "high_value",
                say(zh="高价值客户", en="high-value customer"),
                {
                    "monetary": at_least(amount_high),
                    "frequency": at_least(orders_high),
                    "orders_last_half": at_least(1),
                    "orders_prev_half": at_least(1),
                },
            ),
            Class(
                "medium_value",
                say(zh="中价值客户", en="medium-value customer"),
                {"monetary": at_least(amount_medium)},
                {"frequency": at_least(orders_medium)},
            ),
            Class(
                "low_value",
                say(zh="低价值客户", en="low-value customer"),
                {"monetary": below(amount_medium), "frequency": below(orders_medium)},
            ),
        ],
    )


def size_tier(medium: float = 1000, large: float = 5000) -> Scheme:
    """Return the classes by size: large, medium, small.

    Parameters
    ----------
    medium, large : float
        Monetary value from which a customer is medium and large, in the currency of the table. The
        defaults suit the simulated shop in yuan, where 5,000 is seldom reached but by organisations.

    Examples
    --------
    >>> size_tier().codes
    ['large', 'medium', 'small']
    """
    return Scheme(
        "size_tier",
        say(zh="客户规模", en="Customer size"),
        measures=[MONETARY],
        classes=[
            Class("large", say(zh="大客户", en="large customer"), {"monetary": at_least(large)}),
            Class("medium", say(zh="中等客户", en="medium customer"), {"monetary": between(medium, large)}),
            Class("small", say(zh="小客户", en="small customer"), {"monetary": below(medium)}),
        ],
        exclusive=True,
    )
