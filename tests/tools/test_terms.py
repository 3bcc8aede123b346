import pytest

from tools.course import Course
from tools.glossary import read_terms
from tools.source import Pair
from tools.terms import Terms

TERMS = Terms(read_terms(Course()))


@pytest.mark.parametrize(
    ("zh", "en", "reason"),
    [
        ("阈值点在这里", "here", "“阈值点” is written “分界点”"),
        ("K-Means 聚类", "text", "“K-Means 聚类” is written “K-means聚类”"),
        ("RFM 模型", "text", "“RFM 模型” is written “RFM模型”"),
        ("abc分类法", "text", "“abc分类法” is written “ABC分类法”"),
        ("客户生命周期价值", "text", "may stand only beside"),
        ("客户终身价值", "the lifetime customer value", "“lifetime customer value” is written"),
        ("统计截止日", "the as of date", "“as of date” is written “as-of date”"),
        ("分界点", "two cutpoints", "“cutpoints” is written “cut point”"),
        ("分界点", "a cut-point", "“cut-point” is written “cut point”"),
        ("行为细分", "behavioral segmentation", "“behavioral segmentation” is written"),
        ("K-means聚类", "K-Means clustering", "“K-Means clustering” is written"),
        ("RFM模型", "the rfm model", "“rfm model” is written “RFM model”"),
        ("一次性购买者", "one time buyers", "“one time buyers” is written “one-time buyer”"),
        ("客户", "a cut point", "Chinese has no “分界点”"),
        ("现值", "the discount rate", "Chinese has no “贴现率”"),
    ],
)
def test_another_form_is_found(zh, en, reason):
    (fault,) = TERMS.faults(Pair(zh, en), "l.py")
    assert reason in fault


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("分界点有两个。RFM模型用K-means聚类。", "Cut points: two. The RFM model uses K-means clustering."),
        ("客户终身价值(CLV)，也叫客户生命周期价值", "customer lifetime value"),
        ("高价值客户", "high-value customers and customers of high value"),
        ("净现值", "the net present value"),
        ("挽回客户", "to win back a customer; win-back"),
        ("`cut_point`，[图](cutpoint.png)", "`cutpoint`, [picture](cutpoint.png)"),
        ("他们即将离开", "sales at risk"),
        ("忠实客户也叫忠诚客户", "loyal customers"),
    ],
)
def test_the_right_form_is_no_fault(zh, en):
    assert list(TERMS.faults(Pair(zh, en), "l.py")) == []


def test_every_term_is_in_its_own_one_form():
    for term in TERMS.terms:
        assert list(TERMS.faults(Pair(term.zh, term.en), "glossary")) == []
