"""Exercises of lesson 03_09: reading one's own file of orders, the as-of date, whom to call first."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.pareto import ABC
from custclass.data.orders import read_orders
from custclass.data.tables import load
from custclass.learn.bank.pools import GROCER_AS_OF, clear_of, grocer, headings
from custclass.learn.kinds import ChooseOne, Match, Misconception, Table
from custclass.show.numbers import number
from custclass.show.say import Text, say

# -- 1.14 entry standards, in a file of orders --------------------------------------------------------

_ROWS = {
    "plain": ("K017", "2024-03-05", "128.00"),
    "sign": ("K022", "2024年6月1日", "¥1,280.00"),
    "given_back": ("K031", "2024-04-11", "-45.00"),
    "free": ("K008", "2024-05-02", "0.00"),
    "nobody": ("", "2024-06-18", "66.00"),
    "spaces": ("   ", "2024-09-09", "19.90"),
    "february": ("K045", "2024-02-30", "79.00"),
    "words": ("K052", "下周二", "30.00"),
    "later": ("K060", "2024-07-07", "待核对"),
    "empty": ("K063", "2024-08-01", ""),
}
_ENGLISH = {"下周二": "next Tuesday", "待核对": "to be checked"}
_COLUMN_OF = {"no_customer": "customer", "bad_date": "date", "no_such_day": "date", "bad_amount": "amount", "no_amount": "amount"}


def _situation(cells: tuple[str, ...]) -> Text:
    zh = [cell if cell.strip() else "（空白）" for cell in cells]
    en = [_ENGLISH.get(cell, cell) if cell.strip() else "(blank)" for cell in cells]
    return Text("｜".join(zh), " | ".join(en))


def _fates() -> dict[str, str]:
    """Let `read_orders` itself decide about each row."""
    frame = pd.DataFrame(_ROWS.values(), columns=["customer_id", "order_date", "amount"], index=list(_ROWS))
    fates = {}
    for code in _ROWS:
        report = read_orders(frame.loc[[code]]).report.index
        fates[code] = next((column for fault, column in _COLUMN_OF.items() if fault in report), "keep")
    return fates


FATES = Match(
    id="03_09.1",
    concept="1.14",
    title=say(zh="这一行留得下吗", en="Does this row stay?"),
    prompt=say(
        zh="下面是订单文件中的几行，依次是客户编号、下单日期、金额（元）。cc.read_orders 读入时，哪些保留，哪些搁置？搁置是因为哪一栏？\n"
        "规矩：没有客户、没有日期或日期不存在、没有金额或金额读不懂的行搁置，其余保留；退货（负金额）冲减金额；写法不同但意思明白的照样读。",
        en="Here are some rows of a file of orders: customer, order date, amount (yuan). Which does cc.read_orders keep, and which does it set aside, because of which column?\n"
        "The rules: a row without customer, with no date or an impossible one, with no amount or an unreadable one is set aside; all others stay. Returns (negative amounts) are taken off the money; "
        "what is written differently but clearly is read as it is meant.",
    ),
    situations={code: _situation(cells) for code, cells in _ROWS.items()},
    actions={
        "keep": say(zh="保留", en="kept"),
        "customer": say(zh="搁置：客户", en="set aside: customer"),
        "date": say(zh="搁置：日期", en="set aside: date"),
        "amount": say(zh="搁置：金额", en="set aside: amount"),
    },
    pairs=_fates(),
    because={
        "plain": say(zh="三栏都齐全，都读得懂", en="all three cells are there and can be read"),
        "sign": say(zh="写法不同，意思明白：6月1日，1,280元", en="written differently, but clear: 1 June, 1,280 yuan"),
        "given_back": say(zh="负金额是退货，留着冲减这位客户的金额", en="a negative amount is a return; it stays and lowers the customer's money"),
        "free": say(zh="0元也是一单（比如赠品），不等于没有金额", en="0 yuan is an order too (a gift, say); it is not a missing amount"),
        "nobody": say(zh="不知道是谁买的，算不到任何客户头上", en="nobody knows who bought, so it belongs to no customer"),
        "spaces": say(zh="只有空格，等于没有客户编号", en="blanks are no customer id"),
        "february": say(zh="2月没有30日，不能猜是29日还是3月1日", en="February has no 30th, and guessing the 29th or 1 March is not allowed"),
        "words": say(zh="“下周二”要知道是哪天写的才有意义", en="“next Tuesday” means nothing without the day it was written"),
        "later": say(zh="“待核对”不是数字", en="“to be checked” is no number"),
        "empty": say(zh="没有金额，也不能当成0元", en="there is no amount, and it must not be taken for 0"),
    },
    n=8,
    hints=(
        say(zh="一栏一栏地看：知道是谁吗？日历上有这一天吗？金额是一个数吗？", en="Go cell by cell: is it known who, is there such a day, is the amount a number?"),
        say(zh="负数和0都是数，带“¥”和逗号的也是数；空格、“待核对”不是。", en="Negative numbers and 0 are numbers, as are those with ¥ and commas; blanks and “to be checked” are not."),
    ),
    misconceptions=(
        Misconception(
            "returns_thrown_out",
            say(zh="退货被当成了坏行。它是真实发生的事：扔掉它，这位客户的金额就虚高了。",
                en="The return was taken for a faulty row. It really happened: without it the customer's money is too high."),
            {"given_back": "amount"},
        ),
        Misconception(
            "zero_is_missing",
            say(zh="0元被当成了“没有金额”。0是一个写明的数，空白才是没有。",
                en="0 yuan was taken for a missing amount. 0 is a number somebody wrote; a blank is missing."),
            {"free": "amount"},
        ),
        Misconception(
            "gaps_filled",
            say(zh="空白的金额被当成0元留下了。不知道多少，就不能替它写一个数：搁置，并去找原始单据。",
                en="The blank amount was kept as if it were 0. What is not known must not be made up: set it aside and look up the receipt."),
            {"empty": "keep", "nobody": "keep", "spaces": "keep"},
        ),
    ),
    after=say(zh="一行要么保留，要么带着原因搁置；绝不悄悄丢掉，也绝不替它编一个数。",
              en="A row is kept, or set aside with its reason; it is never dropped in silence and never made up."),
)  # fmt: skip

REMEDIES = Match(
    id="03_09.2",
    concept="1.14",
    title=say(zh="读不进来，怎么办", en="It cannot be read: what now?"),
    prompt=say(
        zh="cc.read_orders 读您的文件时说了下面的话。对每一条，正确的做法是什么？",
        en="Reading your file, cc.read_orders says one of the following. What is the right thing to do about each?",
    ),
    situations={
        "who": say(zh="认不出哪一列是客户，表中的列是：“买家昵称2”“付款时间”“实付”",
                   en="no column could be recognised as the customer; its columns are: “nick2”, “paid on”, “paid”"),
        "which": say(zh="可作金额的不止一列：“应付金额”“实付金额”", en="more than one column could be the amount: “amount due”, “amount paid”"),
        "day": say(zh="“3/5/2024”可以是3月5日，也可以是5月3日", en="“3/5/2024” can be 5 March or 3 May"),
        "price": say(zh="没有金额列，只有数量“件数”和单价“单价”", en="there is no amount, only the quantity “units” and the price “unit price”"),
        "short": say(zh="412行搁置：客户编号“1.38E+10”被 Excel 缩写，已丢失数字",
                     en="412 rows set aside: Excel shortened the customer “1.38E+10” and its digits are lost"),
        "walk_in": say(zh="12,000行中有30行搁置：没有客户编号（顾客没有报会员号）",
                       en="30 of 12,000 rows set aside: no customer (shoppers who did not show a card)"),
    },
    actions={
        "name_customer": say(zh="在 read_orders 里写明 customer_id=", en="name the column with customer_id="),
        "name_paid": say(zh="在 read_orders 里写明 amount=，用实付的一列", en="name the column paid with amount="),
        "name_due": say(zh="在 read_orders 里写明 amount=，用应付的一列", en="name the column due with amount="),
        "say_order": say(zh="写明日在前还是月在前（dayfirst / monthfirst）", en="say whether the day or the month comes first (dayfirst / monthfirst)"),
        "multiply": say(zh="在文件里把两列相乘，存成一列再读", en="multiply the two in the file, keep the product as a column, read again"),
        "export": say(zh="重新导出，编号那一列设成文本", en="export once more, with the ids as text"),
        "leave": say(zh="让它们搁置，并在报告里说明", en="leave them aside and say so in the report"),
        "delete": say(zh="从文件里删掉这些行", en="delete these rows from the file"),
    },
    pairs={"who": "name_customer", "which": "name_paid", "day": "say_order", "price": "multiply", "short": "export", "walk_in": "leave"},
    because={
        "who": say(zh="数据在，只是名字陌生，指给它看就行", en="the data are there under an unusual heading: point to the column"),
        "which": say(zh="购买金额是客户真正付的，应付里还含着优惠", en="monetary value is what was really paid; the amount due still holds the discount"),
        "day": say(zh="只有您知道导出时用的是哪种写法，猜错了日期差两个月", en="only you know how the export writes dates; a wrong guess is two months off"),
        "price": say(zh="每行的金额是数量乘单价，先算出来", en="a row's amount is quantity times price; work it out first"),
        "short": say(zh="丢了的数字补不回来，但原系统里还有", en="lost digits cannot be restored here, but the system still has them"),
        "walk_in": say(zh="千分之几，又没有办法知道是谁：搁置并说明，不影响分类", en="a few in a thousand, and nobody can know who: set aside and said so, they change nothing"),
    },
    hints=(
        say(zh="先问：数据丢了，还是只是没有认出来？", en="Ask first: are the data lost, or only not recognised?"),
        say(zh="没认出来就写明；丢了就回到原系统重新导出；真的没有，就搁置并说明。没有一条需要删行。",
            en="Not recognised: name it. Lost: export again. Never there: leave aside and say so. Nothing here calls for deleting rows."),
    ),
    misconceptions=(
        Misconception(
            "rows_deleted",
            say(zh="删了行，就再也没有人知道少了什么。搁置的行带着原因，可以查、可以补。",
                en="Delete rows and nobody will ever know what is missing. Rows set aside keep their reason and can be looked up."),
            {"short": "delete", "walk_in": "delete"},
        ),
        Misconception(
            "due_for_paid",
            say(zh="用了应付金额：爱用券的客户看起来比实际值钱。", en="The amount due was taken: customers who use coupons look more valuable than they are."),
            {"which": "name_due"},
        ),
        Misconception(
            "lost_data_left_aside",
            say(zh="缩写的编号可以补救：重新导出就全回来了，412行不该白白搁置。",
                en="Shortened ids can be saved: a new export brings all 412 rows back. Do not leave them aside."),
            {"short": "leave"},
        ),
    ),
    after=say(zh="先弄清是没认出来、丢了，还是本来就没有；三种情况，三种做法。",
              en="Not recognised, lost, or never there: find out which, for each has its own remedy."),
)  # fmt: skip

# -- 3.01 from a file to figures -----------------------------------------------------------------------


def _dates(rng: np.random.Generator) -> dict[str, Any]:
    shop = pd.Timestamp("2025-03-01") + pd.Timedelta(days=int(rng.integers(0, 200)))
    web = shop + pd.Timedelta(days=int(rng.integers(4, 15)))
    today = web + pd.Timedelta(days=int(rng.integers(5, 40)))
    month_end = today + pd.offsets.MonthEnd(1)
    days = {"till": shop, "web": web, "today": today, "month_end": month_end}
    return {name: day.date().isoformat() for name, day in days.items()}


AS_OF = ChooseOne(
    id="03_09.3",
    concept="3.01",
    title=say(zh="统计截止日写哪一天", en="Which as-of date?"),
    prompt=say(
        zh="一家店把两份导出合成一个订单文件：门店收银的订单录到{till}为止，网店的订单录到{web}为止（都含当天）。"
        "文件里最后一单在{web}。您在{today}做报告，月底（{month_end}）要交。统计截止日应当写哪一天？",
        en="A shop joins two exports into one file of orders: the till's orders are in up to {till}, those of the online shop up to {web} (both days included). "
        "The last order of the file is on {web}. You make the report on {today}; it is due at the end of the month ({month_end}). Which as-of date is right?",
    ),
    case=_dates,
    options={
        "complete": say(zh="{till}", en="{till}"),
        "last_order": say(zh="{web}", en="{web}"),
        "today": say(zh="{today}", en="{today}"),
        "due": say(zh="{month_end}", en="{month_end}"),
    },
    because={
        "complete": say(zh="到{till}为止，两边的订单都齐了；之后只有网店的", en="up to {till} the orders of both are in; after it only those of the online shop"),
        "last_order": say(zh="{till}到{web}之间缺门店的订单，门店的客户会显得更沉默", en="between {till} and {web} the till's orders are missing, so its customers look more silent"),
        "today": say(zh="{web}以后一单也没有录，所有人都显得更沉默", en="after {web} no order is in at all, so everyone looks more silent"),
        "due": say(zh="交报告的日子和数据无关，而且还没有到", en="the day a report is due has nothing to do with the data, and it has not come yet"),
    },
    answer="complete",
    hints=(
        say(zh="问每一天：这一天的订单，文件里都有了吗？", en="Ask of each day: are all its orders in the file?"),
        say(zh="两份导出都齐全的最后一天，是其中较早的那个日期。", en="The last day on which both exports are complete is the earlier of the two dates."),
    ),
    misconceptions=(
        Misconception(
            "today",
            say(zh="写了今天。文件到不了今天，最后那段沉默是没有录入，不是没有买。",
                en="Today was taken. The file ends before it; the silence after that is missing data, not missing purchases."),
            "today",
        ),
        Misconception(
            "last_order_in_file",
            say(zh="取了文件里的最后一单。最后一单只说明有一份导出到了那天，另一份可能早就断了。",
                en="The last order of the file was taken. It only shows that one export goes that far; the other may have ended before."),
            "last_order",
        ),
        Misconception(
            "deadline",
            say(zh="取了交报告的日子。统计截止日由数据决定，不由日程决定。", en="The deadline was taken. The data decide the as-of date, not the calendar of meetings."),
            "due",
        ),
    ),
    after=say(zh="统计截止日，是所有来源都齐全的最后一天。", en="The as-of date is the last day on which every source is complete."),
)  # fmt: skip

_BAD_CELLS = ["待核对", "？", ""]


@cache
def _shop_orders() -> pd.DataFrame:
    """The orders of the simulated shop's customers with five to eight rows, and whether they returned anything."""
    orders = load("shop_orders")[["order_id", "customer_id", "order_date", "amount"]]
    amounts = orders.groupby("customer_id")["amount"]
    orders = orders.assign(returned=amounts.transform("min") < 0)
    return orders[amounts.transform("size").between(5, 8)]


