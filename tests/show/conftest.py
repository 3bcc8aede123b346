import pytest

from custclass.show import language


@pytest.fixture(params=["zh", "en"])
def tongue(request):
    """Run the test in both languages."""
    before = language()
    yield language(request.param)
    language(before)


@pytest.fixture
def english():
    before = language()
    yield language("en")
    language(before)
