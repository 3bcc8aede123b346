"""Exercise notebooks run top to bottom untouched; lessons and solutions are run by ``pytest --nbval``."""

import nbformat
import pytest

from tools.course import Course
from tools.execute import run

COURSE = Course()
EXERCISES = [job for job in COURSE.planned() if job[0] == "exercises"]


@pytest.mark.parametrize(("kind", "lang", "stem"), EXERCISES, ids=map("/".join, EXERCISES))
def test_an_untouched_exercise_notebook_runs(kind, lang, stem):
    path = COURSE.notebook(kind, lang, stem)
    run(nbformat.read(path, as_version=4), path.parent)
