import json

from tools.reviewed import not_reviewed, record


def test_a_pair_is_on_record_until_one_side_changes(tiny):
    first = not_reviewed(tiny)
    assert any(s.startswith('01_01_tiny.py: "## 客户') and "## Customers" in s for s in first)
    assert record(tiny) == 3
    assert not_reviewed(tiny) == []
    path = tiny.lesson_source("01_01_tiny")
    path.write_text(path.read_text(encoding="utf-8").replace("See the", "Read the"), encoding="utf-8")
    (changed,) = not_reviewed(tiny)
    assert changed.startswith("01_01_tiny.py") and "Read the" in changed


def test_the_record_is_stable_and_sorted(tiny):
    record(tiny)
    path = tiny.sources / "reviewed.json"
    before = path.read_bytes()
    record(tiny)
    assert path.read_bytes() == before
    names = list(json.loads(before))
    assert names == sorted(names)
