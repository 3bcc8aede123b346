# %% [markdown] lang="zh"
# ## 一个来自店里的问题
#
# 1998年3月31日，唱片店CDNOW的店长有一位电话员，今天起能打**200个电话**。23,570位老客户，先打给谁？三个人给了三种说法：
#
# - 老店员：“打给**最近来过**的。”
# - 会计：“打给**花钱最多**的。”
# - 一家软件公司：“用我们的模型，准确率99.9%！”
#
# 订单是真实的（1997年1月到1998年6月）；电话、软件公司和成本是我们编的：毛利率**假设**是30%，一个电话**假设**花3美元。
# 这一课做的事叫**预测分析**：从过去学出规律，给每位客户一个概率；再看它是不是比店里的简单办法强、值多少钱。
#
# 先把客户量好。第2、3行说明要哪六个指标；下面两行写成一个函数 `measure`，给它一个日期，它就给出**那一天**的指标；最后把1998年3月31日的叫作 `today`。
# %% [markdown] lang="en"
# ## A question from the shop floor
#
# On 31 March 1998 the manager of the music shop CDNOW has one person on the phone, who can make **200 calls** from today. There are 23,570 customers: who is called first? Three people say three things:
#
# - the old hand: “Those who **came most recently**.”
# - the bookkeeper: “Those who **spent most**.”
# - a software firm: “Use our model, it is right 99.9% of the time!”
#
# The orders are real (January 1997 to June 1998); the phone, the firm and the costs are made up: we **assume** a margin of 30% and 3 dollars for a call.
# What this lesson does is called **predictive analytics**: learn from the past, give each customer a probability, and see whether that is better than a plain rule of the shop, and what it is worth.
#
# Measure the customers first. Lines 2 and 3 name six measures; the next two make a function `measure`, which takes a date and gives the measures **as of that day**; those of 31 March 1998 are called `today`.
# %%
orders = cc.load("cdnow_orders")
columns = ["recency_days", "frequency", "monetary"]
columns = columns + ["average_order", "mean_gap_days", "orders_last_half"]
def measure(orders, cutoff):
    return cc.measure_customers(orders, as_of=cutoff).set_index("customer_id")[columns]

# %%
today = measure(orders, "1998-03-31")
short = {
    "frequency": cc.say(zh="订单数", en="orders"), "monetary": cc.say(zh="购买金额（美元）", en="spent (USD)"),
    "average_order": cc.say(zh="客单价（美元）", en="per order (USD)"),
    "mean_gap_days": cc.say(zh="平均购买间隔（天）", en="mean gap (days)"),
    "orders_last_half": cc.say(zh="半年订单数", en="orders, half-year"),
}
cc.table(today, short, rows=5)
# %% tags=["check"]
assert len(today) == 23570

# %% [markdown] lang="zh"
# ## 第一步：把“会再买”说清楚
#
# “会再买”要有两样东西才说得清：
#
# - **截点**：能用来预测的最后一天。截点之后的事，预测时一概不知道；
# - **预测期**：截点之后的多少天。这里是90天：第1天是截点的次日，第90天也算在内。
#
# 在预测期里下过单，标签是1；没有下过，是0。**客户流失**用的是同一个定义，反过来看：预测期里一单也没有，就算流失。
#
# 今天是3月31日，以后的事还不知道。要学规律，就退回到1997年12月31日作截点：之后的90天正好到今天为止，谁买了谁没买，全部已知。
# （打印的是：客户数、买了的人数、占比。）
# %% [markdown] lang="en"
# ## Step one: say what “will buy again” means
#
# “Will buy again” needs two things:
#
# - the **cutoff**: the last day that may be used to predict. What comes after it is unknown when predicting;
# - the **horizon**: so many days after the cutoff. Here 90: day 1 is the day after the cutoff, and day 90 counts as well.
#
# Who orders within the horizon has the label 1, who does not 0. **Churn** is the same definition read from the other end: no order within the horizon means that the customer counts as churned.
#
# Today is 31 March and what comes is unknown. To learn, step back to 31 December 1997 as the cutoff: the 90 days after it end today, so that it is known of everybody whether they bought.
# (Printed: customers, how many bought, their share.)
# %%
bought = cc.prediction.will_buy(orders, "1997-12-31", 90, observed_until="1998-03-31")
print(len(bought), int(bought.sum()), cc.show.percent(bought.mean()))
# %% tags=["check"]
assert len(bought) == 23570 and bought.sum() == 3817 and round(bought.mean(), 3) == 0.162

# %% [markdown] lang="zh"
# ## 还没看完的客户，不是“没买”，也不是“留住了”
#
# 有人嫌12月太旧，想用2月28日作截点。可到3月31日，90天才过了31天。已经买了的，标签是1；还没买的，**现在不知道**：剩下59天里他还可能来。
# 这样的标签叫**删失**，`will_buy` 让它空着，既不写0，也不写1。
#
# 我们手里的订单表到1998年6月，可以翻到后面看看这些“不知道”后来怎样了。第1行是3月31日能知道的，第2行是后来的真相，
# 第4、5行数出三种人：已经买了；当时不知道、后来买了；到头也没买。
# %% [markdown] lang="en"
# ## Not seen to the end is neither “did not buy” nor “retained”
#
# Somebody finds December too old and wants 28 February as the cutoff. But on 31 March only 31 of the 90 days are over. Who has bought has the label 1; of the others it is **not known yet**: they may still come in the 59 days left.
# Such a label is **censored**; `will_buy` leaves it empty and writes neither 0 nor 1.
#
# Our order book goes on to June 1998, so we can turn the page and see what became of them. Line 1 is what is known on 31 March, line 2 the truth that came out later;
# lines 4 and 5 count three kinds: had bought; not known then, bought later; did not buy at all.
# %%
early = cc.prediction.will_buy(orders, "1998-02-28", 90, observed_until="1998-03-31")
truth = cc.prediction.will_buy(orders, "1998-02-28", 90, observed_until="1998-06-30")
unknown = early.isna()
kinds = {"bought": (early == 1).sum(), "later": (unknown & (truth == 1)).sum()}
kinds["never"] = (unknown & (truth == 0)).sum()
# %%
names = {
    "bought": cc.say(zh="3月31日前已买", en="had bought by 31 March"),
    "later": cc.say(zh="当时不知道，后来买了", en="not known, bought later"),
    "never": cc.say(zh="当时不知道，90天里没买", en="not known, did not buy"),
}
cc.show.bars(
    kinds, names=names, order=list(names), highlight="later", label=cc.say(zh="客户数", en="customers"),
    title=cc.say(
        zh="31天时还不知道的21,510人里，1,585人后来买了",
        en="Of 21,510 not known after 31 days, 1,585 bought later",
    ),
)
# %% tags=["check"]
assert list(kinds.values()) == [2060, 1585, 19925] and unknown.sum() == 21510
assert round(early.fillna(0).mean(), 3) == round(2060 / 23570, 3) == 0.087
assert truth.sum() == 2060 + 1585 and round(truth.mean(), 3) == 0.155
assert 1585 * 5 == 7925 and round(1585 / 21510, 3) == 0.074 and round(19925 / 23570, 3) == 0.845
assert early.dropna().mean() == 1

