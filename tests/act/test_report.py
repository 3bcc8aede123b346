"""The report on files that nobody here made: every figure against SQL, hostile texts, few customers, both "
"languages."""

import re
from datetime import date, datetime
from html.parser import HTMLParser

import openpyxl
import pandas as pd
import pytest

import custclass as cc
from custclass.classify.catalogue import activity_five
from custclass.classify.rfm_schemes import abc, rfm_grid
from tests.act.figures_by_sql import figures
from tests.act.messy import AS_OF, HOSTILE, messy

KINDS = {
    "measures": ["text", "count", *["real"] * 6], "rfm": ["text", "count", "share", "money", "share", "money"],
    "moves": ["text", *["count"] * 5], "calls": ["count", "text", "money", "count", "real", "text"],
}  # fmt: skip
KINDS["abc"] = KINDS["activity"] = KINDS["rfm"]
LABELS = {"rfm": rfm_grid().labels, "abc": abc().labels, "activity": activity_five().labels}
LABELS["moves"], LABELS["calls"] = LABELS["activity"], LABELS["rfm"]
SHEETS = {"measures": "指标 Measures", "rfm": "RFM", "abc": "ABC", "activity": "活跃度 Activity", "moves": "迁移 Moves",
          "calls": "先打电话 Call first"}  # fmt: skip


