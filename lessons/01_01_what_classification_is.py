# %% [markdown] lang="zh"
# ## 一个来自店里的问题
#
# 一家超市想谢谢老客户：每户送一张5美元的券。账本上有2,469户，人人有份要花12,345美元。
# 店长问：**这笔钱花得值吗？该送给谁？**
#
# 这一课用这家超市的真实订单来看：钱现在花在了谁身上，该先照顾谁。您不需要会编程：每个灰色方框里都是写好的代码，
# 点一下方框，按 **Shift + Enter**（按住 Shift 再按回车），结果就出现在下面。请从上到下依次运行，最上面的那一格也要运行。
# %% [markdown] lang="en"
# ## A question from the shop floor
#
# A grocer wants to thank the customers: a coupon worth 5 US dollars for every household. There are 2,469 of them, so it
# costs 12,345 dollars. The manager asks: **is this money well spent, and who should get it?**
#
# This lesson uses the grocer's real orders to see who gets the money today, and who should come first. You need not know how to program: each grey box holds finished code.
# Click into a box and press **Shift + Enter** (hold Shift, press Enter); the result appears below it. Run the boxes from top to bottom, the very first one included.

# %% [markdown] lang="zh"
# ## 从订单到客户
#
# 下面的代码做两件事：第一行打开订单表，给它起名 `orders`；第二行显示前5行。每一行是一单，也就是一张小票（同一户一天也可能有几张）。
# 金额的单位是美元，日期由公布数据的人平移到了2017年。
# %% [markdown] lang="en"
# ## From orders to customers
#
# The code below does two things: the first line opens the order book and calls it `orders`; the second shows its first
# 5 rows. Each row is one order, that is one receipt (a household may have several on a day). Amounts are in US dollars; those who
# published the orders moved all dates to 2017.
# %%
orders = cc.load("grocery_orders")
cc.table(orders[["order_id", "customer_id", "order_date", "amount"]], rows=5)

# %% [markdown] lang="zh"
# 要给客户分类，先要让每位客户只占一行。`cc.measure_customers` 替您数好：最近一次购买到统计截止日隔了几天、
# 下了几单、一共花了多少钱。统计截止日（`as_of`）由您来定，这里是2017年的最后一天：在它之后的订单一律不算，因为站在那一天还不知道。
#
# 表头里的三个数叫**指标**，每位客户各有一个：最近一次购买间隔（隔了几天）、购买频率（下了几单）、购买金额（一共花了多少）。
# %% [markdown] lang="en"
# To classify customers, each one must have a single row. `cc.measure_customers` does the counting: how many days lie
# between the last order and the as-of date, how many orders there are, how much was spent in all. You choose the as-of date
# (`as_of`), here the last day of 2017: orders after that day are left out, because on that day nobody could know them.
#
# The three figures are called **measures**, one each per customer: recency (days since the last order), frequency (number of orders) and monetary value (money spent in all).
# %%
customers = cc.measure_customers(orders, as_of="2017-12-31")
cc.table(customers[["customer_id", "recency_days", "frequency", "monetary"]], rows=5)