# %% [markdown] lang="zh"
# 三种数法，三个答案：
#
# | 怎么数 | 90天里买的比例 | 错在哪里 |
# |---|---|---|
# | 不知道的都算“没买” | 8.7%（2,060 ÷ 23,570） | 少了四成多，真相是15.5%（2,060 + 1,585人） |
# | 不知道的都删掉 | 100% | 剩下的全是买了的人，什么也学不到 |
# | 不知道的都算“留住了” | 流失0% | 才过31天，谁也谈不上“90天没买”；真相是84.5%没有再买 |
#
# 错了要花钱。假如给“没买”的21,510人都寄一张5美元的挽回券，而要来的人来了就用：单是那1,585位本来就会来的客户，就白白少付7,925美元。
#
# **办法**：选最近的、预测期已经走完的截点（截点 + 预测期 ≤ 记录的最后一天），也就是1997年12月31日。等不及，就把预测期定短一些。
# %% [markdown] lang="en"
# Three ways of counting, three answers:
#
# | how | share who buy in 90 days | what is wrong |
# |---|---|---|
# | not known counts as “did not buy” | 8.7% (2,060 ÷ 23,570) | little more than half of the truth, 15.5% (2,060 + 1,585 customers) |
# | not known is left out | 100% | only buyers remain: nothing can be learned |
# | not known counts as “retained” | churn 0% | on day 31 nobody can have gone 90 days after the cutoff without buying; in truth 84.5% did not buy |
#
# The mistake costs money. Suppose all 21,510 who “did not buy” get a win-back coupon worth 5 dollars and use it when they come: the 1,585 who would have come anyway alone pay 7,925 dollars less.
#
# **What to do**: take the latest cutoff whose horizon is over (cutoff + horizon ≤ last day of the records), here 31 December 1997. Who cannot wait that long takes a shorter horizon.

# %% [markdown] lang="zh"
# ## 第二步：只用截点那天知道的东西
#
# 软件公司的模型多用了一列：客户卡上的累计消费 `card_total`。卡片每晚更新，今天取出来，上面是**今天**的累计。`known` 是今天手里的订单。
# 他们把这一列和12月31日的指标放在一起，去“预测”1月到3月谁买了。
#
# `cross_scores` 做**交叉验证**：客户分成三份，每一份的概率都由另外两份学出的模型来给，所以没有人给自己打分。
# 结果看**AUC**：随机抽一位买了的和一位没买的，分数把买了的排在前面的比例。0.5等于瞎猜，1是全对。
# %% [markdown] lang="en"
# ## Step two: use only what was known on the day of the cutoff
#
# The software firm's model has one more column, the total on the customer card, `card_total`. Cards are updated every night, so a card read today shows **today's** total. `known` holds the orders up to today.
# They put this column beside the measures of 31 December and “predict” who bought from January to March.
#
# `cross_scores` makes a **cross-validation**: customers are split into three parts, and each part is scored by models that learned from the other two, so that nobody is scored by a model that learned from them.
# The result is read as **AUC**: of one customer who bought and one who did not, how often the score puts the buyer first. 0.5 is guessing, 1 is always right.
# %%
def with_card(orders, cutoff):
    card = orders.groupby("customer_id")["amount"].sum()
    return measure(orders, cutoff).assign(card_total=card)

# %%
known = orders[orders["order_date"] < "1998-04-01"]
careless = with_card(known, "1997-12-31")
promised = cc.prediction.cross_scores(careless, bought, folds=3)
cc.prediction.quality(promised["label"], promised["logistic"])["auc"]
# %% tags=["check"]
assert round(cc.prediction.quality(promised["label"], promised["logistic"])["auc"], 3) == 0.999
assert round(cc.prediction.quality(promised["label"], promised["boosting"])["auc"], 3) == 0.998

# %% [markdown] lang="zh"
# 0.999，这就是“99.9%”的来历（AUC也不是“准确率”）。好得不像真的，就要查：哪一列偷看了截点之后？查法有两种。
#
# 第一种只看数字：哪一列单独就能把买的和没买的分开？下面列出AUC在0.7以上的列。
# %% [markdown] lang="en"
# 0.999: that is where the “99.9%” comes from (and AUC is not a share of right answers). Too good to be true calls for a search: which column has looked beyond the cutoff? There are two ways.
#
# The first looks at figures only: which column alone tells buyers from the others? Listed are the columns with an AUC of 0.7 and more.
# %%
from custclass.data.headings import HEADINGS

alone = cc.prediction.suspicious_columns(careless, bought, limit=0.7)
card = cc.say(zh="卡上累计消费", en="total on the card")
auc_of = {"": cc.say(zh="指标", en="measure"), "area": "AUC"}
words = {**HEADINGS, "card_total": card}
cc.table(alone, auc_of, values={"": words})
# %% tags=["check"]
assert alone.round(3).to_dict() == {
    "card_total": 0.866, "frequency": 0.793, "recency_days": 0.793, "monetary": 0.767,
    "orders_last_half": 0.763, "mean_gap_days": 0.729,
}  # fmt: skip

# %% [markdown] lang="zh"
# 这张表只够起疑：卡上累计消费领先，可0.87并不出格。泄漏藏在**两列之间**：累计消费减去截点那天的购买金额，正好是后来花的钱。
#
# 第二种是证明：把截点之后的订单拿掉，重新算一遍。**一列如果只用了过去，拿掉未来，它不会变**。变了的，就是偷看的。
# %% [markdown] lang="en"
# This table is enough for a suspicion only: the total on the card leads, but 0.87 is not outrageous. The leak sits **between two columns**: the total less the monetary value at the cutoff is what was spent afterwards.
#
# The second way is a proof: take away all orders after the cutoff and compute again. **A column that uses the past only does not change when the future is taken away.** One that changes has looked.
# %%
leaks = cc.prediction.leaks_by_time(lambda table: with_card(table, "1997-12-31"), known, "1997-12-31")
leak_heads = {
    "column": cc.say(zh="偷看的列", en="guilty column"),
    "example": cc.say(zh="例如", en="example"),
    "with_future": cc.say(zh="有未来时（美元）", en="with the future (USD)"),
    "without": cc.say(zh="没有未来时（美元）", en="without it (USD)"),
}
cc.table(leaks, leak_heads, values={"column": words})
# %% tags=["check"]
assert leaks["column"].tolist() == ["card_total"] and leaks["customers"].item() == 3817
row = leaks.iloc[0]
assert row["example"] == "C00005" and [round(row[c], 2) for c in ("with_future", "without")] == [
    385.61,
    348.14,
]

# %% [markdown] lang="zh"
# 点名了：`card_total`，3,817位客户的值变了，正好是后来买了东西的那3,817人。其余六列一列没变。
#
# 这样的模型**真用起来**怎样？今天给今后90天打分时，卡上只有到今天的累计，没有未来可看。第1行照此打分；第2行等到6月29日再看谁真的买了；
# 最后打印AUC，以及模型预计的买家数（概率之和）和实际买家数。
# %% [markdown] lang="en"
# It is named: `card_total`. Its value changes for 3,817 customers, exactly those who bought afterwards. None of the other six columns changes.
#
# How does such a model do **in use**? When the next 90 days are scored today, the card shows the total up to today and there is no future to look at. Line 1 scores like that; line 2 waits until 29 June to see who did buy;
# printed are the AUC, then the buyers the model expects (the sum of its probabilities) and those who came.
# %%
used = cc.prediction.later_scores(careless, bought, with_card(known, "1998-03-31"))
came = cc.prediction.will_buy(orders, "1998-03-31", 90, observed_until="1998-06-30")
print(cc.prediction.quality(came, used["logistic"])["auc"])
print(round(used["logistic"].sum()), int(came.sum()))
# %% tags=["check"]
assert round(cc.prediction.quality(came, used["logistic"])["auc"], 2) == 0.83
assert round(used["logistic"].sum()) == 893 and came.sum() == 3302

