"""Exercises of lesson 03_03: scaling, how many classes, names, the nearest centre, dendrograms, partitions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from custclass.classify.clusters import KMeansClasses, WardClasses, scale
from custclass.classify.clusters.features import RFM_COLUMNS
from custclass.classify.clusters.kmeans import k_means, silhouette
from custclass.learn.bank.pools import cdnow, grocer, headings
from custclass.learn.kinds import (
    Assign,
    ChooseOne,
    Match,
    Misconception,
    Number,
    Several,
    Slider,
    Table,
    Thresholds,
)
from custclass.learn.partition import Partition
from custclass.show.barcharts import bars
from custclass.show.say import Text, join, say

MEASURES = list(RFM_COLUMNS)

# -- 3.08 what is wrong with it -----------------------------------------------------------------------

# Which customers, how many classes: all found in the measures as they are.
RAW = [("cdnow", 2), ("grocer", 3), ("grocer", 4), ("grocer", 5)]


@cache
def _raw_classes(shop: str, k: int) -> tuple[pd.DataFrame, float]:
    """The classes in untreated R, F and M, from low to high money, and their silhouette."""
    customers = cdnow("1997-03-31") if shop == "cdnow" else grocer()
    found = k_means(customers[MEASURES].to_numpy(dtype=float), k, starts=10, seed=0).labels_
    groups = customers[MEASURES].groupby(found)
    low, high = groups.min(), groups.max()
    table = pd.DataFrame({"customers": groups.size()})
    for column in MEASURES:
        table[column] = [f"{a:,.0f}–{b:,.0f}" for a, b in zip(low[column], high[column], strict=True)]
    table = table.iloc[low["monetary"].argsort()]
    return table, silhouette(customers[MEASURES].to_numpy(dtype=float), found, seed=0)


NOT_BANDS = say(
    zh="前半句就不对：最大的类占{largest}%",
    en="the first half of the sentence is wrong: the largest class holds {largest}%",
)
BANDS = say(
    zh="最大的类占{largest}%；M列的最小值和最大值一段接一段，R、F列却大片重叠",
    en="the largest class holds {largest}%; the ranges in column M follow each other, those in R and F overlap widely",
)


def _a_raw_clustering(rng: np.random.Generator) -> dict[str, Any]:
    shop, k = RAW[int(rng.integers(len(RAW)))]
    table, mark = _raw_classes(shop, k)
    numbered = table.set_axis(pd.Index([str(n) for n in rng.permutation(k)], name="cluster"))
    largest = f"{100 * table['customers'].max() / table['customers'].sum():.2f}"
    where = (
        say(zh="唱片店CDNOW截至1997年3月31日的客户", en="the customers of the music shop CDNOW up to 31 March 1997")
        if shop == "cdnow"
        else say(zh="超市2017年的家庭", en="the grocer's households of 2017")
    )  # fmt: skip
    return {
        "table": numbered.loc[[str(n) for n in range(k)]],
        "where": where, "silhouette": f"{mark:.2f}", "fault": "giant" if shop == "cdnow" else "bands",
        "largest": largest,
        "why_bands": (NOT_BANDS if shop == "cdnow" else BANDS).format(largest=largest),
    }  # fmt: skip


WHAT_IS_WRONG = Several(
    id="03_03.1",
    concept="3.08",
    title=say(zh="这份聚类哪里不对", en="What is wrong with these clusters"),
    prompt=say(
        zh="有人对{where}（真实数据，金额是美元）直接用R、F、M做K-means聚类，没有取对数，也没有标准化。"
        "表里是每类的客户数和各指标的最小值–最大值，轮廓系数{silhouette}。哪些说法对？请把正确的都选上。",
        en="Somebody ran K-means on R, F and M of {where} (real data, US dollars) as they are: no logarithms, no scaling. "
        "The table shows the customers of each class and the lowest–highest value of each measure; the silhouette is {silhouette}. Which statements are right? Tick them all.",
    ),
    case=_a_raw_clustering,
    show={
        "customers": say(zh="客户数", en="customers"),
        "recency_days": say(zh="R（天）", en="R (days)"),
        "frequency": say(zh="F（单）", en="F (orders)"),
        "monetary": say(zh="M（美元）", en="M (US dollars)"),
    },
    options={
        "giant": say(
            zh="一个类占了九成以上的客户，对几乎所有人都只能做同一件事",
            en="one class holds more than 90% of the customers: nearly everybody would be treated alike",
        ),
        "bands": say(
            zh="没有哪个类占到九成；可是各类是金额的一段接一段，R和F几乎没起作用",
            en="no class holds 90%, but the classes are bands of money, one after the other; R and F had hardly a say",
        ),
        "good": say(
            zh="轮廓系数{silhouette}，说明这套分类好用", en="a silhouette of {silhouette} says that the classes are useful"
        ),
        "more": say(
            zh="把类数加到20，距离平方和变小，这个毛病就没有了",
            en="with 20 classes the inertia falls, and the fault is mended",
        ),
        "again": say(
            zh="应当先取对数、再标准化，重新聚类，再看各类大小",
            en="take logarithms, scale, cluster again, and look at the sizes again",
        ),
        "numbers": say(
            zh="可以把类的号码（0、1……）直接写进CRM，下个月重跑还是同一批人",
            en="the numbers of the classes (0, 1 …) can go into the CRM; next month's run gives the same people the same number",
        ),
    },
    because={
        "giant": say(zh="最大的类占{largest}%", en="the largest class holds {largest}%"),
        "bands": Text(zh="{why_bands}", en="{why_bands}"),
        "good": say(
            zh="轮廓系数只说离得开，几个怪客独占一类，或者一美元当一天用，分数都会高",
            en="it only says “well apart”: a few odd customers with a class of their own, or a dollar that counts as a day, make it high as well",
        ),
        "more": say(
            zh="距离平方和总是随类数变小，单位的问题还在",
            en="the inertia falls with every class, and the units are as they were",
        ),
        "again": say(
            zh="没有处理的指标里，单位最大的一个说了算，少数大户离得特别远",
            en="with untreated measures the one with the largest figures decides, and a few large customers lie far out",
        ),
        "numbers": say(
            zh="K-means的号码是碰运气给的，重跑就换", en="K-means numbers its classes by luck; another run, other numbers"
        ),
    },
    answer=lambda case: {case["fault"], "again"},
    misconceptions=(
        Misconception(
            "silhouette_decides",
            say(
                zh="只看了轮廓系数。先看最小和最大的类，再看是哪个指标在分。",
                en="You trusted the silhouette. Look first at the smallest and the largest class, then at which measure divides.",
            ),
            lambda case: {case["fault"], "good"},
        ),
        Misconception(
            "other_fault",
            say(
                zh="两种毛病弄反了：先看客户数那一列，有没有一个类占了九成。",
                en="The two faults are mixed up: look at the column of customers first. Does one class hold 90%?",
            ),
            lambda case: {"bands" if case["fault"] == "giant" else "giant", "again"},
        ),
        Misconception(
            "numbers_as_names",
            say(
                zh="把K-means的号码当成了名字。号码每次重跑都可能换，要按价值排好、起了名字再用。",
                en="The numbers were taken for names. They may change with every run; put the classes in order of value and name them first.",
            ),
            lambda case: {case["fault"], "again", "numbers"},
        ),
    ),
    hints=(
        say(zh="先看“客户数”一列，再看“M”一列。", en="Look at the column of customers first, then at column M."),
        say(zh="正确的一共有两项。", en="Two are right."),
    ),
    after=say(
        zh="先看各类大小，再看是哪个指标在分；轮廓系数最后看。",
        en="Sizes first, then which measure divides; the silhouette last.",
    ),
)  # fmt: skip

# -- 3.08 how many classes ----------------------------------------------------------------------------

STABLE, LARGE = 0.85, 5.0  # at least this stability, at least this share (%) in the smallest class
K_OPTIONS = range(2, 8)


def _marks(rng: np.random.Generator) -> dict[str, Any]:
    """Made-up marks: k up to `best` pass, one larger k is unstable, one has a tiny class, the rest both."""
    best = int(rng.integers(3, 5))
    unstable, tiny = (int(k) for k in rng.choice(np.arange(best + 1, 7), 2, replace=False))
    rows = {}
    inertia, mark = float(rng.integers(3300, 3900)), rng.uniform(0.42, 0.48)
    for k in K_OPTIONS:
        stable = k <= best or k == tiny
        large = k <= best or k == unstable
        rows[str(k)] = {
            "inertia": round(inertia),
            "silhouette": round(mark, 2),
            "smallest": round(rng.uniform(5.6, 9) if large else rng.uniform(0.4, 3.9), 1),
            "stability": round(rng.uniform(0.87, 0.96) if stable else rng.uniform(0.52, 0.79), 2),
        }
        inertia *= rng.uniform(0.78, 0.88)
        mark -= rng.uniform(0.02, 0.05)
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("k")
    reasons = {f"why{k}": _why_k(k, best, table.loc[str(k)]) for k in K_OPTIONS}
    return {"table": table, "best": best, "unstable": unstable, "tiny": tiny, **reasons}


def _why_k(k: int, best: int, row: pd.Series) -> Text:
    lacks = []
    if row["stability"] < STABLE:
        lacks.append(
            say(zh="稳定性只有{s:.2f}，不到0.85", en="the stability is only {s:.2f}, below 0.85").format(
                s=row["stability"]
            )
        )
    if row["smallest"] < LARGE:
        lacks.append(
            say(
                zh="最小的类只占{s:.1f}%，不到5%", en="the smallest class holds only {s:.1f}%, below 5%"
            ).format(s=row["smallest"])
        )
    if lacks:
        return join(lacks, zh="；", en="; ")
    if k < best:
        return say(
            zh="两条都合格，但k={best}也合格，类更多",
            en="it passes both tests, but so does k={best}, with more classes",
        ).format(best=best)
    return say(
        zh="稳定性{t:.2f}，最小的类{s:.1f}%，两条都合格；更大的k都有一条不合格",
        en="stability {t:.2f}, smallest class {s:.1f}%: it passes both tests, and every larger k fails one",
    ).format(t=row["stability"], s=row["smallest"])  # fmt: skip


CHOOSE_K = ChooseOne(
    id="03_03.2",
    concept="3.08",
    title=say(zh="分几类", en="How many classes"),
    prompt=say(
        zh="一家店给K-means算好了下面的表（模拟数据）。店里定了规矩：稳定性不低于0.85；最小的类不少于客户的5%；"
        "两条都合格的类数里，取最大的（店里对每一类都有不同的做法）。取几类？",
        en="A shop has these figures for K-means (simulated data). Its rules: stability at least 0.85; the smallest class at least 5% of the customers; "
        "of the numbers of classes that pass both, take the largest (the shop has a treatment for each class). How many classes?",
    ),
    case=_marks,
    show={
        "inertia": say(zh="组内距离平方和", en="inertia"),
        "silhouette": say(zh="轮廓系数", en="silhouette"),
        "smallest": say(zh="最小的类占客户（%）", en="smallest class (% of customers)"),
        "stability": say(zh="稳定性", en="stability"),
    },
    options={f"k{k}": say(zh=f"{k}类", en=f"{k} classes") for k in K_OPTIONS},
    because={f"k{k}": Text(zh=f"{{why{k}}}", en=f"{{why{k}}}") for k in K_OPTIONS},
    answer=lambda case: f"k{case['best']}",
    misconceptions=(
        Misconception(
            "highest_silhouette",
            say(
                zh="只看了轮廓系数最高的一行。它总爱选最少的类；店里的规矩不看它。",
                en="The row with the highest silhouette was taken. It likes few classes, and the shop's rules do not ask for it.",
            ),
            "k2",
        ),
        Misconception(
            "lowest_inertia",
            say(
                zh="取了距离平方和最小的一行。类越多它越小，永远不会叫停。",
                en="The row with the lowest inertia was taken. It falls with every class and never says stop.",
            ),
            "k7",
        ),
        Misconception(
            "stability_ignored",
            say(
                zh="没有看稳定性。重抽一批客户，这些类就不回来了。",
                en="The stability was left out. Draw customers anew, and these classes do not come back.",
            ),
            lambda case: f"k{case['unstable']}",
        ),
        Misconception(
            "tiny_class_ignored",
            say(
                zh="没有看最小的类。只有几个客户的类，不值得单独一套做法。",
                en="The smallest class was not looked at. A handful of customers are not worth a treatment of their own.",
            ),
            lambda case: f"k{case['tiny']}",
        ),
    ),
    hints=(
        say(zh="先划掉稳定性不到0.85的行，再划掉最小的类不到5%的行。", en="Strike out the rows with a stability below 0.85, then those whose smallest class is below 5%."),
        say(zh="剩下的行里取k最大的。", en="Of the rows that are left take the largest k."),
    ),
    after=say(
        zh="没有哪个数字单独作主：几条一起看，再问店里做得了几种事。",
        en="No figure decides alone: look at several, and ask how many treatments the shop can carry out.",
    ),
)  # fmt: skip

# -- 3.08 names ---------------------------------------------------------------------------------------

NAMES = Match(
    id="03_03.3",
    concept="3.08",
    title=say(zh="看画像，起名字", en="From profile to name"),
    prompt=say(
        zh="一家茶店的聚类结果（模拟数据，都是中位数，全店客户的中位数是：20天没来，一年8单，600元）。给每一类配上最合适的名字。",
        en="The classes of a tea shop (simulated data; all figures are medians; over all customers the median is: away for 20 days, 8 orders a year, 600 yuan). Give each class the name that fits best.",
    ),
    situations={
        "core": say(zh="3天没来，一年30单，3,200元", en="away for 3 days, 30 orders a year, 3,200 yuan"),
        "big_silent": say(zh="95天没来，一年22单，2,600元", en="away for 95 days, 22 orders a year, 2,600 yuan"),
        "small_often": say(zh="2天没来，一年28单，420元", en="away for 2 days, 28 orders a year, 420 yuan"),
        "rare_big": say(zh="25天没来，一年2单，2,900元", en="away for 25 days, 2 orders a year, 2,900 yuan"),
        "nearly_gone": say(zh="160天没来，一年1单，70元", en="away for 160 days, 1 order a year, 70 yuan"),
    },
    actions={
        "core": say(zh="核心客户", en="core"),
        "big_silent": say(zh="很久没到的大户", en="good but long unseen"),
        "small_often": say(zh="小单常来", en="often here with small orders"),
        "rare_big": say(zh="来得少但一次买很多", en="rarely here with large orders"),
        "nearly_gone": say(zh="一年一单又很久没来", en="one order a year and long away"),
    },
    pairs={k: k for k in ("core", "big_silent", "small_often", "rare_big", "nearly_gone")},
    because={
        "core": say(zh="刚来过、来得勤、花得多，三样都好", en="here lately, often, much money: good in all three"),
        "big_silent": say(zh="单数和金额都高，可是95天没来，全店一般是20天", en="orders and money are high, but 95 days away where 20 are usual"),
        "small_often": say(zh="来得勤，金额却不到一般水平：每单约15元", en="comes often, but the money is below the usual: about 15 yuan an order"),
        "rare_big": say(zh="一年2单就有2,900元：每单约1,450元", en="2,900 yuan in 2 orders a year: about 1,450 yuan an order"),
        "nearly_gone": say(zh="160天没来，1单，70元，三样都差", en="160 days away, 1 order, 70 yuan: poor in all three"),
    },
    misconceptions=(
        Misconception(
            "recency_read_backwards",
            say(
                zh="把R读反了。天数多是“久没来”，不是好事。",
                en="R was read backwards. Many days mean “not seen for long”, which is not good.",
            ),
            {"core": "big_silent", "big_silent": "core"},
        ),
        Misconception(
            "orders_for_money",
            say(
                zh="把单数当成了金额。来得勤的不一定花得多，来得少的可能一次买很多：算一算每单多少元。",
                en="Orders were read as money. Frequent need not mean much money, and rare visitors may buy much at once: work out the yuan per order.",
            ),
            {"small_often": "rare_big", "rare_big": "small_often"},
        ),
    ),
    hints=(
        say(zh="先算每单多少元：金额 ÷ 单数。", en="First work out the yuan per order: money ÷ orders."),
        say(zh="再和全店的中位数比：天数多还是少，单数多还是少。", en="Then compare with the median of the shop: days more or fewer, orders more or fewer."),
    ),
    after=say(
        zh="名字只说看得到的事实；R、F、M里看不出客户是什么样的人。",
        en="A name says what is seen; R, F and M do not show what kind of person somebody is.",
    ),
)  # fmt: skip

# -- 3.08 the nearest centre --------------------------------------------------------------------------

# In scaled R and M: rounded, so that the distances can be worked out by hand.
CENTRES = {"often": (-1.0, 0.5), "middle": (0.5, 0.0), "away": (1.5, -1.5)}


class NearestCentre:
    """The class of the nearest centre, in the manner of a scheme."""

    labels = {
        "often": say(zh="常来", en="often here"),
        "middle": say(zh="中间", en="middle"),
        "away": say(zh="久不来", en="away"),
    }
    codes = list(labels)
    measures = ("r", "m")

    def distances(self, items: pd.DataFrame) -> pd.DataFrame:
        """The squared distance to each centre."""
        return pd.DataFrame(
            {code: (items["r"] - r) ** 2 + (items["m"] - m) ** 2 for code, (r, m) in CENTRES.items()}
        )

    def classify(self, items: pd.DataFrame) -> pd.Series:
        """The code of the nearest centre."""
        return self.distances(items).idxmin(axis=1).rename("class")

    def explain(self, row: Mapping[str, Any]) -> Text:
        """Say the squared distance to each centre."""
        far = self.distances(pd.DataFrame([row])).iloc[0]
        said = join(
            [
                say(zh="到“{name}”{d:.2f}", en="to “{name}” {d:.2f}").format(
                    name=self.labels[code], d=far[code]
                )
                for code in self.codes
            ],
            zh="，",
            en=", ",
        )
        return say(
            zh="距离的平方：{said}。最近的是“{name}”。",
            en="Squared distances: {said}; the nearest is “{name}”.",
        ).format(said=said, name=self.labels[far.idxmin()])

    def unmet(self, code: str, row: Mapping[str, Any]) -> Text:
        """Say what the class asks for, and another centre meets."""
        return say(zh="它的中心离得最近", en="its centre to be the nearest")


NEAREST = NearestCentre()


@cache
def _placed() -> pd.DataFrame:
    """The grocer's households in scaled R and M, to one decimal; none stands between two centres."""
    both = scale(grocer(), ["recency_days", "monetary"]).round(1) + 0.0
    both = both.set_axis(["r", "m"], axis=1)
    nearest = np.sort(NEAREST.distances(both).to_numpy(), axis=1)
    return both[nearest[:, 1] - nearest[:, 0] > 0.3]


