# %% [markdown] lang="zh"
# ## 店里的一个问题
#
# 超市的客服下周有空打50个电话，问一问老客户“最近还好吗”。店长说：**“打给花钱最多的50户。”** 听起来有道理。先看看这50户里，有多少户最近7天就来过。
#
# 第1行打开真实订单，第2行给每户算好指标（统计截止日是2017年12月31日），第3行挑出花钱最多的50户，第4行数人。
# %% [markdown] lang="en"
# ## A question from the shop floor
#
# Next week the grocer's service desk has time for 50 phone calls, to ask long-standing customers how they are. The manager says: **“Call the 50 who spend most.”** It sounds sensible. See first how many of these 50 were in the shop in the last 7 days.
#
# Line 1 opens the real orders, line 2 measures every household (as-of date 31 December 2017), line 3 picks the 50 who spend most, line 4 counts.
# %%
orders = cc.load("grocery_orders")
grocer = cc.measure_customers(orders, as_of="2017-12-31")
top = grocer.nlargest(50, "monetary")
print((top["recency_days"] <= 7).sum())
# %% tags=["check"]
assert (top["recency_days"] <= 7).sum() == 45 and len(grocer) == 2469

# %% [markdown] lang="zh"
# 45户一星期之内刚来过：没什么可问的。金额只说了“花得多”，没有说“还来不来”。要同时看三样，这就是**RFM模型**：
#
# | 字母 | 指标 | 问的是 | 怎样算好 |
# |---|---|---|---|
# | R | 最近一次购买间隔 | 隔了几天没来 | 天数**少** |
# | F | 购买频率 | 下了几单 | 单数多 |
# | M | 购买金额 | 一共花了多少 | 金额多 |
#
# 做法分四步：**收集 → 计算 → 分层 → 策略**。这一课先在超市走一遍，再换到唱片店CDNOW，看看一半客户只买过一次时会怎样。
# %% [markdown] lang="en"
# 45 of them came within the last week: nothing to ask. The money says “spends much”, not “still comes”. Look at three things together; this is the **RFM model**:
#
# | letter | measure | asks | good is |
# |---|---|---|---|
# | R | recency | how many days since the last order | **few** days |
# | F | frequency | how many orders | many orders |
# | M | monetary value | how much in all | much money |
#
# It takes four steps: **collect → compute → score → act**. This lesson walks through them at the grocer, and then at the music shop CDNOW, where half of the customers bought only once.

# %% [markdown] lang="zh"
# ## 第一步：收集
#
# 订单表拿到手，先**写明**四件事，否则两个人会算出两种RFM：
#
# - **统计截止日**：站在哪一天看。由您来定，不从表里取“最晚的一天”；它之后的订单不看。
# - **退货**：退货不是来买东西，不算单数，也不算“最近一次”；要不要从金额里扣掉，得选一种。
# - **同一天的两单**：算两单，还是算来了一次？本课程算两单。
# - **什么是一单**：有订单号的，一个订单号是一单；没有的（例如CDNOW），一行是一单；金额是0的也算一单。
#
# 超市的订单表里没有退货，所以看**模拟的网店**（数据由程序生成，金额是元）的一位客户。以R结尾的单号是退货。
# %% [markdown] lang="en"
# ## Step one: collect
#
# With the order book in hand, **write down four things**, or two people will work out two kinds of RFM:
#
# - The **as-of date**: the day from which you look. You set it; do not take the latest day in the table. Later orders are left out.
# - **Returns**: bringing something back is no purchase. It counts neither as an order nor as the last one; whether its money is taken off is a choice to make.
# - **Two orders on one day**: two orders, or one visit? This course counts two.
# - **What an order is**: with order numbers, each number is one; without (CDNOW), each row is one. An amount of 0 counts as well.
#
# The grocer's order book has no returns, so look at one customer of the **simulated shop** (made by a program; amounts in yuan). Order numbers that end in R are returns.
# %%
shop_orders = cc.load("shop_orders")
one = shop_orders[shop_orders["customer_id"] == "S0456"]
yuan = {"amount": cc.say(zh="金额（元）", en="amount (yuan)")}
cc.table(one[["order_id", "order_date", "amount"]], yuan, rows=None)

# %% [markdown] lang="zh"
# S0456下了9单，退了2单。`cc.read_orders` 让您选退货怎么算：`"net"` 从金额里扣掉，`"drop"` 搁在一边、当它没发生，`"raise"` 一见退货就停下来问您。前两种的全店金额和这位客户的金额：
# %% [markdown] lang="en"
# S0456 placed 9 orders and returned 2. `cc.read_orders` lets you choose how returns count: `"net"` takes them off the money, `"drop"` sets them aside as if they had not happened, `"raise"` stops at the first one and asks you. The money of the whole shop, and of this customer, in the first two ways:
# %%
for way in ["net", "drop"]:
    book = cc.read_orders(shop_orders, returns=way)
    people = cc.measure_customers(book.orders, as_of="2025-12-31").set_index("customer_id")
    money = people["monetary"]
    print(way, cc.show.money(money.sum(), "CNY"), cc.show.money(money["S0456"], "CNY"))
# %% tags=["check"]
assert round(money.sum()) == 2369738 and round(money["S0456"]) == 9552
netted = cc.measure_customers(shop_orders, as_of="2025-12-31").set_index("customer_id")
assert round(netted["monetary"].sum()) == 2292234 and round(netted.loc["S0456", "monetary"]) == 6733
assert netted.loc["S0456", "frequency"] == 9 and people.loc["S0456", "frequency"] == 9
assert round(2369738.35 - 2292234.33) == 77504 and (shop_orders["amount"] < 0).sum() == 454
try:
    cc.read_orders(shop_orders, returns="raise")
    raise AssertionError
except cc.CourseError:
    pass

# %% [markdown] lang="zh"
# 相差77,504元。当退货没发生，S0456就从6,733元“涨”到9,552元，多算了2,819元，而这笔钱店里早就退给他了。本课程用 `"net"`。
#
# 同一天的几单呢？打开CDNOW的真实订单（统计截止日1998年6月30日），数一数：如果把同一天的几单并成一次，有多少位客户的F会变小；一共有多少位。
# %% [markdown] lang="en"
# 77,504 yuan apart. As if nothing had come back, S0456 “grows” from 6,733 to 9,552 yuan: 2,819 too much, for the shop paid them back long ago. This course uses `"net"`.
#
# And several orders on one day? Open the real orders of CDNOW (as-of date 30 June 1998) and count the customers whose F would shrink if the orders of a day were merged into one, and all customers.
# %%
music_orders = cc.load("cdnow_orders")
music = cc.measure_customers(music_orders, as_of="1998-06-30").set_index("customer_id")
days = music_orders.groupby("customer_id")["order_date"].nunique()
print((days < music["frequency"]).sum(), len(music))
# %% tags=["check"]
assert (days < music["frequency"]).sum() == 1157 and len(music) == 23570

