"""Leads: ranking, credit control, flow rules and their trace, cost by source; the shipped tables."""

import importlib
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custclass.act import leads as cl
from custclass.classify.lead_schemes import add_lead_measures, lead_stage
from custclass.data.tables import FOLDER, catalogue, load
from custclass.show.say import CourseError, say

AS_OF = "2025-12-31"
DAY = pd.Timestamp(AS_OF)


# the tables


@pytest.fixture(scope="module")
def script():
    sys.path.insert(0, str(FOLDER))
    try:
        yield importlib.import_module("make_leads")
    finally:
        sys.path.remove(str(FOLDER))


def test_the_tables_are_what_their_script_makes(script):
    from writing import csv_bytes

    for name, frame in script.make().items():
        assert csv_bytes(frame) == (FOLDER / catalogue()[name]["file"]).read_bytes(), name


def test_the_tables_fit_together(script):
    leads, payments, events = (load(f"shop_{n}") for n in ("leads", "lead_payments", "lead_events"))
    signed = leads[leads["contract_on"].notna()]
    assert signed["lost_on"].isna().all() and (signed["contract_on"] > signed["created_on"]).all()
    assert set(payments["lead_id"]) == set(signed["lead_id"])
    due = payments.groupby("lead_id")["due"].sum()
    assert (due == signed.set_index("lead_id")["value"].loc[due.index]).all()
    assert (payments["paid"] <= payments["due"]).all() and (payments["paid_on"].dropna() <= DAY).all()
    assert events["lead_id"].isin(leads["lead_id"]).all() and (events["time"] < "2026-01-01").all()
    assert leads["phone"].str.fullmatch(r"1540002\d{4}").all()
    assert leads["phone"].duplicated().sum() == script.TWICE


def test_the_chance_put_in_is_the_product_of_the_effects(script):
    lead = pd.Series({
        "owner": "K1", "difficulty": 3, "intent": "clear", "means": "unknown", "source": "referral",
        "decision": "committee", "product": "tea_room", "customer_type": "organisation",
    })  # fmt: skip
    expected = 0.72 * 0.8 * 1.4 * 0.65 * 0.55 * 1.1
    assert script.chance_to_sign(lead, False) == pytest.approx(expected)
    weak = lead.replace({"K1": "K3"})
    assert script.chance_to_sign(weak, True) == pytest.approx(expected / 1.1 * 0.7 * 0.6**2 * 0.6)


# chance and rank


def test_open_leads_hide_what_came_later():
    found = cl.open_leads(load("shop_leads"), "2025-06-30")
    assert not {"contract_on", "lost_on"} & set(found)
    signed = cl.signed_until(load("shop_leads"), "2025-06-30", AS_OF)
    assert set(signed.index) == set(found["lead_id"]) and signed.sum() == 38
    assert cl.signed_until(load("shop_leads"), "2025-06-30", "2025-06-30").sum() == 0


def test_chances_are_drawn_towards_the_share_of_all():
    days = pd.to_datetime(["2025-01-01"] * 4)
    leads = pd.DataFrame({
        "lead_id": list("abcd"), "created_on": days, "intent": ["clear", "clear", "vague", "vague"],
        "contract_on": pd.to_datetime(["2025-03-01", "2025-04-01", None, None]), "lost_on": pd.NaT,
    })  # fmt: skip
    found = cl.signing_chances(leads, "2025-02-01", "2025-06-30", by=["intent"], weight=2)
    assert found.set_index("intent")["chance"].to_dict() == {"clear": 3 / 4, "vague": 1 / 4}
    new = cl.add_chance(leads.assign(intent=["none", "clear", "vague", "clear"]), found)
    assert new["chance"].tolist() == [0.5, 0.75, 0.25, 0.75]
    with pytest.raises(CourseError, match="2024"):
        cl.signing_chances(leads, "2024-02-01", "2024-06-30", by=["intent"])


def test_expected_profit_is_chance_times_margin_discounted():
    leads = pd.DataFrame({
        "lead_id": ["a", "b", "c"], "chance": [0.5, 0.5, 0.1], "margin": [1000.0, 1000.0, 9000.0],
        "expected_on": pd.to_datetime(["2026-12-31", "2025-11-01", None]),
    })  # fmt: skip
    ranked = cl.rank_leads(leads, AS_OF, annual_rate=0.1)
    assert ranked["lead_id"].tolist() == ["c", "b", "a"] and ranked["rank"].tolist() == [1, 2, 3]
    assert ranked["expected_profit"].tolist() == pytest.approx([900 / 1.1 ** (180 / 365), 500.0, 500 / 1.1])
    assert cl.rank_leads(leads, AS_OF, by="deadline")["lead_id"].tolist() == ["b", "c", "a"]
    with pytest.raises(CourseError, match="deadline"):
        cl.rank_leads(leads, AS_OF, by="luck")
    with pytest.raises(CourseError, match="a"):
        cl.rank_leads(leads.assign(chance=[2, 0, 0]), AS_OF)


