"""Stages of a lead: every boundary, the as-of date, and the shipped leads."""

import pandas as pd
import pytest

from custclass.classify.lead_schemes import add_lead_measures, lead_stage
from custclass.data.tables import load
from custclass.show.say import CourseError

AS_OF = "2025-12-31"


def one(contract="no", intent="clear", means="enough", days=30, paid=0.0, on_time=0.0):
    return pd.DataFrame(
        {
            "contract": [contract],
            "intent": [intent],
            "means": [means],
            "days_to_signing": pd.array([days], dtype="Int64"),
            "paid_share": [paid],
            "on_time_share": [on_time],
        }
    )


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "target"),
        ({"days": 60}, "target"),
        ({"days": 61}, "prospect"),
        ({"days": 0}, "target"),
        ({"days": -1}, "prospect"),
        ({"days": None}, "prospect"),
        ({"intent": "vague"}, "prospect"),
        ({"means": "unknown"}, "prospect"),
        ({"contract": "yes"}, "target"),
        ({"contract": "yes", "paid": 0.299999, "intent": "none"}, "target"),
        ({"contract": "yes", "paid": 0.3}, "signed"),
        ({"contract": "yes", "paid": 1.0, "on_time": 0.7}, "signed"),
        ({"contract": "yes", "paid": 1.0, "on_time": 1.0}, "fully_paid"),
    ],
)
def test_boundaries(changed, expected):
    assert lead_stage().classify(one(**changed)).item() == expected


def test_cut_points_are_parameters():
    scheme = lead_stage(first_payment=0.5, soon_days=10)
    assert scheme.classify(one(days=11)).item() == "prospect"
    assert scheme.classify(one(contract="yes", paid=0.4)).item() == "target"


def leads_of(**changed):
    row = {
        "lead_id": "Q1",
        "intent": "vague",
        "means": "enough",
        "created_on": "2025-01-01",
        "expected_on": "2025-03-01",
        "contract_on": "2025-02-01",
        "lost_on": None,
        "value": 1000.0,
    } | changed
    frame = pd.DataFrame([row])
    dates = ["created_on", "expected_on", "contract_on", "lost_on"]
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in dates})


def payments_of(*rows):
    frame = pd.DataFrame(rows, columns=["due_on", "due", "paid_on", "paid"]).assign(lead_id="Q1")
    return frame.assign(due_on=pd.to_datetime(frame["due_on"]), paid_on=pd.to_datetime(frame["paid_on"]))


def test_only_what_was_known_on_the_day_counts():
    paid = payments_of(("2025-02-08", 300.0, "2025-02-08", 300.0), ("2025-03-10", 700.0, "2025-03-12", 700.0))
    stages = {
        day: lead_stage().classify(add_lead_measures(leads_of(), paid, day)).tolist()
        for day in ("2024-12-31", "2025-01-31", "2025-02-07", "2025-02-08", "2025-03-12")
    }
    assert stages == {
        "2024-12-31": [],
        "2025-01-31": ["prospect"],
        "2025-02-07": ["target"],
        "2025-02-08": ["signed"],
        "2025-03-12": ["signed"],
    }


def test_paid_on_the_agreed_day_is_on_time_and_a_day_later_is_not():
    for day, share in (("2025-02-08", 1.0), ("2025-02-09", 0.0)):
        paid = payments_of(("2025-02-08", 1000.0, day, 1000.0))
        found = add_lead_measures(leads_of(), paid, AS_OF)
        assert found[["paid_share", "on_time_share"]].iloc[0].tolist() == [1.0, share]


def test_a_lost_lead_is_no_lead_any_more():
    lost = leads_of(contract_on=None, lost_on="2025-02-01")
    assert len(add_lead_measures(lost, payments_of(), "2025-01-31")) == 1
    assert add_lead_measures(lost, payments_of(), "2025-02-01").empty


def test_the_shipped_leads():
    found = add_lead_measures(load("shop_leads"), load("shop_lead_payments"), AS_OF)
    assert lead_stage().classify(found).value_counts().to_dict() == {
        "prospect": 253,
        "fully_paid": 138,
        "signed": 90,
        "target": 27,
    }


def test_a_missing_column_is_named():
    with pytest.raises(CourseError, match="contract_on"):
        add_lead_measures(leads_of().drop(columns="contract_on"), payments_of(), AS_OF)
