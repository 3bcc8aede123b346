"""Next-product lists: against numpy and loops, judged on a later period, on the tables of the course."""

from __future__ import annotations

import importlib
import sys

import numpy as np
import pandas as pd
import pytest

from custclass.act.recommend import best_sellers, hit_rate, next_products, scores, segment_lists, similarity
from custclass.classify.behaviour import interests, main_interest
from custclass.data.tables import FOLDER, catalogue, load
from custclass.show.say import CourseError

CUTOFF = "2026-05-01"


@pytest.fixture(scope="module")
def shop():
    baskets, views = load("shop_baskets"), load("shop_item_views")
    later = baskets["order_date"] >= CUTOFF
    return baskets[~later], views[views["time"] < CUTOFF], baskets[later]


def test_the_item_tables_are_what_their_script_makes():
    sys.path.insert(0, str(FOLDER))
    try:
        script, writing = importlib.import_module("make_items"), importlib.import_module("writing")
        for name, frame in script.make().items():
            made = (FOLDER / catalogue()[name]["file"]).read_bytes()
            if name == "shop_items":
                assert writing.csv_bytes(frame) == made
            else:
                expected = frame.astype("str").reset_index(drop=True)
                found = pd.read_csv(FOLDER / catalogue()[name]["file"], dtype="str", encoding="utf-8")
                pd.testing.assert_frame_equal(found, expected)
    finally:
        sys.path.remove(str(FOLDER))


def test_the_share_of_own_occasions_is_what_the_card_says(shop):
    """Of two occasions that hold 70% between them; chance adds some of theirs to the rest."""
    items = load("shop_items").set_index("item")["occasion"]
    views = load("shop_item_views")
    of = views["item"].map(items).groupby(views["customer_id"]).value_counts(normalize=True)
    busy = views["customer_id"].value_counts().loc[lambda n: n >= 40].index
    best_two = of[of.index.get_level_values(0).isin(busy)].groupby(level=0).nlargest(2).groupby(level=0).sum()
    assert best_two.mean() == pytest.approx(0.7 + 0.3 / 4, abs=0.04)


def test_similarity_is_the_correlation_of_numpy(shop):
    has = pd.crosstab(shop[0]["customer_id"], shop[0]["item"]).clip(upper=1)
    found = similarity(shop[0])
    expected = np.corrcoef(has.to_numpy().T)
    np.fill_diagonal(expected, 0)
    assert np.allclose(found, expected) and found.index.tolist() == has.columns.tolist()


def test_scores_are_the_sums_of_a_loop(shop):
    baskets, views, _ = shop
    alike, found = similarity(baskets), scores(baskets, views)
    for who in found.index[::97]:
        own = set(baskets.loc[baskets["customer_id"] == who, "item"])
        seen = set(views.loc[views["customer_id"] == who, "item"]) - own
        expected = alike.loc[sorted(own)].sum() + 0.5 * alike.loc[sorted(seen)].sum()
        assert np.allclose(found.loc[who], expected)


@pytest.mark.parametrize("make", [best_sellers, next_products])
def test_a_list_holds_nothing_bought_before_nothing_twice_and_ranks_from_one(shop, make):
    found = make(shop[0], k=7)
    bought = pd.MultiIndex.from_frame(shop[0][["customer_id", "item"]])
    listed = pd.MultiIndex.from_frame(found[["customer_id", "item"]])
    assert not listed.isin(bought).any() and not listed.has_duplicates
    assert (
        found.groupby("customer_id")["rank"].apply(lambda r: r.tolist() == list(range(1, len(r) + 1))).all()
    )


def test_who_bought_everything_gets_an_empty_list():
    baskets = pd.DataFrame({"customer_id": ["A", "A", "B"], "item": ["tea", "cup", "tea"]})
    assert best_sellers(baskets, k=3).to_numpy().tolist() == [["B", 1, "cup"]]


def test_everyone_of_a_segment_has_its_scores_and_the_list_of_the_segment_is_their_order(shop):
    baskets, views, _ = shop
    who = scores(baskets, views).index
    segments = pd.Series(np.where(np.arange(len(who)) % 2, "odd", "even"), index=who)
    found = scores(baskets, views, segments)
    assert np.allclose(found.loc[segments == "odd"], scores(baskets, views)[segments == "odd"].mean())
    lists = segment_lists(baskets, segments, views, k=4)
    assert lists.loc["odd"].tolist() == found[segments == "odd"].iloc[0].nlargest(4).index.tolist()
    with pytest.raises(CourseError, match="1"):
        scores(baskets, views, segments.iloc[1:])


def test_where_an_effect_was_put_in_personal_lists_beat_best_sellers_and_segments_stand_between(shop):
    baskets, views, later = shop
    events = views.merge(load("shop_items"), on="item").assign(kind="view")
    own = next_products(baskets, views)
    who = own["customer_id"].unique()
    segments = main_interest(interests(events, "2026-04-30", by="occasion"), 0.3)
    by_segment = next_products(baskets, views, segments.reindex(who).fillna("mixed"))
    lists = {"best": best_sellers(baskets, who), "segment": by_segment, "own": own}
    found = hit_rate(lists, later, "best")
    assert found["hits"].tolist() == [207, 264, 303] and (found["customers"] == 592).all()
    assert (found.loc[["segment", "own"], "low"] > 0).all()


def test_where_there_is_nothing_to_learn_the_interval_holds_zero(shop):
    """The items of the baskets dealt out anew: only how well an item sells is left."""
    baskets, _, later = shop
    rng = np.random.default_rng(0)
    dealt = baskets.assign(item=rng.permutation(baskets["item"]))
    after = later.assign(item=rng.permutation(later["item"]))
    own = next_products(dealt)
    found = hit_rate({"best": best_sellers(dealt), "own": own}, after, "best").loc["own"]
    assert found["low"] < 0.02 and found["difference"] < 0.02


def test_the_hit_rate_is_that_of_a_loop_and_a_customer_who_stays_away_is_a_miss(shop):
    own = next_products(shop[0], shop[1])
    later = set(zip(shop[2]["customer_id"], shop[2]["item"], strict=True))
    expected = {
        who: any((who, item) in later for item in part["item"]) for who, part in own.groupby("customer_id")
    }
    found = hit_rate({"own": own}, shop[2], "own").loc["own"]
    assert found["hits"] == sum(expected.values()) and found["customers"] == len(expected)


def test_lists_for_different_customers_are_not_compared(shop):
    one = best_sellers(shop[0])
    with pytest.raises(CourseError, match="own"):
        hit_rate({"best": one, "own": one[one["customer_id"] != one["customer_id"].iloc[0]]}, shop[2], "best")
    with pytest.raises(CourseError, match="nobody"):
        hit_rate({"best": one}, shop[2], "nobody")
    with pytest.raises(CourseError, match="k=0"):
        best_sellers(shop[0], k=0)