def test_lists_are_compared_on_what_they_brought():
    worth = pd.Series(np.arange(50.0), index=[f"Q{n}" for n in range(50)])
    lists = {"worst": list(worth.index), "best": list(worth.index[::-1])}
    found = cl.compare_lists(lists, worth, top=10, draws=300)
    assert found["money"].to_dict() == {"worst": 45.0, "best": 445.0}
    assert found["signed"].to_dict() == {"worst": 9, "best": 10}
    assert found.loc["best", "more"] == 400 and found.loc["best", "more_low"] > 0
    assert found.loc["worst", ["more_low", "more_high"]].tolist() == [0, 0]
    with pytest.raises(CourseError):
        cl.compare_lists({"short": ["Q1"]}, worth)


# credit control


def contract(*payments, value=1000.0):
    leads = pd.DataFrame({
        "lead_id": ["Q1"], "owner": ["K1"], "value": [value], "contract_on": [pd.Timestamp("2025-06-01")]
    })  # fmt: skip
    rows = pd.DataFrame(payments, columns=["due_on", "due", "paid_on", "paid"]).assign(lead_id="Q1")
    return leads, rows.assign(due_on=pd.to_datetime(rows["due_on"]), paid_on=pd.to_datetime(rows["paid_on"]))


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (("2025-12-31", None, 0.0), ("clean", 300.0, 0.0, 0, 800.0, "none")),  # due today is not overdue
        (("2025-12-30", None, 0.0), ("overdue", 300.0, 700.0, 1, 300.0, "reminder")),
        (("2025-12-16", "2025-12-20", 600.0), ("overdue", 900.0, 100.0, 15, 900.0, "call")),
        (("2025-11-16", None, 0.0), ("overdue", 300.0, 700.0, 45, 300.0, "stop")),
        (("2025-12-01", "2025-12-01", 700.0), ("clean", 1000.0, 0.0, 0, 1000.0, "none")),
        (("2025-12-01", "2025-12-02", 700.0), ("late", 1000.0, 0.0, 0, 1000.0, "none")),
    ],
)
def test_credit_control(second, expected):
    due_on, paid_on, paid = second
    book = cl.credit_control(
        *contract(("2025-06-08", 300.0, "2025-06-08", 300.0), (due_on, 700.0, paid_on, paid)), AS_OF
    )
    columns = ["record", "paid", "overdue", "days_overdue", "may_ship", "collection"]
    assert tuple(book.loc[0, columns]) == expected


def test_nothing_due_yet_and_terms():
    new = cl.credit_control(*contract(("2026-01-10", 1000.0, None, 0.0)), AS_OF)
    assert new.loc[0, ["record", "limit", "terms"]].tolist() == ["new", 200.0, "standard"]
    large = contract(("2025-06-08", 30_000.0, "2025-06-08", 30_000.0), value=30_000.0)
    assert cl.credit_control(*large, AS_OF).loc[0, "terms"] == "preferred"
    with pytest.raises(CourseError, match="cleen"):
        cl.credit_control(*large, AS_OF, limits={"cleen": 0.4})


def test_money_of_the_shipped_contracts_adds_up():
    leads, payments = load("shop_leads"), load("shop_lead_payments")
    book = cl.credit_control(leads, payments, AS_OF)
    assert book["paid"].sum() == payments["paid"].sum() and (book["overdue"] <= book["outstanding"]).all()
    earlier = cl.credit_control(leads, payments, "2025-06-30")
    assert len(earlier) == (leads["contract_on"] <= "2025-06-30").sum()
    assert earlier["paid"].sum() == payments.loc[payments["paid_on"] <= "2025-06-30", "paid"].sum()
    bonus = cl.bonuses(leads, payments, AS_OF, rate=0.03)
    assert bonus["bonus_on_signing"].sum() == pytest.approx(0.03 * book["value"].sum())
    assert bonus["bonus_on_payment"].sum() == pytest.approx(0.03 * book["paid"].sum())


# flow rules


