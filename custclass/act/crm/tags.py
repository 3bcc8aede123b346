"""Tags: several per customer, each at most once."""

from __future__ import annotations

from typing import Any

import pandas as pd
import sqlalchemy as sa

from custclass.act.crm.database import Database
from custclass.act.crm.schema import TAGS
from custclass.data.given import as_of_day
from custclass.show.say import CourseError, say


def add_tags(db: Database, customer_id: str, *tags: str, on: Any) -> list[str]:
    """Give a customer tags; one that is there already stays as it is.

    Parameters
    ----------
    db : Database
        The CRM.
    customer_id : str
        A customer in ``people``.
    *tags : str
        Short codes, such as ``"gift_buyer"``; blanks around them are taken off.
    on : str or date
        The day.

    Returns
    -------
    list of str
        All tags the customer has now.

    Raises
    ------
    CourseError
        If there is no such customer, or a tag is empty.

    Examples
    --------
    >>> from custclass.act.crm.database import create
    >>> db = create()
    >>> db.fill(people=pd.DataFrame({"customer_id": ["S1"]}))
    >>> add_tags(db, "S1", "vip", "gift_buyer", "vip", on="2025-12-31")
    ['gift_buyer', 'vip']
    """
    wished = [_checked(tag) for tag in tags]
    day, had = as_of_day(on), tags_of(db, customer_id)
    new = [tag for tag in dict.fromkeys(wished) if tag not in had]
    if new:
        db.fill(tags=pd.DataFrame({"customer_id": customer_id, "tag": new, "added_on": pd.Timestamp(day)}))
    return tags_of(db, customer_id)


def remove_tags(db: Database, customer_id: str, *tags: str) -> list[str]:
    """Take tags off a customer and return those that are left; one that was not there changes nothing.

    Examples
    --------
    >>> from custclass.act.crm.database import create
    >>> db = create()
    >>> db.fill(people=pd.DataFrame({"customer_id": ["S1"]}))
    >>> _ = add_tags(db, "S1", "vip", "gift_buyer", on="2025-12-31")
    >>> remove_tags(db, "S1", "vip")
    ['gift_buyer']
    """
    tags_of(db, customer_id)
    gone = [_checked(tag) for tag in tags]
    with db.changing() as connection:
        connection.execute(sa.delete(TAGS).where(TAGS.c.customer_id == customer_id, TAGS.c.tag.in_(gone)))
    return tags_of(db, customer_id)


def tags_of(db: Database, customer_id: str) -> list[str]:
    """Return a customer's tags in alphabetical order.

    Raises
    ------
    CourseError
        If there is no such customer.

    Examples
    --------
    >>> from custclass.act.crm.database import create
    >>> db = create()
    >>> db.fill(people=pd.DataFrame({"customer_id": ["S1"]}))
    >>> tags_of(db, "S1")
    []
    """
    person(db, customer_id)
    found = db.query("SELECT tag FROM tags WHERE customer_id = :who", who=customer_id)["tag"]
    return sorted(found)


def with_tags(db: Database, *tags: str) -> list[str]:
    """Return the ids of the customers who have all of these tags.

    Examples
    --------
    >>> from custclass.act.crm.database import create
    >>> db = create()
    >>> db.fill(people=pd.DataFrame({"customer_id": ["S1", "S2"]}))
    >>> _ = add_tags(db, "S1", "vip", "gift_buyer", on="2025-12-31")
    >>> _ = add_tags(db, "S2", "vip", on="2025-12-31")
    >>> with_tags(db, "vip"), with_tags(db, "vip", "gift_buyer")
    (['S1', 'S2'], ['S1'])
    """
    wished = list(dict.fromkeys(_checked(tag) for tag in tags))
    if not wished:
        return []
    found = db.query(
        "SELECT customer_id FROM tags WHERE tag IN :tags GROUP BY customer_id HAVING COUNT(*) = :n "
        "ORDER BY customer_id",
        tags=wished,
        n=len(wished),
    )
    return found["customer_id"].tolist()


def person(db: Database, customer_id: str) -> pd.Series:
    """Return a customer's row in ``people``; a `CourseError` if there is none."""
    found = db.query("SELECT * FROM people WHERE customer_id = :who", who=customer_id)
    if found.empty:
        raise CourseError(
            say(
                zh="CRM里没有客户 {who}：请检查编号。",
                en="There is no customer {who} in the CRM: look at the id.",
            ).format(who=customer_id)
        )
    return found.iloc[0]


def _checked(tag: str) -> str:
    text = tag.strip() if isinstance(tag, str) else ""
    if not text or len(text) > 50:
        raise CourseError(
            say(
                zh="标签“{tag}”不能用：请写1到50个字符的文字。",
                en='The tag "{tag}" cannot be used: write a text of 1 to 50 characters.',
            ).format(tag=tag)
        )
    return text
