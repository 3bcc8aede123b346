"""What is asked of the CRM, on SQLite and on a real PostgreSQL, against the same worked out from the tables by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from custclass.act import crm
from custclass.act.treatments.classes import care_classes
from custclass.data.tables import load
from custclass.show.say import CourseError, language
from tests.postgres import new_database

AS_OF, NOW = "2025-12-31", "2025-12-31 18:00"
DAYS = ["2025-03-31", "2025-09-30", AS_OF]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def db(request):
    """The shop's CRM."""
    return crm.shop_database("sqlite://" if request.param == "sqlite" else new_database())


# -- opportunities ---------------------------------------------------------------------------------------


def course(row, as_of):
    """The stages that an opportunity had reached by a day, and whether it was lost then."""
    reached = ["new"] + [
        stage for stage in ("contacted", "quoted", "negotiating") if row[f"{stage}_on"] <= as_of
    ]
    closed = row["closed_on"] <= as_of
    return reached + (["won"] if closed and row["stage"] == "won" else []), closed and row["stage"] == "lost"


@pytest.mark.parametrize("day", DAYS)
def test_conversion_is_that_of_a_count_by_hand(db, day):
    as_of = pd.Timestamp(day)
    table = load("shop_opportunities")
    table = table[table["created_on"] <= as_of]
    followed = [(*course(row, as_of), row["amount"]) for _, row in table.iterrows()]
    found = crm.conversion(db, day)
    stages = list(crm.STAGES)[:5]
    assert found.index.tolist() == stages[:4]
    for stage, following in zip(stages, stages[1:], strict=False):
        here = [(reached, lost, money) for reached, lost, money in followed if stage in reached]
        went = [money for reached, _, money in here if following in reached]
        lost = [money for reached, gone, money in here if gone and following not in reached]
        row = found.loc[stage]
        assert (row["entered"], row["went_on"], row["lost"]) == (len(here), len(went), len(lost))
        assert row["still_open"] == len(here) - len(went) - len(lost)
        assert row["money_went_on"] == pytest.approx(sum(went)) and row["money_lost"] == pytest.approx(
            sum(lost)
        )
        assert row["money_open"] == pytest.approx(sum(m for _, _, m in here) - sum(went) - sum(lost))
        assert row["rate"] == pytest.approx(len(went) / (len(went) + len(lost)))


def test_the_data_hold_the_effect_that_was_put_in():
    table = load("shop_opportunities").dropna(subset=["quoted_on"])
    table = table[table["negotiating_on"].notna() | (table["stage"] == "lost")]
    rate = table["negotiating_on"].notna().groupby(table["amount"] >= 4000).mean()
    assert rate[False] > 0.5 and rate[True] < 0.45


def test_expected_money_weighs_every_stage(db):
    table = crm.expected_money(db, "2025-09-30")
    rates = crm.conversion(db, "2025-09-30")["money_rate"]
    assert table.loc["negotiating", "chance"] == pytest.approx(rates["negotiating"])
    assert table.loc["new", "chance"] == pytest.approx(rates.prod())
    assert table["expected"].sum() == pytest.approx((table["money_open"] * table["chance"]).sum())


def test_an_empty_pipeline_has_no_rates():
    table = crm.conversion(crm.create(), AS_OF)
    assert table["entered"].sum() == 0 and table["rate"].isna().all() and len(table) == 4


# -- tickets ---------------------------------------------------------------------------------------------


def by_hand(now, promises):
    """Tickets not solved at a moment: due, rank of the class, id."""
    tables = crm.shop_tables()
    classes = tables["classes"]
    rows = []
    for ticket in tables["tickets"].itertuples():
        if ticket.opened > now or (pd.notna(ticket.solved) and ticket.solved <= now):
            continue
        known = classes[(classes["customer_id"] == ticket.customer_id) & (classes["as_of"] < ticket.opened)]
        level = known.sort_values("as_of")["class"].iloc[-1] if len(known) else "others"
        level = level if level in promises else "others"
        due = ticket.opened + pd.Timedelta(hours=promises[level])
        rows.append((due, list(promises).index(level), ticket.opened, ticket.ticket_id))
    return sorted(rows)


