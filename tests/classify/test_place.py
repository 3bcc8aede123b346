"""Places: every city of the shop has a tier, a climate and a region; unknown places stay unknown."""

import duckdb
import pandas as pd
import polars as pl
import pytest

from custclass.classify import place
from custclass.classify.catalogue import schemes
from custclass.data.tables import load
from custclass.show.say import CourseError

# As put into the simulated shop (datasets/shop_words.py).
PUT_IN = {
    1: "上海 北京 广州 深圳",
    2: "杭州 成都 南京 武汉 西安 宁波 沈阳 昆明",
    3: "哈尔滨 绍兴 嘉兴 洛阳 海口 桂林 兰州",
    4: "衢州 丽水 赣州 曲靖 天水",
}


def test_tiers_are_those_put_into_the_shop():
    assert {city: f"tier_{k}" for k, cities in PUT_IN.items() for city in cities.split()} == place.CITY_TIERS


def test_every_customer_of_the_shop_has_all_three():
    members = load("shop_customers")
    added = place.add_region(place.add_climate_band(place.add_city_tier(members)))
    assert len(added) == len(members) and list(added)[:-3] == list(members)
    assert added[["city_tier", "climate_band", "region"]].notna().all(axis=None)
    assert schemes["city_tier"].classify(added).tolist() == added["city_tier"].tolist()
    assert set(added["climate_band"]) == set(place.CLIMATE_BANDS)
    assert set(added["region"]) == set(place.REGIONS)


def test_lists_agree_with_each_other():
    assert set(place.CITY_TIERS) == set(place.CITY_CLIMATE)
    assert len(place.PROVINCE_REGIONS) == 31
    counts = pd.Series(place.PROVINCE_REGIONS).value_counts()
    assert counts.to_dict() == {"west": 12, "east": 10, "central": 6, "northeast": 3}


def test_unknown_and_missing_places_stay_unknown():
    table = pd.DataFrame({"city": ["月城", None, "杭州市", "杭州"]})
    assert place.add_city_tier(table)["city_tier"].isna().tolist() == [True, True, True, False]
    assert place.add_climate_band(table)["climate_band"].isna().tolist() == [True, True, True, False]


def test_own_list_and_own_column():
    table = pd.DataFrame({"town": ["Bath", "Leeds"]}, index=[7, 3])
    added = place.add_city_tier(table, city="town", tiers={"Leeds": "tier_2"})
    assert added.index.tolist() == [7, 3] and added["city_tier"].tolist()[1] == "tier_2"


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(CourseError, match="town"):
        place.add_city_tier(pd.DataFrame({"city": ["杭州"]}), city="town")


def test_other_engines_give_the_same():
    customers = pd.DataFrame({"city": ["杭州", "北京", "天水"]})
    expected = ["tier_2", "tier_1", "tier_4"]
    assert place.add_city_tier(customers)["city_tier"].tolist() == expected
    polars = pl.DataFrame({"city": customers["city"].tolist()})
    assert place.add_city_tier(polars)["city_tier"].to_list() == expected
    lazy = place.add_city_tier(duckdb.sql("select * from customers"))
    assert [row[-1] for row in lazy.fetchall()] == expected