def _export(rng: np.random.Generator) -> dict[str, Any]:
    """The orders of five customers as a shop exports them; a return, orders after the as-of date, three damaged cells."""
    known = _shop_orders()
    returned = known.loc[known["returned"], "customer_id"].unique()
    others = known.loc[~known["returned"], "customer_id"].unique()
    chosen = [*rng.choice(returned, 2, replace=False), *rng.choice(others, 3, replace=False)]
    rows = known[known["customer_id"].isin(chosen)].sort_values("order_date").reset_index(drop=True)
    bought = rows[rows["amount"] > 0]
    # By then everyone has two orders, and who returned anything has done so; each one's first order stays readable, so
    # that nobody drops out.
    second = bought.groupby("customer_id")["order_date"].nth(1).max()
    as_of = str(max(second, rows.loc[rows["amount"] < 0].groupby("customer_id")["order_date"].min().max()).date())
    table = pd.DataFrame({
        "订单编号": rows["order_id"].astype("str"), "会员号": rows["customer_id"].astype("str"),
        "付款时间": rows["order_date"].dt.strftime("%Y-%m-%d %H:%M"), "实付金额": rows["amount"].map("{:.2f}".format),
    })  # fmt: skip
    later = bought[bought["customer_id"].duplicated()]
    early = later.index[later["order_date"].dt.normalize() <= as_of]
    for place, damage in zip(rng.choice(early, 3, replace=False), _BAD_CELLS, strict=True):
        table.loc[int(place), "实付金额"] = damage
    return {"table": table, "as_of": as_of}


