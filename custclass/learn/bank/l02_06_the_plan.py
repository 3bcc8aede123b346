"""Exercises of lesson 02_06: the steps, the limits of a scheme, who works together, the written plan."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from custclass.act.plan_steps import PARTS, STEPS, TEAMS, roles
from custclass.classify.catalogue import value_tier
from custclass.learn.bank import plan_limits
from custclass.learn.bank.pools import shop
from custclass.learn.kinds import (
    ChooseOne,
    Match,
    Misconception,
    Number,
    Several,
    Table,
)
from custclass.show.say import Text, join, say

# -- 2.23 the steps ---------------------------------------------------------------------------------------

WHICH_STEP = Match(
    id="02_06.1",
    concept="2.23",
    title=say(zh="这件事在四步里的哪一步", en="Which of the four steps is this?"),
    prompt=say(
        zh="一家店（虚构）引入客户分类系统，分四步：数据（收集、整理）；模型（定指标、写规则、上线前检验）；个性化方案（每一类得到什么）；持续调整（上线以后）。各家清单的叫法不同，说的是同样的四步。下面每一项属于哪一步？",
        en="A shop (made up) brings in a classification system in four steps: data (gather and clean); model (choose measures, write rules, test them before the start); personalised plan (what each class gets); keep adjusting (once it runs). Lists name the steps differently and mean the same four. To which step does each item belong?",
    ),
    situations={
        "merge": say(
            zh="把同一位客户在门店和网店的两个编号合成一个",
            en="make one id of the two that a customer has in the store and online",
        ),
        "phones": say(zh="数一数多少条电话缺了或者写错了，补正", en="count the phones that are missing or wrong, and mend them"),
        "cuts": say(
            zh="决定用购买频率和购买金额，写下分界点",
            en="decide on frequency and monetary value and write down the cut points",
        ),
        "holes": say(
            zh="上线前检查规则：有没有客户哪一类都进不去",
            en="check the rules before the start: is there a customer who fits no class?",
        ),
        "rehearsal": say(
            zh="上线前用去年的订单试分一遍，看人数是否合理",
            en="before the start, class last year's customers once to see whether the numbers make sense",
        ),
        "offers": say(
            zh="给每一类写明：发什么信息、走什么渠道、多久联系一次",
            en="write down for each class which message, which channel and how often",
        ),
        "manager": say(zh="决定高价值客户由专人照顾", en="decide that high-value customers get a person of their own"),
        "budget": say(zh="把今年的活动预算分到每一类", en="split this year's campaign budget over the classes"),
        "quarter": say(zh="每季度末重新分类，看谁升了、谁降了", en="re-class at the end of each quarter and see who moved up or down"),
        "control": say(
            zh="活动结束后和对照组比，没有效果的做法停掉",
            en="compare with the control group after a campaign and stop what had no effect",
        ),
        "by_level": say(zh="咨询顾问的清单上写着“分级服务”", en="a consultant's list says “serve by level”"),
        "retrain": say(
            zh="系统厂商的清单上写着“监控、重新训练”", en="a software house's list says “monitor and train again”"
        ),
        "one_class": say(
            zh="运行半年后发现九成客户落在同一类，回头重定分界点",
            en="find after half a year of use that nine tenths are in one class, and set the cut points again",
        ),
    },
    actions=STEPS,
    pairs={
        "merge": "data", "phones": "data", "cuts": "model", "holes": "model", "rehearsal": "model", "offers": "plan",
        "manager": "plan", "budget": "plan", "quarter": "adjust", "control": "adjust", "one_class": "adjust", "by_level": "plan",
        "retrain": "adjust",
    },
    because={
        "merge": say(zh="一人一个编号，是整理数据", en="one id a person: that is cleaning the data"),
        "phones": say(zh="查错补缺，是整理数据", en="finding and mending faults is cleaning the data"),
        "cuts": say(zh="指标和分界点就是模型", en="measures and cut points are the model"),
        "holes": say(zh="上线前检验规则，还在建模型", en="testing the rules before the start is part of building them"),
        "rehearsal": say(zh="上线前的试分是检验模型", en="a rehearsal before the start tests the model"),
        "offers": say(zh="写的是每一类得到什么", en="it says what each class gets"),
        "manager": say(zh="专人照顾是这一类得到的服务", en="a person of their own is what this class gets"),
        "budget": say(zh="预算是每一类得到的资源", en="the budget is what each class gets"),
        "quarter": say(zh="系统已经在运行，定期重分是持续调整", en="the system is running; re-classing regularly is adjusting"),
        "control": say(zh="看效果、改做法，是持续调整", en="looking at the effect and changing course is adjusting"),
        "by_level": say(zh="说的是每一级客户得到什么服务", en="it is about what each level gets"),
        "retrain": say(zh="盯着运行的情况再改，是持续调整", en="watching the running system and changing it is adjusting"),
        "one_class": say(zh="运行中发现问题再改，是持续调整", en="mending what use has shown is adjusting"),
    },
    n=8,
    misconceptions=(
        Misconception(
            "test_is_adjusting",
            say(
                zh="把上线前的检验当成了持续调整。规则还没有用起来，检验属于建模型。",
                en="Tests before the start were taken for adjusting. The rules are not in use yet: testing them belongs to building.",
            ),
            {"holes": "adjust", "rehearsal": "adjust"},
        ),
        Misconception(
            "system_is_finished",
            say(
                zh="把上线以后的事算回了建模型或定方案。分好一次不算完：重新分类、看效果、改规则都是第四步。",
                en="What happens after the start was counted as building or planning. Classing once is not the end: re-classing, looking at effects and mending rules are step 4.",
            ),
            {"quarter": "model", "control": "plan", "one_class": "model", "retrain": "model"},
        ),
        Misconception(
            "class_is_treatment",
            say(
                zh="把“分到哪一类”和“这一类得到什么”混了。分界点是模型；照顾、预算是方案。",
                en="Which class and what the class gets were mixed up. Cut points are the model; care and budget are the treatment.",
            ),
            {"cuts": "plan", "manager": "model", "budget": "model", "by_level": "model"},
        ),
    ),
    hints=(
        say(
            zh="先问：系统在运行了吗？在运行的都是第四步。",
            en="Ask first: is the system in use already? Then it is step 4.",
        ),
        say(
            zh="没上线的：动数据的是第一步，动规则的是第二步，写每一类得到什么的是第三步。",
            en="Before the start: what touches data is step 1, what touches rules is step 2, what a class gets is step 3.",
        ),
    ),
    after=say(
        zh="四步走完又回到第一步：系统一直在调整，没有“做完”的一天。",
        en="After step 4 comes step 1 again: such a system is kept going, it is never finished.",
    ),
)  # fmt: skip


def _bill(rng: np.random.Generator) -> dict[str, Any]:
    return {
        "n": int(rng.choice([1200, 1800, 2400, 3000])),
        "minutes": int(rng.choice([3, 4, 5])),
        "model": int(rng.choice([12000, 15000, 18000])),
        "hours": int(rng.choice([30, 40, 50])),
        "adjust": int(rng.choice([20, 25, 30])),
        "pay": int(rng.choice([50, 60, 75])),
        "margin": int(rng.choice([25, 30, 40])),
    }


def _first_year(case: dict[str, Any], *, months: int = 12, quarters: int = 4) -> float:
    hours = case["n"] * case["minutes"] / 60 + months * case["hours"] + quarters * case["adjust"]
    return hours * case["pay"] + case["model"]


WHOLE_BILL = Number(
    id="02_06.2",
    concept="2.23",
    title=say(zh="四步一年要花多少，卖多少才够本", en="What the four steps cost, and what they must sell"),
    prompt=say(
        zh="一家店（虚构）引入客户分类，第一年的花费：整理数据，{n:,}条记录，每条{minutes}分钟；建立模型，顾问费{model:,}元；个性化方案，员工每个月多花{hours}小时（12个月都算）；持续调整，每个季度{adjust}小时。"
        "员工每小时{pay}元。毛利是销售额的{margin}%。第一年因为分类要多卖多少元，多出的毛利才刚好抵上全部花费？",
        en="A shop (made up) brings in classes. The first year costs: cleaning {n:,} records at {minutes} minutes each; {model:,} yuan for the consultant who builds the model; {hours} more staff hours every month for the treatments (in all 12 months); {adjust} hours every quarter for adjusting. "
        "An hour costs {pay} yuan. The margin is {margin}% of sales. How much more must be sold in the first year because of the classes, in yuan, so that the additional margin just covers the whole cost?",
    ),
    case=_bill,
    compute=lambda case: round(100 * _first_year(case) / case["margin"], 2),
    unit=say(zh="元", en="yuan"),
    tolerance=10,
    working=say(
        zh="工时是{n:,} × {minutes} ÷ 60 + 12 × {hours} + 4 × {adjust}小时，乘以{pay}元，加{model:,}元，再除以{margin}%",
        en="the hours are {n:,} × {minutes} ÷ 60 + 12 × {hours} + 4 × {adjust}; times {pay} yuan, plus {model:,} yuan, divided by {margin}%",
    ),
    misconceptions=(
        Misconception(
            "model_is_the_project",
            say(
                zh="只算了建模型的钱。整理数据、做方案、持续调整也要花钱，往往花得更多。",
                en="Only the model was counted. Cleaning, treating and adjusting cost money too, often more.",
            ),
            lambda case: 100 * case["model"] / case["margin"],
        ),
        Misconception(
            "one_month_only",
            say(
                zh="个性化方案的工时只算了一个月。它每个月都要，一年有12个月。",
                en="The hours of the treatments were counted for one month. They come every month, and a year has 12.",
            ),
            lambda case: 100 * _first_year(case, months=1) / case["margin"],
        ),
        Misconception(
            "one_quarter_only",
            say(
                zh="持续调整的工时只算了一个季度。一年有4个季度。",
                en="The hours of adjusting were counted for one quarter. A year has 4.",
            ),
            lambda case: 100 * _first_year(case, quarters=1) / case["margin"],
        ),
        Misconception(
            "times_the_margin",
            say(
                zh="花费乘了毛利率。每卖100元只留下毛利那几十元，要卖得比花费多：除以毛利率。",
                en="The cost was multiplied by the margin. Of 100 yuan sold only the margin stays, so more must be sold than the cost: divide by it.",
            ),
            lambda case: _first_year(case) * case["margin"] / 100,
        ),
        Misconception(
            "sales_for_margin",
            say(
                zh="那是花费本身。每多卖100元只留下毛利，要再除以毛利率。",
                en="That is the cost itself. Of each 100 yuan sold only the margin stays: divide by it.",
            ),
            _first_year,
        ),
    ),
    hints=(
        say(zh="先把四步的工时加起来，再换成钱。", en="Add up the hours of the steps first, then turn them into money."),
        say(
            zh="（全部工时 × 每小时工钱 + 顾问费）÷ 毛利率。",
            en="(All hours × pay an hour + consultant) ÷ margin.",
        ),
    ),
    after=say(
        zh="先算清一年的全部花费，再问试点的增量效果够不够：够本，才值得全店推开。",
        en="Work out the full cost of a year, then ask whether the effect measured in a trial covers it: only then roll it out.",
    ),
)  # fmt: skip

# -- 2.25 who must work together --------------------------------------------------------------------------

WHO = Match(
    id="02_06.8",
    concept="2.25",
    title=say(zh="这件事该谁做", en="Whose task is it?"),
    prompt=say(
        zh="一家店（虚构）这样分工：营销拟出分类规则，决定活动内容和渠道；客服照着等级接待客户，记下客户说的话；IT管数据、系统和权限；管理层批准规则，给目标和预算，指定负责人，部门相争时拍板。下面每件事该谁做？",
        en="A shop (made up) divides the work like this: marketing drafts the class rules and decides on messages and channels; service looks after customers by their level and notes what they say; IT keeps the data, the systems and the access rights; management approves the rules, gives goal and budget, names the owner and settles disputes between teams. Whose task is each?",
    ),
    situations={
        "cut": say(
            zh="拟出高价值客户的分界点（满多少元、满多少单），交管理层批准",
            en="draft the cut points of high value (from how many yuan and orders) for management to approve",
        ),
        "words": say(zh="给沉默的客户写一条短信", en="write a message to silent customers"),
        "channel": say(zh="决定普通客户发短信，不打电话", en="decide that ordinary customers get a message, not a call"),
        "reasons": say(
            zh="挽回电话里问清客户为什么走，选一个原因记下来",
            en="ask in the win-back call why a customer left, and record a reason",
        ),
        "four_hours": say(
            zh="在答应的4小时以内回复优先客户的投诉",
            en="answer a priority customer's complaint within the 4 hours promised",
        ),
        "nightly": say(
            zh="让订单表每晚自动更新客户的类别", en="have the order book update the classes every night"
        ),
        "on_screen": say(
            zh="客户来电时，让他的类别显示在接线员的屏幕上",
            en="make a caller's class appear on the screen of whoever answers",
        ),
        "access": say(
            zh="在系统里照批准的名单设置谁看得到电话",
            en="set in the system who sees phone numbers, from the approved list",
        ),
        "both_want": say(
            zh="营销要客服下周打2,000个电话，客服说最多800个，谁也不让：定下打多少",
            en="marketing wants 2,000 calls next week, service can make 800, neither gives way: settle how many",
        ),
        "owner": say(zh="指定一个人对整个方案负责", en="name the one person who answers for the whole plan"),
        "money": say(zh="批准今年用多少钱，要求多赚多少毛利", en="approve this year's money and the margin it must bring"),
    },
    actions=TEAMS,
    pairs={
        "cut": "marketing", "words": "marketing", "channel": "marketing", "reasons": "service", "four_hours": "service",
        "nightly": "it", "on_screen": "it", "access": "it", "both_want": "management", "owner": "management", "money": "management",
    },
    because={
        "cut": say(zh="规则由营销拟，管理层批准，IT写成程序", en="marketing drafts the rules, management approves them, IT makes them run"),
        "words": say(zh="内容归营销写", en="marketing writes the messages"),
        "channel": say(zh="渠道归营销选", en="marketing chooses the channel"),
        "reasons": say(zh="和客户说话的是客服，话也由客服记", en="service talks to the customer and notes what was said"),
        "four_hours": say(zh="按等级接待客户是客服的事", en="looking after customers by level is service"),
        "nightly": say(zh="数据和系统归IT管", en="IT keeps data and systems"),
        "on_screen": say(zh="让系统显示类别，归IT", en="making the system show it is IT"),
        "access": say(zh="照批准的名单设置，归IT", en="setting what was approved is IT"),
        "both_want": say(zh="部门相争，由管理层拍板", en="management settles disputes between teams"),
        "owner": say(zh="负责人由管理层指定", en="management names the owner"),
        "money": say(zh="目标和预算由管理层给", en="management gives goal and budget"),
    },
    n=8,
    misconceptions=(
        Misconception(
            "data_means_it",
            say(
                zh="一看到规则、记录就交给了IT。IT让它们跑起来；规则由营销拟，客户说的话由客服记。",
                en="Rules and records were handed to IT. IT makes them run; marketing drafts the rules, and service records what customers say.",
            ),
            {"cut": "it", "reasons": "it"},
        ),
        Misconception(
            "marketing_does_all",
            say(
                zh="把分类当成了营销一家的事。预算、负责人和部门之间的争执，营销自己定不了。",
                en="Classes were taken for marketing's own affair. It cannot decide on budget, owner and disputes between teams by itself.",
            ),
            {"both_want": "marketing", "owner": "marketing", "money": "marketing"},
        ),
        Misconception(
            "who_uses_it_builds_it",
            say(
                zh="谁用就让谁做了。屏幕上的类别是客服在用，要由IT接进系统。",
                en="Whoever uses it was asked to make it. Service uses the class on the screen; IT brings it there.",
            ),
            {"on_screen": "service", "access": "management"},
        ),
    ),
    hints=(
        say(zh="问：是定内容、对客户、管系统，还是给钱和拍板？", en="Ask: content, customers, systems, or money and decisions?"),
        say(
            zh="拟分界点归营销；设置权限、让屏幕显示类别归IT；争执、预算、负责人归管理层。",
            en="Drafting cut points is marketing; access and what the screen shows are IT; disputes, budget and owner are management.",
        ),
    ),
    after=say(
        zh="缺了哪一家都不成：没有IT，规则跑不起来；没有客服，客户感觉不到；没有管理层，争起来没人拍板。",
        en="All four are needed: without IT the rules do not run, without service no customer notices them, without management disputes stay open.",
    ),
)  # fmt: skip


def _division(rng: np.random.Generator) -> dict[str, Any]:
    """A division of work with one faulty step; a step with two pairs of hands and one with an onlooker are sound."""
    table = roles()
    faulty, two_hands, onlooker, _ = (str(step) for step in rng.permutation(list(STEPS)))

    def change(step: str, old: str, new: str) -> None:
        team = str(rng.choice(table.columns[table.loc[step] == old]))
        table.loc[step, team] = new

    change(two_hands, "helps", "does")
    change(onlooker, "helps", "told")
    old, new = (("does", "helps"), ("decides", "told"), ("helps", "decides"))[int(rng.integers(3))]
    change(faulty, old, new)
    why = {f"why_{step}": _who_does_what(row) for step, row in table.iterrows()}
    shown = table.assign(step=pd.Series(STEPS, dtype=object)).reset_index(drop=True)
    return {"table": shown, "two_hands": two_hands, "onlooker": onlooker, **why}


def _parts(row: pd.Series) -> tuple[list[Text], list[Text]]:
    """Who does it, and who decides."""
    return ([TEAMS[t] for t in TEAMS if row[t] == "does"], [TEAMS[t] for t in TEAMS if row[t] == "decides"])


def _who_does_what(row: pd.Series) -> Text:
    nobody = say(zh="没有人", en="nobody")
    do, decide = _parts(row)
    said = say(
        zh="动手的是{do}，拍板的是{decide}，{verdict}", en="done by {do}, decided by {decide}: {verdict}"
    )
    if not do:
        verdict = say(zh="活没有人干", en="the work has no hands")
    elif len(decide) != 1:
        verdict = say(zh="拍板的要正好一方", en="exactly one must decide")
    else:
        verdict = say(zh="有人做，一方拍板", en="somebody does it and one decides")
    return said.format(
        do=join(do) if do else nobody, decide=join(decide) if decide else nobody, verdict=verdict
    )


def _faulty_step(case: dict[str, Any]) -> str:
    rows = case["table"].set_axis(list(STEPS))
    counts = {step: tuple(map(len, _parts(row))) for step, row in rows.iterrows()}
    return str(next(step for step, (do, decide) in counts.items() if not do or decide != 1))


DIVISION = ChooseOne(
    id="02_06.9",
    concept="2.25",
    title=say(zh="分工表哪一步要改", en="Which step of the division must be mended?"),
    prompt=say(
        zh="一家店（虚构）引入客户分类，写了一张分工表。规矩是：每一步都要有人动手，而且正好一方拍板；配合和知情的有几方都可以。哪一步必须改？",
        en="A shop (made up) divides the work of bringing in classes. The rule: every step has somebody who does it and exactly one team that decides; any number may help or be told. Which step must be mended?",
    ),
    case=_division,
    show={"step": say(zh="步骤", en="step"), **TEAMS},
    values=dict.fromkeys(TEAMS, PARTS),
    options=STEPS,
    because={step: Text(zh="{why_" + step + "}", en="{why_" + step + "}") for step in STEPS},
    answer=_faulty_step,
    misconceptions=(
        Misconception(
            "two_hands_are_wrong",
            say(
                zh="两方一起动手没有问题，只要拍板的是一方。",
                en="Two teams may do the work together, as long as one decides.",
            ),
            lambda case: case["two_hands"],
        ),
        Misconception(
            "all_must_help",
            say(
                zh="有人只是知情，这没有问题：不是每一步都要人人出力。",
                en="It is fine that a team is only told: not everybody works at every step.",
            ),
            lambda case: case["onlooker"],
        ),
    ),
    hints=(
        say(zh="一行一行看：谁动手？谁拍板？", en="Row by row: who does it, who decides?"),
        say(
            zh="找没有“动手”的、没有“拍板”的，或者有两个“拍板”的一行。",
            en="Look for a row without “does it”, without “decides”, or with two who decide.",
        ),
    ),
    after=say(
        zh="没有人动手，事情停着；没有人拍板或者两方拍板，事情吵着。一张表就看得出来。",
        en="Without hands a step stands still; with no decider, or two, it is argued about. One table shows it.",
    ),
)  # fmt: skip

# -- 2.26 the written plan --------------------------------------------------------------------------------

# line -> (its name, what it must have, good wordings, bad wordings)
PLAN_LINES: dict[str, tuple[Text, Text, list[Text], list[Text]]] = {
    "goal": (
        say(zh="目标", en="Goal"),
        say(zh="目标要有金额、期限和对照组", en="a goal has money, a date and a control group"),
        [
            say(
                zh="到2026年12月31日多赚{gain:,}元毛利，抽签留一半客户作对照组",
                en="{gain:,} yuan more margin by 31 December 2026, with half of them drawn by lot as a control group",
            )
        ],
        [
            say(zh="明年让高价值客户更满意、更忠诚", en="make high-value customers happier and more loyal next year"),
            say(zh="明年多赚{gain:,}元毛利，看全店销售额涨没涨", en="{gain:,} yuan more margin next year, judged by the sales of the whole shop"),
        ],
    ),
    "owner": (
        say(zh="负责人", en="Owner"),
        say(zh="负责人要写一个人", en="the owner is one person"),
        [say(zh="王敏（营销主管）", en="Wang Min (head of marketing)"), say(zh="周立（客服主管）", en="Zhou Li (head of service)")],
        [
            say(zh="营销、客服和IT共同负责", en="marketing, service and IT together"),
            say(zh="由各部门协商", en="to be agreed between the teams"),
        ],
    ),
    "data": (
        say(zh="数据", en="Data"),
        say(zh="要写明用哪张表、统计截止日是哪天", en="it names the table and the as-of date"),
        [say(zh="订单表，统计截止日2025年12月31日", en="the order book, as of 31 December 2025")],
        [
            say(zh="公司已有的客户数据", en="the customer data the company has"),
            say(zh="最近的订单", en="the latest orders"),
        ],
    ),
    "rule": (
        say(zh="分类规则", en="Rule"),
        say(zh="规则要写出指标和分界点", en="a rule gives measures and cut points"),
        [say(zh="一年付款满{cut:,}元并且满12单", en="at least {cut:,} yuan and 12 orders in a year")],
        [
            say(zh="买得多、来得勤的客户", en="customers who buy much and come often"),
            say(zh="店长认为值得重点照顾的客户", en="customers whom the manager thinks worth special care"),
        ],
    ),
    "group": (
        say(zh="目标群体", en="Target group"),
        say(zh="只写人数和占比，不出现任何一位客户的资料", en="only numbers and shares, nothing about any one customer"),
        [say(zh="{n:,}位客户，占金额的{share}%", en="{n:,} customers with {share}% of the money")],
        [
            say(
                zh="{n:,}位客户，占金额的{share}%，头一位是张女士，电话尾号{tail}",
                en="{n:,} customers with {share}% of the money; the first is Ms Zhang, phone ending in {tail}",
            ),
            say(
                zh="{n:,}位客户，占金额的{share}%，姓名和电话见附件",
                en="{n:,} customers with {share}% of the money; names and phones attached",
            ),
        ],
    ),
    "who": (
        say(zh="谁能看名单", en="Who may see the list"),
        say(zh="要写岗位，不能人人都看", en="it names posts, not everybody"),
        [say(zh="营销主管和当班的客服", en="the head of marketing and the service staff on duty")],
        [
            say(zh="全公司", en="the whole company"),
            say(zh="需要的人都可以看", en="whoever needs it"),
        ],
    ),
    "review": (
        say(zh="下次重分", en="Classed again on"),
        say(zh="要写日期", en="it gives a date"),
        [say(zh="2026年4月1日，以后每季度第一天", en="1 April 2026, then the first day of each quarter")],
        [
            say(zh="视情况而定", en="as the situation requires"),
            say(zh="客户有明显变化的时候", en="when customers have visibly changed"),
        ],
    ),
}  # fmt: skip


def _draft(rng: np.random.Generator) -> dict[str, Any]:
    """A plan in which some lines do what they must and some do not."""
    figures = {
        "gain": int(rng.choice([60000, 80000, 120000])), "cut": int(rng.choice([2000, 2500, 3000])),
        "n": int(rng.integers(160, 240)) * 10, "share": int(rng.integers(35, 55)), "tail": int(rng.integers(1000, 9999)),
    }  # fmt: skip
    faulty = {str(line) for line in rng.permutation(list(PLAN_LINES))[: int(rng.integers(3, 6))]}
    lines, why = {}, {}
    for code, (_, must, good, bad) in PLAN_LINES.items():
        wordings = bad if code in faulty else good
        lines[f"line_{code}"] = wordings[int(rng.integers(len(wordings)))].format(**figures)
        verdict = say(zh="，这一行没有做到", en="; not so here")
        met = say(zh="，这一行做到了", en="; so it is here")
        why[f"why_{code}"] = must + (verdict if code in faulty else met)
    return {"faulty": faulty, **lines, **why}


FAULTY_PLAN = Several(
    id="02_06.10",
    concept="2.26",
    title=say(zh="这份方案哪几行要重写", en="Which lines of the plan must be rewritten?"),
    prompt=say(
        zh="一份客户细分方案的草稿（虚构），要在各部门之间传阅。公司的要求：目标有金额、期限和对照组；负责人是一个人；数据写明哪张表、统计截止日；规则写出指标和分界点；目标群体只写人数和占比，不出现客户个人的资料，也不附名单；能看名单的写到岗位；重分写日期。哪几行没有做到？全部选上。",
        en="The draft of a segmentation plan (made up) that goes round the teams. The company requires: a goal with money, a date and a control group; one person as owner; data with the table and the as-of date; a rule with measures and cut points; a target group in numbers and shares only, with nothing about any one customer and no list attached; posts for who may see the list; a date for classing again. Which lines fail? Tick them all.",
    ),
    case=_draft,
    options={
        code: name + say(zh="：", en=": ") + Text(zh=f"{{line_{code}}}", en=f"{{line_{code}}}")
        for code, (name, *_) in PLAN_LINES.items()
    },
    because={code: Text(zh=f"{{why_{code}}}", en=f"{{why_{code}}}") for code in PLAN_LINES},
    answer=lambda case: case["faulty"],
    misconceptions=(
        Misconception(
            "any_goal_will_do",
            say(
                zh="“目标”这一行判断错了。看三样：金额、期限、对照组，缺一样就说不清到底有没有效果。",
                en="The goal was misjudged. Look for three things, money, date and control group: with one missing nobody can tell whether it worked.",
            ),
            lambda case: case["faulty"] ^ {"goal"},
        ),
        Misconception(
            "names_misjudged",
            say(
                zh="“目标群体”这一行判断错了。人数和占比可以传阅；哪位客户的姓名、电话都不行，放在附件里也不行。",
                en="The target group was misjudged. Numbers and shares may go round; no customer's name or phone may, not even attached.",
            ),
            lambda case: case["faulty"] ^ {"group"},
        ),
        Misconception(
            "owner_misjudged",
            say(
                zh="“负责人”这一行判断错了。要一个人，不是几个部门；员工的名字不是客户的资料，应该写。",
                en="The owner was misjudged. It takes one person, not several teams; a colleague's name is no customer data and belongs there.",
            ),
            lambda case: case["faulty"] ^ {"owner"},
        ),
    ),
    hints=(
        say(zh="一行一行拿要求去对。", en="Hold each line against its requirement."),
        say(
            zh="问：别人拿着这一行，不再问您，能不能照着做、到期能不能核对？",
            en="Ask: could somebody act on this line, and check it later, without asking you?",
        ),
    ),
    after=say(
        zh="好方案的每一行都查得出来：谁、哪天、多少钱、按哪张表；客户是谁，一个字也不写。",
        en="Each line of a good plan can be checked: who, which day, how much, from which table; and not a word on who the customers are.",
    ),
)  # fmt: skip

TIERS = value_tier()


def _value_form(rng: np.random.Generator) -> dict[str, Any]:
    """Sixty customers of the simulated shop, six or more of each tier."""
    table = shop()[["monetary"]]
    classes = TIERS.classify(shop())
    sizes = {"high_value": int(rng.integers(6, 12)), "medium_value": int(rng.integers(20, 30))}
    sizes["low_value"] = 60 - sum(sizes.values())
    bought = shop()["frequency"] > 0
    drawn = [table[bought & (classes == code)].sample(n, random_state=rng) for code, n in sizes.items()]
    chosen = pd.concat(drawn).sample(frac=1, random_state=rng)
    return {"table": chosen.assign(**{"class": classes.loc[chosen.index]})[["class", "monetary"]]}


def _filled_form(case: dict[str, Any]) -> pd.DataFrame:
    table = case["table"]
    money = table.groupby("class")["monetary"]
    share = 100 * money.sum() / table["monetary"].sum()
    form = pd.DataFrame({"customers": money.size(), "money_share": share, "median": money.median()})
    return form.reindex(TIERS.codes)


def _form_reason(row: pd.Series, case: dict[str, Any]) -> Text:
    return say(
        zh="{n:.0f}位，占全部金额的{share:.1f}%，一半客户付了{median:,.2f}元以上（含）",
        en="{n:.0f} customers with {share:.1f}% of all the money; half of them paid {median:,.2f} yuan or more",
    ).format(n=row["customers"], share=row["money_share"], median=row["median"])


FILL_FORM = Table(
    id="02_06.11",
    concept="2.26",
    title=say(zh="用代码填方案里的价值表", en="Fill the value form of the plan, with code"),
    prompt=say(
        zh="方案里的价值表要从数据来填。e.items 是模拟网店的60位客户：类别 class、购买金额 monetary（元）。请交一张表，每一类一行，列是 customers（人数）、money_share（占全部金额的百分之几，0到100）、median（一位客户金额的中位数，元）。",
        en="The value form of the plan is filled from data. e.items holds 60 customers of the simulated shop: class, and monetary (what they paid, yuan). Hand in a table with one row a class and the columns customers (how many), money_share (per cent of all the money, 0 to 100) and median (of a customer's money, yuan).",
    ),
    case=_value_form,
    show={
        "class": say(zh="类别（class）", en="class"),
        "monetary": say(zh="购买金额（元）（monetary）", en="spent (yuan) (monetary)"),
    },
    values={"class": dict(TIERS.labels)},
    compute=_filled_form,
    reason=_form_reason,
    key="class",
    labels={"class": TIERS.labels},
    tolerance=0.05,
    misconceptions=(
        Misconception(
            "mean_for_median",
            say(
                zh="填的是平均数。几位大客户会把平均数抬高，方案要的是中位数：median()。",
                en="Those are means. A few large customers lift them; the plan wants the median: median().",
            ),
            lambda case: _filled_form(case).assign(median=case["table"].groupby("class")["monetary"].mean()),
        ),
        Misconception(
            "share_of_customers",
            say(
                zh="money_share 填成了人数的占比。要用每一类的金额除以全部金额。",
                en="money_share holds the share of customers. Divide the money of each class by all the money.",
            ),
            lambda case: _filled_form(case).assign(money_share=lambda form: form["customers"] / 0.6),
        ),
        Misconception(
            "fractions",
            say(
                zh="money_share 填的是0到1的小数。题目要百分数，乘以100。",
                en="money_share holds fractions from 0 to 1. Per cent is wanted: multiply by 100.",
            ),
            lambda case: _filled_form(case).assign(money_share=lambda form: form["money_share"] / 100),
        ),
    ),
    hints=(
        say(
            zh='money = e.items.groupby("class")["monetary"]，然后用 money.size()、money.sum()、money.median()。',
            en='money = e.items.groupby("class")["monetary"], then money.size(), money.sum() and money.median().',
        ),
        say(
            zh='占比：100 * money.sum() / e.items["monetary"].sum()。三列放进 pd.DataFrame({"customers": …, "money_share": …, "median": …})。',
            en='The share: 100 * money.sum() / e.items["monetary"].sum(). Put the three into pd.DataFrame({"customers": …, "money_share": …, "median": …}).',
        ),
    ),
    after=say(
        zh="人数、占比、中位数一起写，才看得出一类客户是靠人多还是靠钱多；少于5位的类别不写进方案，以免认出人来。",
        en="Numbers, shares and medians together show whether a class counts by heads or by money; a class of fewer than 5 stays out of the plan, lest somebody be recognised.",
    ),
)  # fmt: skip

EXERCISES = [
    WHICH_STEP, WHOLE_BILL, *plan_limits.LIMITS_OF_A_SCHEME, WHO, DIVISION, FAULTY_PLAN, FILL_FORM,
]  # fmt: skip
