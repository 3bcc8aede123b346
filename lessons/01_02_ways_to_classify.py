# %% [markdown] lang="zh"
# ## 一个来自店里的问题
#
# 超市有一条老规矩：**“30天没来，就算流失，寄一张10美元的挽回券。”** 2017年的最后一天，店长按这条规矩拉出一张名单，想知道：名单上有没有不该寄的人？有没有正在离开、却不在名单上的人？
#
# 下面的代码打开真实订单，量好每户的指标，再挑出超过30天没来的家庭（户数、要花的券钱）。
# %% [markdown] lang="en"
# ## A question from the shop floor
#
# The grocer has an old rule: **“Anyone who has not come for 30 days is lost; send them a win-back coupon of 10 dollars.”** On the last day of 2017 the manager draws up the list and asks: is anyone on it who should not be? Is anyone leaving who is not on it?
#
# The code below opens the real orders, measures every household, and picks those not seen for more than 30 days (how many, and what the coupons cost).
# %%
orders = cc.load("grocery_orders")
grocer = cc.measure_customers(orders, as_of="2017-12-31")
late = grocer[grocer["recency_days"] > 30]
print(len(late), cc.show.money(len(late) * 10, "USD"))
# %% tags=["check"]
assert len(late) == 407 and len(grocer) == 2469

# %% [markdown] lang="zh"
# 407户，4,070美元。要看出名单哪里不对，上一课的四个角度（购买行为、购买历史、忠诚度、价值）还不够。这一课再走九个角度，每个角度都问同样的三句话：**分成哪几类？数字说什么？每一类该怎么对待？** 走到“活跃、沉睡、流失”时，我们回答店长。
# %% [markdown] lang="en"
# 407 households, 4,070 dollars. To see what is wrong with the list, the four views of the last lesson (purchase behaviour, purchase history, loyalty, value) are not enough. This lesson walks through nine more and asks the same three things each time: **which classes, what do the figures say, what does each class call for?** At “active, dormant, lost” the manager gets an answer.

# %% [markdown] lang="zh"
# ## 行为的三个面：购买、浏览、互动
#
# 订单只记下了**购买**：买多少件、买哪几类、在哪个渠道买。付款之前和之后，客户还留下别的痕迹：
#
# - **浏览**：看商品、搜索、放进购物车；
# - **互动**：点赞、评论、分享；
# - **到店**：这是渠道（面对面），不是另一个面。系统只记下“来过”，聊了什么，要靠店员当天写下来。
#
# 两家真实的店没有这种记录，所以用**模拟的网店**（程序生成，金额是元）2025年下半年的记录。第一格给每种记录起好名字，第二格看前5行。
# %% [markdown] lang="en"
# ## Three faces of behaviour: purchase, browsing, interaction
#
# Orders record the **purchase** only: how many items, which kinds of goods, through which channel. Before and after paying, customers leave other traces:
#
# - **browsing**: view, search, put in the cart;
# - **interaction**: like, comment, share;
# - **visiting the store**: this is a channel (face to face), not another face. The system notes only that someone came; what was said must be written down by the seller that day.
#
# Neither of the two real shops keeps such records, so this uses the **simulated shop** (made by a program; amounts in yuan), July to December 2025. The first box gives each kind of record a readable name, the second shows the first 5 rows.
# %%
kinds = {
    "view": cc.say(zh="看商品", en="view"),
    "search": cc.say(zh="搜索", en="search"),
    "cart": cc.say(zh="放进购物车", en="put in cart"),
    "like": cc.say(zh="点赞", en="like"),
    "comment": cc.say(zh="评论", en="comment"),
    "share": cc.say(zh="分享", en="share"),
    "visit": cc.say(zh="到店", en="store visit"),
}
# %%
events = cc.load("shop_events")
titles = {
    "time": cc.say(zh="时间", en="time"),
    "kind": cc.say(zh="做了什么", en="what they did"),
}
cc.table(events[["customer_id", "time", "kind"]], titles, values={"kind": kinds}, rows=5)

# %% [markdown] lang="zh"
# 每种记录各有多少位客户？（一位客户做了十次，也只数一次。）
# %% [markdown] lang="en"
# How many customers left each kind of trace? (Someone who did it ten times counts once.)
# %%
cc.show.bars(
    events.groupby("kind")["customer_id"].nunique(), order=list(kinds), names=kinds,
    highlight=["like", "comment", "share"], label=cc.say(zh="客户数", en="customers"),
    title=cc.say(
        zh="看的人最多，愿意开口的人少（模拟数据）",
        en="Nearly all look, few speak up (simulated data)",
    ),
)
# %% [markdown] lang="zh"
# 现在把三个面叠在一起：同一个半年里，谁**浏览**了、谁**买**了、谁**放进了购物车**？下面依次打印：只浏览没买的人数，其中放过购物车的人数。（`set` 是“名单”，两张名单相减，就是在第一张、不在第二张上的人；`&` 是两张都在的人。）
# %% [markdown] lang="en"
# Now lay the faces over each other: in the same half-year, who **browsed**, who **bought**, who **filled a cart**? Printed below: how many browsed and did not buy, and how many of these put something in the cart. (`set` makes a list of names; one list minus another leaves those who are on the first and not on the second; `&` gives those on both.)
# %%
shop_orders = cc.load("shop_orders")
sales = shop_orders[shop_orders["amount"] >= 0]
bought = set(sales[sales["order_date"] >= "2025-07-01"]["customer_id"])
browsed = set(events[events["kind"].isin(["view", "search", "cart"])]["customer_id"])
cart = set(events[events["kind"] == "cart"]["customer_id"])
print(len(browsed - bought), len((browsed - bought) & cart))
# %% tags=["check"]
assert len(browsed - bought) == 291 and len((browsed - bought) & cart) == 149
assert len((browsed - bought) & set(sales["customer_id"])) == 146
by_kind = events.groupby("kind")["customer_id"].nunique()
assert by_kind["view"] == 1066 and by_kind["share"] == 236 and by_kind["visit"] == 169

# %% [markdown] lang="zh"
# 291位客户这半年里看过商品，却一单没下；其中149位还放进了购物车。看订单表，他们这几个月什么也没有（有146位以前买过）。没有订单，不等于没有兴趣。
#
# | 看到什么 | 该怎么对待 |
# |---|---|
# | 浏览多、没有买 | 提醒购物车，问一句卡在哪里 |
# | 买得勤、不互动 | 少打扰，把货送准 |
# | 爱评论、爱分享 | 请他试新品、写评价、带朋友来 |
# | 常到店 | 店员面对面问需求，并记下来 |
#
# **渠道偏好**也写在订单里：客户最常用哪个渠道，就在哪个渠道找他。先看这家店两年的订单从哪里来。
# %% [markdown] lang="en"
# 291 customers looked at something in this half-year and ordered nothing in it; 149 of them put something in a cart. The order book shows nothing for them in these months (146 of them had bought before). No order does not mean no interest.
#
# | what you see | what it calls for |
# |---|---|
# | browses much, buys nothing | a reminder of the cart; ask what is in the way |
# | buys often, does not interact | leave in peace, deliver well |
# | comments and shares | invite to try new goods, to review, to bring friends |
# | often comes to the store | the seller asks face to face, and writes it down |
#
# The **channel preference** is in the orders, too: reach customers through the channel they use most. See where the orders of this shop came from in two years.
# %%
channels = {
    "online": cc.say(zh="网上", en="online"),
    "phone": cc.say(zh="电话", en="phone"),
    "store": cc.say(zh="门店", en="store"),
}
cc.show.bars(
    sales["channel"].value_counts(), names=channels, label=cc.say(zh="订单数", en="orders"),
    title=cc.say(
        zh="四分之一的订单不在网上下（模拟数据）",
        en="One order in four is not placed online (simulated data)",
    ),
)