# %% [markdown] lang="zh"
# 说好的0.999变成0.83；预计来893人，实际来了3,302人。照这个数备货、排班，差了两千四百人。
#
# ## 第三步：不偷看的模型，和一个像样的参照
#
# 现在只用六个不偷看的指标。两个模型都来自通用的程序库scikit-learn：
#
# - **逻辑回归**：给每个指标一个权重，相加，换成0到1的概率。看得懂，说得清；
# - **梯度提升树**：几十上百棵小树一棵接一棵，后一棵补前一棵的错。能拐弯，但不好解释。
#
# 只来过一天的客户（53%）没有平均购买间隔。`later_scores` 不删掉他们：逻辑回归填上中位数，另加一列记下“原来是空的”；树给空值单独一条分支。
#
# 学习（训练）用12月31日的截点，打分用**后来的**截点3月31日，考试（检验）看4月到6月。不能在学习的那90天里考：交叉验证换了客户，却没有换季节。
#
# 和谁比？不是和瞎猜比，而是和店里不花一分钱的办法比：按最近一次购买排序、按最近半年（182天）的订单数排序、按购买金额排序。
# %% [markdown] lang="en"
# The promised 0.999 has become 0.83, and it expects 893 buyers where 3,302 came. Stock and shifts planned by that are 2,400 customers short.
#
# ## Step three: honest models, and a yardstick worth beating
#
# Now the six honest measures only. Both models come from scikit-learn, a library in general use:
#
# - **logistic regression**: a weight for each measure; add up; turn the sum into a probability from 0 to 1. It can be read and explained;
# - **gradient boosting**: a hundred or so small trees in a row, each mending what the ones before got wrong. It can bend, but is hard to explain.
#
# Customers who came on one day only (53%) have no mean gap. `later_scores` keeps them: the regression puts in the median and adds a column that says “was missing”; the trees have a branch for missing values.
#
# They learn at the cutoff of 31 December, score at the **later** cutoff of 31 March, and are examined on April to June. Examining them on the 90 days they learned from will not do: cross-validation changes the customers, not the season.
#
# Compared with what? Not with guessing, but with what costs the shop nothing: sort by the last purchase, by the orders of the last half-year (182 days), by the money spent.
# %%
scores = cc.prediction.later_scores(measure(known, "1997-12-31"), bought, today)
scores["leaky"] = used["logistic"]
scores["recency"] = -today["recency_days"]
scores["orders_half"] = today["orders_last_half"]
scores["spent"] = today["monetary"]
lists = {
    "leaky": cc.say(zh="软件公司的模型", en="the software firm's model"),
    "recency": cc.say(zh="最近来过的在前", en="most recent first"),
    "orders_half": cc.say(zh="半年订单多的在前", en="most orders in the half-year"),
    "spent": cc.say(zh="花钱多的在前", en="biggest spenders first"),
}
# %%
models = scores[["recency", "orders_half", "spent", "leaky", "logistic", "boosting"]]
areas = cc.prediction.compare_auc(came, models, "recency")
cc.prediction.comparison_table(areas, lists)
# %% tags=["check"]
assert areas["auc"].round(3).to_dict() == {
    "recency": 0.828, "orders_half": 0.786, "spent": 0.792, "leaky": 0.830, "logistic": 0.839, "boosting": 0.838,
}  # fmt: skip
ahead = areas.loc[["leaky", "logistic", "boosting"], "difference"]
assert ahead.round(3).tolist() == [0.002, 0.011, 0.010]
assert areas.loc["logistic", ["low", "high"]].round(3).tolist() == [0.007, 0.014]
assert areas.loc["boosting", ["low", "high"]].round(3).tolist() == [0.006, 0.013]
assert areas.loc["leaky", "low"] < 0 < areas.loc["leaky", "high"]
assert round(today["mean_gap_days"].isna().mean(), 2) == 0.53

# %% [markdown] lang="zh"
# 三种排序里，AUC最高的是按最近一次购买：0.828（半年订单数0.786，购买金额0.792）。两个模型是0.839和0.838，各多0.011和0.010。后两列是95%区间：把客户反复重新抽取（可重复抽），看差距会上下摆动多少，这叫**自助法**。
# 区间不含0，光靠碰巧很难解释；但也只多出一点点。软件公司的模型只多0.002，区间含0：按AUC，和表格里点一下排序分不出高下。
#
# 两个不偷看的模型之间呢？
# %% [markdown] lang="en"
# Of the three sortings the last purchase has the highest AUC, 0.828 (orders of the half-year 0.786, money spent 0.792). The models have 0.839 and 0.838, that is 0.011 and 0.010 more. The last two columns are the 95% interval: customers are drawn anew again and again (the same one may be drawn twice) to see how far the difference sways, which is called a **bootstrap**.
# Their intervals do not hold 0, which chance alone hardly explains; but it is little. The firm's model has only 0.002 more, and its interval holds 0: by AUC it is not seen to beat one sort in a spreadsheet.
#
# And the two honest models, one against the other?
# %%
both = cc.prediction.compare_auc(came, scores[["logistic", "boosting"]], "logistic")
cc.prediction.comparison_table(both, lists)
# %% tags=["check"]
assert both.loc["boosting", "low"] < 0 < both.loc["boosting", "high"]

# %% [markdown] lang="zh"
# 区间含0，分不出高下：那就用看得懂的逻辑回归。
#
# AUC看的是全部23,570人的排序，而我们只打200个电话。只看每份名单的**前200人**里有几个买了（分数相同的，当作随机排列）：
# %% [markdown] lang="en"
# The interval holds 0, they cannot be told apart: so take logistic regression, which can be read.
#
# AUC looks at the order of all 23,570, but we make 200 calls. How many of the **first 200** of each list bought (equal scores count as if in random order)?
# %%
first = cc.prediction.compare_top(came, scores, "recency", top=200)
cc.prediction.comparison_table(first, lists)
# %% tags=["check"]
assert first["brought"].round(0).astype(int).to_dict() == {
    "recency": 114, "logistic": 174, "boosting": 179, "leaky": 165, "orders_half": 177, "spent": 146,
}  # fmt: skip

# %% [markdown] lang="zh"
# 最近来过的前200人，买了114人；模型174和179人。看上去大胜，可是“半年订单多的在前”有177人：电子表格里点一下排序就有。这不是事后挑的：1月到3月的前200人里，也是它最多（表后打印的三个数）。拿它当参照再比一次：
# %% [markdown] lang="en"
# Of the 200 most recent, 114 bought; of the first 200 of the models, 174 and 179. It looks like a triumph, but “most orders in the half-year” has 177, for one click in a spreadsheet. It is not picked after the event: in January to March, too, its first 200 had the most buyers (the three figures printed below the table). Take it as the yardstick and compare again:
# %%
best = cc.prediction.compare_top(came, scores, "orders_half", top=200)
cc.prediction.comparison_table(best, lists)
# %%
sorts = measure(known, "1997-12-31")[["orders_last_half", "recency_days", "monetary"]]
sorts = sorts.assign(recency_days=-sorts["recency_days"])
in_winter = cc.prediction.compare_top(bought, sorts, "orders_last_half", top=200)
print(in_winter["brought"].round().to_dict())
# %% tags=["check"]
assert in_winter["brought"].round().to_dict() == {"orders_last_half": 177, "recency_days": 138, "monetary": 156}
assert (best.loc[["logistic", "boosting"], "low"] < 0).all() and (best.loc[["logistic", "boosting"], "high"] > 0).all()
assert best.loc["leaky", ["difference", "low", "high"]].round(0).tolist() == [-12, -24, -1]
assert first.loc["leaky", ["difference", "low", "high"]].round(0).tolist() == [51, 33, 68]

