"""``python -m custclass report``: what it writes, what it says, and where it runs."""

import os
from pathlib import Path

import pytest

import custclass as cc
from custclass import install, lab
from custclass.act import command

ORDERS = "会员,下单时间,实付\nA,2024-01-02,10\nA,2024-03-02,10\nB,2024-12-02,5\n,2024-12-02,5\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "o.csv").write_text(ORDERS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("lang", "words"), [("zh", "客户数 2  订单数 3"), ("en", "customers 2  orders 3")])
def test_it_writes_the_report_where_the_reader_stands(lang, words, folder, capsys):
    assert command.main(["o.csv", "--as-of", "2024-12-31", "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert "report.html" in said and words in said
    assert f'<html lang="{lang}">' in (folder / "report.html").read_text(encoding="utf-8")


def test_the_name_decides_what_is_written(folder):
    assert command.main(["o.csv", "--as-of", "2024-12-31", "--out", "mine.xlsx"]) == 0
    assert (folder / "mine.xlsx").read_bytes()[:2] == b"PK" and not (folder / "report.html").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Usage"), (["o.csv"], "Usage"), (["o.csv", "--as-of", "2024-12-31", "--lang", "fr"], "Usage"),
        (["o.csv", "--as", "2024-12-31"], "Usage"), (["o.csv", "--as-of", "soon"], "year-month-day"),
        (["none.csv", "--as-of", "2024-12-31"], "no such file"), (["o.csv", "--as-of", "2023-12-31"], "no order"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence(arguments, words, folder, capsys):
    assert command.main(arguments) == 1
    said = capsys.readouterr()
    assert words in said.err and said.err.count("\n") == 1 and not said.out
    cc.language("zh")
    command.main(arguments)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in capsys.readouterr().err)


def test_the_launcher_runs_it_in_the_environment_and_leaves_the_reader_where_he_is(folder, monkeypatch):
    python = Path("somewhere", "python")
    started = []
    monkeypatch.setattr(lab, "install", lambda group: python if group == "lab" else None)
    monkeypatch.setattr(lab, "start", lambda *call: started.append(call) or 0)
    assert lab.main(["report", "o.csv", "--as-of", "2024-12-31"]) == 0
    ((words, _, where),) = started
    assert words == [str(python), "-m", "custclass.act.command", "o.csv", "--as-of", "2024-12-31"]
    assert Path(where) == folder


@pytest.mark.skipif(os.name == "nt", reason="there a child process takes over")
def test_starting_moves_to_the_folder_named_else_to_the_course(folder, monkeypatch):
    places = []

    def execve(*_):
        places.append(Path.cwd())
        raise SystemExit

    monkeypatch.setattr(lab.os, "execve", execve)
    for where in (str(folder), ""):
        with pytest.raises(SystemExit):
            lab.start(["python"], {}, where)
    assert places == [folder, install.ROOT]
