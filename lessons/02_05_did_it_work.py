# %% [markdown] lang="zh"
# ## 一个来自店里的问题
#
# 2026年3月，模拟的网店（茶叶、零食、家居，金额是元）搞了一次活动：1,080位个人和家庭客户（机构不参加）里，给2024、2025两年付钱最多（退货不减）的540位每人寄一张15元优惠券。
# 月底一看：收到券的人里54.3%买了东西，没收到的540人里只有16.5%。市场部说：**“优惠券让购买率高了37.8个百分点，下个月人人都寄！”**（百分点：两个百分比相减的差。）
#
# 店长问：**真的是券的功劳吗？值不值得再寄？** 这一课就来回答“有没有效果”。要看三样：客户满不满意、是不是真的多卖了、市场占有率升了没有；
# 之后还要一直跟踪，知道什么时候该动、什么时候不该动。
#
# 第1行打开这次活动的记录；第2行算两组各有几成的人买了；后面画成图。
# %% [markdown] lang="en"
# ## A question from the shop floor
#
# In March 2026 the simulated online shop (tea, snacks, home goods; amounts in yuan) ran a campaign: of 1,080 persons and households (organisations left out) the 540 who had paid most in 2024 and 2025 (returns not taken off) each received a coupon worth 15 yuan.
# At the end of the month 54.3% of those who received one had bought, and only 16.5% of the 540 who had not. Marketing says: **“The coupon raises buying by 37.8 percentage points. Send it to everybody next month!”** (A percentage point, “point” for short below, is the difference of two percentages.)
#
# The manager asks: **is that the coupon's doing, and should we send it again?** This lesson answers whether something worked. It takes three looks: are customers satisfied, was more sold than would have been anyway, did the market share rise?
# After that comes tracking: knowing when to act, and when not to.
#
# Line 1 opens the record of the campaign; line 2 works out what share of each group bought; the rest draws it.
# %%
campaign = cc.load("shop_campaign")
bought = campaign.groupby("arm")["bought"].mean()
groups = {"coupon": cc.say(zh="收到券", en="coupon"), "no_coupon": cc.say(zh="没收到券", en="no coupon")}
cc.show.bars(
    bought, unit="%", names=groups, label=cc.say(zh="3月购买率", en="share who bought in March"),
    title=cc.say(
        zh="收到券的多买了37.8个百分点：是券的功劳吗？（模拟）",
        en="37.8 points more with a coupon: is it the coupon? (simulated)",
    ),
)
# %% tags=["check"]
assert bought.round(3).tolist() == [0.543, 0.165] and round(bought["coupon"] - bought["no_coupon"], 3) == 0.378
assert campaign["arm"].value_counts().tolist() == [540, 540]

# %% [markdown] lang="zh"
# ## 客户满意吗：满意度和它的区间
#
# **客户满意度**（CSAT）：1到5分，打4分或5分的人，占全部**回答者**的几成。模拟的网店在2025年第四季度和2026年第一季度各问了一次，
# 两次问的是同样的1,049位下过单的客户，759人至少答了一次，251人两次都答了。下面数的是**回答**的份数。
# %% [markdown] lang="en"
# ## Are customers satisfied? The score and its interval
#
# **Customer satisfaction** (CSAT): of those who answered, the share who gave 4 or 5 on a scale from 1 to 5. The simulated shop asked in the fourth quarter of 2025 and again in the first of 2026,
# the same 1,049 customers with orders each time; 759 answered at least once, 251 both times. What is counted below are **answers**.
# %%
survey = cc.load("shop_satisfaction")
before = survey.loc[survey["quarter"] == "2025Q4"]
after = survey.loc[survey["quarter"] == "2026Q1"]
print(cc.campaigns.csat(before["satisfaction"]))
print(cc.campaigns.csat(after["satisfaction"]))
# %% tags=["check"]
csat = [cc.campaigns.csat(part["satisfaction"]) for part in (before, after)]
replies = survey.dropna(subset="satisfaction").groupby("customer_id").size()
assert len(before) == len(after) == 1049 and [one.n for one in csat] == [518, 492]
assert set(before["customer_id"]) == set(after["customer_id"]) and replies.value_counts().to_dict() == {1: 508, 2: 251}
assert [round(x, 3) for x in (csat[0].value, csat[0].low, csat[0].high)] == [0.770, 0.732, 0.804]
assert [round(x, 3) for x in (csat[1].value, csat[1].low, csat[1].high)] == [0.701, 0.659, 0.740]

# %% [markdown] lang="zh"
# 77.0%后面的“73.2% 至 80.4%”叫**95%区间**：回答的人换一批，分数就会变一点；照这样算出的区间，100次里大约有95次包含真正的值。
# 回答的人越多，区间越窄。报分数时把区间一起报，才不会把一点点起伏当成大事。
#
# 从77.0%到70.1%，是真的降了，还是碰巧？不要看两个区间有没有重叠（重叠了，差也可能不含0），直接算**差**的区间：
# %% [markdown] lang="en"
# What follows 77.0%, “73.2% to 80.4%”, is its **95% interval**: with other people answering the score would be a little different, and about 95 of 100 intervals made in this way hold the true value.
# The more answers, the narrower. Report the interval with the score, and nobody takes a small wobble for news.
#
# From 77.0% to 70.1%: a real fall, or chance? Do not ask whether the two intervals overlap (they may, and the difference still not hold 0); take the interval of the **difference**:
# %%
cc.campaigns.csat_change(before["satisfaction"], after["satisfaction"])
# %% tags=["check"]
change = cc.campaigns.csat_change(before["satisfaction"], after["satisfaction"])
assert [round(100 * x, 1) for x in (change.value, change.low, change.high)] == [-6.9, -12.3, -1.5]
import numpy as np

wide = survey.pivot(index="customer_id", columns="quarter", values="satisfaction").dropna(how="all").astype(float)
good = (wide >= 4).astype(float).where(wide.notna()).to_numpy()
draws = np.random.default_rng(5).integers(0, len(good), (2000, len(good)))
gaps = np.nanmean(good[draws, 1], axis=1) - np.nanmean(good[draws, 0], axis=1)
assert (100 * np.quantile(gaps, [0.025, 0.975])).round(1).tolist() == [-11.9, -1.2]

# %% [markdown] lang="zh"
# 降了6.9个百分点，区间从−12.3到−1.5，**不包含0**：光靠碰巧很难解释。（这样算，是把两次的回答当成互不相干的。251人答了两次；换个算法，以人为单位重抽2,000遍，区间几乎一样：−11.9到−1.2。）那么是谁不满意了？按最近一单的渠道分开看。
# 下面第一格写好算法，第二格画图：圆点是变化，横线是区间，虚线是“没有变化”。
# %% [markdown] lang="en"
# It fell by 6.9 points, and the interval from −12.3 to −1.5 **does not hold 0**: chance alone hardly explains it. (The interval takes the answers of the two surveys as unrelated. 251 people gave both; drawing whole people anew, 2,000 times, gives nearly the same interval: −11.9 to −1.2.) So who is less satisfied? Look at the channel of the last order.
# The first cell says how to compute it, the second draws: a dot is the change, a bar its interval, the dashed line “no change”.
# %%
def changed(channel):
    parts = [part.loc[part["last_channel"] == channel, "satisfaction"] for part in (before, after)]
    return cc.campaigns.csat_change(*parts)
