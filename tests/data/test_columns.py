import pytest

from custclass import CourseError
from custclass.data.columns import find_columns

ROLES = ("customer_id", "order_date", "amount", "order_id")


def found(*names, **wished):
    places = find_columns(names, wished, "a.csv")
    return tuple(names[places[role]] if role in places else None for role in ROLES)


@pytest.mark.parametrize(
    "names",
    [
        ("客户编号", "下单时间", "实付金额", "订单号"), ("会员号", "付款时间", "订单金额", "订单编号"),
        ("会员ID", "订单日期", "金额", None),
        ("买家昵称", "下单时间", "实付金额", None), ("手机号", "付款时间", "金额", None),
        ("customer_id", "order_date", "amount", "order_id"), ("CustomerID", "InvoiceDate", "total", "InvoiceNo"),
        ("Customer ID", "Order Date", "Revenue", "Order-ID"), ("CUSTOMER", "Date", "AMOUNT", None),
        ("\ufeff客户 编号", "下单_时间", "金额", None), ("ｃｕｓｔｏｍｅｒ＿ｉｄ", "date", "sales", "ORDER NO"),
    ],
)  # fmt: skip
def test_usual_names_are_recognised(names):
    columns = [name for name in names if name]
    assert found("备注", *columns, "city") == names


def test_two_candidates_are_asked_about():
    with pytest.raises(CourseError) as raised:
        found("客户编号", "下单时间", "订单金额", "实付金额")
    for text in (raised.value.text.zh, raised.value.text.en):
        for part in ("a.csv", "订单金额", "实付金额", 'amount="订单金额"'):
            assert part in text
    assert found("客户编号", "下单时间", "订单金额", "实付金额", amount="实付金额")[2] == "实付金额"


def test_a_name_that_comes_twice_is_asked_about():
    with pytest.raises(CourseError, match=r"amount \(2\)"):
        found("customer", "date", "amount", "amount (2)")


def test_no_candidate_lists_the_columns():
    with pytest.raises(CourseError) as raised:
        found("foo", "date", "amount")
    assert '"foo", "date", "amount"' in raised.value.text.en and "customer_id=" in raised.value.text.zh


def test_quantity_and_price_get_their_own_sentence():
    with pytest.raises(CourseError) as raised:
        found("CustomerID", "InvoiceDate", "Quantity", "UnitPrice")
    assert '"Quantity"' in raised.value.text.en and "“UnitPrice”" in raised.value.text.zh


def test_a_named_column_that_is_not_there():
    with pytest.raises(CourseError, match="paid.*customer"):
        found("customer", "date", "amount", amount="paid")
    assert found("customer", "date", "Paid Sum", amount="paid_sum")[2] == "Paid Sum"


def test_one_column_for_two_roles():
    with pytest.raises(CourseError, match="customer_id.*amount"):
        found("customer", "date", amount="customer")


def test_long_and_odd_names_stay_readable():
    with pytest.raises(CourseError) as raised:
        found("x" * 500, "{0}\n\x00", *(f"c{i}" for i in range(99)))
    assert (
        len(raised.value.text.en) < 700
        and "\x00" not in raised.value.text.en
        and "101" in raised.value.text.zh
    )