def _with_r_turned(items: pd.DataFrame) -> pd.Series:
    return NEAREST.classify(items.assign(r=-items["r"]))


def _by_money(items: pd.DataFrame) -> pd.Series:
    far = pd.DataFrame({code: (items["m"] - m).abs() for code, (_, m) in CENTRES.items()})
    return far.idxmin(axis=1)


BY_HAND = Assign(
    id="03_03.4",
    concept="3.08",
    title=say(zh="最近的中心", en="The nearest centre"),
    prompt=say(
        zh="超市的家庭（真实数据），R和M都取了对数并标准化（R的正数是“久没来”）。三个类的中心是：\n“常来”：R −1.0，M 0.5\n“中间”：R 0.5，M 0.0\n“久不来”：R 1.5，M −1.5\n"
        "每户归到最近的中心：距离的平方 = （R之差）² + （M之差）²，最小的就是。",
        en="Households of the grocer (real data); R and M are scaled logarithms (R above 0 means “not seen for long”). The centres of three classes:\n“often here”: R −1.0, M 0.5\n“middle”: R 0.5, M 0.0\n“away”: R 1.5, M −1.5\n"
        "Each household goes to the nearest centre: squared distance = (difference in R)² + (difference in M)²; the smallest counts.",
    ),
    pool=_placed,
    scheme=NEAREST,
    show={"r": say(zh="R（标准化）", en="R (scaled)"), "m": say(zh="M（标准化）", en="M (scaled)")},
    misconceptions=(
        Misconception(
            "recency_read_backwards",
            say(
                zh="把R的方向看反了：标准化以后，R的正数仍然是“久没来”。",
                en="R was turned round: after scaling, R above 0 still means “not seen for long”.",
            ),
            _with_r_turned,
        ),
        Misconception(
            "money_alone",
            say(
                zh="只比了M。距离要把R之差的平方也加上。",
                en="Only M was compared. The distance adds the squared difference in R.",
            ),
            _by_money,
        ),
    ),
    hints=(
        say(zh="负数要当心：0.3和−1.0差1.3。", en="Mind the signs: 0.3 and −1.0 are 1.3 apart."),
        say(zh="每户算三个数：到三个中心的距离的平方，取最小的。", en="Three numbers for each household, one a centre; the smallest counts."),
    ),
    after=say(
        zh="新客户不用重新聚类：算到各个中心的距离，归到最近的一个。",
        en="A new customer needs no new clustering: measure the distance to each centre and take the nearest.",
    ),
)  # fmt: skip

