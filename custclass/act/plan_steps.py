"""Bringing in a classification: the four steps, the usual lists of steps, and who must work together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from custclass.act.audit_found import refuse_unknown
from custclass.show.say import Text, join, say

#: The four steps, in order.
STEPS: dict[str, Text] = {
    "data": say(zh="数据", en="data"),
    "model": say(zh="模型", en="model"),
    "plan": say(zh="个性化方案", en="personalised plan"),
    "adjust": say(zh="持续调整", en="keep adjusting"),
}
LISTS: dict[str, Text] = {
    "consultant": say(zh="咨询顾问的说法", en="as consultants say it"),
    "crm": say(zh="系统厂商的说法", en="as software houses say it"),
    "marketing": say(zh="营销教材的说法", en="as marketing courses say it"),
}
# (what the list says, which of the four steps it is)
_SAID: dict[str, list[tuple[Text, str]]] = {
    "consultant": [
        (say(zh="摸清家底：收集客户信息", en="take stock: gather what is known"), "data"),
        (say(zh="定标准、分等级", en="set criteria and levels"), "model"),
        (say(zh="分级服务", en="serve by level"), "plan"),
        (say(zh="考核、优化", en="review and improve"), "adjust"),
    ],
    "crm": [
        (say(zh="打通系统、清洗数据", en="connect systems, clean the data"), "data"),
        (say(zh="打标签", en="tag the customers"), "model"),
        (say(zh="建模、验证", en="build and validate the model"), "model"),
        (say(zh="自动推送内容", en="send content automatically"), "plan"),
        (say(zh="监控、重新训练", en="monitor and train again"), "adjust"),
    ],
    "marketing": [
        (say(zh="市场调研", en="market research"), "data"),
        (say(zh="市场细分", en="segment the market"), "model"),
        (say(zh="选目标、定位、组合", en="target, position, mix"), "plan"),
        (say(zh="跟踪反馈", en="follow the response"), "adjust"),
    ],
}
TEAMS: dict[str, Text] = {
    "marketing": say(zh="营销", en="marketing"),
    "service": say(zh="客服", en="service"),
    "it": say(zh="IT", en="IT"),
    "management": say(zh="管理层", en="management"),
}
PARTS: dict[str, Text] = {
    "does": say(zh="动手", en="does it"),
    "decides": say(zh="拍板", en="decides"),
    "helps": say(zh="配合", en="helps"),
    "told": say(zh="知情", en="is told"),
}


def step_lists() -> pd.DataFrame:
    """Return three usual lists of steps, with the step of the four that each item is.

    Returns
    -------
    DataFrame
        One row an item, in the order of its list: list, item (Text), step (code).

    Examples
    --------
    >>> step_lists().groupby("list", sort=False)["step"].nunique().tolist()
    [4, 4, 4]
    """
    rows = [(name, item, step) for name, items in _SAID.items() for item, step in items]
    return pd.DataFrame(rows, columns=["list", "item", "step"])


def same_list(items: pd.DataFrame) -> pd.DataFrame:
    """Tell of every list whether it is the four steps in their order.

    Parameters
    ----------
    items : DataFrame
        As `step_lists` returns it: list, item, step.

    Returns
    -------
    DataFrame
        One row a list: list, items (how many), lacking (codes of steps that do not occur), in_order, same (nothing
        lacks and the order is that of the four).

    Raises
    ------
    CourseError
        If a step is none of the four.

    Examples
    --------
    >>> same_list(step_lists())["same"].tolist()
    [True, True, True]
    """
    refuse_unknown(items["step"], STEPS, say(zh="四个步骤", en="the four steps"))
    place = {code: at for at, code in enumerate(STEPS)}
    rows = []
    for name, part in items.groupby("list", sort=False):
        lacking = [code for code in STEPS if code not in set(part["step"])]
        ordered = part["step"].map(place).is_monotonic_increasing
        rows.append((name, len(part), ", ".join(lacking), ordered, ordered and not lacking))
    return pd.DataFrame(rows, columns=["list", "items", "lacking", "in_order", "same"])


def steps_table() -> Any:
    """Show the four steps, and beside each what the three lists call it.

    Returns
    -------
    custclass.show.tables.Table
    """
    from custclass.show.tables import table

    items = step_lists()
    said = items.groupby(["step", "list"], sort=False)["item"].agg(
        lambda texts: join(texts, zh="；", en="; ")
    )
    frame = pd.DataFrame({"step": list(STEPS.values())})
    for name in LISTS:
        frame[name] = [said[code, name] for code in STEPS]
    titles = {"step": say(zh="四个步骤", en="the four steps"), **LISTS}
    return table(frame, titles=titles)


def roles() -> pd.DataFrame:
    """Return a usual division of work: who does, decides, helps and is told at each step.

    Returns
    -------
    DataFrame
        Index: the codes of `STEPS`; columns: the codes of `TEAMS`; cells: the codes of `PARTS`.

    Examples
    --------
    >>> roles().loc["model"].to_dict()
    {'marketing': 'does', 'service': 'helps', 'it': 'helps', 'management': 'decides'}
    """
    cells = {
        "data": ("helps", "helps", "does", "decides"),
        "model": ("does", "helps", "helps", "decides"),
        "plan": ("decides", "does", "helps", "told"),
        "adjust": ("does", "helps", "helps", "decides"),
    }
    frame = pd.DataFrame.from_dict(cells, orient="index", columns=list(TEAMS))
    return frame.rename_axis(index="step")


def role_faults(table: pd.DataFrame) -> list[Text]:
    """Find the steps that nobody does, that nobody decides or that several decide, and teams that are left out.

    Parameters
    ----------
    table : DataFrame
        As `roles` returns it.

    Returns
    -------
    list of Text
        One sentence a fault; empty if the work is divided.

    Raises
    ------
    CourseError
        If a cell is none of `PARTS`.

    Examples
    --------
    >>> role_faults(roles())
    []
    >>> table = roles()
    >>> table.loc["plan", "service"] = "decides"
    >>> [fault.en for fault in role_faults(table)]
    ['personalised plan: nobody does it.', 'personalised plan: 2 decide (marketing, service); keep one.']
    """
    refuse_unknown(table.to_numpy().ravel(), PARTS, say(zh="分工", en="the parts"))
    faults = []
    for step, row in table.iterrows():
        name = STEPS.get(str(step), Text(str(step), str(step)))
        if not (row == "does").any():
            faults.append(say(zh="{step}：没有人动手。", en="{step}: nobody does it.").format(step=name))
        deciding = [TEAMS.get(team, team) for team in row.index[row == "decides"]]
        if not deciding:
            faults.append(say(zh="{step}：没有人拍板。", en="{step}: nobody decides.").format(step=name))
        elif len(deciding) > 1:
            text = say(
                zh="{step}：有{n}方拍板（{teams}），只留一方。",
                en="{step}: {n} decide ({teams}); keep one.",
            )
            faults.append(text.format(step=name, n=len(deciding), teams=join(deciding)))
    idle = [TEAMS.get(team, team) for team in table if table[team].eq("told").all()]
    faults += [
        say(zh="{team}：从头到尾只是知情。", en="{team}: is only told, at every step.").format(team=x)
        for x in idle
    ]
    return faults


def roles_table(table: pd.DataFrame | None = None, steps: Mapping[str, Text] = STEPS) -> Any:
    """Show who does what at each step.

    Parameters
    ----------
    table : DataFrame, optional
        As `roles` returns it, which is shown when it is left out.
    steps : mapping
        Step -> its name.

    Returns
    -------
    custclass.show.tables.Table
    """
    from custclass.show.tables import table as show_table

    shown = roles() if table is None else table
    titles = {"step": say(zh="步骤", en="step"), **TEAMS}
    return show_table(shown, titles=titles, values={"step": steps, **dict.fromkeys(TEAMS, PARTS)})
