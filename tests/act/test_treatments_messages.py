"""Templates: what a message may not tell is refused in both languages, and nothing in data is run."""

from __future__ import annotations

import pandas as pd
import pytest

from custclass.act.treatments import ALLOWED, PRIVATE, check_template, write_messages
from custclass.show.say import LANGUAGES, CourseError, Text


def refused(template, **more) -> CourseError:
    with pytest.raises(CourseError) as caught:
        check_template(template, **more)
    assert all(caught.value.text.in_(code) for code in LANGUAGES)
    return caught.value


PEOPLE = pd.DataFrame({
    "customer_id": ["S1", "S2", "S3"],
    "class": ["new", "lost", "regular"],
    "name": ["王玥", "Ann & Co", "Li"],
    "phone": ["15400000001"] * 3,
})  # fmt: skip


@pytest.mark.parametrize("field", sorted(PRIVATE))
def test_every_private_field_is_refused_in_both_languages(field):
    error = refused(f"Hi {{{{ {field} }}}}", name="new")
    assert field in error.text.zh and PRIVATE[field].zh in error.text.zh
    assert field in error.text.en and PRIVATE[field].en in error.text.en and '"new"' in error.text.en


@pytest.mark.parametrize("field", ["nmae", "self", "cycler", "电话"])
def test_an_unknown_field_is_refused_and_the_known_ones_are_named(field):
    error = refused(f"{{{{ {field} }}}}")
    assert field in error.text.en and all(known in error.text.zh for known in ALLOWED)


@pytest.mark.parametrize(
    "template",
    [
        "{{ name.__class__ }}", "{{ name|upper }}", "{{ name() }}", "{{ 7 * 7 }}", "{{ name ~ phone }}",
        "{% if name %}x{% endif %}", "{% for name in 'ab' %}x{% endfor %}", "{% set name = 1 %}{{ name }}",
        "{% include 'x' %}", "{{ name", "{% raw %}{{ phone }}{% endraw %}", "Dear {name}", "}} {{ name }}",
        "{{ name['x'] }}", "{{ [name] }}", "{{ name if name }}", "{% macro name() %}{% endmacro %}{{ name }}",
    ],
)  # fmt: skip
def test_code_and_slips_are_refused(template):
    refused(template)


def test_both_languages_of_a_template_are_looked_at():
    refused(Text(zh="{{ name }}", en="{{ phone }}"))
    refused(Text(zh="{{ phone }}", en="{{ name }}"))


def test_allowed_and_private_do_not_meet():
    assert not ALLOWED.keys() & PRIVATE.keys()


@pytest.mark.parametrize("code", LANGUAGES)
def test_one_run_writes_for_all_classes_with_a_template(code):
    templates = {
        "new": Text(zh="{{ name }}，欢迎来到{{ shop }}", en="{{ name }}, welcome to {{ shop }}"),
        "lost": Text(zh="{{ name }}，好久不见", en="{{ name }}, long time no see"),
    }
    found = write_messages(templates, PEOPLE, code, shared={"shop": Text("茶铺", "Tea House")}, html=False)
    assert found["customer_id"].tolist() == ["S1", "S2"]
    assert ("茶铺" if code == "zh" else "王玥, welcome to ") in found["message"][0]
    assert "15400000001" not in found["message"].str.cat()


def test_values_are_escaped_never_run_and_stay_in_one_line():
    people = PEOPLE.assign(name=["<img src=x>", "{{ phone }}{% raw %}", "a\nb\u202ec\u200bd"])
    found = write_messages("Dear {{ name }}", people)["message"].tolist()
    assert found[0] == "Dear &lt;img src=x&gt;" and found[1] == "Dear {{ phone }}{% raw %}"
    assert "\n" not in found[2] and "\u202e" not in found[2] and "\u200b" not in found[2]
    assert write_messages("{{ name }}", people, html=False)["message"][0] == "<img src=x>"


@pytest.mark.parametrize("gap", [None, "", "  ", float("nan")])
def test_nobody_is_addressed_as_nan(gap):
    people = PEOPLE.assign(name=["王玥", gap, gap])
    with pytest.raises(CourseError, match="S2"):
        write_messages("Dear {{ name }}", people)


def test_a_field_without_a_column_and_a_private_shared_field_are_refused():
    with pytest.raises(CourseError, match="city"):
        write_messages("{{ city }}", PEOPLE)
    with pytest.raises(CourseError, match="phone"):
        write_messages("{{ name }}", PEOPLE, shared={"phone": "1"})
    assert write_messages("{{ name }}", PEOPLE.iloc[:0]).empty