# -- 3.08 with code -----------------------------------------------------------------------------------


@cache
def _clear_cases() -> pd.DataFrame:
    """Households that spent 500 to 2,000 dollars and stand well inside one of three classes.

    Logarithms of all households spread alike in R, F and M; among these M hardly spreads, so scaling matters.
    """
    middle = grocer()[grocer()["monetary"].between(500, 2000)]
    model = KMeansClasses(3).fit(middle)
    scaled = scale(middle).to_numpy()
    far = np.stack([((scaled - centre) ** 2).sum(axis=1) for centre in model.centres_.to_numpy()], axis=1)
    nearest = np.sort(far, axis=1)
    table = middle[MEASURES].assign(group=model.predict(middle))
    return table[nearest[:, 1] - nearest[:, 0] > 3]


def _sixty(rng: np.random.Generator) -> dict[str, Any]:
    pool = _clear_cases()
    parts = [rows.sample(20, random_state=rng) for _, rows in pool.groupby("group")]
    table = pd.concat(parts).drop(columns="group")
    return {"table": table.iloc[rng.permutation(len(table))]}


def _found(case: dict[str, Any]) -> pd.Series:
    """The classes in scaled logarithms."""
    if "found" not in case:
        case["found"] = _found_in(scale(case["table"]).to_numpy(), case)
    return case["found"]


