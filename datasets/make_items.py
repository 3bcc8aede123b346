"""Make the item tables of the simulated shop's mini-programme. Seeded: the same versions give the same tables.

    python datasets/make_items.py

Run it after make_shop.py: the customers are drawn from the shop's own. What is put in stands as constants below, and
in words in shop.md: each customer cares for two of eight occasions, and most of what they look at and buy is of these.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from writing import write

from custclass.data.tables import load

SEED = 20260630
FIRST, LAST = pd.Timestamp("2026-01-01"), pd.Timestamp("2026-06-30")
CUSTOMERS = 600
ORDERS = 7.0  # orders of a customer in the half-year, on average (gamma with shape 1.5, then Poisson)
LINES = [0.45, 0.30, 0.17, 0.08]  # share of orders with 1, 2, 3, 4 items
VIEWS = 22.0  # views of a customer in the half-year, on average
CARE = 0.70  # chance that a line or a view is of one of the customer's own two occasions
POPULAR = 0.55  # among all items, the k-th best-seller is taken in proportion to 1 / k ** POPULAR
# occasion: its five items (code, Chinese, English, category, price in yuan)
OCCASIONS: dict[str, list[tuple[str, str, str, str, int]]] = {
    "spring_tea": [
        ("longjing", "龙井茶", "Longjing tea", "tea", 168),
        ("biluochun", "碧螺春", "Biluochun tea", "tea", 148),
        ("glass_cup", "玻璃杯", "glass cup", "home", 39),
        ("tea_caddy", "茶叶罐", "tea caddy", "home", 58),
        ("green_bean_cake", "绿豆糕", "mung bean cake", "snacks", 36),
    ],
    "gongfu": [
        ("tieguanyin", "铁观音", "Tieguanyin tea", "tea", 138),
        ("dahongpao", "大红袍", "Dahongpao tea", "tea", 198),
        ("gaiwan", "盖碗", "lidded bowl", "home", 88),
        ("tea_tray", "茶盘", "tea tray", "home", 218),
        ("sunflower_seeds", "瓜子", "sunflower seeds", "snacks", 19),
    ],
    "dark_tea": [
        ("puer_cake", "普洱茶饼", "pu'er cake", "tea", 158),
        ("tangerine_puer", "小青柑", "tangerine pu'er", "tea", 98),
        ("tea_needle", "茶针", "tea needle", "home", 25),
        ("clay_pot", "紫砂壶", "clay teapot", "home", 268),
        ("dried_plum", "话梅", "dried plums", "snacks", 22),
    ],
    "office": [
        ("tea_bags", "袋泡茶", "tea bags", "tea", 49),
        ("cold_brew", "冷泡茶", "cold-brew tea", "tea", 59),
        ("thermos", "保温杯", "vacuum flask", "home", 119),
        ("daily_nuts", "每日坚果", "daily nuts", "snacks", 89),
        ("oat_bars", "燕麦棒", "oat bars", "snacks", 35),
    ],
    "children": [
        ("fruit_tea", "水果茶", "fruit tea", "tea", 45),
        ("rice_crackers", "米饼", "rice crackers", "snacks", 26),
        ("fruit_strips", "果丹皮", "fruit leather", "snacks", 24),
        ("cheese_sticks", "奶酪棒", "cheese sticks", "snacks", 42),
        ("lunch_box", "饭盒", "lunch box", "home", 69),
    ],
    "evening": [
        ("chrysanthemum", "菊花茶", "chrysanthemum tea", "tea", 38),
        ("jujube_tea", "红枣茶", "jujube tea", "tea", 42),
        ("lotus_seeds", "莲子", "lotus seeds", "snacks", 48),
        ("candle", "香薰蜡烛", "scented candle", "home", 79),
        ("throw", "盖毯", "throw", "home", 129),
    ],
    "festival": [
        ("tea_gift", "茶礼盒", "tea gift box", "gift", 298),
        ("nut_gift", "坚果礼盒", "nut gift box", "gift", 168),
        ("pastry_gift", "糕点礼盒", "pastry gift box", "gift", 128),
        ("moon_candy", "喜糖", "wedding sweets", "snacks", 56),
        ("red_envelopes", "红包袋", "red envelopes", "home", 15),
    ],
    "visiting": [
        ("health_gift", "滋补礼盒", "tonic gift box", "gift", 268),
        ("fruit_gift", "果干礼盒", "dried fruit gift box", "gift", 118),
        ("cup_gift", "对杯礼盒", "pair of cups, boxed", "gift", 158),
        ("honey", "蜂蜜", "honey", "snacks", 68),
        ("gift_bags", "礼品袋", "gift bags", "home", 12),
    ],
}


def make() -> dict[str, pd.DataFrame]:
    """Return shop_items, shop_baskets and shop_item_views."""
    rng = np.random.default_rng(SEED)
    items = pd.DataFrame(
        [(*item, name) for name, occasion in OCCASIONS.items() for item in occasion],
        columns=["item", "name_zh", "name_en", "category", "price", "occasion"],
    )
    place = rng.permutation(len(items)) + 1
    popular = 1 / place**POPULAR
    popular /= popular.sum()
    groups = np.arange(len(items)).reshape(len(OCCASIONS), -1)

    people = load("shop_customers")
    people = people.loc[people["customer_type"] != "organisation", "customer_id"]
    who = np.sort(rng.choice(people.to_numpy(), CUSTOMERS, replace=False))
    cares = [rng.choice(len(OCCASIONS), 2, replace=False) for _ in who]

    def pick(customer: int) -> int:
        if rng.random() >= CARE:
            return int(rng.choice(len(items), p=popular))
        own = groups[rng.choice(cares[customer])]
        return int(rng.choice(own, p=popular[own] / popular[own].sum()))

    baskets, views = [], []
    for customer, name in enumerate(who):
        busy = rng.gamma(1.5, 1 / 1.5)
        for _ in range(rng.poisson(ORDERS * busy)):
            time = _moment(rng)
            lines = 1 + rng.choice(len(LINES), p=LINES)
            chosen = dict.fromkeys(pick(customer) for _ in range(lines))
            baskets += [(time, name, items["item"][item]) for item in chosen]
        for _ in range(rng.poisson(VIEWS * busy)):
            views.append((_moment(rng), name, items["item"][pick(customer)]))
    return {"shop_items": items, "shop_baskets": _baskets(baskets), "shop_item_views": _views(views)}


def _moment(rng: np.random.Generator) -> pd.Timestamp:
    day = FIRST + pd.Timedelta(days=int(rng.integers(0, (LAST - FIRST).days + 1)))
    return day + pd.Timedelta(minutes=int(rng.integers(8 * 60, 23 * 60)))


def _baskets(rows: list[tuple[pd.Timestamp, str, str]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["order_date", "customer_id", "item"])
    table = table.sort_values(["order_date", "customer_id"], kind="stable", ignore_index=True)
    number = table.groupby(["order_date", "customer_id"], sort=False).ngroup() + 1
    table.insert(0, "order_id", [f"B{n:05d}" for n in number])
    table["order_date"] = table["order_date"].dt.date
    return table[["order_id", "customer_id", "order_date", "item"]]


def _views(rows: list[tuple[pd.Timestamp, str, str]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["time", "customer_id", "item"])
    table = table.sort_values(["time", "customer_id"], kind="stable", ignore_index=True)
    return table[["customer_id", "time", "item"]]


if __name__ == "__main__":
    for name, frame in make().items():
        write(frame, name + (".csv" if name == "shop_items" else ".csv.gz"))
