"""The forms of a segmentation plan (place, people, behaviour, value), filled from the customers of the target group."""

from __future__ import annotations

from typing import Any

import pandas as pd

from custclass.classify.catalogue import age_band
from custclass.data.headings import HEADINGS
from custclass.data.privacy import suppress_small_groups
from custclass.show.numbers import money, number, percent
from custclass.show.say import Text, join, say

FORMS: dict[str, Text] = {
    "place": say(zh="地理", en="place"),
    "people": say(zh="人口统计", en="people"),
    "behaviour": say(zh="行为", en="behaviour"),
    "value": say(zh="价值", en="value"),
}
# column -> (form, name, where to get it when the table has no such column)
_ASK = say(zh="登记时请客户填写", en="ask when the customer registers")
_BOOK = say(zh="从订单表算", en="work it out from the order book")
FIELDS: dict[str, tuple[str, Text, Text]] = {
    "city": ("place", say(zh="城市", en="city"), _ASK),
    "is_local": ("place", say(zh="是否本地", en="local"), _ASK),
    "delivery_days": (
        "place", say(zh="送达天数", en="days to deliver"), say(zh="请物流提供", en="ask those who deliver"),
    ),
    "customer_type": ("people", say(zh="客户类型", en="kind of customer"), _ASK),
    "age": ("people", say(zh="年龄（岁）", en="age (years)"), say(zh="由出生年算", en="from the year of birth")),
    "age_band": ("people", say(zh="年龄段", en="age band"), say(zh="由年龄分段", en="from the age")),
    "sex": ("people", say(zh="性别", en="sex"), _ASK),
    "occupation": ("people", say(zh="职业", en="occupation"), _ASK),
    "family": ("people", say(zh="家庭情况", en="family"), _ASK),
    "household_size": ("people", say(zh="家庭人数", en="people in the household"), _ASK),
    "frequency": ("behaviour", HEADINGS["frequency"], _BOOK),
    "recency_days": ("behaviour", HEADINGS["recency_days"], _BOOK),
    "mean_gap_days": ("behaviour", HEADINGS["mean_gap_days"], _BOOK),
    "preferred_contact": ("behaviour", say(zh="希望的联系方式", en="preferred contact"), _ASK),
    "monetary": ("value", HEADINGS["monetary"], _BOOK),
    "average_order": ("value", HEADINGS["average_order"], _BOOK),
    "contribution": (
        "value", say(zh="利润贡献度", en="profit contribution"), say(zh="请财务提供成本", en="ask finance for costs"),
    ),
}  # fmt: skip
_AMOUNTS = {"monetary", "average_order", "contribution"}
LABELS: dict[str, dict[Any, Text]] = {
    "is_local": {True: say(zh="本地", en="local"), False: say(zh="外地", en="elsewhere")},
    "customer_type": {
        "person": say(zh="个人", en="person"),
        "household": say(zh="家庭", en="household"),
        "organisation": say(zh="机构", en="organisation"),
    },
    "sex": {"female": say(zh="女", en="female"), "male": say(zh="男", en="male")},
    "occupation": {
        "employee": say(zh="职员", en="employee"),
        "manager": say(zh="管理人员", en="manager"),
        "self_employed": say(zh="个体", en="self-employed"),
        "civil_servant": say(zh="公务员", en="civil servant"),
        "teacher": say(zh="教师", en="teacher"),
        "medical": say(zh="医护", en="medical"),
        "homemaker": say(zh="全职主妇", en="homemaker"),
        "student": say(zh="学生", en="student"),
        "retired": say(zh="退休", en="retired"),
    },
    "age_band": age_band().labels,
    "family": {
        "single": say(zh="单身", en="single"),
        "couple": say(zh="夫妻", en="couple"),
        "family": say(zh="有孩子", en="with children"),
    },
    "preferred_contact": {
        "phone": say(zh="电话", en="phone"),
        "message": say(zh="短信", en="message"),
        "email": say(zh="邮件", en="e-mail"),
    },
    "need": {
        "functional": say(zh="功能性需求", en="functional need"),
        "emotional": say(zh="情感性需求", en="emotional need"),
        "social": say(zh="社交性需求", en="social need"),
    },
}
_SHOWN = 4


