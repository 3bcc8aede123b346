"""Exercises of lesson 02_04: reasons for leaving, win-back against a control group, the uses of classes."""

from __future__ import annotations

from typing import Any

import numpy as np

from custclass.act.treatments.winback import ANSWERS
from custclass.learn.kinds import Match, Misconception, Number
from custclass.show.say import say

# -- 2.17 win-back ---------------------------------------------------------------------------------------

_REASON = {
    "mouldy": "quality", "handle": "quality", "hotline": "service", "cheaper": "price", "waits": "price",
    "busy": "forgot", "new_phone": "forgot", "doctor": "no_need", "moved": "no_need", "no_answer": "unknown",
}  # fmt: skip

REASONS = Match(
    id="02_04.12",
    concept="2.17",
    title=say(zh="为什么走，怎么办", en="Why they left, and what to do"),
    prompt=say(
        zh="不再来买的客户（虚构）说了这些话。先看出原因，再选办法：东西或服务有毛病，先改好再请他回来；嫌贵，给优惠；忘了，提醒；不再需要，放手；不知道原因，先问。",
        en="Customers who no longer buy (made up) said this. See the reason, then choose: what is wrong with product or service is mended before they are asked back; too expensive: an offer; forgot: a reminder; no need any more: let go; reason unknown: ask first.",
    ),
    situations={
        "mouldy": say(zh="“上次的茶有霉味，不敢再买了。”", en="“The last tea smelled of mould; I do not dare to buy again.”"),
        "handle": say(zh="“杯子才用两周，把手就掉了。”", en="“The handle of the cup came off after two weeks.”"),
        "hotline": say(zh="“打了三次客服都没人接，后来就算了。”", en="“I called your service three times and nobody answered, so I gave up.”"),
        "cheaper": say(zh="“东西挺好，可同样的茶别家便宜两成。”", en="“I liked it, but the same tea is a fifth cheaper elsewhere.”"),
        "waits": say(zh="“茶是好茶，就是价钱有点舍不得。”", en="“Good tea, only a little more than I like to pay.”"),
        "busy": say(zh="“最近太忙，把你们家给忘了。”", en="“I have been so busy that I forgot about you.”"),
        "new_phone": say(zh="“换了手机，忘了店名，找不到你们了。”", en="“I have a new phone, forgot your name and could not find you.”"),
        "doctor": say(zh="“医生叫我戒茶，以后都不喝了。”", en="“My doctor told me to give up tea for good.”"),
        "moved": say(zh="“公司搬去了国外，这边不用再备茶了。”", en="“The firm has moved abroad; we need no tea here any more.”"),
        "no_answer": say(zh="半年没来，也没人问过他为什么", en="has not come for half a year, and nobody has asked why"),
    },
    actions={
        "mend": say(zh="先改好，再请他回来", en="mend it first and ask them back then"),
        "offer": say(zh="给一份优惠", en="make an offer"),
        "remind": say(zh="提醒一下，不给优惠", en="remind them without an offer"),
        "let_go": say(zh="放手，不再打扰", en="let go without disturbing them"),
        "ask": say(zh="先问清原因", en="ask for the reason first"),
    },
    pairs={said: ANSWERS[reason] for said, reason in _REASON.items()},
    because={
        "mouldy": say(zh="东西有毛病：券换不回信任，先把茶的保存改好", en="the product is at fault: no coupon buys back trust; mend how the tea is kept"),
        "handle": say(zh="东西有毛病：不改好，回来的人还会再走", en="the product is at fault: unless it is mended, who comes back leaves again"),
        "hotline": say(zh="服务有毛病：先让电话有人接", en="the service is at fault: first see that calls are answered"),
        "cheaper": say(zh="嫌贵：一份算得过来的优惠有用", en="too expensive: an offer that pays for itself can help"),
        "waits": say(zh="嫌贵：一份算得过来的优惠有用", en="too expensive: an offer that pays for itself can help"),
        "busy": say(zh="只是忘了：提醒就够，优惠白花钱", en="only forgot: a reminder is enough, an offer is money wasted"),
        "new_phone": say(zh="只是忘了、找不到：提醒并附上店铺链接就够", en="forgot and could not find us: a reminder with the address is enough"),
        "doctor": say(zh="不再需要：什么优惠也没有用", en="the need is gone: no offer brings it back"),
        "moved": say(zh="不再需要：什么优惠也没有用", en="the need is gone: no offer brings it back"),
        "no_answer": say(zh="不知道原因，就不知道该用什么办法：先问", en="without a reason nobody knows the remedy: ask first"),
    },
    n=8,
    misconceptions=(
        Misconception(
            "coupon_for_every_reason",
            say(
                zh="有毛病也发券。优惠补不好产品和服务的毛病，人回来了还会再走，券钱也白花。",
                en="Faults were answered with an offer. It mends neither product nor service: they come back, leave again, and the coupon is lost.",
            ),
            {"mouldy": "offer", "handle": "offer", "hotline": "offer"},
        ),
        Misconception(
            "offer_to_the_forgetful",
            say(
                zh="只是忘了的人也给了优惠。一句提醒就能回来的人，不用花这笔钱。",
                en="Those who only forgot got an offer too. Whom a reminder brings back needs no discount.",
            ),
            {"busy": "offer", "new_phone": "offer"},
        ),
        Misconception(
            "never_let_go",
            say(
                zh="不再需要的人也去提醒。戒了茶的人，提醒多少次也不会买，只会觉得烦。",
                en="Those without a need were reminded. No reminder sells tea to one who gave it up; it only annoys.",
            ),
            {"doctor": "remind", "moved": "remind"},
        ),
        Misconception(
            "guessed_the_reason",
            say(
                zh="还没有人问过原因，就猜成了嫌贵。先问，答案常常出人意料。",
                en="Nobody had asked for the reason, and you guessed the price. Ask first.",
            ),
            {"no_answer": "offer"},
        ),
    ),
    hints=(
        say(zh="先把每句话归到一个原因：毛病、嫌贵、忘了、不需要、不知道。", en="First find the reason in each sentence: fault, price, forgot, no need, unknown."),
        say(zh="给优惠的只有说到价钱的那几句。", en="Only the sentences about money call for an offer."),
    ),
    after=say(
        zh="先问原因，再选办法；产品的毛病要改产品，不是发券。",
        en="First the reason, then the remedy; a faulty product is mended, not discounted.",
    ),
)  # fmt: skip