# %% [markdown] lang="zh"
# 23,570人里有1,157人。两种算法都说得通，但是要在报表上注明，而且这个月和下个月要用同一种。
#
# ## 第二步：计算
#
# 超市的三个指标已经在 `grocer` 里，一户一行：
# %% [markdown] lang="en"
# 1,157 of 23,570. Both ways make sense, but state in the report which one it is, and use the same one next month.
#
# ## Step two: compute
#
# The three measures of the grocer are in `grocer` already, one row a household:
# %%
columns = ["customer_id", "recency_days", "frequency", "monetary"]
cc.table(grocer[columns], formats={"monetary": "USD"}, rows=4)

# %% [markdown] lang="zh"
# 注意R的两种说法：有的书里“最近一次购买”是一个**日期**（越晚越好），这里是**隔了几天**（越少越好）。听到R，先问是哪一种。
#
# ## 第三步：分层
#
# 天、单、美元没法放在一起比，所以各打1到5分，**5分都表示最好**。分界点不用拍脑袋，从客户里学：把客户按这个指标排队，切在20%、40%、60%、80%的地方。`fit` 就是“学”，学到的分界点留在 `cuts_` 里（中间两行只是给表的各行起名字）。
# %% [markdown] lang="en"
# Mind the two meanings of R: in some books it is the **date** of the last order (late is good), here it is the **days since** (few is good). When you hear R, ask which.
#
# ## Step three: score
#
# Days, orders and dollars cannot be compared, so each gets a score from 1 to 5, and **5 is always best**. The cut points need not be invented; they are learned from the customers: line them up by a measure and cut at 20%, 40%, 60% and 80%. `fit` learns; what it learned stays in `cuts_` (the two lines in the middle only name the rows).
# %%
import pandas as pd

rfm = cc.RFM().fit(grocer)
step = cc.say(zh="{low}分和{high}分之间", en="between {low} and {high}")
steps = [step.format(low=n, high=n + 1) for n in range(1, 5)]
cc.table(pd.DataFrame(rfm.cuts_, index=steps), formats={"monetary": "USD"})
# %% tags=["check"]
assert rfm.cuts_["recency_days"] == [25, 9, 3, 1] and rfm.cuts_["frequency"] == [16, 32, 55, 95]
assert [round(cut) for cut in rfm.cuts_["monetary"]] == [357, 872, 1628, 2986] and rfm.notes == []

# %% [markdown] lang="zh"
# 得分 = 1 + **超过**的分界点个数，正好等于不算超过。F：超过95单得5分，正好95单得4分。R反过来数：天数**少于**一个分界点加一分，所以25天及以上得1分，当天来的（0天）得5分。`transform` 给每户打分：
# %% [markdown] lang="en"
# Score = 1 + the number of cut points that are **passed**; equal is not passed. F: above 95 orders is 5, exactly 95 is 4. R counts the other way: each cut point that the days lie **below** adds one, so 25 days and more is 1, and who came on the day itself (0 days) gets 5. `transform` scores each household:
# %%
scores = rfm.transform(grocer)
letters = {
    "r_score": cc.say(zh="R得分", en="R score"),
    "f_score": cc.say(zh="F得分", en="F score"),
    "m_score": cc.say(zh="M得分", en="M score"),
}
cc.table(grocer[columns].join(scores), letters, formats={"monetary": "USD"}, rows=4)
# %% tags=["check"]
assert grocer.loc[0, ["recency_days", "frequency"]].tolist() == [0, 51]
assert scores.loc[0].tolist() == [5, 3, 4] and round(grocer.loc[0, "monetary"]) == 2416

# %% [markdown] lang="zh"
# G0001当天刚来（R5），51单（过了16和32，F3），2,416美元（M4）。
#
# 5 × 5 × 5有125种组合，太细了。**RFM网格**只用R和F，把25格并成十类。看图：横轴是R得分，越往右，最近来得越近；纵轴是F得分，越往上，来得越勤。
# %% [markdown] lang="en"
# G0001 came on the very day (R5), has 51 orders (past 16 and 32: F3) and 2,416 dollars (M4).
#
# 5 × 5 × 5 makes 125 combinations: too many. The **RFM grid** uses R and F only and joins the 25 cells into ten classes. To read it: R score, the further right the more recently; F score, the further up the more often.
# %%
from custclass.classify.rfm_schemes import rfm_grid

rfm_grid().draw("r_score", "f_score")
# %% [markdown] lang="zh"
# 这张图有没有漏掉的格子？不用自己数，`check()` 会证明：
# %% [markdown] lang="en"
# Is any cell left out? No need to count: `check()` proves it.
# %%
rfm_grid().check()
# %% [markdown] lang="zh"
# 没有空白，没有重叠。现在把全部2,469户放进去。`rfm.scheme_` 是同一张网格，得分已经换成了学到的天数和单数，所以可以直接用在指标上：
# %% [markdown] lang="en"
# No hole and no overlap. Now put all 2,469 households in. `rfm.scheme_` is the same grid with the learned days and orders in place of the scores, so it works on the measures themselves:
# %%
cc.profile_table(grocer, rfm.scheme_, "USD")
# %%
cc.profile_picture(
    grocer, rfm.scheme_,
    cc.say(
        zh="冠军和忠诚客户占34%，带来64%的销售额",
        en="Champions and loyal: 34% of customers, 64% of sales",
    ),
)
# %% tags=["check"]
assert rfm_grid().check().ok
ten = cc.profile(grocer, rfm.scheme_)
assert ten["customers"].tolist() == [292, 538, 267, 22, 28, 144, 165, 285, 43, 685]
assert round(ten["customer_share"].iloc[:2].sum(), 2) == 0.34
assert round(ten["money_share"].iloc[:2].sum(), 2) == 0.64
assert round(ten.loc["cannot_lose", "money"]) == 158964
assert ten.loc[["cannot_lose", "at_risk", "hibernating"], "money_per_customer"].round().tolist() == [3697, 1756, 461]