def _measured(case: dict[str, Any], until: str = "", returns: bool = True, unread: float = np.nan) -> pd.DataFrame:
    """What `read_orders` and `measure_customers` give (a test holds it to them), quick enough for many draws."""
    table = case["table"]
    amount = pd.to_numeric(table["实付金额"], errors="coerce").fillna(unread)
    kept = amount.notna() & (table["付款时间"].str[:10] <= (until or case["as_of"])) & (returns | (amount >= 0))
    rows = pd.DataFrame({"customer_id": table["会员号"], "frequency": amount >= 0, "monetary": amount})[kept]
    return rows.groupby("customer_id", as_index=False).sum()


def _why_figures(row: pd.Series, case: dict[str, Any]) -> Text:
    table = case["table"]
    mine = table[table["会员号"] == row.name]
    unread = mine["实付金额"].isin(_BAD_CELLS)
    late = mine["付款时间"].str[:10] > case["as_of"]
    used = mine[~unread & ~late]
    back = used["实付金额"].str.startswith("-")
    return say(
        zh="这位客户有{n}行：搁置{unread}行，截止日以后{late}行；剩下{orders}单、{back}笔退货，金额合计{money}元",
        en="this customer has {n} rows: set aside {unread}, after the as-of date {late}; that leaves {orders} orders and {back} returns, {money} yuan together",
    ).format(n=len(mine), unread=int(unread.sum()), late=int((late & ~unread).sum()), orders=int((~back).sum()),
             back=int(back.sum()), money=number(float(row["monetary"]), 2))  # fmt: skip