def fill_forms(customers: pd.DataFrame, currency: str = "CNY", minimum: int = 5) -> pd.DataFrame:
    """Fill the forms of a plan from a table of customers.

    Parameters
    ----------
    customers : DataFrame
        The target group, one row a customer, with any of the columns of `FIELDS`. A column such as ``city_en`` gives
        the English names of ``city``; without ``age_band`` it is worked out from ``age``.
    currency : {"CNY", "USD"}
        Currency of the amounts.
    minimum : int
        The smallest number of customers of which a figure is given.

    Returns
    -------
    DataFrame
        One row a field: form, field (column), name, answer (Text, or None where the table says nothing), hint (where
        to get it).

    Examples
    --------
    >>> form = fill_forms(pd.DataFrame({"city": ["A"] * 30 + ["B"] * 20, "frequency": [2] * 50}))
    >>> form.set_index("field")["answer"]["city"].en
    'A 60.0%, B 40.0%'
    >>> form.set_index("field")["answer"]["sex"] is None
    True
    """
    if "age" in customers and "age_band" not in customers:
        customers = customers.assign(age_band=age_band().classify(customers))
    rows = []
    for column, (form, name, hint) in FIELDS.items():
        rows.append((form, column, name, answer(customers, column, currency, minimum), hint))
    return pd.DataFrame(rows, columns=["form", "field", "name", "answer", "hint"]).astype({"answer": object})


def answer(customers: pd.DataFrame, column: str, currency: str, minimum: int) -> Text | None:
    """Return what the customers say about one column: shares of the groups, or the middle of the numbers.

    None where there is no such column, or too few customers have a value.
    """
    if column not in customers or customers[column].notna().sum() < minimum:
        return None
    values = customers[column].dropna()
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        write = (lambda x: money(x, currency)) if column in _AMOUNTS else number
        low, middle, high = (write(x) for x in values.astype(float).quantile([0.25, 0.5, 0.75]))
        return say(zh="中位数 {m}，中间一半 {a} 到 {b}", en="median {m}, middle half {a} to {b}").format(
            m=middle, a=low, b=high
        ) + _known(customers[column])
    names = _names(customers, column)
    keys = values.map(lambda x: str(x))
    published = suppress_small_groups(keys.to_frame(column), column, minimum).counts["customers"]
    if published.isna().iloc[-1]:  # a share would tell the total
        return None
    counts = published.iloc[:-1]
    public = counts.dropna().astype(int).sort_values(ascending=False, kind="stable")
    if public.empty:
        return None
    parts = [
        say(zh="{name} {share}", en="{name} {share}").format(
            name=names.get(key, key), share=percent(n / len(values))
        )
        for key, n in public.head(_SHOWN).items()
    ]
    rest = len(counts) - min(len(public), _SHOWN)
    if rest:
        parts.append(say(zh="其余 {n} 组", en="other groups: {n}").format(n=rest))
    return join(parts) + _known(customers[column])


def _known(column: pd.Series) -> Text:
    """Say of how many customers the answer is, where some have no value."""
    if not column.isna().any():
        return say(zh="", en="")
    return say(zh="（{n}人有记录，占{share}）", en=" (known of {n}, {share})").format(
        n=number(column.notna().sum()), share=percent(column.notna().mean())
    )


def _names(customers: pd.DataFrame, column: str) -> dict[str, Text]:
    known = {str(code): text for code, text in LABELS.get(column, {}).items()}
    if column + "_en" in customers:
        pairs = customers[[column, column + "_en"]].dropna().drop_duplicates(column)
        known |= {str(zh): Text(str(zh), str(en)) for zh, en in pairs.itertuples(index=False)}
    return known