# %% [markdown] lang="zh"
# ## 第四步：策略
#
# 类别分好了，每一类该怎么办？
#
# | 类别 | 户数 | 该怎么对待 |
# |---|---|---|
# | 冠军客户 | 292 | 感谢、优先、请他们带朋友来；不用打折 |
# | 忠诚客户 | 538 | 会员权益，推荐新品类 |
# | 潜力忠诚客户 | 267 | 让下一单来得更快：搭配推荐、积分 |
# | 新客户 | 22 | 请他们来得更勤（在这里并不新，见下） |
# | 有前景客户 | 28 | 同上；优惠可以小、要限时 |
# | 需关注客户 | 144 | 问一句缺什么，别等他走远 |
# | 即将沉睡客户 | 165 | 自动提醒，给一个回来的理由 |
# | 流失风险客户 | 285 | 定向优惠，按金额从多到少 |
# | 不能失去的客户 | 43 | **打电话**，听原因，再补救 |
# | 休眠客户 | 685 | 低成本消息；大多数不值得派人 |
#
# **类别的名字要核对。** “新客户”和“有前景客户”真的新吗？F1在这里是一年不超过16单。看看这50户：订单数最少是几，中位数是几；首单到现在的天数，中位数是几。
# %% [markdown] lang="en"
# ## Step four: act
#
# What does each class call for?
#
# | class | households | what it calls for |
# |---|---|---|
# | champion | 292 | thanks, priority, ask them to bring friends; no discount needed |
# | loyal customer | 538 | membership benefits, show them new kinds of goods |
# | potential loyalist | 267 | make the next order come sooner: add-ons, points |
# | new customer | 22 | invite them to come more often (not new here, see below) |
# | promising customer | 28 | the same; a small offer for a short time |
# | customer needing attention | 144 | ask what is missing before they drift away |
# | about to sleep | 165 | an automatic reminder with a reason to come back |
# | at risk | 285 | targeted offers, the big spenders first |
# | cannot lose | 43 | **call**, listen to the reason, then mend it |
# | hibernating | 685 | cheap messages; most are not worth staff time |
#
# **Check what a name promises.** Are the new and the promising customers new? F1 means up to 16 orders a year here. Look at these 50 households: the smallest number of orders, the median number, and the median of the days since the first order.
# %%
classes = rfm.predict(grocer)
few = grocer[classes.isin(["new", "promising"])]
print(few["frequency"].min(), few["frequency"].median(), few["tenure_days"].median())
# %% tags=["check"]
assert len(few) == 50 and few["frequency"].min() == 2 and few["frequency"].max() == 16
assert (few["frequency"].median(), few["tenure_days"].median()) == (12.5, 328)

# %% [markdown] lang="zh"
# 没有一户只下过1单，中位数是12.5单，首单在328天以前：他们是**来得少、刚来过**的老面孔，不是新客户，欢迎信寄给他们就闹笑话了。该做的是请他们来得更勤；真要找新客户，看首单日期（`first_order`）。得分是同一家店的客户互相比出来的，名字换一家店就可能不合适。
#
# 店长的50个电话有了去处：**不能失去的客户**，43户，平均每户花过3,697美元，以前来得最勤，现在至少9天没来了。看看其中花钱最多的5户：
# %% [markdown] lang="en"
# Not one of them has a single order; the median is 12.5 orders, and the first was 328 days ago. They are familiar faces who **come seldom and were just here**; a welcome letter would be out of place. Invite them to come more often; to find who is really new, look at the date of the first order (`first_order`). Scores only compare a shop's customers with each other, so a name that fits one shop may mislead in the next.
#
# This is where the manager's 50 calls belong: the class **cannot lose**, 43 households that spent 3,697 dollars each on average, came most often, and have now been away for at least 9 days. The 5 of them who spent most:
# %%
calls = grocer[classes == "cannot_lose"]
cc.table(calls.nlargest(5, "monetary")[columns], formats={"monetary": "USD"})
# %%
print(rfm.scheme_.explain(calls.loc[calls["customer_id"] == "G0853"].iloc[0]))
print(orders.loc[orders["customer_id"] == "G0853", "order_date"].dt.date.nunique())
# %% tags=["check"]
assert len(calls) == 43 and calls["recency_days"].min() == 9
assert calls.set_index("customer_id").loc["G0853", ["recency_days", "frequency"]].tolist() == [9, 288]
assert orders.loc[orders["customer_id"] == "G0853", "order_date"].dt.date.nunique() == 251
assert round(251 / 365 * 7) == 5

# %% [markdown] lang="zh"
# 那句话下面的数字是G0853来过的天数：全年288单，分在251天，平均每周来五天，现在9天没来了。
#
# **这一类真的慢下来了吗？** 退回9月30日，同样分类，再看后来三个月的真实销售额，与各户原来的步调（首单以来平均每天花的钱 × 92天）相比。前四行给每户算出这两个数，第5行分类，最后一行按类别相加：
# %% [markdown] lang="en"
# The number below the sentence counts the days on which G0853 came: 288 orders on 251 days, five days a week on average, and now away for 9 days.
#
# **Is this class really slowing down?** Go back to 30 September, classify in the same way, and compare what each class really spent in the next three months with its earlier pace (money a day since the first order × 92 days). The first four lines work out these two figures for each household, line 5 classifies, the last adds them up by class:
# %%
past = cc.measure_customers(orders, as_of="2017-09-30")
later = orders[orders["order_date"] >= "2017-10-01"].groupby("customer_id")["amount"].sum()
past["later"] = past["customer_id"].map(later).fillna(0)
past["pace"] = past["monetary"] / (past["tenure_days"] + 1) * 92
then = cc.RFM().fit(past).predict(past)
sums = past.groupby(then)[["later", "pace"]].sum()
# %%
cc.show.bars(
    sums["later"] / sums["pace"], order=rfm.scheme_.codes, names=rfm.scheme_.labels, unit="%",
    highlight="cannot_lose",
    label=cc.say(zh="后三个月 ÷ 原来步调", en="next three months ÷ earlier pace"),
    title=cc.say(
        zh="“不能失去的客户”后来只花了原来的63%",
        en="“Cannot lose” went on to spend 63% of its earlier pace",
    ),
)
# %% tags=["check"]
ratio = sums["later"] / sums["pace"]
slow = ["champion", "loyal", "at_risk", "cannot_lose"]
assert ratio[slow].round(2).tolist() == [1.0, 0.98, 0.91, 0.63] and ratio.drop(slow).min() > 1.07

# %% [markdown] lang="zh"
# 十类里，冠军和忠诚客户差不多照旧（100%、98%），流失风险客户91%，“不能失去的客户”最低；其余六类都超过了原来的步调。再看那时的“不能失去的客户”：户数；后来又来买过的；低于自己步调的；一共少花的钱。
# %% [markdown] lang="en"
# Of the ten classes, champions and loyal customers kept their pace (100% and 98%), “at risk” fell to 91%, “cannot lose” is lowest, and the other six went above their pace. Look at “cannot lose” of that time: households; those who bought again; those below their own pace; the money missing in all.
# %%
they = past[then == "cannot_lose"]
missing = they["pace"].sum() - they["later"].sum()
print(len(they), (they["later"] > 0).sum(), (they["later"] < they["pace"]).sum())
print(cc.show.money(missing, "USD"))
# %% tags=["check"]
assert (len(they), (they["later"] > 0).sum(), (they["later"] < they["pace"]).sum()) == (36, 34, 27)
assert round(missing) == 11978

# %% [markdown] lang="zh"
# 36户里有34户后来又来了，所以他们不是走了，是**明显慢下来了**：27户低于自己的步调，一个季度一共少花11,978美元。只有36户，数字会有些摇摆，但方向很清楚：电话先打给他们有道理。电话**有没有用**是另一回事，要靠**对照组**：从同样的客户里随机留一部分不打，再比一比（第2章）。
# %% [markdown] lang="en"
# 34 of the 36 came again, so they have not left; they are **clearly slowing down**: 27 are below their own pace, and 11,978 dollars are missing in one quarter. With 36 households the figure may sway, but the direction is clear: they are a sensible place for the calls. Whether a call **helps** is another matter and takes a **control group**: customers of the same kind, left out at random, to compare with (chapter 2).