EXPORT = Table(
    id="03_09.4",
    concept="3.01",
    title=say(zh="从导出文件到频率和金额", en="From an export to frequency and money"),
    prompt=say(
        zh="e.items 是网店后台导出的订单（模拟数据，金额为元），列名是后台的，有三格金额被有意弄坏了。请用 cc.read_orders 读它，"
        "再以{as_of}为统计截止日（含当天）用 cc.measure_customers 算指标，交一张表：customer_id、frequency、monetary。\n"
        "规矩：读不懂的行搁置，不算一单；退货（金额为负）不是订单，只冲减金额；截止日以后的行不看。",
        en="e.items holds orders as a Chinese online shop exports them (simulated data, yuan; the columns are order number, member, time of payment, amount paid), and three amounts were damaged on purpose. Read it with cc.read_orders, "
        "then measure with cc.measure_customers and the as-of date {as_of} (that day included), and hand in a table: customer_id, frequency, monetary.\n"
        "The rules: rows that cannot be read are set aside and are no orders; returns (negative amounts) are no orders, only their money is taken off; rows after the as-of date are left out.",
    ),
    case=_export,
    show={"订单编号": say(zh="订单编号", en="订单编号 (order number)"), "会员号": say(zh="会员号", en="会员号 (member)"),
          "付款时间": say(zh="付款时间", en="付款时间 (time of payment)"), "实付金额": say(zh="实付金额", en="实付金额 (amount paid, yuan)")},
    compute=_measured,
    reason=_why_figures,
    hints=(
        say(zh="read_orders 也收表格：book = cc.read_orders(e.items)，看看 book.set_aside。", en="read_orders takes a table as well: book = cc.read_orders(e.items); look at book.set_aside."),
        say(zh='接着 cc.measure_customers(book.orders, as_of="题目中的日期")，再选出三列。', en='Then cc.measure_customers(book.orders, as_of="the date of the task"), and pick the three columns.'),
    ),
    misconceptions=(
        Misconception(
            "as_of_ignored",
            say(zh="截止日以后的订单也算进去了。measure_customers 的 as_of 要写题目中的日期。",
                en="Orders after the as-of date were counted. Give measure_customers the date of the task as as_of."),
            lambda case: _measured(case, until="2030-01-01"),
        ),
        Misconception(
            "returns_dropped",
            say(zh="退货被整行扔掉了，金额就虚高了。returns 用默认的 \"net\"。", en="Returns were dropped, so the money is too high. Leave returns at its default, \"net\"."),
            lambda case: _measured(case, returns=False),
        ),
        Misconception(
            "unreadable_as_zero",
            say(zh="读不懂的金额被当成了0元，于是多算了订单。读不懂就搁置，不要填0。",
                en="Unreadable amounts were taken for 0, so there are too many orders. What cannot be read is set aside, not filled with 0."),
            lambda case: _measured(case, unread=0.0),
        ),
    ),
    after=say(zh="读入、截止、退货：三条规矩定下来，频率和金额才有意义。", en="Reading, as-of date, returns: only with these three settled do frequency and money mean anything."),
)  # fmt: skip


