"""The written segmentation plan: filled from data where data can say it, visibly empty where only people can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from custclass.act.audit_found import refuse_unknown
from custclass.act.plan_docx import write
from custclass.act.plan_forms import FORMS, LABELS, answer, fill_forms
from custclass.act.plan_model import Line, Plan, Section, Sheet, as_html
from custclass.act.plan_parts import (
    WRITTEN,
    Source,
    brief,
    class_money,
    needs_section,
    privacy_section,
    relations_section,
    target_section,
    value_section,
    variables_section,
)
from custclass.act.plan_steps import (
    LISTS,
    PARTS,
    STEPS,
    TEAMS,
    role_faults,
    roles,
    roles_table,
    same_list,
    step_lists,
    steps_table,
)
from custclass.act.treatments.playbook import Playbook
from custclass.classify.scheme import Scheme
from custclass.data.given import as_of_day, lacks_columns
from custclass.show.numbers import percent
from custclass.show.say import CourseError, Text, join, say

__all__ = [
    "FORMS", "LABELS", "LISTS", "PARTS", "STEPS", "TEAMS", "WRITTEN", "Line", "Plan", "Section", "Sheet", "answer",
    "as_html", "fill_forms", "make", "role_faults", "roles", "roles_table", "same_list", "step_lists", "steps_table",
    "write",
]  # fmt: skip


def make(
    scheme: Scheme,
    customers: pd.DataFrame,
    target: str | Sequence[str],
    as_of: Any,
    *,
    written: Mapping[str, Any] | None = None,
    needs: str = "need",
    playbook: Playbook | None = None,
    audited: pd.DataFrame | None = None,
    currency: str = "CNY",
    minimum: int = 5,
) -> Plan:
    """Make the plan for a target group.

    Parameters
    ----------
    scheme : Scheme
    customers : DataFrame
        One row a customer: the measures of the scheme, ``customer_id``, ``monetary``, and any of the columns that
        the forms ask for (see `fill_forms`).
    target : str or list of str
        The class or classes of the target group.
    as_of : str or date
        The as-of date of the measures.
    written : mapping, optional
        What only people can say, by the keys of `WRITTEN`: purpose, owner, review, why, who_may_see, ... Left out:
        the line stays visibly empty.
    needs : str
        The column with the need of each customer; without it the section stays empty.
    playbook : Playbook, optional
        What is done for each class. Left out: that section stays empty.
    audited : DataFrame, optional
        The result of `custclass.act.audit.audit`: what failed or was not measured becomes the technical limits.
    currency : {"CNY", "USD"}
        Currency of ``monetary``.
    minimum : int
        The smallest number of customers of which a figure is given.

    Returns
    -------
    Plan
        Counts only: no name, number or address of any customer.

    Raises
    ------
    CourseError
        If a target class is unknown or too small, a column lacks, or a key of `written` is unknown.

    Examples
    --------
    >>> from custclass.classify.catalogue import purchase_frequency
    >>> people = pd.DataFrame({"customer_id": [f"C{n}" for n in range(60)], "frequency": [1] * 40 + [8] * 20,
    ...                        "monetary": [10.0] * 40 + [100.0] * 20})
    >>> plan = make(purchase_frequency(), people, "medium_frequency", "2025-12-31")
    >>> plan.sections[1].lines[1].answer.en
    '20 customers (33.3% of 60) with 83.3% of the money'
    """
    written = dict(written or {})
    refuse_unknown(written, WRITTEN, say(zh="written", en="written"))
    lacks_columns(customers.columns, ["customer_id", "monetary", *scheme.measures], "customers")
    codes = [scheme.code_of(code) for code in ([target] if isinstance(target, str) else target)]
    classes = pd.Series(scheme.classify(customers), index=customers.index)
    money = class_money(scheme, customers, classes, minimum)
    small = [code for code in codes if not money.loc[code, "customers"] > 0]
    if small or not codes:
        raise CourseError(
            say(
                zh="目标群体“{names}”没有可以公布的人数（没有人，或某一类少于 {n} 位）：请换一类，或把过小的类别合并。",
                en="The target group “{names}” has no count that may be published (nobody, or a class below {n}): "
                "choose another, or merge classes that are too small.",
            ).format(names=join(scheme.label(code) for code in small), n=minimum)
        )
    group = customers[classes.isin(codes)]
    source = Source(scheme, customers, group, codes, money, as_of_day(as_of), currency, minimum, written)
    form = fill_forms(group, currency, minimum)
    sections = [
        brief(source, audited),
        target_section(source),
        needs_section(source, needs),
        variables_section(source),
        value_section(source),
        relations_section(source, playbook),
        privacy_section(source, form),
    ]
    title = say(zh="表：{form}", en="Form: {form}")
    for code, name in FORMS.items():
        rows = form[form["form"] == code]
        lines = [
            Line(r["field"], r["name"], r["answer"] if isinstance(r["answer"], Text) else None, r["hint"])
            for r in rows.to_dict("records")
        ]
        sections.append(Section("form_" + code, title.format(form=name), tuple(lines)))
    names = join(scheme.label(code) for code in codes)
    heading = say(zh="客户细分方案：{names}", en="Segmentation plan: {names}").format(names=names)
    return Plan(heading, tuple(sections), lambda: _draw(source))


def _draw(source: Source) -> Any:
    """Draw the money of each class, the target group put forward."""
    from custclass.show import bars

    shown = source.money["money_share"].dropna()
    title = say(
        zh="目标群体带来{b}的金额（占客户的{a}）",
        en="The target group brings {b} of the money ({a} of the customers)",
    ).format(a=percent(source.share("customer_share")), b=percent(source.share("money_share")))
    label = say(zh="占全部金额", en="share of all the money")
    return bars(shown, title=title, label=label, unit="%", names=source.scheme.labels, highlight=source.codes)
