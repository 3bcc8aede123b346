import gzip
import io
import zipfile
from datetime import datetime

import pandas as pd
import pytest
from openpyxl import Workbook

from custclass import CourseError
from custclass.data.files import read_table, table_of

TEXT = "客户编号,下单时间,实付金额,备注\n王喆,2024-03-05,¥12,头回\n李雷,2024年3月6日,8元,茶叶\n"


@pytest.fixture
def write(tmp_path):
    def written(data, name="订单.csv"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        return path

    return written


def workbook(*rows, sheets=("一月",)):
    book = Workbook()
    book.active.title = sheets[0]
    for row in rows:
        book.active.append(row)
    for name in sheets[1:]:
        book.create_sheet(name)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def refused(path):
    with pytest.raises(CourseError) as raised:
        read_table(path)
    return raised.value.text


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030"), ("gbk", "GB18030"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-32", "UTF-32"),
    ],
)  # fmt: skip
def test_encodings_of_chinese(write, codec, encoding):
    text = TEXT.replace("喆", "军").replace("¥", "￥") if codec == "gbk" else TEXT
    table = read_table(write(text.encode(codec)))
    assert table.facts["encoding"] == encoding
    assert table.frame.columns.tolist() == ["客户编号", "下单时间", "实付金额", "备注"]
    assert table.frame["备注"].tolist() == ["头回", "茶叶"] and table.frame["客户编号"][0] in ("王喆", "王军")


def test_western_encoding(write):
    table = read_table(write("customer;date;amount\nMüller;1;12,50 €\nJosé;2;3\n".encode("cp1252")))
    assert table.facts["encoding"] == "Windows-1252"
    assert table.frame["customer"].tolist() == ["Müller", "José"] and table.frame["amount"][0] == "12,50 €"


def test_chinese_that_comes_late(write):
    text = "customer,date,amount\n" + "a,2024-01-01,1\n" * 5000 + "李雷,2024-01-01,1\n"
    assert read_table(write(text.encode("gb18030"))).frame["customer"].iloc[-1] == "李雷"


def test_damaged_utf8_is_not_taken_for_another_encoding(write):
    text = refused(write(TEXT.encode() + b"\xff\xfe,1,2\n"))
    assert "UTF-8" in text.en and "第 4 行" in text.zh


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_separators(write, delimiter):
    frame = read_table(write(TEXT.replace(",", delimiter))).frame
    assert frame.shape == (2, 4) and frame["实付金额"].tolist() == ["¥12", "8元"]


def test_gzip_and_names_that_lie(write):
    assert len(read_table(write(gzip.compress(TEXT.encode()), "订单.csv.gz")).frame) == 2
    assert len(read_table(write(workbook(["客户", "日期"], ["a", 1]), "订单.csv")).frame) == 1


def test_cells_stay_as_they_are(write):
    frame = read_table(write("id,x\n007, 1e3 \nNA,\n")).frame
    assert frame["id"].tolist() == ["007", "NA"] and frame["x"][0] == " 1e3 " and frame["x"].isna()[1]


def test_row_numbers_are_those_of_a_spreadsheet(write):
    table = read_table(write('a,b\r\n1,"two\r\nlines"\r\n\r\n2,x\r\n"3","say ""hi"", twice"\r\n\r\n'))
    assert table.rows.tolist() == [2, 4, 5]  # the cell with a line break is one row, the empty row 3 counts
    assert table.frame["b"].tolist() == ["two\r\nlines", "x", 'say "hi", twice']
    assert table.facts["blank_rows"] == 2


def test_row_numbers_across_blocks(write):
    table = read_table(write("a,b\n" + '1,"x\ny"\n' * 2500 + "last,z"))
    assert table.rows[-1] == 2502 and table.frame["a"].iloc[-1] == "last" and len(table.frame) == 2501


def test_old_line_ends(write):
    assert read_table(write("a,b\r1,2\r3,4\r")).frame["b"].tolist() == ["2", "4"]


