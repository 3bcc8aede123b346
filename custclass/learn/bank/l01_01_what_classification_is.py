"""Exercises of lesson 01_01: what classification is for; purchase behaviour, history, loyalty, value."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.catalogue import loyalty, purchase_frequency, purchase_history, value_tier
from custclass.learn.bank.pools import cdnow, grocer, headings, shop
from custclass.learn.kinds import Assign, Match, Misconception, Number, Several, Slider, Table, Thresholds
from custclass.show.barcharts import shares
from custclass.show.say import Text, join, say

USD = say(zh="购买金额（美元）", en="spent (US dollars)")
YUAN = say(zh="购买金额（元）", en="spent (yuan)")


# -- 1.01 what a class is for -------------------------------------------------------------------------

PURPOSES = Several(
    id="01_01.1",
    concept="1.01",
    title=say(zh="分类是为了什么", en="What classes are for"),
    prompt=say(
        zh="店长想请您给客户分类。下面哪些是做客户分类的正当目的？请把正确的都选上。",
        en="A shop manager asks you to classify the customers. Which of these are good purposes? Tick them all.",
    ),
    options={
        "allocate": say(
            zh="把人手和预算用在更值得的客户身上", en="use staff and budget where they bring the most"
        ),
        "marketing": say(zh="让每一类客户收到合适的活动信息", en="send each class the offers that suit it"),
        "satisfaction": say(zh="按不同需要提供服务，提高满意度", en="serve by need and raise satisfaction"),
        "product": say(zh="了解哪类客户需要什么新产品", en="learn which class needs which new product"),
        "market": say(zh="及早看出客户和市场在变化", en="notice early that customers and the market change"),
        "certainty": say(
            zh="确切知道某一位客户明天会买什么", en="know for certain what one customer will buy tomorrow"
        ),
        "same": say(
            zh="保证每位客户得到完全一样的待遇", en="make sure that everybody is treated exactly alike"
        ),
    },
    because={
        "allocate": say(
            zh="人手和预算有限，分类告诉您先用在哪里",
            en="people and budget are limited; classes say where to use them first",
        ),
        "marketing": say(
            zh="同一类客户有相近的行为，活动才能对路",
            en="customers of a class behave alike, so an offer can fit them",
        ),
        "satisfaction": say(zh="不同类别的客户需要不同的服务", en="different classes need different service"),
        "product": say(
            zh="类别把相近的需要放在一起，产品开发有据可依",
            en="a class gathers similar needs, which product development can use",
        ),
        "market": say(
            zh="各类人数一变，就说明客户在变",
            en="when the numbers per class change, the customers are changing",
        ),
        "certainty": say(
            zh="类别只能说明这群人总体怎样，不能断定某一个人",
            en="a class says how a group behaves on the whole, not what one person will do",
        ),
        "same": say(
            zh="分类正是为了区别对待；一视同仁用不着分类",
            en="classes are there to treat people differently; for one treatment none are needed",
        ),
    },
    answer={"allocate", "marketing", "satisfaction", "product", "market"},
    misconceptions=(
        Misconception(
            "class_as_certainty",
            say(
                zh="把类别当成了对每个人的预言。类别只说明一群人大体如何。",
                en="You took a class for a forecast of each person. It only says how a group behaves on the whole.",
            ),
            {"allocate", "marketing", "satisfaction", "product", "market", "certainty"},
        ),
        Misconception(
            "sales_only",
            say(
                zh="只想到了营销和省钱。分类也服务于客户满意、产品开发和观察市场。",
                en="Only marketing and money came to mind. Classes also serve satisfaction, products and a view of the market.",
            ),
            {"allocate", "marketing"},
        ),
        Misconception(
            "same_for_all",
            say(
                zh="把“公平”理解成了“完全一样”。分类的用处正是区别对待。",
                en="You took “fair” to mean exactly alike. The use of classes is to treat people differently.",
            ),
            {"allocate", "marketing", "satisfaction", "product", "market", "same"},
        ),
    ),
    hints=(
        say(
            zh="想一想：分好类以后，您会做哪些和以前不一样的事？",
            en="Think: once there are classes, what would you do differently?",
        ),
        say(zh="正确的一共有五项。", en="Five are right."),
    ),
    after=say(
        zh="五个目的：分配资源、提高营销效率、提高满意度、指导产品开发、跟上市场变化。",
        en="Five purposes: allocate resources, raise marketing efficiency, raise satisfaction, steer product development, follow market change.",
    ),
)

RULES_OR_GROUPS = Match(
    id="01_01.2",
    concept="1.01",
    title=say(zh="分类还是细分", en="Classification or segmentation"),
    prompt=say(
        zh="本课程约定：规则事先知道的叫“客户分类”，从数据里找出群体的叫“客户细分”。请判断每个情形属于哪一种。",
        en="This course says classification when the rules are known beforehand, and segmentation when groups are found in the data. "
        "Which is it in each situation?",
    ),
    situations={
        "twelve_orders": say(
            zh="公司规定：一年买满12次的算高频客户",
            en="The company's rule: anyone who orders 12 times a year is a high-frequency customer",
        ),
        "similar_baskets": say(
            zh="程序把购物篮相似的客户归成四群，事先谁也不知道会是哪四群",
            en="A program puts customers with similar baskets into four groups nobody had named before",
        ),
        "assets": say(
            zh="银行把资产50万元以上的客户列为贵宾，由电脑每晚自动更新",
            en="A bank lists clients with 500,000 yuan and more as VIPs; a computer updates the list every night",
        ),
        "survey": say(
            zh="分析员通读问卷，看看答案会自然聚成哪几群人",
            en="An analyst reads a survey to see which groups of people the answers fall into",
        ),
        "ninety_days": say(
            zh="超过90天没下单的客户，自动进入唤醒名单",
            en="Anyone who has not ordered for 90 days is put on the wake-up list",
        ),
        "visit_times": say(
            zh="店长翻看一年的到店记录，手工归纳出三群作息不同的人",
            en="A manager goes through a year of visits by hand and finds three groups with different hours",
        ),
    },
    actions={
        "classification": say(zh="客户分类（规则已知）", en="classification (rules known)"),
        "segmentation": say(zh="客户细分（找出群体）", en="segmentation (groups found)"),
    },
    pairs={
        "twelve_orders": "classification",
        "similar_baskets": "segmentation",
        "assets": "classification",
        "survey": "segmentation",
        "ninety_days": "classification",
        "visit_times": "segmentation",
    },
    because={
        "twelve_orders": say(
            zh="规则“12次”在看数据之前就定了",
            en="the rule, 12 orders, stood before anyone looked at the data",
        ),
        "similar_baskets": say(zh="四群人是从数据里找出来的", en="the four groups were found in the data"),
        "assets": say(
            zh="“50万元”是事先定的规则；由谁来算并不重要",
            en="500,000 yuan is a rule fixed beforehand; who computes it does not matter",
        ),
        "survey": say(
            zh="事先没有规则，群体来自答案本身", en="there was no rule; the groups come from the answers"
        ),
        "ninety_days": say(zh="“90天”是事先定的规则", en="90 days is a rule fixed beforehand"),
        "visit_times": say(
            zh="三群人是从记录里归纳出来的，手工也一样",
            en="the three groups were found in the records, by hand or not",
        ),
    },
    n=5,
    misconceptions=(
        Misconception(
            "computer_means_segmentation",
            say(
                zh="把“电脑做的”当成了细分。区别在于规则是不是事先知道，不在于由谁来算。",
                en="You took what a computer does for segmentation. What counts is whether the rule was known before, not who computes.",
            ),
            {
                "assets": "segmentation",
                "ninety_days": "segmentation",
                "survey": "classification",
                "visit_times": "classification",
            },
        ),
        Misconception(
            "everything_is_classification",
            say(
                zh="把所有分组都叫作了分类。从数据里找出来的群体，本课程叫细分。",
                en="You called every grouping classification. Groups found in the data are segments in this course.",
            ),
            {
                "similar_baskets": "classification",
                "survey": "classification",
                "visit_times": "classification",
            },
        ),
    ),
    hints=(
        say(
            zh="问自己：看数据之前，能不能写下规则？",
            en="Ask: could the rule be written down before looking at the data?",
        ),
        say(
            zh="“50万元”“12次”“90天”都是事先写好的规则。",
            en="500,000 yuan, 12 orders, 90 days: all written down beforehand.",
        ),
    ),
    after=say(
        zh="别的书里“分类、细分、分层、区分”常常混用；“规则已知还是找出群体”是本课程自己的约定。",
        en="Other books mix the words; “rules known” against “groups found” is this course's own convention.",
    ),
)

# -- 1.02 why one treatment for all wastes money ------------------------------------------------------


def _ten_households(rng: np.random.Generator) -> dict[str, Any]:
    table = grocer().sample(10, random_state=rng)[["frequency", "monetary"]].round(2)
    return {"table": table}


def _share_of_top(table: pd.DataFrame, by: str) -> float:
    top = table[by].nlargest(2).index
    return 100 * table.loc[top, "monetary"].sum() / table["monetary"].sum()


TOP_SHARE = Number(
    id="01_01.3",
    concept="1.02",
    title=say(zh="最大的两户占多少", en="The share of the two largest"),
    prompt=say(
        zh="表里是超市的10户真实家庭（2017年）。花钱最多的2户，也就是20%的客户，占这10户购买金额的百分之几？四舍五入到整数即可。",
        en="These are 10 real households of a grocer (2017). What percentage of the money of all ten comes from the 2 biggest spenders, 20% of the customers? To the nearest whole number will do.",
    ),
    case=_ten_households,
    show=headings("frequency", monetary=USD),
    compute=lambda case: _share_of_top(case["table"], "monetary"),
    unit=say(zh="%", en="percent"),
    tolerance=0.6,
    working=say(
        zh="把花钱最多的2户的金额相加，除以10户的总金额，再乘以100",
        en="add the money of the 2 households that spend most, divide by the money of all 10, times 100",
    ),
    misconceptions=(
        Misconception(
            "customers_for_money",
            say(
                zh="20%是客户的占比，题目问的是金额的占比。",
                en="20% is the share of the customers; the question is about the money.",
            ),
            20.0,
        ),
        Misconception(
            "most_orders_for_most_money",
            say(
                zh="挑的是订单最多的2户。题目要的是花钱最多的2户，他们不一定来得最勤。",
                en="You took the 2 households with the most orders. The question is about the 2 that spend most; they need not come most often.",
            ),
            lambda case: _share_of_top(case["table"], "frequency"),
        ),
        Misconception(
            "fraction_for_percent",
            say(
                zh="算出的是小数，换成百分数还要乘以100。",
                en="That is the fraction: times 100 makes it a percentage.",
            ),
            lambda case: _share_of_top(case["table"], "monetary") / 100,
        ),
    ),
    hints=(
        say(zh="先找出金额最大的两行。", en="First find the two rows with the most money."),
        say(zh="两行之和 ÷ 十行之和 × 100。", en="Sum of the two ÷ sum of the ten × 100."),
    ),
    after=say(
        zh="两成客户带来的金额远不止两成：客户的价值差别很大。",
        en="A fifth of the customers brings far more than a fifth of the money: customers differ widely in value.",
    ),
)


def _coupons(rng: np.random.Generator) -> dict[str, Any]:
    table = grocer().sample(12, random_state=rng)[["frequency", "monetary"]].round(2)
    return {
        "table": table,
        "coupon": int(rng.choice([5, 8, 10, 15])),
        "limit": int(rng.choice([400, 500, 600])),
    }


def _below(case: dict[str, Any]) -> int:
    return int((case["table"]["monetary"] < case["limit"]).sum())


SAME_COUPON = Number(
    id="01_01.4",
    concept="1.02",
    title=say(zh="人人一张券，钱给了谁", en="One coupon for all: who gets the money"),
    prompt=say(
        zh="超市给12户家庭每户送一张{coupon}美元的券。全年花费不到{limit}美元的家庭，一共拿走了多少美元的券？",
        en="A grocer gives each of 12 households a coupon worth US${coupon}. How many dollars of coupons go to households that spent less than US${limit} in the year?",
    ),
    case=_coupons,
    show=headings("frequency", monetary=USD),
    compute=lambda case: _below(case) * case["coupon"],
    unit=say(zh="美元", en="US dollars"),
    tolerance=0.01,
    working=say(
        zh="数出花费不到{limit}美元的家庭，户数乘以{coupon}美元",
        en="count the households below US${limit} and multiply by US${coupon}",
    ),
    misconceptions=(
        Misconception(
            "all_for_some",
            say(
                zh="算的是全部12户的券，题目只问花费少的家庭。",
                en="That is the cost of all 12 coupons; the question is about the low spenders only.",
            ),
            lambda case: 12 * case["coupon"],
        ),
        Misconception(
            "wrong_side",
            say(
                zh="数的是花费达到或超过界限的家庭，方向反了。",
                en="The households at or above the limit were counted: the other side.",
            ),
            lambda case: (12 - _below(case)) * case["coupon"],
        ),
        Misconception(
            "count_for_cost",
            say(
                zh="这是户数，还要乘以每张券的金额。",
                en="That is the number of households: multiply by the worth of a coupon.",
            ),
            _below,
        ),
    ),
    hints=(
        say(zh="先数一数有几户不到界限。", en="First count the households below the limit."),
        say(zh="户数 × 每张券的金额。", en="Households × worth of a coupon."),
    ),
    after=say(
        zh="资源有限而客户不同：人人一样，就谈不上先照顾谁。",
        en="Resources are limited and customers differ: one treatment for all sets no priorities.",
    ),
)

# -- 1.03 purchase behaviour --------------------------------------------------------------------------

FREQUENCY = purchase_frequency()


def _no_order_is_low(items: pd.DataFrame) -> pd.Series:
    return FREQUENCY.classify(items).replace("potential_buyer", "low_frequency")


def _by_amount(items: pd.DataFrame) -> pd.Series:
    cuts = pd.cut(items["monetary"], [-np.inf, 0, 500, 2000, np.inf], labels=FREQUENCY.codes[::-1])
    return cuts.astype(str)


BY_BEHAVIOUR = Assign(
    id="01_01.5",
    concept="1.03",
    title=say(zh="高频、中频、低频、潜在", en="High, medium, low frequency, or potential"),
    prompt=say(
        zh="网店（模拟数据，2024、2025两年）的规则：12单及以上是高频购买者，4到11单是中频购买者，1到3单是低频购买者，"
        "还没有下过单的是潜在购买者。请给每位客户分类。",
        en="The rules of an online shop (simulated data, the two years 2024 and 2025): 12 orders and more is a high-frequency buyer, 4 to 11 medium, 1 to 3 low; "
        "who has not ordered yet is a potential buyer. Classify each customer.",
    ),
    pool=shop,
    scheme=FREQUENCY,
    show=headings("frequency", monetary=YUAN),
    n=8,
    misconceptions=(
        Misconception(
            "above_for_at_least",
            say(
                zh="把“12单及以上”当成了“多于12单”。正好12单也是高频，正好4单也是中频。",
                en="“12 and more” was read as “more than 12”. Exactly 12 orders is high, exactly 4 is medium.",
            ),
            purchase_frequency(medium=5, high=13),
        ),
        Misconception(
            "no_order_is_low",
            say(
                zh="把没下过单的人算成了低频。低频至少要有1单；0单是潜在购买者。",
                en="You put customers without an order into low frequency. Low needs at least 1 order; 0 is a potential buyer.",
            ),
            _no_order_is_low,
        ),
        Misconception(
            "amount_for_orders",
            say(
                zh="看的是金额，这条规则看的是订单数。",
                en="You looked at the money; this rule counts orders.",
            ),
            _by_amount,
        ),
    ),
    hints=(
        say(zh="只看“购买频率（单）”这一项。", en="Look at the frequency only."),
        say(
            zh="正好12单、正好4单时要小心：“及以上”包含这个数本身。",
            en="Mind exactly 12 and exactly 4: “and more” includes the number itself.",
        ),
    ),
    after=say(
        zh="订单数只是一个角度：金额和偏好同样值得看。",
        en="The number of orders is one view; the money and what they prefer count as well.",
    ),
)

POTENTIAL = Match(
    id="01_01.6",
    concept="1.03",
    title=say(zh="“潜在”的四种意思", en="Four meanings of “potential”"),
    prompt=say(
        zh="说到下面这些人，同事都叫“潜在客户”，意思却不一样。每一句是哪种意思？有要买的动作（要报价、放进购物车），就算有意向。",
        en="Colleagues call all of these people “potential customers” and mean different things. Which meaning is it in each sentence? A step towards buying (a quote, a filled cart) counts as an intention.",
    ),
    situations={
        "registered": say(
            zh="“她三月就注册了，到现在一单也没下。”",
            en="“She registered in March and has not ordered once.”",
        ),
        "list": say(
            zh="“展会上换来的名片，都还没买过东西。”",
            en="“Business cards from the fair: none of them has bought anything.”",
        ),
        "quote": say(
            zh="“他要了报价，说这个月就定。”", en="“He asked for a quote and wants to decide this month.”"
        ),
        "cart": say(
            zh="“购物车里放了三样，还问了运费。”",
            en="“Three things in the cart, and she asked what delivery costs.”",
        ),
        "rival": say(
            zh="“一年在我们这里买两次，哪家打折就去哪家。”",
            en="“Buys from us twice a year and goes wherever there is a discount.”",
        ),
        "small": say(
            zh="“偶尔买一点，别家一送赠品就走了。”",
            en="“Buys a little now and then, and leaves when a rival adds a gift.”",
        ),
        "rfm": say(
            zh="“电脑按三个指标分出来的一群：最近买过，次数还不多。”",
            en="“A group that the computer made from three measures: bought recently, not yet often.”",
        ),
    },
    actions={
        "no_purchase": say(zh="还没有买过", en="has not bought yet"),
        "intent": say(zh="有明确的购买意向", en="has a clear intention to buy"),
        "lured": say(zh="买得少，容易被别家拉走", en="buys little and is easily lured away"),
        "rfm": say(zh="RFM模型分出来的一个群体", en="a group that the RFM model finds"),
    },
    pairs={
        "registered": "no_purchase",
        "list": "no_purchase",
        "quote": "intent",
        "cart": "intent",
        "rival": "lured",
        "small": "lured",
        "rfm": "rfm",
    },
    because={
        "registered": say(
            zh="只说明没有买过，看不出意向", en="it only says that nothing was bought; no intention shows"
        ),
        "list": say(
            zh="只说明没有买过，看不出意向", en="it only says that nothing was bought; no intention shows"
        ),
        "quote": say(zh="要报价、定时间，是购买意向", en="a quote and a date are signs of an intention"),
        "cart": say(
            zh="放进购物车、问运费，是购买意向",
            en="a filled cart and a question about delivery are signs of an intention",
        ),
        "rival": say(
            zh="已经买过，只是少，而且跟着折扣走", en="has bought, but little, and follows the discounts"
        ),
        "small": say(zh="已经买过，只是少，而且容易走", en="has bought, but little, and leaves easily"),
        "rfm": say(
            zh="他们是按最近一次购买间隔、购买频率和购买金额分出来的一群，这就是RFM",
            en="they were grouped by recency, frequency and monetary value, which is RFM",
        ),
    },
    n=6,
    misconceptions=(
        Misconception(
            "one_meaning",
            say(
                zh="以为“潜在”只有“没买过”一种意思。有些“潜在客户”其实已经买过了。",
                en="You took “potential” to mean “has not bought” everywhere. Some of them have bought already.",
            ),
            {
                "quote": "no_purchase",
                "cart": "no_purchase",
                "rival": "no_purchase",
                "small": "no_purchase",
                "rfm": "no_purchase",
            },
        ),
        Misconception(
            "no_purchase_is_intent",
            say(
                zh="把“没买过”当成了“有意向”。光是登记过、留下联系方式，还看不出要不要买。",
                en="You took “has not bought” for an intention. To be on a list does not show one.",
            ),
            {"registered": "intent", "list": "intent"},
        ),
    ),
    hints=(
        say(
            zh="先问：买过没有？再问：有没有要买的动作？",
            en="Ask first: has this person bought? Then: is there a sign of wanting to?",
        ),
        say(
            zh="要报价、放购物车是意向；只是在名单上，不是。",
            en="A quote or a cart shows intention; being on a list does not.",
        ),
    ),
    after=say(
        zh="听到“潜在客户”，先问清楚是哪一种，再决定怎么办。",
        en="When you hear “potential”, ask which one is meant before you act.",
    ),
)


def _places(rng: np.random.Generator) -> dict[str, Any]:
    return {"places": int(rng.choice([300, 400, 500, 600]))}


def _class_sizes(values: Any) -> pd.DataFrame:
    frequency, money = grocer()["frequency"], grocer()["monetary"]
    high = frequency >= values["high"]
    low = frequency < values["medium"]
    rows = {"high_frequency": high, "medium_frequency": ~high & ~low, "low_frequency": low & ~high}
    return pd.DataFrame(
        {
            code: {"n": int(inside.sum()), "money": money[inside].sum() / money.sum()}
            for code, inside in rows.items()
        }
    ).T


def _cuts_lack(values: Any, case: dict[str, Any]) -> Text | None:
    if values["medium"] >= values["high"]:
        return say(
            zh="“中频从几单起”要小于“高频从几单起”，否则没有中频客户",
            en="“medium frequency from” must be smaller than “high frequency from”, or nobody is of medium frequency",
        )
    sizes = _class_sizes(values)
    lacks = [_high_lacks(int(sizes.loc["high_frequency", "n"]), case["places"])]
    lacks.append(_low_lacks(100 * sizes.loc["low_frequency", "money"]))
    said = [lack for lack in lacks if lack is not None]
    return join(said, zh="；", en="; ") if said else None


def _high_lacks(n: int, places: int) -> Text | None:
    if n > places:
        return say(
            zh="高频客户有{n:,}户，超过了{places}户：把“高频从几单起”调高",
            en="{n:,} households are of high frequency, more than {places}: raise “high frequency from”",
        ).format(n=n, places=places)
    if n < 0.8 * places:
        return say(
            zh="高频客户只有{n}户，不到{places}个名额的八成：把“高频从几单起”调低",
            en="only {n} households are of high frequency, under 80% of the {places} places: lower “high frequency from”",
        ).format(n=n, places=places)
    return None


def _low_lacks(share: float) -> Text | None:
    if share < 2:
        return say(
            zh="低频客户只占金额的{share:.1f}%，不到2%：把“中频从几单起”调高",
            en="low frequency holds only {share:.1f}% of the money, under 2%: raise “medium frequency from”",
        ).format(share=share)
    if share > 5:
        return say(
            zh="低频客户占金额的{share:.1f}%，超过5%：把“中频从几单起”调低",
            en="low frequency holds {share:.1f}% of the money, over 5%: lower “medium frequency from”",
        ).format(share=share)
    return None


def _solve_cuts(case: dict[str, Any]) -> dict[str, float]:
    frequency = grocer()["frequency"]
    high = next(cut for cut in range(20, 201) if (frequency >= cut).sum() <= case["places"])
    settings = ({"medium": float(medium), "high": float(high)} for medium in range(2, 61))
    return next(setting for setting in settings if _cuts_lack(setting, case) is None)


def _cuts_picture(values: Any, case: dict[str, Any]) -> Any:
    sizes = _class_sizes(values)
    frame = pd.DataFrame({"customers": sizes["n"] / len(grocer()), "money": sizes["money"]})
    frame.columns = [say(zh="客户占比", en="share of customers"), say(zh="金额占比", en="share of money")]
    title = say(
        zh="高频{n:,}户（名额{places}户）；低频占金额{low:.1f}%",
        en="High: {n:,} households ({places} places); low: {low:.1f}% of the money",
    ).format(
        n=int(sizes.loc["high_frequency", "n"]),
        places=case["places"],
        low=100 * sizes.loc["low_frequency", "money"],
    )
    return shares(frame, title=title, names=FREQUENCY.labels)


CUT_POINTS = Thresholds(
    id="01_01.7",
    concept="1.03",
    title=say(zh="自己定分界点", en="Set the cut points"),
    prompt=say(
        zh="超市（真实数据，2,469户）的专属客服最多照顾{places}户高频家庭，名额至少要用八成；"
        "低频家庭合起来应占金额的2%到5%。请移动两个分界点，达到这两个目标。",
        en="The grocer (real data, 2,469 households) has a service desk for at most {places} high-frequency households, and wants at least 80% of the places used; "
        "the low-frequency households together should hold 2% to 5% of the money. Move the two cut points until both goals are met.",
    ),
    case=_places,
    sliders={
        "medium": Slider(say(zh="中频从几单起", en="medium frequency from (orders)"), 2, 60, 1),
        "high": Slider(say(zh="高频从几单起", en="high frequency from (orders)"), 20, 200, 1),
    },
    shortfall=_cuts_lack,
    solve=_solve_cuts,
    picture=_cuts_picture,
    misconceptions=(
        Misconception(
            "mean_as_cut",
            say(
                zh="用了平均订单数作分界点。少数买得特别多的家庭把平均数拉高了，平均数以上的户数和名额没有关系。",
                en="The mean number of orders was used. A few very frequent households pull it up, and it knows nothing of the places.",
            ),
            lambda case: {"medium": 30.0, "high": float(round(grocer()["frequency"].mean()))},
        ),
        Misconception(
            "cuts_crossed",
            say(
                zh="两个分界点的大小反了：先定高频，再在它下面定中频。",
                en="The two cut points are crossed: set the upper one first, then the lower one below it.",
            ),
            lambda case: {"medium": 60.0, "high": 20.0},
        ),
    ),
    hints=(
        say(
            zh="先移动“高频从几单起”，看户数；再移动另一个，看金额。",
            en="Move “high frequency from” first and watch the households; then the other and watch the money.",
        ),
        say(zh="名额越少，高频的分界点越高。", en="The fewer the places, the higher the upper cut point."),
    ),
    after=say(
        zh="分界点没有现成的，要由您能做的事（名额、预算）来定。",
        en="Cut points are not given by nature: what you can do (places, budget) sets them.",
    ),
)

# -- 1.04 purchase history ----------------------------------------------------------------------------

HISTORY = purchase_history()


def _cdnow_april() -> pd.DataFrame:
    return cdnow("1997-04-30")


def _single_is_new(items: pd.DataFrame) -> pd.Series:
    return HISTORY.classify(items).mask(items["frequency"] <= 1, "new")


def _recent_is_new(items: pd.DataFrame) -> pd.Series:
    return HISTORY.classify(items).mask(items["tenure_days"] <= 90, "new")


BY_HISTORY = Assign(
    id="01_01.8",
    concept="1.04",
    title=say(zh="新客户、常客、忠实客户", en="New, regular, loyal"),
    prompt=say(
        zh="唱片店CDNOW（真实数据，统计截止日1997年4月30日）的规则：首单在90天以内（含90天）、还没有再买过的是新客户；"
        "再次购买5次及以上（也就是6单及以上）的是忠实客户；其余都是常客。请分类。",
        en="The rules at the music shop CDNOW (real data, as-of date 30 April 1997): first order at most 90 days ago and no repeat order: new; "
        "5 repeat orders or more, that is 6 orders or more: loyal; all others: regular. Classify.",
    ),
    pool=_cdnow_april,
    scheme=HISTORY,
    show=headings("tenure_days", "frequency"),
    n=8,
    misconceptions=(
        Misconception(
            "total_for_repeat",
            say(
                zh="把总订单数当成了再次购买的次数。第一单不算再次购买：5次再购等于6单。",
                en="You counted all orders as repeat orders. The first one is no repeat: 5 repeats are 6 orders.",
            ),
            purchase_history(loyal_repeats=4),
        ),
        Misconception(
            "single_is_new",
            say(
                zh="把只买过一次的人都算成了新客户。还要看首单是不是在90天以内。",
                en="You called everyone with one order new. The first order must also be at most 90 days ago.",
            ),
            _single_is_new,
        ),
        Misconception(
            "below_for_at_most",
            say(
                zh="把正好90天的算在外面了。“90天以内（含90天）”包含第90天。",
                en="Exactly 90 days was left out. “At most 90 days” includes the 90th day.",
            ),
            purchase_history(newcomer_days=89),
        ),
        Misconception(
            "recent_is_new",
            say(
                zh="只看了首单日期。90天以内已经再次购买的，就不再是新客户了。",
                en="You looked at the first order's date only. Customers who have already bought again are no longer new.",
            ),
            _recent_is_new,
        ),
    ),
    hints=(
        say(zh="再次购买的次数 = 订单数 − 1。", en="Repeat orders = orders − 1."),
        say(
            zh="先挑出6单及以上的忠实客户，再看只有1单的人首单在多少天前。",
            en="Pick out the loyal ones (6 orders and more) first; then look how long ago the single orders were.",
        ),
    ),
    after=say(
        zh="“忠实”在这里只看购买历史；忠诚度还要看愿不愿意推荐，见下一节。",
        en="“Loyal” looks at the history alone here; loyalty also asks whether they would recommend you.",
    ),
)


def _order_dates(rng: np.random.Generator) -> dict[str, Any]:
    n, later = int(rng.integers(4, 9)), int(rng.integers(1, 4))
    first = pd.Timestamp("2025-01-05") + pd.Timedelta(days=int(rng.integers(0, 20)))
    before = np.sort(rng.choice(np.arange(7, 150), n - 1, replace=False))
    after = np.sort(rng.choice(np.arange(185, 230), later, replace=False))
    dates = [first, *(first + pd.Timedelta(days=int(d)) for d in [*before, *after])]
    index = pd.Index(range(1, len(dates) + 1), name="order_id")
    return {"table": pd.DataFrame({"order_date": dates}, index=index), "n": n, "later": later}


REPEATS = Number(
    id="01_01.9",
    concept="1.04",
    title=say(zh="再次购买了几次", en="How many repeat orders"),
    prompt=say(
        zh="下面是一位客户的全部订单（虚构）。统计截止日是2025年6月30日，含当天。到那天为止，这位客户再次购买了几次？",
        en="These are all orders of one customer (made up). The as-of date is 30 June 2025, that day included. How many repeat orders are there up to then?",
    ),
    case=_order_dates,
    show=headings("order_date"),
    compute=lambda case: case["n"] - 1,
    unit=say(zh="次", en="repeat orders"),
    tolerance=0.01,
    working=say(
        zh="到统计截止日为止（含当天）有{n}单，减去第一单",
        en="there are {n} orders up to the as-of date; take the first one away",
    ),
    misconceptions=(
        Misconception(
            "total_for_repeat",
            say(zh="第一单不是再次购买，要减去1。", en="The first order is no repeat: take 1 away."),
            lambda case: case["n"],
        ),
        Misconception(
            "after_as_of",
            say(
                zh="把统计截止日以后的订单也算进去了。截止日以后的事，当时还不知道。",
                en="You counted orders after the as-of date. On that day nobody could know of them.",
            ),
            lambda case: case["n"] - 1 + case["later"],
        ),
        Misconception(
            "after_as_of_and_total",
            say(
                zh="既算了第一单，又算了截止日以后的订单。",
                en="Both the first order and the orders after the as-of date were counted.",
            ),
            lambda case: case["n"] + case["later"],
        ),
    ),
    hints=(
        say(zh="先划掉截止日以后的订单。", en="First strike out the orders after the as-of date."),
        say(zh="剩下的单数减1。", en="What is left, minus 1."),
    ),
    after=say(
        zh="再次购买的次数 = 到统计截止日为止的订单数 − 1。",
        en="Repeat orders = orders up to the as-of date − 1.",
    ),
)

# -- 1.05 loyalty -------------------------------------------------------------------------------------

LOYALTY = loyalty()


def _answered() -> pd.DataFrame:
    table = shop()
    return table[table["recommend"].notna() & (table["frequency"] > 0)]


def _either_is_enough(items: pd.DataFrame) -> pd.Series:
    either = (items["repeat_rate"] >= 0.8) | (items["recommend"] >= 9)
    return LOYALTY.classify(items).mask(either, "loyal")


def _both_low_only(items: pd.DataFrame) -> pd.Series:
    one_low = (items["repeat_rate"] < 0.5) != (items["recommend"] < 7)
    return LOYALTY.classify(items).mask(one_low, "ordinary")


BY_LOYALTY = Assign(
    id="01_01.10",
    concept="1.05",
    title=say(zh="忠诚、一般、易流失", en="Loyal, ordinary, at risk of leaving"),
    prompt=say(
        zh="网店（模拟数据）的规则：重复购买率不低于80%（表里写作0.80），并且推荐意愿在9分及以上，是忠诚客户；"
        "重复购买率低于50%（0.50），或者推荐意愿低于7分，是易流失客户；其余是一般客户。请分类。",
        en="The rules of the online shop (simulated data): repeat-purchase rate at least 80% (written 0.80) and willingness to recommend at least 9: loyal; "
        "rate below 50% (0.50) or willingness below 7: at risk of leaving; all others: ordinary. Classify.",
    ),
    pool=_answered,
    scheme=LOYALTY,
    show=headings("repeat_rate", "recommend"),
    n=8,
    misconceptions=(
        Misconception(
            "or_for_and",
            say(
                zh="有一项高就算成了忠诚。忠诚要两项都高。",
                en="You took one high figure for loyal. Loyal needs both.",
            ),
            _either_is_enough,
        ),
        Misconception(
            "repeat_only",
            say(
                zh="只看了重复购买率，没有看推荐意愿。两项都要看。",
                en="You looked at the repeat-purchase rate only and not at the willingness to recommend. Both count.",
            ),
            lambda items: loyalty().classify(
                items.assign(recommend=np.where(items["repeat_rate"] >= 0.8, 10, 8))
            ),
        ),
        Misconception(
            "recommend_only",
            say(
                zh="只看了推荐意愿，没有看重复购买率。两项都要看。",
                en="You looked at the willingness to recommend only and not at the repeat-purchase rate. Both count.",
            ),
            lambda items: loyalty().classify(
                items.assign(repeat_rate=np.where(items["recommend"] >= 9, 0.9, 0.6))
            ),
        ),
        Misconception(
            "and_for_or",
            say(
                zh="以为两项都低才算易流失。只要有一项低就是。",
                en="You asked for two low figures before calling someone at risk of leaving. One is enough.",
            ),
            _both_low_only,
        ),
    ),
    hints=(
        say(zh="先找“易流失”：两项里只要有一项低。", en="Find “at risk” first: one low figure is enough."),
        say(
            zh="再找“忠诚”：两项都要高。剩下的是一般客户。",
            en="Then “loyal”: both must be high. The rest are ordinary.",
        ),
    ),
    after=say(
        zh="忠诚要看两样：再来买，也愿意推荐。",
        en="Loyalty shows in two things: buying again and being willing to recommend.",
    ),
)


def _orders_and_repeats(rng: np.random.Generator) -> dict[str, Any]:
    return {"n": int(rng.integers(3, 13))}


REPEAT_RATE = Number(
    id="01_01.11",
    concept="1.05",
    title=say(zh="算重复购买率", en="The repeat-purchase rate"),
    prompt=say(
        zh="一位客户一共下了{n}单。本课程中，重复购买率 = 再次购买的订单数 ÷ 全部订单数。这位客户的重复购买率是百分之几？四舍五入到整数即可。",
        en="A customer has placed {n} orders. In this course the repeat-purchase rate = repeat orders ÷ all orders. What is it, in percent? To the nearest whole number will do.",
    ),
    case=_orders_and_repeats,
    compute=lambda case: 100 * (case["n"] - 1) / case["n"],
    unit=say(zh="%", en="percent"),
    tolerance=0.6,
    working=say(
        zh="{n}单里除了第一单都是再次购买：（{n} − 1）÷ {n} × 100",
        en="all but the first of the {n} orders are repeats: ({n} − 1) ÷ {n} × 100",
    ),
    misconceptions=(
        Misconception(
            "total_for_repeat",
            say(
                zh="把第一单也算作再次购买，结果总是100%。",
                en="You counted the first order as a repeat; that always gives 100%.",
            ),
            100.0,
        ),
        Misconception(
            "first_share",
            say(
                zh="算的是第一单的占比，题目问的是再次购买的占比。",
                en="That is the share of the first order; the question is about the repeats.",
            ),
            lambda case: 100 / case["n"],
        ),
        Misconception(
            "fraction_for_percent",
            say(
                zh="算出的是小数，换成百分数还要乘以100。",
                en="That is the fraction: times 100 makes it a percentage.",
            ),
            lambda case: (case["n"] - 1) / case["n"],
        ),
    ),
    hints=(
        say(zh="第一单不是再次购买。", en="The first order is no repeat."),
        say(zh="（订单数 − 1）÷ 订单数 × 100。", en="(orders − 1) ÷ orders × 100."),
    ),
    after=say(
        zh="别处也把重复购买率定义为“买过两次及以上的客户占比”，比较之前先问定义。",
        en="Elsewhere it means the share of customers with two orders or more: ask for the definition before you compare.",
    ),
)

# -- 1.06 value ---------------------------------------------------------------------------------------

VALUE = value_tier()
GROCER_VALUE = value_tier(amount_medium=400, amount_high=2500, orders_medium=12, orders_high=52)


def _any_is_enough(items: pd.DataFrame) -> pd.Series:
    stayed = (items["orders_last_half"] >= 1) & (items["orders_prev_half"] >= 1)
    either = (items["monetary"] >= 2000) | (items["frequency"] >= 12) | stayed
    return VALUE.classify(items).mask(either, "high_value")


def _amount_only(items: pd.DataFrame) -> pd.Series:
    high, medium = items["monetary"] >= 2000, items["monetary"] >= 500
    return pd.Series(
        np.select([high, medium], ["high_value", "medium_value"], "low_value"), index=items.index
    )


def _stayed_forgotten(items: pd.DataFrame) -> pd.Series:
    return VALUE.classify(items.assign(orders_last_half=1, orders_prev_half=1))


def _either_low_is_low(items: pd.DataFrame) -> pd.Series:
    either = (items["monetary"] < 500) | (items["frequency"] < 4)
    return VALUE.classify(items).mask(either, "low_value")


def _shop_buyers() -> pd.DataFrame:
    return shop()[shop()["frequency"] > 0]


BY_VALUE = Assign(
    id="01_01.12",
    concept="1.06",
    title=say(zh="高、中、低价值", en="High, medium, low value"),
    prompt=say(
        zh="网店（模拟数据，2024、2025两年）的规则：金额2,000元及以上、12单及以上，而且最近两个半年都下过单，三条全满足是高价值客户；"
        "金额不到500元而且不到4单，是低价值客户；其余是中价值客户。请分类。",
        en="The rules of the online shop (simulated data, the two years 2024 and 2025): 2,000 yuan and more, 12 orders and more, and an order in each of the last two half-years, all three: high value; "
        "below 500 yuan and below 4 orders: low value; all others: medium value. Classify.",
    ),
    pool=_shop_buyers,
    scheme=VALUE,
    show=headings("frequency", "orders_last_half", "orders_prev_half", monetary=YUAN),
    n=8,
    misconceptions=(
        Misconception(
            "amount_only",
            say(
                zh="只看了金额，没有看订单数和最近两个半年。几样要一起看。",
                en="You looked at the money only. The orders and the last two half-years count as well.",
            ),
            _amount_only,
        ),
        Misconception(
            "or_for_and",
            say(
                zh="满足一条就算成了高价值。高价值要三条全满足。",
                en="You took one condition as enough. High value needs all three.",
            ),
            _any_is_enough,
        ),
        Misconception(
            "or_for_and_low",
            say(
                zh="金额低或者单数少，有一样就算成了低价值。低价值要两样都低。",
                en="You called customers low value when one of money and orders is low. Low value needs both.",
            ),
            _either_low_is_low,
        ),
        Misconception(
            "stayed_forgotten",
            say(
                zh="忘了看最近两个半年。从前买得多、近来不来的客户不是高价值。",
                en="You forgot the last two half-years. A customer who bought much and has stopped is not of high value.",
            ),
            _stayed_forgotten,
        ),
    ),
    hints=(
        say(zh="先找低价值：金额和单数都低。", en="Find low value first: both money and orders are low."),
        say(zh="再找高价值：三条逐一打勾。", en="Then high value: tick the three conditions one by one."),
    ),
    after=say(
        zh="价值由三样东西合起来看：频率、金额、忠诚。",
        en="Value puts three things together: frequency, money, loyalty.",
    ),
)

OWED = Match(
    id="01_01.13",
    concept="1.06",
    title=say(zh="各层客户该得到什么", en="What each tier should get"),
    prompt=say(
        zh="用上一题的规则先定层级：2,000元及以上、12单及以上、最近两个半年都下过单，是高价值；不到500元而且不到4单，是低价值；其余是中价值。"
        "再为每位客户（虚构）选出课文里说的照顾方式。",
        en="First find the tier by the rules of the last exercise: 2,000 yuan and more, 12 orders and more, an order in each of the last two half-years: high value; "
        "below 500 yuan and below 4 orders: low value; all others: medium value. Then choose the care that the lesson names for each customer (made up).",
    ),
    situations={
        "high_steady": say(zh="24单，12,000元，每个月都来", en="24 orders, 12,000 yuan, comes every month"),
        "high_complaint": say(
            zh="15单，3,600元，两个半年都来过，昨天投诉了一次",
            en="15 orders, 3,600 yuan, came in both half-years, complained yesterday",
        ),
        "medium_growing": say(zh="8单，1,500元，越买越多", en="8 orders, 1,500 yuan, buying more and more"),
        "medium_one_order": say(zh="1单，6,000元，去年买的", en="1 order, 6,000 yuan, a year ago"),
        "low_gift": say(zh="1单，80元，每次都问有没有赠品", en="1 order, 80 yuan, always asks for a gift"),
        "low_loud": say(
            zh="2单，150元，电话打得很多，口气很急", en="2 orders, 150 yuan, calls very often and urgently"
        ),
    },
    actions={
        "manager": say(zh="专人维护，优先响应", en="a person in charge, answered first"),
        "grow": say(zh="引导成长：搭配推荐、升级优惠", en="help to grow: add-on offers, upgrades"),
        "standard": say(zh="低成本的标准服务", en="standard service at low cost"),
    },
    pairs={
        "high_steady": "manager",
        "high_complaint": "manager",
        "medium_growing": "grow",
        "medium_one_order": "grow",
        "low_gift": "standard",
        "low_loud": "standard",
    },
    because={
        "high_steady": say(
            zh="三条全满足，是高价值客户：专人维护",
            en="all three conditions hold: high value, so a person in charge",
        ),
        "high_complaint": say(
            zh="三条全满足，是高价值客户，投诉要优先响应",
            en="all three conditions hold: high value, so the complaint is answered first",
        ),
        "medium_growing": say(
            zh="够不上高价值，也不是低价值，是中价值客户：引导成长",
            en="neither high nor low value: medium, so help to grow",
        ),
        "medium_one_order": say(
            zh="金额大，但只有1单，是中价值客户：引导他再来",
            en="much money but one order only: medium value, so lead them to come again",
        ),
        "low_gift": say(
            zh="不到500元、不到4单，是低价值客户：标准服务就好",
            en="below 500 yuan and below 4 orders: low value, so standard service",
        ),
        "low_loud": say(
            zh="不到500元、不到4单，是低价值客户；照顾看价值，不看声音大小",
            en="below 500 yuan and below 4 orders: low value; care follows value, not loudness",
        ),
    },
    n=6,
    misconceptions=(
        Misconception(
            "loudest_first",
            say(
                zh="电话打得多、口气急的先照顾了。照顾应当跟着价值走。",
                en="You served the one who calls most first. Care should follow value.",
            ),
            {"low_loud": "manager"},
        ),
        Misconception(
            "money_only",
            say(
                zh="只看了金额。花6,000元的那位只来过一次，够不上高价值。",
                en="You looked at the money only. The customer with 6,000 yuan came once, which is not high value.",
            ),
            {"medium_one_order": "manager"},
        ),
        Misconception(
            "everyone_a_manager",
            say(
                zh="给中、低价值的客户也派了专人。人手有限，专人先给高价值客户。",
                en="You gave medium and low value a person in charge as well. Staff is limited: they are for high value first.",
            ),
            {
                "medium_growing": "manager",
                "medium_one_order": "manager",
                "low_gift": "manager",
                "low_loud": "manager",
            },
        ),
    ),
    hints=(
        say(zh="先定层级，再选照顾方式。", en="Find the tier first, then choose the care."),
        say(
            zh="声音大小、要不要赠品都不改变层级；6,000元只有1单，不是高价值。",
            en="Loud calls and wishes for gifts do not change the tier; 6,000 yuan in one order is not high value.",
        ),
    ),
    after=say(
        zh="先定层级，再定照顾方式，最后看成本是否低于利润。",
        en="First the tier, then the care, then whether it costs less than the profit.",
    ),
)


@cache
def _grocer_tiers() -> pd.Series:
    return GROCER_VALUE.classify(grocer())


def _sixty_households(rng: np.random.Generator) -> dict[str, Any]:
    pool = grocer()
    columns = ["frequency", "monetary", "orders_last_half", "orders_prev_half"]
    picked = [pool[_grocer_tiers() == code].sample(20, random_state=rng) for code in GROCER_VALUE.codes]
    table = pd.concat(picked)[columns].sample(frac=1, random_state=rng)
    return {"table": table, "tiers": _grocer_tiers()[table.index]}


def _money_by_tier(case: dict[str, Any], how: str = "sum") -> pd.Series:
    totals = case["table"]["monetary"].groupby(case["tiers"]).agg(how).astype(float)
    return totals.rename("monetary").rename_axis("class")


MONEY_BY_TIER = Table(
    id="01_01.14",
    concept="1.06",
    title=say(zh="用代码算每层的金额", en="Money per tier, with code"),
    prompt=say(
        zh="e.items 里是超市的60户真实家庭。第一行已经用分类方案 scheme 分好了层级；请算出每一层购买金额的合计（美元，四舍五入到元即可）。",
        en="e.items holds 60 real households of the grocer. The first line has classified them with the given scheme; add up the money of each tier (US dollars, whole dollars will do).",
    ),
    case=_sixty_households,
    show=headings("frequency", "orders_last_half", "orders_prev_half", monetary=USD),
    compute=_money_by_tier,
    key="class",
    labels={"class": GROCER_VALUE.labels},
    reason=lambda row, case: say(
        zh="这一层的金额合计是{total:,.2f}美元", en="the money of this tier adds up to US${total:,.2f}"
    ).format(total=row["monetary"]),
    tolerance=1,
    misconceptions=(
        Misconception(
            "mean_for_sum",
            say(
                zh="算的是平均数，题目要的是合计：用 .sum()。",
                en="That is the mean; the task asks for the total: use .sum().",
            ),
            lambda case: _money_by_tier(case, "mean"),
        ),
        Misconception(
            "count_for_sum",
            say(
                zh="算的是户数，题目要的是金额合计：用 .sum()。",
                en="That is the number of households; the task asks for the money: use .sum().",
            ),
            lambda case: _money_by_tier(case, "size"),
        ),
    ),
    hints=(
        say(
            zh="课文里用过同样的办法：先 groupby 归到一起，再取一列，再加起来。",
            en="The lesson did the same: groupby puts them together, then take one column and add it up.",
        ),
        say(
            zh='e.items.groupby(classes)["monetary"] 把金额按层级分开，后面再加 .sum()。',
            en='e.items.groupby(classes)["monetary"] splits the money by tier; add .sum() to it.',
        ),
    ),
    after=say(
        zh="分类之后，每一层的金额一行代码就能算出来。",
        en="Once customers are classified, the money per tier is one line of code.",
    ),
)

EXERCISES = [
    PURPOSES, RULES_OR_GROUPS, TOP_SHARE, SAME_COUPON, BY_BEHAVIOUR, POTENTIAL, CUT_POINTS, BY_HISTORY, REPEATS,
    BY_LOYALTY, REPEAT_RATE, BY_VALUE, OWED, MONEY_BY_TIER,
]  # fmt: skip
