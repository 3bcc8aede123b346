import matplotlib

matplotlib.use("agg")

import pandas as pd  # noqa: E402
import pytest  # noqa: E402
from matplotlib import pyplot as plt  # noqa: E402
from matplotlib.patches import Rectangle  # noqa: E402

from custclass.classify.catalogue import schemes  # noqa: E402
from custclass.show.say import CourseError, language  # noqa: E402


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def area(axes):
    return sum(p.get_width() * p.get_height() for p in axes.patches if isinstance(p, Rectangle))


@pytest.mark.parametrize(
    ("name", "x", "y"),
    [
        ("loyalty", "repeat_rate", "recommend"),
        ("value_tier", "monetary", "frequency"),
        ("lifecycle", "order_trend", "tenure_days"),
        ("activity", "silence_gaps", "monetary"),
        ("locality", "is_local", "frequency"),
        ("purchase_history", "frequency", "tenure_days"),
    ],
)
def test_the_map_is_covered_exactly_once(name, x, y):
    axes = schemes[name].draw(x, y).axes
    (x0, x1), (y0, y1) = axes.get_xlim(), axes.get_ylim()
    assert area(axes) == pytest.approx((x1 - x0) * (y1 - y0))
    assert axes.texts


def test_labels_and_ticks_speak_the_language():
    language("zh")
    axes = schemes["purchase_history"].draw("frequency", "tenure_days").axes
    assert axes.get_xlabel() == "订单数（单）" and axes.get_ylabel() == "首单到统计截止日（天）"
    assert {"0", "1", "2", "6"} <= {tick.get_text() for tick in axes.get_xticklabels()}
    axes = schemes["locality"].draw("is_local", "frequency").axes
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["本地", "外地"]


def test_points_lie_on_the_map_and_given_axes_are_used():
    given = plt.subplots()[1]
    points = pd.DataFrame({"silence_gaps": [0.5, 30.0, None], "monetary": [100.0, 9000.0, 5.0]})
    axes = schemes["activity"].draw("silence_gaps", "monetary", ax=given, points=points).axes
    assert axes is given
    assert axes.get_xlim()[1] >= 30 and axes.get_ylim()[1] >= 9000 and axes.get_ylim()[0] == 0
    assert len(axes.collections[0].get_offsets()) == 3


def test_a_measure_that_is_not_drawn_shows_as_several_classes():
    axes = schemes["value_tier"].draw("monetary", "frequency").axes
    written = [text.get_text().replace("\n", " ").replace("- ", "-") for text in axes.texts]
    assert "high-value customer / medium-value customer" in written


def test_two_different_measures_are_asked_for():
    for x, y in (("age", "monetary"), ("silence_gaps", "silence_gaps")):
        with pytest.raises(CourseError, match="two different measures"):
            schemes["activity"].draw(x, y)