# %% [markdown] lang="zh"
# ## 一半客户只买过一次：唱片店CDNOW
#
# 超市的客户大多常来，CDNOW的23,570位真实客户却有一半只下过一单。先数一数两家店里不超过3单的客户，再看学到了什么，它会自己说（`notes`）：
# %% [markdown] lang="en"
# ## Half of the customers bought once: the music shop CDNOW
#
# At the grocer most come often; of CDNOW's 23,570 real customers half ordered just once. First count those with at most 3 orders in both shops; then see what the model learned, it says so itself (its `notes`):
# %%
print((grocer["frequency"] <= 3).sum(), (music["frequency"] <= 3).sum())
# %%
music_rfm = cc.RFM().fit(music)
music_rfm
# %%
music_scores = music_rfm.transform(music)
cc.show.bars(
    music_scores["f_score"].value_counts(), order=[1, 2, 3, 4, 5], highlight=2,
    label=cc.say(zh="客户数（按F得分）", en="customers, by F score"),
    title=cc.say(
        zh="一半客户只下过一单，F没有人得2分",
        en="Half ordered once: nobody has F score 2",
    ),
)
# %% tags=["check"]
counts = music_scores["f_score"].value_counts().reindex([1, 2, 3, 4, 5], fill_value=0)
assert counts.tolist() == [11908, 0, 4079, 3658, 3925]
assert ((grocer["frequency"] <= 3).sum(), (music["frequency"] <= 3).sum()) == (99, 18204)
assert music_rfm.cuts_["frequency"] == [1, 1, 2, 4] and len(music_rfm.notes) == 1

# %% [markdown] lang="zh"
# 超市2,469户里，不超过3单的只有99户；CDNOW是18,204人。CDNOW的F，20%和40%处的分界点都是1单，所以11,908位一次性购买者全得1分，没有人得2分。**这是对的：一样的人，得一样的分。** 空着的分数照实说出来，不去“修”它。
#
# 网上有一种“修”法：先按订单数排名次，再把名次切成五等份，每份人数就相同了。可是订单数相同的人，名次由什么定？由行的先后。下面先按这个办法打一次分（`first`），把行打乱再打一次（`again`），打印有多少人的F得分变了，以及只下过一单的人各得几分：
# %% [markdown] lang="en"
# At the grocer only 99 of 2,469 households have at most 3 orders; at CDNOW 18,204 customers. Its cut points of F at 20% and 40% are both 1 order, so all 11,908 one-time buyers get 1 and nobody gets 2. **That is right: equal customers, equal scores.** An empty score is reported, not “repaired”.
#
# A trick in circulation repairs it: rank the customers by orders first, then cut the ranks into five equal parts. But what ranks customers with equal orders? The order of the rows. Below, score in this way (`first`), shuffle the rows and score again (`again`); printed are how many F scores change, and the scores of those with one order:
# %%
def score_by_rank(table):
    return pd.qcut(table["frequency"].rank(method="first"), 5, labels=False) + 1


first = score_by_rank(music)
again = score_by_rank(music.sample(frac=1, random_state=1)).reindex(music.index)
print((first != again).sum(), first[music["frequency"] == 1].value_counts().to_dict())
# %% tags=["check"]
assert (first != again).sum() == 10325 and round(10325 / 23570, 2) == 0.44
assert first[music["frequency"] == 1].value_counts().to_dict() == {1: 4714, 2: 4714, 3: 2480}

# %% [markdown] lang="zh"
# 10,325人（44%）换了得分，什么都没发生，只是表重新排了序。同样只下过一单的人，有的得1分，有的得2分，有2,480人竟得了3分。
#
# 回到不“修”的得分，看十类：
# %% [markdown] lang="en"
# 10,325 (44%) changed their score, though nothing had happened but a new order of rows. Of those with exactly one order, some got 1, some 2, and 2,480 even got 3.
#
# Back to the scores that are not repaired, and the ten classes:
# %%
cc.profile_table(music, music_rfm.scheme_, "USD")
# %% tags=["check"]
discs = cc.profile(music, music_rfm.scheme_)
assert discs["customers"].tolist() == [4135, 3322, 2367, 0, 0, 960, 3339, 867, 11, 8569]
assert discs["customer_share"].round(2)["champion"] == 0.18
assert discs["money_share"].round(2)["champion"] == 0.52
assert music_rfm.cuts_["recency_days"] == [512, 485, 432, 141]

# %% [markdown] lang="zh"
# 冠军客户4,135位（18%），带来52%的金额。新客户和有前景客户都是0，为什么？看看最晚的首次购买在哪一天，只下过一单的客户里，间隔最短的是几天，以及R的分界点：
# %% [markdown] lang="en"
# The 4,135 champions (18%) bring 52% of the money. Why are there no new and no promising customers? See the latest first order, the shortest recency of those with one order, and the cut points of R:
# %%
print(music["first_order"].max().date(), music.loc[music["frequency"] == 1, "recency_days"].min())
print(music_rfm.cuts_["recency_days"])
# %% tags=["check"]
assert str(music["first_order"].max().date()) == "1997-03-25"

# %% [markdown] lang="zh"
# R要得4分，得在不到432天以前来过；而CDNOW的客户首次购买最晚在1997年3月25日，只下过一单的，至少已经隔了462天。空着的类别也有话说：这张表只收了1997年第一季度来的人，后来的新客户根本不在里面。
#
# 该怎么办？冠军客户、忠诚客户要留住（合起来74%的金额）；休眠的8,569位人均只有30美元，邮件提醒就够了。
# %% [markdown] lang="en"
# An R score of 4 needs an order less than 432 days ago; but the latest first order at CDNOW was on 25 March 1997, so a single order is at least 462 days old. An empty class has something to say: this table holds only those who came in the first quarter of 1997; later new customers are not in it.
#
# What to do? Keep the champions and loyal customers (74% of the money together); the 8,569 hibernating ones spent 30 dollars each: an e-mail is enough.
# %% tags=["check"]
assert music.loc[music["frequency"] == 1, "recency_days"].min() == 462
assert round(discs["money_share"].iloc[:2].sum(), 2) == 0.74
assert round(discs.loc["hibernating", "money_per_customer"]) == 30

