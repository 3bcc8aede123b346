"""Exercises of lesson 01_02 on needs: functional, emotional, social; price, service, function."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from custclass.classify.catalogue import need_tendency, need_type
from custclass.classify.traits import NEEDS, add_strongest_need
from custclass.learn.bank.pools import clear_of, headings, shop
from custclass.learn.kinds import Assign, Match, Misconception, Number
from custclass.learn.question import Draw
from custclass.show.say import Text, say

# -- 1.11 functional, emotional, social ---------------------------------------------------------------

NEED_TYPE = need_type()

SERVICE_NOTES = Match(
    id="01_02.11",
    concept="1.11",
    title=say(zh="从客服记录看需求类型", en="Needs in service notes"),
    prompt=say(
        zh="网店客服记下的话（虚构）。功能性需求：好用、耐用、方便；情感性需求：自己的心情和回忆；社交性需求：面子、朋友、一起分享。"
        "每句话里的理由属于哪一种？看理由，不看商品。",
        en="Notes of an online shop's service desk (made up). Functional: useful, durable, convenient; emotional: one's own mood and memories; "
        "social: standing, friends, sharing. Which need is the reason in each note? Look at the reason, not at the product.",
    ),
    situations={
        "strong_tea": say(zh="“茶要耐泡，一天五六杯还得有味。”", en="“The tea must last: five or six cups a day and still some taste.”"),
        "safe_gift": say(zh="“礼盒要寄去外地，最要紧的是包装结实，不碎。”", en="“The gift box goes to another city; what matters is sturdy packing, nothing broken.”"),
        "happy_jar": say(zh="“用了半年没坏，太满意了！就要这种耐用的。”", en="“Half a year and not broken, I am so pleased! I want things that last.”"),
        "grandma": say(zh="“这茶是小时候外婆家的味道，喝了很怀念。”", en="“This tea tastes like my grandmother's house; it brings back memories.”"),
        "relax": say(zh="“下班泡一壶，只想让自己放松一下。”", en="“A pot after work, just to relax.”"),
        "pretty_box": say(zh="“收纳盒的花纹，看一眼就开心。”", en="“One look at the pattern of this storage box makes me happy.”"),
        "boss": say(zh="“送人的茶要拿得出手，有面子。”", en="“Tea to give away must look the part and do me credit.”"),
        "teapot_friends": say(zh="“买茶具是为了周末请朋友来一起喝。”", en="“The tea set is for having friends over at the weekend.”"),
        "snack_share": say(zh="“零食要大份的，好在办公室和同事分着吃。”", en="“Large packs of snacks, please, to share with colleagues.”"),
    },
    actions={code: NEED_TYPE.labels[code] for code in NEED_TYPE.codes},
    pairs={
        "strong_tea": "functional", "safe_gift": "functional", "happy_jar": "functional",
        "grandma": "emotional", "relax": "emotional", "pretty_box": "emotional",
        "boss": "social", "teapot_friends": "social", "snack_share": "social",
    },
    because={
        "strong_tea": say(zh="理由是耐泡，看重好不好用", en="the reason is how long the tea lasts: use"),
        "safe_gift": say(zh="虽是礼物，理由却是结实不碎，看重好不好用", en="a gift, but the reason is sturdy packing: use"),
        "happy_jar": say(zh="话里很高兴，理由却是耐用", en="pleased words, but the reason is that it lasts: use"),
        "grandma": say(zh="理由是回忆", en="the reason is a memory"),
        "relax": say(zh="理由是自己的心情", en="the reason is one's own mood"),
        "pretty_box": say(zh="理由是看着开心，是自己的心情", en="the reason is that it makes one happy: one's own mood"),
        "boss": say(zh="理由是面子，是给别人看的", en="the reason is standing in the eyes of others"),
        "teapot_friends": say(zh="理由是和朋友相聚", en="the reason is company with friends"),
        "snack_share": say(zh="理由是和同事分享", en="the reason is sharing with colleagues"),
    },
    n=7,
    misconceptions=(
        Misconception(
            "product_for_reason",
            say(
                zh="看的是商品，不是理由。同样是茶，有人图耐泡，有人图怀念；礼物也可以只求结实。",
                en="The product was looked at, not the reason. Of the same tea one wants strength, one a memory; of a gift one may want sturdy packing.",
            ),
            {"safe_gift": "social", "grandma": "functional", "teapot_friends": "functional", "pretty_box": "functional"},
        ),
        Misconception(
            "praise_is_emotional",
            say(
                zh="把满意的语气当成了情感性需求。谁都会高兴，要看为什么高兴。",
                en="A pleased tone was taken for an emotional need. Anybody can be pleased: ask what about.",
            ),
            {"happy_jar": "emotional"},
        ),
        Misconception(
            "feeling_for_social",
            say(
                zh="把面子和朋友当成了情感性需求。情感是对自己的，社交是对别人的。",
                en="Standing and friends were taken for an emotional need. Emotional is about oneself, social about others.",
            ),
            {"boss": "emotional", "teapot_friends": "emotional", "snack_share": "emotional"},
        ),
    ),
    hints=(
        say(zh="在每句话里找出“为什么买”。", en="Find the why in each sentence."),
        say(zh="好用→功能性；自己的心情→情感性；有别人在场→社交性。", en="Use: functional. One's own mood: emotional. Others are involved: social."),
    ),
    after=say(zh="同一件商品可以满足不同的需求，所以广告词要跟着需求写。", en="One product meets different needs, so write the advertisement for the need."),
)  # fmt: skip


@cache
def _answered() -> pd.DataFrame:
    table = shop()
    return add_strongest_need(table[table["need_functional"].notna()])


def _scale_reversed(items: pd.DataFrame) -> pd.Series:
    return NEED_TYPE.classify(add_strongest_need(items.assign(**{c: 6 - items[c] for c in NEEDS.values()})))


def _last_of_ties(items: pd.DataFrame) -> pd.Series:
    last_first = list(NEEDS.values())[::-1]
    codes = {column: code for code, column in NEEDS.items()}
    return items[last_first].idxmax(axis=1).map(codes)


def _first_high(items: pd.DataFrame) -> pd.Series:
    right = NEED_TYPE.classify(items)
    return right.mask(items["need_emotional"] >= 4, "emotional").mask(
        items["need_functional"] >= 4, "functional"
    )


class _WithScores(Assign):
    """Gives the three scores as the reason, not just the class that follows from them."""

    def reason(self, item: str, draw: Draw) -> Text:
        row = self.row(item, draw)
        return say(
            zh="功能性{f:.0f}分、情感性{e:.0f}分、社交性{s:.0f}分，靠前的最高分在“{need}”。",
            en="functional {f:.0f}, emotional {e:.0f}, social {s:.0f}: the first of the highest is “{need}”.",
        ).format(
            f=row["need_functional"], e=row["need_emotional"], s=row["need_social"],
            need=NEED_TYPE.labels[row["strongest_need"]],
        )  # fmt: skip


BY_NEED = _WithScores(
    id="01_02.12",
    concept="1.11",
    title=say(zh="从问卷得分看需求类型", en="Needs in survey scores"),
    prompt=say(
        zh="网店问卷（模拟数据：两本真实订单表里没有问卷）请客户给三种需求打分，1分最不重要，5分最重要。"
        "规则：得分最高的需求就是他的类型；并列时按功能性、情感性、社交性的顺序取前一个。请分类。",
        en="In the online shop's survey (simulated data: the two real books have none) customers scored three needs, 1 least and 5 most important. "
        "The rule: the highest score is the type; of equal scores take the first in the order functional, emotional, social. Classify.",
    ),
    pool=_answered,
    scheme=NEED_TYPE,
    show={
        "need_functional": say(zh="功能性（1–5分）", en="functional (1-5)"),
        "need_emotional": say(zh="情感性（1–5分）", en="emotional (1-5)"),
        "need_social": say(zh="社交性（1–5分）", en="social (1-5)"),
    },
    n=7,
    misconceptions=(
        Misconception(
            "scale_reversed",
            say(
                zh="把分数读反了：5分是最重要，不是第5名。",
                en="The scores were read backwards: 5 means most important, not fifth place.",
            ),
            _scale_reversed,
        ),
        Misconception(
            "last_of_ties",
            say(
                zh="并列时取了后一个。规则是按功能性、情感性、社交性的顺序取前一个。",
                en="Of equal scores the later one was taken. The rule takes the first in the order functional, emotional, social.",
            ),
            _last_of_ties,
        ),
        Misconception(
            "first_high_score",
            say(
                zh="看到一个4分或5分就停下了。三项都要看，取最高的。",
                en="You stopped at the first 4 or 5. Look at all three and take the highest.",
            ),
            _first_high,
        ),
    ),
    hints=(
        say(zh="每行先找最大的数。", en="Find the largest number of each row."),
        say(zh="最大的数有两个时，取靠左的那个。", en="Where it stands twice, take the one on the left."),
    ),
    after=say(zh="并列怎么办要事先说好，否则两个人会分出两种结果。", en="Say beforehand what happens to equal scores, or two people will get two results."),
)  # fmt: skip

# -- 1.18 price, service, function --------------------------------------------------------------------

TENDENCY = need_tendency()


@cache
def _buyers() -> pd.DataFrame:
    table = shop()
    table = clear_of(table[table["frequency"] >= 3], "discount_share", 0.1, margin=0.006)
    return clear_of(table, "service_contacts_per_order", 0.5, margin=0.01)


def _any_discount(items: pd.DataFrame) -> pd.Series:
    seen = items["discount_share"] >= 0.005  # less is shown as 0.00
    return TENDENCY.classify(items).mask(seen, "price_sensitive")


def _service_first(items: pd.DataFrame) -> pd.Series:
    return TENDENCY.classify(items).mask(items["service_contacts_per_order"] >= 0.5, "service_seeking")


BY_TENDENCY = Assign(
    id="01_02.18",
    concept="1.18",
    title=say(zh="要便宜、要服务还是要功能", en="Price, service or function"),
    prompt=say(
        zh="网店（模拟数据：只有它记录了客服次数）的规则，从上往下看，先符合哪条就是哪类："
        "优惠占比（优惠金额 ÷ 原价）在0.10及以上：价格敏感客户；每单找客服次数在0.5及以上：追求服务品质客户；其余：功能需求客户。请分类。",
        en="The rules of the online shop (simulated data: only it records service contacts), from the top; the first that fits decides: "
        "discount share (discounts ÷ list prices) of 0.10 or more: price-sensitive; 0.5 service contacts per order or more: service-seeking; all others: function-seeking. Classify.",
    ),
    pool=_buyers,
    scheme=TENDENCY,
    show=headings("discount_share", "service_contacts_per_order"),
    n=8,
    misconceptions=(
        Misconception(
            "any_discount",
            say(
                zh="享受过优惠就算成了价格敏感。搞活动时人人都有优惠，占比到0.10才说明他在等优惠。",
                en="Any discount was taken for price sensitivity. In a sale everybody gets one; only from a share of 0.10 do they wait for it.",
            ),
            _any_discount,
        ),
        Misconception(
            "service_first",
            say(
                zh="两条都满足时先看了客服。规则从上往下，先看优惠占比。",
                en="Where both are reached, service was looked at first. The rules go from the top: discount share first.",
            ),
            _service_first,
        ),
        Misconception(
            "above_for_at_least",
            say(
                zh="把“0.5及以上”当成了“多于0.5”。正好0.5也是追求服务品质。",
                en="“0.5 or more” was read as “more than 0.5”. Exactly 0.5 is service-seeking as well.",
            ),
            need_tendency(service=0.501),
        ),
    ),
    hints=(
        say(zh="先看优惠占比：到0.10了吗？", en="Look at the discount share first: has it reached 0.10?"),
        say(zh="没到，再看每单找客服次数；两项都没到，就是功能需求客户。", en="If not, look at the service contacts; if neither is reached, it is function-seeking."),
    ),
    after=say(zh="分类看的是他平时怎么买，不是他嘴上说想不想要优惠。", en="The class rests on how they buy, not on whether they say they like discounts."),
)  # fmt: skip


def _ten_customers(rng: np.random.Generator) -> dict[str, Any]:
    pool = _buyers()
    pool = pool[pool["average_order"] > 0]
    sensitive = pool["discount_share"] >= 0.1
    some = int(rng.integers(3, 6))
    drawn = [
        pool[sensitive].sample(some, random_state=rng),
        pool[~sensitive].sample(10 - some, random_state=rng),
    ]
    table = pd.concat(drawn).sample(frac=1, random_state=rng)
    return {
        "table": table[["average_order", "discount_share"]].round(2),
        "off": int(rng.choice([10, 15, 20])),
    }


def _given_away(case: dict[str, Any], sensitive: bool = False) -> float:
    table = case["table"]
    chosen = (table["discount_share"] >= 0.1) == sensitive
    return case["off"] / 100 * table.loc[chosen, "average_order"].sum()


NEEDLESS_DISCOUNT = Number(
    id="01_02.19",
    concept="1.18",
    title=say(zh="优惠给了不需要的人", en="A discount for those who needed none"),
    prompt=say(
        zh="网店（模拟数据）打算下个月给这10位客户的下一单一律减{off}%。假设每人照常下一单，原价等于他的客单价；"
        "再假设优惠占比不到0.10的客户，没有优惠也会照样买。减给他们的钱一共是多少元？四舍五入到整数元也可以。",
        en="The online shop (simulated data) plans {off}% off the next order of all these 10 customers. Assume that each places one order as usual, whose list price is their average order value, "
        "and that customers with a discount share below 0.10 would buy without a discount. How many yuan of discount go to these in all? Whole yuan will do.",
    ),
    case=_ten_customers,
    show=headings("discount_share", average_order=say(zh="客单价（元）", en="average order value (yuan)")),
    compute=_given_away,
    unit=say(zh="元", en="yuan"),
    tolerance=1,
    working=say(
        zh="把优惠占比不到0.10的客户的客单价相加，乘以{off}%",
        en="add up the average order values of those with a discount share below 0.10, times {off}%",
    ),
    misconceptions=(
        Misconception(
            "all_customers",
            say(zh="算的是10个人的优惠，题目只问不需要优惠的人。", en="That is the discount of all 10; the question is about those who needed none."),
            lambda case: case["off"] / 100 * case["table"]["average_order"].sum(),
        ),
        Misconception(
            "wrong_side",
            say(
                zh="算的是价格敏感客户，方向反了：优惠占比不到0.10的才是不需要的人。",
                en="The price-sensitive were added up: the other side. Those below 0.10 needed none.",
            ),
            lambda case: _given_away(case, sensitive=True),
        ),
        Misconception(
            "sales_for_discount",
            say(zh="这是他们的购买金额，还要乘以减价的百分比。", en="That is what they buy: multiply by the percentage taken off."),
            lambda case: _given_away(case) * 100 / case["off"],
        ),
    ),
    hints=(
        say(zh="先挑出优惠占比不到0.10的行。", en="Pick out the rows with a discount share below 0.10 first."),
        say(zh="这些行的客单价之和 × 减价百分比。", en="Sum of their average order values × the percentage off."),
    ),
    after=say(
        zh="一律打折，有一部分钱送给了本来就会买的人；先分类，再决定给谁优惠。",
        en="A discount for all gives part of its money to those who would buy anyway: classify first, then decide who gets it.",
    ),
)  # fmt: skip

NEED_TYPES = [SERVICE_NOTES, BY_NEED]
TENDENCIES = [BY_TENDENCY, NEEDLESS_DISCOUNT]