# %%
channels = {
    "online": cc.say(zh="网上", en="online"),
    "store": cc.say(zh="门店", en="store"),
    "phone": cc.say(zh="电话", en="phone"),
}
cc.campaigns.draw_intervals(
    {channel: changed(channel) for channel in channels}, names=channels,
    title=cc.say(
        zh="满意度的变化：电话下单的客户明显下降（模拟）",
        en="Change of CSAT: a clear fall among customers by phone (simulated)",
    ),
)
# %% tags=["check"]
assert round(100 * changed("phone").value, 1) == -38.2 and changed("phone").high < -0.24
assert [round(100 * x, 1) for x in (changed("online").low, changed("online").high)] == [-4.3, 7.6]
assert not changed("online").excludes_zero and not changed("store").excludes_zero
assert round(100 * changed("store").value, 1) == -13.4 and changed("store").n == 82

# %% [markdown] lang="zh"
# 电话下单的客户降了38.2个百分点，区间远离0（数据里放进去的原因：2026年第一季度电话要等很久）。网上的区间从−4.3到7.6，包含0；门店看上去降了13.4个百分点，
# 可只有82份回答，区间也包含0：两个都**还说不准**，不等于“没有变化”，门店的区间更宽。总分只降了一点，病根却在一个渠道里：分数一动，就要分开看。
#
# ### 没有回答的人
#
# 不到一半的人回答了。区间只管“碰巧”，管不了“不回答的人怎么想”。这里的数据是模拟的，数据卡（`datasets/shop.md`，“有没有效果”一节里“放进去的效应”）写着全部1,049人真正的满意度：
# 2025年第四季度70.1%，2026年第一季度62.6%。问卷得到的77.0%和70.1%都**高出约7个百分点**：满意的人更愿意回答（这也是放进去的）。
# 第四季度的真值70.1%甚至不在问卷的区间73.2%到80.4%里。现实中没有人告诉您这个答案，能做的是：
#
# - 报告回答率，两次用同样的办法问，看变化多于看高低；
# - 比一比回答的和没回答的人，在已经知道的事情上差多少。
#
# 下面用12月的另一份问卷（也是模拟的，问全部1,200人）来比：回答的人、没回答的人，最近半年各下了几单（平均数和中位数）。
# 第1、2行打开问卷，算出每人的单数；第3行记下答没答；第4行把单数排成和问卷一样的顺序；第5行分两组算。
# %% [markdown] lang="en"
# Among customers by phone it fell by 38.2 points, with an interval far from 0 (the cause put into the data: long waits on the phone in the first quarter of 2026). Online the interval, −4.3 to 7.6, holds 0. The store seems to have fallen by 13.4 points,
# but on 82 answers only, and its interval, a wide one, holds 0 too: of both **we cannot tell**, which is not “no change”. The overall score fell a little; the trouble sits in one channel. When a score moves, take it apart.
#
# ### Those who did not answer
#
# Fewer than half answered. An interval deals with chance; it knows nothing about what silent people think. These data are simulated, and their data card (`datasets/shop.md`, section “Did it work”, “Effects put in”) gives the true satisfaction of all 1,049: 70.1% in the fourth quarter of 2025 and 62.6% in the first of 2026.
# The survey's 77.0% and 70.1% are both **about 7 points too high**: satisfied people answer more readily (put in as well).
# The true 70.1% of the fourth quarter does not even lie in that quarter's interval, 73.2% to 80.4%. In real life nobody tells you. What you can do:
#
# - report the share of answers, ask in the same way each time, and trust changes more than levels;
# - compare those who answered with those who did not on what is known about both.
#
# Take another survey, that of December (simulated too, sent to all 1,200): how many orders did the two groups place in the last half-year (mean and median)?
# Lines 1 and 2 open the survey and measure the orders; line 3 notes who answered; line 4 puts the orders into the survey's order; line 5 compares the two groups.
# %%
poll = cc.load("shop_survey")
shop = cc.measure_customers(cc.load("shop_orders"), as_of="2025-12-31", customers=poll)
answered = poll["recommend"].notna().map({True: "yes", False: "no"})
orders_of = shop.set_index("customer_id")["orders_last_half"].reindex(poll["customer_id"])
told = orders_of.groupby(answered.to_numpy()).agg(["mean", "median", "size"])
# %%
words = {
    "": cc.say(zh="回答了吗", en="answered?"), "mean": cc.say(zh="平均单数", en="mean orders"),
    "median": cc.say(zh="中位数", en="median"), "size": cc.say(zh="人数", en="customers"),
}
yes_no = {"yes": cc.say(zh="回答了", en="yes"), "no": cc.say(zh="没有回答", en="no")}
cc.table(told, titles=words, values={"": yes_no})
# %% tags=["check"]
assert told["size"].tolist() == [622, 578] and told["median"].tolist() == [1, 2]
assert told["mean"].round(1).tolist() == [2.0, 3.4]

# %% [markdown] lang="zh"
# 回答的578人半年平均下3.4单（中位数2单），没回答的622人平均2.0单（中位数1单）。所以在问卷里，常来的人分量偏重。
#
# ## 愿不愿意推荐：净推荐值
#
# **净推荐值**（NPS）来自一个问题：“您有多大可能把我们推荐给朋友？”0到10分。9、10分是**推荐者**，7、8分是**中立者**，0到6分是**贬损者**。
#
# > 净推荐值 = 推荐者占全部回答者的百分比 − 贬损者占全部回答者的百分比
#
# 中立者不加也不减，但留在分母里。它在−100到100之间。下面先打印四个数：回答的人数、推荐者、贬损者、平均分；再算净推荐值。
# %% [markdown] lang="en"
# The 578 who answered placed 3.4 orders on average in the half-year (median 2), the 622 silent ones 2.0 (median 1). Frequent customers weigh too much in a survey.
#
# ## Would they recommend us? The net promoter score
#
# The **net promoter score** (NPS) comes from one question, “How likely are you to recommend us to a friend?”, 0 to 10. Those who give 9 or 10 are **promoters**, 7 or 8 **passives**, 0 to 6 **detractors**.
#
# > net promoter score = promoters in per cent of all answers − detractors in per cent of all answers
#
# Passives neither add nor subtract, but they stay in the base. The score lies between −100 and 100. First four figures: answers, promoters, detractors, mean score; then the net promoter score.
# %%
scores = poll["recommend"].dropna()
print(f"n = {len(scores)}, 9-10: {(scores >= 9).sum()}, 0-6: {(scores <= 6).sum()}, mean {scores.mean():.1f}")
cc.campaigns.nps(poll["recommend"])
# %% tags=["check"]
nps = cc.campaigns.nps(poll["recommend"])
assert [len(scores), (scores >= 9).sum(), (scores <= 6).sum(), round(scores.mean(), 1)] == [578, 112, 269, 6.6]
assert [round(x, 1) for x in (nps.value, nps.low, nps.high)] == [-27.2, -33.2, -20.8]
assert round(100 * 112 / 578, 1) == 19.4 and round(100 * 269 / 578, 1) == 46.5
assert round(100 * (112 - 269) / (112 + 269), 1) == -41.2

