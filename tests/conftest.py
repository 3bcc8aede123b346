import importlib

import pytest

_say = importlib.import_module("custclass.show.say")


@pytest.fixture(autouse=True)
def own_store(tmp_path, monkeypatch):
    """A progress store of its own for each test, nobody named, and English sentences."""
    monkeypatch.setenv("CUSTCLASS_PROGRESS", f"sqlite:///{(tmp_path / 'progress.sqlite').as_posix()}")
    monkeypatch.delenv("CUSTCLASS_LEARNER", raising=False)
    monkeypatch.setattr(_say, "_current", "en")