# %% [markdown] lang="zh"
# 最后看**数量和品类**。打印：平均每单几件；有多少位客户买过东西；其中只买过一类商品（茶叶、零食、家居、礼盒之一）的有多少位。
# %% [markdown] lang="en"
# Last, **quantity and variety**. Printed: items per order on average; how many customers have bought; how many of these only ever bought one kind of goods (tea, snacks, home goods or gift boxes).
# %%
variety = sales.groupby("customer_id")["category"].nunique()
print(sales["items"].mean().round(1), len(variety), (variety == 1).sum())
# %% tags=["check"]
assert sales["channel"].value_counts().tolist() == [8478, 1635, 1238]
assert round((sales["channel"] != "online").mean(), 2) == 0.25
assert (variety == 1).sum() == 243 and len(variety) == 1049

# %% [markdown] lang="zh"
# 1,049位买过的人里，243位只买过一类商品：可以向他们介绍第二类。
# %% [markdown] lang="en"
# 243 of the 1,049 buyers have only ever bought one kind of goods: introduce them to a second.

# %% [markdown] lang="zh"
# ## 按客户关系：忠诚、往来、流失、潜在
#
# 这个角度问：**我们和他的关系走到了哪一步？** 这里要用到上一课没有讲的一个指标，**沉默时长** = 距上次购买的天数（最近一次购买间隔）÷ 他自己的平均购买间隔。沉默时长是2，就是说他沉默的时间，相当于自己的两个购买间隔。规则从上往下看，先符合哪条就是哪类：
#
# - **忠诚客户**：首单至今满365天，4单及以上，沉默时长不到2；
# - **往来客户**：沉默时长不到4；只来过一天的人没有间隔，180天以内来过就算；
# - **流失客户**：沉默时长4及以上；只来过一天、又超过180天没来的人；
# - **潜在客户**：登记过或问过，还没买过。
#
# 用真实的唱片店CDNOW，统计截止日是1998年6月30日。
# %% [markdown] lang="en"
# ## By relationship: loyal, ongoing, lost, prospective
#
# This view asks: **how far has our relationship with them come?** It needs a measure that the last lesson did not have, the **silence** = the days since the last purchase (the recency) ÷ the customer's own mean buying gap. A silence of 2 means: quiet for as long as two of their own gaps. The rules are read from the top; the first that fits decides:
#
# - **loyal customer**: first order at least 365 days ago, 4 orders or more, silence below 2;
# - **ongoing customer**: silence below 4; those who came on one day only have no gap and are ongoing up to 180 days;
# - **lost customer**: silence of 4 or more; or came on one day only, more than 180 days ago;
# - **prospective customer**: has registered or asked, and has not bought.
#
# Take the real music shop CDNOW, seen from 30 June 1998.
# %%
music = cc.measure_customers(cc.load("cdnow_orders"), as_of="1998-06-30")
cc.profile_table(music, cc.schemes["relationship"], "USD")
# %%
cc.profile_picture(
    music, cc.schemes["relationship"],
    cc.say(
        zh="15%的忠诚客户带来44%的销售额",
        en="The 15% who are loyal bring 44% of the sales",
    ),
)
# %% tags=["check"]
relations = cc.profile(music, cc.schemes["relationship"])
assert relations["customers"].tolist() == [3460, 4364, 15746, 0]
assert relations["customer_share"].round(2).tolist()[:3] == [0.15, 0.19, 0.67]
assert relations["money_share"].round(2).tolist()[:3] == [0.44, 0.21, 0.35]
everyone = cc.load("shop_customers")
shop = cc.measure_customers(shop_orders, as_of="2025-12-31", customers=everyone)
assert cc.profile(shop, cc.schemes["relationship"])["customers"].tolist() == [481, 307, 261, 151]

# %% [markdown] lang="zh"
# 三分之二的人（15,746位）已经流失。潜在客户是0，因为唱片店的订单表只认识买过的人；模拟的网店有注册名单，里面有151位。
#
# | 关系 | 该怎么对待 |
# |---|---|
# | 忠诚 | 维护：感谢、优先、听取意见 |
# | 往来 | 让下一单来得更容易，养成习惯 |
# | 流失 | 先问原因，再挑值得的去挽回 |
# | 潜在 | 跟进第一单：样品、首单优惠、答疑 |
# %% [markdown] lang="en"
# Two thirds (15,746) are lost. There are no prospective customers, since the music shop's order book knows buyers only; the simulated shop has a list of registrations with 151 of them.
#
# | relationship | what it calls for |
# |---|---|
# | loyal | upkeep: thanks, priority, an open ear |
# | ongoing | make the next order easy, build a habit |
# | lost | ask for the reason first, then win back those who are worth it |
# | prospective | work on the first order: samples, a first-order offer, answers |

# %% [markdown] lang="zh"
# ## 按生命周期：新客、成长、成熟、流失期
#
# 关系看的是走了多远，**客户生命周期**看的是**往哪里走**：订单在涨、在稳，还是在跌？比较最近半年和前一个半年的订单数：
#
# 订单趋势 =（最近半年 − 前半年）÷（最近半年 + 前半年）
#
# 从 −1（停了）到 1（刚开始）。0.2 就是涨到前半年的1.5倍。规则从上往下看，先符合哪条就是哪类：
#
# - **新客户**：首单在90天以内；
# - **流失期客户**：沉默时长4及以上，或者只来过一天（没有间隔），或者趋势低于 −0.2；
# - **成长期客户**：趋势0.2及以上；
# - 其余的人趋势平稳：来的时间够长，是**成熟期客户**；还不够长，也算**成长期客户**。
#
# “够长”通常取365天。超市的订单表只有2017年这一年，老顾客也从1月算起，所以这里取300天。
# %% [markdown] lang="en"
# ## By lifecycle: new, growing, mature, leaving
#
# The relationship says how far someone has come; the **lifecycle** says **which way they are going**: are the orders rising, steady or falling? Compare the orders of the last half-year with the half-year before:
#
# order trend = (last half − half before) ÷ (last half + half before)
#
# It runs from −1 (stopped) to 1 (just begun). 0.2 means one and a half times as many orders. The rules are read from the top; the first that fits decides:
#
# - **new customer**: first order at most 90 days ago;
# - **leaving customer**: a silence of 4 or more, or came on one day only (no gap), or a trend below −0.2;
# - **growing customer**: trend of 0.2 or more;
# - all others have a steady trend: here for long, they are **mature customers**; not yet, **growing customers**, too.
#
# “Long” is usually 365 days. The grocer's order book covers just the year 2017, and even old customers start in January, so 300 days are used here.
# %%
from custclass.classify.catalogue import lifecycle