# %% [markdown] lang="zh"
# 578人回答，推荐者112人（19.4%），贬损者269人（46.5%），净推荐值−27.2，区间−33.2到−20.8。两个常见的错：
#
# - 拿**平均分**6.6当净推荐值，听上去“6.6分还行”，其实贬损者是推荐者的两倍多；
# - 把中立者从**分母**里去掉，就成了−41.2。
#
# （推荐者和贬损者出自同一份问卷，此消彼长，净推荐值的区间已经算进了这一点；各个区间的算法和出处见 `help(cc.campaigns.nps)`、`help(cc.campaigns.csat)`。）
#
# ## 真的多卖了吗：先看两组原来一不一样
#
# 满意不等于多买。回到优惠券。问题出在：券是寄给**花钱最多的人**的，他们不收券也会多买。看看活动**之前**两组差多少：
# %% [markdown] lang="en"
# Of 578 answers 112 are from promoters (19.4%) and 269 from detractors (46.5%): the net promoter score is −27.2, its interval −33.2 to −20.8. Two common mistakes:
#
# - taking the **mean**, 6.6, for the score: “6.6 is not bad”, while detractors are more than twice as many as promoters;
# - dropping the passives from the **base**, which gives −41.2.
#
# (Promoters and detractors share one survey, more of one leaves fewer of the other; the interval allows for that. How each interval is made, and where the method comes from: `help(cc.campaigns.nps)`, `help(cc.campaigns.csat)`.)
#
# ## Was more sold? First see whether the groups were alike
#
# Satisfied is not the same as buying more. Back to the coupon. The trouble: it went to the **biggest spenders**, who buy more without any coupon. See how the groups differed **before** the campaign:
# %%
past = campaign.merge(shop[["customer_id", "frequency", "monetary"]], on="customer_id")
alike = cc.campaigns.balance(past, ["frequency", "monetary"], control="no_coupon")
cc.campaigns.show_table(alike, unit="number")
# %% tags=["check"]
assert alike["treated"].round(1).tolist() == [16.4, 2281.4] and alike["control"].round(1).tolist() == [2.6, 237.0]
assert (alike["standardised"] > 1.5).all()

# %% [markdown] lang="zh"
# 收到券的人，前两年平均下了16.4单、花了2,281元；没收到的只有2.6单、237元。最后一栏是相差几个**标准差**（标准差是客户之间平常的差别有多大）：习惯上超过0.1就说两组不相像（约定的线，不是定律），这里超过1.5。
# 这样比，比的是“好客户和普通客户”，不是“有券和没券”。
#
# ### 真实的例子：一家超市的活动
#
# 真实的超市（2017年，美元）办过27次优惠券活动，寄给谁由超市挑。看其中的第13次：2017年8月8日到9月24日，48天，寄给1,077户，另外1,392户没有收到。
# `cc.campaigns.spending` 数每户在某段日子里花了多少钱，没来的是0。我们数两段：活动期间，和活动**之前**的48天。
# %% [markdown] lang="en"
# Those with a coupon had placed 16.4 orders and spent 2,281 yuan in the two years before, the others 2.6 orders and 237 yuan. The last column is the difference in **standard deviations** (how much customers usually differ from one another): beyond 0.1 groups are commonly called unlike (a convention, no law); here it is beyond 1.5.
# Such a comparison is “good customers against ordinary customers”, not “coupon against no coupon”.
#
# ### A real case: a campaign of the grocer
#
# The real grocer (2017, US dollars) ran 27 coupon campaigns and chose the households. Take number 13: 8 August to 24 September 2017, 48 days, sent to 1,077 households; 1,392 did not receive it.
# `cc.campaigns.spending` adds up what each household spent over some days, 0 if it did not come. We take two periods: the campaign, and the 48 days **before** it.
# %%
orders = cc.load("grocery_orders")
sent = cc.load("grocery_campaigns").query("campaign_id == '13'")
homes = orders[["customer_id"]].drop_duplicates(ignore_index=True)
# %%
ids = homes["customer_id"]
homes["before"] = cc.campaigns.spending(orders, "2017-06-21", "2017-08-07", ids)
homes["during"] = cc.campaigns.spending(orders, "2017-08-08", "2017-09-24", ids)
homes["arm"] = ids.isin(sent["customer_id"]).map({True: "sent", False: "not_sent"})
# %%
periods = {
    "before": cc.say(zh="活动前48天", en="48 days before"),
    "during": cc.say(zh="活动48天", en="48 days of the campaign"),
}
spent = cc.campaigns.balance(homes, list(periods), treated="sent", control="not_sent")
cc.campaigns.show_table(spent[["treated", "control"]], names=periods, unit="USD")
# %% [markdown] lang="zh"
# 再看两样：收到的家庭的中位数（先是活动前，再是活动期间）；每户的**变化**（活动期间减去活动前），两组各变了多少。
# %% [markdown] lang="en"
# Two things more: the median of the households that received it (before, then during), and the **change** of each household (during less before), compared between the groups.
# %%
middle = homes.groupby("arm")[["before", "during"]].median().loc["sent"]
print(cc.show.money(middle["before"], "USD"), cc.show.money(middle["during"], "USD"))
homes["change"] = homes["during"] - homes["before"]
cc.campaigns.lift(
    homes, "change", treated="sent", control="not_sent", unit="USD", randomised=False,
)
# %% tags=["check"]
assert (homes["arm"] == "sent").sum() == 1077 and (homes["arm"] == "not_sent").sum() == 1392
assert spent["treated"].round().tolist() == [401, 386] and spent["control"].round().tolist() == [129, 123]
assert middle.round().tolist() == [326, 305]
gap = spent["treated"] - spent["control"]
assert gap.round().tolist() == [272, 264] and round(gap["during"] * 1077, -3) == 284000
real = cc.campaigns.lift(homes, "change", treated="sent", control="not_sent", unit="USD").difference
assert [round(x) for x in (real.value, real.low, real.high)] == [-8, -22, 5]

# %% [markdown] lang="zh"
# 活动期间，收到的家庭平均花386美元，没收到的123美元，相差约264美元（按四舍五入之前的数）。乘以1,077户，有人会说“活动带来28.4万美元”。可是在活动**之前**的48天里，
# 收到的家庭就花了401美元，没收到的129美元，已经相差272美元。超市把券寄给了本来就常来的家庭（收到券的家庭的中位数也从326美元变成305美元，不是几户大客户拉动的）。
#
# 那么只看收到的家庭，前后对比呢？401变成386，难道活动让人少花了？没收到的家庭同一时间也从129降到123。两组的变化相差−8美元，区间−22到5，包含0。
# 连这个“变化之差”也不是活动的效果，因为两组家庭的变化本来就可能不同。结论只有一个：**没有抽签，就说不清。**
#
# ## 抽签：随机的对照组
#
# 办法是在寄之前**抽签**：一半收到，一半作**对照组**，什么也不寄。人一多，两组在所有方面（包括我们不知道的方面）都差不多，
# 剩下的差别就是券的**增量效果**，再加一点碰巧，而碰巧有区间。现实里一个3月只有一次；因为是模拟，**同一个3月可以重来一遍**：同样的1,080人，不再挑，抽签决定哪540人收到券。
# 先看两组像不像，再看增量效果。
# %% [markdown] lang="en"
# During the campaign households that received it spent 386 dollars on average and the others 123: about 264 dollars less (before rounding). Times 1,077 households, somebody will say “the campaign brought 284,000 dollars”. But in the 48 days **before**,
# they had spent 401 and 129 dollars: a difference of 272 already. The grocer had sent coupons to households that came often anyway (the median of those who received it went from 326 to 305 dollars, so this is not the work of a few large ones).
#
# What about before and after, for those who received it? 401 became 386: did the campaign make people spend less? At the same time the others went from 129 to 123. The two changes differ by −8 dollars, interval −22 to 5, which holds 0.
# And even that is no effect of the campaign, since the two kinds of household may change differently anyway. One conclusion remains: **without a lot nobody can tell.**
#
# ## Draw lots: a randomised control group
#
# The way out is to **draw lots** before sending: half receive the coupon, half are the **control group** and receive nothing. With many people both groups are alike in every respect, including those that nobody knows of;
# what differs afterwards is the **incremental effect** of the coupon and a little chance, and chance has an interval. In real life a March happens once; being simulated, **the same March can be run again**: the same 1,080 people, and this time a lot decides which 540 receive a coupon.
# First see whether the groups are alike, then look at the effect.
# %%
test = cc.load("shop_test")
past = test.merge(shop[["customer_id", "frequency", "monetary"]], on="customer_id")
alike = cc.campaigns.balance(past, ["frequency", "monetary"])
cc.campaigns.show_table(alike, unit="number")
# %%
cc.campaigns.lift(test, "bought")
# %% tags=["check"]
assert alike["standardised"].abs().max() < 0.1
effect = cc.campaigns.lift(test, "bought")
assert round(effect.treated, 3) == 0.433 and round(effect.control, 3) == 0.331
assert [round(100 * x, 1) for x in (effect.difference.value, effect.difference.low, effect.difference.high)] == [10.2, 4.4, 15.9]
assert round(effect.relative, 2) == 0.31 and round(effect.additional) == 55