def _found_in(values: np.ndarray, case: dict[str, Any], k: int = 3) -> pd.Series:
    labels = k_means(np.asarray(values, dtype=float), k, starts=10, seed=0).labels_
    return pd.Series(labels, index=case["table"].index, name="class").map(
        {n: f"class_{n + 1}" for n in range(k)}
    )


def _why_here(row: pd.Series, case: dict[str, Any]) -> Text:
    mine = case["table"].loc[row.name]
    group = case["table"][_found(case) == row["class"]].median()
    return say(
        zh="R {r:.0f}天、F {f:.0f}单、M {m:,.0f}美元；取对数并标准化以后，离中位数为{gr:.0f}天、{gf:.0f}单、{gm:,.0f}美元的那一组最近",
        en="R {r:.0f}, F {f:.0f}, M {m:,.0f} (days, orders, dollars); in scaled logarithms it is nearest to the group whose medians are {gr:.0f}, {gf:.0f} and {gm:,.0f}",
    ).format(
        r=mine["recency_days"], f=mine["frequency"], m=mine["monetary"],
        gr=group["recency_days"], gf=group["frequency"], gm=group["monetary"],
    )  # fmt: skip


IN_CODE = Partition(
    id="03_03.5",
    concept="3.08",
    title=say(zh="变换、标准化、聚类", en="Transform, scale, cluster"),
    prompt=say(
        zh="e.items 是超市的60户（真实数据，金额是美元，都花了500到2,000美元），编号在索引里。请把三个指标（recency_days、frequency、monetary）取对数 log(1 + x)，标准化（平均数0、标准差1），用K-means分成3类（试10次起点，取最好的：n_init=10），交每户的类（一个Series）。"
        "类叫什么都行：检查时只看谁和谁在一起。",
        en="e.items holds 60 households of the grocer (real data, US dollars), which spent 500 to 2,000 dollars each; the index holds their ids. Take log(1 + x) of the three measures (recency_days, frequency, monetary), scale them (mean 0, standard deviation 1), make 3 classes by K-means (the best of 10 starts: n_init=10) and hand in the class of each household (a Series). "
        "The names of the classes are free: only who is with whom is checked.",
    ),
    case=_sixty,
    show=headings("recency_days", "frequency", monetary=say(zh="购买金额（美元）", en="monetary value (US dollars)")),
    compute=_found,
    reason=_why_here,
    misconceptions=(
        Misconception(
            "unscaled",
            say(
                zh="没有标准化：1美元和1天一样重，结果几乎只按金额分。",
                en="Nothing was scaled: a dollar weighs as much as a day, and the classes are bands of money.",
            ),
            lambda case: _found_in(case["table"].to_numpy(), case),
        ),
        Misconception(
            "two_classes",
            say(zh="只分了2类，题目要3类。", en="There are only 2 classes; 3 are wanted."),
            lambda case: _found_in(scale(case["table"]).to_numpy(), case, k=2),
        ),
        Misconception(
            "no_logarithm",
            say(
                zh="标准化了，但没有取对数：少数离得特别远的家庭把中心拉了过去。",
                en="The measures were scaled, but without logarithms: a few far-out households pull the centres to themselves.",
            ),
            lambda case: _found_in(scale(case["table"], log=False).to_numpy(), case),
        ),
        Misconception(
            "log_not_scaled",
            say(
                zh="取了对数，但没有标准化：这些家庭的M取对数后相差很小，不标准化，M就几乎说不上话。",
                en="Logarithms were taken, but nothing was scaled: these households differ little in the logarithm of M, which then has hardly a say.",
            ),
            lambda case: _found_in(np.log1p(case["table"].to_numpy(dtype=float)), case),
        ),
    ),
    hints=(
        say(
            zh="cc.clusters.KMeansClasses(3) 自己取对数、自己标准化：fit 学，predict 给出每户的类。",
            en="cc.clusters.KMeansClasses(3) takes logarithms and scales by itself; fit learns, predict gives each household its class.",
        ),
        say(
            zh="model.predict(e.items) 就是要交的。", en="model.predict(e.items) is what to hand in."
        ),
    ),
    after=say(
        zh="比较两次聚类，看谁和谁在一起，不看叫几号。",
        en="Compare clusterings by who is with whom, not by the numbers.",
    ),
)  # fmt: skip