# %% [markdown] lang="zh"
# 打印的三个数：半年订单多的177人，最近来过的138人，花钱多的156人；店里事先就能知道该拿谁当参照。
#
# 两个不偷看的模型，区间都含0：就这200个电话来说，和点一下排序分不出高下。按买家数，软件公司的模型少12人（区间−24到−1），**连点一下排序都不如**（按钱怎样，后面再看）。
# 可在上一张表里，它比“最近来过的”多51人（33到68）。**拿弱的参照来比，什么模型都像赢家**。
#
# ### 换一家店：很少有人流失的超市
#
# 真实的超市（2017年，2,400多户）几乎人人都回来，要找的是**流失**的那几户。6月30日作截点来学，9月30日作截点来考，预测期90天。
# 参照有两个：最近一次购买间隔；沉默时长，也就是间隔相当于自己的几个购买间隔（只来过一天的没有购买间隔，排在最前）。
# 第1到3行量好两个截点，第4、5行的标签用1去减，1就是流失。
# %% [markdown] lang="en"
# The three figures printed: most orders in the half-year 177, most recent 138, biggest spenders 156; the shop could have known which to take.
#
# The intervals of the two honest models hold 0: for these 200 calls they are not seen to beat that click. By number of buyers the firm's model has 12 fewer (−24 to −1): it **loses** to the click (in money: see below).
# Yet in the table before it had 51 more than “most recent” (33 to 68). **Against a weak yardstick every model wins.**
#
# ### Another shop: a grocer whom few leave
#
# Nearly all of the real grocer's households come back (2017, some 2,400 of them); the ones to find are those who **churn**. Learn at the cutoff of 30 June, examine at that of 30 September, with a horizon of 90 days.
# There are two yardsticks: recency, and silence, which is recency in the household's own buying gaps (who came on one day only has no gap and goes first).
# Lines 1 to 3 measure at both cutoffs; lines 4 and 5 take the label from 1, so that 1 is churn.
# %%
baskets = cc.load("grocery_orders")
days = ["2017-06-30", "2017-09-30"]
june, september = [cc.measure_customers(baskets, as_of=day).set_index("customer_id") for day in days]
left = 1 - cc.prediction.will_buy(baskets, days[0], 90, observed_until="2017-12-31")
stopped = 1 - cc.prediction.will_buy(baskets, days[1], 90, observed_until="2017-12-31")
print(len(stopped), int(stopped.sum()), cc.show.percent(stopped.mean()))
# %%
with_silence = columns + ["silence_gaps"]
churn = cc.prediction.later_scores(june[with_silence], left, september[with_silence])
churn["recency"] = september["recency_days"]
churn["silence"] = september["silence_gaps"].fillna(september["silence_gaps"].max() + 1)
longest = {
    "recency": cc.say(zh="最久没来的在前", en="longest away first"),
    "silence": cc.say(zh="沉默时长最长的在前", en="longest silence in own gaps"),
}
# %%
churn_areas = cc.prediction.compare_auc(stopped, churn, "recency")
cc.prediction.comparison_table(churn_areas, longest)
# %%
risky = cc.prediction.compare_top(stopped, churn, "recency", top=200)
cc.prediction.comparison_table(risky, longest)
# %% tags=["check"]
assert len(stopped) == 2446 and stopped.sum() == 147 and round(stopped.mean(), 3) == 0.06
assert len(june) == 2393 and left.sum() == 128
found = churn_areas.loc[["recency", "logistic", "boosting", "silence"], "auc"].round(3).tolist()
assert found == [0.858, 0.885, 0.873, 0.785]
assert churn_areas.loc["boosting", "low"] < 0 < churn_areas.loc["boosting", "high"]
assert 0 <= churn_areas.loc["logistic", "low"] < 0.01
assert 76 <= risky.loc["recency", "brought"] <= 77 and round(risky.loc["logistic", "brought"]) == 82
assert risky.loc["logistic", "low"] < 0 < risky.loc["logistic", "high"]
assert 1 - stopped.mean() > 0.939

# %% [markdown] lang="zh"
# 只有147户（6.0%）流失，区间就宽多了：梯度提升树多出的那一点，区间含0，说不准；逻辑回归的下限刚过0。沉默时长在这里反而不如“最久没来”。
# 第二张表看前200户：“最久没来的在前”找到约76户，逻辑回归82户，差的区间也含0。
#
# 顺便说一句：“谁也不会流失”这句废话，在这家超市94%都对。所以流失少的时候，**不能拿准确率来评判**。
#
# ## 校准：说三成，是不是三成
#
# 排序好不好看AUC；要算钱，概率本身也要对。**校准**：把客户按概率分成十组，预测的平均概率和实际买的比例比一比，落在“预测完全准确”那条线上，就是准的。
# %% [markdown] lang="en"
# Only 147 households (6.0%) churn, and the intervals are much wider. Gradient boosting's interval holds 0, so its lead may be luck; the lower end for logistic regression is just above 0. Silence in own gaps does worse here than plain “longest away”.
# The second table looks at the first 200: “longest away” finds about 76 of them and logistic regression 82; the interval of the difference holds 0 as well.
#
# By the way, “nobody will churn” says nothing and is right for 94% of the households. Where churn is rare, **the share of right answers is no yardstick**.
#
# ## Calibration: are three in ten really three in ten?
#
# AUC judges the order. To count money the probability itself must be right. **Calibration**: put the customers into ten groups by probability, and compare the mean predicted probability with the share who bought. On the line “if every score held” the prediction holds.
# %%
tenths = cc.prediction.calibration(came, scores["logistic"])
cc.prediction.calibration_picture(
    tenths, cc.say(zh="4月到6月，实际买的比预测的少", en="From April to June fewer bought than predicted")
)
# %%
then = measure(known, "1997-12-31")
winter = cc.prediction.later_scores(then, bought, then)
print(round(winter["logistic"].sum()), int(bought.sum()))
print(round(scores["logistic"].sum()), int(came.sum()))
# %% tags=["check"]
assert round(winter["logistic"].sum()) == 3817 and 4118 - 3302 == 816 and 3817 - 3302 == 515
assert round(515 / 816, 2) == 0.63 and 4118 - 3817 == 301
assert round(scores["logistic"].sum()) == 4118 and (tenths["happened"] < tenths["predicted"]).all()
assert (tenths["high"] < tenths["predicted"]).sum() == 10
assert round(4118 / 3302, 2) == 1.25 and 3817 > 3302

