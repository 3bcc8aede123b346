"""Exercises of lesson 01_02 on behaviour: purchase, browsing, interaction, and the channels."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.data.tables import load
from custclass.learn.bank.pools import headings
from custclass.learn.kinds import ChooseOne, Match, Misconception, Table
from custclass.show.say import Text, say

CHANNELS = {
    "online": say(zh="网上", en="online"),
    "phone": say(zh="电话", en="phone"),
    "store": say(zh="门店", en="store"),
}
EVENT_CHANNELS = {
    "app": say(zh="App", en="app"),
    "web": say(zh="网页", en="web"),
    "wechat": say(zh="微信", en="WeChat"),
    "store": say(zh="门店", en="store"),
}
KINDS = {
    "view": say(zh="看 view", en="view"),
    "search": say(zh="搜索 search", en="search"),
    "cart": say(zh="加入购物车 cart", en="cart"),
    "like": say(zh="点赞 like", en="like"),
    "comment": say(zh="评论 comment", en="comment"),
    "share": say(zh="分享 share", en="share"),
    "visit": say(zh="到店 visit", en="visit"),
}
CATEGORIES = {
    "tea": say(zh="茶叶", en="tea"),
    "snacks": say(zh="零食", en="snacks"),
    "home": say(zh="家居", en="home"),
    "gift": say(zh="礼盒", en="gift"),
}

# -- the three faces ----------------------------------------------------------------------------------

FACES = Match(
    id="01_02.1",
    concept="1.07",
    title=say(zh="购买、浏览还是互动", en="Purchase, browsing or interaction"),
    prompt=say(
        zh="下面是网店的行为记录（虚构：两本真实订单表里只有购买）。购买：下单付款；浏览：看、搜、放进购物车，但没有付款；"
        "互动：点赞、评论、分享。到店和网页、电话一样是渠道，不是另一个面。每条记录属于哪个面？",
        en="Records of behaviour at an online shop (made up: the two real order books hold purchases only). Purchase: ordered and paid; "
        "browsing: viewed, searched or put into the cart, not paid; interaction: liked, commented, shared. A visit to the store is a channel, like web and phone, not another face. Which face is each record?",
    ),
    situations={
        "view": say(zh="网页：连续看了五款茶具", en="web: looked at five tea sets in a row"),
        "search": say(zh="App：搜索“低糖零食”", en="app: searched for “snacks with little sugar”"),
        "cart": say(zh="App：把一罐龙井放进购物车，没有付款", en="app: put a tin of tea into the cart, did not pay"),
        "like": say(zh="App：给一款茶杯点赞", en="app: liked a cup"),
        "share": say(zh="微信：把礼盒链接分享给朋友", en="WeChat: shared the link to a gift box with a friend"),
        "comment": say(zh="网页：在坚果页面下写了一条评论", en="web: wrote a comment below a page on nuts"),
        "wechat_order": say(zh="微信小程序：下单，付款88元", en="shop inside WeChat: ordered and paid 88 yuan"),
        "phone_order": say(zh="电话：订了两盒礼盒，已付款", en="phone: ordered two gift boxes and paid"),
        "store_order": say(zh="门店：当面买了一罐茶叶", en="store: bought a tin of tea face to face"),
        "store_look": say(zh="门店：看了十分钟，没有买", en="store: looked round for ten minutes, bought nothing"),
    },
    actions={
        "purchase": say(zh="购买", en="purchase"),
        "browsing": say(zh="浏览", en="browsing"),
        "interaction": say(zh="互动", en="interaction"),
    },
    pairs={
        "view": "browsing", "search": "browsing", "cart": "browsing", "like": "interaction",
        "share": "interaction", "comment": "interaction", "wechat_order": "purchase",
        "phone_order": "purchase", "store_order": "purchase", "store_look": "browsing",
    },
    because={
        "view": say(zh="只是看，没有付款，也没有留下态度", en="only looked: nothing paid, no opinion left"),
        "search": say(zh="搜索说明在找东西，还没有付款", en="a search shows what they look for; nothing is paid"),
        "cart": say(zh="放进购物车但没有付款，仍是浏览", en="in the cart and not paid is still browsing"),
        "like": say(zh="点赞是向商家表态，属于互动", en="a like tells the shop something: interaction"),
        "share": say(zh="分享是把商品带给别人，属于互动", en="a share carries the product to others: interaction"),
        "comment": say(zh="评论是向商家和其他客户说话，属于互动", en="a comment speaks to the shop and to others: interaction"),
        "wechat_order": say(zh="付了款就是购买；微信只是渠道", en="paid means purchase; WeChat is only the channel"),
        "phone_order": say(zh="付了款就是购买；电话只是渠道", en="paid means purchase; the phone is only the channel"),
        "store_order": say(zh="付了款就是购买；面对面也是一种渠道", en="paid means purchase; face to face is a channel too"),
        "store_look": say(zh="只看没买是浏览；门店只是渠道", en="looked and did not buy: browsing; the store is only the channel"),
    },
    n=7,
    misconceptions=(
        Misconception(
            "cart_is_purchase",
            say(
                zh="把放进购物车当成了购买。没有付款的都还是浏览。",
                en="The cart was taken for a purchase. What is not paid is still browsing.",
            ),
            {"cart": "purchase"},
        ),
        Misconception(
            "likes_are_browsing",
            say(
                zh="把点赞、分享当成了浏览。客户主动表态或转给别人，就是互动。",
                en="Likes and shares were taken for browsing. Who says something or passes it on interacts.",
            ),
            {"like": "browsing", "share": "browsing"},
        ),
        Misconception(
            "channel_for_face",
            say(
                zh="看的是渠道，不是行为。微信里可以付款，门店里可以只看不买：先问做了什么，再看在哪里做。",
                en="The channel was looked at, not the deed. One can pay in WeChat and look round in a store: ask what was done, then where.",
            ),
            {"wechat_order": "interaction", "phone_order": "interaction", "store_look": "purchase"},
        ),
    ),
    hints=(
        say(zh="先问：付款了没有？", en="Ask first: was it paid?"),
        say(zh="没付款的，再问：是自己看，还是对店家或朋友表了态？", en="If not paid: did they only look, or say something to the shop or to friends?"),
    ),
    after=say(
        zh="面（购买、浏览、互动）和渠道（网上、电话、门店）是两回事，要分开记。",
        en="The face (purchase, browsing, interaction) and the channel (online, phone, store) are two things: record both.",
    ),
)  # fmt: skip

# -- channel, quantity, variety -----------------------------------------------------------------------


@cache
def _buyers() -> pd.DataFrame:
    """Orders of the simulated shop's customers with 6 to 10 of them, one favourite channel, not the last one's."""
    orders = load("shop_orders")
    orders = orders[orders["amount"] >= 0].sort_values("order_date")
    orders = orders.assign(order_date=orders["order_date"].dt.normalize())
    return orders.groupby("customer_id").filter(_is_instructive).set_index("order_id")


def _is_instructive(orders: pd.DataFrame) -> bool:
    counts = orders["channel"].value_counts()
    if not 6 <= len(orders) <= 10 or len(counts) < 2 or counts.iloc[0] == counts.iloc[1]:
        return False
    figures = {len(orders), int(orders["items"].sum()), orders["category"].nunique()}
    return len(figures) == 3 and orders["channel"].iloc[-1] != counts.index[0]


def _one_buyer(rng: np.random.Generator) -> dict[str, Any]:
    buyers = _buyers()
    customer = rng.choice(buyers["customer_id"].unique())
    orders = buyers[buyers["customer_id"] == customer]
    return {
        "table": orders[["order_date", "channel", "category", "items"]],
        "customer": customer,
        "top": CHANNELS[orders["channel"].value_counts().index[0]],
        "last": CHANNELS[orders["channel"].iloc[-1]],
        "items": int(orders["items"].sum()),
        "orders": len(orders),
        "variety": orders["category"].nunique(),
    }


PROFILE = ChooseOne(
    id="01_02.2",
    concept="1.07",
    title=say(zh="渠道偏好、数量和种类", en="Channel preference, quantity and variety"),
    prompt=say(
        zh="这是客户{customer}在网店的全部订单（模拟数据，已去掉退货）。渠道偏好看哪个渠道的订单最多，数量是买了多少件，种类是买过几个品类。哪句话说得对？",
        en="All orders of customer {customer} at the online shop (simulated data, returns left out). Channel preference: the channel with most orders; "
        "quantity: items bought; variety: different categories bought. Which sentence is right?",
    ),
    case=_one_buyer,
    show=headings(
        "order_date",
        channel=say(zh="渠道", en="channel"),
        category=say(zh="品类", en="category"),
        items=say(zh="件数", en="items"),
    ),
    values={"channel": CHANNELS, "category": CATEGORIES},
    options={
        "right": say(zh="渠道偏好：{top}；数量{items}件，种类{variety}个", en="prefers: {top}; quantity {items}, variety {variety}"),
        "last": say(zh="渠道偏好：{last}；数量{items}件，种类{variety}个", en="prefers: {last}; quantity {items}, variety {variety}"),
        "orders": say(zh="渠道偏好：{top}；数量{orders}件，种类{variety}个", en="prefers: {top}; quantity {orders}, variety {variety}"),
        "rows": say(zh="渠道偏好：{top}；数量{items}件，种类{orders}个", en="prefers: {top}; quantity {items}, variety {orders}"),
    },
    because={
        "right": say(zh="“{top}”的订单最多，件数相加是{items}，品类去掉重复是{variety}个", en="most orders came by “{top}”, the items add up to {items}, the different categories are {variety}"),
        "last": say(zh="“{last}”只是最近一单的渠道，“{top}”的订单才最多", en="“{last}” is only the channel of the latest order; most came by “{top}”"),
        "orders": say(zh="{orders}是订单数，件数相加是{items}", en="{orders} is the number of orders; the items add up to {items}"),
        "rows": say(zh="{orders}是订单数，同一品类买几次只算一个，一共{variety}个", en="{orders} is the number of orders; a category bought several times counts once: {variety}"),
    },
    answer="right",
    misconceptions=(
        Misconception(
            "last_for_most",
            say(zh="把最近一单的渠道当成了偏好。一次不算偏好，要看哪个渠道用得最多。", en="The latest order's channel was taken for the preference. Once is no preference: count."),
            "last",
        ),
        Misconception(
            "orders_for_items",
            say(zh="把订单数当成了数量。数量是各单的件数相加。", en="Orders were taken for quantity. Quantity adds up the items of all orders."),
            "orders",
        ),
        Misconception(
            "orders_for_variety",
            say(zh="把订单数当成了种类。同一品类买几次，种类也只算一个。", en="Orders were taken for variety. A category counts once, however often it was bought."),
            "rows",
        ),
    ),
    hints=(
        say(zh="先数每个渠道各有几单。", en="First count the orders of each channel."),
        say(zh="再把“件数”一列相加，最后数有几个不同的品类。", en="Then add up the items, and count the different categories last."),
    ),
    after=say(
        zh="数量是件数相加，种类是数有几个品类；渠道看他最常用哪个，联系他时就先用哪个。",
        en="Quantity adds up items, variety counts categories; the channel used most is the one to reach the customer by.",
    ),
)  # fmt: skip

# -- events counted with code -------------------------------------------------------------------------

BROWSING = ["view", "search", "cart"]
INTERACTION = ["like", "comment", "share"]


@cache
def _events() -> pd.DataFrame:
    """Events of the simulated shop's customers who liked and shared or commented, with 10 to 40 events."""
    events = load("shop_events").sort_values("event_id")
    by = events["customer_id"]
    counts = by.groupby(by).transform("size")
    likes = (events["kind"] == "like").groupby(by).transform("sum")
    speaks = events["kind"].isin(["comment", "share"]).groupby(by).transform("sum")
    return events[counts.between(10, 40) & (likes > 0) & (speaks > 0)]


