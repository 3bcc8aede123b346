"""The written plan: filled from data, empty where nobody knows, and readable as a Word document."""

import pandas as pd
import pytest
from docx import Document
from docx.oxml.ns import qn

import custclass as cc
from custclass.act import plan
from custclass.act.audit import audit
from custclass.act.treatments.playbook import Playbook
from custclass.classify.catalogue import purchase_frequency

EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def people():
    return pd.DataFrame({
        "customer_id": [f"C{n:03d}" for n in range(100)],
        "name": ["王敏\x07"] * 100,
        "phone": ["15400000000"] * 100,
        "frequency": [1] * 60 + [6] * 40,
        "monetary": [10.0] * 60 + [100.0] * 40,
        "city": ["杭州"] * 60 + ["杭州"] * 22 + [EVIL] * 15 + ["喆市"] * 3,
        "city_en": ["Hangzhou"] * 60 + ["Hangzhou"] * 22 + [EVIL] * 15 + ["Zhe"] * 3,
        "sex": ["female"] * 60 + ["female"] * 24 + ["male"] * 16,
        "need": [None] * 60 + ["functional"] * 20 + ["social"] * 10 + [None] * 10,
    })  # fmt: skip


@pytest.fixture
def made(people):
    return plan.make(
        purchase_frequency(), people, "medium_frequency", "2025-12-31", written={"owner": EVIL + "\x07"}
    )


def _lines(made):
    return {line.key: line for section in made.sections for line in section.lines}


def _text(path):
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells), document


def test_figures_come_from_the_data(made):
    lines = _lines(made)
    assert lines["size"].answer.en == "40 customers (40.0% of 100) with 87.0% of the money"
    assert lines["needs"].answer.en == "functional need 66.7%, social need 33.3% (known of 30, 75.0%)"
    assert lines["sex"].answer.zh == "女 60.0%、男 40.0%"


def test_age_band_comes_from_the_age_unless_it_is_given(people):
    people["age"] = [30] * 90 + [50] * 10
    scheme = purchase_frequency()
    band = _lines(plan.make(scheme, people, "medium_frequency", "2025-12-31"))["age_band"]
    assert band.answer.zh == "青年 75.0%、中年 25.0%"
    people["age_band"] = "18-44"
    given = _lines(plan.make(scheme, people, "medium_frequency", "2025-12-31"))["age_band"]
    assert given.answer.en == "18-44 100.0%"


def test_nobody_is_invented(made, people):
    lines = _lines(made)
    assert lines["purpose"].answer is None and lines["household_size"].answer is None
    assert set(made.empty.columns) == {"section", "line", "hint"} and len(made.empty) > 5
    given = plan.make(
        purchase_frequency(), people, "medium_frequency", "2025-12-31", written={"purpose": "  "}
    )
    assert _lines(given)["purpose"].answer is None


def test_no_customer_stands_in_the_plan(made, tmp_path):
    text, _ = _text(plan.write(made, tmp_path / "plan.docx", "both"))
    assert "王敏" not in text and "15400000000" not in text and "C001" not in text
    assert "姓名" in _lines(made)["left_out"].answer.zh


def test_small_groups_are_not_told(made):
    city = _lines(made)["city"].answer
    assert "喆市" not in city.zh and "Zhe" not in city.en
    assert "7.5%" not in city.en


def test_target_that_is_too_small_is_refused(people):
    people["frequency"] = [1] * 96 + [6] * 4
    with pytest.raises(cc.CourseError):
        plan.make(purchase_frequency(), people, "medium_frequency", "2025-12-31")
    with pytest.raises(cc.CourseError):
        plan.make(purchase_frequency(), people, "high_frequency", "2025-12-31")


def test_small_class_beside_the_target_hides_its_money(people):
    people["frequency"] = [0] * 2 + [1] * 40 + [6] * 50 + [20] * 8
    made = plan.make(purchase_frequency(), people, "medium_frequency", "2025-12-31")
    sheet = next(s for s in made.sections if s.key == "value").sheets[0]
    shown = {row[0].en: row[1:] for row in sheet.rows}
    assert shown["potential buyer"][0] == "—" and shown["potential buyer"][2] == "—"
    assert shown["high-frequency buyer"][2] == "—" and shown["medium-frequency buyer"][0] == "50"