grocer = cc.add_order_trend(grocer)
stages = lifecycle(long_days=300)
cc.profile_table(grocer, stages, "USD")
# %%
cc.profile_picture(
    grocer, stages,
    cc.say(
        zh="每四户就有一户处在流失期，还带着18%的销售额",
        en="One household in four is leaving, with 18% of the sales",
    ),
)
# %% tags=["check"]
cycle = cc.profile(grocer, stages)
assert cycle["customers"].tolist() == [22, 623, 1235, 589]
assert cycle["customer_share"].round(2).tolist() == [0.01, 0.25, 0.5, 0.24]
assert cycle["money_share"].round(2).tolist()[2:] == [0.65, 0.18]
assert round(cycle.loc["leaving", "money"]) == 815333

# %% [markdown] lang="zh"
# 589户正在离开，这一年他们花了815,333美元。每个阶段要的照顾不一样：
#
# | 阶段 | 户数 | 该怎么对待 |
# |---|---|---|
# | 新客户 | 22 | **入门介绍**：店里有什么、会员怎么用 |
# | 成长期 | 623 | **升级优惠**：买满升级、搭配推荐 |
# | 成熟期 | 1,235 | **日常维护**：稳定、省心，不要频繁改规则 |
# | 流失期 | 589 | **流失访谈**：打电话问为什么来得少了，先听再给优惠 |
# %% [markdown] lang="en"
# 589 households are leaving; they spent 815,333 dollars this year. Each stage wants its own care:
#
# | stage | households | what it calls for |
# |---|---|---|
# | new | 22 | **introduction**: what we have, how membership works |
# | growing | 623 | **growth offers**: spend-more rewards, add-ons |
# | mature | 1,235 | **upkeep**: reliable and easy; do not keep changing the rules |
# | leaving | 589 | an **exit interview**: call and ask why they come less; listen first, then offer |

# %% [markdown] lang="zh"
# ## 活跃、沉睡、流失：拿自己的节奏比
#
# 现在回到店长的30天。先看两户人家：
# %% [markdown] lang="en"
# ## Active, dormant, lost: measured by the customer's own rhythm
#
# Back to the manager's 30 days. Look at two households first:
# %%
two = grocer[grocer["customer_id"].isin(["G0571", "G2318"])]
cc.table(two[["customer_id", "frequency", "mean_gap_days", "recency_days", "silence_gaps"]])
# %% tags=["check"]
pair = two.set_index("customer_id")
assert pair["recency_days"].to_dict() == {"G0571": 44, "G2318": 27}
assert pair["mean_gap_days"].round(0).to_dict() == {"G0571": 45, "G2318": 3}
assert pair["silence_gaps"].round(1).to_dict() == {"G0571": 1.0, "G2318": 9.1}

# %% [markdown] lang="zh"
# G0571 这户平时45天来一次，现在44天没来：一切正常，30天的规矩却说“流失”。G2318 这户平时3天来一次，现在27天没来：沉默的时间相当于自己的九个间隔，30天的规矩却说“没事”。换成一年只买一次年货的客户，30天的规矩会让他一年里有十一个月都是“流失”。
#
# 所以不数天数，数**客户自己的间隔**（沉默时长）：
#
# - **活跃客户**：不到2个间隔；
# - **沉睡客户**：2个及以上、不到4个；
# - **流失客户**：4个及以上；只来过一天的人没有间隔，也归在这里。
# %% [markdown] lang="en"
# G0571 comes every 45 days and has been away for 44: all is well, but the 30-day rule says “lost”. G2318 comes every 3 days and has been away for 27: nine of its own gaps, but the 30-day rule says “fine”. And someone who buys once a year, for the New Year, would be “lost” for eleven months of twelve.
#
# So count **the customer's own gaps** (the silence), not days:
#
# - **active customer**: below 2 gaps;
# - **dormant customer**: 2 or more and below 4;
# - **lost customer**: 4 or more; those who came on one day only have no gap and are put here, too.
# %%
cc.profile_table(grocer, cc.schemes["activity"], "USD")
# %% tags=["check"]
assert cc.profile(grocer, cc.schemes["activity"])["customers"].tolist() == [2019, 234, 216]

# %% [markdown] lang="zh"
# 按自己的节奏，2,019户活跃，234户沉睡，216户流失。
#
# ### 常见的错误：所有人一个天数
#
# 把两把尺子放在一起：谁被30天冤枉了（超过30天没来，其实还在自己的节奏里）？谁被30天漏掉了（30天内来过，沉默的时间却已相当于自己的2个间隔以上）？打印：冤枉的户数；漏掉的户数；漏掉的家庭这一年花的钱。
# %% [markdown] lang="en"
# By their own rhythm 2,019 households are active, 234 dormant, 216 lost.
#
# ### The common mistake: one number of days for everyone
#
# Compare the two yardsticks. Who is wrongly listed by the 30 days (not seen for over 30 days, yet within their own rhythm)? Who is overlooked (seen within 30 days, yet silent for 2 of their own gaps or more)? Printed: how many are wrongly listed, how many are overlooked, and how much the latter spent this year.
# %%
own = grocer["silence_gaps"]
wrongly = grocer[(grocer["recency_days"] > 30) & (own < 2)]
overlooked = grocer[(grocer["recency_days"] <= 30) & (own >= 2)]
print(len(wrongly), len(overlooked), cc.show.money(overlooked["monetary"].sum(), "USD"))
# %% tags=["check"]
assert (len(wrongly), len(overlooked)) == (129, 170)
assert round(overlooked["monetary"].sum()) == 429733

# %% [markdown] lang="zh"
# 129户还在自己的节奏里，寄给他们的**1,290美元**券多半白花。170户正在变安静，名单上却没有他们，而他们一年花**429,733美元**。
#
# 换一个天数能补救吗？拖动滑块试试（或按左右键）。
# %% [markdown] lang="en"
# 129 are within their own rhythm: **1,290 dollars** of coupons that are most likely wasted. 170 are falling silent and are not on the list, and they spend **429,733 dollars** a year.
#
# Would another number of days do better? Try the slider (or the left and right arrow keys).
# %%
def draw(days):
    recency = grocer["recency_days"]
    counts = {
        cc.say(zh="冤枉的家庭", en="wrongly listed"): ((recency > days) & (own < 2)).sum(),
        cc.say(zh="漏掉的家庭", en="overlooked"): ((recency <= days) & (own >= 2)).sum(),
    }
    title = cc.say(zh="超过{d:.0f}天没来算流失：户数", en="Lost after {d:.0f} days: households")
    return cc.show.bars(counts, title=title.format(d=days))


cc.knob(draw, days=(cc.say(zh="几天没来算流失", en="lost after (days)"), 5, 120, 1, 30))
# %% tags=["check"]
def both(days):
    recency = grocer["recency_days"]
    return ((recency > days) & (own < 2)).sum(), ((recency <= days) & (own >= 2)).sum()


assert both(10) == (467, 37) and both(90) == (16, 317)
assert min(sum(both(days)) for days in range(1, 366)) > 250