def _win_back(rng: np.random.Generator) -> dict[str, Any]:
    control = int(rng.choice([150, 200, 250]))
    times = int(rng.choice([2, 3, 4]))
    back_control = int(control * rng.choice([0.06, 0.08, 0.1]))
    offered = control * times
    back = back_control * times + int(offered * rng.choice([0.04, 0.05, 0.06]))
    return {
        "control": control, "back_control": back_control, "offered": offered, "back": back,
        "contact": int(rng.choice([1, 2, 3])), "coupon": int(rng.choice([10, 15, 20])),
    }  # fmt: skip


def _anyway(case: dict[str, Any]) -> float:
    return case["offered"] * case["back_control"] / case["control"]


def _win_back_cost(case: dict[str, Any]) -> float:
    return case["offered"] * case["contact"] + case["back"] * case["coupon"]


WIN_BACK = Number(
    id="02_04.13",
    concept="2.17",
    title=say(zh="多挽回一位花了多少", en="The cost of one more customer back"),
    prompt=say(
        zh="一家店（虚构）抽签决定：{offered}位流失客户收到挽回信和券，两个月内{back}位回来；另外{control}位是对照组，什么也没收到，也有{back_control}位自己回来。"
        "每封信{contact}元，每位回来的人都用掉一张{coupon}元的券。平均每多挽回一位客户花了多少元？保留1位小数即可。",
        en="A shop (made up) drew lots: {offered} lost customers got a win-back letter with a coupon, and {back} of them came back within two months; {control} others were the control group, got nothing, and {back_control} of them came back by themselves. "
        "A letter costs {contact} yuan, and everyone who came back with the letter used a coupon of {coupon} yuan. What did each additional customer back cost, in yuan? One decimal will do.",
    ),
    case=_win_back,
    compute=lambda case: _win_back_cost(case) / (case["back"] - _anyway(case)),
    unit=say(zh="元", en="yuan"),
    tolerance=0.06,
    working=say(
        zh="费用是{offered} × {contact} + {back} × {coupon}；不寄信也会回来的是{offered} × {back_control} ÷ {control}，从{back}里减去，就是多挽回的人；费用除以人数",
        en="the cost is {offered} × {contact} + {back} × {coupon}; {offered} × {back_control} ÷ {control} would have come back anyway, take them from {back} to get the additional ones; divide the cost by these",
    ),
    misconceptions=(
        Misconception(
            "all_returns",
            say(
                zh="除以了全部回来的人。对照组说明，有些人不寄信也会回来，不能算成信的功劳。",
                en="The cost was divided by all who came back. The control group shows that some come back without a letter: they are not its merit.",
            ),
            lambda case: _win_back_cost(case) / case["back"],
        ),
        Misconception(
            "control_not_scaled",
            say(
                zh="直接减去了对照组回来的人数。两组人数不同，先把对照组的占比换算到收信的人数上。",
                en="The number back in the control group was taken off as it is. The groups differ in size: apply the control group's share to those who got the letter.",
            ),
            lambda case: _win_back_cost(case) / (case["back"] - case["back_control"]),
        ),
        Misconception(
            "coupon_of_additional_only",
            say(
                zh="券只算了多挽回的人。本来就会回来的人也用掉了券，这笔钱同样花出去了。",
                en="Coupons were counted for the additional customers only. Those who would have come anyway used one too, and that money is spent as well.",
            ),
            lambda case: case["coupon"] + case["offered"] * case["contact"] / (case["back"] - _anyway(case)),
        ),
    ),
    hints=(
        say(
            zh="先问：收信的人里，不寄信也会回来多少位？占比看对照组。",
            en="Ask first: how many who got the letter would have come back without it? The control group has the share.",
        ),
        say(
            zh="（全部信费 + 全部券钱）÷（回来的人 − 本来就会回来的人）。",
            en="(all letters + all coupons) ÷ (those back − those back anyway).",
        ),
    ),
    after=say(
        zh="把这个数和一位回来的客户带来的毛利比：比毛利高，挽回就亏了。",
        en="Compare it with the margin that one who is back brings: if it is higher, the win-back loses money.",
    ),
)  # fmt: skip