# %% [markdown] lang="zh"
# ## 八类客户：重要和一般
#
# 中文资料里常见另一种分法：R、F、M各分高低两档，2 × 2 × 2正好八类。名字的前两个字看M，后两个字看R和F：
#
# | | R高F高 | R高F低 | R低F高 | R低F低 |
# |---|---|---|---|---|
# | M高 | 重要价值客户 | 重要发展客户 | 重要保持客户 | 重要挽留客户 |
# | M低 | 一般价值客户 | 一般发展客户 | 一般保持客户 | 一般挽留客户 |
# | 该做什么 | 感谢、留住 | 让他来得更勤 | 打电话，问为什么不来 | 挽回一次，看金额值不值 |
#
# “重要”由人来办，“一般”用自动消息。什么叫“高”？严格优于界线。界线用**中位数**还是**平均值**，书上各有各的说法。两种都学一遍，每一类的户数和金额并排放：
# %% [markdown] lang="en"
# ## Eight classes: important and general
#
# Chinese texts often teach another way: R, F and M are each high or low, and 2 × 2 × 2 makes eight classes. The first word of the name follows M, the second R and F:
#
# | | R high, F high | R high, F low | R low, F high | R low, F low |
# |---|---|---|---|---|
# | M high | important value customer | important development customer | important retention customer | important win-back customer |
# | M low | general value customer | general development customer | general retention customer | general win-back customer |
# | what to do | thank and keep | bring them more often | call and ask why they stay away | win back once, if the money is worth it |
#
# Important ones are cared for by people, general ones by automatic messages. And what is high? Strictly better than a line. Some books draw it at the **median**, some at the **mean**. Learn both and put the households and the money of each class side by side:
# %%
by_median = cc.RFM(classes="eight", cut="median").fit(grocer)
by_mean = cc.RFM(classes="eight", cut="mean").fit(grocer)
median, mean = cc.profile(grocer, by_median.scheme_), cc.profile(grocer, by_mean.scheme_)
# %%
both = median.join(mean.add_suffix("_mean"))[["customers", "customers_mean", "money", "money_mean"]]
titles = {
    "customers": cc.say(zh="户数（中位数）", en="households (median)"),
    "customers_mean": cc.say(zh="户数（平均值）", en="households (mean)"),
    "money": cc.say(zh="金额（中位数）", en="money (median)"),
    "money_mean": cc.say(zh="金额（平均值）", en="money (mean)"),
}
formats = {"money": "USD", "money_mean": "USD"}
cc.table(both, titles, formats=formats, values={"class": by_median.scheme_.labels})
# %% [markdown] lang="zh"
# 两条界线各在哪里，有多少户换了类别？
# %% [markdown] lang="en"
# Where are the two lines, and how many households change their class?
# %%
lines = {
    cc.say(zh="中位数", en="median"): by_median.middle_,
    cc.say(zh="平均值", en="mean"): by_mean.middle_,
}
formats = {"recency_days": "{:.1f}", "frequency": "{:.1f}", "monetary": "USD"}
cc.table(pd.DataFrame(lines).T, formats=formats)
# %%
print((by_median.predict(grocer) != by_mean.predict(grocer)).sum())
# %% tags=["check"]
assert (by_median.predict(grocer) != by_mean.predict(grocer)).sum() == 1166
assert by_median.middle_["recency_days"] == 5 and round(by_mean.middle_["recency_days"]) == 21
assert (median.loc["important_retention", "customers"], mean.loc["important_retention", "customers"]) == (317, 18)
assert round(median.loc["important_retention", "money"]) == 922728
assert round(mean.loc["important_retention", "money"]) == 47688
assert (median["customers"].iloc[:4].sum(), mean["customers"].iloc[:4].sum()) == (1234, 879)
assert round(median["money"].iloc[:4].sum() - mean["money"].iloc[:4].sum()) == 536331

# %% [markdown] lang="zh"
# 1,166户换了类别，差不多一半。为什么差这么多？少数人把平均值拉走了：有些家庭几个月没来，R的平均值就成了21天，中位数只有5天。按平均值，一位每天都来的客户沉默20天也还算“R高”。
#
# - **重要保持客户**（该打电话的）：按中位数317户、922,728美元，按平均值只剩18户、47,688美元。
# - **重要客户**合计：按中位数1,234户，按平均值879户，少照顾约53.6万美元的销售额。
#
# 没有哪一条是“标准答案”。先问**能照顾多少户**：能打18个电话，还是317个？再选界线，并在报表上注明。
# %% [markdown] lang="en"
# 1,166 households change their class, nearly half. Why so many? A few pull the mean away: some households have been away for months, so the mean of R is 21 days while the median is 5. By the mean, a daily customer who has been silent for 20 days still counts as “R high”.
#
# - **Important retention customers** (the ones to call): 317 households with 922,728 dollars by the median, 18 with 47,688 by the mean.
# - **Important customers** in all: 1,234 by the median, 879 by the mean; care is withdrawn from about 536,000 dollars of sales.
#
# Neither is the right answer. Ask first **how many you can care for**: 18 calls or 317? Then choose the line, and state it in the report.

# %% [markdown] lang="zh"
# ### 动手：移动R的界线
#
# F和M的界线留在中位数（43单、1,210美元），只移动R。拖动滑块（或按左右键），看八类的户数怎么变；店里如果能打50个电话，R的界线该放在几天？
# %% [markdown] lang="en"
# ### Your turn: move the line of R
#
# F and M keep their lines at the median (43 orders, 1,210 dollars); only R moves. Move the slider (or press the arrow keys) and watch the eight classes. If the shop can make 50 calls, at how many days should the line of R be?
# %%
from custclass.classify.rfm_schemes import rfm_eight


def draw(days):
    scheme = rfm_eight(recency_days=days, frequency=43, monetary=1210.02)
    title = cc.say(zh="R的界线在{d:.0f}天：各类户数", en="Line of R at {d:.0f} days: households")
    return cc.show.bars(
        cc.profile(grocer, scheme)["customers"], names=scheme.labels,
        highlight="important_retention", title=title.format(d=days),
    )


cc.knob(draw, days=(cc.say(zh="R高：少于几天", en="R high: below (days)"), 1, 60, 1, 5))
# %% tags=["check"]
def to_call(days):
    return cc.profile(grocer, rfm_eight(days, 43, 1210.02)).loc["important_retention", "customers"]


assert [to_call(days) for days in (5, 14, 20)] == [317, 95, 48] and to_call(19) > 50

# %% [markdown] lang="zh"
# 界线放在20天，50个电话差不多正好。他们就是前面网格里那43户“不能失去的客户”吗？数一数：20天时的重要保持客户；其中也是“不能失去的客户”的。
# %% [markdown] lang="en"
# With the line at 20 days 50 calls are about right. Are they the 43 households of “cannot lose” from the grid? Count the important retention customers at 20 days, and those of them who are in “cannot lose” as well.
# %%
twenty = rfm_eight(recency_days=20, frequency=43, monetary=1210.02).classify(grocer)
kept = twenty == "important_retention"
print(kept.sum(), (kept & (classes == "cannot_lose")).sum())
# %% tags=["check"]
assert (kept.sum(), (kept & (classes == "cannot_lose")).sum()) == (48, 9)

# %% [markdown] lang="zh"
# 同样50个电话，两张名单：网格43户，八类48户，两张都有的只有9户。网格找的是**来得最勤**（超过95单）、9天或更久没来的；八类找的是**花得多、来得也多**（超过43单）、20天或更久没来的。天天来、已经沉默15天的客户，只在网格的名单上：R的界线放在20天，就有和平均值（21天）同样的毛病。
#
# 所以先定**找谁**，再定界线：想早早发现常客慢下来，用网格；想找回久不来的大客户，用八类。店长要问的是老客户“最近还好吗”，我们用网格的名单。
# %% [markdown] lang="en"
# The same 50 calls, two lists: 43 households by the grid, 48 by the eight classes, and only 9 on both. The grid finds those who **came most often** (above 95 orders) and have been away 9 days or more; the eight classes those who **spend and come a lot** (above 43 orders) and have been away 20 days or more. A daily customer who has been silent for 15 days is on the list of the grid only: a line at 20 days has the same weakness as the mean (21 days).
#
# So decide first **whom you look for**, then where the line is: the grid to notice early that regulars slow down, the eight classes to find big spenders who have been away for long. The manager wants to ask long-standing customers how they are, so we take the list of the grid.