# %% [markdown] lang="zh"
# 天数调小，冤枉的人变多（10天：467户）；调大，漏掉的人变多（90天：317户）。没有哪个天数能让两边都小，因为每户的节奏不同。
#
# **尺子量得准吗？** 退回到9月30日，用两把尺子分好，再看后来三个月的真实销售额，与各家自己原来的步调（首单以来平均每天花的钱 × 92天）相比：
# %% [markdown] lang="en"
# With fewer days more are wrongly listed (10 days: 467 households); with more days more are overlooked (90 days: 317). No number of days makes both small, because each household has its own rhythm.
#
# **Is the yardstick any good?** Go back to 30 September, classify with both, and compare what these households really spent in the next three months with their own earlier pace (money a day since their first order × 92 days):
# %%
autumn = cc.measure_customers(orders, as_of="2017-09-30")
later = orders[orders["order_date"] >= "2017-10-01"].groupby("customer_id")["amount"].sum()
autumn["later"] = autumn["customer_id"].map(later).fillna(0)
autumn["pace"] = autumn["monetary"] / (autumn["tenure_days"] + 1) * 92
# %% [markdown] lang="zh"
# `ratio` 算一群家庭后来的销售额是原来步调的百分之几；100%就是和从前一样。
# %% [markdown] lang="en"
# `ratio` gives the later sales of a group as a share of their earlier pace; 100% means as before.
# %%
gaps, days = autumn["silence_gaps"], autumn["recency_days"]
groups = {
    cc.say(zh="冤枉的家庭", en="wrongly listed"): autumn[(days > 30) & (gaps < 2)],
    cc.say(zh="列对的家庭", en="rightly listed"): autumn[(days > 30) & (gaps >= 2)],
    cc.say(zh="漏掉的家庭", en="overlooked"): autumn[(days <= 30) & (gaps >= 2)],
    cc.say(zh="全部家庭", en="all households"): autumn,
}
ratio = {name: part["later"].sum() / part["pace"].sum() for name, part in groups.items()}
# %%
cc.show.bars(
    ratio, unit="%",
    label=cc.say(zh="后三个月 ÷ 原来步调", en="next three months ÷ earlier pace"),
    title=cc.say(
        zh="合起来看：冤枉的家庭129%，漏掉的家庭78%（全部家庭100%）",
        en="As a group: wrongly listed 129% of their pace, overlooked 78% (all: 100%)",
    ),
)
# %% tags=["check"]
first, right, second, whole = groups.values()
assert (len(first), len(right), len(second), len(whole)) == (102, 264, 150, 2446)
assert [round(share, 2) for share in ratio.values()] == [1.29, 0.85, 0.78, 1.0]
assert (first["later"] == 0).sum() == 18 and (first["later"] > first["pace"]).sum() == 44
assert round(second["pace"].sum() - second["later"].sum()) == 22907

# %% [markdown] lang="zh"
# 全部家庭合起来是100%，和从前一样。被冤枉的102户合起来买到129%：这群人没有走。列对的264户是85%，被漏掉的150户只有78%，一个季度少花**22,907美元**，而30天的规矩毫无察觉。
#
# 说的是一群人，不是每一户：冤枉的102户里，有18户这三个月没有再来，比原来步调买得多的只有44户。自己的间隔也不能未卜先知，但它早早指出了**哪一群人买得少了**。
#
# ### 没有间隔的人：五类名单
#
# 自己的间隔至少要有两个购买日。CDNOW的23,570位客户里，到1998年6月30日有12,054位（51%）只在一天买过，没有间隔可比；只按上面三类，昨天刚来的新客户也会算成“流失”。站在1997年4月30日：
# %% [markdown] lang="en"
# All households together come to 100%, as before. The 102 wrongly listed bought 129% of their earlier pace: as a group they had not left. The 264 rightly listed come to 85%, the 150 overlooked to only 78%; in one quarter these spent **22,907 dollars** less, and the 30-day rule never noticed.
#
# This holds for groups, not for every household: of the 102 wrongly listed 18 did not come at all in these three months, and only 44 bought more than their earlier pace. The own gap is no crystal ball, but it points early to **the group that is buying less**.
#
# ### Those without a gap: the five-way list
#
# An own gap needs at least two purchase days. Of CDNOW's 23,570 customers 12,054 (51%) had bought on one day only by 30 June 1998 and have no gap to compare with; by the three classes above, a new customer of yesterday would count as “lost”. On 30 April 1997:
# %%
spring = cc.measure_customers(cc.load("cdnow_orders"), as_of="1997-04-30")
three = cc.profile(spring, cc.schemes["activity"])["customers"]
five = cc.profile(spring, cc.schemes["activity_five"])["customers"]
print(three["lost"], five["new"], five["lost"])
# %% tags=["check"]
assert music["silence_gaps"].isna().sum() == 12054 and len(music) == 23570
assert round(12054 / 23570, 2) == 0.51
assert (three["lost"], five["new"], five["lost"]) == (18770, 16286, 5618)

# %% [markdown] lang="zh"
# 按三类，18,770人“流失”；可是其中大多数首单还不到三个月。**五类名单**先把两种人挑出来：**潜在客户**（还没下单，就是“按客户关系”里的潜在客户）和**新客户**（首单90天以内，16,286位），剩下的再按间隔分活跃、沉睡、流失（流失只剩5,618位）。模拟的网店五类都有：
# %% [markdown] lang="en"
# By three classes 18,770 are “lost”, but most of them placed their first order less than three months ago. The **five-way list** first takes out **potential customers** (no order yet: the prospective customers from above under another name) and **new customers** (first order at most 90 days ago: 16,286), then sorts the rest by their gaps into active, dormant and lost (only 5,618 are lost). The simulated shop has all five:
# %%
members = cc.load("shop_customers")
shop = cc.measure_customers(shop_orders, as_of="2025-12-31", customers=members)
cc.profile_table(shop, cc.schemes["activity_five"], "CNY")
# %% tags=["check"]
list_of_five = cc.profile(shop, cc.schemes["activity_five"])
assert list_of_five["customers"].tolist() == [151, 120, 561, 93, 275]
assert round(list_of_five.loc["dormant", "money_per_customer"]) == 3196
of_five = shop.merge(members[["customer_id", "customer_type"]], on="customer_id")
of_five["class"] = cc.schemes["activity_five"].classify(of_five)
middle = of_five.groupby("class")["monetary"].median().round()
assert (middle["dormant"], middle["active"]) == (1629, 1588)
sleeping_firms = of_five[(of_five["class"] == "dormant") & (of_five["customer_type"] == "organisation")]
assert len(sleeping_firms) == 10 and sleeping_firms["monetary"].mean() > 14000

# %% [markdown] lang="zh"
# 93位沉睡客户花过的钱，和活跃客户差不多：中位数是1,629元和1,588元（表里的人均3,196元，是其中10家机构拉高的）。**值得试着叫醒他们**。潜在客户跟进第一单，新客户介绍，活跃客户照常，沉睡客户定期发唤醒活动（不要等到年底才想起来），流失客户先问原因、控制花费。
# %% [markdown] lang="en"
# The 93 dormant customers have spent about as much as the active ones: the medians are 1,629 and 1,588 yuan (the 3,196 a head in the table are pulled up by 10 organisations). **It is worth trying to wake them.** Potential customers: work on the first order. New: introduce. Active: carry on. Dormant: regular wake-up campaigns (not just when the year ends). Lost: ask for the reason and keep an eye on the cost.