@pytest.mark.parametrize("now", [NOW, "2025-11-11", "2025-12-25 00:00"])
@pytest.mark.parametrize("promises", [None, {"key": 4, "regular": 200, "new": 48, "others": 72}])
def test_the_queue_is_that_of_a_count_by_hand(db, now, promises):
    expected = by_hand(pd.Timestamp(now), promises or crm.PROMISES)
    queue = crm.ticket_queue(db, now, promises)
    assert queue["ticket_id"].tolist() == [row[3] for row in expected] and len(queue) > 2
    assert queue["due"].tolist() == [row[0] for row in expected]
    assert queue["overdue"].tolist() == [row[0] < pd.Timestamp(now) for row in expected]


def test_response_times_add_up(db):
    times = crm.response_times(db, NOW)
    everything = load("shop_tickets")
    assert times["tickets"].sum() == len(everything)
    unsolved = crm.ticket_queue(db, NOW)
    assert times["due"].sum() == len(everything) - len(unsolved) + unsolved["overdue"].sum()
    assert (times["kept"] <= times["due"]).all() and times["kept_share"].is_monotonic_increasing
    recent = crm.response_times(db, NOW, since="2025-12-25")
    assert recent["tickets"].sum() == (everything["opened"] >= "2025-12-25").sum()


def test_promises_need_a_line_for_others(db):
    with pytest.raises(CourseError, match="others"):
        crm.ticket_queue(db, NOW, {"key": 4})


# -- tags, profile, week ---------------------------------------------------------------------------------


def test_customers_with_several_tags(db):
    tags = crm.shop_tables()["tags"]
    sets = tags.groupby("customer_id")["tag"].agg(set)
    wished = {"gift_buyer", "wants_invoice"}
    assert crm.with_tags(db, *wished) == sorted(sets[sets.map(wished.issubset)].index)
    assert len(crm.with_tags(db, *wished)) > 10


def test_the_profile_is_that_of_the_tables(db):
    orders, events = load("shop_orders"), load("shop_events")
    for who in ("S0964", "S0003", "R0006"):
        facts = crm.profile_facts(db, who, AS_OF)
        mine, seen = orders[orders["customer_id"] == who], events[events["customer_id"] == who]
        year = mine[mine["order_date"] >= "2025-01-01"]
        assert facts["bought"].sum() == pytest.approx(year["amount"].sum())
        assert facts["searched"].sum() == (seen["kind"] == "search").sum()
        assert facts["social"].sum() == seen["kind"].isin(["like", "comment", "share"]).sum()
        assert facts["measures"]["frequency"] == (mine["amount"] >= 0).sum()
    assert "potential" in str(facts["class"])
    early = crm.profile_facts(db, "S0964", "2025-06-30")
    assert early["bought"].sum() == pytest.approx(
        orders[(orders["customer_id"] == "S0964") & orders["order_date"].between("2024-07-01", "2025-07-01")][
            "amount"
        ].sum()
    )
    assert early["searched"].sum() == 0
    events = crm.create()
    events.fill(people=pd.DataFrame({"customer_id": ["S1"]}))
    assert crm.profile_facts(events, "S1", AS_OF)["events_since"] is None
    assert facts["events_since"] == load("shop_events")["time"].min().normalize()
    with pytest.raises(CourseError, match="S9999"):
        crm.profile_card(db, "S9999", AS_OF)


