"""Where customers live: city tier, climate band, region. All three are read from stated lists.

The lists are facts about places, not about customers: whether a place says anything about spending is to be
tested (`custclass.classify.criteria`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from custclass.classify.conditions import exactly
from custclass.classify.scheme import Class, Measure, Scheme
from custclass.data.given import lacks_columns
from custclass.show.say import Text, say

_CITIES = {
    "tier_1": "北京 上海 广州 深圳",
    "tier_2": "杭州 成都 南京 武汉 西安 宁波 沈阳 昆明",
    "tier_3": "哈尔滨 绍兴 嘉兴 洛阳 海口 桂林 兰州",
    "tier_4": "衢州 丽水 赣州 曲靖 天水",
}
#: City -> tier, for the cities of the simulated shop: the shop's own list and no published one (those also have a
#: "new tier 1"). No authority fixes tiers, and the media's lists change: a firm writes down its own.
CITY_TIERS: Mapping[str, str] = {city: tier for tier, cities in _CITIES.items() for city in cities.split()}

#: The five climate zones of first order in the Chinese standard GB 50176-2016 (thermal design of buildings).
CLIMATE_BANDS: Mapping[str, Text] = {
    "severe_cold": say(zh="严寒", en="severe cold"),
    "cold": say(zh="寒冷", en="cold"),
    "hot_summer_cold_winter": say(zh="夏热冬冷", en="hot summer, cold winter"),
    "hot_summer_warm_winter": say(zh="夏热冬暖", en="hot summer, warm winter"),
    "mild": say(zh="温和", en="mild"),
}
_CLIMATE = {
    "severe_cold": "哈尔滨 沈阳",
    "cold": "北京 西安 兰州 天水 洛阳",
    "hot_summer_cold_winter": "上海 杭州 宁波 绍兴 嘉兴 衢州 丽水 南京 武汉 成都 赣州 桂林",
    "hot_summer_warm_winter": "广州 深圳 海口",
    "mild": "昆明 曲靖",
}
#: City -> climate zone, for the cities of the simulated shop.
CITY_CLIMATE: Mapping[str, str] = {city: band for band, cities in _CLIMATE.items() for city in cities.split()}

#: The four economic regions of the National Bureau of Statistics of China.
REGIONS: Mapping[str, Text] = {
    "east": say(zh="东部", en="East"),
    "central": say(zh="中部", en="Central"),
    "west": say(zh="西部", en="West"),
    "northeast": say(zh="东北", en="Northeast"),
}
_PROVINCES = {
    "east": "Beijing Tianjin Hebei Shanghai Jiangsu Zhejiang Fujian Shandong Guangdong Hainan",
    "central": "Shanxi Anhui Jiangxi Henan Hubei Hunan",
    "west": "Inner-Mongolia Guangxi Chongqing Sichuan Guizhou Yunnan Tibet Shaanxi Gansu Qinghai Ningxia Xinjiang",
    "northeast": "Liaoning Jilin Heilongjiang",
}
#: Province (English) -> region; all 31 provinces of the mainland.
PROVINCE_REGIONS: Mapping[str, str] = {
    name.replace("-", " "): region for region, names in _PROVINCES.items() for name in names.split()
}


def add_city_tier(customers: Any, city: str = "city", tiers: Mapping[str, str] = CITY_TIERS) -> Any:
    """Add ``city_tier``: tier_1 to tier_4.

    Parameters
    ----------
    customers : table
        pandas, polars or a lazy relation, with the column of cities.
    city : str
        That column; names in Chinese, without 市.
    tiers : mapping
        City -> tier. Left out: `CITY_TIERS`.

    Returns
    -------
    the same kind of table
        With ``city_tier``, missing for a city that is not in the list: an unknown city is not a small one.

    Raises
    ------
    CourseError
        If the column is not there.

    Examples
    --------
    >>> import pandas as pd
    >>> add_city_tier(pd.DataFrame({"city": ["上海", "杭州", "月城"]}))["city_tier"].tolist()
    ['tier_1', 'tier_2', nan]
    """
    return _look_up(customers, city, "city_tier", tiers)


def add_climate_band(customers: Any, city: str = "city", bands: Mapping[str, str] = CITY_CLIMATE) -> Any:
    """Add ``climate_band``: the climate zone of the city in the Chinese standard GB 50176-2016.

    Parameters
    ----------
    customers, city
        As for `add_city_tier`.
    bands : mapping
        City -> zone (a key of `CLIMATE_BANDS`). Left out: `CITY_CLIMATE`.

    Returns
    -------
    the same kind of table
        With ``climate_band``, missing for a city that is not in the list.

    Raises
    ------
    CourseError
        If the column is not there.

    Examples
    --------
    >>> import pandas as pd
    >>> add_climate_band(pd.DataFrame({"city": ["哈尔滨", "广州"]}))["climate_band"].tolist()
    ['severe_cold', 'hot_summer_warm_winter']
    """
    return _look_up(customers, city, "climate_band", bands)


def add_region(customers: Any, province: str = "province_en") -> Any:
    """Add ``region``: east, central, west or northeast, as China's statisticians group provinces.

    Parameters
    ----------
    customers : table
        pandas, polars or a lazy relation, with the column of provinces.
    province : str
        That column; names in English, such as ``"Zhejiang"``.

    Returns
    -------
    the same kind of table
        With ``region``, missing for a province that is not in the list.

    Raises
    ------
    CourseError
        If the column is not there.

    Examples
    --------
    >>> import pandas as pd
    >>> add_region(pd.DataFrame({"province_en": ["Zhejiang", "Gansu"]}))["region"].tolist()
    ['east', 'west']
    """
    return _look_up(customers, province, "region", PROVINCE_REGIONS)


def city_tier() -> Scheme:
    """Return the classes by size of city: tier 1 to tier 4 and below (`add_city_tier`).

    Notes
    -----
    A city that is not in the list has no tier, and its customers no class.

    Examples
    --------
    >>> city_tier().codes
    ['tier_1', 'tier_2', 'tier_3', 'tier_4']
    """
    labels = {
        "tier_1": say(zh="一线城市", en="tier-1 city"),
        "tier_2": say(zh="二线城市", en="tier-2 city"),
        "tier_3": say(zh="三线城市", en="tier-3 city"),
        "tier_4": say(zh="四线及以下城市", en="tier-4 city and below"),
    }
    values = {
        "tier_1": say(zh="一线", en="tier 1"),
        "tier_2": say(zh="二线", en="tier 2"),
        "tier_3": say(zh="三线", en="tier 3"),
        "tier_4": say(zh="四线及以下", en="tier 4 and below"),
    }
    return Scheme(
        "city_tier",
        say(zh="城市级别", en="City tier"),
        measures=[
            Measure(
                "city_tier", "category", values=values, label=say(zh="所在城市的级别", en="tier of the city")
            )
        ],
        classes=[Class(code, label, {"city_tier": exactly(code)}) for code, label in labels.items()],
        exclusive=True,
    )


def _look_up(customers: Any, column: str, name: str, mapping: Mapping[str, str]) -> Any:
    """Add the column `name`, read from `mapping` by the column `column`."""
    frame = nw.from_native(customers)
    lacks_columns(frame.collect_schema().names(), [column], "customers")
    chain: Any = nw
    for value in dict.fromkeys(mapping.values()):
        keys = [key for key, found in mapping.items() if found == value]
        chain = chain.when(nw.col(column).is_in(keys)).then(nw.lit(value))
    return frame.with_columns(chain.alias(name)).to_native()
