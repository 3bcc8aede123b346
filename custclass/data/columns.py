"""Which column of a file is the customer, the date, the amount, the order: by their usual names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from custclass.show.say import CourseError, Text, join, say

ROLES = {
    "customer_id": say(zh="客户编号", en="customer"),
    "order_date": say(zh="订单日期", en="order date"),
    "amount": say(zh="金额", en="amount"),
    "order_id": say(zh="订单号", en="order number"),
}
_USUAL = {
    "customer_id": """
        customer_id customer customer_no customer_number customer_code cust_id client_id client user_id buyer_id buyer
        member_id member_no household_id account_id shopper_id buyer_nick phone mobile
        客户编号 客户编码 客户代码 客户号 客户id 客户 顾客编号 顾客id 顾客 会员编号 会员号 会员id 会员卡号 会员
        用户编号 用户id 用户 买家id
        买家昵称 买家会员名 买家账号 买家 手机号 手机号码 手机 买家手机号
        """,
    "order_date": """
        order_date order_time ordered_on ordered_at date_of_order date datetime invoice_date purchase_date purchased_at
        transaction_date transaction_time payment_date payment_time paid_at paid_on created_at order_created_at
        下单时间 下单日期 订单日期 订单时间 订单创建时间 创建时间 付款时间 付款日期 支付时间 订单付款时间 购买时间
        购买日期 交易时间 交易日期
        成交时间 成交日期 消费时间 消费日期 日期 时间
        """,
    "amount": """
        amount order_amount total_amount amount_paid paid_amount paid total order_total total_price revenue sales
        sales_value sales_amount net_amount order_value spend spending payment payment_value
        金额 订单金额 订单总额 订单总金额 总金额 总额 实付金额 实付款 实付 实际支付金额 买家实际支付金额 支付金额
        付款金额 应付金额
        买家应付货款 成交金额 交易金额 消费金额 购买金额 销售金额 销售额 实收金额
        """,
    "order_id": """
        order_id order_no order_number order invoice_no invoice_id invoice_number invoice transaction_id basket_id
        receipt_no receipt_id
        订单号 订单编号 订单id 主订单编号 交易号 交易编号 流水号 小票号 单号
        """,
}
_QUANTITY = "quantity qty units 数量 件数 购买数量"
_PRICE = "unit_price price 单价 价格"
_SHOWN = 30  # names listed in a message


def _key(name: str) -> str:
    """Return a name without what people write differently: case, width, spaces, underscores, a stray BOM."""
    plain = unicodedata.normalize("NFKC", re.sub(r" \([0-9]+\)$", "", name)).casefold()
    return re.sub(r"[\s_\-./\\:()\[\]*#\"'\u200b\ufeff]+", "", plain)


def _keys(names: str) -> set[str]:
    return {_key(name) for name in names.split()}


_KEYS = {role: _keys(names) for role, names in _USUAL.items()}


def find_columns(names: Sequence[str], wished: dict[str, object], source: Text | str) -> dict[str, int]:
    """Return the place of the column for each role (``order_id`` only where the file has one).

    Parameters
    ----------
    names : sequence of str
        The column names of the file, in order, each different.
    wished : dict
        Role -> the column that was named in the call, or None.
    source : str
        The file, for messages.

    Returns
    -------
    dict
        Role -> place of its column.

    Raises
    ------
    CourseError
        If a column is missing, or two could be meant, or one is named for two roles.

    Examples
    --------
    >>> find_columns(["会员号", "下单时间", "实付金额"], {}, "a.csv")
    {'customer_id': 0, 'order_date': 1, 'amount': 2}
    """
    found: dict[str, int] = {}
    for role in ROLES:
        wish = wished.get(role)
        place = _recognised(names, role, source) if wish is None else _named(names, str(wish), role, source)
        if place is None:
            continue
        if place in found.values():
            other = next(r for r, p in found.items() if p == place)
            raise CourseError(
                say(
                    zh="{source}：“{name}”列同时被指定为 {one} 和 {two}，请为两者各写一列。",
                    en='{source}: column "{name}" is named both as {one} and as {two}; name one column for each.',
                ).format(source=source, name=names[place], one=other, two=role)
            )
        found[role] = place
    return found


def _named(names: Sequence[str], wish: str, role: str, source: Text | str) -> int:
    if wish in names:
        return list(names).index(wish)
    alike = [place for place, name in enumerate(names) if _key(name) == _key(wish)]
    if len(alike) == 1:
        return alike[0]
    raise CourseError(
        say(
            zh="{source}：没有名为“{wish}”的列（{role}=），表中的列是：{names}。",
            en='{source}: there is no column "{wish}" ({role}=); its columns are: {names}.',
        ).format(source=source, wish=_short(wish), role=role, names=_listed(names))
    )


def _recognised(names: Sequence[str], role: str, source: Text | str) -> int | None:
    places = [place for place, name in enumerate(names) if _key(name) in _KEYS[role]]
    if len(places) == 1:
        return places[0]
    if len(places) > 1:
        meant = [names[place] for place in places]
        raise CourseError(
            say(
                zh='{source}：可作{what}的不止一列：{names}。请写明用哪一列，例如 read_orders(…, {role}="{first}")。',
                en="{source}: more than one column could be the {what}: {names}. "
                'Say which, for example read_orders(…, {role}="{first}").',
            ).format(source=source, what=ROLES[role], names=_listed(meant), role=role, first=_short(meant[0]))
        )
    if role == "order_id":
        return None
    if role == "amount":
        quantity, price = (
            next((name for name in names if _key(name) in _keys(usual)), None)
            for usual in (_QUANTITY, _PRICE)
        )
        if quantity is not None and price is not None:
            raise CourseError(
                say(
                    zh="{source}：没有金额列，只有数量“{quantity}”和单价“{price}”。"
                    "请先把两者相乘，存成名为 amount 的一列，再读一次。",
                    en='{source}: there is no amount, only the quantity "{quantity}" and the price "{price}". '
                    "Multiply the two into a column named amount and read again.",
                ).format(source=source, quantity=quantity, price=price)
            )
    raise CourseError(
        say(
            zh='{source}：认不出哪一列是{what}，表中的列是：{names}。请写明，例如 read_orders(…, {role}="列名")。',
            en="{source}: no column could be recognised as the {what}; its columns are: {names}. "
            'Name it, for example read_orders(…, {role}="name of the column").',
        ).format(source=source, what=ROLES[role], names=_listed(names), role=role)
    )


def _short(name: str) -> str:
    line = "".join(c if c.isprintable() else " " for c in name)
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _listed(names: Sequence[str]) -> Text:
    shown = [Text(f"“{_short(n)}”", f'"{_short(n)}"') for n in names[:_SHOWN]]
    if len(names) > _SHOWN:
        shown.append(say(zh="……（共 {n} 列）", en="… ({n} columns)").format(n=len(names)))
    return join(shown)