# %% [markdown] lang="zh"
# 有券的43.3%买了，对照组33.1%也买了。增量效果是**10.2个百分点**，区间4.4到15.9。同一张数据卡上写着真实的答案：8.5个百分点，在区间里。
# 而没抽签的那次，给出的是37.8个百分点；那540位大客户真正的增量效果只有4.4个百分点（也在数据卡上）。**不抽签，报成了真实效果的八倍多。**
#
# 说的时候分清两种写法：从33.1%到43.3%，是提高10.2个**百分点**，也是提高31%（10.2 ÷ 33.1）。两种都对，但只说“提高31%”听上去像多了31个百分点。
#
# ### 券对哪一类客户有用
#
# 类别要在试验**之前**就定好（这里按前两年的订单数：12单及以上是高频，4到11单是中频，1到3单是低频，没有下过单的是潜在购买者）。
# %% [markdown] lang="en"
# With a coupon 43.3% bought, and so did 33.1% of the control group. The incremental effect is **10.2 points**, interval 4.4 to 15.9. The data card tells the truth: 8.5 points, which lies in it.
# Without a lot the figure was 37.8 points, while the true effect on those 540 big spenders was 4.4 (data card): **reported as more than eight times what it was.**
#
# Mind how it is said: from 33.1% to 43.3% is 10.2 **points** more, and 31 **per cent** more (10.2 ÷ 33.1). Both are right, but “31% more” alone sounds like 31 points.
#
# ### Which class did it persuade?
#
# The classes must be fixed **before** the test (here by the orders of the two years before: 12 and more is high frequency, 4 to 11 medium, 1 to 3 low, and those who never ordered are potential buyers).
# %%
names = cc.schemes["purchase_frequency"].labels
by_class = cc.campaigns.lift_by_class(test, "bought").reindex(list(names))
cc.campaigns.show_table(by_class, names=names)
# %%
estimates = {code: cc.campaigns.lift(test[test["class"] == code], "bought").difference for code in names}
cc.campaigns.draw_intervals(
    estimates, names=names,
    title=cc.say(
        zh="中频、低频的增量效果看得出来，另两类说不准（模拟）",
        en="An effect is seen on medium and low frequency; of the others we cannot tell (simulated)",
    ),
)
# %% tags=["check"]
assert by_class["difference"].mul(100).round(1).tolist() == [1.6, 18.6, 12.3, 1.5]
assert [one.excludes_zero for one in estimates.values()] == [False, True, True, False]
assert by_class["treated_n"].tolist() == [171, 185, 118, 66]
assert by_class["low"].mul(100).round(1).iloc[0] == -8.6 and by_class["high"].mul(100).round(1).iloc[0] == 11.8
width = by_class["high"] - by_class["low"]
assert width.iloc[[0, 3]].mul(100).round().tolist() == [20, 19]

# %% [markdown] lang="zh"
# 中频多了18.6个百分点，低频多了12.3个百分点，区间都不包含0。高频购买者只多1.6个百分点，区间−8.6到11.8；潜在购买者1.5个百分点，区间差不多一样宽：这两类**说不准**有没有效果。
# （数据卡：高频放进去的是0，潜在购买者是4个百分点。试验本身分不出来。）
#
# 金额呢？`amount` 是3月实付的钱，没买是0，券钱已经减掉。
# %% [markdown] lang="en"
# Medium frequency gains 18.6 points and low frequency 12.3; neither interval holds 0. High-frequency buyers gain 1.6 points, interval −8.6 to 11.8, potential buyers 1.5 with an interval about as wide: of these two **we cannot tell**.
# (Data card: 0 was put in for high frequency, 4 points for potential buyers. The test itself cannot tell them apart.)
#
# And the money? `amount` is what was paid in March, 0 for those who did not buy, the coupon already taken off.
# %%
cc.campaigns.lift(test, "amount")
# %% tags=["check"]
paid = cc.campaigns.lift(test, "amount").difference
assert [round(x, 2) for x in (paid.value, paid.low, paid.high)] == [6.28, -3.49, 16.04]
assert round(test["amount"].std()) == 82

# %% [markdown] lang="zh"
# 每人多6.28元，区间−3.49到16.04，包含0：买的人多了，这已经看得出；钱是不是也多了，这次试验还说不准。金额的起伏比“买没买”大得多（标准差82元），所以需要更多的客户。
# 需要多少？试验**之前**就该算好。
#
# ## 一次试验要多少客户
#
# 三样东西决定人数：平时有几成人会买；**至少多大的效果才值得做**；把握多大（通常取80%：效果真有这么大，100次试验里有80次能看出来）。
# 效果减半，人数要变成四倍左右。
#
# - 第1行：平时33%，要看出10个百分点；
# - 第2行：平时33%，要看出5个百分点；
# - 第3行：每组540人时，看出5个百分点的把握；
# - 第4行：标准差82元，要看出每人多6元。
#
# 前两行和最后一行是**每组**的人数（两组加起来要乘以2）。
# %% [markdown] lang="en"
# It is 6.28 yuan a customer more, interval −3.49 to 16.04, which holds 0: more people buy, that much is seen; whether there is more money this test cannot tell. Money varies far more than bought or not (standard deviation 82 yuan), so it takes more customers.
# How many? Work that out **before** the test.
#
# ## How many customers a test needs
#
# Three things decide: what share buys anyway; **how large an effect must be to be worth it**; and the power, usually 80% (if the effect is that large, 80 of 100 tests find it).
# Half the effect takes about four times as many customers.
#
# - line 1: 33% buy anyway, 10 points are to be found;
# - line 2: 33% buy anyway, 5 points are to be found;
# - line 3: the power for 5 points with 540 in each group;
# - line 4: a standard deviation of 82 yuan, 6 yuan a customer are to be found.
#
# The lines with customers give the number in **each** group (twice as many in all).
# %%
print(cc.campaigns.sample_size(base=0.33, lift=0.10))
print(cc.campaigns.sample_size(base=0.33, lift=0.05))
print(cc.show.percent(cc.campaigns.power_of_test(540, base=0.33, lift=0.05)))
print(cc.campaigns.sample_size_money(spread=82, lift=6))
# %% tags=["check"]
assert cc.campaigns.sample_size(0.33, 0.10) == 369 and cc.campaigns.sample_size(0.33, 0.05) == 1437
assert round(cc.campaigns.power_of_test(540, 0.33, 0.05), 2) == 0.40
assert cc.campaigns.sample_size_money(82, 6) == 2932

