"""The button for one's own file of orders, and the sample that stands in for it."""

import pytest

import custclass as cc
from custclass.learn.upload import OrderUpload

HOSTILE = "<img src=x onerror=alert(1)>.csv"


@pytest.fixture
def widget(tmp_path):
    return cc.upload_orders(str(tmp_path / "mine" / "sample.csv"))


def choose(widget, name, content):
    widget._take({"new": ({"name": name, "content": memoryview(content)},)})


def test_the_sample_is_an_order_file_with_nine_damaged_rows(widget):
    book = cc.read_orders(widget.path)
    assert len(book.orders) + len(book.set_aside) == len(cc.load("shop_orders"))
    faults = ["no_customer", "bad_date", "no_such_day", "no_amount", "bad_amount"]
    assert book.report["count"].loc[faults].tolist() == [3, 1, 2, 1, 2]
    assert book.report.at["customer_id", "count"] == "会员号"


def test_a_sample_that_is_there_is_left_as_it_is(tmp_path):
    path = tmp_path / "sample.csv"
    path.write_text("mine", encoding="utf-8")
    assert cc.upload_orders(str(path)).path.read_text(encoding="utf-8") == "mine"


def test_a_chosen_file_takes_the_place_of_the_sample(widget):
    choose(widget, "订单 2024.csv", "客户,日期,金额\nA,2024-01-01,5\n".encode())
    assert widget.path.name == "订单 2024.csv" and "订单 2024.csv" in widget.announcer.html
    assert len(cc.read_orders(widget.path).orders) == 1
    assert repr(widget) == "File of orders: 订单 2024.csv"


@pytest.mark.parametrize("name", ["../../evil.csv", "/etc/evil.csv", "..\\..\\evil.csv"])
def test_a_file_stays_in_its_folder_whatever_its_name(name, widget, tmp_path):
    choose(widget, name, b"x")
    assert widget.path == tmp_path / "mine" / "evil.csv"
    assert not (tmp_path / "evil.csv").exists() and not (tmp_path.parent / "evil.csv").exists()


@pytest.mark.parametrize(
    ("name", "content", "words"), [("photo.png", b"x", "no file of orders"), ("a.csv", b"", "is empty")]
)
def test_what_is_no_order_file_is_said_and_the_sample_stays(name, content, words, widget):
    before = widget.path
    choose(widget, name, content)
    assert words in widget.announcer.html and "cc-wrong" in widget.announcer.html
    assert widget.path == before


def test_a_name_that_is_markup_stays_text(widget):
    choose(widget, HOSTILE, b"x")
    choose(widget, "<b>.png", b"x")
    shown = widget._repr_mimebundle_()["text/html"] + widget.announcer.html
    assert "<img" not in shown and "<b>" not in shown


@pytest.mark.parametrize(("lang", "words"), [("zh", "不会发到别处"), ("en", "sent nowhere else")])
def test_it_says_that_nothing_leaves_the_machine_and_has_a_label(lang, words, tmp_path):
    cc.language(lang)
    widget = cc.upload_orders(str(tmp_path / "s.csv"))
    assert words in widget.children[0].value
    assert widget.button.description and widget.button.accept == ".csv,.gz,.xlsx,.txt,.tsv"
    assert "cc-box" in widget._dom_classes  # keys reach the button in JupyterLab


def test_its_text_is_the_same_at_every_run(tmp_path):
    first, second = (OrderUpload(tmp_path / "s.csv") for _ in range(2))
    assert repr(first) == repr(second) and "0x" not in repr(first)
    assert first._repr_mimebundle_()["text/plain"] == repr(first)


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(cc.CourseError, match="cannot be written"):
        cc.upload_orders(str(tmp_path / "file" / "s.csv"))
