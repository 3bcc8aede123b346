"""Schemes by who customers are and what they want: needs, lifestyle, age, kind, place."""

from __future__ import annotations

from custclass.classify.conditions import at_least, below, between, exactly
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.show.say import Text, say


def need_type() -> Scheme:
    """Return the classes by strongest need: functional, emotional, social (`add_strongest_need`).

    Notes
    -----
    Who did not answer the survey has no need type.

    Examples
    --------
    >>> need_type().codes
    ['functional', 'emotional', 'social']
    """
    return _by_code(
        "need_type",
        say(zh="需求类型", en="Type of need"),
        "strongest_need",
        say(zh="最强的需求", en="strongest need"),
        functional=(
            "functional",
            say(zh="功能性", en="functional"),
            say(zh="功能性需求", en="functional need"),
        ),
        emotional=("emotional", say(zh="情感性", en="emotional"), say(zh="情感性需求", en="emotional need")),
        social=("social", say(zh="社交性", en="social"), say(zh="社交性需求", en="social need")),
    )


def lifestyle() -> Scheme:
    """Return the lifestyle groups by what matters most: environment, quality, price, novelty.

    Notes
    -----
    Built on `add_strongest_value`. Who did not answer the survey has no lifestyle.

    Examples
    --------
    >>> lifestyle().codes
    ['eco_minded', 'quality_minded', 'price_minded', 'novelty_minded']
    """
    return _by_code(
        "lifestyle",
        say(zh="生活方式", en="Lifestyle"),
        "strongest_value",
        say(zh="最看重的方面", en="what matters most"),
        eco_minded=(
            "eco",
            say(zh="环保", en="the environment"),
            say(zh="环保型客户", en="eco-minded customer"),
        ),
        quality_minded=(
            "quality",
            say(zh="品质", en="quality"),
            say(zh="品质型客户", en="quality-minded customer"),
        ),
        price_minded=("price", say(zh="实惠", en="price"), say(zh="实惠型客户", en="price-minded customer")),
        novelty_minded=(
            "novelty",
            say(zh="新鲜感", en="novelty"),
            say(zh="尝新型客户", en="novelty-minded customer"),
        ),
    )


def need_tendency(discount: float = 0.1, service: float = 0.5) -> Scheme:
    """Return the classes by need: price-sensitive, service-seeking, function-seeking (`add_habits`).

    Parameters
    ----------
    discount : float
        Share of the list price taken off, from which a customer is price-sensitive. 0.1: in the
        simulated shop hardly anybody lies near it, those who wait for offers get 15 % and more.
    service : float
        Requests for service per order, from which a customer seeks service. 0.5: at every second order.
        The price decides first where both are reached.

    Examples
    --------
    >>> need_tendency().codes
    ['price_sensitive', 'service_seeking', 'function_seeking']
    """
    return Scheme(
        "need_tendency",
        say(zh="需求倾向", en="Tendency of need"),
        measures=[
            Measure("discount_share", "real", low=0, high=1, label=say(zh="优惠占比", en="discount share")),
            Measure(
                "service_contacts_per_order",
                "real",
                low=0,
                label=say(zh="每单找客服次数", en="service contacts per order"),
            ),
        ],
        classes=[
            Class(
                "price_sensitive",
                say(zh="价格敏感客户", en="price-sensitive customer"),
                {"discount_share": at_least(discount)},
            ),
            Class(
                "service_seeking",
                say(zh="追求服务品质客户", en="service-seeking customer"),
                {"service_contacts_per_order": at_least(service)},
            ),
            Class(
                "function_seeking",
                say(zh="功能需求客户", en="function-seeking customer"),
                {"discount_share": below(discount), "service_contacts_per_order": below(service)},
            ),
        ],
    )


def age_band(adult: int = 18, middle: int = 45, senior: int = 60) -> Scheme:
    """Return the age bands: teenager, young, middle-aged, senior (`add_age`).

    Parameters
    ----------
    adult, middle, senior : int
        Ages at which the next band begins. In China one is of age at 18 and a senior by law at 60; 45 is
        a convention (other lists begin middle age at 35 or 41).

    Examples
    --------
    >>> age_band().codes
    ['teenager', 'young', 'middle_aged', 'senior']
    """
    return Scheme(
        "age_band",
        say(zh="年龄段", en="Age band"),
        measures=[Measure("age", "integer", low=0, label=say(zh="年龄", en="age"), unit=say(zh="岁", en=""))],
        classes=[
            Class("teenager", say(zh="少年", en="teenager"), {"age": below(adult)}),
            Class("young", say(zh="青年", en="young adult"), {"age": between(adult, middle)}),
            Class("middle_aged", say(zh="中年", en="middle-aged"), {"age": between(middle, senior)}),
            Class("senior", say(zh="老年", en="senior"), {"age": at_least(senior)}),
        ],
        exclusive=True,
    )


def customer_kind() -> Scheme:
    """Return the classes by kind of customer: person, household, organisation.

    Examples
    --------
    >>> customer_kind().codes
    ['person', 'household', 'organisation']
    """
    return _by_code(
        "customer_kind",
        say(zh="客户主体", en="Kind of customer"),
        "customer_type",
        say(zh="客户主体", en="kind of customer"),
        person=("person", say(zh="个人", en="person"), say(zh="个人客户", en="personal customer")),
        household=("household", say(zh="家庭", en="household"), say(zh="家庭客户", en="household customer")),
        organisation=(
            "organisation",
            say(zh="机构", en="organisation"),
            say(zh="机构客户", en="organisation"),
        ),
    )


def locality() -> Scheme:
    """Return the classes by place: local or not.

    Examples
    --------
    >>> locality().codes
    ['local', 'non_local']
    """
    return Scheme(
        "locality",
        say(zh="客户所在地", en="Locality"),
        measures=[
            Measure(
                "is_local",
                "category",
                values={True: say(zh="本地", en="local"), False: say(zh="外地", en="elsewhere")},
                label=say(zh="所在地", en="place"),
            )
        ],
        classes=[
            Class("local", say(zh="本地客户", en="local customer"), {"is_local": exactly(True)}),
            Class("non_local", say(zh="外地客户", en="non-local customer"), {"is_local": exactly(False)}),
        ],
        exclusive=True,
    )


def _by_code(name: str, title: Text, column: str, label: Text, **classes: tuple[str, Text, Text]) -> Scheme:
    """Return a scheme with one class a value: class code = (value, its label, label of the class)."""
    values = {value: words for value, words, _ in classes.values()}
    return Scheme(
        name,
        title,
        measures=[Measure(column, "category", values=values, label=label)],
        classes=[Class(code, words, {column: exactly(value)}) for code, (value, _, words) in classes.items()],
        exclusive=True,
    )