# -- 2.21 the uses of classes ----------------------------------------------------------------------------

USES = Match(
    id="02_04.14",
    concept="2.21",
    title=say(zh="分类用在哪里", en="Where classes are used"),
    prompt=say(
        zh="下面每件事都用了客户分类（虚构）。它属于哪种用途：营销（向谁推什么）、服务（怎样照顾）、产品开发（做什么新东西）、风险管理（少收不回钱）、"
        "分类定价（按类别定价，条件人人看得到）？同样的交易条件，背着客户定不同的价，是不允许的，请选“不可以做”。",
        en="Each of these things uses classes of customers (made up). Which use is it: marketing (what to offer to whom), service (how to look after them), product development (what new thing to make), risk management (less money not paid back), "
        "or pricing by class (on conditions that everybody can see)? Different prices on the same conditions behind the customers' backs are not allowed: choose “do not do this”.",
    ),
    situations={
        "wake": say(zh="给沉睡客户发一封唤醒信", en="send dormant customers a wake-up letter"),
        "gift_ad": say(zh="只向最近看过礼盒的人推送礼盒广告", en="show the gift box advertisement only to those who looked at gift boxes"),
        "four_hours": say(zh="高价值客户的投诉4小时内回复，其他人24小时内", en="answer complaints of high-value customers within 4 hours, those of others within 24"),
        "same_person": say(zh="追求服务品质的客户打来，由同一位熟悉的客服接听", en="let the same familiar person answer when a service-seeking customer calls"),
        "small_pack": say(zh="独居客户总说一包吃不完，做一种小包装", en="customers who live alone cannot finish a bag: make a small one"),
        "sharing_set": say(zh="社交性需求的客户常拆开分给朋友，做一款分享装", en="customers with a social need split packs among friends: make a set for sharing"),
        "credit_half": say(zh="欠款常拖的一类客户，赊账额度减半", en="halve the credit of the class that often pays late"),
        "deposit": say(zh="没有往来记录的机构，先付三成定金再发货", en="organisations without a history pay 30% before delivery"),
        "students": say(zh="学生凭学生证九折，写在店门口", en="students with a student card get 10% off; it stands at the door"),
        "ten_cases": say(zh="一次买满10箱按批发价，写在价目表上", en="10 cases and more at the wholesale price; it stands on the price list"),
        "secret_loyal": say(zh="同样的条件，悄悄给老客户显示比新客户高的价", en="on the same conditions, quietly show old customers a higher price than new ones"),
        "secret_phone": say(zh="同样的条件，悄悄给用贵手机的客户加价5%", en="on the same conditions, quietly add 5% for customers with an expensive phone"),
    },
    actions={
        "marketing": say(zh="营销", en="marketing"),
        "service": say(zh="服务", en="service"),
        "product": say(zh="产品开发", en="product development"),
        "risk": say(zh="风险管理", en="risk management"),
        "price": say(zh="分类定价", en="pricing by class"),
        "no": say(zh="不可以做", en="do not do this"),
    },
    pairs={
        "wake": "marketing", "gift_ad": "marketing", "four_hours": "service", "same_person": "service",
        "small_pack": "product", "sharing_set": "product", "credit_half": "risk", "deposit": "risk",
        "students": "price", "ten_cases": "price", "secret_loyal": "no", "secret_phone": "no",
    },
    because={
        "wake": say(zh="决定的是向谁发什么信息", en="it decides who gets which message"),
        "gift_ad": say(zh="决定的是向谁推什么", en="it decides what is offered to whom"),
        "four_hours": say(zh="决定的是怎样照顾、多快响应", en="it decides how customers are looked after, and how soon"),
        "same_person": say(zh="决定的是由谁来照顾", en="it decides who looks after them"),
        "small_pack": say(zh="一类客户的需要变成了一种新产品", en="the need of a class becomes a new product"),
        "sharing_set": say(zh="一类客户的需要变成了一种新产品", en="the need of a class becomes a new product"),
        "credit_half": say(zh="减少收不回来的钱", en="less money is lost with those who do not pay"),
        "deposit": say(zh="还不了解的客户先付定金，减少收不回来的钱", en="who is not known yet pays in advance: less money is lost"),
        "students": say(zh="按类别定价，条件公开，谁符合谁享受", en="a price by class on an open condition that anyone may meet"),
        "ten_cases": say(zh="按购买量定价，条件公开，谁符合谁享受", en="a price by quantity on an open condition that anyone may meet"),
        "secret_loyal": say(
            zh="同样的条件、客户不知情、价格却不同，俗称“大数据杀熟”，是法律不允许的不合理差别待遇，也会失去老客户",
            en="same conditions, another price, and the customer does not know: the unreasonable difference that Chinese law forbids, and it loses loyal customers",
        ),
        "secret_phone": say(
            zh="同样的条件、客户不知情、价格却不同，是法律不允许的不合理差别待遇",
            en="same conditions, another price, and the customer does not know: the unreasonable difference that Chinese law forbids",
        ),
    },
    n=9,
    misconceptions=(
        Misconception(
            "secret_price_is_pricing",
            say(
                zh="把背着客户加价当成了分类定价。分界在于条件是否公开：谁都看得到、谁符合谁享受，才可以。",
                en="A secret mark-up was taken for pricing by class. What counts is that the condition is open: everybody can see it, and whoever meets it gets the price.",
            ),
            {"secret_loyal": "price", "secret_phone": "price"},
        ),
        Misconception(
            "every_difference_forbidden",
            say(
                zh="把所有价格差别都当成不允许的了。学生价、批发价条件公开，谁符合谁享受。",
                en="Every difference in price was called forbidden. Student and wholesale prices have open conditions that anyone may meet.",
            ),
            {"students": "no", "ten_cases": "no"},
        ),
        Misconception(
            "all_is_marketing",
            say(
                zh="把分类都看成了营销。小包装是做新产品，4小时内回复是服务，都不是向人推销。",
                en="Everything was seen as marketing. A small pack is a new product and an answer within 4 hours is service; nothing is being promoted.",
            ),
            {"four_hours": "marketing", "same_person": "marketing", "small_pack": "marketing", "sharing_set": "marketing"},
        ),
        Misconception(
            "risk_is_pricing",
            say(
                zh="把赊账和定金当成了定价。价钱没有变，变的是怎样付、欠多少。",
                en="Credit and deposits were taken for prices. The price is the same; what changes is how it is paid and how much may be owed.",
            ),
            {"credit_half": "price", "deposit": "price"},
        ),
    ),
    hints=(
        say(zh="问：这件事改变了什么？信息、照顾、产品、欠款，还是价钱？", en="Ask what it changes: a message, the care, a product, money owed, or a price?"),
        say(zh="价钱变了，再问：条件是不是公开、人人看得到？", en="If it is a price, ask: is the condition open for all to see?"),
    ),
    after=say(
        zh="同一套分类，营销、服务、产品开发、风险管理都能用；按类别定价要条件公开。",
        en="The same classes serve marketing, service, product development and risk; prices by class need open conditions.",
    ),
)  # fmt: skip