# %% [markdown] lang="zh"
# 十组都低于“预测完全准确”的线，连区间上限也在线下。把每个人的概率加起来，就是**预计的买家数**。打印的第一行是学习用的1月到3月：预计3,817人，实际3,817人；第二行是4月到6月：预计4,118人，实际3,302人，多报了25%。
# 多出的816人里，515人（63%）是因为买的人少了（3,817人变成3,302人）；另外301人是用3月31日的指标打分多出来的，原因这里没有查。**排序的本事在这里带得走，水平带不走**。用在备货和预算上之前，先和最近一期的实际结果核对。
#
# ## 提升度和增益
#
# 两个常见的词，说的是同一条曲线：
#
# - **增益**：先联系分数最高的一成客户，能找到全部买家的几成；
# - **提升度**：这一成里买家的比例，是全体比例的几倍。它是**倍数**，不是百分比：提升度4，全体14%，就是4 × 14% = 56%。
# %% [markdown] lang="en"
# All ten groups lie below that line, and so do the upper ends of their intervals. The sum of all probabilities is the **number of buyers to expect**. The first line printed is January to March, which the model learned from: 3,817 expected, 3,817 came. The second is April to June: 4,118 expected, 3,302 came; that is 25% too many.
# Of the 816 too many, 515 (63%) are there because fewer bought (3,302 after 3,817); the other 301 came in when the measures of 31 March were scored, and why is not looked into here. **The order travelled, the level did not.** Check against the latest finished period before stock and budgets rest on it.
#
# ## Lift and gains
#
# Two words in common use for the same curve:
#
# - **gains**: contact the tenth with the best scores first; what share of all buyers is found?
# - **lift**: how many times as many buyers are in that tenth as among all? It is a **multiple**, not a share: a lift of 4 where 14% buy means 4 × 14% = 56%.
# %%
cc.prediction.gains_picture(
    came, scores[["logistic", "recency"]],
    cc.say(
        zh="最好的一成里有四成买家；三成以后，两线几乎重合",
        en="Four tenths of the buyers in the best tenth; from 30% on the curves meet",
    ),
    {**cc.prediction.MODELS, **lists},
)
# %%
best_tenth = cc.prediction.gains(came, scores["logistic"], points=10).iloc[0]
plain_tenth = cc.prediction.gains(came, scores["recency"], points=10).iloc[0]
print(round(best_tenth["found"], 3), round(best_tenth["lift"], 1))
print(round(plain_tenth["found"], 3), round(plain_tenth["lift"], 1))
# %% tags=["check"]
assert [round(best_tenth[c], 3) for c in ("found", "lift")] == [0.420, 4.204]
assert [round(plain_tenth[c], 3) for c in ("found", "lift")] == [0.365, 3.645]
assert round(came.mean(), 2) == 0.14
further = [cc.prediction.gains(came, scores[c], points=10)["found"].iloc[2:] for c in ("logistic", "recency")]
assert (further[0] - further[1]).abs().max() < 0.01

# %% [markdown] lang="zh"
# 打印的第一行是模型：最好的一成找到42.0%的买家，提升度4.2；第二行是按最近一次购买排序：36.5%，提升度3.6。
#
# ## 用钱决定：200个电话打给谁
#
# 每个电话的预期利润：
#
# > 预期利润 = 概率 × 价值 − 电话成本
#
# 概率有了。**价值**是“如果客户买，这90天里留下多少毛利”。有人拿客单价乘30%当价值；我们换一个办法：按购买金额分五档，看1月到3月里每一档的买家平均留下多少毛利。
# `margin` 是1月到3月每人的毛利，`value_of` 是每一档买家的平均毛利。
# %% [markdown] lang="en"
# The first line printed is the model: its best tenth finds 42.0% of the buyers, a lift of 4.2. The second is sorting by the last purchase: 36.5%, a lift of 3.6.
#
# ## Decide in money: who gets the 200 calls?
#
# The expected profit of a call:
#
# > expected profit = probability × value − cost of the call
#
# The probability is there. The **value** is the margin left in these 90 days if the customer buys. Some take 30% of the average order value. We put customers into five tiers by money spent and see what margin the buyers of each tier left from January to March.
# `margin` is the margin of each customer in those months, `value_of` the mean of the buyers in each tier.
# %%
import pandas as pd

recent = known[known["order_date"] > "1997-12-31"]
margin = 0.30 * recent.groupby("customer_id")["amount"].sum()
tiers = ["0-50", "50-100", "100-200", "200-400", "400+"]
edges = [-1, 50, 100, 200, 400, 100000]
tier_then = pd.cut(measure(known, "1997-12-31")["monetary"], edges, labels=tiers)
value_of = margin.groupby(tier_then.reindex(margin.index), observed=True).mean()
value_heads = {
    "monetary": cc.say(zh="购买金额档（美元）", en="spent (USD)"),
    "amount": cc.say(zh="买家的平均毛利（美元）", en="mean margin of its buyers (USD)"),
}
cc.table(value_of, value_heads)
# %% [markdown] lang="zh"
# 花得越多的一档，买家留下的毛利越多：从11美元到55美元。下面用 `call_list` 排出名单（第2章“分类之后怎么做”一课用过）：`class` 放档次，`owners` 说每一档由谁负责。
# %% [markdown] lang="en"
# The more a tier has spent, the more its buyers leave: from 11 to 55 dollars. Now `call_list` makes the list (the lesson “What to do for each class” used it): `class` holds the tier, `owners` says who answers for each.
# %%
people = today.assign(likelihood=scores["logistic"]).reset_index()
people["class"] = pd.cut(people["monetary"], edges, labels=tiers).astype(str)
owners = dict.fromkeys(tiers, "Lin")
calls = cc.treatments.call_list(people, "likelihood", value_of, owners, capacity=200, cost=3)
shown = ["rank", "customer_id", "class", "likelihood", "value", "expected_profit"]
# %%
call_heads = {
    "rank": cc.say(zh="名次", en="rank"),
    "class": cc.say(zh="购买金额档（美元）", en="spent (USD)"),
    "likelihood": cc.say(zh="概率", en="probability"),
    "value": cc.say(zh="价值（美元）", en="value (USD)"),
    "expected_profit": cc.say(zh="预期利润（美元）", en="expected profit (USD)"),
}
cc.table(calls[shown], call_heads, rows=5)
# %% tags=["check"]
assert value_of.round(0).astype(int).tolist() == [11, 13, 17, 25, 55] and len(calls) == 200
assert (calls["class"] == "400+").all()

# %% [markdown] lang="zh"
# 名单排好了。到6月29日，名单上的200人实际留下多少毛利？和另外五份名单比：最近来过的、花钱最多的、半年订单多的、软件公司的，以及用客单价的30%当价值的。第1、2行算4月到6月的实际毛利；第一张表的参照是花钱最多的，第二张表的参照是半年订单多的。
# %% [markdown] lang="en"
# There is the list. What margin did its 200 customers leave by 29 June? Compare with five others: the most recent, the biggest spenders, the most orders in the half-year, the software firm's, and the list that takes 30% of the average order value as the value. Lines 1 and 2 work out the real margin of April to June; the yardstick of the first table is the biggest spenders, that of the second the most orders in the half-year.
# %%
spring = orders[(orders["order_date"] > "1998-03-31") & (orders["order_date"] <= "1998-06-29")]
earned = (0.30 * spring.groupby("customer_id")["amount"].sum()).reindex(today.index, fill_value=0)
by_tier = pd.cut(today["monetary"], edges, labels=tiers).astype(str).map(value_of)
money_lists = scores[["spent", "recency", "orders_half", "leaky"]].assign(
    by_average=scores["logistic"] * 0.30 * today["average_order"],
    by_tier=scores["logistic"] * by_tier,
)
# %%
lists["by_average"] = cc.say(zh="概率 × 客单价的30%", en="probability × 30% of average order value")
lists["by_tier"] = cc.say(zh="概率 × 本档买家的毛利", en="probability × margin of the tier's buyers")
in_money = cc.prediction.compare_top(earned, money_lists, "spent", top=200)
cc.prediction.comparison_table(in_money, lists, "USD")
# %%
two = money_lists[["orders_half", "leaky"]]
half_year = cc.prediction.compare_top(earned, two, "orders_half", top=200)
cc.prediction.comparison_table(half_year, lists, "USD")
# %% tags=["check"]
assert in_money["brought"].round(0).astype(int).to_dict() == {
    "spent": 12230, "recency": 5481, "orders_half": 11509, "leaky": 12988, "by_average": 9441, "by_tier": 12806,
}  # fmt: skip
assert (in_money.loc[["leaky", "orders_half"], "low"] < 0).all()
assert (in_money.loc[["leaky", "orders_half"], "high"] > 0).all()
assert half_year.loc["leaky", ["difference", "low", "high"]].round(0).tolist() == [1479, 462, 2808]
assert in_money.loc["by_tier", "low"] < 0 < in_money.loc["by_tier", "high"]
assert (
    round(in_money.loc["by_tier", "difference"]) == 576
    and round(in_money.loc["by_average", "difference"]) == -2789
)
assert in_money.loc["by_average", "high"] < 0 and in_money.loc["recency", "high"] < 0
assert round(earned.reindex(calls["customer_id"]).sum()) == 12806

