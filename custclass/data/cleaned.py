"""One way of writing phone numbers, names and cities, so that records typed by different people can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import pandas as pd

_TITLES = ("先生", "女士", "小姐", "太太", "经理", "老师")


def clean_phone(phone: Any) -> str | None:
    """Return a Chinese mobile number as its eleven digits; None where there is none.

    Blanks, dashes, brackets, full-width digits, a leading 0 and the country code 86 are understood.

    Examples
    --------
    >>> clean_phone("+86 154-0000-1234"), clean_phone("０１５４００００１２３４"), clean_phone("12345")
    ('15400001234', '15400001234', None)
    """
    if pd.isna(phone):
        return None
    digits = re.sub(r"[\s\-()+.]", "", unicodedata.normalize("NFKC", str(phone)))
    digits = re.sub(r"^(?:0086|86|0)(?=1\d{10}$)", "", digits)
    return digits if re.fullmatch(r"1\d{10}", digits, re.ASCII) else None


def clean_city(city: Any, spellings: Mapping[str, str] | None = None) -> str | None:
    """Return a city without blanks and without 市; other `spellings` are replaced by the usual one.

    Examples
    --------
    >>> clean_city(" 杭州市"), clean_city("Hangzhou", {"Hangzhou": "杭州"})
    ('杭州', '杭州')
    """
    if pd.isna(city) or not str(city).strip():
        return None
    text = unicodedata.normalize("NFKC", str(city)).strip()
    text = (spellings or {}).get(text, text)
    return text.removesuffix("市") if len(text) > 2 else text


def clean_name(name: Any, city: str | None = None) -> str | None:
    """Return a name without blanks, title and form of company, in small letters; of a company without its city.

    Examples
    --------
    >>> clean_name("陈 丽女士"), clean_name("杭州云栖科技有限公司", "杭州")
    ('陈丽', '云栖科技')
    """
    if pd.isna(name):
        return None
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", str(name))).casefold()
    for title in _TITLES:
        text = text.removesuffix(title) or text
    text = text.removesuffix("有限公司") or text
    if city and len(text) > len(city) + 1:
        text = text.removeprefix(city)
    return text or None