# %% [markdown] lang="zh"
# 每组369人够看出10个百分点；5个百分点要1,437人，而540人的试验十次里只有四次看得出。要看出每人6元，每组要2,932人，这家店根本没有这么多客户。
# 那就别指望一次小试验量出几元钱：先看买的人多没多，再看大致赚还是亏，区间宽就下次再试。也别忘了4月：要是3月多出来的单只是提前买的，4月就会少（这里没有4月的数据）。
#
# ### 动手：要多少人？
#
# 拖动滑块：平时的购买率，和要看出的效果（百分点）。纵轴的刻度是成倍增加的：100、300、1,000……
# %% [markdown] lang="en"
# 369 in each group are enough to find 10 points. For 5 points it takes 1,437, and a test with 540 finds them four times out of ten. To find 6 yuan a customer it takes 2,932 in each group, more than this shop has.
# So do not expect a small test to measure a few yuan: see whether more people buy, then roughly whether it pays, and test again if the interval is wide. Mind April too: if March's additional orders were only brought forward, April will have fewer (these data have no April).
#
# ### Your turn: how many?
#
# Move the sliders: the share that buys anyway, and the effect to be found (in points). The scale at the left grows by factors: 100, 300, 1,000 …
# %%
def draw(base, effect):
    return cc.campaigns.draw_sample_size(base / 100, effect / 100)


cc.knob(
    draw, base=(cc.say(zh="平时的购买率（%）", en="share that buys anyway (%)"), 5, 60, 1, 33),
    effect=(cc.say(zh="要看出的效果（百分点）", en="effect to be found (points)"), 2, 20, 1, 10),
)

# %% [markdown] lang="zh"
# ## 常见的错误：把差距全算成券的功劳
#
# 回到市场部那次没有抽签的活动：540人收到券，293人买了，用掉293张券，共4,395元。假设毛利是原价的50%（举例的数；这293人平均原价145元，一单毛利约73元），也假设多出来的单和平均的一样大。
#
# - 第1行：收到券又买了的人；
# - 第2行：实付加回15元券钱得到原价，平均原价的一半是一单的毛利；
# - 第3行：照市场部的算法，37.8个百分点都是功劳，减掉券钱，“赚了”多少；
# - 第4行：照数据卡的真实答案（540人的4.4个百分点），只有24人是因为券才买的，减掉券钱，赚了多少。
# %% [markdown] lang="en"
# ## The common mistake: the whole difference taken for the effect
#
# Back to marketing's campaign, which was not drawn by lot: 540 received a coupon, 293 bought, and their 293 coupons cost 4,395 yuan. Assume that the margin is 50% of the price before the coupon (a figure for the example; the mean price of these 293 was 145 yuan, so one order leaves about 73), and that an additional order is as large as the others.
#
# - line 1: those who received a coupon and bought;
# - line 2: the 15 yuan of the coupon added back gives the price; half its mean is the margin of one order;
# - line 3: as marketing counts, all 37.8 points are an effect; less the coupons: what was “earned”;
# - line 4: by the data card (4.4 points of 540) only 24 people bought because of the coupon; less the coupons: what was earned.
# %%
users = campaign[campaign["bought"] & (campaign["arm"] == "coupon")]
margin = 0.5 * (users["amount"] + 15).mean()
print(cc.show.money(540 * 0.378 * margin - len(users) * 15))
print(cc.show.money(24 * margin - len(users) * 15))
# %% tags=["check"]
assert len(users) == 293 and 293 * 15 == 4395 and round(2 * margin) == 145 and round(margin) == 73
assert round(540 * 0.378 * margin - 4395) == 10427 and round(24 * margin - 4395) == -2652
assert round(0.044 * 540) == 24

# %% [markdown] lang="zh"
# 报上去是赚10,427元，其实亏了2,652元：**一个月就看错了约13,000元**，而且下个月还要再寄。
#
# 抽签的试验用不着这些假设：每人的利润（原价的一半减去用掉的券钱，没买是0）直接两组相比，再按类别比。
# 第1行是每人用掉的券钱，第2行是每人的利润；最后一格算的是下次要多少人。
# %% [markdown] lang="en"
# Reported: 10,427 yuan earned. In truth: 2,652 yuan lost. **One month was misjudged by about 13,000 yuan**, and next month the coupons go out again.
#
# The randomised test can do without these assumptions: compare the profit of each customer (half the price less the coupon used, 0 for those who did not buy) between the groups, then class by class.
# Line 1 is the coupon each customer used, line 2 the profit of each; the last cell works out how many customers the next test needs.
# %%
coupon = 15 * (test["bought"] & (test["arm"] == "coupon"))
test["profit"] = 0.5 * (test["amount"] + coupon) - coupon
cc.campaigns.lift(test, "profit")
# %%
middle_low = test["class"].isin(["medium_frequency", "low_frequency"])
earned = {code: cc.campaigns.lift(test[test["class"] == code], "profit").difference for code in names}
earned["both"] = cc.campaigns.lift(test[middle_low], "profit").difference
cc.campaigns.draw_intervals(
    earned, names=dict(names) | {"both": cc.say(zh="中频和低频合计", en="medium and low together")},
    title=cc.say(
        zh="每张寄出的券：高频亏，中频和低频合起来赚（模拟）",
        en="Per coupon sent: a loss on high frequency, a gain on medium and low together (simulated)",
    ),
)
# %%
spread = test.loc[middle_low, "profit"].std()
print(middle_low.sum(), round(spread), cc.campaigns.sample_size_money(spread, lift=6.2))
# %% tags=["check"]
assert middle_low.sum() == 608 and cc.campaigns.sample_size_money(spread, 6.2) == 505 and round(spread) == 35
assert round(15 * 0.637, 1) == 9.6
whole = cc.campaigns.lift(test, "profit").difference
assert [round(x, 2) for x in (whole.value, whole.low, whole.high)] == [-0.11, -4.84, 4.62]
assert [round(one.value, 1) for one in earned.values()] == [-11.6, 3.1, 9.9, 0.1, 6.2]
assert [one.excludes_zero for one in earned.values()] == [True, False, True, False, True]
assert [round(x, 1) for x in (earned["both"].low, earned["both"].high)] == [0.6, 11.7]
assert [round(x, 1) for x in (earned["high_frequency"].low, earned["high_frequency"].high)] == [-21.7, -1.5]
assert by_class.loc["high_frequency", ["treated", "control"]].astype(float).round(3).tolist() == [0.637, 0.621]
low = test[test["bought"] & (test["class"] == "low_frequency")]
mean_price = (low["amount"] + coupon[low.index]).groupby(low["arm"]).mean()
assert mean_price.round().to_dict() == {"coupon": 158, "control": 99}