# %% [markdown] lang="zh"
# - 老店员的名单：5,481美元。会计的：12,230美元。
# - 用本档买家的毛利当价值，12,806美元，多576美元，但区间含0：**不能说比会计强**。
# - 软件公司的名单：12,988美元，和会计比，区间也含0。前面按买家数，它输给“半年订单多的在前”（165对177人）；按钱，它反而多1,479美元（462到2,808）。**换一把尺子，名次会变**：先定好看人数还是看钱。偷看毁掉的是许诺（0.999）和预计的人数（893人）；按钱看，看不出这份名单坏了。
# - 用客单价当价值，9,441美元，比会计的名单**少2,789美元**（区间不含0）。
#
# 为什么用客单价反而差？看两份名单上各200人：订单数和客单价是中位数，后两列是4月到6月的结果。
# %% [markdown] lang="en"
# - The old hand's list: 5,481 dollars. The bookkeeper's: 12,230.
# - With the margin of the tier's buyers: 12,806, or 576 more, but the interval holds 0: **we cannot say that it beats the bookkeeper**.
# - The firm's list: 12,988; against the bookkeeper's, too, the interval holds 0. By buyers it lost to “most orders in the half-year” (165 against 177); in money it has 1,479 more (462 to 2,808). **Another yardstick, another order**: settle first whether buyers count or money. What the leak ruined is the promise (0.999) and the number of buyers expected (893); in money no harm to this list is seen.
# - With the average order value as the value: 9,441, that is **2,789 dollars less** than the bookkeeper (interval without 0).
#
# Why does the average order value do worse? Look at the 200 on either list: orders and order value are medians, the last two columns are what came of April to June.
# %%
heads = {
    **short,
    "": cc.say(zh="名单按什么排", en="list sorted by"),
    "buyers": cc.say(zh="买家", en="buyers"),
    "each": cc.say(zh="每位买家的毛利（美元）", en="margin a buyer (USD)"),
}
# %%
both_lists = {name: money_lists[name].nlargest(200).index for name in ["by_average", "by_tier"]}
medians = {name: today.loc[ids, ["frequency", "average_order"]].median() for name, ids in both_lists.items()}
compared = pd.DataFrame(medians).T
compared["buyers"] = [int(came[ids].sum()) for ids in both_lists.values()]
compared["each"] = [earned[ids].sum() for ids in both_lists.values()] / compared["buyers"]
cc.table(compared, heads, values={"": lists})
# %% tags=["check"]
assert compared["frequency"].tolist() == [9.5, 21] and compared["buyers"].tolist() == [120, 175]
assert compared["average_order"].round(0).tolist() == [103, 41] and compared["each"].round(0).tolist() == [79, 73]

# %% [markdown] lang="zh"
# 客单价的名单上，每单大（中位数103美元），来得少（9.5单）；另一份每单41美元，却来过21单。每位买家留下的毛利差不多（79和73美元），差在**买家的人数**：120人对175人。客单价只算**一单**，把每单不大、却来得勤的人估低了，他们就被挤出了名单。
#
# 实话实说：只打200个电话，会计的一次排序就够用。模型多出来的是概率：能在事先估计“打到第几个，名单就不值电话费了”。估得准不准，往下看。
#
# ### 动手：打几个电话
#
# 拖动滑块，改变电话的数目。竖线是您选的数；曲线是毛利减去每个电话3美元，每250个电话画一个点。第一格把曲线事先算好。
# （这里照一般报表的做法，名单上的人买的全都算上；下一节再说这样算错在哪里。）
# %% [markdown] lang="en"
# On the list by average order value orders are large (median 103 dollars) and few (9.5); on the other they are of 41 dollars, but there were 21. A buyer leaves about as much on either (79 and 73 dollars); the difference is in **how many buy**: 120 against 175. The average order value counts **one** order, so those with small but frequent orders are valued too low and drop off the list.
#
# The honest result: for 200 calls the bookkeeper's sorting is good enough. What the model has on top is probabilities: an estimate beforehand of how far down the list is worth the calls. How good an estimate, we see below.
#
# ### Your turn: how many calls?
#
# Move the slider to change the number of calls. The vertical line is your number; the curves are the margin less 3 dollars a call, with a point at every 250th call. The first box works out the curves beforehand.
# (As reports usually do, this counts everything that those on the list buy; the next section says what is wrong with that.)
# %%
def curve(name):
    ordered = money_lists[name].sort_values(ascending=False, kind="stable").index
    return earned[ordered].reset_index(drop=True).cumsum()
curves = pd.DataFrame({name: curve(name) for name in ["by_tier", "spent", "recency"]})
curves = curves.set_axis(curves.index + 1).sub(3 * (curves.index.to_numpy() + 1), axis=0)
# %%
def draw(calls):
    gain = curves.loc[int(calls)].map(lambda x: cc.show.money(x, "USD"))
    title = cc.say(
        zh="{n:.0f}个电话：概率 × 毛利{a}，花钱多的{b}",
        en="{n:.0f} calls: probability × margin {a}, spenders {b}",
    )
    return cc.show.lines(
        curves.iloc[49::250], names=lists, cuts=[calls], x_label=cc.say(zh="电话数", en="calls"),
        label=cc.say(zh="毛利减电话费（美元）", en="margin less calls (USD)"),
        title=title.format(n=calls, a=gain["by_tier"], b=gain["spent"]),
    )