def test_short_and_long_rows(write):
    table = read_table(write("a,b\n1\n1,2,,\n1,2,3,4\n"))
    assert table.overlong.tolist() == [False, False, True]
    assert table.frame["beyond_header"].tolist()[2] == "3 | 4" and table.frame["b"].isna().tolist() == [
        True,
        False,
        False,
    ]


def test_names_of_columns(write):
    assert read_table(write("x,,x, y ,\n1,2,3,4,5\n")).frame.columns.tolist() == [
        "x",
        "column_2",
        "x (2)",
        "y",
        "column_5",
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('a,b\n1,"2\n3,4\n', 2), ('a,b\n1,2\n3,"4', 3), ('a,b\n1,"2\n3,4\n5,"6\n', 2), ('a,b\n"x\ny",2\n3,"4\n', 3),
        ('a,b\n' + '1,2\n' * 3000 + '1,"2\n1,2\n', 3002), ('a,b\n1,"' + "2\n" * 100_000, 2),
        ('"a,b\n' + "1,2\n" * 500, 1),
    ],
)  # fmt: skip
def test_an_open_quotation_mark_swallows_no_rows(write, text, row):
    found = refused(write(text))
    assert f"row {row} " in found.en and f"第 {row} 行" in found.zh


def test_a_quotation_mark_within_a_cell_is_harmless(write):
    assert read_table(write('a,b\n12" pipe,"x"y\n1,"2" \n')).frame["a"].tolist() == ['12" pipe', "1"]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"), (b"\n\n \n", "empty"), (b"\xef\xbb\xbf", "empty"), (b"a,b\n", "no rows"),
        (b"a,b\n\n\n", "no rows"),
        (b"<html><table>", "web page"), (bytes(range(32)) * 9, "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"PK\x03\x04rubbish", "xlsx"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "password"),
        (b"\x1f\x8bx", "cannot be opened"), (b"\xff\xfea", "encoding"), (b"a,b\n" + b"x" * 200_000, "quotation"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_a_sentence(write, data, word):
    text = refused(write(data))
    assert word in text.en and text.en.startswith("订单.csv: ") and text.zh.startswith("订单.csv：")


def test_missing_file_and_folder(tmp_path):
    assert "no such file" in refused(tmp_path / "x.csv").en
    assert "folder" in refused(tmp_path).en
    assert "file name" in refused("a\0b").en


def test_excel(write):
    rows = [
        ["客户编号", "日期", "金额"],
        [1001.0, datetime(2024, 3, 5, 14, 3), 12.5],
        [None],
        ["A1", "2024/3/6", "¥1"],
    ]
    table = read_table(write(workbook(*rows, sheets=("一月", "二月", "三月")), "订单.xlsx"))
    assert table.rows.tolist() == [2, 4] and table.facts["sheet"] == "一月"
    assert table.facts["sheets_left"].zh == "二月、三月" and table.facts["blank_rows"] == 1
    assert table.frame["日期"].tolist() == [datetime(2024, 3, 5, 14, 3), "2024/3/6"]


def test_excel_notes_beside_the_table_are_kept(write):
    table = read_table(write(workbook(["a", "b"], [1, 2, None, "see"], [3, 4]), "x.xlsx"))
    assert table.frame["beyond_header"].tolist()[0] == "see" and not table.overlong.any()


def test_damaged_and_empty_excel(write):
    whole = workbook(["a"], [1])
    assert "xlsx" in refused(write(whole[: len(whole) // 2])).en
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("hello.txt", "x")
    assert "xlsx" in refused(write(empty.getvalue())).en
    assert "empty" in refused(write(workbook())).en


def test_frames_are_copied_and_numbered():
    frame = pd.DataFrame([[1, 2, 3]], columns=["a", "a", 7], index=[9])
    table = table_of(frame)
    assert table.frame.columns.tolist() == ["a", "a (2)", "7"] and table.rows.tolist() == [2]
    table.frame.iloc[0, 0] = 5
    assert frame.iloc[0, 0] == 1 and frame.columns.tolist() == ["a", "a", 7]
    with pytest.raises(CourseError, match="no rows|没有数据行"):
        table_of(frame.iloc[:0])
