import shutil
from pathlib import Path

import pytest

from tools.course import ROOT, Course

SYLLABUS = """
[[chapters]]
number = 1
title = { zh = "第一", en = "One" }

[[lessons]]
stem = "01_01_tiny"
title = { zh = "小课", en = "Tiny" }
minutes = 5
data = []
concepts = ["1.01"]
objectives = { zh = ["看懂"], en = ["see"] }
prerequisites = { zh = [], en = [] }

[[lessons]]
stem = "01_02_next"
title = { zh = "下一", en = "Next" }
minutes = 7
data = []
concepts = []
objectives = { zh = ["看懂"], en = ["see"] }
prerequisites = { zh = [], en = [] }
"""

LESSON = """
# %% [markdown] lang="zh"
# ## 客户
# 见[介绍](https://example.com/a)。

# %% [markdown] lang="en"
# ## Customers
# See the [introduction](https://example.com/a).

# %%
import os

total = 41
print("total", total)

# %% tags=["check"]
assert total == 41

# %%
os.environ["CUSTCLASS_LEARNER"], "CUSTCLASS_LANG" in os.environ, os.getcwd().endswith(cc.language())
"""

EXERCISES = """
# %% [markdown] lang="zh"
# ## 练习一

# %% [markdown] lang="en"
# ## Exercise one

# %%
numbers = [1, 2]

# %% tags=["stub"]
answer = ...

# %% tags=["solution"]
secret = sum(numbers)
answer = secret

# %%
answer
"""


@pytest.fixture
def tiny(tmp_path):
    return make_tiny(tmp_path)


def make_tiny(root: Path) -> Course:
    (root / "lessons").mkdir()
    for name in ("concepts.csv", "glossary.csv"):
        shutil.copy(ROOT / "lessons" / name, root / "lessons")
    for name, text in [
        ("syllabus.toml", SYLLABUS),
        ("01_01_tiny.py", LESSON),
        ("01_01_tiny.exercises.py", EXERCISES),
        ("01_02_next.py", LESSON),
    ]:
        (root / "lessons" / name).write_text(text.lstrip(), encoding="utf-8")
    return Course(root)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The tiny course, built; tests must not change it."""
    from tools.build import build

    course = make_tiny(tmp_path_factory.mktemp("built"))
    assert build(course, ["01_01_tiny", "glossary"]) == []
    return course