# %% [markdown] lang="zh"
# 寄出的540张券，平均每张−0.11元，区间−4.84到4.62：**看不出赚**，没有理由人人都寄。分开看：高频每张亏11.6元（区间−21.7到−1.5），
# 他们没有券也有62.1%的人买，有券是63.7%。就算券一点用也没有，每张最多也只亏15 × 63.7% = 9.6元，多出来的2元是碰巧。中频和低频合起来每张赚6.2元（0.6到11.7）；分开看，中频说不准，低频的9.9元里有碰巧
# （有券的低频买家原价平均158元，没券的99元），别当成“低频比中频好”。**券给能被打动的人，不给本来就会买的人。** 合计是看了结果才并的，要再验一次：最后打印的是这两类的人数608、每人利润的标准差35元、验出6.2元每组要的人数505。608人对半分只有304人，一次不够，**再抽一次签，两次合起来算**。同一个人会算两次，所以区间只是近似；6.2元是看了结果挑出来的，真实的差要是小一些，两次也不够。
#
# ## 市场占有率：卖得多了，份额少了
#
# 本店的销售额上升，也可能只是市场都在涨。**市场占有率 = 本店销售额 ÷ 整个市场的销售额（含本店）**。市场的数字要从行业报告得来；这里是模拟的，
# 本店的数字就是订单表里的（退货已减），市场的增长是放进去的。一年里有淡季旺季，所以和**一年前的同一季度**比（`lag=4`）。
# %% [markdown] lang="en"
# Over all 540 coupons sent it is −0.11 yuan each, interval −4.84 to 4.62: **no gain is seen**, and so no case for sending it to everybody. By class: high frequency loses 11.6 yuan a coupon (−21.7 to −1.5);
# 62.1% of them buy without one and 63.7% with it. A coupon that does nothing costs 15 × 63.7% = 9.6 yuan at most; the other 2 are chance. Medium and low together gain 6.2 yuan a coupon (0.6 to 11.7). Taken apart, medium cannot be told, and chance is in the 9.9 of low frequency
# (the mean price of its buyers was 158 yuan with a coupon and 99 without): do not read it as “low is better than medium”. **Give coupons to those who can be persuaded, not to those who buy anyway.** The two were put together after seeing the result, so check again: printed last are the customers of these two classes, 608, the standard deviation of their profit, 35 yuan, and how many each group needs to find 6.2 yuan, 505. Half of 608 is 304: once is not enough: **draw lots again and take two rounds together**. The same people are then counted twice, so the interval is only a rough one; and 6.2 was picked after the event: if the truth is less, two rounds will not do either.
#
# ## Market share: more sold, less of the market
#
# Sales may rise just because the whole market does. **Market share = the shop's sales ÷ the sales of the whole market (the shop included).** Figures of the market come from trade reports; here they are simulated:
# the shop's are those of its order book (returns taken off), the growth of the market was put in. Seasons differ, so each quarter is compared with **the same quarter a year before** (`lag=4`).
# %%
market = cc.load("shop_market")
share = cc.campaigns.market_share(market, lag=4)
changes = ["sales_change", "market_change", "share_change"]
columns = ["shop_sales", "market_sales", "share", *changes, "reading"]
cc.campaigns.show_table(share.loc["2025Q1":, columns])
# %% tags=["check"]
assert share.loc["2025Q3", ["sales_change", "market_change", "share_change"]].astype(float).round(3).tolist() == [0.018, 0.170, -0.011]
assert share.loc["2025Q3", "reading"].en == "sales up, share down" and round(share.loc["2025Q3", "share"], 3) == 0.076
assert round(share.loc["2024Q3", "share"], 3) == 0.087
lost = share.loc["2024Q3", "share"] * share.loc["2025Q3", "market_sales"] - share.loc["2025Q3", "shop_sales"]
assert round(lost, -2) == 47800

# %% [markdown] lang="zh"
# 前两个季度涨得特别多，是因为这家店2024年1月才开张。看2025年第三季度：销售额比一年前多了1.8%，好像不错；可市场涨了17.0%，占有率从8.7%降到7.6%。如果守住8.7%，这一季度会多卖约47,800元。
# 四种读法（先查的是可能，不是结论）：
#
# | 销售额 | 占有率 | 意思 | 先查什么 |
# |---|---|---|---|
# | 上升 | 上升 | 比市场长得快 | 是哪一类客户、哪个品类 |
# | 上升 | 下降 | 跟不上市场 | 是哪个品类跟不上 |
# | 下降 | 上升 | 市场缩得更快 | 投入要不要收一收 |
# | 下降 | 下降 | 卖得少了，也跟不上市场 | 是客户少了，还是同样多的客户买得少了 |
#
# 2025年第四季度就是“下降、下降”。下面数一数：每个品类的占有率；买过的客户数和每人花的钱（模拟，退货和积分单不算）。第一格第1行取这两个季度，第2行算占有率；第二格按季度数人、算钱。
# %% [markdown] lang="en"
# The first two quarters grew that much because the shop opened in January 2024 only. Take the third quarter of 2025: sales were 1.8% above those of a year before, which looks fine; but the market grew by 17.0%, and the share fell from 8.7% to 7.6%. At 8.7% the quarter would have brought about 47,800 yuan more.
# The four readings (what to check first is a possibility, no verdict):
#
# | sales | share | meaning | check first |
# |---|---|---|---|
# | up | up | growing faster than the market | which class of customers, which goods? |
# | up | down | falling behind the market | which goods fall behind? |
# | down | up | the market shrinks faster | should spending come down? |
# | down | down | less sold, and falling behind | fewer customers, or as many who buy less? |
#
# The fourth quarter of 2025 is “down, down”. Count: the share of each kind of goods, then how many customers bought and what each spent (simulated, without returns and orders paid with points). In the first cell line 1 takes the two quarters and line 2 works out the shares; the second counts customers and money by quarter.
# %%
quarters = market[market["quarter"].isin(["2024Q4", "2025Q4"])].set_index(["category", "quarter"])
by_goods = (quarters["shop_sales"] / quarters["market_sales"]).unstack()
kinds = {
    "tea": cc.say(zh="茶叶", en="tea"), "snacks": cc.say(zh="零食", en="snacks"),
    "home": cc.say(zh="家居", en="home goods"), "gift": cc.say(zh="礼盒", en="gift boxes"),
}
cc.table(
    by_goods, formats={"2024Q4": "%", "2025Q4": "%"}, values={"category": kinds},
    titles={"category": cc.say(zh="市场占有率", en="market share")},
)
# %%
paid = cc.load("shop_orders").query("amount > 0")
season = paid["order_date"].dt.to_period("Q").astype(str)
spent = paid.groupby(season).agg(buyers=("customer_id", "nunique"), money=("amount", "sum"))
spent["each"] = spent["money"] / spent["buyers"]
cc.table(
    spent.loc[["2024Q4", "2025Q4"], ["buyers", "each"]], formats={"each": "CNY"},
    titles={
        "order_date": cc.say(zh="季度", en="quarter"),
        "buyers": cc.say(zh="买过的客户", en="customers who bought"),
        "each": cc.say(zh="每人花的钱", en="spent by each"),
    },
)
# %% tags=["check"]
assert by_goods["2025Q4"].sub(by_goods["2024Q4"]).mul(100).round(1).to_dict() == {
    "gift": -2.1, "home": -2.1, "snacks": -0.2, "tea": -1.7,
}
assert share.loc["2025Q4", "reading"].en == "sales down, share down"
assert spent.loc[["2024Q4", "2025Q4"], "buyers"].tolist() == [660, 658]
assert spent.loc[["2024Q4", "2025Q4"], "each"].round().tolist() == [551, 530]

# %% [markdown] lang="zh"
# 四个品类的占有率都降了，家居和礼盒最多，各2.1个百分点。买过的客户几乎没少（660到658人），每人少花了：551元到530元。销售额的下降全在“每人少花”里，**不是买的人少了**（走了几个、来了几个，这两个数看不出，要看类别迁移）。
# %% [markdown] lang="en"
# The share fell in all four kinds of goods, most in home goods and gift boxes, by 2.1 points each. Customers were hardly fewer (660 to 658), but each spent less: 551 to 530 yuan. The fall of sales lies in what each spent, **not in how many bought** (how many left and how many came these two figures do not tell; that takes the segment migration).

