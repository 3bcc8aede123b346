import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tools.execute import LARGEST_PNG, Refused, run


def notebook(*cells: str) -> nbformat.NotebookNode:
    return new_notebook(cells=[new_code_cell(text) for text in cells], metadata={"lang": "en"})


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import sys\nprint('careful', file=sys.stderr)", "cell 2 .* wrote to stderr: careful"),
        ("import warnings\nwarnings.warn('Glyph 23458 missing')", "stderr: .*Glyph 23458 missing"),
        ("1 / 0", "ZeroDivisionError"),
        ("object()", "shows an object's address"),
        ("import os\nos.path.dirname(os.path.dirname(os.getcwd()))", "shows a path of this machine"),
    ],
)
def test_what_must_not_be_shipped_is_refused(code, reason, tmp_path):
    folder = tmp_path / "notebooks" / "en"
    folder.mkdir(parents=True)
    with pytest.raises(Refused, match=f"(?s){reason}"):
        run(notebook("1", code), folder)


def test_a_large_picture_is_refused_and_a_small_one_is_not(tmp_path):
    code = "from IPython.display import Image\nImage(data=b'\\x89PNG' + bytes({}), format='png')"
    folder = tmp_path / "notebooks" / "en"
    folder.mkdir(parents=True)
    run(notebook(code.format(1000)), folder)
    with pytest.raises(Refused, match="drew a picture of 150,004 bytes"):
        run(notebook(code.format(LARGEST_PNG)), folder)
