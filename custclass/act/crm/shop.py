"""The simulated shop's three systems, joined and put into one CRM database."""

from __future__ import annotations

from functools import cache

import pandas as pd

from custclass.act.crm.database import Database, create
from custclass.act.treatments.classes import care_classes
from custclass.data.cleaned import clean_phone
from custclass.data.linkage import Linkage, match_records
from custclass.data.measures import measure_customers
from custclass.data.tables import load

#: The days for which the classes are kept: before the last quarter, and the ends of the last two weeks.
CLASS_DAYS = ("2025-09-30", "2025-12-24", "2025-12-31")


@cache
def crm_linkage() -> Linkage:
    """Match the CRM export with the shop's customers; see `match_records`."""
    shop = load("shop_customers")
    cities = dict(zip(shop["city_en"], shop["city"], strict=True))
    return match_records(load("shop_crm"), shop, "contact_id", "customer_id", spellings=cities)


def shop_tables(linkage: Linkage | None = None) -> dict[str, pd.DataFrame]:
    """Return the rows of the CRM's tables, made from the simulated shop's systems.

    Parameters
    ----------
    linkage : Linkage, optional
        The CRM export matched with the shop. Left out: `crm_linkage()`, nothing decided by hand.

    Returns
    -------
    dict
        Name of a table -> its rows, ready for `Database.fill`.

    Examples
    --------
    >>> sorted(shop_tables())[:4]
    ['classes', 'contacts', 'events', 'opportunities']
    """
    shop, export = load("shop_customers"), load("shop_crm")
    who = who_is_who(linkage)
    own = export.assign(customer_id=export["contact_id"].map(who)).sort_values(["updated_on", "contact_id"])
    strangers = own[~own["customer_id"].isin(shop["customer_id"])].drop_duplicates("customer_id", keep="last")
    people = pd.concat([
        shop[["customer_id", "name", "customer_type", "city", "registered_on"]].assign(source="shop"),
        strangers[["customer_id", "name", "city"]].assign(registered_on=strangers["created_on"], source="crm"),
    ], ignore_index=True)  # fmt: skip
    contacts = pd.concat([
        shop[["customer_id", "phone"]].assign(
            system="shop", record_id=shop["customer_id"], updated_on=shop["registered_on"]
        ),
        own[["customer_id", "phone", "updated_on"]].assign(system="crm", record_id=own["contact_id"]),
    ], ignore_index=True)  # fmt: skip
    contacts["phone"] = contacts["phone"].map(clean_phone)
    tickets = load("shop_tickets")
    tickets["phone"] = tickets["phone"].map(clean_phone)
    tickets["customer_id"] = tickets["phone"].map(_owner_of_number(contacts))
    opportunities, tags = load("shop_opportunities"), load("shop_tags")
    opportunities["customer_id"] = opportunities["contact_id"].map(who)
    tags["customer_id"] = tags["contact_id"].map(who)
    first = tags.sort_values("added_on").drop_duplicates(["customer_id", "tag"])
    preferred = shop[["customer_id", "preferred_contact"]].rename(columns={"preferred_contact": "value"})
    return {
        "people": people,
        "contacts": contacts,
        "preferences": pd.concat([preferred.assign(name="contact"), _favourites()], ignore_index=True),
        "orders": load("shop_orders"),
        "events": load("shop_events"),
        "opportunities": opportunities,
        "tickets": tickets,
        "tags": first,
        "classes": pd.concat([_classes(day) for day in CLASS_DAYS], ignore_index=True),
    }


def who_is_who(linkage: Linkage | None = None) -> pd.Series:
    """Return record of the CRM export -> customer.

    Records that are doubtful, or like no customer of the shop, are customers of their own under the id of the record;
    those of one phone number are one customer.

    Parameters
    ----------
    linkage : Linkage, optional
        The CRM export matched with the shop. Left out: `crm_linkage()`.

    Examples
    --------
    >>> len(who_is_who()) == len(load("shop_crm"))
    True
    """
    export = load("shop_crm")
    known = (linkage or crm_linkage()).matches.set_index("contact_id")["customer_id"]
    phone = export["phone"].map(clean_phone)
    # Of the others, records with one phone number are one person: the record with the smallest id stands for it.
    first = export.groupby(phone)["contact_id"].transform("min").fillna(export["contact_id"])
    own = pd.Series(first.to_numpy(), index=export["contact_id"].to_numpy())
    return known.reindex(own.index).fillna(own).rename("customer_id").rename_axis("contact_id")


def _owner_of_number(contacts: pd.DataFrame) -> pd.Series:
    """Return phone number -> customer, where it belongs to one only."""
    pairs = contacts.dropna(subset=["phone"]).drop_duplicates(["phone", "customer_id"])
    pairs = pairs[~pairs.duplicated("phone", keep=False)]
    return pairs.set_index("phone")["customer_id"]


@cache
def _favourites() -> pd.DataFrame:
    """Return what each customer bought most often; of equal ones the category with more money."""
    orders = load("shop_orders")
    orders = orders[orders["amount"] >= 0]
    groups = orders.groupby(["customer_id", "category"])["amount"].agg(["size", "sum"]).reset_index()
    best = groups.sort_values(["size", "sum"]).drop_duplicates("customer_id", keep="last")
    best = best.rename(columns={"category": "value"})
    return best[["customer_id", "value"]].assign(name="category").sort_values("customer_id")


@cache
def _classes(day: str) -> pd.DataFrame:
    known = load("shop_customers")
    known = known.loc[known["registered_on"] <= day, ["customer_id"]]
    table = measure_customers(load("shop_orders"), as_of=day, customers=known)
    found = care_classes().classify(table)
    return pd.DataFrame(
        {"customer_id": table["customer_id"], "as_of": pd.Timestamp(day), "class": found}
    ).dropna(subset=["class"])


def shop_database(address: str = "sqlite://", linkage: Linkage | None = None) -> Database:
    """Return the simulated shop's CRM, filled: shop, CRM export and call centre joined.

    Parameters
    ----------
    address : str
        Where, see `create`. CRM tables that are there are emptied first.
    linkage : Linkage, optional
        The CRM export matched with the shop. Left out: `crm_linkage()`, nothing decided by hand.

    Examples
    --------
    >>> int(shop_database().rows["orders"])
    11805
    """
    db = create(address, fresh=True)
    db.fill(**shop_tables(linkage))
    return db