def _labelled_customers(rng: np.random.Generator) -> dict[str, Any]:
    everyone = grocer()[["recency_days", "monetary"]]
    table = everyone.sample(300, random_state=rng)
    names = np.array([str(n) for n in rng.permutation(4)])
    cuts = np.quantile(table["monetary"], [0.25, 0.6, 0.9])
    return {"table": table.assign(cluster=names[np.searchsorted(cuts, table["monetary"])])}


def _profiled(case: dict[str, Any], middle: str = "median") -> pd.DataFrame:
    groups = case["table"].groupby("cluster")["monetary"]
    profile = pd.DataFrame({"customers": groups.size(), "middle": groups.agg(middle)})
    return profile.assign(money_share=groups.sum() / groups.sum().sum())


def _why_profile(row: pd.Series, case: dict[str, Any]) -> Text:
    return say(
        zh="{n:.0f}户，金额的中位数{m:,.2f}美元，占全部金额的{s:.1%}",
        en="{n:.0f} households, median money {m:,.2f} dollars, {s:.1%} of all money",
    ).format(n=row["customers"], m=row["middle"], s=row["money_share"])


PROFILE = Table(
    id="03_03.6",
    concept="3.08",
    title=say(zh="给每一类画像", en="The profile of each class"),
    prompt=say(
        zh="e.items 是超市的300户（真实数据，金额是美元），cluster 列是一次聚类给的号码。请交一张表，每类一行：cluster（在索引里）、"
        "customers（户数）、middle（monetary的中位数，至少两位小数）、money_share（本类金额 ÷ 全部金额，写成小数，例如0.25，至少两位小数）。",
        en="e.items holds 300 households of the grocer (real data, US dollars); column cluster is the number that a clustering gave them. Hand in a table with a row per class: cluster (as index), "
        "customers (how many), middle (the median of monetary, at least two decimals), money_share (money of the class ÷ all money, as a fraction such as 0.25, at least two decimals).",
    ),
    case=_labelled_customers,
    show=headings(
        "recency_days", monetary=say(zh="购买金额（美元）", en="monetary value (US dollars)"), cluster=say(zh="号码", en="cluster")
    ),
    key="cluster",
    compute=_profiled,
    reason=_why_profile,
    tolerance=0.006,
    misconceptions=(
        Misconception(
            "mean_for_median",
            say(
                zh="middle 用了平均数。少数大户会把平均数拉高，画像要用中位数。",
                en="For middle the mean was taken. A few large households pull it up; a profile uses the median.",
            ),
            lambda case: _profiled(case, "mean"),
        ),
        Misconception(
            "share_of_customers",
            say(
                zh="money_share 算成了户数的占比。要用本类金额除以全部金额。",
                en="For money_share the share of households was taken. Divide the money of the class by all money.",
            ),
            lambda case: _profiled(case).assign(money_share=lambda t: t["customers"] / t["customers"].sum()),
        ),
        Misconception(
            "percent_for_fraction",
            say(
                zh="money_share 写成了百分数。题目要小数：25%写成0.25。",
                en="money_share was given in percent. A fraction is wanted: 0.25 for 25%.",
            ),
            lambda case: _profiled(case).assign(money_share=lambda t: 100 * t["money_share"]),
        ),
    ),
    hints=(
        say(zh='groups = e.items.groupby("cluster")["monetary"]，再用 groups.agg(…)。', en='groups = e.items.groupby("cluster")["monetary"], then groups.agg(…).'),
        say(
            zh='profile = groups.agg(customers="size", middle="median")，再 profile.assign(money_share=groups.sum() / e.items["monetary"].sum())。',
            en='profile = groups.agg(customers="size", middle="median"), then profile.assign(money_share=groups.sum() / e.items["monetary"].sum()).',
        ),
    ),
    after=say(
        zh="号码什么也没说；户数、中位数、金额占比放在一起，才好起名字。",
        en="The number says nothing; size, median and share of money together lead to a name.",
    ),
)  # fmt: skip