# %% [markdown] lang="zh"
# ## 跟踪：哪些是信号，哪些是噪声
#
# 分类不是做一次就完。回到真实的超市（美元）：每个月末看前91天下了几单，13单及以上（平均每周一单）是高频购买者，3到12单是中频，1、2单是低频；没有来的，方案里叫潜在购买者，这里只是说这91天里一单也没有。
# 每个月都有高频的家庭**降级**。降多少算正常？
#
# - 第1、3、4行：取来分类方案，定规则，写出9个月末；
# - 第5行：每户在每个月末属于哪一类；
# - 第6行：上个月末是高频的有几户，这个月末降级的有几户；
# - 第7行：用前5个月算出平时的比例，和碰巧会到的上下限（3倍标准误差；标准误差是一个占比碰巧会偏多少。碰巧越线，1,000个月里大约3个月）；
# - 最后画成图，灰带是上下限；再把图上的数列成表。
# %% [markdown] lang="en"
# ## Tracking: signal or noise
#
# Classifying once is not enough. Back to the real grocer (US dollars): at each end of month count the orders of the last 91 days; 13 and more (one a week) is high frequency, 3 to 12 medium, 1 or 2 low; with none the scheme says potential buyer, which here just means no order in these 91 days.
# Every month some high-frequency households are **downgraded**. How many are normal?
#
# - lines 1, 3 and 4: take the scheme, set the rule, write nine ends of month;
# - line 5: the class of each household at each of them;
# - line 6: how many were of high frequency a month before, and how many of them are downgraded;
# - line 7: from the first 5 months, the usual share and the limits that chance seldom crosses (3 standard errors, a standard error being how far chance commonly moves a share; chance alone goes outside in about 3 of 1,000 months);
# - the rest draws it; the grey band lies between the limits; then its figures as a table.
# %%
from custclass.classify.catalogue import purchase_frequency

rule = purchase_frequency(medium=3, high=13)
days = [f"2017-{end}" for end in "04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31".split()]
classes = cc.campaigns.classes_over_time(orders, rule, days)
down = cc.campaigns.downgrades(classes, rule, "high_frequency")
chart = cc.campaigns.control_limits(down["downgraded"], down["customers"], base=5)
# %%
part = cc.say(zh="高频家庭中降级的占比", en="high-frequency households downgraded")
cc.campaigns.draw_limits(
    chart, label=part,
    title=cc.say(
        zh="10月降级10.6%，在上下限之内：不是信号（真实数据）",
        en="October, 10.6%: within the limits, no signal (real data)",
    ),
)
# %%
cc.campaigns.show_table(chart[["low", "centre", "high", "rate"]])
# %% tags=["check"]
assert chart["rate"].mul(100).round(1).tolist() == [8.2, 7.6, 8.7, 9.1, 10.0, 10.6, 8.4, 8.0]
assert not chart["signal"].any() and round(100 * chart["centre"].iloc[0], 1) == 8.7
three = cc.campaigns.control_limits(down["downgraded"], down["customers"], base=3)
assert not three["signal"].any() and round(100 * three["centre"].iloc[0], 1) == 8.2
assert round(100 * three["high"].iloc[5], 1) == 10.7
assert round(100 * chart["high"].iloc[5], 1) == 11.3 and round(100 * chart["low"].iloc[5], 1) == 6.1

# %% [markdown] lang="zh"
# 6月到10月一路从7.6%升到10.6%，开会时很容易有人喊“客户在流失，快改规则”。可是平时是8.7%，碰巧就能到11.3%：都在灰带里（11月、12月是8.4%、8.0%）。
# **在上下限之内，不追问每一次起伏，也不改规则。** 三点保留：5到9月里就有这段上升，拿来当平时不理想，但只用前3个月，平时8.2%、上限10.7%，10月还是没有越线；
# 相邻两个月末看的91天有重叠，上下限是近似的，连升几次也不另算信号；有去年的数据时，用去年当平时更好。
#
# 真有事的时候，图会叫。假设（下面这个毛病是我们做出来的）12月最后两周的收款机数据没有传上来：
# %% [markdown] lang="en"
# From June to October the share rose from 7.6% to 10.6%, and in a meeting somebody will cry “customers are leaving, change the rules”. But 8.7% is usual and chance alone may reach 11.3%: everything lies in the grey band (November and December: 8.4% and 8.0%).
# **Within the limits, do not hunt for the cause of every wobble, and leave the rules alone.** Three reservations: the usual months, May to September, hold that rise themselves, which is not ideal, but with the first 3 only (usual 8.2%, limit 10.7%) October is no signal either;
# the 91 days of neighbouring months overlap, so the limits are approximate, and a run of rises is not counted as a signal; with data of the year before, take those as usual.
#
# When something happens, the chart rings. Suppose (this fault is made by us) that the till data of the last two weeks of December never arrived:
# %%
arrived = orders[orders["order_date"] < "2017-12-18"]
late = cc.campaigns.downgrades(cc.campaigns.classes_over_time(arrived, rule, days), rule, "high_frequency")
alarm = cc.campaigns.control_limits(late["downgraded"], late["customers"], base=5)
cc.campaigns.draw_limits(
    alarm, label=part,
    title=cc.say(
        zh="12月越线：先查数据（故意做出的缺失）",
        en="December is outside: check the data first (gap made by us)",
    ),
)
# %% tags=["check"]
assert alarm["signal"].tolist() == [False] * 7 + [True] and round(100 * alarm["rate"].iloc[-1], 1) == 16.4

# %% [markdown] lang="zh"
# 12月16.4%，越线了。越线以后第一步永远是**查数据**，第二步才是找客户。
#
# ### 提醒名单：先找谁
#
# 上下限说“整体正不正常”；具体到人，另列一张提醒名单：9月末到12月末，按**少花了多少钱**排，旁边写明类别变没变（`cc.migration` 就是“客户生命周期”一课里的类别迁移；两段各91天，所以10月1日不在里面）。
# 不按原来花的钱排：原来花得多、现在只少一点的，不急。也不只看降级的：少花了很多，类别可以没有变。只列少花700美元及以上的（门槛是我们定的）。名单上面的四个数：名单上的户数，其中降级的，其中91天没有来的；最后一个作比较：**多花**700美元及以上的户数。下一行是：原来高频、这91天没有来的，不管少花多少，全店一共几户。
# %% [markdown] lang="en"
# December reads 16.4%, outside the limits. The first step after an alarm is always to **check the data**; customers come second.
#
# ### Alerts: whom to call first
#
# The limits say whether the whole is normal. For persons keep a list of alerts: from the end of September to the end of December, the **largest loss** first, and beside it the class before and after (`cc.migration` is the segment migration of the lifecycle lesson; each period has 91 days, which leaves out 1 October).
# Not by what they spent before: one who spent much and now spends a little less is not urgent. Nor only the downgraded: a household may lose much and keep its class. Listed are losses of 700 dollars and more (the threshold is ours). The four figures above the list: those listed, those of them downgraded, those of them with no order in the 91 days; the last one is for comparison: households that spent 700 dollars and more **in addition**. The next line: all households of high frequency before with no order in the 91 days, however little they spent.
# %%
homes = homes.set_index("customer_id", drop=False)
money = [
    cc.campaigns.spending(orders, *dates, homes["customer_id"])
    for dates in [("2017-07-02", "2017-09-30"), ("2017-10-02", "2017-12-31")]
]
moved = cc.migration.migration(rule, classes.iloc[:, 5], classes.iloc[:, 8], money=money)
# %%
change = moved.pairs["money_change"]
fell = moved.pairs[change <= -700].sort_values("money_change")
lower = fell.index.isin(moved.alerts()["customer_id"])
absent = fell["after"] == "potential_buyer"
print(len(fell), lower.sum(), absent.sum(), (change >= 700).sum())
gone = (moved.pairs["before"] == "high_frequency") & (moved.pairs["after"] == "potential_buyer")
print(gone.sum())
# %%
after = rule.labels | {"potential_buyer": cc.say(zh="91天里没有来", en="no order in 91 days")}
cc.table(
    fell.drop(columns="money_after"), rows=6, titles=cc.migration.HEADINGS,
    values={"before": rule.labels, "after": after},
    formats={"money_before": "USD", "money_change": "USD"},
)
# %% tags=["check"]
assert (len(fell), lower.sum(), absent.sum(), (change >= 700).sum()) == (38, 17, 3, 50)
assert round(fell["money_change"].iloc[0]) == -1533 and fell["before"].iloc[0] == fell["after"].iloc[0] == "high_frequency"
assert set(fell.loc[absent, "before"]) == {"high_frequency"} and (fell["before"] == fell["after"]).sum() == 21
assert gone.sum() == 9 and (change[gone] > -700).sum() == 6