# %% [markdown] lang="zh"
# ## 别人的图：找出十个空白
#
# 网上有很多现成的RFM图。下面这一张出自一个有名的RFM工具的手册，用R、F、M三个得分写了十条规则，从上到下，第一条符合的算数：
#
# | 类别 | R得分 | F得分 | M得分 |
# |---|---|---|---|
# | 冠军客户 | 5 | 5 | 5 |
# | 潜力忠诚客户 | 3–5 | 3–5 | 2–5 |
# | 忠诚客户 | 2–4 | 2–4 | 2–4 |
# | 有前景客户 | 3–4 | 1–3 | 3–5 |
# | 新客户 | 4–5 | 1–3 | 1–5 |
# | 不能失去的客户 | 1–2 | 3–4 | 4–5 |
# | 流失风险客户 | 1–2 | 2–5 | 4–5 |
# | 需关注客户 | 1–3 | 3–5 | 3–5 |
# | 即将沉睡客户 | 2–3 | 1–3 | 1–4 |
# | 流失客户 | 1 | 1–5 | 1–5 |
#
# 一位客户的三个得分都在范围里（两端包括在内），才算符合。每种得分都有去处吗？您来检查：
# %% [markdown] lang="en"
# ## Somebody else's map: find the ten holes
#
# There are many ready-made RFM maps. This one is from the manual of a well-known RFM tool: ten rules on the three scores R, F and M; from top to bottom, the first that fits decides:
#
# | class | R score | F score | M score |
# |---|---|---|---|
# | champions | 5 | 5 | 5 |
# | potential loyalists | 3–5 | 3–5 | 2–5 |
# | loyal customers | 2–4 | 2–4 | 2–4 |
# | promising customers | 3–4 | 1–3 | 3–5 |
# | new customers | 4–5 | 1–3 | 1–5 |
# | cannot lose | 1–2 | 3–4 | 4–5 |
# | at risk | 1–2 | 2–5 | 4–5 |
# | customers needing attention | 1–3 | 3–5 | 3–5 |
# | about to sleep | 2–3 | 1–3 | 1–4 |
# | lost customers | 1 | 1–5 | 1–5 |
#
# A rule fits when all three scores lie in its ranges (both ends belong to them). Does every score have a place? Check it yourself:
# %%
from custclass.classify.published_maps import hole_cells, published_map

published = published_map()
published.check()
# %% [markdown] lang="zh"
# 有空白，也有重叠。相连的格子并成一块，所以“34块重叠”是34块格子，每块里的客户符合同样的几条规则。空白在哪里？`.holes` 把相连的格子并在一起列出来，`hole_cells` 一格一格地数（三位数字依次是R、F、M）：
# %% [markdown] lang="en"
# There are holes, and overlaps as well. Neighbouring cells are joined into blocks: the 34 boxes are groups of cells, and in each group the same rules fit. Where are the holes? `.holes` lists them with neighbouring cells joined; `hole_cells` counts cell by cell (the digits are R, F and M):
# %%
cc.table(published.check().holes, letters)
# %%
print(len(hole_cells(published)), *hole_cells(published))
# %% tags=["check"]
assert hole_cells(published) == "215 241 251 252 341 351 441 451 541 551".split()
assert len(published.check().holes) == 7 and len(published.check().overlaps) == 34
ends = [
    "".join(f"{box[name].low:g}{box[name].high:g}" for name in letters)
    for rule in published.classes for box in rule.boxes
]
written = "555555 353525 242424 341335 451315 123445 122545 133535 231314 111515"
assert ends == written.split()

# %% [markdown] lang="zh"
# 125格里10格没有类别。“551”是刚来过、来得最勤、花得少的客户：冠军客户的规则要M5，别的规则又不收。“215”是来得最少、花得最多、有一阵没来的客户。
#
# 这张图所出自的程序（R语言的rfm包）碰到空白，就归进一个 **“其他”**，报表上只占一小条，没人理它。那里面是谁？超市碰巧没有一户落进空白（下面第一个代码框）。站在1997年9月30日，用CDNOW看看：人数；一共花了多少钱；人均；其他一次性购买者的人均。（第二个代码框的第2行给没有类别的人打上记号；第3行分出“其他”`heap` 和其余只买过一次的人 `once`。）
# %% [markdown] lang="en"
# 10 of the 125 cells have no class. “551” came just now, comes most often and spends little: the rule for champions wants M5, and no other rule takes them. “215” comes least often, spent most, and has been away for a while.
#
# The program this map comes from (the package rfm for R) puts what falls into a hole on a heap called **“Others”**: a thin line in the report, and nobody's business. Who is in it? At the grocer, as it happens, no household falls into any hole (the first box below). See from 30 September 1997, at CDNOW: how many; their money; their money per head; and that of the other one-time buyers. (In the second box, line 2 marks those without a class; line 3 sets apart the heap, `heap`, and the others who bought once, `once`.)
# %%
print(published.classify(scores).isna().sum())
# %%
past = cc.measure_customers(music_orders, as_of="1997-09-30")
none = published.classify(cc.RFM().fit(past).transform(past)).isna()
heap, once = past[none], past[~none & (past["frequency"] == 1)]
print(len(heap), cc.show.money(heap["monetary"].sum(), "USD"))
print(cc.show.money(heap["monetary"].mean(), "USD"), cc.show.money(once["monetary"].mean(), "USD"))
# %% [markdown] lang="zh"
# 140位客户，20,439美元。他们全在“215”这一格，而在CDNOW，F得1分就是只下过一单：人均146美元，是其他一次性购买者（29美元）的5倍。**“其他”里装的，正是只来过一次、出手却最大方的人。** 没有类别，就没有活动；那么他们后来还来吗？看以后九个月的真实花费（合计；人均；其他一次性购买者的人均），以及又来买过的人占多少（他们；其他一次性购买者）：
# %% [markdown] lang="en"
# 140 customers with 20,439 dollars, all in the cell “215”; and at CDNOW an F score of 1 means a single order. They spent 146 dollars each: 5 times as much as other one-time buyers (29 dollars). **The heap holds the most generous of those who came once.** Without a class there is no campaign for them; and do they come again? See what they really spent in the next nine months (in all; per head; per head of the other one-time buyers), and how many of them bought again (the heap; the other one-time buyers):
# %%
next_orders = music_orders[music_orders["order_date"] > "1997-09-30"]
spent = past["customer_id"].map(next_orders.groupby("customer_id")["amount"].sum()).fillna(0)
print(cc.show.money(spent[heap.index].sum(), "USD"))
print(cc.show.money(spent[heap.index].mean(), "USD"), cc.show.money(spent[once.index].mean(), "USD"))
again = past["customer_id"].isin(next_orders["customer_id"])
print(cc.show.percent(again[heap.index].mean()), cc.show.percent(again[once.index].mean()))
# %% tags=["check"]
assert published.classify(scores).isna().sum() == 0
assert (round(again[heap.index].mean(), 2), round(again[once.index].mean(), 2)) == (0.16, 0.15)
assert len(heap) == 140 and round(heap["monetary"].sum()) == 20439 and set(heap["frequency"]) == {1}
assert (round(heap["monetary"].mean()), round(once["monetary"].mean())) == (146, 29)
assert round(spent[heap.index].sum()) == 4045
assert (round(spent[heap.index].mean()), round(spent[once.index].mean())) == (29, 9)
eight_then = cc.RFM(classes="eight", cut="median").fit(past).predict(past)
assert set(eight_then[heap.index]) == {"important_win_back"}
grid_then = cc.RFM().fit(past).predict(past)
assert set(grid_then[heap.index]) == {"hibernating"}