# %% [markdown] lang="zh"
# ## 客户不一样，花的钱也不一样
#
# 把客户按购买金额从多到少排队，切成人数相同的十份。每一份带来多少销售额？
#
# - 第1行：从多到少排队；
# - 第2行：给每位客户写上属于第几份（1是花钱最多的一份）；
# - 第3行：每一份的金额，占全部金额的几成；
# - 其余几行：画成图，横轴上的1到10就是第几份。
# %% [markdown] lang="en"
# ## Customers differ, and so does what they spend
#
# Line up the customers from the biggest spender to the smallest and cut the line into ten equal parts. How much of the sales does
# each part bring?
#
# - line 1: line them up;
# - line 2: write down each customer's part (1 is the tenth that spends most);
# - line 3: the money of each part as a share of all money;
# - the rest: draw it; the numbers 1 to 10 below the bars are the tenths.
# %%
ranked = customers.sort_values("monetary", ascending=False).reset_index(drop=True)
tenth = ranked.index * 10 // len(ranked) + 1
share = ranked["monetary"].groupby(tenth).sum() / ranked["monetary"].sum()
cc.show.bars(
    share, unit="%", highlight=[1, 2], label=cc.say(zh="占全部销售额", en="share of all sales"),
    title=cc.say(
        zh="花钱最多的两成家庭带来一半以上的销售额",
        en="The two tenths that spend most bring over half of the sales",
    ),
)
# %% tags=["check"]
assert len(customers) == 2469 and 2469 * 5 == 12345
assert round(share.iloc[:2].sum(), 2) == 0.55
assert round(share.iloc[7:].sum(), 3) == 0.044
top = ranked["monetary"].head(2469 // 5).sum() / ranked["monetary"].sum()
assert round(top, 3) == 0.545

# %% [markdown] lang="zh"
# 前两份加起来约占55%，最后三份加起来只占4.4%。客户分类的理由就是这两条：**需求各不相同**，**资源却有限**。
# 第一条早在1956年就由温德尔·史密斯（Wendell R. Smith）讲明白了：一个市场由需求不同的几部分组成，企业应当分别对待
# （“Product Differentiation and Market Segmentation as Alternative Marketing Strategies”，*Journal of Marketing* 21卷1期，1956，3–8页）。第二条，看看店长手里的预算就知道。
#
# 分类可以看两样东西：客户**是什么样的人**（年龄、家庭、所在城市），客户**怎么做**（买多少、多久来一次、对活动有没有反应）。这一课看的是怎么做。
# %% [markdown] lang="en"
# The first two tenths bring about 55% of the sales, the last three together 4.4%. Customers are classified for two reasons: **demand differs**, and **resources are limited**.
# The first was made clear by Wendell R. Smith as early as 1956: a market consists of parts whose demand differs, and a firm should treat them differently
# (“Product Differentiation and Market Segmentation as Alternative Marketing Strategies”, *Journal of Marketing* 21(1), 1956, pp. 3–8). For the second, look at the manager's budget.
#
# A class can rest on two things: what customers **are like** (age, family, city) and how they **respond** (how much they buy, how often they come, whether they take up an offer). This lesson looks at how they respond.

# %% [markdown] lang="zh"
# ### 人人一张券，花了多少冤枉钱？
#
# 先看一年花费不到400美元的家庭：有多少户？拿走多少券钱？带来几成销售额？（下面依次是这三个数）
# %% [markdown] lang="en"
# ### One coupon for all: what does it cost?
#
# Look at the households that spent less than 400 dollars in the year: how many are they, how much coupon money do they get, and what share of the sales do they bring? (The three figures below, in this order.)
# %%
small = customers[customers["monetary"] < 400]
coupon_money = len(small) * 5
sales_share = small["monetary"].sum() / customers["monetary"].sum()
print(len(small), cc.show.money(coupon_money, "USD"), cc.show.percent(sales_share))
# %% tags=["check"]
assert len(small) == 532 and coupon_money == 2660
assert round(sales_share, 3) == 0.022 and round(len(small) / len(customers), 3) == 0.215

# %% [markdown] lang="zh"
# 532户（占21.5%）拿走2,660美元的券，却只带来2.2%的销售额。而花钱最多的家庭每户也只得到同样的5美元。
# 不是说小客户不重要：问题是**一种办法对所有人**，谁最需要照顾，这5美元完全不管。
# %% [markdown] lang="en"
# 532 households (21.5%) get 2,660 dollars of coupons and bring 2.2% of the sales, while the biggest spenders get the same 5
# dollars each. Small customers are not unimportant; the trouble is **one treatment for all**: the 5 dollars do not ask who needs attention most.

# %% [markdown] lang="zh"
# ## 分类是什么，为了什么
#
# **客户分类**，就是按写清楚的规则，把客户放进有名字的类别里，好让每一类得到合适的对待。它有五个目的：
#
# | 目的 | 在这家超市里 |
# |---|---|
# | 分配资源 | 专属客服先照顾谁 |
# | 提高营销效率 | 券送给谁、不送给谁 |
# | 提高客户满意度 | 常来的家庭要快，偶尔来的要指引 |
# | 指导产品开发 | 哪一类家庭缺什么商品 |
# | 跟上市场变化 | 低频的家庭是不是变多了 |
#
# 您还会听到客户细分、客户分层、客户区分，中文书里常常混用。本课程自己约定：
#
# - **客户分类**：规则事先知道（“一年52单及以上是高频”）；
# - **客户细分**：先不知道有哪几群人，群体是从数据里找出来的（第3章会做）。
# %% [markdown] lang="en"
# ## What classification is, and what it is for
#
# **Customer classification** puts customers into named classes by rules that are written down, so that each class can get what suits it. It has five purposes:
#
# | purpose | at this grocer |
# |---|---|
# | allocate resources | whom the service desk looks after first |
# | raise marketing efficiency | who gets the coupon and who does not |
# | raise customer satisfaction | frequent shoppers want speed, rare ones want guidance |
# | steer product development | which class of household cannot find which goods |
# | follow market change | are there more low-frequency households than before? |
#
# You will also hear of customer segmentation and customer tiering; books mix the words. This course has a convention of its own:
#
# - **customer classification**: the rules are known beforehand (“52 orders a year and more is high frequency”);
# - **customer segmentation**: the groups are not known; they are found in the data (chapter 3 does that).

# %% [markdown] lang="zh"
# ## 按购买行为：高频、中频、低频、潜在
#
# 第一个分类方案只看一个指标：一年下了几单。平均每周一单及以上的是**高频购买者**（52单及以上），平均每月一单及以上的是**中频购买者**（12到51单），
# 再少的是**低频购买者**（1到11单），还没有下过单的是**潜在购买者**。两个分界点 12 和 52 写在括号里，您可以改一改试试（试完请改回来，后面的数字才对得上）。
# %% [markdown] lang="en"
# ## By purchase behaviour: high, medium, low frequency, potential
#
# The first classification scheme looks at one measure: the orders of a year. Customers with one order a week on average are **high-frequency buyers** (52 orders and
# more), those with at least one a month **medium-frequency buyers** (12 to 51), those with fewer **low-frequency buyers** (1 to 11), and those who have not ordered yet **potential buyers**. The two cut points, 12 and 52, stand in the brackets; you may try others (set them back afterwards, or the figures below will not fit).
# %%
from custclass.classify.catalogue import purchase_frequency

scheme = purchase_frequency(medium=12, high=52)
scheme

# %% [markdown] lang="zh"
# 规则从上往下看，**先符合的先算**：一位客户只属于一个类别。
# %% [markdown] lang="en"
# The rules are read from top to bottom and **the first that fits counts**: a customer belongs to one class only.

# %% [markdown] lang="zh"
# 分类方案会做两件事：`classify` 给每位客户定类别，`explain` 说出为什么。先看一位客户。
# %% [markdown] lang="en"
# A scheme does two things: `classify` gives each customer a class, and `explain` says why. Take one customer first.
# %%
one = customers.loc[customers["customer_id"] == "G0001"].iloc[0]
scheme.explain(one)

# %% [markdown] lang="zh"
# 再把全部客户分好：第一行给每户一个类别；第二行按类别把客户归到一起（`groupby`），再把每一类的购买金额加起来（`.sum()`）。
# %% [markdown] lang="en"
# Now classify all customers: the first line gives each household a class; the second puts the customers of a class together (`groupby`) and adds up their money (`.sum()`).
# %%
classes = scheme.classify(customers)
customers.groupby(classes)["monetary"].sum()

# %% [markdown] lang="zh"
# 还想知道人数和占比，用 `cc.profile_table`，它把这些数排成一张表，`"USD"` 说明金额是美元。
# %% [markdown] lang="en"
# To see how many people each class holds and their shares as well, `cc.profile_table` lays all figures out in a table; `"USD"` says that the money is in US dollars.
# %%
cc.profile_table(customers, scheme, "USD")
# %% [markdown] lang="zh"
# 同样的数，画成图更清楚：左边是人数占比，右边是金额占比。
# %% [markdown] lang="en"
# The same figures are easier to see as a picture: the share of customers beside the share of money.
# %%
cc.profile_picture(
    customers, scheme,
    cc.say(
        zh="高频家庭占42.9%，带来75.5%的销售额",
        en="High-frequency households: 42.9% of customers, 75.5% of sales",
    ),
)
# %% tags=["check"]
classes = cc.profile(customers, scheme)
assert classes["customer_share"].round(3).tolist()[0] == 0.429 and classes["money_share"].round(3).tolist()[0] == 0.755
assert classes["customers"].tolist() == [1059, 1065, 345, 0]
assert classes["money_per_customer"].round(0).tolist()[:3] == [3275, 999, 186]

# %% [markdown] lang="zh"
# 高频家庭1,059户，占42.9%，带来75.5%的销售额，平均每户3,275美元；低频家庭平均每户只有186美元。潜在购买者是0：
# 这家超市的订单表里只有下过单的人。没下过单的人，要到别的名单里去找，比如网店的注册用户。
# 下一格用的是**模拟的网店**（数据由程序生成，金额是元），里面有注册了却从没下单的人。
# 网店的人来得少，分界点也要改小：2024、2025两年里一共4单起是中频，12单起是高频。
# %% [markdown] lang="en"
# The 1,059 high-frequency households are 42.9% of all and bring 75.5% of the sales, 3,275 dollars each on average; a low-frequency household brings 186. There
# are no potential buyers: this order book knows only people who have ordered. Look for the others in other lists, such as the registered users of
# an online shop. The next box uses a **simulated shop** (made by a program; amounts in yuan) where some registered and never ordered. People come less
# often there, so the cut points are lower: medium from 4 orders in the two years 2024 and 2025, high from 12.
# %%
shop_customers = cc.load("shop_customers")
shop = cc.measure_customers(cc.load("shop_orders"), as_of="2025-12-31", customers=shop_customers)
cc.profile_table(shop, purchase_frequency(medium=4, high=12), "CNY")
# %% tags=["check"]
assert cc.profile(shop, purchase_frequency(medium=4, high=12)).loc["potential_buyer", "customers"] == 151
twelve = shop.loc[shop["frequency"] == 12, "monetary"]
assert len(twelve) == 34 and round(twelve.min()) == 408 and round(twelve.max()) == 12013

# %% [markdown] lang="zh"
# 151位潜在购买者一分钱还没有花。注意“潜在”这个词有四种意思，听到时先问清楚：
#
# - 还没有买过（这里用的就是这种）；
# - 有明确的意向（要了报价、放进了购物车）；
# - 买得少，容易被别家拉走；
# - 用最近一次购买间隔、购买频率和购买金额（合称RFM模型，第3章）分出来的一个群体。
#
# 订单数只是一个角度。这家模拟网店里正好12单的有34人，花得最少的一共408元，最多的12,013元。所以后面还要加上金额；买什么、喜欢什么（偏好）也值得看。
# %% [markdown] lang="en"
# The 151 potential buyers have not spent anything yet. Mind the word “potential”: it has four meanings, so ask which one is meant:
#
# - has not bought yet (the one used here);
# - has a clear intention (asked for a quote, filled a cart);
# - buys little and is easily lured away;
# - a group found by recency, frequency and monetary value together (the RFM model, chapter 3).
#
# The number of orders is one view only. In this simulated shop 34 customers have exactly 12 orders; the smallest spender among them paid 408 yuan in all, the biggest 12,013. So money is added later; what they buy and like (preference) counts as well.

# %% [markdown] lang="zh"
# ### 动手：移动分界点
#
# 分界点没有“标准答案”。运行下面的代码，拖动滑块（或按键盘上的左右键），看高频购买者的人数和金额怎么变。
# 前几行告诉电脑“滑块在某个位置时画什么”，不必看懂。
# %% [markdown] lang="en"
# ### Your turn: move the cut point
#
# No cut point is “the right one”. Run the code below and move the slider (or press the left and right arrow keys) to see how the number and the money of
# high-frequency buyers change. The first lines tell the computer what to draw for a position of the slider; you need not understand them.
# %%
def draw(high):
    n = int((customers["frequency"] >= high).sum())
    title = cc.say(zh="高频从{h:.0f}单起：{n}户", en="High frequency from {h:.0f} orders: {n} households")
    return cc.profile_picture(customers, purchase_frequency(12, int(high)), title.format(h=high, n=n))


cc.knob(draw, high=(cc.say(zh="高频从几单起", en="high frequency from (orders)"), 15, 200, 1, 52))

# %% [markdown] lang="zh"
# ## 按购买历史：新客户、常客、忠实客户
#
# 第二个方案看**什么时候第一次来、又来过几次**。超市的订单表只有一年，看不出谁是新来的，所以换一家真实的店：唱片店CDNOW，
# 1997年第一季度来的23,570位客户。站在1997年4月30日这一天看：
#
# - **新客户**：首单在90天以内，还没有再买过；
# - **忠实客户**：再次购买5次及以上（只看购买历史；下一节的“忠诚客户”还要看推荐意愿，不是一回事）；
# - **常客**：其余的人。
#
# 再次购买的次数 = 订单数 − 1，因为第一单不是“再次”。
# %% [markdown] lang="en"
# ## By purchase history: new, regular, loyal
#
# The second scheme asks **when someone first came and how often they came again**. The grocer's order book covers one year only and cannot show who is new, so take another real
# shop: CDNOW, a music shop, with the 23,570 customers who came in the first quarter of 1997. Seen from 30 April 1997:
#
# - **new customer**: first order at most 90 days ago and no repeat order;
# - **loyal customer**: 5 repeat orders or more (by history alone; the loyal customer of the next section must be willing to recommend as well);
# - **regular customer**: everyone else.
#
# Repeat orders = orders − 1, because the first order is no repeat.
# %%
music = cc.measure_customers(cc.load("cdnow_orders"), as_of="1997-04-30")
cc.profile_table(music, cc.schemes["purchase_history"], "USD")
# %% tags=["check"]
history = cc.profile(music, cc.schemes["purchase_history"])
assert len(music) == 23570
assert history["customers"].tolist() == [12063, 11172, 335]
assert history["customer_share"].round(3).tolist() == [0.512, 0.474, 0.014]
assert round(history.loc["loyal", "money_share"], 2) == 0.10
regular = cc.schemes["purchase_history"].classify(music) == "regular"
assert (regular & (music["frequency"] == 1)).sum() == 4939

# %% [markdown] lang="zh"
# 一半以上（51.2%）是新客户，只有335位（1.4%）再次购买了5次及以上，可这335位带来了10%的金额。常客里有4,939位其实只买过一次，
# 只是首单已经过了90天：叫“常客”，却要当心他们不再来。对新客户要做的是促成第二单，对这335位要做的是留住。
# %% [markdown] lang="en"
# More than half (51.2%) are new customers. Only 335 (1.4%) have 5 repeat orders or more, yet these 335 bring 10% of the money. Of the regular customers, 4,939 have bought only once, more than 90
# days ago: regular in name, and in danger of not coming back. With a new customer the task is to bring about the second order; with these 335 it is to keep them.

# %% [markdown] lang="zh"
# ## 按忠诚度：忠诚、一般、易流失
#
# 常来，就一定忠诚吗？可能只是因为附近没有别的店。**忠诚度**要同时看两样：
#
# - **重复购买率**：再次购买的订单数 ÷ 全部订单数。比如5单里有4单是再次购买，就是80%，表里写作0.8；
# - **推荐意愿**：“您有多大可能把我们推荐给朋友？”0到10分。
#
# 两样都高（不低于80%，并且9分及以上）是忠诚客户；有一样低（低于50%，也就是只买过一次；或者低于7分）是易流失客户；其余是一般客户。
# 两家真实的店我们都没有问卷，所以这里用**模拟的网店**，只看买过东西、又回答了问卷的504人。
# %% [markdown] lang="en"
# ## By loyalty: loyal, ordinary, at risk of leaving
#
# Is a frequent customer loyal? Perhaps there is just no other shop nearby. **Loyalty** looks at two things together:
#
# - the **repeat-purchase rate**: repeat orders ÷ all orders. With 5 orders, 4 of them repeats, it is 80%, written 0.8 in a table;
# - the **willingness to recommend**: “How likely are you to recommend us to a friend?”, 0 to 10.
#
# Both high (at least 80% and at least 9): loyal. One of them low (below 50%, which means one order only, or below 7): at risk of leaving. All others: ordinary.
# We have no survey from either real shop, so this uses the **simulated shop** and the 504 buyers who answered.
# %%
answers = cc.load("shop_survey").dropna(subset=["recommend"])
buyers = cc.add_repeat_rate(shop[shop["frequency"] > 0])
people = buyers.merge(answers[["customer_id", "recommend"]], on="customer_id")
cc.profile_table(people, cc.schemes["loyalty"], "CNY")
# %% [markdown] lang="zh"
# 再看看：重复购买率高的有多少人？其中推荐意愿不到9分的、不到7分的各有多少人？（下面依次是这三个数）
# %% [markdown] lang="en"
# How many have a high repeat-purchase rate? How many of them score below 9, and below 7, on the willingness to recommend? (The three numbers below, in this order.)
# %%
frequent = people[people["repeat_rate"] >= 0.8]
print(len(frequent), (frequent["recommend"] < 9).sum(), (frequent["recommend"] < 7).sum())
# %% tags=["check"]
loyalty = cc.profile(people, cc.schemes["loyalty"])
assert len(people) == 504 and loyalty["customers"].tolist() == [103, 160, 241]
assert (frequent["recommend"] < 7).sum() == 134 and frequent["frequency"].min() == 5
assert len(frequent) == 386 and (frequent["recommend"] < 9).sum() == 283

# %% [markdown] lang="zh"
# 386位买过5单及以上的人里，283位的推荐意愿不到9分，其中134位不到7分，已经算易流失客户：他们买得勤，却不能叫忠诚客户。只看订单，就看不出来。
# %% [markdown] lang="en"
# Of 386 with 5 orders or more, 283 score below 9 on the willingness to recommend, and 134 of these below 7, which makes them at risk of leaving: they buy often, but they are not loyal customers. Orders alone do not show that.

# %% [markdown] lang="zh"
# ## 按价值：高、中、低
#
# 最后把**频率、金额、忠诚**合在一起，就是客户价值。回到真实的超市，规则是：
#
# - **高价值客户**：一年2,500美元及以上，52单及以上，而且上半年、下半年都来过（这是没有问卷时对“忠诚”的替代），三条全满足；
# - **低价值客户**：不到400美元，也不到12单；
# - **中价值客户**：其余的人。
# %% [markdown] lang="en"
# ## By value: high, medium, low
#
# Put **frequency, money and loyalty** together and you have customer value. Back to the real grocer, the rules are:
#
# - **high value**: 2,500 dollars a year and more, 52 orders and more, and orders in both halves of the year (which stands in for loyalty where there is no survey), all three;
# - **low value**: below 400 dollars and below 12 orders;
# - **medium value**: everyone else.
# %%
from custclass.classify.catalogue import value_tier

value = value_tier(amount_medium=400, amount_high=2500, orders_medium=12, orders_high=52)
cc.profile_table(customers, value, "USD")
# %%
cc.profile_picture(
    customers, value,
    cc.say(zh="高价值家庭占23%，带来58%的销售额", en="High-value households: 23% of customers, 58% of sales"),
)
# %% tags=["check"]
tiers = cc.profile(customers, value)
assert tiers["customers"].tolist() == [567, 1597, 305]
assert tiers["customer_share"].round(2).tolist() == [0.23, 0.65, 0.12]
assert tiers["money_share"].round(2).tolist() == [0.58, 0.41, 0.01]
stayed = (customers["orders_last_half"] >= 1) & (customers["orders_prev_half"] >= 1)
assert (~stayed & (customers["monetary"] >= 2500) & (customers["frequency"] >= 52)).sum() == 0
assert tiers["money_per_customer"].round(0).tolist() == [4701, 1183, 133]

# %% [markdown] lang="zh"
# 在这家超市，“上下半年都来过”这一条没有多刷掉一户；换一家店就不一定了（练习里的模拟网店就不同）。
#
# 这三类也叫三个**层级**。每一层该得到什么？下面是通常的做法，有没有效要用第2章的办法来检验：
#
# | 层级 | 该得到的照顾 | 为什么 |
# |---|---|---|
# | 高价值 | 专人维护，投诉优先响应 | 平均每户4,701美元，失去一户代价最大 |
# | 中价值 | 引导成长：搭配推荐、升级优惠 | 户数最多：1,597户，平均每户1,183美元 |
# | 低价值 | 低成本的标准服务 | 平均每户销售额133美元，照顾的成本不能超过其中的利润 |
# %% [markdown] lang="en"
# At this grocer the condition “orders in both halves” excludes nobody further; in another shop it may (the simulated one in the exercises is different).
#
# These three classes are also called **tiers**. What should each tier get? Below is what is usually done; whether it works must be tested as in chapter 2:
#
# | tier | care | why |
# |---|---|---|
# | high value | a person in charge, complaints answered first | 4,701 dollars a household on average: a loss here costs most |
# | medium value | help to grow: add-on offers, upgrades | the most households: 1,597, with 1,183 dollars each on average |
# | low value | standard service at low cost | 133 dollars of sales a household: care must cost less than the profit in it |

# %% [markdown] lang="zh"
# ## 常见的错误：只看一个指标
#
# 有人图省事，只按订单数找“好客户”：52单及以上的就派专人维护。假设一位专人维护一户，一年要花60美元（这是举例的数）。
# 看看这样一来，有多少户来得勤、花得却不到2,500美元；在他们身上一年要花多少维护费；他们平均每户花了多少钱。
# %% [markdown] lang="en"
# ## The common mistake: one measure only
#
# To save effort, some find their “good customers” by the number of orders alone: everyone with 52 orders and more gets a person in charge. Suppose that costs 60 dollars a household and year (a figure for the example).
# See how many of these households come often and spend less than 2,500 dollars, what the care for them costs in a year, and how much they spend on average.
# %%
frequent = customers[customers["frequency"] >= 52]
small = frequent[frequent["monetary"] < 2500]
print(len(small), cc.show.money(len(small) * 60, "USD"), cc.show.money(small["monetary"].mean(), "USD"))
# %% tags=["check"]
assert len(frequent) == 1059 and len(small) == 492 and len(small) * 60 == 29520
assert round(small["monetary"].mean()) == 1631 and set(value.classify(small)) == {"medium_value"}
assert 5 * 567 == 2835

# %% [markdown] lang="zh"
# 1,059户里有492户，平均每户一年花1,631美元，按价值规则是中价值。把他们也派上专人，一年多花29,520美元。
# 三个指标一起看，这笔钱就不会花出去。
#
# ## 回到店长的问题
#
# 人人一张券要12,345美元，其中2,660美元给了只带来2.2%销售额的家庭。只给567户高价值家庭送，每户5美元，共2,835美元；
# 省下的钱可以给他们更好的照顾，也可以用来引导中价值家庭多买。哪一种更好，要做一次试验：一部分家庭送、一部分不送，再比一比（第2章）。
# %% [markdown] lang="en"
# 492 of the 1,059 households spend 1,631 dollars a year on average and are of medium value by our rules. Giving them a person in charge as well costs 29,520 dollars a year more.
# Three measures together save that money.
#
# ## Back to the manager's question
#
# A coupon for everyone costs 12,345 dollars, of which 2,660 go to households that bring 2.2% of the sales. Coupons for just the 567 high-value households cost 2,835 dollars;
# what is saved can pay for better care of them, or lead medium-value households to buy more. Which is better takes a test: some households get the coupon, some do not, and the two are compared (chapter 2).

# %% [markdown] lang="zh"
# ## 要记住的
#
# - 需求不同、资源有限，所以要给客户分类。
# - 分类：规则事先知道；细分：群体从数据里找。（本课程的约定）
# - 购买行为看订单数；购买历史看首单日期和再次购买；忠诚度看重复购买率和推荐意愿；价值把频率、金额、忠诚合起来。
# - 分界点由您来定，要说得出理由；统计截止日也由您来定。
# - 只看一个指标会看错人，多花钱。
# %% [markdown] lang="en"
# ## To remember
#
# - Demand differs and resources are limited: that is why customers are classified.
# - Classification: rules known beforehand. Segmentation: groups found in the data. (This course's convention.)
# - Purchase behaviour counts orders; purchase history looks at the first order and the repeats; loyalty at the repeat-purchase rate and the willingness to recommend; value puts frequency, money and loyalty together.
# - You set the cut points and must be able to say why; you set the as-of date, too.
# - One measure alone misjudges people and costs money.
