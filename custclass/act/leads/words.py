"""The codes of leads in the reader's language, and a table that shows them so."""

from __future__ import annotations

from typing import Any

from custclass.act.leads.credit import RECORDS
from custclass.act.leads.rules import POOL, SERVICE, flow_rules
from custclass.act.team.assign import REASONS
from custclass.classify.lead_schemes import INTENT, MEANS, lead_stage
from custclass.show.say import Text, say

_OWNERS = {POOL: say(zh="公海", en="public pool"), SERVICE: say(zh="客服", en="service")}
NAMES: dict[str, dict[str, Text]] = {
    "source": {
        "referral": say(zh="老客户转介绍", en="referral"),
        "exhibition": say(zh="展会", en="exhibition"),
        "website": say(zh="网站", en="website"),
        "ad": say(zh="广告", en="ad"),
        "cold_list": say(zh="陌生电话名单", en="cold list"),
    },
    "product": {
        "gift_order": say(zh="礼盒团购", en="gift order"),
        "office_tea": say(zh="办公室用茶", en="office tea"),
        "tea_room": say(zh="茶室布置", en="tea room"),
    },
    "customer_type": {
        "person": say(zh="个人", en="person"),
        "household": say(zh="家庭", en="household"),
        "organisation": say(zh="机构", en="organisation"),
    },
    "decision": {
        "person": say(zh="一个人", en="one person"),
        "family": say(zh="全家", en="family"),
        "committee": say(zh="委员会", en="committee"),
    },
    "region": {
        "east": say(zh="华东", en="east"),
        "south": say(zh="华南", en="south"),
        "north": say(zh="华北", en="north"),
        "west": say(zh="西部", en="west"),
    },
    "intent": dict(INTENT.labels),
    "means": dict(MEANS.labels),
    "stage": dict(lead_stage().labels),
    "record": RECORDS,
    "collection": RECORDS,
    "terms": RECORDS,
    "rule": {
        "one_owner": say(zh="一客一主", en="one owner"),
        **{rule.code: rule.label for rule in flow_rules()},
    },
    "owner": _OWNERS,
    "from_owner": _OWNERS,
    "to_owner": _OWNERS,
    "reason": REASONS,
}
_FORMATS: dict[str, Any] = {
    **dict.fromkeys(["chance", "share", "low", "high"], "%"),
    **dict.fromkeys(
        ["value", "margin", "expected_profit", "paid", "outstanding", "overdue", "limit", "may_ship", "cost",
         "cost_per_lead", "cost_per_signed", "worth", "gain", "bonus_on_signing", "bonus_on_payment",
         "ahead_of_money"],
        "CNY",
    ),
}  # fmt: skip
_TITLES = {
    "record": say(zh="付款记录", en="record of payment"),
    "collection": say(zh="催款", en="collection"),
    "terms": say(zh="条件", en="terms"),
    "overdue": say(zh="逾期金额", en="overdue"),
    "limit": say(zh="信用额度", en="credit limit"),
    "value": say(zh="合同金额", en="contract value"),
    "margin": say(zh="毛利", en="margin"),
    "paid": say(zh="已付", en="paid"),
    "outstanding": say(zh="未付余额", en="outstanding"),
    "may_ship": say(zh="累计可发货", en="may have shipped"),
    "expected_profit": say(zh="预期利润", en="expected profit"),
    "worth": say(zh="价值", en="worth"),
    "gain": say(zh="预期收获", en="expected gain"),
    "days_ahead": say(zh="离预计签约日（天）", en="days to the expected day"),
    "rank": say(zh="名次", en="rank"),
    "customer_type": say(zh="客户类型", en="customer type"),
    "decision": say(zh="谁决定", en="decided by"),
    "cost": say(zh="花费", en="cost"),
    "cost_per_lead": say(zh="每条线索", en="per lead"),
    "share": say(zh="签约比例", en="share signed"),
    "low": say(zh="区间下端", en="interval from"),
    "high": say(zh="区间上端", en="to"),
    "cost_per_signed": say(zh="每位签约客户", en="per signed customer"),
    "contracts": say(zh="合同数", en="contracts"),
    "bonus_on_signing": say(zh="按签约发奖金", en="bonus: signing"),
    "bonus_on_payment": say(zh="按回款发奖金", en="bonus: payment"),
    "ahead_of_money": say(zh="逾期款的奖金", en="bonus: overdue"),
    "fit": say(zh="适合程度", en="fit"),
    "strength": say(zh="能卖的最难产品（1–3）", en="hardest product (1-3)"),
    "fit_person": say(zh="适合个人", en="fit: persons"),
    "fit_household": say(zh="适合家庭", en="fit: households"),
    "fit_organisation": say(zh="适合机构", en="fit: organisations"),
    "hours_week": say(zh="每周小时", en="hours a week"),
    "next_purchase": say(zh="预计下一单", en="next purchase"),
    "used": say(zh="用掉（小时）", en="used (hours)"),
    "available": say(zh="可用（小时）", en="available (hours)"),
}


def show_table(frame: Any, rows: int | None = 10, **more: Any) -> Any:
    """Show a table of leads, contracts, moves or tasks in the reader's language.

    Parameters
    ----------
    frame : pandas.DataFrame or pandas.Series
        The table.
    rows : int, optional
        How many rows; None: all.
    **more
        Handed on to ``cc.table``: titles, formats.

    Returns
    -------
    custclass.show.tables.Table

    Examples
    --------
    >>> from custclass.show.say import language
    >>> language("en")
    'en'
    >>> import pandas as pd
    >>> show_table(pd.DataFrame({"product": ["tea_room"], "chance": [0.25]}))
     product  chance to sign
    tea room           25.0%
    """
    from custclass.data.headings import table

    titles, formats = (
        {**usual, **more.pop(key, {})} for key, usual in (("titles", _TITLES), ("formats", _FORMATS))
    )
    return table(frame, titles, formats=formats, values=NAMES, rows=rows, **more)
