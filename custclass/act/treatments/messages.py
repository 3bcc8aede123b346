"""Fill message templates for all classes in one run; nothing private and no code gets into a message."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from custclass.data.given import lacks_columns
from custclass.show.say import CourseError, Text, join, language, say, text_in

# What a message may say about a customer, and what every message may say.
ALLOWED = {
    "name": say(zh="姓名", en="name"),
    "city": say(zh="城市", en="city"),
    "category": say(zh="常买或看过的品类", en="category bought or looked at"),
    "seller": say(zh="联系人", en="the person in charge"),
    "offer": say(zh="优惠内容", en="the offer"),
    "until": say(zh="有效期", en="the day until which it holds"),
    "shop": say(zh="店名", en="name of the shop"),
}
# What the firm knows and does not say: a message may be read by others, or go to the wrong person.
PRIVATE = {
    "phone": say(zh="电话", en="phone number"),
    "email": say(zh="邮箱", en="e-mail address"),
    "birth_year": say(zh="出生年", en="year of birth"),
    "age": say(zh="年龄", en="age"),
    "sex": say(zh="性别", en="sex"),
    "family": say(zh="家庭情况", en="family"),
    "education": say(zh="学历", en="education"),
    "occupation": say(zh="职业", en="occupation"),
    "income_band": say(zh="收入段", en="income band"),
    "income": say(zh="收入", en="income"),
    "budget": say(zh="预算", en="budget"),
    "amount": say(zh="金额", en="amount"),
    "monetary": say(zh="购买金额", en="monetary value"),
    "average_order": say(zh="客单价", en="average order value"),
    "value": say(zh="客户价值", en="value of the customer"),
    "likelihood": say(zh="购买可能性", en="likelihood to buy"),
    "class": say(zh="类别", en="class"),
    "customer_id": say(zh="客户编号", en="customer id"),
}
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


def check_template(template: str | Text, name: str = "") -> list[str]:
    """Return the fields of a template, or refuse it.

    Parameters
    ----------
    template : str or Text
        A text with fields in double braces, such as ``"Dear {{ name }}"``. Nothing else is taken: no condition, no
        calculation, no filter.
    name : str, optional
        What the error calls the template, such as its class.

    Returns
    -------
    list of str
        The fields in use, in the order of the alphabet.

    Raises
    ------
    CourseError
        If it uses a private field or an unknown one, or holds code.

    Examples
    --------
    >>> check_template("Dear {{ name }}, tea from {{ city }}")
    ['city', 'name']
    """
    from jinja2 import TemplateSyntaxError, nodes

    found: set[str] = set()
    for text in (template.zh, template.en) if isinstance(template, Text) else (template,):
        try:
            tree = _environment(True).parse(text)
        except TemplateSyntaxError as problem:
            raise _refusal(name, say(
                zh="第 {line} 行的花括号写得不对，字段请写成 {{{{ name }}}} 的样子。",
                en="the braces in line {line} are not right; write a field as {{{{ name }}}}.",
            ).format(line=problem.lineno)) from None  # fmt: skip
        fields = {node.name for node in tree.find_all(nodes.Name)}
        for field in sorted(fields - ALLOWED.keys(), key=lambda field: (field not in PRIVATE, field)):
            _refuse_field(field, name)
        plain = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)
        if any(not isinstance(node, plain) for node in tree.find_all(nodes.Node)):
            raise _refusal(name, say(
                zh="里面有计算、条件或取值的写法；模板里只能有文字和 {{{{ name }}}} 这样的字段。",
                en="it holds a calculation, a condition or a look-up; only text and fields such as "
                "{{{{ name }}}} may stand in it.",
            ).format())  # fmt: skip
        # One brace for two would go out to the customers as it stands.
        if any("{" in node.data or "}" in node.data for node in tree.find_all(nodes.TemplateData)):
            raise _refusal(name, say(
                zh="有落单的花括号，字段请写成 {{{{ name }}}} 的样子。",
                en="there is a single brace; write a field as {{{{ name }}}}.",
            ).format())  # fmt: skip
        found |= fields
    return sorted(found)


def write_messages(
    templates: Mapping[str, str | Text] | str | Text,
    customers: pd.DataFrame,
    code: str | None = None,
    shared: Mapping[str, Any] | None = None,
    html: bool = True,
) -> pd.DataFrame:
    """Write a campaign in one run: the message of their class for every customer.

    Parameters
    ----------
    templates : mapping of str to Text, or one template
        Class -> template; or the one template of all. See `check_template` for what may stand in it.
    customers : DataFrame
        ``customer_id``, ``class`` (where templates go by class) and the fields that the templates use.
    code : {"zh", "en"}, optional
        In which language to write; left out: the current one.
    shared : mapping, optional
        Fields that are the same for all, such as ``{"shop": "…", "offer": "…"}``.
    html : bool
        Write ``<`` and ``&`` in values so that a page or an e-mail shows them. False for plain text messages.

    Returns
    -------
    DataFrame
        ``customer_id``, ``class``, ``message``; one row per customer, in their order. Customers whose class has no
        template are left out.

    Raises
    ------
    CourseError
        If a template is refused, a field has no column, or a value is missing.

    Examples
    --------
    >>> people = pd.DataFrame({"customer_id": ["S1"], "class": ["active"], "name": ["<b>{{ 7 * 7 }}"]})
    >>> write_messages({"active": "Dear {{ name }}!"}, people)["message"].item()
    'Dear &lt;b&gt;{{ 7 * 7 }}!'
    """
    everyone = customers
    if not isinstance(templates, Mapping):
        everyone = customers.assign(**{"class": customers.get("class", "")})
        templates = dict.fromkeys(everyone["class"].unique(), templates)
    lacks_columns(everyone.columns, ["customer_id", "class"], "customers")
    shared, code = dict(shared or {}), code or language()
    if foreign := [field for field in shared if field not in ALLOWED]:
        _refuse_field(foreign[0], "")
    written = pd.Series(index=everyone.index, dtype="str")
    for name, template in templates.items():
        fields = check_template(template, str(name))
        rows = everyone[everyone["class"] == name]
        lacks_columns([*everyone.columns, *shared], fields, "customers")
        own = [field for field in fields if field not in shared]
        _refuse_gaps(rows, own, str(name))
        text = template.in_(code) if isinstance(template, Text) else template
        ready = _environment(html).from_string(text)
        for place, row in zip(rows.index, rows[own].to_dict("records"), strict=True):
            values = {**row, **{field: shared[field] for field in fields if field in shared}}
            written[place] = ready.render(
                {field: _line(text_in(value, code)) for field, value in values.items()}
            )
    out = everyone[["customer_id", "class"]].assign(message=written)
    return out[out["message"].notna()].reset_index(drop=True)


def _refuse_field(field: str, name: str) -> None:
    if field in PRIVATE:
        what = say(
            zh="用了不能写给客户看的字段“{field}”（{what}）。可用的字段有：{allowed}。",
            en='it uses "{field}" ({what}), which a message may not tell. Fields it may use: {allowed}.',
        )
    else:
        what = say(
            zh="没有名为“{field}”的字段。可用的字段有：{allowed}。",
            en='there is no field "{field}". Fields it may use: {allowed}.',
        )
    raise _refusal(name, what.format(field=field, what=PRIVATE.get(field, ""), allowed=_names()))


def _names() -> Text:
    """Return the fields a template may use, in Chinese each with its meaning beside the code."""
    return join(
        say(zh="{field}（{what}）", en="{field}").format(field=field, what=what)
        for field, what in ALLOWED.items()
    )


def _environment(html: bool) -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=html, keep_trailing_newline=True)


def _line(value: Any) -> str:
    """Return a value as one line without signs that nobody sees but that turn or hide text."""
    return _INVISIBLE.sub(" ", str(value)).strip()


def _refuse_gaps(rows: pd.DataFrame, fields: list[str], name: str) -> None:
    for field in fields:
        empty = rows[field].isna() | (rows[field].astype("str").str.strip() == "")
        if empty.any():
            raise _refusal(name, say(
                zh="{n} 位客户的“{field}”是空的（第一位是 {who}）：请先补上，或给他们换一个不用这个字段的模板。",
                en='"{field}" is empty for {n} customer(s), the first of them {who}: fill it in, or give them a '
                "template without it.",
            ).format(n=int(empty.sum()), field=field, who=rows["customer_id"][empty].iloc[0]))  # fmt: skip


def _refusal(name: str, what: Text) -> CourseError:
    if not name:
        return CourseError(
            say(zh="这个模板不能用：{what}", en="This template cannot be used: {what}").format(what=what)
        )
    head = say(zh="“{name}”的模板不能用：{what}", en='The template of "{name}" cannot be used: {what}')
    return CourseError(head.format(name=name, what=what))
