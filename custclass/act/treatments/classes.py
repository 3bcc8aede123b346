"""The classes that a playbook treats differently: where a customer stands, with the key customers apart."""

from __future__ import annotations

from custclass.classify.columns import FREQUENCY, MONETARY, SILENCE, TENURE
from custclass.classify.conditions import at_least, at_most, below, between, exactly, missing
from custclass.classify.scheme import Class, Scheme
from custclass.show.say import say


def care_classes(key: float = 5000, newcomer_days: int = 90, dormant: float = 2, lost: float = 4) -> Scheme:
    """Return the classes potential, new, key, regular, dormant, lost; the first that fits wins.

    Parameters
    ----------
    key : float
        Monetary value from which an active customer is a key customer, in the money of the table.
    newcomer_days, dormant, lost
        As in `custclass.classify.stage_schemes.activity_five`, of which "active" is parted here into key and regular.

    Examples
    --------
    >>> care_classes().codes
    ['potential', 'new', 'key', 'regular', 'dormant', 'lost']
    """
    return Scheme(
        "care",
        say(zh="照顾方式", en="Care"),
        measures=[FREQUENCY, TENURE, SILENCE, MONETARY],
        classes=[
            Class("potential", say(zh="潜在客户", en="potential customer"), {"frequency": exactly(0)}),
            Class("new", say(zh="新客户", en="new customer"), {"tenure_days": at_most(newcomer_days)}),
            Class(
                "key",
                say(zh="关键客户", en="key customer"),
                {"silence_gaps": below(dormant), "monetary": at_least(key)},
            ),
            Class("regular", say(zh="常客", en="regular customer"), {"silence_gaps": below(dormant)}),
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