@st.composite
def situations(draw):
    n = draw(st.integers(1, 14))
    day = st.integers(0, 250).map(lambda back: DAY - pd.Timedelta(days=back))
    leads = pd.DataFrame({
        "lead_id": [f"Q{k}" for k in range(n)],
        "phone": draw(st.lists(st.sampled_from("abcdefgh"), min_size=n, max_size=n)),
        "owner": draw(st.lists(st.sampled_from(["K1", "K2", "K3", "pool", "service"]), min_size=n, max_size=n)),
        "stage": draw(st.lists(st.sampled_from(lead_stage().codes), min_size=n, max_size=n)),
        "created_on": draw(st.lists(day, min_size=n, max_size=n)),
        "difficulty": draw(st.lists(st.integers(1, 3), min_size=n, max_size=n)),
        "moves": draw(st.lists(st.integers(0, 2), min_size=n, max_size=n)),
    })  # fmt: skip
    events = draw(st.lists(st.tuples(st.sampled_from(leads["lead_id"].tolist()), day), max_size=20))
    frame = pd.DataFrame(events, columns=["lead_id", "time"])
    return leads, frame.assign(time=pd.to_datetime(frame["time"]))


SELLERS = pd.DataFrame({"seller": ["K1", "K2", "K3"], "strength": [3, 2, 1]})


@settings(deadline=None, max_examples=60)
@given(situations())
def test_rules_are_idempotent_leave_one_owner_and_trace_every_move(situation):
    leads, events = situation
    before = leads.copy()
    flow = cl.apply_flow_rules(leads, events, AS_OF, sellers=SELLERS)
    pd.testing.assert_frame_equal(leads, before)  # what was handed in stays as it was
    after = flow.leads.set_index("lead_id")["owner"]
    assert cl.apply_flow_rules(flow.leads, events, AS_OF, sellers=SELLERS).trace.empty
    assert cl.double_owned(flow.leads).empty
    pd.testing.assert_series_equal(cl.replay(leads, flow.trace), after, check_names=False)
    changed = set(leads["lead_id"][leads["owner"].to_numpy() != after[leads["lead_id"]].to_numpy()])
    assert changed <= set(flow.trace["lead_id"])
    assert (flow.trace["from_owner"] != flow.trace["to_owner"]).all()


@settings(deadline=None, max_examples=30)
@given(situations(), st.sampled_from(cl.flow_rules()))
def test_each_rule_by_itself_is_idempotent(situation, rule):
    leads, events = situation
    flow = cl.apply_flow_rules(leads, events, AS_OF, [rule], SELLERS)
    assert cl.apply_flow_rules(flow.leads, events, AS_OF, [rule], SELLERS).trace.empty


def lead(stage="target", idle=14, **more):
    row = {
        "lead_id": "Q1", "phone": "a", "owner": "K1", "stage": stage,
        "created_on": DAY - pd.Timedelta(days=idle + 1), "difficulty": 1,
    } | more  # fmt: skip
    events = pd.DataFrame({"lead_id": ["Q1"], "time": [DAY - pd.Timedelta(days=idle)]})
    return pd.DataFrame([row]), events


@pytest.mark.parametrize(
    ("given_lead", "rule", "to"),
    [
        (lead(idle=13), None, None),
        (lead(idle=14), "target_idle", "K2"),
        (lead(idle=14, moves=1), "target_again", "pool"),
        (lead(idle=14, difficulty=3), "target_idle", "pool"),  # nobody else is strong enough
        (lead("prospect", idle=29), None, None),
        (lead("prospect", idle=30), "prospect_idle", "pool"),
        (lead("signed", idle=0), "won", "service"),
        (lead("fully_paid", idle=99, owner="service"), None, None),
        (lead("prospect", idle=99, owner="pool"), None, None),
        (lead("prospect", idle=5, created_on=DAY - pd.Timedelta(days=180)), "held_too_long", "pool"),
    ],
)
def test_which_rule_applies(given_lead, rule, to):
    trace = cl.apply_flow_rules(*given_lead, AS_OF, sellers=SELLERS, by="Zhou").trace
    assert trace[["rule", "to_owner"]].to_numpy().tolist() == ([] if rule is None else [[rule, to]])
    assert trace["by"].tolist() == ["Zhou"] * len(trace)


@pytest.mark.parametrize("stage", ["target", "prospect"])
def test_a_contract_without_its_first_payment_is_not_passed_on(stage):
    leads, events = lead(stage, idle=200)
    none = events.iloc[:0]
    assert cl.apply_flow_rules(leads.assign(contract="yes"), events, AS_OF, sellers=SELLERS).trace.empty
    assert cl.apply_flow_rules(leads.assign(contract="yes"), none, AS_OF, sellers=SELLERS).trace.empty
    assert len(cl.apply_flow_rules(leads.assign(contract="no"), events, AS_OF, sellers=SELLERS).trace) == 1