# %% [markdown] lang="zh"
# 少花700美元及以上的有38户，降级的只有17户，另外21户类别没有变，包括少得最多的一户（少了1,533美元）：只看降级，就漏了一半多。可是同一段时间**多花**700美元及以上的有50户：这么大的起伏，在这家店是平常事，名单上的人大多不见得要走。最清楚的是原来高频、这91天一次也没有来的：名单上有3户，另有6户原来花得不多，够不上700美元，全店一共9户（`moved.pairs[gone]` 列出他们）。先找这9户。名单上其余的，请负责人看一眼，下一期还在名单上再打电话。门槛按人手来定：每天打得完几个电话，就提醒几户。
#
# ## 什么时候该改规则，什么时候不该
#
# 改规则很贵：人没变，类别变了。看一个例子：把高频的线从13单放宽到12单。下面三行依次是高频的户数：9月末按旧规则、12月末按旧规则、12月末按新规则。
# %% [markdown] lang="en"
# 38 spent at least 700 dollars less, and only 17 of them were downgraded. The other 21 kept their class, among them the largest loss of all (1,533 dollars): a list of downgrades alone misses more than half. But over the same weeks 50 households spent at least 700 dollars **more**: swings of this size are ordinary here, and most of those listed need not be leaving. The clearest case are those of high frequency who did not come once in the 91 days: 3 on the list, and 6 more who had spent too little to lose 700 dollars, 9 in all (`moved.pairs[gone]` lists them). Call these 9 first. Let the person in charge look at the others on the list, and call who is on the next list again. Set the threshold by what the team can do: no more alerts than calls it can make.
#
# ## When to change the rules, and when not
#
# A change of rules is expensive: classes move although nobody did. Take an example: high frequency from 12 orders on, and no longer from 13. The three figures are the high-frequency households at the end of September by the old rule, at the end of December by the old rule, and at the end of December by the new one.
# %%
looser = purchase_frequency(medium=3, high=12)
new = cc.campaigns.classes_over_time(orders, looser, ["2017-12-31"]).iloc[:, 0]
old = classes.iloc[:, 8]
print((classes.iloc[:, 5] == "high_frequency").sum())
print((old == "high_frequency").sum())
print((new == "high_frequency").sum())
# %% tags=["check"]
counts = [(one == "high_frequency").sum() for one in (classes.iloc[:, 5], old, new)]
assert counts == [1068, 1093, 1163] and counts[1] - counts[0] == 25 and counts[2] - counts[1] == 70 and 70 * 60 == 4200

# %% [markdown] lang="zh"
# 9月末有1,068户高频。到12月末，按旧规则是1,093户（多了25户，是客户自己变的），按新规则是1,163户（又多70户，是规则变的）。要是宣布“高频增加了95户”，
# 其中70户是假的；如果每户专属服务一年60美元（举例的数），就凭空多花4,200美元。**改规则的那天，新旧两套规则都算一遍，分开报。**
#
# 什么时候该想到改规则？看下面四种触发点：
#
# | 触发点 | 先查 | 再决定 |
# |---|---|---|
# | 跟踪：越线，而且连着几期都越线 | 数据全不全、有没有假期 | 找出是哪一类、哪个渠道 |
# | 客户反馈：某一渠道的满意度下降，区间不含0 | 回答率、问法变了没有 | 先修毛病（接电话的人手），分类规则不动 |
# | 市场：占有率连续下降，或者物价、品类变了 | 市场数字的口径 | 金额的分界点要不要跟着调 |
# | 公司：目标或人手变了 | 每一类照顾得过来吗 | 改分界点，新旧两套一起报 |
# | 都没有，只是这个月高了一点 | 在上下限之内吗 | 不动 |
#
# ## 回到店长的问题
#
# - 37.8个百分点不是券的功劳：收到券的人本来就买得多。抽签以后，增量效果是10.2个百分点（区间4.4到15.9）。
# - 下个月不要人人都寄：算上券钱，全体看不出赚；高频看得出亏，中频和低频合起来看得出赚。寄给中频和低频，每次抽签留一半作对照组，两次合起来再看那6.2元在不在。
# - 净推荐值−27.2，贬损者是推荐者的两倍多；可是回答的人来得更勤，代表不了全体：用同样的办法再问，看变化。
# - 电话渠道的满意度要马上处理；市场占有率四个品类都在降；买的人没有变少，是每人花得少了，下一步查为什么。
#
# ## 要记住的
#
# - 客户满意度、净推荐值都要带区间；区间管碰巧，管不了没有回答的人。
# - 没有抽签的对照组，差距不是效果。先看两组在活动之前像不像。
# - 增量效果按全部收到的人算，不按买的人算；说清是百分点还是百分之几；试验之前算好人数。
# - 销售额上升、市场占有率下降，是跟不上市场。
# - 越线才追问，先查数据；改规则时，新旧两套一起报。
# %% [markdown] lang="en"
# At the end of September 1,068 households were of high frequency. At the end of December there are 1,093 by the old rule (25 more: customers changed) and 1,163 by the new one (70 more again: the rule changed). Announce “95 more high-frequency households”,
# and 70 of them are not real; if each gets special care for 60 dollars a year (a figure for the example), 4,200 dollars are spent on nothing. **On the day the rules change, count by both and report them apart.**
#
# Four things should make you think of changing them:
#
# | trigger | check first | then decide |
# |---|---|---|
# | tracking: outside the limits, several periods in a row | are the data complete, was there a holiday? | find the class and the channel |
# | customer feedback: satisfaction of one channel falls, interval without 0 | share of answers, wording of the question | mend the fault (people at the phones); leave the classes alone |
# | market: share falls again and again, or prices and goods changed | how the market is counted | should cut points in money follow? |
# | company: goals or staff changed | can every class be looked after? | change cut points, report by both rules |
# | none of these: just a little higher this month | within the limits? | leave it |
#
# ## Back to the manager's question
#
# - The 37.8 points are not the coupon's doing: those who received it buy more anyway. In the randomised test the incremental effect is 10.2 points (interval 4.4 to 15.9).
# - Do not send it to everybody next month: with the coupons paid no gain is seen over all, a loss on high frequency, a gain on medium and low together. Send it to medium and low frequency, keep half of them, by lot, as a control group each time, and after two rounds see whether the 6.2 yuan are there.
# - The net promoter score is −27.2, with more than twice as many detractors as promoters; but those who answer buy more often and do not stand for all: ask again in the same way and watch the change.
# - The satisfaction of customers by phone needs care at once; the market share is falling in all four kinds of goods, not with fewer customers but with less bought by each: find out why.
#
# ## To remember
#
# - Report customer satisfaction and the net promoter score with an interval; it deals with chance, not with those who did not answer.
# - Without a control group made by lot a difference is no effect. See whether the groups were alike before.
# - The incremental effect counts all who received it, not all who bought; say whether it is points or per cent; work out the numbers before the test.
# - Sales up and market share down means falling behind the market.
# - Ask for causes outside the limits only, and check the data first; when rules change, report by the old and the new ones.