# %%
cc.knob(draw, calls=(cc.say(zh="电话数", en="number of calls"), 50, 12000, 50, 6000))
# %% [markdown] lang="zh"
# 曲线先升后降：越往后，买的人越少，电话钱照付。模型**事先**说打到第几个还有赚头？**事后**看，停在第几个最好？两处差多少美元？（第一行打印的三个数）
# 第二行：假如概率按实际买家数缩小（× 3,302 ÷ 4,118，事后才知道），模型会说打到第几个，离最好处还差多少美元；最后一个数是最好处的毛利减电话费。
# %% [markdown] lang="en"
# The curves rise and fall: later customers buy less often, and each call is paid for all the same. Up to which call does the model say **beforehand** that calls pay, where was the best place to stop **in the event**, and how many dollars lie between? (The three figures of the first line.)
# The second line: had the probabilities been scaled to the buyers who came (× 3,302 ÷ 4,118, known only afterwards), which call would the model have named, and how many dollars would it still miss? The last figure is the margin less calls at the best place.
# %%
pays = int((scores["logistic"] * by_tier > 3).sum())
scaled = int((scores["logistic"] * 3302 / 4118 * by_tier > 3).sum())
best_stop = curves["by_tier"].idxmax()
missed = curves.loc[best_stop, "by_tier"] - curves.loc[[pays, scaled], "by_tier"]
print(pays, best_stop, round(missed[pays]))
print(scaled, round(missed[scaled]), round(curves.loc[best_stop, "by_tier"]))
# %% tags=["check"]
assert round(curves.loc[200, "by_tier"]) == 12206 and round(curves.loc[200, "spent"]) == 11630
assert pays == 6601 and best_stop == 5240
assert missed.round().tolist() == [699, 145] and scaled == 5665
assert round(curves.loc[best_stop, "by_tier"]) == 34746 and round(699 / 34746, 2) == 0.02
assert (by_tier * came.reindex(today.index)).sum() > 1.1 * earned.sum()

# %% [markdown] lang="zh"
# 模型说打到第6,601个，事后看最好停在第5,240个，差699美元，是34,746美元的2%。概率的水平要是准，它会说5,665个，只差145美元：699美元大半是校准不准的代价。剩下的145美元不能全怪模型：“最好处”是事后挑的，事先的办法很少能正好停在那里。
#
# ## 常见的错：把“会买的人”当成“电话让他买的人”
#
# 200个电话花600美元，名单上的人留下12,806美元毛利。店长说：“一个电话赚61美元！” **可是这些人不打电话也会买**。
# 名单上的平均概率接近九成，而且这个概率是从没有电话的日子学来的。
#
# 就“买还是不买”来说，一个电话最多能做到什么？让一位本来不买的人买：机会只有 1 − 概率。所以估计
#
# > 一个电话最多带来 ≈ （1 − 概率）× 价值
#
# 打印的第一行：名单上的平均概率；200个电话估计最多带来多少美元；有几位客户，连这个估计都低于3美元的电话费。第二行是事后的：名单上实际没有买的人数，他们的价值相加是多少美元。第三行：名单上的人都在哪几档；名单上每位买家实际留下多少美元。
# %% [markdown] lang="en"
# The model said 6,601; in the event the best place to stop was 5,240, and 699 dollars lie between, 2% of 34,746. With the right level it would have said 5,665 and missed 145: most of the 699 is the price of poor calibration. The other 145 are not all the model's fault: the “best place” is picked afterwards, and hardly any rule stops there beforehand.
#
# ## The common mistake: taking those who buy for those whom the call makes buy
#
# 200 calls cost 600 dollars, and the customers on the list leave a margin of 12,806. The manager says: “61 dollars profit a call!” **But these people buy without a call as well.**
# The mean probability on the list is close to nine in ten, and it was learned from days without calls.
#
# What can a call do at most, for buying or not buying? Make somebody buy who would not have: the room for that is 1 − probability. So, as an estimate,
#
# > what a call brings at most ≈ (1 − probability) × value
#
# Printed first: the mean probability on the list; what 200 calls are expected to bring at most, in dollars; and for how many customers even that is below the 3 dollars of the call. The second line is hindsight: how many on the list did not buy, and the sum of their values in dollars. The third line: the tiers found on the list, and what each buyer on it did leave, in dollars.
# %%
at_most = (1 - calls["likelihood"]) * calls["value"]
print(round(calls["likelihood"].mean(), 2), round(at_most.sum()), int((at_most < 3).sum()))
stayed = calls[came.reindex(calls["customer_id"]).to_numpy() == 0]
print(len(stayed), round(stayed["value"].sum()))
print(calls["class"].unique().tolist(), round(earned[calls["customer_id"]].sum() / (len(calls) - len(stayed))))
# %% tags=["check"]
assert (
    round(calls["likelihood"].mean(), 2) == 0.89
    and round(at_most.sum()) == 1192
    and (at_most < 3).sum() == 27
)
assert len(stayed) == 25 and round(stayed["value"].sum()) == 1369 and round(1369 / 10) == 137
assert (calls["class"] == "400+").all() and round(calls["value"].max()) == round(calls["value"].min()) == 55
each = earned[calls["customer_id"]].sum() / (len(calls) - len(stayed))
assert round(each) == 73 and round(25 * each) == 1829 and round(25 * each / 10) == 183 and 183 - 600 == -417
assert 137 - 600 == -463 and round(at_most.sum() / 10) == 119 and 119 - 600 == -481 and round(12206 / 200) == 61

# %% [markdown] lang="zh"
# 估计最多1,192美元（概率偏高；事后看，25人没买，合1,369美元），不是12,806美元。**假设**电话能劝动十分之一本来不买的人，就是119美元（事后137美元），减去600美元电话费：**赔481美元**（事后463美元），报表上却写着赚12,206美元。名单上的200人都在最高一档，价值都按55美元算；名单上的买家实际留下得更多，每人73美元（73.18）。照这个数算，25人约合1,830美元，十分之一是183美元，还是赔417美元。
# （电话也许还能让本来要买的人多买一些，这也要靠试验才知道。）
#
# 电话到底改变了谁，预测模型答不出来，要有**对照组**，也就是“有没有效果”一课里的抽签。那里有一次试验（模拟的网店，2026年3月）：1,080人抽签，一半收到15元券。
# 我们用2025年的订单也学一个逻辑回归，预测期改成31天（3月有31天；网店的记录到12月31日为止，所以截点退到11月30日），按概率把这1,080人分成人数相同的三份，再看券在每一份里的**增量效果**：买的比例，有券的比没券的多几个百分点（函数名也叫 `lift`，这里是差，不是倍数）。
# 打印的是每一份的平均概率，和对照组（没有券）里实际买了的比例。
# %% [markdown] lang="en"
# Some 1,192 dollars at most are expected (the probabilities are too high; in the event 25 did not buy, worth 1,369), not 12,806. **Suppose** the calls win one in ten of those who would not have bought: 119 dollars (137 in the event), less 600 for the calls, is **a loss of 481 dollars** (463), while the report shows a profit of 12,206. All 200 are in the top tier and valued at 55 dollars; the buyers on the list did leave more, 73 each (73.18). At that, the 25 come to some 1,830 dollars, one in ten to 183: still a loss of 417.
# (A call may also make those who buy anyway buy more; that, too, only a test can tell.)
#
# Whom the call changes is nothing a prediction can answer. It takes a **control group**, made by lot, as in the lesson “Did it work?”. There a test was run (simulated shop, March 2026): 1,080 customers were split by lot, and one half received a coupon worth 15 yuan.
# We learn a logistic regression from the orders of 2025 too, with a horizon of 31 days (March has 31; the shop's records end on 31 December, so the cutoff is 30 November), split the 1,080 into three equal parts by probability, and look at the **incremental effect** of the coupon in each: by how many points the share who buy is higher with it than without (the function is called `lift` as well; here it is a difference, no multiple).
# Printed: the mean probability of each part, and the share of its control group (no coupon) who bought.
# %%
sales, members = cc.load("shop_orders"), cc.load("shop_customers")
def measure_shop(cutoff):
    everybody = cc.measure_customers(sales, as_of=cutoff, customers=members)
    return everybody.set_index("customer_id")[columns]

