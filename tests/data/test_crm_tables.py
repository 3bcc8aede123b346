"""The tables of CRM and call centre: made again they are the same, and they hold what their card states."""

from __future__ import annotations

import importlib
import re
import sys

import pandas as pd
import pytest

from custclass.data.cleaned import clean_phone
from custclass.data.tables import FOLDER, catalogue, load


@pytest.fixture(scope="module")
def script():
    sys.path.insert(0, str(FOLDER))
    try:
        yield importlib.import_module("make_crm")
    finally:
        sys.path.remove(str(FOLDER))


@pytest.fixture(scope="module")
def truth():
    return load("shop_match_truth").set_index("record_id")["customer_id"]


def test_the_tables_are_what_their_script_makes(script):
    from writing import csv_bytes

    for name, frame in script.make().items():
        content = csv_bytes(frame)
        assert content == (FOLDER / catalogue()[name]["file"]).read_bytes(), name
        assert len(content) < 200_000


def test_the_card_states_the_numbers_of_the_script(script):
    import crm_service

    card = (FOLDER / "shop.md").read_text(encoding="utf-8")
    for numbers in (
        [script.ORGANISATIONS, script.PERSONS],
        list(script.PHONE.values()),
        list(script.NAME.values()),
        list(script.CITY.values()),
        list(script.DOUBLED.values()),
        list(script.STRANGERS.values()),
        [script.LOG_UNKNOWN, script.LOG_WITHHELD],
        list(crm_service.DAYS.values()),
    ):
        assert f"| {', '.join(map(str, numbers))} |" in card, numbers
    for place in (0, 1):
        shares = ", ".join(f"{chances[place]:.0%}".rstrip("%") for chances in crm_service.TAGS.values())
        assert f"| {shares} % |" in card
    assert ", ".join(f"{p:.0%}".rstrip("%") for p in crm_service.NEXT.values()) + " %" in card


def test_every_record_has_an_answer_and_the_counts_of_the_card(truth):
    export, log, tickets = load("shop_crm"), load("shop_call_log"), load("shop_tickets")
    shop = load("shop_customers")
    assert truth.index.is_unique
    assert set(truth.index) == {*export["contact_id"], *log["log_id"], *tickets["ticket_id"]}
    assert truth.dropna().isin(shop["customer_id"]).all()
    own = truth[export["contact_id"]]
    assert own.notna().sum() == 600 and own.nunique() == 560 and own.isna().sum() == 90
    assert log["phone"].isna().sum() == 20 and truth[log["log_id"]].isna().sum() == 60
    assert truth[tickets["ticket_id"]].isna().sum() == 14


def test_phones_belong_to_nobody_real():
    for name in ("shop_crm", "shop_call_log", "shop_tickets"):
        digits = load(name)["phone"].dropna().map(clean_phone)
        assert digits.notna().all() and digits.map(lambda p: bool(re.match("154000[01234]", p))).all()


def test_the_call_log_is_the_contact_log_by_number(truth):
    log, calls = load("shop_call_log"), load("shop_calls")
    calls = calls[(calls["time"] >= "2025-07-01") & (calls["mode"] != "visit")]
    known = log.assign(customer_id=truth[log["log_id"]].to_numpy()).dropna(subset=["customer_id"])
    columns = ["time", "customer_id", "mode", "seller", "seconds", "result"]
    ordered = [frame[columns].sort_values(columns).reset_index(drop=True) for frame in (known, calls)]
    pd.testing.assert_frame_equal(*ordered)


def test_stages_and_dates_of_opportunities_agree():
    table = load("shop_opportunities")
    dates = table[["created_on", "contacted_on", "quoted_on", "negotiating_on"]]
    # A stage is reached after the one before it, and none is left out.
    for before, after in zip(dates.columns, dates.columns[1:], strict=False):
        reached = table[after].notna()
        assert (table.loc[reached, after] > table.loc[reached, before]).all()
    assert table["closed_on"].notna().equals(table["stage"].isin(["won", "lost"]))
    assert table["lost_because"].notna().equals(table["stage"] == "lost")
    still = table[~table["stage"].isin(["won", "lost"])]
    last = still[["contacted_on", "quoted_on", "negotiating_on"]].notna().sum(axis=1)
    assert still["stage"].map({"new": 0, "contacted": 1, "quoted": 2, "negotiating": 3}).equals(last)
    assert table.loc[table["stage"] == "won", "negotiating_on"].notna().all()
    assert (table.loc[:, "created_on":"closed_on"].select_dtypes("datetime").drop(columns="expected_on").max()
            <= pd.Timestamp("2025-12-31")).all()  # fmt: skip
    assert table["contact_id"].isin(load("shop_crm")["contact_id"]).all()


def test_times_of_tickets_and_days_of_tags_agree():
    tickets, tags = load("shop_tickets"), load("shop_tags")
    answered = tickets.dropna(subset=["first_answered"])
    assert (answered["first_answered"] > answered["opened"]).all()
    assert tickets.loc[tickets["first_answered"].isna(), "solved"].isna().all()
    solved = tickets.dropna(subset=["solved"])
    assert (solved["solved"] > solved["first_answered"]).all()
    assert tickets[["opened", "first_answered", "solved"]].max().max() <= pd.Timestamp("2025-12-31 18:00")
    assert not tags.duplicated(["contact_id", "tag"]).any()
    assert tags.groupby("contact_id").size().max() >= 4