def _eight_customers(rng: np.random.Generator) -> dict[str, Any]:
    events = _events()
    chosen = rng.choice(events["customer_id"].unique(), 8, replace=False)
    table = events.loc[events["customer_id"].isin(chosen), ["customer_id", "channel", "kind"]]
    return {"table": table.reset_index(drop=True)}


def _count(case: dict[str, Any], kinds: list[str]) -> pd.Series:
    table = case["table"]
    counted = table["kind"].isin(kinds).groupby(table["customer_id"]).sum()
    return counted.rename("interactions")


def _why_count(row: pd.Series, case: dict[str, Any]) -> Text:
    mine = case["table"][case["table"]["customer_id"] == row.name]["kind"].value_counts()
    return say(
        zh="点赞{like}次、评论{comment}次、分享{share}次，一共{n}次",
        en="likes {like}, comments {comment}, shares {share}: {n} in all",
    ).format(n=int(row["interactions"]), **{kind: int(mine.get(kind, 0)) for kind in INTERACTION})


INTERACTIONS = Table(
    id="01_02.3",
    concept="1.07",
    title=say(zh="用代码数互动次数", en="Count interactions with code"),
    prompt=say(
        zh="e.items 是8位客户半年的行为记录（模拟数据），一行一次。请算出每位客户的互动次数：点赞（like）、评论（comment）、分享（share）。每人至少有过一次。",
        en="e.items holds half a year of events of 8 customers (simulated data), one row an event. Count the interactions of each customer: like, comment, share. Everybody has at least one.",
    ),
    case=_eight_customers,
    show=headings(
        "customer_id",
        channel=say(zh="渠道 channel", en="channel"),
        kind=say(zh="行为 kind", en="kind"),
    ),
    values={"kind": KINDS, "channel": EVENT_CHANNELS},
    compute=lambda case: _count(case, INTERACTION),
    reason=_why_count,
    misconceptions=(
        Misconception(
            "all_events",
            say(zh="把全部记录都数进去了。浏览和到店不是互动，要先筛选 kind。", en="All events were counted. Browsing and visits are no interaction: filter by kind first."),
            lambda case: _count(case, list(KINDS)),
        ),
        Misconception(
            "browsing_for_interaction",
            say(zh="数的是浏览：view、search、cart。互动是 like、comment、share。", en="Browsing was counted: view, search, cart. Interaction is like, comment, share."),
            lambda case: _count(case, BROWSING),
        ),
        Misconception(
            "likes_only",
            say(zh="只数了点赞。评论和分享也是互动。", en="Only likes were counted. Comments and shares are interaction too."),
            lambda case: _count(case, ["like"]),
        ),
    ),
    hints=(
        say(zh='e.items["kind"].isin([…]) 挑出需要的行。', en='e.items["kind"].isin([…]) picks the rows you need.'),
        say(zh='挑出来以后，接 .groupby("customer_id").size()。', en='Then add .groupby("customer_id").size().'),
    ),
    after=say(
        zh="只看购买会漏掉爱分享的客户：他们带来的是别人的订单。",
        en="Purchases alone miss customers who share: the orders they bring are those of others.",
    ),
)  # fmt: skip

EXERCISES = [FACES, PROFILE, INTERACTIONS]
