import pytest

from custclass.show.say import language


@pytest.fixture(autouse=True)
def english():
    """The tests read English sentences, whatever the language of the machine."""
    before = language()
    language("en")
    yield
    language(before)