@pytest.mark.parametrize("last", [AS_OF, "2025-11-11"])
def test_the_week_is_that_of_the_tables(db, last):
    orders, tickets, deals = load("shop_orders"), load("shop_tickets"), load("shop_opportunities")
    report = crm.weekly_report(db, last)
    for column, back in (("this_week", 0), ("week_before", 7)):
        after = pd.Timestamp(last) + pd.Timedelta(days=1 - back)
        first = after - pd.Timedelta(days=7)

        def within(days, first=first, after=after):
            return (days >= first) & (days < after)

        bought = orders[within(orders["order_date"])]
        firsts = orders[orders["amount"] >= 0].groupby("customer_id")["order_date"].min()
        won = deals[(deals["stage"] == "won") & within(deals["closed_on"])]
        still = (deals["created_on"] < after) & ~(deals["closed_on"] < after)
        expected = {
            "orders": (bought["amount"] >= 0).sum(),
            "buyers": bought.loc[bought["amount"] >= 0, "customer_id"].nunique(),
            "money": bought["amount"].sum(),
            "new_customers": within(firsts).sum(),
            "tickets_opened": within(tickets["opened"]).sum(),
            "tickets_solved": within(tickets["solved"]).sum(),
            "tickets_open": ((tickets["opened"] < after) & ~(tickets["solved"] < after)).sum(),
            "opportunities_new": within(deals["created_on"]).sum(),
            "opportunities_won": len(won),
            "money_won": won["amount"].sum(),
            "opportunities_lost": ((deals["stage"] == "lost") & within(deals["closed_on"])).sum(),
            "money_open": deals.loc[still, "amount"].sum(),
        }
        for line, value in expected.items():
            assert report.figures.loc[line, column] == pytest.approx(float(value)), (line, column)
    change = report.figures["this_week"] - report.figures["week_before"]
    assert (report.figures["change"] - change).abs().max() < 1e-9


def test_moves_of_the_week(db):
    classes = crm.shop_tables()["classes"].pivot(index="customer_id", columns="as_of", values="class")
    was, now = classes[pd.Timestamp("2025-12-24")], classes[pd.Timestamp(AS_OF)]
    report = crm.weekly_report(db, AS_OF)
    assert report.moves["customers"].sum() == (was.fillna("-") != now.fillna("-")).sum()
    assert crm.weekly_report(db, "2025-11-30").moves.empty  # classes of that week are not kept


def test_hostile_texts_are_written_as_they_stand(tmp_path):
    db = crm.create()
    nasty = "<img src=x onerror=alert(1)> $\\frac{1}$ {0} %s"
    db.fill(people=pd.DataFrame({"customer_id": ["S1"], "name": [nasty], "city": ["$x"]}))
    crm.add_tags(db, "S1", "<b>", "$a$", on=AS_OF)
    for code in ("zh", "en"):
        language(code)
        card = crm.profile_card(db, "S1", AS_OF)
        assert nasty in card.alt and card.png().startswith(b"\x89PNG")
    db.fill(classes=pd.DataFrame({"customer_id": ["S1", "S1"], "class": ["<i>", "<u>"],
                                  "as_of": pd.to_datetime(["2025-12-24", AS_OF])}))  # fmt: skip
    report = crm.weekly_report(db, AS_OF)
    page = report.save(tmp_path / "week.html").read_text(encoding="utf-8")
    assert "<u>" not in page and "&lt;u&gt;" in page and len(report.moves) == 1
    with pytest.raises(CourseError, match="folder"):
        report.save(tmp_path / "none" / "week.html")


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_card_says_in_words_what_it_draws(db, code):
    language(code)
    card = crm.profile_card(db, "S0964", AS_OF)
    facts = crm.profile_facts(db, "S0964", AS_OF)
    for word in (str(facts["class"]), "1,679", "809", str(crm.TAG_NAMES["complained"])):
        assert word in card.alt
    assert str(facts["why"]) == str(care_classes().explain(facts["measures"]))


def test_decisions_reach_the_tables():
    before = crm.shop_tables()
    after = crm.shop_tables(crm.crm_linkage().decide({"R0026": "S0503"}))
    for name, table in before.items():
        assert len(table) - len(after[name]) == (name == "people"), name
    contacts = after["contacts"].set_index("record_id")["customer_id"]
    assert (
        contacts["R0026"] == "S0503"
        and before["contacts"].set_index("record_id")["customer_id"]["R0026"] == "R0026"
    )
