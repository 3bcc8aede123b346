"""The charts: what stands on them, in which language and font, and that they are shown once."""

import io
import warnings

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pandas as pd
import pytest
import seaborn as sns
from nbclient import NotebookClient
from PIL import Image

from custclass.show import CourseError, plots, say
from custclass.show.style import PALETTE
from custclass.show.wording import fold, width

NAMES = {f"c{i}": say(zh=f"重要价值客户喆堃第{i}类", en=f"class number {i}") for i in range(10)}
TITLE = say(zh="各类客户（2025 年）", en="Customers per class (2025)")
RANDOM = np.random.default_rng(7)
CODES = list(NAMES)
BOXES = [
    {"x0": i % 5, "x1": i % 5 + 1, "y0": i // 5, "y1": i // 5 + 1, "label": code}
    for i, code in enumerate(CODES)
]


def _charts():
    series = pd.Series(RANDOM.normal(500, 900, 10), index=CODES)
    months = pd.date_range("2024-01-31", periods=24, freq="ME")
    return {
        "bars": plots.bars(series, title=TITLE, unit="CNY", names=NAMES, highlight="c3"),
        "shares": plots.shares(
            pd.DataFrame(
                {say(zh="客户", en="customers"): abs(series), say(zh="金额", en="money"): series**2}
            ),
            title=TITLE,
            names=NAMES,
        ),
        "histogram": plots.histogram(
            RANDOM.lognormal(4, 1, 500),
            title=TITLE,
            label=say(zh="金额", en="amount"),
            unit="USD",
            cuts=[50.0],
        ),
        "lines": plots.lines(
            pd.DataFrame(RANDOM.normal(size=(24, 10)), index=months, columns=CODES),
            title=TITLE,
            label=say(zh="变化", en="change"),
            unit="%",
            names=NAMES,
        ),
        "scatter": plots.scatter(
            RANDOM.normal(size=50),
            RANDOM.normal(size=50),
            title=TITLE,
            x_label=say(zh="频率", en="frequency"),
            y_label=say(zh="金额", en="amount"),
            classes=CODES * 5,
            names=NAMES,
        ),
        "box_map": plots.box_map(BOXES, x_label="R", y_label="F", labels=NAMES, title=TITLE),
    }


def _texts(ax):
    return [text.get_text() for text in ax.findobj(plt.Text) if text.get_text()]


def test_all_charts_draw_without_a_warning_even_after_another_theme(tongue, capfd):
    sns.set_theme()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name, chart in _charts().items():
            data = chart.png()
            assert Image.open(io.BytesIO(data)).width == 700, name
            assert len(data) < 60_000, name
            assert str(TITLE) in " ".join(_texts(chart.axes)), name
            assert repr(chart).startswith(str(TITLE)), name
    assert capfd.readouterr().err == ""


def test_same_drawing_gives_the_same_bytes():
    first, second = (plots.bars({"a": 1, "b": -2}, title=TITLE).png() for _ in range(2))
    assert first == second


def test_readers_axes_made_under_another_theme_get_the_font(tongue):
    sns.set_theme()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _, (left, right) = plt.subplots(1, 2)
        plots.bars({"新": 1}, title="左", label="数", ax=left)
        picture = plots.box_map(BOXES, x_label="横", y_label="纵", labels=NAMES, title="右", ax=right)
        picture.png()
    assert picture.axes is right
    plt.close("all")


def test_bars_write_their_numbers_and_lie_when_names_are_long(english):
    standing = plots.bars({"low": -1234.0, "high": 98765.0}, title="t", unit="CNY")
    assert {"\N{MINUS SIGN}¥1,234", "¥98,765"} <= set(_texts(standing.axes))
    assert [bar.get_height() for bar in standing.axes.patches] == [-1234, 98765]
    lying = plots.bars(dict.fromkeys(CODES, 5), title="t", names=NAMES)
    assert [bar.get_width() for bar in lying.axes.patches] == [5] * 10
    assert repr(lying).startswith("t: class number 0 5; class number 1 5")


def test_bars_in_order_with_absent_classes_as_zero(english):
    assert repr(plots.bars({"b": 2, "a": 1}, title="t", order=["a", "x", "b"])) == "t: a 1; x 0; b 2"


def test_bars_of_two_codes_with_one_name_stay_two(english):
    assert repr(plots.bars({1: 2, 2: 3}, title="t", names={1: "same", 2: "same"})) == "t: same 2; same 3"


def test_shares_add_up_to_one_per_column():
    chart = plots.shares(pd.DataFrame({"n": [60, 40], "money": [1, 3]}, index=["C", "A"]), title="t")
    assert [bar.get_width() for bar in chart.axes.patches] == pytest.approx([0.6, 0.4, 0.25, 0.75])


@pytest.mark.parametrize("column", [[1, -1], [0, 0]])
def test_shares_refuse_what_has_no_shares(column, tongue):
    with pytest.raises(CourseError, match="退货" if tongue == "zh" else "returns"):
        plots.shares(pd.DataFrame({"money": column}), title="t")


def test_histogram_marks_cut_points_with_value_and_name(english):
    chart = plots.histogram(
        [1, 2, 2, 9, np.nan], title="t", label="amount", unit="USD", cuts={say(zh="均值", en="mean"): 3.5}
    )
    assert "mean US$4" in _texts(chart.axes)
    assert repr(chart) == "t: 4 values from US$1 to US$9, median US$2; cut points mean US$4"
    assert sum(bar.get_height() for bar in chart.axes.patches) == 4


def test_histogram_of_one_value_and_of_a_long_tail():
    assert plots.histogram([2.5, 2.5], title="t", label="x").png()
    assert len(plots.histogram(RANDOM.pareto(1, 5000), title="t", label="x").axes.patches) <= 40


def test_ten_classes_differ_in_colour_and_shape():
    assert len(set(PALETTE)) == 10
    chart = plots.scatter(range(10), range(10), title="t", x_label="x", y_label="y", classes=CODES)
    handles = chart.axes.get_legend().legend_handles
    assert len({handle.get_marker() for handle in handles}) == 10


def test_map_writes_each_name_and_numbers_the_ones_without_room(english):
    narrow = [
        {"x0": 0, "x1": 0.2, "y0": 0, "y1": 9, "label": "slim"},
        {"x0": 0.2, "x1": 50, "y0": 0, "y1": 9, "label": "wide"},
    ]
    chart = plots.box_map(narrow, x_label="x", y_label="y", labels={"slim": say(zh="窄", en="narrow class")})
    assert {"wide", "1", "1 narrow class"} <= set(_texts(chart.axes))
    assert repr(chart) == "narrow class, wide"


def test_map_keeps_points_and_edges():
    chart = plots.box_map(BOXES, x_label="x", y_label="y", points=([1, 2], [0.5, 1.5]))
    assert len(chart.axes.collections[0].get_offsets()) == 2
    assert chart.axes.get_xlim() == (0, 5)
    assert list(chart.axes.get_yticks()) == [0, 1, 2]


@pytest.mark.parametrize(
    "draw",
    [
        lambda: plots.bars({}, title="t"),
        lambda: plots.lines(pd.DataFrame(), title="t"),
        lambda: plots.histogram([np.nan], title="t", label="x"),
        lambda: plots.box_map([], x_label="x", y_label="y"),
        lambda: plots.scatter([], [], title="t", x_label="x", y_label="y"),
    ],
)
def test_nothing_to_draw_is_said_in_a_sentence(draw, tongue):
    with pytest.raises(CourseError, match="没有可画的数据" if tongue == "zh" else "nothing to draw"):
        draw()


def test_folding_counts_chinese_as_two_and_loses_nothing():
    text = "从未下单的潜在客户（已注册），需要再次联系"
    folded = fold(text, 16)
    assert max(map(width, folded.split("\n"))) <= 16
    assert folded.replace("\n", "") == text
    assert not any(line.endswith("（") or line.startswith("，") for line in folded.split("\n"))


def test_notebook_shows_each_chart_once_and_no_axes_text():
    cells = [
        "import matplotlib.pyplot as plt\nimport custclass as cc\ncc.language('zh');",
        "cc.show.bars({'新客户': 1}, title='图')",
        "_, ax = plt.subplots()\ncc.show.bars({'新客户': 1}, title='图', ax=ax)",
        "_, ax = plt.subplots()\ncc.show.bars({'新客户': 1}, title='图', ax=ax);",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=120).execute()
    outputs = [cell.outputs for cell in notebook.cells]
    assert outputs[0] == []
    for shown in outputs[1:]:
        assert len(shown) == 1
        assert "image/png" in shown[0].data
    assert outputs[1][0].data["text/plain"] == "图：新客户 1"
    assert outputs[1][0].metadata["image/png"]["alt"] == "图：新客户 1"