# %% [markdown] lang="zh"
# 照这张图办事，没有人会管他们。又来买过的占16%，和其他一次性购买者（15%）差不多；可是来的人花得多：一共4,045美元，人均29美元，是其他一次性购买者（9美元）的3倍多。这就是“其他”的代价：花得多的140人，没有人管。
#
# 换成完整的方案，他们都有去处：八类把他们全部叫作**重要挽留客户**，值得给一次优惠。十类网格把他们归入休眠客户，因为网格不看M：没有空白，不等于什么都看得见。
#
# 另外，这张图还有重叠：一位客户符合两条规则，**先写的算数**。如果程序让后写的规则覆盖先写的，等于把十条规则倒过来排。倒过来，看超市的冠军客户：先是户数和金额，再是规则倒过来以后的户数。
# %% [markdown] lang="en"
# By this map nobody would be in charge of them. 16% bought again, hardly more than the other one-time buyers (15%); but they spent more: 4,045 dollars in all, 29 each, over 3 times as much as other one-time buyers (9 dollars). This is what “Others” costs: 140 people who spend much, and nobody looks after them.
#
# A complete scheme has a place for them: the eight classes call every one of them an **important win-back customer**, worth one good offer. The grid calls them hibernating, because it does not look at M: a map without holes does not see everything.
#
# This map has overlaps, too: where a customer fits two rules, **the first one counts**. A program that lets later rules overwrite earlier ones in effect turns the list upside down. Do so and look at the grocer's champions: households and money, then the households after reversing the rules.
# %%
measures = list(published.measures.values())
turned = published.classes[::-1]
backwards = cc.Scheme("backwards", published.title, measures=measures, classes=turned)
champions = published.classify(scores) == "champions"
print(champions.sum(), cc.show.money(grocer.loc[champions, "monetary"].sum(), "USD"))
print((backwards.classify(scores) == "champions").sum())
# %% tags=["check"]
assert (champions.sum(), (backwards.classify(scores) == "champions").sum()) == (127, 0)
assert round(grocer.loc[champions, "monetary"].sum()) == 727198

# %% [markdown] lang="zh"
# 超市的127户冠军客户，一年727,198美元，一户不剩：“潜力忠诚客户”的规则更宽，写在后面就把他们全盖住了。所以本课程的网格不许重叠，写的先后就不要紧了。
#
# ## 下一期用同一把尺子
#
# 三个月后再做一次RFM，是重新学分界点，还是用旧的？用超市的两个季度试一试：第三季度学，第四季度用。下面的函数量一个季度（只看这个季度的订单）：
# %% [markdown] lang="en"
# Of the grocer's 127 champions with 727,198 dollars none is left: the rule for potential loyalists is wider and, written later, covers them all. That is why the grid of this course allows no overlap; then the order does not matter.
#
# ## The same yardstick next time
#
# Three months later RFM is due again: learn new cut points, or use the old ones? Try it with two quarters of the grocer: learn in the third, use in the fourth. The function below measures one quarter (with the orders of that quarter only):
# %%
def quarter(start, end):
    return cc.measure_customers(orders[orders["order_date"] >= start], as_of=end)


third, fourth = quarter("2017-07-01", "2017-09-30"), quarter("2017-10-01", "2017-12-31")
old = cc.RFM().fit(third)
new = cc.RFM().fit(fourth)
# %% [markdown] lang="zh"
# 把每一类的户数排成三栏：第三季度；第四季度用旧的分界点（`old.scheme_`）；第四季度重新学。
# %% [markdown] lang="en"
# Now the households of each class in three columns: the third quarter; the fourth by the old cut points (`old.scheme_`); the fourth with new ones.
# %%
table = pd.DataFrame({
    "third": cc.profile(third, old.scheme_)["customers"],
    "old": cc.profile(fourth, old.scheme_)["customers"],
    "new": cc.profile(fourth, new.scheme_)["customers"],
})
titles = {
    "third": cc.say(zh="第三季度", en="third quarter"),
    "old": cc.say(zh="第四季度，旧分界点", en="fourth, old cut points"),
    "new": cc.say(zh="第四季度，重新学", en="fourth, new cut points"),
}
cc.table(table, titles, values={"class": old.scheme_.labels})
# %% [markdown] lang="zh"
# 看“流失风险”和“不能失去”这两类（`fading`）。下面打印：第四季度这两类的销售额，旧尺子一次，新尺子一次；两个季度R的平均值和R的分界点；两把尺子分得不一样的户数和他们的R；最后，第三季度买过、第四季度一单也没有的户数。
# %% [markdown] lang="en"
# Look at the two classes “at risk” and “cannot lose” (`fading`). Printed below: their sales in the fourth quarter by the old and by the new yardstick; the mean of R and its cut points in both quarters; how many households the two yardsticks judge differently, with their R; and at last the households that bought in the third quarter and nothing in the fourth.
# %%
fading = ["at_risk", "cannot_lose"]
by_old, by_new = old.predict(fourth).isin(fading), new.predict(fourth).isin(fading)
for inside in [by_old, by_new]:
    print(cc.show.money(fourth.loc[inside, "monetary"].sum(), "USD"))
# %%
for people, model in [(third, old), (fourth, new)]:
    print(round(people["recency_days"].mean(), 1), model.cuts_["recency_days"])
moved = fourth.loc[by_old != by_new, "recency_days"]
print(len(moved), moved.unique())
print((~third["customer_id"].isin(fourth["customer_id"])).sum())
# %% tags=["check"]
money = [round(fourth.loc[inside, "monetary"].sum()) for inside in (by_old, by_new)]
assert money == [203302, 161913] and 203302 - 161913 == 41389
assert (round(third["recency_days"].mean(), 2), round(fourth["recency_days"].mean(), 2)) == (12.15, 11.73)
assert len(moved) == 64 and set(moved) == {7} and (by_old | ~by_new).all()
assert (~third["customer_id"].isin(fourth["customer_id"])).sum() == 88
assert all(b > a for a, b in zip(old.cuts_["monetary"], new.cuts_["monetary"], strict=True))
assert old.cuts_["frequency"] == [4, 9, 15, 25] and new.cuts_["frequency"] == [4, 9, 15, 26]
assert table.loc[fading].sum().tolist() == [281, 333, 269]
assert table.loc["cannot_lose"].tolist() == [28, 57, 38]
assert old.cuts_["recency_days"] == [19, 7, 3, 1] and new.cuts_["recency_days"] == [19, 8, 3, 1]