# %% [markdown] lang="zh"
# ## 按需求类型：功能性、情感性、社交性
#
# 前面几个角度看“买了多少”，这个角度看**为什么买**。同样一罐茶：图耐泡实用是**功能性需求**，喝了放松、想起家乡是**情感性需求**，待客送礼有面子是**社交性需求**。订单看不出原因，要问。模拟的网店在问卷里请客户给三种需求打分（1到5分），取最高的一种；同分时取排在前面的（功能性、情感性、社交性）。
# %% [markdown] lang="en"
# ## By type of need: functional, emotional, social
#
# The views so far count what was bought; this one asks **why**. The same tin of tea meets a **functional need** (practical, brews many cups), an **emotional need** (to relax, to remember home) or a **social need** (to treat guests, to give). Orders do not show the reason: ask. The simulated shop's survey lets customers score the three needs from 1 to 5; the highest counts, and of equal scores the first in this order.
# %%
answers = cc.load("shop_survey").dropna(subset=["answered_on"])
answers = cc.add_strongest_value(cc.add_strongest_need(answers))
asked = answers.merge(shop, on="customer_id")
cc.profile_table(asked, cc.schemes["need_type"], "CNY")
# %% tags=["check"]
needs = cc.profile(asked, cc.schemes["need_type"])
assert needs["customers"].tolist() == [271, 177, 130] and len(asked) == 578
assert needs["customer_share"].round(2).tolist() == [0.47, 0.31, 0.22]
assert len(members) - len(answers) == 622
kinds_asked = asked.merge(members[["customer_id", "customer_type"]], on="customer_id")
assert (kinds_asked["customer_type"] == "organisation").sum() == 55
scores = answers[["need_functional", "need_emotional", "need_social"]]
assert (scores.eq(scores.max(axis=1), axis=0).sum(axis=1) > 1).sum() == 53

# %% [markdown] lang="zh"
# 1,200位客户里578位回答了（其中55位是机构），622位没有回答：没有回答的客户**没有需求类型**，不要替他们猜。回答了的578位里，有53位的最高分不止一个，是靠排列顺序才进了某一类。
#
# | 需求 | 客户数 | 该说什么、做什么 |
# |---|---|---|
# | 功能性 | 271 | 讲用途、质量、送货时间，少讲故事 |
# | 情感性 | 177 | 讲来历和感受，节日问候 |
# | 社交性 | 130 | 礼盒、拼团、可以晒的包装，请他分享 |
# %% [markdown] lang="en"
# Of 1,200 customers 578 answered (55 of them organisations) and 622 did not: those who did not answer **have no type of need**. Do not guess on their behalf. Of the 578, 53 had more than one highest score and came into a class by the order of the list alone.
#
# | need | customers | what to say and do |
# |---|---|---|
# | functional | 271 | use, quality, delivery time; fewer stories |
# | emotional | 177 | where it comes from, how it feels; greetings at festivals |
# | social | 130 | gift boxes, group offers, packaging worth a photo; ask them to share |

# %% [markdown] lang="zh"
# ## 按人口统计特征：年龄、收入、性别、职业
#
# 年龄、性别、收入、学历、职业、家庭都容易登记，所以用得最多；机构客户还可以记行业、职位。宗教也是人口统计特征，但它是敏感信息（见本节末尾）。先把原始数字**分段**，再看：**这样分，真的分得开花费吗？**
#
# 超市有801户登记了特征（真实数据）。按年龄段看一年的花费：四分之一的家庭低于“下四分位”，一半低于“中位数”，四分之一高于“上四分位”。
# %% [markdown] lang="en"
# ## By demographic traits: age, income, sex, occupation
#
# Age, sex, income, education, occupation and family are easy to record, so they are used most; for organisations there are industry and position. Religion is a demographic trait as well, but a sensitive one (see the end of this section). First put the raw figures into **bands**, then ask: **do these bands really separate the spending?**
#
# The grocer knows the traits of 801 households (real data). Spending in the year by age band: a quarter of the households lie below the lower quartile, half below the median, a quarter above the upper quartile.
# %%
homes = cc.load("grocery_households").merge(grocer, on="customer_id")
spread = homes.groupby("age_band")["monetary"].describe()[["count", "25%", "50%", "75%"]]
titles = {
    "age_band": cc.say(zh="年龄段（岁）", en="age band (years)"),
    "count": cc.say(zh="户数", en="households"),
    "25%": cc.say(zh="下四分位", en="lower quartile"),
    "50%": cc.say(zh="中位数", en="median"),
    "75%": cc.say(zh="上四分位", en="upper quartile"),
}
cc.table(spread, titles, formats={"25%": "USD", "50%": "USD", "75%": "USD"})

# %% [markdown] lang="zh"
# 中位数最高的是35–44岁（3,038美元），最低的是65岁以上（2,089美元）。差949美元，看起来不小。再看35–44岁这**一段之内**差多少：
# %% [markdown] lang="en"
# The highest median is that of age 35–44 (3,038 dollars), the lowest that of 65+ (2,089 dollars): 949 dollars apart, which looks like a lot. Now see how far apart households are **within** the band 35–44:
# %%
band = homes[homes["age_band"] == "35-44"]["monetary"]
cc.show.histogram(
    band, unit="USD", label=cc.say(zh="35–44岁家庭的年花费", en="yearly spending, age 35–44"),
    count_label=cc.say(zh="户数", en="households"),
    cuts={
        cc.say(zh="25%低于", en="25% below"): band.quantile(0.25),
        cc.say(zh="75%低于", en="75% below"): band.quantile(0.75),
    },
    title=cc.say(
        zh="这一段里，中间一半的家庭就相差3,147美元",
        en="The middle half of this band: 3,147 dollars apart",
    ),
)
# %% tags=["check"]
assert len(homes) == 801
assert round(spread.loc["35-44", "50%"]) == 3038 and round(spread.loc["65+", "50%"]) == 2089
assert spread["50%"].idxmax() == "35-44" and spread["50%"].idxmin() == "65+"
assert round(spread.loc["35-44", "50%"] - spread.loc["65+", "50%"]) == 949
assert round(spread.loc["35-44", "25%"]) == 1902 and round(spread.loc["35-44", "75%"]) == 5049
assert round(spread.loc["35-44", "75%"] - spread.loc["35-44", "25%"]) == 3147

# %% [markdown] lang="zh"
# 同是35–44岁，就是中间一半的家庭，也从1,902美元到5,049美元不等，相差3,147美元；而各段的中位数最多只差949美元。再问一句：花钱最多的160户（五分之一）里，有多少户是35–44岁？
# %% [markdown] lang="en"
# Of the age 35–44, the middle half of the households runs from 1,902 to 5,049 dollars, 3,147 dollars apart; the medians of the bands are at most 949 apart. One more question: of the 160 households that spend most (a fifth), how many are aged 35–44?
# %%
best = homes.nlargest(160, "monetary")
print((best["age_band"] == "35-44").sum())
# %% tags=["check"]
assert (best["age_band"] == "35-44").sum() == 54 and len(homes) // 5 == 160
assert (homes["age_band"] == "35-44").sum() == 194 and round(160 * 194 / 801) == 39

