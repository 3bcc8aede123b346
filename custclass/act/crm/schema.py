"""The tables of the CRM, for any database that SQLAlchemy knows."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from custclass.show.say import say

META = sa.MetaData()


def _who(**more: Any) -> sa.Column:
    return sa.Column("customer_id", sa.String(20), sa.ForeignKey("people.customer_id"), **more)


PEOPLE = sa.Table(
    "people",
    META,
    sa.Column("customer_id", sa.String(20), primary_key=True),
    sa.Column("name", sa.String(200)),
    sa.Column("customer_type", sa.String(20)),
    sa.Column("city", sa.String(50)),
    sa.Column("registered_on", sa.Date),
    sa.Column("source", sa.String(20)),
)
CONTACTS = sa.Table(
    "contacts",
    META,
    sa.Column("system", sa.String(20), primary_key=True),
    sa.Column("record_id", sa.String(20), primary_key=True),
    _who(nullable=False),
    sa.Column("phone", sa.String(20)),
    sa.Column("updated_on", sa.Date),
)
PREFERENCES = sa.Table(
    "preferences",
    META,
    _who(primary_key=True),
    sa.Column("name", sa.String(50), primary_key=True),
    sa.Column("value", sa.String(200), nullable=False),
)
ORDERS = sa.Table(
    "orders",
    META,
    sa.Column("order_id", sa.String(20), primary_key=True),
    _who(nullable=False),
    sa.Column("order_date", sa.DateTime, nullable=False),
    sa.Column("channel", sa.String(20)),
    sa.Column("category", sa.String(20)),
    sa.Column("amount", sa.Double, nullable=False),
)
EVENTS = sa.Table(
    "events",
    META,
    sa.Column("event_id", sa.String(20), primary_key=True),
    _who(nullable=False),
    sa.Column("time", sa.DateTime, nullable=False),
    sa.Column("channel", sa.String(20)),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("category", sa.String(20)),
)
OPPORTUNITIES = sa.Table(
    "opportunities",
    META,
    sa.Column("opportunity_id", sa.String(20), primary_key=True),
    _who(nullable=False),
    sa.Column("product", sa.String(20)),
    sa.Column("amount", sa.Double, nullable=False),
    sa.Column("owner", sa.String(20)),
    sa.Column("stage", sa.String(20), nullable=False),
    sa.Column("created_on", sa.Date, nullable=False),
    sa.Column("expected_on", sa.Date),
    sa.Column("contacted_on", sa.Date),
    sa.Column("quoted_on", sa.Date),
    sa.Column("negotiating_on", sa.Date),
    sa.Column("closed_on", sa.Date),
    sa.Column("lost_because", sa.String(50)),
)
TICKETS = sa.Table(
    "tickets",
    META,
    sa.Column("ticket_id", sa.String(20), primary_key=True),
    _who(),  # empty: the number that called belongs to nobody we know
    sa.Column("phone", sa.String(20)),
    sa.Column("opened", sa.DateTime, nullable=False),
    sa.Column("kind", sa.String(20)),
    sa.Column("channel", sa.String(20)),
    sa.Column("first_answered", sa.DateTime),
    sa.Column("solved", sa.DateTime),
)
TAGS = sa.Table(
    "tags",
    META,
    _who(primary_key=True),
    sa.Column("tag", sa.String(50), primary_key=True),
    sa.Column("added_on", sa.Date),
)
CLASSES = sa.Table(
    "classes",
    META,
    _who(primary_key=True),
    sa.Column("as_of", sa.Date, primary_key=True),
    sa.Column("class", sa.String(50), nullable=False),
)

#: What each table holds.
WHAT = {
    "people": say(zh="人", en="people"),
    "contacts": say(
        zh="电话，出自哪个系统的哪条记录", en="phone numbers, and which record of which system holds them"
    ),
    "preferences": say(
        zh="偏好：联系方式、最常买的品类", en="preferences: contact, category bought most often"
    ),
    "orders": say(zh="订单，退货为负", en="orders; returns are negative"),
    "events": say(zh="浏览、搜索和互动", en="views, searches and interactions"),
    "opportunities": say(zh="销售机会", en="opportunities"),
    "tickets": say(zh="服务工单", en="service tickets"),
    "tags": say(zh="标签，一人可有几个", en="tags, several per customer"),
    "classes": say(zh="某一天的类别", en="classes on a given day"),
}

#: Columns that hold days or moments, in any table.
TIMES = {
    column.name
    for table in META.tables.values()
    for column in table.columns
    if isinstance(column.type, sa.Date | sa.DateTime)
}

#: Columns that hold amounts, in any table.
AMOUNTS = {c.name for table in META.tables.values() for c in table.columns if isinstance(c.type, sa.Double)}