class Page(HTMLParser):
    """What one language of a page shows: the cells of each section's tables, row by row; and every tag."""

    def __init__(self, text, lang):
        super().__init__()
        self.lang, self.hidden, self.section, self.cell = lang, 0, None, None
        self.rows, self.tags, self.said = {}, [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        if tag == "section":
            self.section = attrs["id"]
        if tag == "tr":
            self.rows.setdefault(self.section, []).append([])
        if tag in ("td", "th"):
            self.cell = ""
        if tag == "span":
            self.hidden = attrs["lang"] != self.lang

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.rows[self.section][-1].append(self.cell)
            self.cell = None
        if tag == "span":
            self.hidden = False

    def handle_data(self, data):
        if not self.hidden:
            self.said.append(data)
            if self.cell is not None:
                self.cell += data


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    made = messy()
    path = tmp_path_factory.mktemp("report") / "导出 orders.csv"
    path.write_bytes(made.csv())
    return made, path


@pytest.fixture(scope="module")
def by_sql(file):
    with file[0].database() as con:
        return figures(con, AS_OF)


@pytest.fixture(scope="module")
def made(file):
    cc.language("en")
    target = file[1].with_name("report.html")
    return cc.report(file[1], AS_OF, target), target.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def workbook(file):
    target = file[1].with_name("report.xlsx")
    cc.report(file[1], "2024-12-31", target)
    return openpyxl.load_workbook(target)


def same(one, other):
    if one is None or (isinstance(one, float) and one != one):
        return other is None or other != other
    return one == pytest.approx(other, rel=1e-9, abs=1e-6) if isinstance(one, int | float) else one == other


def reads(cell, value, kind):
    """Tell whether a cell of the page says this value, to the decimals that are shown."""
    if value is None:
        return cell == "—"
    shown = float(cell.replace(",", "").replace("\N{MINUS SIGN}", "-").rstrip("%"))
    off = {"count": 0, "share": 0.0501, "money": 0.00501, "real": 0.00501}[kind]
    return (
        cell.endswith("%") == (kind == "share")
        and abs(shown - value * (100 if kind == "share" else 1)) <= off
    )


def test_every_table_holds_the_figures_of_sql(made, by_sql):
    for name, kinds in KINDS.items():
        frame = made[0].tables[name].iloc[:, : len(kinds)]
        assert len(frame) == len(by_sql[name]), name
        for row, wanted in zip(frame.itertuples(index=False), by_sql[name], strict=True):
            assert all(map(same, row, wanted)), f"{name}: {tuple(row)} is not {wanted}"
    assert all(map(same, made[0].tables["overview"]["value"], by_sql["overview"]))
    assert len(by_sql["calls"]) == 20 and by_sql["after"] > 0
    assert (
        sum(row[1] > 0 for row in by_sql["rfm"]) == 10 and sum(row[1] > 0 for row in by_sql["activity"]) == 5
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_shows_the_figures_of_sql_in_both_languages(made, by_sql, lang):
    rows = Page(made[1], lang).rows
    for name, kinds in KINDS.items():
        shown = rows[name][-len(by_sql[name]) :]
        names = {code: label.in_(lang) for code, label in LABELS.get(name, {}).items()}
        for cells, wanted in zip(shown, by_sql[name], strict=True):
            for place, (cell, value, kind) in enumerate(zip(cells, wanted, kinds, strict=False)):
                if kind != "text":
                    assert reads(cell, value, kind), (name, cells, wanted)
                elif value in names and (name, place) != ("calls", 1):
                    assert cell == names[value]
    overview = [cells[1] for cells in rows["measures"][1:6]]
    customers, orders, money, first, last = by_sql["overview"]
    assert overview[:2] + overview[3:] == [f"{customers:,}", f"{orders:,}", f"{first:%F}", f"{last:%F}"]
    assert reads(overview[2], money, "money")


def test_the_page_says_what_was_read_and_refused(made, file, by_sql):
    facts = made[0].tables["reading"].set_index("code")["count"]
    good, refused = len(file[0].good), file[0].refused
    assert (facts["rows_read"], facts["rows_kept"]) == (good + sum(refused.values()), good)
    assert {code: facts[code] for code in refused} == refused
    assert facts["returns"] == sum(amount < 0 for *_, amount in file[0].good)
    assert facts["amount"] == "买家实际支付金额"
    said = "".join(Page(made[1], "en").said)
    assert f"rows after it, not counted: {by_sql['after']:,}." in said
    rows = Page(made[1], "zh").rows["reading"]
    numbers = {int(row[0].replace(",", "")) for row in rows if "列：" in row[-1] and row[0][0].isdigit()}
    # Row 1 of the file is the header.
    readable = {(name, order) for name, _, order, _ in file[0].good}
    wrong = {at for at, cells in enumerate(file[0].cells, start=2) if (cells[0], cells[2]) not in readable}
    assert numbers == wrong and len(numbers) == sum(refused.values())


def test_the_workbook_holds_the_figures_of_sql_as_numbers(workbook, by_sql):
    for name, sheet in SHEETS.items():
        rows = list(workbook[sheet].iter_rows(min_row=3, max_col=len(KINDS[name])))
        assert len(rows) == len(by_sql[name])
        assert workbook[sheet].freeze_panes == "A3"
        for row, wanted in zip(rows, by_sql[name], strict=True):
            for cell, value, kind in zip(row, wanted, KINDS[name], strict=True):
                if value is None:
                    assert cell.value == "—"
                elif kind != "text":
                    assert same(value, cell.value) and cell.data_type == "n"
                    assert ("%" in cell.number_format) == (kind == "share")


def test_every_heading_of_the_workbook_stands_in_both_languages(workbook):
    chinese = re.compile("[\u4e00-\u9fff]")
    for name in set(SHEETS.values()) | {"读入 File", "搁置的行 Set aside", "总览 At a glance"}:
        zh, en = ([cell.value for cell in row] for row in workbook[name].iter_rows(max_row=2))
        assert all(map(chinese.search, zh)) and not any(map(chinese.search, en))


def test_no_cell_of_the_workbook_is_a_formula(workbook):
    hostile = [
        cell for sheet in workbook for row in sheet.iter_rows() for cell in row
        if isinstance(cell.value, str) and cell.value[:1] in tuple("=+-@\t\r")
    ]  # fmt: skip
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in hostile)
    assert not [
        cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]


def test_hostile_customers_stay_text_in_both_files(tmp_path):
    """Each of them is valuable and falls silent, so that all stand on the call list."""
    days = pd.to_datetime(["2024-01-01", "2024-02-01", "2024-03-01", "2024-10-01", "2024-11-01"])
    names = [*HOSTILE, "\x07bell\x00", "tab\tin", "x" * 40000, "\ud800 half"]
    orders = pd.DataFrame(
        [(name, day, 100.0) for name in names for day in days], columns=["buyer", "date", "paid"]
    )
    made = cc.report(orders, "2025-04-30", tmp_path / "r.html")
    assert len(made.tables["calls"]) == len(names)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    tags = Page(page, "en").tags
    assert all(
        set(attrs) <= {"alt", "src"} and attrs["src"].startswith("data:")
        for tag, attrs in tags
        if tag == "img"
    )
    assert not [attrs for _, attrs in tags if any(name.startswith("on") for name in attrs)]
    assert "<img src=x" not in page and "&lt;img src=x" in page and "\x07" not in page
    assert not [tag for tag, _ in tags if tag in ("script", "iframe", "object", "link", "base", "form")]
    cc.report(orders, "2025-04-30", tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["先打电话 Call first"]
    cells = {cell.value: cell for cell in sheet["B"][2:]}
    for name in ('=HYPERLINK("http://evil.example","x")', "+1", "-1+2", "@x"):
        assert cells[name].data_type == "s" and cells[name].quotePrefix
    assert not cells["王喆"].quotePrefix


def test_the_page_asks_nothing_of_the_network(made):
    for tag, attrs in Page(made[1], "en").tags:
        for name in ("src", "href", "action", "data", "srcset"):
            if name in attrs:
                assert attrs[name].startswith(("data:image/png;base64,", "#")), (tag, attrs[name][:80])
    assert "@import" not in made[1] and not re.search(r"url\(", made[1])
    assert "default-src 'none'" in made[1]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_opens_in_the_current_language_and_holds_both(lang, file, tmp_path):
    cc.language(lang)
    cc.report(file[1], AS_OF, tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    radios = {attrs["id"]: "checked" in attrs for tag, attrs in Page(page, lang).tags if tag == "input"}
    assert radios == {"zh": lang == "zh", "en": lang == "en"}
    assert f'<html lang="{lang}">' in page
    english = "".join(Page(page, "en").said)
    assert "Whom to call first" in english and "先给谁打电话" not in english
    chinese = "".join(Page(page, "zh").said)
    assert "先给谁打电话" in chinese and "Whom to call first" not in chinese
    assert cc.language() == lang


def test_the_sql_of_the_page_gives_the_classes_of_the_report(made):
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as con:
        con.register("frame", made[0].tables["customers"].drop(columns=["first_order", "last_order"]))
        silence = "CASE WHEN isnan(silence_gaps) THEN NULL ELSE silence_gaps END AS silence_gaps"
        con.execute(f"CREATE TABLE customers AS SELECT * REPLACE ({silence}) FROM frame")
        code = next(part.code for part in made[0].parts if part.name == "sql")
        for name, query in zip(("rfm", "abc", "activity"), code.split(";"), strict=False):
            classes = con.execute(query).df().set_index("customer_id")["class"]
            ours = made[0].tables["customers"].set_index("customer_id")[f"{name}_class"]
            assert classes.reindex(ours.index).fillna("").equals(ours.fillna("").rename("class")), name


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize("ending", ["html", "xlsx"])
def test_a_few_customers_are_enough(n, ending, tmp_path):
    names, amounts = [f"K{i}" for i in range(n)], [10.0 * (i + 1) for i in range(n)]
    orders = pd.DataFrame({"客户": names, "日期": ["2024-12-01"] * n, "金额": amounts})
    made = cc.report(orders, "2024-12-31", tmp_path / f"r.{ending}")
    assert made.tables["rfm"]["customers"].sum() == made.tables["abc"]["customers"].sum() == n
    assert "moves" not in made.tables and "calls" not in made.tables
    assert (tmp_path / f"r.{ending}").stat().st_size > 1000


def test_an_order_table_in_excel_without_order_numbers(tmp_path):
    orders = pd.DataFrame({
        "Client ID": [1, 1, 2, None], "Total": [10, 20, 5, 7],
        "Order Date": [datetime(2024, 3, 1), datetime(2024, 5, 1), datetime(2024, 6, 1), None],
    })  # fmt: skip
    orders.to_excel(tmp_path / "o.xlsx", index=False)
    made = cc.report(tmp_path / "o.xlsx", date(2024, 12, 31), tmp_path / "r.xlsx")
    assert made.tables["overview"]["value"].tolist()[:3] == [2, 3, 35.0]
    notes = [text.en for part in made.parts if part.name == "caveats" for text in part.texts]
    assert notes[0] == "The file has no order number: every row counts as one order."
    assert any("213 days before the as-of date" in note for note in notes)


def test_classes_that_gave_back_more_than_they_bought_are_drawn_all_the_same(tmp_path):
    orders = pd.DataFrame({
        "customer": ["A", "B", "B", "C", "C"], "amount": [500.0, 10.0, -90.0, 10.0, 20.0],
        "date": ["2024-12-01", "2023-01-01", "2023-02-01", "2024-11-01", "2024-12-30"],
    })  # fmt: skip
    made = cc.report(orders, "2024-12-31", tmp_path / "r.html")
    assert made.tables["activity"].set_index("class").at["lost", "money"] == -80
    assert (tmp_path / "r.html").read_text(encoding="utf-8").count("<img") == 6


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("orders", "as_of", "name", "words"),
    [
        ({"date": ["2024-05-01"]}, "2024-04-30", "r.html", ("2024-05-01", "2024-05-01")),
        ({"date": ["never"]}, "2024-04-30", "r.html", ("搁置", "set aside")),
        ({}, "2024-04-31", "r.html", ("看不懂", "no day")),
        ({}, "2024-12-31", "r.pdf", (".html", ".html")),
        ({}, "2024-12-31", "no/such/folder/r.html", ("写不进", "cannot be written")),
        ({"amount": [0]}, "2024-12-31", "r.html", ("没有大于 0", "no value above 0")),
        ({"amount": [-3]}, "2024-12-31", "r.html", ("没有一位客户有订单", "No customer")),
    ],
)
def test_what_cannot_be_reported_is_said(orders, as_of, name, words, lang, tmp_path):
    cc.language(lang)
    frame = pd.DataFrame({"customer": ["A"], "date": ["2024-01-01"], "amount": [5]} | orders)
    with pytest.raises(cc.CourseError, match=words[lang == "en"]):
        cc.report(frame, as_of, tmp_path / name)
    assert not (tmp_path / name).exists()


def test_the_file_of_orders_is_never_replaced(file):
    before = file[1].read_bytes()
    target = file[1].with_suffix(".xlsx")
    target.write_bytes(before)
    with pytest.raises(cc.CourseError, match="give it another name"):
        cc.report(str(target), AS_OF, target)
    assert target.read_bytes() == before


# -- small groups ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def guarded(file):
    target = file[1].with_name("guarded.html")
    made = cc.report(file[1], AS_OF, target, suppress_below=12)
    return made, target.read_text(encoding="utf-8")


def test_small_groups_are_held_back_with_their_money(guarded, by_sql):
    frame = guarded[0].tables["rfm"]
    hidden = frame["customers"].isna()
    small = [0 < row[1] < 12 for row in by_sql["rfm"]]
    assert any(small) and hidden[small].all() and hidden.sum() >= 2
    assert (
        frame.loc[hidden, ["customer_share", "money", "money_share", "money_per_customer"]]
        .isna()
        .all(axis=None)
    )
    # What is held back together is no small group either.
    together = sum(row[1] for row, gone in zip(by_sql["rfm"], hidden, strict=True) if gone)
    assert together >= 12
    shown = [row[1] for row, gone in zip(by_sql["rfm"], hidden, strict=True) if not gone]
    assert frame.loc[~hidden, "customers"].tolist() == shown


def test_with_small_groups_held_back_no_single_customer_shows(guarded, file):
    made, page = guarded
    assert not {"customers", "calls", "refused"} & set(made.tables)
    assert not {"minimum", "maximum"} & set(made.tables["measures"])
    assert not [name for name, *_ in file[0].good if name.startswith("顾客") and name in page]
    assert "ABC：" not in page.split('id="caveats"')[1]


def test_fewer_customers_than_may_be_shown_are_refused(tmp_path):
    orders = pd.DataFrame({"customer": ["A", "B"], "date": ["2024-01-01"] * 2, "amount": [5.0, 6.0]})
    with pytest.raises(cc.CourseError, match="nothing can be published"):
        cc.report(orders, "2024-12-31", tmp_path / "r.html", suppress_below=3)
    with pytest.raises(cc.CourseError, match="minimum"):
        cc.report(orders, "2024-12-31", tmp_path / "r.html", suppress_below=1)