# %% [markdown] lang="zh"
# 是54户。801户里有194户是这个年龄段，纯碰运气也会有39户：**年龄有一点用，但用处不大。** 只找这个年龄段，就漏掉106户最好的客户。那么收入呢？第一格把12档收入并成三段（低、中、高），第二格画出中位数，第三格列出四分位。
# %% [markdown] lang="en"
# They are 54. Of the 801 households 194 are in this band, so pure chance would give 39: **age helps a little, but not much.** Aim at this band alone and you miss 106 of your best. And income? The first box puts the 12 income steps into three bands (low, middle, high), the second draws the medians, the third lists the quartiles.
# %%
low = ["Under 15K", "15-24K", "25-34K"]
high = ["150-174K", "175-199K", "200-249K", "250K+"]
income = homes["income_band"]
homes["income"] = "middle"
homes.loc[income.isin(low), "income"] = "low"
homes.loc[income.isin(high), "income"] = "high"
# %%
names = {
    "low": cc.say(zh="不到3.5万美元", en="below 35,000"),
    "middle": cc.say(zh="3.5万至15万美元", en="35,000 to 150,000"),
    "high": cc.say(zh="15万美元以上", en="150,000 or more"),
}
cc.show.bars(
    homes.groupby("income")["monetary"].median(), order=list(names), names=names, unit="USD",
    label=cc.say(zh="年花费的中位数", en="median of yearly spending"),
    title=cc.say(
        zh="收入最高一段的中位数很突出，下面两段相差不多",
        en="The top band's median stands out; the other two are close",
    ),
)
# %%
by_income = homes.groupby("income")["monetary"].describe().loc[list(names)]
by_income = by_income[["count", "25%", "50%", "75%"]]
titles["income"] = cc.say(zh="年收入段", en="income band (dollars)")
cc.table(
    by_income, titles, values={"income": names},
    formats={"25%": "USD", "50%": "USD", "75%": "USD"},
)
# %% tags=["check"]
money = by_income
assert money["50%"].round().to_dict() == {"high": 4793, "low": 2294, "middle": 2687}
assert money["count"].to_dict() == {"high": 57, "low": 212, "middle": 532}
assert round(money.loc["high", "25%"]) == 2593 and round(money.loc["low", "75%"]) == 3480
assert (best["income_band"].isin(high)).sum() == 29 and round(160 * 57 / 801) == 11

# %% [markdown] lang="zh"
# 年收入15万美元以上的57户，中位数4,793美元，明显高于中间一段的2,687美元和最低一段的2,294美元；其中29户在花钱最多的160户里（纯碰运气是11户）。（这里比的是中位数；换成平均数，或者换几个分界点，各段的差距就不一样，练习里会看到。）但就是这样，高收入家庭仍有四分之一花费不到2,593美元，低收入家庭有四分之一超过3,480美元。想知道谁的购买力强，直接看**购买金额**更准；人口统计特征适合用来决定“卖什么、怎么说”。
#
# 还要小心：另外1,668户没有登记特征。比一比两边花费的中位数（先是有特征的，再是没有特征的）：
# %% [markdown] lang="en"
# The 57 households with 150,000 dollars or more have a median of 4,793 dollars, clearly above the 2,687 of the middle band and the 2,294 of the lowest; 29 of them are among the 160 that spend most (pure chance: 11). (These are medians; means, or other cut points, give other distances between the bands, as the exercises show.) Even so, a quarter of the high-income households spend below 2,593 dollars, and a quarter of the low-income ones above 3,480. To find spending power, look at the **monetary value** itself; demographic traits help to decide what to sell and how to say it.
#
# And beware: of 1,668 other households no traits are known. Compare the medians of the two sides (with traits first, without second):
# %%
rest = grocer[~grocer["customer_id"].isin(homes["customer_id"])]
medians = homes["monetary"].median(), rest["monetary"].median()
print(cc.show.money(medians[0], "USD"), cc.show.money(medians[1], "USD"))
# %% tags=["check"]
assert [round(median) for median in medians] == [2635, 711] and len(rest) == 1668

# %% [markdown] lang="zh"
# 2,635美元和711美元：**知道特征的客户，不能代表所有客户。**
# %% [markdown] lang="en"
# 2,635 and 711 dollars: **customers whose traits are known do not stand for all customers.**

# %% [markdown] lang="zh"
# ### 性别和职业：只有模拟数据
#
# 超市没有记性别和职业，换成**模拟的网店**，只看买过东西的个人和家庭。先把出生年变成年龄，再分成少年（不满18岁）、青年（18–44岁）、中年（45–59岁）、老年（60岁及以上）：
# %% [markdown] lang="en"
# ### Sex and occupation: simulated data only
#
# The grocer recorded neither, so turn to the **simulated shop**, to persons and households that have bought. Turn the birth year into an age, then into bands: teenager (below 18), young (18–44), middle-aged (45–59), senior (60 and over).
# %%
traits = cc.add_age(members, year=2025).merge(shop, on="customer_id")
private = traits[(traits["customer_type"] != "organisation") & (traits["frequency"] > 0)]
cc.profile_table(private, cc.schemes["age_band"], "CNY")

# %% [markdown] lang="zh"
# 再比客单价的中位数。打印：女、男；学生、职员；最后是18–44岁的学生、18–44岁的职员（单位都是元）。
# %% [markdown] lang="en"
# Now the medians of the average order value. Printed: women, men; students, employees; and last, students of 18–44, employees of 18–44 (all in yuan).
# %%
young = private[private["age"].between(18, 44)]
by_sex = private.groupby("sex")["average_order"].median().round().astype(int)
by_job = private.groupby("occupation")["average_order"].median().round().astype(int)
young_job = young.groupby("occupation")["average_order"].median().round().astype(int)
print(by_sex["female"], by_sex["male"], by_job["student"], by_job["employee"])
print(young_job["student"], young_job["employee"])
# %% tags=["check"]
assert len(private) == 948
assert by_sex.tolist() == [115, 118]
assert (by_job["student"], by_job["employee"]) == (90, 130)
assert (young_job["student"], young_job["employee"]) == (111, 117)

# %% [markdown] lang="zh"
# - **性别**：115元和118元。这份模拟数据里没有放进性别的效应，3元的差别只是偶然。在这份数据里，按性别分，等于没分。
# - **职业**：学生90元、职员130元，好像差得多。可是同样在18–44岁，就只剩111元和117元：差别主要来自**年龄**（放进去的效应：不满18岁 × 0.60，35–59岁 × 1.20）；职业本身的效应放得很小（学生 × 0.95）。一个特征常常借着另一个特征说话。
#
# 有的方案还记宗教、健康这类信息。它们是**敏感信息**：没有明确的用处和客户的单独同意就不要收。不满14岁的孩子，个人信息一律算敏感信息。怎样保护见下一课（概念1.16）。
# %% [markdown] lang="en"
# - **Sex**: 115 and 118 yuan. No effect of sex was put into these simulated data; the 3 yuan are due to chance. In these data classifying by sex is like not classifying.
# - **Occupation**: 90 yuan for students and 130 for employees look far apart. But at the same age of 18–44 it is 111 and 117: most of the difference comes from **age** (effect put in: × 0.60 below 18, × 1.20 at 35–59); the effect put in for the occupation itself is small (× 0.95 for students). One trait often speaks for another.
#
# Some schemes also record religion or health. Such data are **sensitive**: do not collect them without a clear use and the customer's separate consent. All personal data of children under 14 count as sensitive. How to protect data is in the next lesson (concept 1.16).