# %% [markdown] lang="zh"
# 用旧尺子，“流失风险”加“不能失去”从281户涨到333户：该警觉了。重新学，却成了269户，好像还变好了。人没有变，变的是尺子：R的一个分界点从7天移到了8天。差的64户都是正好7天没来（最后一次在12月24日），旧尺子给他们R得分2，新尺子给3。这两类第四季度的销售额，旧尺子是203,302美元，新尺子是161,913美元：41,389美元的警报被新尺子按掉了。
#
# 并不是大家都变慢了：R的平均值从12.2天降到11.7天。可是这个平均值只看还在买的人：第三季度买过、第四季度一单也没有的**88户**，后两栏里都没有他们，要单独数出来。
#
# 所以：学一次，把 `cuts_` 和 `scheme_` 留好，下一期接着用；一年换一次，换的时候说出来，新旧两把尺子都量一遍。（12月25日没有数据，年底又逢圣诞和元旦，333户里也许有不少只是过节；尺子只报警，原因要去问。）
# %% [markdown] lang="en"
# By the old yardstick “at risk” and “cannot lose” together rise from 281 to 333 households: a reason to look. With new cut points they are 269, as if things had improved. The people are the same, the yardstick moved: one cut point of R went from 7 days to 8. The 64 households in between have all been away for exactly 7 days (last here on 24 December); the old yardstick gives them an R score of 2, the new one 3. The two classes have sales of 203,302 dollars in the fourth quarter by the old yardstick and 161,913 by the new one: an alarm over 41,389 dollars is switched off.
#
# Customers did not all slow down: the mean of R fell from 12.2 to 11.7 days. But this mean knows only those who still buy: the **88 households** that bought in the third quarter and nothing in the fourth are in neither of the last two columns; count them apart.
#
# So learn once, keep `cuts_` and `scheme_`, and go on using them; renew them once a year, say so, and measure with both that time. (25 December is missing here, and Christmas and New Year are near: for many of the 333 it may be just the holidays; the yardstick raises the alarm, the reason must be asked for.)

# %% [markdown] lang="zh"
# ## 常见的错误：把R看反了
#
# 天数多，数字大，就给了高分：最常见的错误，代价也最大。把R的得分反过来（6减去它），看“不能失去的客户”变成了谁：户数；他们最近一次购买间隔的最大值；他们花的钱。
# %% [markdown] lang="en"
# ## The common mistake: R read backwards
#
# Many days are a large number, so they get a high score: the most common mistake, and a costly one. Turn the R score round (6 minus the score) and see who is in “cannot lose” now: households; the longest recency among them; their money.
# %%
wrong_scores = scores.assign(r_score=6 - scores["r_score"])
wrong = rfm_grid().classify(wrong_scores)
called = grocer[wrong == "cannot_lose"]
print(len(called), called["recency_days"].max(), cc.show.money(called["monetary"].sum(), "USD"))
# %% [markdown] lang="zh"
# 真正不能失去的43户呢，被叫作什么？
# %% [markdown] lang="en"
# And what are the 43 who really cannot be lost called now?
# %%
now_called = wrong[calls.index].value_counts().rename("customers")
cc.table(now_called, values={"class": rfm.scheme_.labels})
# %% tags=["check"]
assert (len(called), called["recency_days"].max(), round(called["monetary"].sum())) == (347, 2, 1571580)
assert wrong[calls.index].value_counts().to_dict() == {"loyal": 35, "champion": 8}

# %% [markdown] lang="zh"
# 347户被当成“快要失去”，其实他们两天之内刚来过：50个电话全打给了不需要的人。明显慢下来的43户，**158,964美元**，却被叫作忠诚客户和冠军客户，没有人去问。检查的办法很简单：挑一位今天刚来的客户，看他的R是不是5分。
#
# ## 回到店长的电话
#
# 花钱最多的50户里，45户一周之内来过，不用问。另外5户是哪一类？
# %% [markdown] lang="en"
# 347 households pass for nearly lost, though they were here within two days: all 50 calls go to people who do not need one. The 43 who are clearly slowing down, with **158,964 dollars**, are called loyal customers and champions, and nobody asks. The test is simple: take a customer who came today and see whether R is 5.
#
# ## Back to the manager's calls
#
# Of the 50 who spend most 45 came within the week: no need to ask. And the other 5, what class are they?
# %%
absent = top.index[top["recency_days"] > 7]
cc.table(classes[absent].value_counts().rename("customers"), values={"class": rfm.scheme_.labels})
# %% tags=["check"]
assert classes[absent].value_counts().to_dict() == {"loyal": 2, "cannot_lose": 2, "at_risk": 1}

# %% [markdown] lang="zh"
# 2户是“不能失去的客户”，1户是“流失风险客户”，2户是忠诚客户（8天没来，离9天的分界点只差一天，下周再看）。所以店长的名单里现在只有3户该打。50个电话打给43户“不能失去的客户”，剩下7个给“流失风险客户”里花钱最多的7户。下个季度用同一把尺子再量一遍，和一组没有打电话的家庭比一比。
# %% [markdown] lang="en"
# 2 belong to “cannot lose”, 1 is “at risk”, and 2 are loyal customers (8 days away, one day short of the cut point at 9: look again next week). So only 3 on the manager's list are due for a call now. The 50 calls go to the 43 households of “cannot lose”, and the 7 that are left to those “at risk” who spent most. Measure again next quarter with the same yardstick, and compare with a group that was not called.

# %% [markdown] lang="zh"
# ## 要记住的
#
# - 四步：收集、计算、分层、策略。先写明统计截止日、退货、同一天的几单、什么是一单。
# - R是天数少得分高；一样的人得一样的分；空着的分数照实说，不去修。
# - 八类的界线用平均值还是中位数，类别和钱都不一样；先定找谁、能照顾多少户，再定界线，并在报表上注明。
# - 用别人的图之前先 `check()`；“其他”不是类别，是规则的漏洞，先数里面的钱。
# - 分界点学一次，下一期用同一把尺子；一单也没有的客户单独数。
# %% [markdown] lang="en"
# ## To remember
#
# - Four steps: collect, compute, score, act. First write down the as-of date, how returns and orders of one day count, and what an order is.
# - For R few days score high; equal customers get equal scores; an empty score is reported, not repaired.
# - Mean or median: the eight classes and their money differ. Decide whom you look for and how many you can care for, then the line, and state it in the report.
# - Run `check()` on a map before you use it; “Others” is no class but a gap in the rules: count the money in it.
# - Learn the cut points once, use the same yardstick next time, and count apart those who bought nothing.