@cache
def _class_a() -> float:
    """The monetary value from which a household of the grocer is in class A."""
    money = grocer()["monetary"]
    return float(money[ABC().fit(money).predict(money) == "A"].min())


@cache
def _households() -> pd.DataFrame:
    table = grocer().reset_index()[["customer_id", "monetary", "recency_days", "mean_gap_days"]].dropna()
    table = table.round({"monetary": 2, "mean_gap_days": 2})
    table["silence"] = table["recency_days"] / table["mean_gap_days"]
    return clear_of(table, "silence", 2, 4)


def _to_call(table: pd.DataFrame, cut: float, latest: float = 4) -> pd.Series:
    silence = table["recency_days"] / table["mean_gap_days"]
    return (table["monetary"] >= cut) & (silence >= 2) & (silence < latest)


def _twelve(rng: np.random.Generator) -> dict[str, Any]:
    """Two customers of each kind that a mistake would judge wrongly, and some of every other kind."""
    table = _households()
    valuable, silence, long = table["monetary"] >= _class_a(), table["silence"], table["recency_days"] >= 30
    dormant = silence.between(2, 4, inclusive="left")
    kinds = [valuable & dormant & ~long, valuable & dormant & long, valuable & (silence >= 4), ~valuable & dormant,
             valuable & (silence < 2), ~valuable & (silence < 2)]  # fmt: skip
    chosen = [place for kind in kinds for place in rng.choice(np.flatnonzero(kind), 2, replace=False)]
    shown = table.iloc[rng.permutation(chosen)].drop(columns="silence").reset_index(drop=True)
    return {"table": shown, "cut": _class_a()}