# %% [markdown] lang="zh"
# ## 按心理特征：兴趣、价值观、生活方式、个性
#
# 年龄一样、收入一样的两个人，一个挑环保包装，一个只看价格。**心理特征**要用几道短题打分，再归成生活方式群。模拟的网店问了四句“下面这一点对您有多重要？”（1到5分）：环保、品质、实惠、新鲜感。最高分定群；同分时取排在前面的。兴趣和个性也可以这样问。
# %% [markdown] lang="en"
# ## By psychographic traits: interests, values, lifestyle, personality
#
# Two people of the same age and income: one looks for green packaging, the other at the price only. **Psychographic traits** are scored with a few short questions and turned into lifestyle groups. The simulated shop asked four times “how important is this to you?” (1 to 5): the environment, quality, price, novelty. The highest score decides; of equal ones the first in this order. Interests and personality can be asked in the same way.
# %%
cc.profile_table(asked, cc.schemes["lifestyle"], "CNY")
# %% tags=["check"]
life = cc.profile(asked, cc.schemes["lifestyle"])
assert life["customers"].tolist() == [156, 169, 176, 77]
assert life["money_per_customer"].round().tolist() == [2120, 2446, 2281, 2051]
assert life["money_per_customer"].max() / life["money_per_customer"].min() < 1.2

# %% [markdown] lang="zh"
# 四群的人均花费最多相差不到20%（2,051元到2,446元）：生活方式不告诉您**谁更值钱**，它告诉您**对谁说什么**。
#
# | 群体 | 客户数 | 该说什么 |
# |---|---|---|
# | 环保型 | 156 | 可回收包装、产地、空罐回收 |
# | 品质型 | 169 | 等级、工艺、检测报告 |
# | 实惠型 | 176 | 大包装、单价、满减 |
# | 尝新型 | 77 | 新口味先尝、限量 |
#
# 同分的有多少？下面数出每位客户有几个最高分，再数不止一个的有几位。
# %% [markdown] lang="en"
# What the four groups spend a head is no more than 20% apart (2,051 to 2,446 yuan): lifestyle does not say **who is worth more**, it says **what to tell whom**.
#
# | group | customers | what to say |
# |---|---|---|
# | eco-minded | 156 | recyclable packaging, origin, return of empty tins |
# | quality-minded | 169 | grade, craft, test reports |
# | price-minded | 176 | large packs, price per unit, spend-and-save |
# | novelty-minded | 77 | new flavours first, limited editions |
#
# And how many had equal scores? Count each customer's highest scores, then the customers with two or more.
# %%
values = answers[["eco", "quality", "price", "novelty"]]
highest = values.eq(values.max(axis=1), axis=0).sum(axis=1)
print((highest > 1).sum())
# %% tags=["check"]
assert (highest > 1).sum() == 151 and len(highest) == 578

# %% [markdown] lang="zh"
# 578位客户里有151位，是靠排列顺序才进了某一群。四道题太少：真要用，就加题，或者允许“混合型”。
# %% [markdown] lang="en"
# 151 of the 578 customers came into a group by the order of the list alone. Four questions are too few: to use this in earnest, ask more, or allow a mixed group.

# %% [markdown] lang="zh"
# ## 按需求倾向：看价格、看服务、看功能
#
# 没有问卷，也能从**做法**看出需求倾向。在模拟的网店里：
#
# - **价格敏感客户**：拿到的优惠占原价10%及以上；
# - **追求服务品质客户**：不到10%，每单找客服次数在0.5及以上；
# - **功能需求客户**：两样都不到，东西合用就行。
#
# `cc.add_habits` 从订单算出这两个指标。再加上2025年给每位客户的优惠，看优惠给了谁。
# %% [markdown] lang="en"
# ## By tendency of need: price, service, function
#
# Without a survey, the tendency of need shows in **what customers do**. In the simulated shop:
#
# - **price-sensitive customer**: discounts of 10% of the list price or more;
# - **service-seeking customer**: below 10%, and 0.5 service contacts per order or more;
# - **function-seeking customer**: below both; the thing should do its job.
#
# `cc.add_habits` works out these two measures from the orders. Add the discount given to each customer in 2025 and see who got it.
# %%
last_year = sales[sales["order_date"] >= "2025-01-01"].groupby("customer_id")
buyers = cc.add_habits(shop[shop["frequency"] > 0], shop_orders)
buyers["discount"] = buyers["customer_id"].map(last_year["discount"].sum()).fillna(0)
tendency = cc.schemes["need_tendency"]
given = cc.profile(buyers, tendency, money="discount")[["customers", "money", "money_share"]]
# %%
cc.table(
    given, values={"class": tendency.labels}, formats={"money": "CNY", "money_share": "%"},
    titles={
        "money": cc.say(zh="2025年的优惠", en="discount in 2025"),
        "money_share": cc.say(zh="占全部优惠", en="share of all discounts"),
    },
)
# %% tags=["check"]
assert given["customers"].tolist() == [329, 226, 494]
assert given["money"].round().tolist() == [85870, 7437, 16959]
assert round(given["money"].iloc[1:].sum()) == 24396

# %% [markdown] lang="zh"
# 2025年，追求服务和看功能的720位客户拿到7,437 + 16,959 = **24,396元**优惠。他们需要吗？看他们当年的订单：不打折的占几成？如果照这样买、却“全店九折”，光给他们的优惠要多少钱？
# %% [markdown] lang="en"
# In 2025 the 720 service-seeking and function-seeking customers got 7,437 + 16,959 = **24,396 yuan** of discounts. Did they need them? Look at their orders of that year: how many had no discount? And with “10% off everything” and the same orders, what would the discount to them alone cost?
# %%
others = buyers[tendency.classify(buyers) != "price_sensitive"]["customer_id"]
theirs = sales[sales["customer_id"].isin(others) & (sales["order_date"] >= "2025-01-01")]
full_price, ten_percent = theirs["discount"] == 0, theirs["list_amount"].sum() * 0.1
print(cc.show.percent(full_price.mean(), 0), cc.show.money(ten_percent))
# %% tags=["check"]
assert round(full_price.mean(), 2) == 0.71 and round(ten_percent) == 101901

# %% [markdown] lang="zh"
# 71%的订单没有任何优惠。可是按我们的规则，他们本来就是优惠少的客户，所以这只说明他们的订单多半没有优惠；另外那些订单要是没有优惠还会不会下，只有**对照组**能回答：留一组客户不给优惠，再比订单（第2章）。清楚的是花费：“全店九折”会把给他们的优惠从24,396元抬到**101,901元**。
#
# | 需求倾向 | 该怎么对待 |
# |---|---|
# | 价格敏感 | 优惠给他，但限时、限品类 |
# | 追求服务 | 钱花在人上：专人客服、先响应、好包装 |
# | 功能需求 | 参数写清楚，到货准时，买完不打扰 |
# %% [markdown] lang="en"
# 71% of their orders had no discount. But by our rule they are those with few discounts, so this only shows that most of their orders came without one; whether they needed the rest only a **control group** can tell: keep some customers without a discount and compare the orders (chapter 2). What is clear is the cost: “10% off everything” would raise the discount to them from 24,396 to **101,901 yuan**.
#
# | tendency of need | what it calls for |
# |---|---|
# | price-sensitive | give the discount, limited in time and goods |
# | service-seeking | spend on people: a personal contact, quick answers, good packing |
# | function-seeking | clear specifications, delivery on time, no follow-up noise |