def test_a_paid_contract_goes_to_service():
    leads, events = lead("signed", idle=0, contract="yes")
    assert cl.apply_flow_rules(leads, events, AS_OF).trace["rule"].tolist() == ["won"]


def test_a_lead_never_contacted_goes_to_the_seller_with_the_fewest():
    leads, _ = lead(idle=3)
    more = pd.DataFrame([{**leads.iloc[0], "lead_id": "Q2", "phone": "b", "owner": "K2", "created_on": DAY}])
    none = pd.DataFrame({"lead_id": [], "time": pd.to_datetime([])})
    flow = cl.apply_flow_rules(pd.concat([leads, more]), none, AS_OF, sellers=SELLERS)
    assert flow.trace[["lead_id", "rule", "to_owner"]].to_numpy().tolist() == [["Q1", "first_contact", "K3"]]


def test_two_owners_of_one_customer_become_the_first():
    leads, events = lead(idle=1)
    other = leads.assign(lead_id="Q2", owner="K3", created_on=DAY)
    flow = cl.apply_flow_rules(pd.concat([leads, other]), events, AS_OF, sellers=SELLERS)
    assert flow.trace[["lead_id", "rule", "from_owner", "to_owner"]].to_numpy().tolist() == [
        ["Q2", "one_owner", "K3", "K1"]
    ]


def test_later_contacts_are_not_looked_at():
    leads, events = lead(idle=14)
    later = pd.DataFrame({"lead_id": ["Q1"], "time": [DAY + pd.Timedelta(days=1)]})
    assert len(cl.apply_flow_rules(leads, pd.concat([events, later]), AS_OF).trace) == 1


def test_faults_in_leads_rules_and_traces_are_named():
    leads, events = lead()
    with pytest.raises(CourseError, match="Q1"):
        cl.apply_flow_rules(pd.concat([leads, leads]), events, AS_OF)
    with pytest.raises(CourseError, match="pool"):
        cl.apply_flow_rules(leads.assign(owner=None), events, AS_OF)
    with pytest.raises(CourseError, match="1"):
        cl.FlowRule("x", say(zh="x", en="x"), ("target",), "release", days=0)
    with pytest.raises(CourseError, match="throw"):
        cl.FlowRule("x", say(zh="x", en="x"), ("target",), "throw", days=3)
    trace = cl.apply_flow_rules(leads, events, AS_OF, sellers=SELLERS).trace
    with pytest.raises(CourseError, match="Q1"):
        cl.replay(leads, pd.concat([trace, trace]))


def test_the_shipped_leads_flow():
    found = add_lead_measures(load("shop_leads"), load("shop_lead_payments"), AS_OF)
    found["stage"] = lead_stage().classify(found)
    assert len(cl.double_owned(found)) == 28
    flow = cl.apply_flow_rules(found, load("shop_lead_events"), AS_OF, sellers=load("shop_sellers"))
    won = flow.trace["rule"] == "won"
    assert won.sum() == found["stage"].isin(["signed", "fully_paid"]).sum()
    assert (flow.trace.loc[won, "to_owner"] == "service").all()
    owing = found.loc[(found["contract"] == "yes") & (found["stage"] == "target"), "lead_id"]
    passed_on = flow.trace.loc[~flow.trace["rule"].isin(["won", "one_owner"]), "lead_id"]
    assert len(owing) == 16 and not passed_on.isin(owing).any()


# sources


def test_source_costs_count_only_leads_with_a_full_window():
    leads = pd.DataFrame({
        "lead_id": list("abcd"), "source": ["ad", "ad", "ad", "site"], "cost": [100.0, 50.0, 999.0, 40.0],
        "margin": [1000.0] * 4, "created_on": pd.to_datetime(["2025-01-01", "2025-02-01", "2025-12-01", "2025-01-01"]),
        "contract_on": pd.to_datetime(["2025-06-30", "2025-12-01", "2025-12-02", None]),
    })  # fmt: skip
    found = cl.source_costs(leads, AS_OF)
    assert found.loc["ad", ["leads", "cost", "signed", "cost_per_signed"]].tolist() == [2, 150.0, 1, 150.0]
    assert found.loc["site", "signed"] == 0 and np.isnan(found.loc["site", "cost_per_signed"])
    assert found.loc["ad", "low"] < 0.5 < found.loc["ad", "high"]