# -- 3.08 k and the smallest class --------------------------------------------------------------------

# US dollars per household that a letter made for its class brings more than the common letter (assumed): the more
# classes, the better each letter fits.
GAIN = {2: 2.0, 3: 3.0, 4: 3.6, 5: 4.0, 6: 4.2, 7: 4.3, 8: 4.4}


@cache
def _sizes(k: int) -> pd.Series:
    profile = KMeansClasses(k).fit(grocer()).profile_
    return profile["customers"]


def _earned(sizes: pd.Series, k: int, fixed: float) -> float:
    """What the letters of these classes earn, less their design, in US dollars."""
    return float(GAIN[k] * sizes.sum() - fixed * len(sizes))


def _most(k: int, fixed: float) -> float:
    """The most that can be earned with k classes: a letter only for those that pay for it."""
    sizes = _sizes(k)
    return _earned(sizes[GAIN[k] * sizes >= fixed], k, fixed)


def _letters(rng: np.random.Generator) -> dict[str, Any]:
    fixed = (400, 700, 900, 1500)[int(rng.integers(4))]
    best = max(GAIN, key=lambda k: _most(k, fixed))
    return {"fixed": fixed, "best": best, "goal": int(_most(best, fixed) // 10 * 10)}


def _own_letter(values: Mapping[str, float]) -> tuple[pd.Series, pd.Series]:
    sizes = _sizes(int(values["k"]))
    return sizes, sizes[sizes >= values["smallest"]]


def _letters_lack(values: Mapping[str, float], case: dict[str, Any]) -> Text | None:
    if values["k"] % 1:
        return say(zh="类数要是整数", en="the number of classes must be whole")
    k, fixed = int(values["k"]), case["fixed"]
    sizes, own = _own_letter(values)
    net = _earned(own, k, fixed)
    if net >= case["goal"]:
        return None
    said = say(
        zh="净赚{net:,.0f}美元，不到{goal:,}美元", en="this earns {net:,.0f} dollars, less than {goal:,}"
    ).format(net=net, goal=case["goal"])
    if len(own) and own.min() * GAIN[k] < fixed:
        n = int(own.min())
        told = say(
            zh="单独写信的类里最小的有{n}户，多赚{n} × {gain} = {got:,.0f}美元，不够{fixed:,}美元的设计费：“最少多少户”要调高",
            en="the smallest class with a letter has {n} households and brings {n} × {gain} = {got:,.0f} dollars, less than the {fixed:,} of the design: raise “at least”",
        ).format(n=n, gain=GAIN[k], got=n * GAIN[k], fixed=fixed)
    elif net < _most(k, fixed):
        n = int(sizes[sizes < values["smallest"]].max())
        told = say(
            zh="有{n}户的一类没有单独写信，可是{n} × {gain} = {got:,.0f}美元，超过{fixed:,}美元的设计费：“最少多少户”要调低",
            en="a class of {n} households gets no letter, but {n} × {gain} = {got:,.0f} dollars is more than the {fixed:,} of the design: lower “at least”",
        ).format(n=n, gain=GAIN[k], got=n * GAIN[k], fixed=fixed)
    else:
        told = Text(zh="", en="")
    if _most(k, fixed) >= case["goal"]:
        return say(
            zh="{said}；{told}。类数不用动", en="{said}; {told}. The number of classes can stay"
        ).format(said=said, told=told)
    other = say(
        zh="{k}类最多只能净赚{most:,.0f}美元，要换一个类数", en="{k} classes earn {most:,.0f} dollars at most: try another number"
    ).format(k=k, most=_most(k, fixed))  # fmt: skip
    return join([part for part in (said, told, other) if part.en], zh="；", en="; ")


def _solve_letters(case: dict[str, Any]) -> dict[str, float]:
    even = case["fixed"] / GAIN[case["best"]]
    return {"k": float(case["best"]), "smallest": float(np.ceil(even / 10) * 10)}


def _letters_picture(values: Mapping[str, float], case: dict[str, Any]) -> Any:
    sizes, own = _own_letter(values)
    title = say(
        zh="{n}类单独写信，净赚{net:,.0f}美元；其余{left:,}户收普通的信",
        en="Own letter: {n} classes, earning {net:,.0f} dollars; common: {left:,} households",
    ).format(n=len(own), net=_earned(own, int(values["k"]), case["fixed"]), left=int(sizes.sum() - own.sum()))
    names = {code: say(zh="第{n}类", en="class {n}").format(n=i + 1) for i, code in enumerate(sizes.index)}
    return bars(
        sizes, title=title, names=names, highlight=list(own.index), label=say(zh="户数", en="households")
    )


HOW_MANY_LETTERS = Thresholds(
    id="03_03.7",
    concept="3.08",
    title=say(zh="分几类最赚钱", en="The number of classes that earns most"),
    prompt=say(
        zh="超市（真实数据，2,469户）想给每一类写一封不同的信，每封设计费{fixed:,}美元。类分得越细，信越对口：和普通的信相比，每户多赚的钱是"
        "2类2.0美元、3类3.0、4类3.6、5类4.0、6类4.2、7类4.3、8类4.4（设计费和这些数是假设的）。"
        "K-means分成几类，由您定；户数达到“最少多少户”的类单独写信，其余的收普通的信，不多赚，也不花设计费。目标：净赚（多赚的钱 − 设计费）不少于{goal:,}美元。",
        en="The grocer (real data, 2,469 households) thinks of a letter for each class; the design of each costs {fixed:,} dollars. The finer the classes, the better a letter fits: over the common letter it brings, per household, "
        "2.0 dollars with 2 classes, 3.0 with 3, 3.6 with 4, 4.0 with 5, 4.2 with 6, 4.3 with 7, 4.4 with 8 (design and gains are assumed). "
        "You set the number of K-means classes; classes with at least so many households get their own letter, the others the common one, which brings nothing more and costs no design. Goal: gains less designs of at least {goal:,} dollars.",
    ),
    case=_letters,
    sliders={
        "k": Slider(say(zh="K-means分成几类", en="number of K-means classes"), 2, 8, 1),
        "smallest": Slider(say(zh="单独写信：最少多少户", en="own letter: households, at least"), 50, 1500, 10),
    },
    shortfall=_letters_lack,
    solve=_solve_letters,
    picture=_letters_picture,
    misconceptions=(
        Misconception(
            "the_more_the_better",
            say(
                zh="分得最细，每户多赚得最多，可是8封信的设计费也最多，小的类可能还不够本。",
                en="The finest classes bring most per household, but eight designs cost most, and the small classes may not pay for theirs.",
            ),
            {"k": 8.0, "smallest": 50.0},
        ),
        Misconception(
            "the_fewer_the_cheaper",
            say(
                zh="只分2类，设计费最少，可是信不对口，每户多赚的也最少。",
                en="Two classes cost least in designs, but their letters fit least and bring least per household.",
            ),
            {"k": 2.0, "smallest": 50.0},
        ),
        Misconception(
            "dollars_for_households",
            say(
                zh="把设计费的美元数当成了户数。够本的户数 = 设计费 ÷ 每户多赚的钱。",
                en="The dollars of the design were taken for households. To break even takes design ÷ gain per household.",
            ),
            lambda case: {"k": float(case["best"]), "smallest": float(case["fixed"])},
        ),
    ),
    hints=(
        say(zh="先选一个类数，算够本的户数：设计费 ÷ 每户多赚的钱，第二个滑块放在那里（往上取整）。", en="For a number of classes work out the households that break even, design ÷ gain per household, and put the second slider there (rounded up)."),
        say(zh="再一类一类往上加，看图的标题里净赚多少：多一封信，多赚的钱抵不抵得过设计费？", en="Then add classes one by one and watch what the title of the picture says is earned: does one letter more bring more than its design?"),
    ),
    after=say(
        zh="分几类，最后由做法的收益和成本来定：再多分一类，多赚的钱要抵得过多花的钱。",
        en="What a treatment brings and costs sets the number of classes: one class more must bring more than it costs.",
    ),
)  # fmt: skip

# -- 3.09 hierarchical clustering ---------------------------------------------------------------------


@cache
def _scaled_grocer() -> pd.DataFrame:
    return scale(grocer())


def _joins(rng: np.random.Generator) -> dict[str, Any]:
    """The last nine joins of the tree of 60 households, from the top."""
    part = _scaled_grocer().sample(60, random_state=rng)
    last = WardClasses(3).fit(part).linkage_[::-1][:9]
    heights = np.round(last[:, 2], 1)
    table = pd.DataFrame(
        {"distance": heights, "customers": last[:, 3].astype(int)},
        index=pd.Index([str(i) for i in range(1, 10)], name="join"),
    )
    # Cut only where there is room between two joins, or the figures as shown would not tell the side.
    gaps = heights[1:6] - heights[2:7]
    room = np.flatnonzero(gaps >= 0.3) if (gaps >= 0.3).any() else np.array([gaps.argmax()])
    above = int(rng.choice(room)) + 2
    cut = round(float((heights[above - 1] + heights[above]) / 2), 1)
    return {"table": table, "cut": cut, "above": above}


GROUPS_AT = Number(
    id="03_03.8",
    concept="3.09",
    title=say(zh="在这个高度剪开", en="Cut at this height"),
    prompt=say(
        zh="从超市（真实数据）抽出60户做层次聚类（R、F、M取对数、标准化）。表里是树状图最上面的9次合并，从最高的一次（并成一整棵树）往下排：在什么距离合并，并成的组有多少户。"
        "再往下的合并，距离都更小。在距离{cut}处横着剪一刀，分成几组？",
        en="Hierarchical clustering of 60 households of the grocer (real data; scaled logarithms of R, F and M). The table lists the top 9 joins of the dendrogram, from the highest (which completes the tree) downwards: the distance of the join, and the households in the joined group. "
        "All further joins are at smaller distances. Cut across at distance {cut}: how many groups are there?",
    ),
    case=_joins,
    show={
        "distance": say(zh="合并时两组的距离", en="distance of the two groups joined"),
        "customers": say(zh="合并后的户数", en="households in the joined group"),
    },
    compute=lambda case: case["above"] + 1,
    unit=say(zh="组", en="groups"),
    tolerance=0,
    working=say(
        zh="距离大于{cut}的合并有{above}次，每一次剪开就多一组：{above} + 1",
        en="the joins above {cut} are {above}; each of them, cut open, makes one group more: {above} + 1",
    ),
    misconceptions=(
        Misconception(
            "joins_for_groups",
            say(
                zh="数了刀口上方有几次合并，忘了加1：一次也不剪开时，已经是1组。",
                en="You counted the joins above the cut and forgot to add 1: with none cut open there is already 1 group.",
            ),
            lambda case: case["above"],
        ),
        Misconception(
            "counted_below",
            say(
                zh="数了刀口下方的合并。刀口下方已经并好了，剪开的是上方的。",
                en="You counted the joins below the cut. Those stay joined; the ones above are cut open.",
            ),
            lambda case: 60 - 1 - case["above"],
        ),
        Misconception(
            "every_row_counted",
            say(
                zh="把表里的合并全算上了。只有距离大于刀口的才被剪开。",
                en="Every join of the table was counted. Only those at a greater distance than the cut are cut open.",
            ),
            lambda case: len(case["table"]) + 1,
        ),
    ),
    hints=(
        say(zh="距离大于刀口的合并，都被剪开了。", en="Joins at a greater distance than the cut are cut open."),
        say(zh="剪开0次是1组，剪开1次是2组……", en="No join cut open: 1 group; one: 2 groups …"),
    ),
    after=say(
        zh="剪断几条竖线，就是几组；剪在高处组少，剪在低处组多。",
        en="As many groups as upright lines are cut: few high up, many low down.",
    ),
)  # fmt: skip


def _two_ways(rng: np.random.Generator) -> dict[str, Any]:
    """Twelve customers in three groups; the tree names them otherwise and places some otherwise."""
    groups = np.repeat([0, 1, 2], [5, 4, 3])
    tree = np.zeros(12, dtype=int)
    while len(np.unique(tree)) < 3:  # the three who belong together may all be moved
        moved = int(rng.integers(1, 4))
        tree = groups.copy()
        places = rng.choice(12, moved, replace=False)
        tree[places] = (tree[places] + rng.integers(1, 3, moved)) % 3
    ids = [f"C{n:02d}" for n in range(1, 13)]
    order = rng.permutation(12)
    names = rng.permutation(3)
    table = pd.DataFrame(
        {"kmeans": names[groups[order]], "tree": np.array(list("ABC"))[tree[order]]},
        index=pd.Index(ids, name="customer_id"),
    )
    counts = pd.crosstab(table["tree"], table["kmeans"])
    rows, columns = linear_sum_assignment(counts.to_numpy(), maximize=True)
    best = {counts.index[a]: counts.columns[b] for a, b in zip(rows, columns, strict=True)}
    plain = table["tree"].map({letter: n for n, letter in enumerate("ABC")})
    return {
        "table": table,
        "differ": int((table["tree"].map(best) != table["kmeans"]).sum()),
        "literal": int((plain != table["kmeans"]).sum()),
        "pairs": _pairs_apart(table),
        "pairing": join([f"{letter} = {n}" for letter, n in best.items()]),
    }


def _pairs_apart(table: pd.DataFrame) -> int:
    """How many pairs of customers are together in one way and apart in the other."""
    one, other = (table[c].to_numpy() for c in table)
    differ = (one[:, None] == one) != (other[:, None] == other)
    return int(np.triu(differ, 1).sum())


TWO_WAYS = Number(
    id="03_03.9",
    concept="3.09",
    title=say(zh="两次分组差多少", en="How far two groupings differ"),
    prompt=say(
        zh="12位客户（模拟数据），K-means把他们分成0、1、2三组，树状图剪成A、B、C三组。名字不要紧：把A、B、C各对上0、1、2中的一个，使对得上的客户最多。"
        "这样对好以后，还有几位客户对不上？",
        en="12 customers (simulated data): K-means puts them into groups 0, 1 and 2, a cut through the tree into A, B and C. Names do not matter: pair each of A, B, C with one of 0, 1, 2 so that as many customers as possible match. "
        "With the best pairing, how many customers do not match?",
    ),
    case=_two_ways,
    show={"kmeans": say(zh="K-means的组", en="group by K-means"), "tree": say(zh="树状图的组", en="group by the tree")},
    compute=lambda case: case["differ"],
    unit=say(zh="位", en="customers"),
    tolerance=0,
    working=say(
        zh="最多的对法是{pairing}，这样有{differ}位对不上",
        en="the best pairing is {pairing}; it leaves {differ} who do not match",
    ),
    misconceptions=(
        Misconception(
            "names_compared",
            say(
                zh="把A当成0、B当成1、C当成2来比了。字母和号码都是随便起的，先看谁和谁在一起。",
                en="A was read as 0, B as 1, C as 2. Letters and numbers are arbitrary: see who is with whom.",
            ),
            lambda case: case["literal"],
        ),
        Misconception(
            "pairs_counted",
            say(
                zh="数的是“一次同组、一次不同组”的两两组合。题目问的是客户数。",
                en="Pairs of customers were counted, together in one way and apart in the other. The question asks for customers.",
            ),
            lambda case: case["pairs"],
        ),
        Misconception(
            "all_differ",
            say(
                zh="名字都不一样，不等于12位都不同。名字换掉以后再比。",
                en="All names differ, but that does not make all 12 customers differ. Change the names, then compare.",
            ),
            12,
        ),
    ),
    hints=(
        say(zh="画一张3×3的小表：A、B、C作行，0、1、2作列，数客户。", en="Make a small table, A, B, C down and 0, 1, 2 across, and count customers."),
        say(zh="每行挑一格，每列也只挑一格，使加起来最多；12减去它。", en="Pick one cell in each row, and no column twice, for the largest sum; take it from 12."),
    ),
    after=say(
        zh="两次聚类比的是谁和谁在一起；对不上的客户，多半站在刀口上。",
        en="Clusterings are compared by who is with whom; customers who do not match mostly stand on the cut.",
    ),
)  # fmt: skip

EXERCISES = [
    WHAT_IS_WRONG, CHOOSE_K, NAMES, BY_HAND, IN_CODE, PROFILE, HOW_MANY_LETTERS, GROUPS_AT, TWO_WAYS,
]  # fmt: skip