# %%
december = cc.prediction.will_buy(sales, "2025-11-30", 31, "2025-12-31", customers=members)
chance = cc.prediction.later_scores(measure_shop("2025-11-30"), december, measure_shop("2025-12-31"))
test = cc.load("shop_test")
chance_of = chance["logistic"].reindex(test["customer_id"])
third = pd.qcut(chance_of, 3, labels=["low", "middle", "high"]).to_numpy()
# %%
alike = test.assign(third=third, chance=chance_of.to_numpy()).groupby("third")
held = test.assign(third=third)[test["arm"] == "control"].groupby("third")
for part in ["low", "middle", "high"]:
    print(part, round(alike["chance"].mean()[part], 2), round(held["bought"].mean()[part], 2))
# %%
parts = {
    "low": cc.say(zh="概率最低的三分之一", en="lowest third"),
    "middle": cc.say(zh="中间三分之一", en="middle third"),
    "high": cc.say(zh="概率最高的三分之一", en="highest third"),
}
effects = {part: cc.campaigns.lift(test[third == part], "bought").difference for part in parts}
cc.campaigns.draw_intervals(
    effects, names=parts,
    title=cc.say(
        zh="最会买的三分之一，看不出券有效果（模拟）",
        en="No effect is seen in the third most likely to buy (simulated)",
    ),
)
# %% tags=["check"]
assert [round(100 * effects[part].value, 1) for part in parts] == [17.7, 11.7, 0.5]
assert effects["low"].excludes_zero and effects["middle"].excludes_zero and not effects["high"].excludes_zero
means = chance_of.groupby(third).mean().round(2).to_dict()
assert means == {"low": 0.03, "middle": 0.19, "high": 0.71}, means
assert held["bought"].mean().round(2).to_dict() == {"low": 0.22, "middle": 0.26, "high": 0.52}

# %% [markdown] lang="zh"
# 先看水平：模型说3%、19%、71%，对照组实际是22%、26%、52%。这是去年12月学来、用12月31日的指标打的分，离3月还隔着两个月：水平不准，次序还在；所以这里**只用次序**。
# 最会买的三分之一，券的效果是0.5个百分点，区间从−9.7到10.7，看不出效果；而最不会买的三分之一，多买了17.7个百分点。
# 这是**放进去的**：数据里，券对高频购买者没有作用，对中频和低频各加15个百分点。别的店、别的活动会不一样，所以每次都要留对照组。
#
# 模型要这样用：先用它估计要来多少人、钱从哪里来；再在值得试的客户里**抽签**，一半打电话，一半不打；最后把电话打给效果大的那一类。
#
# ## 用过SAS或SPSS的人会认得
#
# 步骤是同样的步骤，名字不同（各版本的叫法略有出入，以您手里的软件为准）：
#
# | 这一课 | SAS Enterprise Miner | SPSS Modeler |
# |---|---|---|
# | 量指标、定标签 | 输入数据源，变量角色设为target | Type节点，角色设为Target |
# | 分开学习和考试（训练与检验） | Data Partition节点 | Partition节点 |
# | 空值 | Impute节点 | Data Audit或Filler节点 |
# | 逻辑回归 | Regression节点（SAS语言里是PROC LOGISTIC） | Logistic节点 |
# | 梯度提升树 | Gradient Boosting节点 | XGBoost Tree节点 |
# | AUC、增益、提升度 | Model Comparison节点 | Evaluation和Analysis节点 |
# | 给今天的客户打分 | Score节点 | 模型块（nugget）接上新数据 |
#
# 有三件事，这些软件不会替您做：分区节点通常是**随机**把客户分开的，按时间分开要您自己准备两个截点；删失的客户要您自己留空；哪一列偷看了未来，也要您自己查。
#
# ## 回到店长的问题
#
# - 只打200个电话：按花钱多少排序，和模型分不出高下（毛利12,230和12,806美元，差的区间含0）；按最近一次购买排序差得多（5,481美元）。
# - 软件公司的99.9%来自偷看未来的一列。真用起来，按AUC和“最近来过的在前”分不出高下；前200人里，按买家数，它输给“半年订单多的在前”（165对177人），按毛利，和花钱多的分不出高下（12,988和12,230美元）。它的概率不能用：预计893人，来了3,302人。
# - 先别急着打给最会买的人：他们大多自己会来。抽签试一次，看电话改变了谁。
#
# ## 要记住的
#
# - 写清截点和预测期；预测期没走完的客户是“还不知道”，不是没买，也不是留住了。
# - 只用截点那天知道的列；拿掉未来重算一遍，变了的就是泄漏。
# - 用后来的截点考试，和店里最好的简单办法比，差距要带区间。
# - AUC看排序，校准看水平；算钱之前，两样都要查。
# - 会买的人，不等于电话让他买的人：效果要靠对照组。
# %% [markdown] lang="en"
# The level first: the model says 3%, 19% and 71%, of the control groups 22%, 26% and 52% bought. Learned from December and scored by the measures of 31 December, two months before the test: the level does not hold in March, the order does; so **only the order** is used here.
# In the third most likely to buy the effect of the coupon is 0.5 points, interval from −9.7 to 10.7: none can be seen. In the third least likely to buy it is 17.7 points.
# That was **put in**: in these data the coupon does nothing for high-frequency buyers and adds 15 points for medium and low frequency. Another shop and another campaign will differ; so keep a control group each time.
#
# How to use the model: let it say how many will come and where the money comes from; among the customers worth a try, **draw lots**, call one half and not the other; then call the kind of customer on whom the effect is large.
#
# ## What users of SAS or SPSS will recognise
#
# The steps are the same, the names differ (and vary a little between versions; go by the one you have):
#
# | this lesson | SAS Enterprise Miner | SPSS Modeler |
# |---|---|---|
# | measures and label | input data source, role of the variable set to target | Type node, role Target |
# | learning and examination kept apart | Data Partition node | Partition node |
# | missing values | Impute node | Data Audit or Filler node |
# | logistic regression | Regression node (PROC LOGISTIC in the SAS language) | Logistic node |
# | gradient boosting | Gradient Boosting node | XGBoost Tree node |
# | AUC, gains, lift | Model Comparison node | Evaluation and Analysis nodes |
# | score today's customers | Score node | the model nugget, connected to new data |
#
# Three things they will not do for you: a partition node usually splits customers **at random**, so to split by time you prepare two cutoffs yourself; you leave censored customers empty yourself; and you look for the column that has seen the future yourself.
#
# ## Back to the manager's question
#
# - For 200 calls, the model is not seen to beat sorting by money spent (margins of 12,806 and 12,230 dollars; the interval of the difference holds 0); sorting by the last purchase is far behind (5,481 dollars).
# - The firm's 99.9% comes from a column that had seen the future. In use its AUC cannot be told from that of “most recent first”. In the first 200 it loses to “most orders in the half-year” by buyers (165 against 177), and by margin it cannot be told from the biggest spenders (12,988 and 12,230 dollars). Its probabilities are of no use: 893 expected, 3,302 came.
# - Do not rush to call those most likely to buy: most come by themselves. Draw lots once and see whom a call changes.
#
# ## To remember
#
# - State cutoff and horizon; who has not been seen to the end of the horizon is “not known yet”, neither lost nor retained.
# - Use only columns known at the cutoff; compute again without the future, and what changes is a leak.
# - Examine at a later cutoff, against the best plain rule of the shop, and give the difference an interval.
# - AUC judges the order, calibration the level; check both before you count money.
# - Who buys is not whom the call makes buy: an effect takes a control group.