def test_unknown_written_key_and_column_are_refused(people):
    with pytest.raises(cc.CourseError, match="ownr"):
        plan.make(purchase_frequency(), people, "medium_frequency", "2025-12-31", written={"ownr": "Li"})
    with pytest.raises(cc.CourseError, match="monetary"):
        plan.make(purchase_frequency(), people.drop(columns="monetary"), "medium_frequency", "2025-12-31")


def test_html_is_escaped(made):
    html = made._repr_html_()
    assert "<img" not in html and "&lt;img" in html and "\x07" not in html


@pytest.mark.parametrize("code", ["zh", "en"])
def test_document_in_one_language(made, tmp_path, code):
    text, document = _text(plan.write(made, tmp_path / "plan.docx", code))
    wanted = {"zh": "40位（占100位的40.0%）", "en": "40 customers (40.0% of 100)"}
    for other, words in wanted.items():
        assert (words in text) == (other == code)
    assert EVIL in text and "\x07" not in text
    assert ("【待填】" if code == "zh" else "[to be filled in]") in text
    assert len(document.inline_shapes) == 1


def test_document_in_both_languages_names_a_chinese_font(made, tmp_path):
    before = cc.language()
    text, document = _text(plan.write(made, tmp_path / "plan.docx", "both"))
    assert "40位（占100位的40.0%）" in text and "40 customers (40.0% of 100)" in text
    for style in ("Normal", "Title", "Heading 1"):
        fonts = document.styles[style].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    assert len(document.inline_shapes) == 2 and cc.language() == before


def test_same_plan_gives_the_same_text(made, tmp_path):
    first = _text(plan.write(made, tmp_path / "a.docx", "both"))[0]
    assert first == _text(plan.write(made, tmp_path / "b" / "b.docx", "both"))[0]


def test_other_names_and_languages_are_refused(made, tmp_path):
    with pytest.raises(cc.CourseError):
        plan.write(made, tmp_path / "plan.pdf")
    with pytest.raises(cc.CourseError):
        plan.write(made, tmp_path / "plan.docx", "fr")


def test_failed_limits_and_playbook_enter_the_plan(people):
    scheme = purchase_frequency()
    row = {
        "message": "<b>hi</b>",
        "channel": "phone",
        "service_level": "standard",
        "visit_every_days": 30,
        "owner": "Li",
    }
    book = Playbook(dict.fromkeys(scheme.codes, row), scheme)
    made = plan.make(
        scheme, people, "medium_frequency", "2025-12-31", playbook=book, audited=audit(scheme, people)
    )
    limits = _lines(made)["limits"].answer.en
    assert "fit: smallest class large enough" in limits and "not measured: 5" in limits
    assert "&lt;b&gt;hi" in made._repr_html_() and "<b>hi" not in made._repr_html_()


def test_lists_are_the_same_four_steps_and_a_faulty_one_is_found():
    items = plan.step_lists()
    assert plan.same_list(items)["same"].all()
    short = items[~((items["list"] == "crm") & (items["step"] == "adjust"))]
    found = plan.same_list(short).set_index("list")
    assert found.loc["crm", "lacking"] == "adjust" and not found.loc["crm", "same"]
    backwards = items[items["list"] == "marketing"].iloc[::-1]
    assert not plan.same_list(backwards)["in_order"].any()


def test_roles_are_divided_and_faults_are_found():
    table = plan.roles()
    assert plan.role_faults(table) == []
    table.loc["data"] = "told"
    faults = [fault.en for fault in plan.role_faults(table)]
    assert faults == ["data: nobody does it.", "data: nobody decides."]
    table["it"] = "told"
    assert plan.role_faults(table)[-1].en == "IT: is only told, at every step."
    table.loc["data", "it"] = "watches"
    with pytest.raises(cc.CourseError, match="watches"):
        plan.role_faults(table)