def _call_table(table: pd.DataFrame, call: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"customer_id": table["customer_id"], "call": call})


def _why_call(row: pd.Series, case: dict[str, Any]) -> Text:
    table = case["table"].set_index("customer_id")
    mine = table.loc[row.name]
    gaps = mine["recency_days"] / mine["mean_gap_days"]
    valuable = mine["monetary"] >= _class_a()
    return say(
        zh="购买金额{money}美元，{a}；沉默{days}天 ÷ 平均间隔{gap}天 = {gaps}个间隔，{d}；所以{call}",
        en="monetary value is {money} dollars, {a}; silent {days} days / mean gap {gap} days = {gaps} gaps, {d}; so {call}",
    ).format(
        money=number(mine["monetary"], 2), days=int(mine["recency_days"]), gap=number(mine["mean_gap_days"], 2), gaps=number(gaps, 2),
        a=say(zh="是A类", en="class A") if valuable else say(zh="不是A类", en="not class A"),
        d=say(zh="沉睡", en="dormant") if 2 <= gaps < 4 else say(zh="不是沉睡", en="not dormant"),
        call=say(zh="该打", en="call") if row["call"] else say(zh="不打", en="do not call"),
    )  # fmt: skip


CALLS = Table(
    id="03_09.5",
    concept="3.01",
    title=say(zh="先给谁打电话", en="Whom to call first"),
    prompt=say(
        zh=f"e.items 是超市的12户家庭（真实数据，统计截止日{GROCER_AS_OF}，金额为美元）。先打电话的规则：是A类（购买金额不低于{{cut:,.2f}}美元），"
        "而且沉睡（recency_days ÷ mean_gap_days 不低于2，且低于4）。\n请给每一户算出该不该打，交一张表：customer_id、call（True 或 False）。",
        en=f"e.items holds 12 households of the grocer (real data, as of {GROCER_AS_OF}, US dollars). The rule for calling first: class A (monetary value at least {{cut:,.2f}} dollars) "
        "and dormant (recency_days / mean_gap_days at least 2 and below 4).\nSay for each household whether to call: hand in a table with customer_id and call (True or False).",
    ),
    case=_twelve,
    show=headings("customer_id", "recency_days", "mean_gap_days", monetary=say(zh="购买金额（美元）", en="spent (US dollars)")),
    compute=lambda case: _call_table(case["table"], _to_call(case["table"], _class_a())),
    reason=_why_call,
    hints=(
        say(zh="先算沉默：silence = e.items[\"recency_days\"] / e.items[\"mean_gap_days\"]。", en='First the silence: silence = e.items["recency_days"] / e.items["mean_gap_days"].'),
        say(zh="三个条件用 & 连起来，每个条件各加一对括号；结果用 e.items.assign(call=…) 放进表里。",
            en="Join three conditions with &, each in its own brackets; put the result into the table with e.items.assign(call=…)."),
    ),
    misconceptions=(
        Misconception(
            "lost_called_too",
            say(zh="沉默4个间隔以上的也打了。那是流失，不是沉睡：规则里还有一个上限。", en="Those silent for 4 gaps or more are called as well. They are lost, not dormant: the rule has an upper end."),
            lambda case: _call_table(case["table"], _to_call(case["table"], _class_a(), latest=np.inf)),
        ),
        Misconception(
            "value_forgotten",
            say(zh="只看了沉默，没有看金额。先打给值钱的：还要满足A类。", en="Only the silence was looked at. Call valuable ones first: they must be class A too."),
            lambda case: _call_table(case["table"], _to_call(case["table"], -np.inf)),
        ),
        Misconception(
            "days_for_gaps",
            say(zh="用了固定的天数（比如30天），没有除以这户人家自己的购买间隔。一周来两次的，十天不来就是沉睡了。",
                en="A fixed number of days (such as 30) was used, not divided by the household's own gap. Who comes twice a week is dormant after ten days."),
            lambda case: _call_table(
                case["table"], (case["table"]["monetary"] >= _class_a()) & (case["table"]["recency_days"] >= 30)
            ),
        ),
    ),
    after=say(zh="值钱，而且按自己的节奏沉默了：先打这些电话。", en="Valuable, and silent by their own rhythm: make these calls first."),
)  # fmt: skip

EXERCISES = [FATES, REMEDIES, AS_OF, EXPORT, CALLS]
