"""The CRM: a real database of people, orders, opportunities, tickets and tags, and what is asked of it.

It also hands on `match_records` and its like: the three systems are joined before the database is filled.
"""

from custclass.act.crm.card import CATEGORIES, TAG_NAMES, profile_card, profile_facts
from custclass.act.crm.database import Database, create
from custclass.act.crm.pipeline import STAGES, conversion, conversion_sql, expected_money
from custclass.act.crm.shop import CLASS_DAYS, crm_linkage, shop_database, shop_tables, who_is_who
from custclass.act.crm.tags import add_tags, remove_tags, tags_of, with_tags
from custclass.act.crm.tickets import PROMISES, response_times, ticket_queue, tickets
from custclass.act.crm.weekly import WeeklyReport, weekly_report
from custclass.data.cleaned import clean_city, clean_name, clean_phone
from custclass.data.linkage import REASONS, Linkage, match_quality, match_records
from custclass.data.survivors import Survivors, survivors

__all__ = [
    "CATEGORIES",
    "CLASS_DAYS",
    "Database",
    "Linkage",
    "PROMISES",
    "REASONS",
    "STAGES",
    "Survivors",
    "TAG_NAMES",
    "WeeklyReport",
    "add_tags",
    "clean_city",
    "clean_name",
    "clean_phone",
    "conversion",
    "conversion_sql",
    "create",
    "crm_linkage",
    "expected_money",
    "match_quality",
    "match_records",
    "profile_card",
    "profile_facts",
    "remove_tags",
    "response_times",
    "shop_database",
    "shop_tables",
    "survivors",
    "tags_of",
    "ticket_queue",
    "tickets",
    "weekly_report",
    "who_is_who",
    "with_tags",
]