def _on_account(rng: np.random.Generator) -> dict[str, Any]:
    customers = int(rng.choice([200, 250, 400]))
    sold = int(rng.choice([800_000, 1_000_000, 1_200_000]))
    return {
        "customers": customers,
        "defaults": int(customers * rng.choice([0.06, 0.08, 0.1])),
        "sold": sold,
        # Rates at which the limit is a round sum: nobody has to ask which way to round.
        "unpaid": sold * int(rng.choice([20, 24, 25, 30, 40])) // 1000,
        "allowed": int(rng.choice([60, 90, 120])),
    }


CREDIT = Number(
    id="02_04.15",
    concept="2.21",
    title=say(zh="按损失率定赊账额度", en="A credit limit from the loss rate"),
    prompt=say(
        zh="一类机构客户（虚构）去年共{customers}位，赊账买了{sold:,}元，其中{unpaid:,}元没有收回来，欠款的有{defaults}位。"
        "规则：一位客户把额度用满时，预期损失不超过{allowed}元；预期损失 = 额度 × 这一类的损失率（按金额算）。这一类的额度最高定多少元？",
        en="A class of {customers} organisations (made up) bought for {sold:,} yuan on account last year; {unpaid:,} yuan of it were never paid, by {defaults} of them. "
        "The rule: when a customer uses the whole limit, the expected loss is at most {allowed} yuan; expected loss = limit × loss rate of the class (in money). What is the highest limit for this class, in yuan?",
    ),
    case=_on_account,
    compute=lambda case: case["allowed"] * case["sold"] / case["unpaid"],
    unit=say(zh="元", en="yuan"),
    tolerance=0.5,
    working=say(
        zh="损失率是{unpaid:,} ÷ {sold:,}；{allowed}元除以损失率",
        en="the loss rate is {unpaid:,} ÷ {sold:,}; divide {allowed} yuan by it",
    ),
    misconceptions=(
        Misconception(
            "heads_for_money",
            say(
                zh="用的是欠款客户占人数的比例。欠款的人未必全欠，规则看的是没收回的金额占多少。",
                en="The share of customers who did not pay was used. They need not owe everything: the rule looks at the share of the money.",
            ),
            lambda case: case["allowed"] * case["customers"] / case["defaults"],
        ),
        Misconception(
            "limit_is_the_loss",
            say(
                zh="把额度直接定成了允许的损失，好像人人都不付钱。大部分客户会付，额度要除以损失率。",
                en="The allowed loss was taken as the limit, as if nobody ever paid. Most do: divide by the loss rate.",
            ),
            lambda case: case["allowed"],
        ),
        Misconception(
            "loss_per_customer",
            say(
                zh="算的是平均每位客户没收回多少元，题目问的是额度。",
                en="That is the money lost per customer last year; the question is about the limit.",
            ),
            lambda case: case["unpaid"] / case["customers"],
        ),
    ),
    hints=(
        say(zh="损失率 = 没收回的金额 ÷ 赊账的金额。", en="Loss rate = money not paid ÷ money sold on account."),
        say(zh="额度 = 允许的预期损失 ÷ 损失率。", en="Limit = expected loss allowed ÷ loss rate."),
    ),
    after=say(
        zh="风险按类别管：损失率高一倍的一类，额度减一半，预期损失就一样。",
        en="Risk is managed by class: twice the loss rate, half the limit, and the expected loss is the same.",
    ),
)  # fmt: skip

BACK = [REASONS, WIN_BACK]
USE = [USES, CREDIT]
