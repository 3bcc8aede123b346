"""The profile card: one customer on one picture, from purchases, social activity, searches, tags and class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from custclass.act.crm.database import Database
from custclass.act.crm.tags import person, tags_of
from custclass.act.treatments.classes import care_classes
from custclass.data.given import as_of_day
from custclass.data.measures import measure_customers
from custclass.show.numbers import money, number
from custclass.show.say import Text, join, say

if TYPE_CHECKING:
    from custclass.classify.scheme import Scheme

CATEGORIES = {
    "tea": say(zh="茶叶", en="tea"),
    "snacks": say(zh="零食", en="snacks"),
    "home": say(zh="家居", en="home"),
    "gift": say(zh="礼盒", en="gift boxes"),
}
SOCIAL = {
    "like": say(zh="点赞", en="likes"),
    "comment": say(zh="评论", en="comments"),
    "share": say(zh="分享", en="shares"),
}
#: Names of the tags of the simulated shop.
TAG_NAMES = {
    "likes_tea": say(zh="爱喝茶", en="likes tea"),
    "gift_buyer": say(zh="买礼品", en="buys gifts"),
    "price_sensitive": say(zh="价格敏感", en="price-sensitive"),
    "wechat_group": say(zh="在微信群", en="in the WeChat group"),
    "complained": say(zh="投诉过", en="complained"),
    "no_calls": say(zh="不要打电话", en="no calls"),
    "wants_invoice": say(zh="要发票", en="wants invoices"),
    "refers_friends": say(zh="会介绍朋友", en="refers friends"),
}


def profile_facts(db: Database, customer_id: str, as_of: Any, scheme: Scheme | None = None) -> dict[str, Any]:
    """Ask the database for what stands on a profile card.

    Parameters
    ----------
    db : Database
        The CRM.
    customer_id : str
        A customer in ``people``.
    as_of : str or date
        What happened later is left out.
    scheme : Scheme, optional
        The classes, over measures of `measure_customers`. Left out: `custclass.treatments.care_classes()`.

    Returns
    -------
    dict
        ``person`` (row of people), ``measures`` (row of `measure_customers`), ``class`` (label or None), ``why``
        (sentence), ``tags`` (list), ``bought``, ``searched``, ``social`` (the last twelve months; Series by category,
        category, kind), ``events_since`` (the first day of events that the database knows; None: a whole year) and
        ``open`` (open opportunities and tickets).

    Raises
    ------
    CourseError
        If there is no such customer.

    Examples
    --------
    >>> from custclass.act.crm.database import create
    >>> db = create()
    >>> db.fill(people=pd.DataFrame({"customer_id": ["S1"], "name": ["王芳"]}))
    >>> facts = profile_facts(db, "S1", "2025-12-31")
    >>> facts["tags"], int(facts["measures"]["frequency"])
    ([], 0)
    """
    who = person(db, customer_id)
    day = as_of_day(as_of)
    limits: dict[str, Any] = {"who": customer_id, "after": day + pd.Timedelta(days=1)}
    orders = db.query("SELECT * FROM orders WHERE customer_id = :who AND order_date < :after", **limits)
    events = db.query("SELECT * FROM events WHERE customer_id = :who AND time < :after", **limits)
    scheme = scheme or care_classes()
    ids = pd.DataFrame({"customer_id": [customer_id]})
    measures = measure_customers(orders, as_of=str(day), customers=ids)
    code = scheme.classify(measures).iloc[0]
    measures = measures.iloc[0]
    year_ago = day - pd.DateOffset(years=1) + pd.Timedelta(days=1)
    # Events may be kept for less than a year: the card must not promise more than it knows.
    first = db.query("SELECT MIN(time) AS time FROM events")["time"].item()
    recent, events = orders[orders["order_date"] >= year_ago], events[events["time"] >= year_ago]
    open_ = db.query(
        "SELECT (SELECT COUNT(*) FROM opportunities WHERE customer_id = :who AND closed_on IS NULL) AS opportunities, "
        "(SELECT COUNT(*) FROM tickets WHERE customer_id = :who AND solved IS NULL) AS tickets",
        who=customer_id,
    ).iloc[0]
    searches = events[events["kind"] == "search"]
    return {
        "person": who,
        "measures": measures,
        "class": None if pd.isna(code) else scheme.labels[code],
        "why": scheme.explain(measures),
        "tags": tags_of(db, customer_id),
        "bought": recent.groupby("category")["amount"].sum().reindex(list(CATEGORIES), fill_value=0.0),
        "searched": searches.groupby("category").size().reindex(list(CATEGORIES), fill_value=0),
        "social": events.groupby("kind").size().reindex(list(SOCIAL), fill_value=0),
        "events_since": None if pd.isna(first) or first <= year_ago else first.normalize(),
        "open": open_,
    }


def profile_card(db: Database, customer_id: str, as_of: Any, scheme: Scheme | None = None) -> Any:
    """Draw the profile card of one customer.

    Parameters
    ----------
    db, customer_id, as_of, scheme
        As in `profile_facts`.

    Returns
    -------
    Picture
        Shown under a notebook cell; its plain text says the same in words.

    Examples
    --------
    >>> from custclass.act.crm.database import create
    >>> db = create()
    >>> db.fill(people=pd.DataFrame({"customer_id": ["S1"], "name": ["王芳"]}))
    >>> "王芳" in profile_card(db, "S1", "2025-12-31").alt
    True
    """
    from matplotlib.figure import Figure

    from custclass.show.picture import Picture
    from custclass.show.style import INK, MAIN, PALETTE, drawing
    from custclass.show.wording import fold

    facts = profile_facts(db, customer_id, as_of, scheme)
    lines = _lines(customer_id, facts)
    since = facts["events_since"]
    period = (
        say(zh="近12个月", en="in 12 months")
        if since is None
        else say(zh="{day}起", en="since {day}").format(day=since.date())
    )
    panels = [
        (say(zh="近12个月买了（元）", en="Bought in 12 months (yuan)"), facts["bought"], CATEGORIES, MAIN),
        (say(zh="{period}搜了（次）", en="Searched {period}"), facts["searched"], CATEGORIES, PALETTE[2]),
        (say(zh="{period}互动（次）", en="Social {period}"), facts["social"], SOCIAL, PALETTE[5]),
    ]
    with drawing():
        figure = Figure(figsize=(7.4, 5.0), facecolor="white")
        figure.set_layout_engine("none")
        frame = figure.add_axes((0, 0, 1, 1))
        frame.set_axis_off()
        frame.add_patch(_box((0.015, 0.02), 0.97, 0.96, "#FFFFFF", "#8A8A8A"))
        frame.add_patch(_box((0.015, 0.82), 0.97, 0.16, "#EAF2F8", "#EAF2F8"))
        frame.text(0.045, 0.925, lines["name"], fontsize=15, va="center")
        frame.text(0.045, 0.860, lines["who"], fontsize=9.5, color="#555555", va="center")
        frame.text(0.955, 0.893, lines["class"], fontsize=13, ha="right", va="center", color=MAIN)
        frame.text(0.045, 0.775, fold(lines["why"], 88), fontsize=9.5, va="top", color=INK)
        for place, (title, value) in enumerate(lines["figures"]):
            x = 0.045 + place * 0.235
            frame.text(x, 0.665, title, fontsize=8.8, color="#555555", va="top")
            frame.text(x, 0.618, value, fontsize=12.5, va="top")
        _chips(figure, frame, [str(TAG_NAMES.get(tag, tag)) for tag in facts["tags"]])
        for place, (title, values, names, colour) in enumerate(panels):
            axes = figure.add_axes((0.115 + place * 0.315, 0.065, 0.185, 0.27))
            heights = values.astype(float)
            axes.barh([str(names[k]) for k in values.index], heights, color=colour, height=0.62)
            axes.invert_yaxis()
            axes.set_title(str(title.format(period=period)), fontsize=10, loc="left")
            axes.set_xticks([])
            axes.grid(False)
            axes.tick_params(left=False, labelsize=9)
            for side in axes.spines.values():
                side.set_visible(False)
            top = max(heights.max(), 1)
            axes.set_xlim(min(heights.min(), 0), top * 1.45)
            for row, value in enumerate(heights):
                axes.text(max(value, 0) + top * 0.04, row, number(round(value)), va="center", fontsize=9)
    said = say(zh="，", en="; ")
    told = [
        f"{names[k]} {number(round(float(v)))}" for _, values, names, _ in panels for k, v in values.items()
    ]
    alt = str(said).join([lines["name"], lines["who"], lines["class"], lines["why"], *lines["spoken"], *told])
    return Picture(frame, alt)


def _box(corner: tuple[float, float], wide: float, high: float, fill: str, edge: str) -> Any:
    from matplotlib.patches import FancyBboxPatch

    return FancyBboxPatch(
        corner,
        wide,
        high,
        boxstyle="round,pad=0,rounding_size=0.012",
        facecolor=fill,
        edgecolor=edge,
        linewidth=1,
    )


def _chips(figure: Any, frame: Any, tags: list[str]) -> None:
    """Write the tags in a row, each in a box; a second row where they do not fit."""
    from custclass.show.wording import width

    x, y = 0.052, 0.515
    for tag in tags or [str(say(zh="（还没有标签）", en="(no tags yet)"))]:
        wide = width(tag) * 0.0088 + 0.034
        if x + wide > 0.96:
            x, y = 0.052, y - 0.072
        frame.text(
            x, y, tag, fontsize=9, va="center",
            bbox={"boxstyle": "round,pad=0.35", "facecolor": "#F3EBD9", "edgecolor": "#C9B37E", "linewidth": 0.8},
        )  # fmt: skip
        x += wide


def _lines(customer_id: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Return the texts of the card in the current language."""
    who, measures = facts["person"], facts["measures"]
    nameless = say(zh="（无姓名）", en="(no name)")
    kinds = {
        "person": say(zh="个人", en="person"),
        "household": say(zh="家庭", en="household"),
        "organisation": say(zh="机构", en="organisation"),
    }
    since = say(zh="{day} 起", en="since {day}")
    parts: list[Any] = [customer_id]
    parts += [who["city"]] if pd.notna(who["city"]) else []
    parts += [kinds[who["customer_type"]]] if who["customer_type"] in kinds else []
    parts += [since.format(day=who["registered_on"].date())] if pd.notna(who["registered_on"]) else []
    recency = measures["recency_days"]
    figures: list[tuple[Text, str]] = [
        (say(zh="累计订单数", en="Orders in all"), number(int(measures["frequency"]))),
        (say(zh="累计购买金额", en="Money in all"), money(float(measures["monetary"]))),
        (
            say(zh="最近一次购买", en="Last order"),
            "—" if pd.isna(recency) else str(say(zh="{n}天前", en="{n} days ago").format(n=int(recency))),
        ),
        (
            say(zh="未完成：机会 / 工单", en="Open: opportunities / tickets"),
            f"{int(facts['open']['opportunities'])} / {int(facts['open']['tickets'])}",
        ),
    ]
    return {
        "name": str(nameless if pd.isna(who["name"]) else who["name"]),
        "who": str(join(parts, zh="　", en="  ")),
        "class": str(facts["class"] or say(zh="没有类别", en="no class")),
        "why": str(facts["why"]),
        "figures": [(str(a), b) for a, b in figures],
        "spoken": [f"{a} {b}" for a, b in figures] + [str(TAG_NAMES.get(tag, tag)) for tag in facts["tags"]],
    }