# %% [markdown] lang="zh"
# ## 按规模、主体、所在地
#
# 最后一个角度最简单，它有三个部分：买得多还是少（**规模**），是个人、家庭还是机构（**主体**），在本地还是外地（**所在地**）。模拟的网店1,200位客户，先看主体：
# %% [markdown] lang="en"
# ## By size, kind and place
#
# The last view is the simplest and has three parts: how much they buy (**size**), whether they are a person, a household or an organisation (**kind**), whether they live nearby (**place**). The simulated shop has 1,200 customers; first the kind:
# %%
cc.profile_table(traits, cc.schemes["customer_kind"], "CNY")

# %% [markdown] lang="zh"
# 机构只占10%，却带来41%的金额（机构的单子大，是放进去的效应）。要是所有客户用同一条规模线，5,000元及以上算大客户，会怎样？打印：大客户有几位，其中几位是机构。
# %% [markdown] lang="en"
# Organisations are 10% of the customers and 41% of the money (large orders by organisations are an effect put in). What if everyone is measured by one line for size, large from 5,000 yuan? Printed: how many are large, and how many of these are organisations.
# %%
big = traits[traits["monetary"] >= 5000]
print(len(big), (big["customer_type"] == "organisation").sum())
# %% tags=["check"]
kind = cc.profile(traits, cc.schemes["customer_kind"])
assert kind["customers"].tolist() == [965, 115, 120]
assert kind["money_share"].round(2).tolist() == [0.5, 0.09, 0.41]
assert (len(big), (big["customer_type"] == "organisation").sum()) == (103, 67)

# %% [markdown] lang="zh"
# 103位大客户里67位是机构：最好的个人和家庭被淹没了，机构之间又分不出高下。所以**个人和机构各用一套方案**，分界点各定各的：个人和家庭1,000元、3,000元，机构5,000元、20,000元。
# %% [markdown] lang="en"
# 67 of the 103 large customers are organisations: the best persons and households are lost among them, and the organisations cannot be told apart. So **persons and organisations get a scheme each**, with their own cut points: 1,000 and 3,000 yuan for persons and households, 5,000 and 20,000 for organisations.
# %%
from custclass.classify.catalogue import size_tier

organisation = traits["customer_type"] == "organisation"
cc.profile_table(traits[~organisation], size_tier(medium=1000, large=3000), "CNY")
# %%
cc.profile_table(traits[organisation], size_tier(medium=5000, large=20000), "CNY")
# %% tags=["check"]
private_size = cc.profile(traits[~organisation], size_tier(medium=1000, large=3000))
firm_size = cc.profile(traits[organisation], size_tier(medium=5000, large=20000))
assert private_size["customers"].tolist() == [106, 372, 602]
assert private_size["money_share"].round(2).iloc[0] == 0.39
assert firm_size["customers"].tolist() == [12, 55, 53]
assert firm_size["money_share"].round(2).iloc[0] == 0.36

# %% [markdown] lang="zh"
# 现在两边都有了自己的大客户：106位个人和家庭（10%的客户，39%的金额），12家机构（10%的家数，36%的金额）。机构要合同、发票、账期和专人；家庭要大包装；个人要方便。
#
# **所在地**决定怎么送、能不能见面。先看本地和外地各有多少客户、花了多少钱，再看本地客户有几成订单在门店下。
# %% [markdown] lang="en"
# Now each side has its own large customers: 106 persons and households (10% of them, 39% of their money) and 12 organisations (10% of them, 36% of their money). Organisations want a contract, an invoice, payment terms and a person in charge; households want large packs; persons want convenience.
#
# **Place** decides how to deliver and whether you can meet. See how many are local and how much they spend, then which share of the local customers' orders is placed in the store.
# %%
cc.profile_table(traits, cc.schemes["locality"], "CNY")
# %%
local = members[members["is_local"]]["customer_id"]
in_store = sales[sales["customer_id"].isin(local)]["channel"] == "store"
print(cc.show.percent(in_store.mean(), 0))
# %% tags=["check"]
assert cc.profile(traits, cc.schemes["locality"])["customers"].tolist() == [375, 825]
assert round(in_store.mean(), 2) == 0.34
assert not (sales[~sales["customer_id"].isin(local)]["channel"] == "store").any()

# %% [markdown] lang="zh"
# 375位本地客户34%的订单在门店下，外地客户一单也没有（模拟数据里，只有本地人到店）。本地：请来试喝，当天送到；外地：讲清包邮和时效。
# %% [markdown] lang="en"
# The 375 local customers place 34% of their orders in the store, the others none (in the simulated data only locals come to the store). Locals: invite them to a tasting, deliver the same day. The others: free shipping, and say when it arrives.

# %% [markdown] lang="zh"
# ## 回到店长的名单
#
# 30天的名单有407户、4,070美元。按各家自己的节奏：
#
# - **划掉129户**：他们还在节奏里，省下1,290美元；
# - **添上170户**：他们沉默的时间相当于自己的2个间隔以上，一年花429,733美元。先打个电话或发条提醒，不花券；
# - 名单上其余的人也不必人人一张券：先按生命周期和价值挑值得的，再看他是价格敏感，还是要服务。
#
# 角度没有对错，只有**适不适合眼前的决定**：
#
# | 要决定的事 | 用哪个角度 |
# |---|---|
# | 谁要挽回、谁要唤醒 | 活跃度、生命周期、客户关系 |
# | 优惠给谁 | 需求倾向 |
# | 说什么话、推什么货 | 需求类型、心理特征、人口统计特征、行为的三个面 |
# | 谁去服务、怎么送 | 规模、主体、所在地、渠道 |
# %% [markdown] lang="en"
# ## Back to the manager's list
#
# The 30-day list has 407 households and costs 4,070 dollars. By each household's own rhythm:
#
# - **strike off 129**: they are within their rhythm; this saves 1,290 dollars;
# - **add 170**: silent for 2 gaps or more, spending 429,733 dollars a year. Call or remind them first, without a coupon;
# - the others on the list need not all get a coupon either: choose those worth it by lifecycle and value, then see whether they look for price or for service.
#
# No view is right or wrong; it **suits the decision at hand** or does not:
#
# | decision | view |
# |---|---|
# | whom to win back, whom to wake | activity, lifecycle, relationship |
# | who gets a discount | tendency of need |
# | what to say and to show | type of need, psychographic and demographic traits, the three faces of behaviour |
# | who serves them, how to deliver | size, kind, place, channel |

# %% [markdown] lang="zh"
# ## 要记住的
#
# - 购买、浏览、互动是行为的三个面；没有订单，不等于没有兴趣。
# - 沉默要拿客户自己的购买间隔来量，不用统一的天数；没有间隔的人先分潜在和新客户。
# - 一种分法有没有用，看各类之间差多少、每类之内又差多少；好登记的特征不一定分得开。
# - 需求要么问（没回答的不要猜），要么从做法看；优惠只给真正需要优惠的人。
# - 个人和机构各用一套方案。
# %% [markdown] lang="en"
# ## To remember
#
# - Purchase, browsing and interaction are three faces of behaviour; no order does not mean no interest.
# - Measure silence in the customer's own buying gaps, not in days that are the same for all; those without a gap are first sorted into potential and new.
# - To see whether a classification helps, compare the difference between classes with the spread within; traits that are easy to record need not separate anything.
# - Needs are asked (do not guess on behalf of those who did not answer) or read from what people do; give discounts to those who really need them.
# - Persons and organisations get a scheme each.
