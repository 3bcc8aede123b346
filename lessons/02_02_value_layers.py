# %% [markdown] lang="zh"
# ## 一个来自店里的问题
#
# 一位顾问对超市店长说：“**二八定律**，您听过吧？20%的客户带来80%的销售额。把照顾客户的钱全给最大的20%，其余的放手。”店长翻开2017年的真实订单表，先数一数。
#
# 下面的代码量好每户的购买金额，再算花得最多的20%家庭占了多少。打印：家庭数；最大的20%占的份额；其余80%一年花的钱。
# %% [markdown] lang="en"
# ## A question from the shop floor
#
# A consultant tells the manager of the grocer: “You know the **80/20 rule**? 20% of the customers bring 80% of the sales. Put all the money for customer care into the top 20% and let the others go.” The manager opens the real order book of 2017 and counts first.
#
# The code below measures what each household spent, then the share of the 20% who spent most. Printed: the households; the share of the top 20%; what the other 80% spent in the year.
# %%
orders = cc.load("grocery_orders")
grocer = cc.measure_customers(orders, as_of="2017-12-31")
top = cc.layers.top_share(grocer["monetary"], share=0.2)
rest = (1 - top) * grocer["monetary"].sum()
print(len(grocer), cc.show.percent(top), cc.show.money(rest, "USD"))
# %% tags=["check"]
assert len(grocer) == 2469 and round(top, 3) == 0.546
assert round(rest) == 2088556

# %% [markdown] lang="zh"
# 不是80%，是**54.6%**。顾问要放手的那80%家庭，一年花了约209万美元。
#
# 顾问的话里有一半对：客户的价值确实不一样，钱不该平均撒。这一课先量一量到底有多集中，按累计占比分层；把人数、利润和投入并排看，算一算钱该给谁；再把价值和需求交叉，给每一层选好应对方式；然后定一条**什么时候放手**的规则，算清放错和留错各要多少钱；最后看下个季度怎么重新分类。
# %% [markdown] lang="en"
# Not 80%, but **54.6%**. The 80% of households that the consultant would let go spent about 2.09 million dollars in a year.
#
# Half of the advice is right: customers do differ in value, and money should not be spread evenly. This lesson measures how concentrated the money is and makes layers by cumulative share; sets heads, profit and resources side by side and reckons who should get the money; crosses value with need and chooses a stance for each layer; writes a rule for **letting go**, with the money at stake when it errs on either side; and at the end classes again for the next quarter.

# %% [markdown] lang="zh"
# ## 二八不是定律，要量
#
# 把客户从花得最多的排到花得最少的，一位一位累计：前1%的客户占多少钱，前2%占多少……连成线，就是**洛伦兹曲线**。（有的书从最少的排起，曲线翻到对角线下面，说的是同一件事。）人人花得一样多时，它是一条直线；线越鼓，钱越集中。
#
# 线鼓出来多少，用一个数来说：**基尼系数** = 曲线与直线之间的面积 × 2。0是人人一样多，接近1是一位客户包下全部。
#
# 下面用两张真实的订单表：超市2017年全年，和唱片店CDNOW（1997年1月到1998年6月）。竖线在20%。
# %% [markdown] lang="en"
# ## 80/20 is not a law: measure it
#
# Sort customers from the one who spent most to the one who spent least and add up: the share of the money of the first 1%, the first 2% ... Joined up, this is the **Lorenz curve**. (Some books start with the smallest; the curve then lies below the diagonal and says the same.) If all spent the same it would be a straight line; the more it bulges, the more concentrated the money.
#
# One number says how far it bulges: the **Gini coefficient** = the area between the curve and the straight line × 2. 0: all the same; near 1: one customer brings it all.
#
# Below are two real order books: the grocer in 2017, and the music shop CDNOW (January 1997 to June 1998). The vertical line is at 20%.
# %%
music = cc.measure_customers(cc.load("cdnow_orders"), as_of="1998-06-30")
books = {
    cc.say(zh="超市", en="grocer"): grocer["monetary"],
    cc.say(zh="唱片店CDNOW", en="music shop CDNOW"): music["monetary"],
}
curves = cc.layers.lorenz(books)
# %%
curves[cc.say(zh="人人一样多", en="all the same")] = curves.index / 100
cc.show.lines(
    curves, cuts=[20], unit="%",
    x_label=cc.say(zh="客户（%），花得最多的在前", en="customers (%), greatest first"),
    label=cc.say(zh="占全部金额", en="share of the money"),
    title=cc.say(
        zh="花得最多的20%：超市占55%，唱片店占68%",
        en="The top 20% bring 55% at the grocer, 68% at the music shop",
    ),
)
# %% [markdown] lang="zh"
# 每行打印：名字；最大的20%占的份额；基尼系数。（`fit` 是从数字里把曲线和分界点找出来。）
# %% [markdown] lang="en"
# Each line prints: the name, the share of the top 20%, the Gini coefficient. (`fit` finds the curve and the cut points in the figures.)
# %%
for name, money in books.items():
    share = cc.layers.top_share(money, share=0.2)
    print(name, cc.show.percent(share), cc.show.number(cc.ABC().fit(money).gini_, 2))
# %% [markdown] lang="zh"
# 再打印：每条曲线要百分之几的客户才凑到80%的钱；唱片店只买过一次的客户占多少，他们带来多少钱。
# %% [markdown] lang="en"
# Printed next: the percent of customers that each curve needs to reach 80% of the money; at the music shop, the share of those who bought only once, and of the money they bring.
# %%
for name, percent in (curves >= 0.8).idxmax().items():
    print(name, f"{percent}%")
once = music[music["frequency"] == 1]
once_money = once["monetary"].sum() / music["monetary"].sum()
print(cc.show.percent(len(once) / len(music)), cc.show.percent(once_money))
# %% tags=["check"]
assert round(cc.layers.top_share(music["monetary"]), 3) == 0.678
assert round(cc.ABC().fit(grocer["monetary"]).gini_, 2) == 0.52
assert round(cc.ABC().fit(music["monetary"]).gini_, 2) == 0.63
assert curves.loc[20].round(3).tolist() == [0.546, 0.678, 0.2]
assert round(len(once) / len(music), 3) == 0.505 and round(once_money, 3) == 0.144
assert (curves >= 0.8).idxmax().tolist() == [42, 33, 80]

# %% [markdown] lang="zh"
# 两家店都不是二八：要凑到80%的钱，超市要42%的家庭，唱片店要33%的客户。唱片店更集中：50.5%的客户只买过一次，他们合起来只占14.4%的钱。（超市这2,469户是研究挑出来的常客，偶尔来一次的不在里面，所以看上去比全店更平均。这正是下面要问的“谁算客户”。）
#
# 会不会是碰巧？订单表里换一批差不多的家庭，54.6%会差多少？从这2,469户里有放回地重抽2,469户（有的家庭抽到两次，有的没抽到），抽300次，每次都算一遍“最大的20%占多少”。打印中间95%的范围：
# %% [markdown] lang="en"
# Neither shop is 80/20: to reach 80% of the money it takes 42% of the grocer's households and 33% of CDNOW's customers. The music shop is more concentrated: 50.5% of its customers bought only once, and together they bring 14.4% of the money. (The grocer's 2,469 households are frequent shoppers picked for a study; occasional ones are missing, so the money looks more even than in the whole store. That is the question “who counts as a customer?” below.)
#
# Could it be chance? How far would the 54.6% move with other, similar households in the book? Draw 2,469 households from the 2,469 with replacement (some come twice, some not at all), 300 times, and work out “the share of the top 20%” each time. Printed: the middle 95% of the results.
# %%
import numpy as np

rng = np.random.default_rng(1)
spent = grocer["monetary"].to_numpy()
again = [cc.layers.top_share(rng.choice(spent, len(spent))) for _ in range(300)]
print(np.quantile(again, [0.025, 0.975]).round(2))
# %% tags=["check"]
assert np.quantile(again, [0.025, 0.975]).round(2).tolist() == [0.53, 0.56]

# %% [markdown] lang="zh"
# 53%到56%，离80%很远，不是碰巧。
#
# 再看一件容易忽略的事：**谁算客户？** 模拟的网店（程序生成，金额是元）2025年，先只算这一年买过的人，再把登记过、这一年没买的人也算上（金额为0）：
# %% [markdown] lang="en"
# 53% to 56%, far from 80%: not chance.
#
# One thing is easily overlooked: **who counts as a customer?** Take the simulated shop (made by a program; amounts in yuan) in 2025, first with those who bought in that year only, then with all who are registered (amount 0 for those who bought nothing in it):
# %%
shop = cc.load("shop_customers")
shop_orders = cc.load("shop_orders")
year = shop_orders[shop_orders["order_date"] >= "2025-01-01"].copy()
buyers = year.groupby("customer_id")["amount"].sum()
everyone = buyers.reindex(shop["customer_id"], fill_value=0)
[cc.show.percent(cc.layers.top_share(group)) for group in (buyers, everyone)]
# %% tags=["check"]
assert [round(cc.layers.top_share(group), 3) for group in (buyers, everyone)] == [0.643, 0.715]
assert len(buyers) == 901 and len(everyone) == 1200 and year["order_date"].max().year == 2025

# %% [markdown] lang="zh"
# 同一家店、同一年：64.3%，还是71.5%，只看299位没买的人算不算。听到“我们是二八”，先问三句：**量过吗？哪段时间？谁算客户？**
# %% [markdown] lang="en"
# The same shop, the same year: 64.3% or 71.5%, depending on whether 299 people who bought nothing count. When someone says “we are 80/20”, ask three things: **was it measured? Over what time? Who counts as a customer?**

# %% [markdown] lang="zh"
# ## ABC分类法：按累计占比分三层
#
# **ABC分类法**把曲线切两刀：带来前80%金额的是A类，接着的15%是B类，最后5%是C类。听起来清楚，真要动手，有三件事必须先说死：
#
# 1. **界线上的人归谁？** 本课程看排在他**前面**的客户累计占多少：不到80%是A类；80%及以上、不到95%是B类；95%及以上是C类。
# 2. **金额相同的人**归同一类（按好的那一类）。
# 3. **退货比买的还多**怎么办？要么停下来核对，要么按0算，由您选。
#
# 先用五位编出来的客户（金额50、30、10、5、5元，一共100元）走一遍：
#
# | 客户 | 金额（元） | 前面累计 | 类别 |
# |---|---|---|---|
# | 甲 | 50 | 0% | A |
# | 乙 | 30 | 50% | A |
# | 丙 | 10 | 80%，不是不到80% | B |
# | 丁 | 5 | 90% | B |
# | 戊 | 5 | 和丁一样多，跟丁一类 | B |
#
# 代码里 `fit` 找出分界点，`predict` 给每位客户一个类别（名字像预测，其实只是归类）：
# %% [markdown] lang="en"
# ## ABC classification: three layers by cumulative share
#
# **ABC classification** cuts the curve twice: those who bring the first 80% of the money are class A, the next 15% class B, the last 5% class C. That sounds clear, but three things must be laid down before anyone can do it:
#
# 1. **Who stands on the line?** This course looks at the cumulative share of those **before** a customer: below 80% is class A; 80% or more and below 95% class B; 95% or more class C.
# 2. **Equal amounts** go into one class (the better one).
# 3. **More returned than bought?** Either stop and look, or count it as 0; you choose.
#
# Try it on five made-up customers (50, 30, 10, 5 and 5 yuan, 100 in all):
#
# | customer | amount (yuan) | before them | class |
# |---|---|---|---|
# | V | 50 | 0% | A |
# | W | 30 | 50% | A |
# | X | 10 | 80%, which is not below 80% | B |
# | Y | 5 | 90% | B |
# | Z | 5 | as much as Y, so the same class | B |
#
# In the code `fit` finds the cut points and `predict` gives each customer a class (nothing is forecast):
# %%
import pandas as pd

five = pd.Series([50, 30, 10, 5, 5])
cc.ABC(cuts=(0.80, 0.95)).fit(five).predict(five).tolist()
# %% tags=["check"]
assert cc.ABC().fit(five).predict(five).tolist() == ["A", "A", "B", "B", "B"]

# %% [markdown] lang="zh"
# 这里没有C类：一张小名单上，某一类空着是常事。现在给超市的2,469户分类。
# %% [markdown] lang="en"
# There is no class C here: on a short list a class may well stay empty. Now the grocer's 2,469 households.
# %%
abc = cc.ABC(cuts=(0.80, 0.95)).fit(grocer["monetary"])
cc.profile_table(grocer, abc.scheme_, "USD")
# %%
cc.profile_picture(
    grocer, abc.scheme_,
    cc.say(
        zh="超市的A类有42%的家庭，C类32%的家庭只占5%的销售额",
        en="Grocer: class A is 42% of households; the 32% in C bring 5% of sales",
    ),
)
# %% tags=["check"]
parts = cc.profile(grocer, abc.scheme_)
assert parts["customers"].tolist() == [1031, 656, 782]
assert parts["customer_share"].round(2).tolist() == [0.42, 0.27, 0.32]
assert parts["money_share"].round(2).tolist() == [0.80, 0.15, 0.05]

# %% [markdown] lang="zh"
# A类有1,031户，占家庭的42%：ABC切的是**钱**，不是人。A类要是太大，照顾不过来，就把第一刀往左移（例如60%），而不是假装它只有20%。
#
# ### 退货：要么停下，要么按0算
#
# 模拟的网店2025年第四季度：有人10月退掉了9月买的东西，这一季度的合计就可能是负的。直接交给ABC（`try … except` 的意思是：试着做，做不了就打印原因）：
# %% [markdown] lang="en"
# Class A holds 1,031 households, 42% of all: ABC cuts the **money**, not the heads. If class A is too large to look after, move the first cut to the left (to 60%, say) rather than pretend that it is 20%.
#
# ### Returns: stop, or count as 0
#
# The simulated shop in the fourth quarter of 2025: who gave back in October what they had bought in September may end the quarter below zero. Hand the amounts to ABC (`try … except` means: try it, and if it is refused print why):
# %%
autumn = shop_orders[shop_orders["order_date"] >= "2025-10-01"]
money = autumn.groupby("customer_id")["amount"].sum()
try:
    cc.ABC().fit(money)
except cc.CourseError as error:
    print(error)
# %% tags=["check"]
assert money[money < 0].index.tolist() == ["S0340"] and round(money.min(), 2) == -17.18

# %% [markdown] lang="zh"
# 它停下来了，让您先看一眼。这位是S0340，9月以来的记录（编号带R的是退货）：
# %% [markdown] lang="en"
# It stops so that you look first. This is S0340; the records since September (an R marks a return):
# %%
mine = shop_orders[shop_orders["customer_id"] == "S0340"]
mine = mine[mine["order_date"] >= "2025-09-01"]
cc.table(mine[["order_id", "order_date", "amount"]], formats={"amount": "{:.2f}"})
# %% tags=["check"]
assert mine["amount"].round(2).tolist() == [148.4, -148.4, 75.12, 56.1]
# %% [markdown] lang="zh"
# 10月3日退了9月买的148.40元的东西，这一季度又买了131.22元，合计−17.18元。核对过，没有错，就用 `returns="net"` 按0算：
# %% [markdown] lang="en"
# On 3 October goods for 148.40 yuan, bought in September, came back; with purchases of 131.22 yuan the quarter ends at −17.18. Nothing wrong with that: count it as 0 with `returns="net"`:
# %%
netted = cc.ABC(returns="net").fit(money)
netted
# %% [markdown] lang="zh"
# 如果干脆不看退货、只加正数呢？打印：多少位客户换了类别；一共多算了多少钱。
# %% [markdown] lang="en"
# And if returns are simply left out and only positive amounts added? Printed: how many customers change class, and how much money is counted too much.
# %%
gross = autumn[autumn["amount"] > 0].groupby("customer_id")["amount"].sum()
gross = gross.reindex(money.index, fill_value=0)
moved = cc.ABC().fit(gross).predict(gross) != netted.predict(money)
print(moved.sum(), cc.show.money((gross - money).sum(), "CNY"))
# %% tags=["check"]
assert len(money) == 659 and moved.sum() == 29 and round((gross - money).sum()) == 10418
assert round(131.22 - 148.40, 2) == -17.18 and (money == 0).sum() == 5

# %% [markdown] lang="zh"
# 659位客户里有29位会分错类，还多算了10,418元早已退还的钱。退货要留在账里。
# %% [markdown] lang="en"
# 29 of 659 customers would stand in the wrong class, and 10,418 yuan that was paid back would be counted. Keep returns in the books.

# %% [markdown] lang="zh"
# ## 客户金字塔：人数、利润、投入并排看
#
# ABC切钱，**客户金字塔**切人：把客户按价值从高到低排好，前1%是I类，接着的4%是II类，再15%是III类，最后80%是IV类。先给每位客户量一个指标 `value_rank`：**比他带来更多的客户占多大比例**（0就是第一名）；不到0.01是I类，0.01及以上、不到0.05是II类，0.05及以上、不到0.2是III类，0.2及以上是IV类。
#
# 超市没有成本数字，但有一笔真金白银的投入：**优惠金额**（折扣和优惠券，共82万美元）。按2017年的购买金额（优惠后）分层，看优惠给了谁：
# %% [markdown] lang="en"
# ## The customer pyramid: heads, profit and resources side by side
#
# ABC cuts the money; the **customer pyramid** cuts the heads: ranked by value, the first 1% are class I, the next 4% class II, the next 15% class III, the last 80% class IV. First each customer gets a measure, `value_rank`: **the share of customers who bring more** (0 for the first); below 0.01 is class I, from 0.01 and below 0.05 class II, from 0.05 and below 0.2 class III, 0.2 and above class IV.
#
# The grocer's data hold no costs, but one real outlay: the **discounts** (retail discounts and coupons, 0.82 million dollars). Layers by sales in 2017 (after discounts): who gets this money?
# %%
from custclass.classify.value_schemes import add_value_rank, stance

pyramid = cc.schemes["pyramid"]
discounts = orders.groupby("customer_id")["discount"].sum()
grocer["discount"] = grocer["customer_id"].map(discounts)
real = cc.layers.resources(add_value_rank(grocer), pyramid, "monetary", "discount")
# %%
sales, off = cc.say(zh="销售额", en="sales"), cc.say(zh="优惠", en="discounts")
cc.layers.layer_table(real, "USD", pyramid.labels, value=sales, effort=off)
# %% tags=["check"]
assert real["customers"].tolist() == [25, 99, 370, 1975]
assert real["value_share"].round(3).tolist() == [0.063, 0.154, 0.329, 0.454]
assert real["effort_share"].round(3).tolist() == [0.048, 0.143, 0.325, 0.485]
assert round(real["effort"].sum() / 1e4) == 82
assert real["value_per_effort"].round(1).tolist() == [7.4, 6.1, 5.7, 5.3]
assert (real["effort"] / real["value"]).round(3).tolist() == [0.136, 0.165, 0.176, 0.19]
grocer["full"] = grocer["monetary"] + grocer["discount"]
full = cc.layers.resources(add_value_rank(grocer, "full"), pyramid, "monetary", "discount")
assert (full["effort"] / full["value"]).round(3).iloc[[0, 3]].tolist() == [0.153, 0.186]

# %% [markdown] lang="zh"
# 超市的优惠大体跟着销售额走，但**越往下越多**：每1美元优惠，I类对着7.4美元销售额，II类6.1，III类5.7，IV类只有5.3；也就是说，I类的优惠是销售额的13.6%，IV类是19.0%。其中一部分是算出来的：层按优惠后的金额分，优惠拿得多的人自然往下掉。改按优惠前的金额分，差距小一些，还在：15.3%对18.6%。先看钱现在流到哪儿，再谈该往哪儿倾斜。
#
# 要看**利润**，用模拟的网店2025年。客户付的钱扣掉进货，剩下**毛利**；再扣掉接待、包装、配送的**服务成本**，剩下的叫**贡献**。成本是我们假设的：毛利率35%，每次咨询25元，每单包装配送10元（“客户终身价值”一课细讲）。登记了、这一年没有任何记录的客户，贡献和成本都是0。（代码里 `orders` 一列：一笔订单算1单，退货那一行不算，咨询照算。）
# %% [markdown] lang="en"
# The grocer's discounts follow the sales roughly, but **the lower the layer, the more**: a dollar of discount stands beside 7.4 dollars of sales in class I, 6.1 in II, 5.7 in III and 5.3 in IV; in other words, the discounts are 13.6% of the sales of class I and 19.0% of those of class IV. Part of it is arithmetic: the layers go by what is paid after discounts, so who gets much off moves down. Layers by the price before discounts make the gap smaller, but it stays: 15.3% against 18.6%. Before asking where money should go, look where it goes already.
#
# To see the **profit**, take the simulated shop in 2025. What customers pay, less the goods, is the **margin**; less the **cost to serve** (contacts, packing, delivery) it is the **contribution**. The costs are our assumption: a margin of 35%, 25 yuan for a service contact, 10 yuan an order for packing and delivery (more in the lesson on customer lifetime value). Registered customers without any record in the year have 0 of each. (In the code the column `orders` counts an order as 1 and the row of a return as 0; contacts count in both.)
# %%
year["orders"] = (year["amount"] >= 0).astype(int)
costs = {"service_contacts": 25, "orders": 10}
cash = cc.clv.contribution(year, margin=0.35, costs=costs)
columns = ["amount", "service_contacts", "cost_to_serve", "contribution"]
people = cash.groupby("customer_id")[columns].sum()
people = people.reindex(shop["customer_id"], fill_value=0).reset_index()
# %%
people = add_value_rank(people, "contribution")
layers = cc.layers.resources(people, pyramid, "contribution", "cost_to_serve")
cc.layers.layer_table(layers, "CNY", pyramid.labels)
# %%
three = {
    "customers": cc.say(zh="人数", en="heads"),
    "value": cc.say(zh="贡献", en="contribution"),
    "effort": cc.say(zh="服务成本", en="cost to serve"),
}
cc.show.shares(
    layers[list(three)].rename(columns=three), names=pyramid.labels,
    title=cc.say(
        zh="IV类带来16%的贡献，用掉66%的服务成本（模拟数据）",
        en="Class IV brings 16% of the contribution, uses 66% of service (simulated)",
    ),
)
# %% tags=["check"]
assert layers["customers"].tolist() == [12, 48, 180, 960]
assert layers["value_share"].round(3).tolist() == [0.209, 0.322, 0.312, 0.157]
assert layers["effort_share"].round(3).tolist() == [0.017, 0.073, 0.249, 0.660]
assert layers["value_per_effort"].round(1).tolist() == [28.9, 10.5, 3.0, 0.6]

# %% [markdown] lang="zh"
# 12位I类客户带来两成贡献（20.9%），只用掉1.7%的服务成本；960位IV类客户带来15.7%，用掉66.0%。注意两点：
#
# - 层是按贡献分的，而服务成本已经从贡献里扣掉了，所以底层花得多有一部分是**算出来的**。它告诉您钱花在哪儿，不证明“少服务，他们就会变好”。
# - 金字塔看一年。IV类里有299位这一年没有任何往来，他们不带来，也几乎不花。
# %% [markdown] lang="en"
# The 12 customers of class I bring a fifth of the contribution (20.9%) and use 1.7% of the service; the 960 of class IV bring 15.7% and use 66.0%. Two things to note:
#
# - The layers go by contribution, from which the cost to serve has been taken off already, so part of the high cost at the base is **arithmetic**. It tells where the money goes; it does not prove that the base gets better with less service.
# - The pyramid looks at one year. 299 of class IV had no dealings with the shop in it; they bring nothing and cost nothing.
# %% tags=["check"]
quiet = people[~people["customer_id"].isin(year["customer_id"])]
assert len(quiet) == 299 and (quiet["value_rank"] >= 0.2).all() and quiet["cost_to_serve"].sum() == 0

# %% [markdown] lang="zh"
# ### 关键客户：说出名字
#
# 塔尖上的人太少，不能只看平均数，要一位一位说出来：**关键客户**是谁，各占多少收入？按2025年的金额取前12位（模拟数据）。第一格只是起表头：
# %% [markdown] lang="en"
# ### Key customers: name them
#
# At the top there are too few for averages; name them one by one: who are the **key customers**, and what share of the revenue is each? The first 12 by amount in 2025 (simulated data). The first cell only gives headings:
# %%
titles = {
    "share": cc.say(zh="占全店收入", en="share of revenue"),
    "share_so_far": cc.say(zh="累计", en="so far"),
    "contribution": cc.say(zh="贡献", en="contribution"),
    "customer_type": cc.say(zh="客户类型", en="kind of customer"),
}
kinds = {"organisation": cc.say(zh="机构", en="organisation")}
formats = {"amount": "CNY", "contribution": "CNY", "share": "%", "share_so_far": "%"}
# %%
key = cc.layers.key_customers(people, 12, "amount")
key = key.merge(people[["customer_id", "contribution"]])
key = key.merge(shop[["customer_id", "customer_type"]])
cc.table(key, titles, formats=formats, values={"customer_type": kinds}, rows=None)
# %% tags=["check"]
assert round(key["share_so_far"].iloc[-1], 3) == 0.153 and round(key["share"].iloc[0], 3) == 0.021
assert (key["customer_type"] == "organisation").all()
assert key["customer_id"].iloc[0] == "S0536" and len(key) == 12
first = people.set_index("customer_id").loc["S0536"]
assert round(first["amount"]) == 28256 and round(first["contribution"]) == 9570
assert key["customer_id"].isin(people.loc[people["value_rank"] < 0.01, "customer_id"]).sum() == 11

# %% [markdown] lang="zh"
# 12位关键客户占全店收入的15.3%，个个是机构。S0536 一家就占2.1%：失去它，一年少28,256元收入、9,570元贡献。（这12位按收入排，I类的12位按贡献排，其中11位相同。）关键客户的名单要有专人负责、有人替补，每季度看一次。
# %% [markdown] lang="en"
# The 12 key customers are 15.3% of the revenue, all of them organisations. S0536 alone is 2.1%: losing it means 28,256 yuan of revenue and 9,570 yuan of contribution less a year. (These 12 go by revenue, the 12 of class I by contribution; 11 are in both.) The list of key customers wants an owner, a deputy, and a look every quarter.

# %% [markdown] lang="zh"
# ## 资源倾斜：同样的预算，给谁？
#
# 模拟的网店打算每年另拿**30,000元**照顾客户：回访、礼品、专属优惠。人人一样，每位25元；也可以按价值分，某一层的贡献占两成，就给它两成的钱；或者在两者之间。这就是**资源倾斜**：倾斜0是人人一样，1是完全按各层的贡献。
#
# 哪种分法多得？得先说清楚照顾有什么用。我们**假设**（没有试过之前只能假设）：
#
# - 照顾得再好，一层客户的贡献最多多出10%；
# - 每位花到100元，达到这10%的一半；花到200元，达到四分之三；300元，八分之七：每多100元，补上还差的一半。
#
# 所以钱堆在少数人身上，越堆越没用。下面按三种倾斜，再加一种“预计多得最多”的分法（`"best"`），打印各自预计多得的贡献：
# %% [markdown] lang="en"
# ## Tilting resources: one budget, for whom?
#
# The simulated shop plans to spend another **30,000 yuan** a year on customer care: calls, gifts, offers of their own. The same for all makes 25 yuan each. Or it goes by value: a layer with a fifth of the contribution gets a fifth of the money. Or anything between. This is **tilting resources**: a tilt of 0 is the same for all, 1 goes wholly by the contribution of the layers.
#
# Which split gains more? First say what care does. We **assume** (before a test there is nothing better):
#
# - however good the care, it raises the contribution of a layer by at most 10%;
# - 100 yuan per customer reaches half of that, 200 yuan three quarters, 300 yuan seven eighths: every further 100 yuan brings half of what is still missing.
#
# So the more is heaped on a few, the less it helps. Below are three tilts and the split with the greatest expected gain (`"best"`); each line prints the contribution it is expected to add:
# %%
for tilt in [0, 0.5, 1, "best"]:
    split = cc.layers.split_budget(layers, 30000, tilt, effect=0.1, half=100)
    print(tilt, cc.show.money(split["gain"].sum(), "CNY"))
# %%
cc.layers.layer_table(split[["customers", "budget", "per_customer", "gain"]], "CNY", pyramid.labels)
# %% tags=["check"]
gains = [
    round(cc.layers.split_budget(layers, 30000, tilt, effect=0.1, half=100)["gain"].sum())
    for tilt in (0, 0.5, 1, "best")
]
assert gains == [5227, 14485, 17903, 19232]
assert split["per_customer"].round().tolist() == [402, 264, 69, 0]
for half in (25, 50, 200):
    tries = [cc.layers.split_budget(layers, 30000, t, half=half)["gain"].sum() for t in (0, 0.5, 1, "best")]
    assert tries == sorted(tries)
assert round(cc.layers.split_budget(layers, 30000, "best", effect=0.1, half=25)["budget"].iloc[3]) == 4992

# %% [markdown] lang="zh"
# 人人一样，30,000元只换回5,227元；倾斜之后换回17,903元；最好的分法是19,232元，一分钱也不给IV类，全给最大的20%：**在这些假设下，额外的钱给谁，顾问说对了**。这是假设带来的：我们假设多得的钱和贡献成比例，贡献少的层本来就没有多少可多得（把100元换成25元、50元或200元，也是平均撒换回的最少；但要是25元就达到一半，最好的分法会给IV类4,992元）。
#
# 顾问没有算的是预算：**没有一种换得回30,000元**，倾斜只是少亏。下面再看预算该多大。
#
# 拖动滑块看每位客户分到多少（或按左右键）；标题里是预计多得的钱。
# %% [markdown] lang="en"
# The same for all turns 30,000 yuan into 5,227; tilted by value it makes 17,903; the best split makes 19,232, gives class IV nothing and all of it to the top 20%: **under these assumptions the consultant is right about who gets the extra money**. The assumptions bring this about: the gain is taken to be in proportion to the contribution, so a layer that brings little has little to gain (with 25, 50 or 200 yuan instead of 100 the even split is the worst, too; but with 25 the best split gives class IV 4,992 yuan).
#
# What the consultant did not reckon is the budget: **none of them brings the 30,000 back**; tilting only makes the loss smaller. How large it should be is reckoned below.
#
# Move the slider to see what each customer gets (or use the left and right arrow keys); the title gives the expected gain.
# %%
def draw(tilt):
    split = cc.layers.split_budget(layers, 30000, tilt, effect=0.1, half=100)
    title = cc.say(
        zh="倾斜 {t:.2f}：预算30,000元，预计多得{g:,.0f}元（模拟数据）",
        en="Tilt {t:.2f}: 30,000 yuan are expected to add {g:,.0f} (simulated)",
    )
    return cc.show.bars(
        split["per_customer"], names=pyramid.labels, order=pyramid.codes, unit="CNY",
        label=cc.say(zh="人均预算", en="budget per customer"), title=title.format(t=tilt, g=split["gain"].sum()),
    )


cc.knob(draw, tilt=(cc.say(zh="倾斜（0到1）", en="tilt (0 to 1)"), 0, 1, 0.05, 0.5))

# %% [markdown] lang="zh"
# ### 换一个假设
#
# 塔尖的老客户本来就很满意，照顾再多也难多买：假设I类最多多出2%，其余还是10%。下表是30,000元这时最好的分法。
# %% [markdown] lang="en"
# ### Change an assumption
#
# The old customers at the top are content already; more care hardly makes them buy more. Suppose that class I can gain 2% at most, the others 10% as before. The table is now the best split of the 30,000.
# %%
effect = pd.Series({"top": 0.02, "upper": 0.10, "middle": 0.10, "base": 0.10})
other = cc.layers.split_budget(layers, 30000, "best", effect=effect, half=100)
parts = ["customers", "budget", "per_customer", "gain"]
cc.layers.layer_table(other[parts], "CNY", pyramid.labels)
# %% tags=["check"]
assert other["budget"].round().astype(int).tolist() == [2178, 13252, 14570, 0]
assert round(split["budget"].iloc[0]) == 4825
assert round(other["budget"].iloc[2] - split["budget"].iloc[2]) == 2090
assert (other["gain"] / other["budget"]).iloc[:3].round(2).tolist() == [0.45, 0.68, 0.30]
each = layers.loc["middle", "value"] / 180
assert round(each) == 570 and round(0.1 * each * (1 - 0.5**0.01), 2) == 0.39
assert 0.25 * each * (1 - 0.5**0.01) < 1 < 0.26 * each * (1 - 0.5**0.01)

# %% [markdown] lang="zh"
# 最好的分法从I类拿走一半多（4,825元变成2,178元），其中2,090元给了III类。这不等于**培养中层**就赚钱：III类每元只换回0.30元（I类0.45元，II类0.68元），头1元也只换回0.39元（每位贡献570元，10%是57元，每100元得到余下的一半）；III类要能多出四分之一以上，而不是10%，才开始够本。
#
# 那么**预算该多大**？可是花钱的时候，还不知道哪个假设对。所以先按“都是10%”分好，不再改，再看假设变了会怎样。每行打印预算，和四种情形下预计多得的钱减去预算：都是10%；I类只有2%；都是10%，但要花到200元（而不是100元）才达到一半；后两样一起来。（`gain` 就是上面的假设：每多花 `half` 元，补上还差的一半。）
# %% [markdown] lang="en"
# The best split takes more than half away from class I (from 4,825 to 2,178 yuan), and 2,090 of it go to class III. That does not mean that **growing the middle** pays: a yuan for class III brings back 0.30 (class I 0.45, class II 0.68), and even the first only 0.39 (each contributes 570 yuan, 10% is 57, and every 100 yuan bring half of what is missing); class III must be able to gain more than a quarter, not 10%, before it begins to pay.
#
# So **how large** should the budget be? When the money is spent, nobody knows which assumption is true. So split it as if 10% held for all, leave the split as it is, and see what happens if the assumption changes. Each line prints the budget and the expected gain less the budget in four cases: 10% for all; 2% for class I; 10% for all, but with 200 yuan (not 100) to reach half of it; the last two together. (`gain` is the assumption above: every further `half` yuan bring half of what is still missing.)
# %%
def gain(plan, most, half):
    return (layers["value"] * most * (1 - 0.5 ** (plan / half))).sum()


cases = [(0.1, 100), (effect, 100), (0.1, 200), (effect, 200)]
for budget in [2000, 4000, 6000, 10000, 14000]:
    plan = cc.layers.split_budget(layers, budget, "best", effect=0.1, half=100)["per_customer"]
    print(budget, [round(gain(plan, most, half) - budget) for most, half in cases])
# %% tags=["check"]
found = {
    2000: [2739, -718, 898, -1252], 4000: [3358, -518, 484, -2030], 6000: [3437, -772, -103, -2942],
    10000: [2396, -2286, -1723, -5108], 14000: [267, -4685, -3944, -7716],
}
for budget, rows in found.items():
    ten = cc.layers.split_budget(layers, budget, "best", effect=0.1, half=100)
    assert [round(gain(ten["per_customer"], *case) - budget) for case in cases] == rows, budget
    assert round(ten["gain"].sum() - budget) == rows[0]
ten = cc.layers.split_budget(layers, 2000, "best", effect=0.1, half=100)
assert round(ten["budget"].iloc[0]) == 1721

# %% [markdown] lang="zh"
# 要是都有10%，2,000元到10,000元都赚（2,396元到3,437元）。要是I类只有2%，每一种预算都亏，连2,000元也亏718元：其中1,721元给了I类。要花200元才到一半，2,000元和4,000元还赚（898元、484元），6,000元起就亏。两个坏消息一起来，2,000元就亏1,252元。预算越大，猜错的代价多半越大。
#
# 所以**先少花，试出真实的数，再加**。10%、2%、100元都是假设，要靠分组试（“有没有效果”一课）；I类只有12位，分不成组，只能一位一位地问。
# %% [markdown] lang="en"
# If 10% holds for all, budgets of 2,000 to 10,000 yuan gain (2,396 to 3,437). If class I can gain 2% only, all of them lose; even 2,000 yuan lose 718, for 1,721 of them went to class I. If it takes 200 yuan to reach half, 2,000 and 4,000 still gain (898 and 484), from 6,000 on they lose. With both together 2,000 yuan lose 1,252. The larger the budget, the dearer a wrong guess, as a rule.
#
# So **spend little at first, find the real figures, then raise it**. The 10%, 2% and 100 yuan are assumptions to be tested on groups (lesson “Did it work?”); class I has only 12 customers, too few for groups: ask them one by one.

# %% [markdown] lang="zh"
# ## 客户细分矩阵：价值 × 需求
#
# 价值告诉您**花多少**，需求告诉您**花在哪儿**。两把尺子交叉，就是**客户细分矩阵**。模拟的网店问过客户三种需求（功能、情感、社交，各1到5分），取分数最高的一种；同分时，按功能、情感、社交的顺序取前一种（578份答卷里有53份同分，排在前面的需求因此略多，对这些人最好再问一句）。价值的分界是两年合计2,000元（2,000元及以上是高价值）。没有答问卷的人，单独占一列。
# %% [markdown] lang="en"
# ## The segmentation matrix: value by need
#
# Value tells **how much** to spend, need tells **on what**. Cross the two for a **segmentation matrix**. The simulated shop asked customers about three needs (functional, emotional, social, 1 to 5 points each); the highest counts, and of equal ones the first in this order (53 of the 578 answers have equal ones, so the first ones come out a little too high; better ask these again). High value is 2,000 yuan or more in the two years together. Those who gave no answer have a column of their own.
# %%
members = cc.measure_customers(shop_orders, as_of="2025-12-31", customers=shop)
survey = cc.add_strongest_need(cc.load("shop_survey")).set_index("customer_id")
members["strongest_need"] = members["customer_id"].map(survey["strongest_need"])
matrix = cc.schemes["value_need"]
cells = cc.profile(members, matrix)
# %%
needs = [
    cc.say(zh="功能性", en="functional"), cc.say(zh="情感性", en="emotional"),
    cc.say(zh="社交性", en="social"), cc.say(zh="未知", en="unknown"),
]
values = [cc.say(zh="高价值", en="high value"), cc.say(zh="低价值", en="low value")]
grid = pd.DataFrame(cells["money"].to_numpy().reshape(2, 4), index=values, columns=needs)
cc.table(grid, formats=dict.fromkeys(needs, "CNY"))
# %% [markdown] lang="zh"
# 上面是八格各自的金额。每一格要有一句**做什么**，否则只是一张好看的图：
# %% [markdown] lang="en"
# These are the amounts in the eight cells. Each cell needs a line that says **what to do**, or the matrix is just a pretty picture:
# %%
cells["action"] = cells.index
titles = {"action": cc.say(zh="做什么", en="what to do")}
texts = {"class": matrix.labels, "action": cc.layers.MATRIX_ACTIONS}
cc.table(cells[["customers", "action"]], titles, values=texts)
# %% tags=["check"]
assert cells["customers"].tolist() == [76, 58, 38, 119, 195, 119, 92, 503]
assert round(cells.loc["high_unknown", "money"]) == 675311
assert round(cells.loc["high_unknown", "money_share"], 2) == 0.29
assert 119 * 25 == 2975 and round(2975 / (0.35 * 675311), 3) == 0.013
asked = cc.load("shop_survey").filter(like="need_").dropna()
assert (len(asked), asked.eq(asked.max(axis=1), axis=0).sum(axis=1).gt(1).sum()) == (578, 53)
assert members["strongest_need"].isna().sum() == 622 and round(cells["money"].sum()) == 2292234

# %% [markdown] lang="zh"
# 先做哪一格？看钱：1,200位客户里622位没有答问卷，其中119位是高价值客户，两年花了**675,311元**，占全店的29%，而我们不知道他们要什么。先打这119个电话问清楚：按每次25元算，约2,975元；他们只要比这两年多买1.3%，毛利（35%）就付得起。没答问卷的人不要替他猜。
# %% [markdown] lang="en"
# Which cell first? See the money: of the 1,200 customers 622 gave no answer; 119 of these are of high value. They spent **675,311 yuan** in two years, 29% of the shop's sales, and nobody knows what they need. Call these 119 first and ask: at 25 yuan a call that is about 2,975 yuan, and the margin (35%) bears it as soon as they buy 1.3% more than in these two years. Do not guess on behalf of those who did not answer.

# %% [markdown] lang="zh"
# ## 四种应对方式，各要花多少
#
# 对不同价值的客户，公司有四种应对方式：
#
# | 应对方式 | 对谁 | 怎么做 |
# |---|---|---|
# | **屈从型** | 最有价值的客户 | 条件跟着客户走：专人、定制、随叫随到 |
# | **关怀型** | 主要客户 | 主动关心：定期回访、提前告知、小礼物 |
# | **适应型** | 普通客户 | 按标准服务，客户有变化就跟着调整 |
# | **冷漠型** | 只消耗成本的客户 | 不主动投入，服务照规矩收费 |
#
# 规则（先看第一条）：一年的贡献低于0是冷漠型；其余的人里，`value_rank` 不到0.01是屈从型，0.01及以上、不到0.2是关怀型，0.2及以上是适应型（贡献正好是0，也按名次看）。
#
# 每位一年的照顾费是假设：屈从型1,000元，关怀型120元，适应型10元（包括没有往来的299位），冷漠型0元。照顾有什么用，沿用前面的假设：最多多得10%，每100元补上还差的一半。
# %% [markdown] lang="en"
# ## Four stances and what each costs
#
# Towards customers of different value a company can take four stances:
#
# | stance | towards | what it means |
# |---|---|---|
# | **yielding** | the most valuable customers | terms follow the customer: a named contact, made to order, always there |
# | **caring** | major customers | take the first step: regular calls, early notice, small gifts |
# | **adapting** | ordinary customers | standard service that follows when the customer changes |
# | **indifferent** | customers who only cost | no effort of our own; service by the book and at its price |
#
# The rule (the first line first): a contribution below 0 in the year calls for indifferent; of the others a `value_rank` below 0.01 for yielding, from 0.01 and below 0.2 for caring, 0.2 and above for adapting (a contribution of exactly 0 goes by the rank, too).
#
# The care per customer and year is an assumption: yielding 1,000 yuan, caring 120, adapting 10 (the 299 without dealings are among them), indifferent 0. What care does is assumed as before: at most 10% more, and every 100 yuan brings half of what is still missing.
# %%
stances = cc.schemes["stance"]
prices = {"yielding": 1000, "caring": 120, "adapting": 10, "indifferent": 0}
care = cc.layers.care_costs(people, stances, prices, effect=0.1, half=100)
cc.layers.layer_table(care, "CNY", stances.labels)
# %% tags=["check"]
assert care["customers"].tolist() == [12, 228, 843, 117]
assert care["care"].tolist() == [12000, 27360, 8430, 0] and care["care"].sum() == 47790
assert round(care["gain"].sum()) == 19035 and round(care["net"].sum()) == -28755
assert round(12000 / care.loc["yielding", "value"], 2) == 0.17
mean = care.loc["caring", "value"] / 228
assert round(mean) == 913 and round(0.1 * mean) == 91
assert round(0.1 * mean * (1 - 0.5**0.01), 2) == 0.63
assert round(care.loc["indifferent", "value"]) == -11121

# %% [markdown] lang="zh"
# 四种方式一共花47,790元，预计只多得19,035元，**亏28,755元**。客户本来就会带来的贡献不是照顾的功劳，不能拿来抵。屈从型每位1,000元，要让贡献多出17%才够本，而假设里最多10%。关怀型228位平均贡献913元，10%是91元，头1元只多得0.63元：在这些假设下，多便宜都不划算。
#
# 改两处：屈从型降到每位300元；关怀型只留II类的48位（`caring=0.05`），每位100元。其余的人标准服务照旧，不另花钱（这不是放手：他们没有得过额外的照顾，没有什么要停的）：
# %% [markdown] lang="en"
# The four stances cost 47,790 yuan and are expected to add 19,035: **a loss of 28,755**. What customers bring anyhow is no merit of the care and must not be set against it. Yielding at 1,000 yuan pays only if it lifts the contribution by 17%; we assumed 10% at most. The 228 customers of the caring stance contribute 913 yuan on average, of which 10% is 91, and the first yuan adds 0.63: under these assumptions no price is low enough.
#
# Two changes: yielding at 300 yuan each; caring only for the 48 of class II (`caring=0.05`), at 100 yuan each. The others keep the standard service without extra money (that is not letting go: they have had no extra care that could stop):
# %%
fewer = stance(caring=0.05)
prices = {"yielding": 300, "caring": 100, "adapting": 0, "indifferent": 0}
care = cc.layers.care_costs(people, fewer, prices, effect=0.1, half=100)
cc.layers.layer_table(care, "CNY", fewer.labels)
# %% tags=["check"]
assert care["customers"].tolist() == [12, 48, 1023, 117] and care["care"].sum() == 8400
assert round(care["gain"].sum()) == 11289 and round(care["net"].sum()) == 2889

# %% [markdown] lang="zh"
# 花8,400元，预计多得11,289元，赚2,889元：这是假设全都成立的时候。假设变一变呢？打印三种情形下赚（或亏）多少：花50元就达到一半；花200元才达到一半；最多只有7%。
# %% [markdown] lang="en"
# 8,400 yuan are expected to add 11,289, which is 2,889 to the good, if all assumptions hold. And if they change a little? Printed is the gain (or loss) in three cases: 50 yuan reach half; it takes 200 yuan to reach half; 7% is the most.
# %%
for most, half in [(0.1, 50), (0.1, 200), (0.07, 100)]:
    changed = cc.layers.care_costs(people, fewer, prices, effect=most, half=half)
    print(cc.show.money(changed["net"].sum(), "CNY"))
# %% tags=["check"]
nets = [
    round(cc.layers.care_costs(people, fewer, prices, effect=most, half=half)["net"].sum())
    for most, half in [(0.1, 50), (0.1, 200), (0.07, 100)]
]
assert nets == [6283, -868, -497]
assert round(care.loc["yielding", "gain"]) == 6003
assert round(care["net"].sum() - 0.8 * care.loc["yielding", "gain"]) == -1913
assert round(3600 / (care.loc["yielding", "value"] * 7 / 8), 3) == 0.060
assert round(4800 / (care.loc["caring", "value"] / 2), 3) == 0.091

# %% [markdown] lang="zh"
# 一种赚6,283元，两种亏（868元、497元）；要是I类只能多出2%，屈从型多得的6,003元只剩五分之一，合计亏1,913元。**赚还是亏，没有定**。够本的线倒是算得出：每位300元，I类要能多出6.0%（3,600元 ÷ 他们贡献的八分之七）；每位100元，II类要能多出9.1%。花钱之前，先问、先试这两个数。
#
# **冷漠不是失礼**，也不是第一步。这117位一年倒贴11,121元，钱大多花在咨询上（每次25元）。先改条件试算：如果自助服务能让咨询减少一半，打印他们合计的贡献，和还赔钱的人数。
# %% [markdown] lang="en"
# One case gains 6,283, two lose (868 and 497); and if class I can gain 2% only, a fifth is left of the 6,003 that yielding adds, and the whole loses 1,913. **Gain or loss is not settled.** But the line at which it pays can be reckoned: at 300 yuan each class I must be able to gain 6.0% (3,600 yuan ÷ seven eighths of its contribution); at 100 yuan each class II must be able to gain 9.1%. Ask and test these two figures before spending.
#
# **Indifferent is not impolite**, and not the first step. These 117 cost the shop 11,121 yuan in the year, most of it on service contacts (25 yuan each). Change the terms first and reckon: if self-service halved their contacts, printed below is their contribution together and how many still lose money.
# %%
costly = people[stances.classify(people) == "indifferent"]
improved = costly["contribution"] + 0.5 * 25 * costly["service_contacts"]
print(cc.show.money(improved.sum(), "CNY"), (improved < 0).sum())
# %% tags=["check"]
assert round(improved.sum()) == 1954 and (improved < 0).sum() == 58
assert 25 * costly["service_contacts"].sum() / costly["cost_to_serve"].sum() > 0.7

# %% [markdown] lang="zh"
# 从倒贴11,121元变成留下1,954元，还赔钱的只剩58位。这是上限：没算自助服务本身的费用，也没算他们会不会因此少买。改过条件仍然赔钱的，才谈不再主动投入。（减半是假设；这家店有两成客户找客服特别多，是造数据时放进去的。）
# %% [markdown] lang="en"
# From a loss of 11,121 yuan to 1,954 left over; only 58 still lose money. This is the best case: self-service has its own price, and some may buy less because of it. Only with those who still lose money after the terms have changed is it time to stop spending. (Halving is an assumption; that one customer in five asks for service far more often was put into the simulated data.)

# %% [markdown] lang="zh"
# ## 试用期：什么时候放手
#
# 照顾了很久还是没有起色的客户，要把资源移走。为了不凭感觉，事先写下三样：**试用期多长、目标是多少、到期没达到怎么办**。放手，是停掉已经在花的照顾，不是把人赶走。
#
# 用超市2017年真实的订单演一遍。上半年做ABC分类，C类进入试用期：
#
# - 试用期：7月到9月，三个月；
# - 假设主动照顾一户每月5美元，三个月15美元；毛利率25%；
# - 目标：试用期里花满**60美元**，因为60 × 25% = 15美元，毛利刚好付得起照顾费；
# - 没有花满60美元，就放手。
#
# 这条规则问的是“这一户的毛利**付不付得起**照顾费”，不是“照顾**有没有用**”：订单是真的，照顾是假设的，订单表里也看不出谁得到过照顾。下面先按对照顾最有利的情形算：不照顾，他们就不来。
#
# 订单表还有10月到12月，可以看看放手的和留下的后来怎样。先打印C类的户数，和上半年占的销售额；再看三户的结果（每户一行，结果那一列在代码里叫 `verdict`）。
# %% [markdown] lang="en"
# ## The trial period: when to let go
#
# From customers who are cared for and still do not rise, resources must move on. So that this is no matter of mood, write down three things beforehand: **how long the trial, what goal, and what happens if it is missed**. To let go means to stop care that is being paid for, not to turn people away.
#
# Play it through on the grocer's real orders of 2017. ABC on the first half-year; class C goes on trial:
#
# - trial period: July to September, three months;
# - assumed: active care of a household costs 5 dollars a month, 15 dollars in three months; a margin of 25%;
# - the goal: **60 dollars** spent in the trial, for 60 × 25% = 15 dollars of margin just bear the care;
# - who does not reach 60 dollars is let go.
#
# The rule asks whether the margin of a household **can bear** the care, not whether care **works**: the orders are real, the care is assumed, and the order book does not say who was cared for. We first reckon the best case for care: without it they would not come.
#
# The order book goes on from October to December, so we can see what became of those let go and those kept. Printed first: the households of class C and their share of the sales in the first half-year; then three of the results (one row a household; in the code the column of the result is `verdict`).
# %%
early = cc.measure_customers(orders, as_of="2017-06-30")
half_year = cc.ABC().fit(early["monetary"])
low = early[half_year.predict(early["monetary"]) == "C"]
print(len(low), cc.show.percent(low["monetary"].sum() / early["monetary"].sum()))
# %%
trial = cc.layers.trial(low, orders, "2017-07-01", months=3, goal=60, margin=0.25, care=5)
cc.layers.layer_table(trial.head(3), "USD")
# %% [markdown] lang="zh"
# 加起来（“毛利减照顾费” = 后三个月的毛利 − 15美元）：
# %% [markdown] lang="en"
# Added up (“margin less care” = the margin of the next three months − 15 dollars):
# %%
money = cc.layers.trial_money(trial)
cc.layers.layer_table(money, "USD")
# %% tags=["check"]
assert len(low) == 786 and round(low["monetary"].sum() / early["monetary"].sum(), 3) == 0.05
assert money["customers"].tolist() == [330, 99, 138, 219]
assert money["later_profit"].round().tolist() == [15978, -817, 4558, -2386]
let_go = trial[~trial["passed"]]
assert len(let_go) == 357 and 15 * 357 == 5355 and round(0.25 * let_go["later_amount"].sum()) == 7527
assert round(5355 / 7527, 2) == 0.71 and 7527 - 5355 == 2172 and round(5355 - 7527 / 2) == 1592
assert round(let_go["later_amount"].sum() / 8) == 3763 and 429 * 15 == 6435 and 4558 - 2386 == 2172

# %% [markdown] lang="zh"
# - **留对了**330户：毛利比照顾费多15,978美元；**留错了**99户：少817美元；
# - **放对了**219户：留着还要少2,386美元；**放错了**138户：毛利比照顾费多4,558美元，最多丢掉这些。
#
# 两种错不一样贵：留错一户，最多白花15美元；放错一户，最坏会丢掉他以后全部的毛利。
#
# 放手的357户，省下照顾费5,355美元，他们后三个月的毛利是7,527美元（相差2,172 = 4,558 − 2,386）。划不划算，看放手以后他们少买多少：
#
# | 放手后少买 | 省下的照顾费 | 丢掉的毛利 | 结果 |
# |---|---|---|---|
# | 全部（最坏） | 5,355美元 | 7,527美元 | 亏2,172美元 |
# | 71% | 5,355美元 | 约5,355美元 | 不赚不亏 |
# | 一半 | 5,355美元 | 3,763美元 | 赚1,592美元 |
#
# **少买不到71%，规则就划算**（换一批家庭，这条线在59%到86%之间，下面会算）。留下的一边也一样：429户的照顾费是6,435美元，要是不照顾他们照样来买，这笔钱就白花了。订单表里没有“照顾过”和“没照顾过”两组可以比，两边的答案都要分组试（“有没有效果”一课）。
# %% [markdown] lang="en"
# - **rightly kept**: 330 households, whose margin exceeds the price of care by 15,978 dollars; **wrongly kept**: 99, whose margin falls short by 817;
# - **rightly let go**: 219, who would have fallen short by 2,386; **wrongly let go**: 138, whose margin exceeds the price of care by 4,558, the most that can be lost.
#
# The two errors do not cost the same: one wrongly kept wastes 15 dollars at most; one wrongly let go may, at worst, take all later margin along.
#
# Letting the 357 go saves 5,355 dollars of care; their margin in the next three months is 7,527 (the difference, 2,172, is 4,558 − 2,386). Whether it pays depends on how much less they buy once let go:
#
# | they buy less by | care saved | margin lost | result |
# |---|---|---|---|
# | all (the worst) | 5,355 dollars | 7,527 dollars | a loss of 2,172 |
# | 71% | 5,355 dollars | about 5,355 dollars | neither |
# | half | 5,355 dollars | 3,763 dollars | a gain of 1,592 |
#
# **The rule pays as long as they buy less by under 71%** (with other households this line lies between 59% and 86%, as reckoned below). The other side is no different: the care of the 429 kept costs 6,435 dollars, and if they bought as much without it, all of that is wasted. The order book has no group with care and group without to compare; both answers take a test with groups (lesson “Did it work?”).

# %% [markdown] lang="zh"
# 目标定多高？拖动滑块：左边是放手省下的照顾费，右边是最多丢掉的毛利（他们一个也不再来）。
# %% [markdown] lang="en"
# How high should the goal be? Move the slider: the care saved by letting go, and the margin that is lost at most (if none of them comes again).
# %%
def both_sides(goal):
    gone = trial[trial["trial_amount"] < goal]
    sides = {
        cc.say(zh="省下的照顾费", en="care saved"): 15 * len(gone),
        cc.say(zh="最多丢掉的毛利", en="margin lost at most"): gone["later_amount"].sum() * 0.25,
    }
    title = cc.say(
        zh="最坏情形，目标{g:.0f}美元：放手{n}户，{m}户放错",
        en="Worst case, goal {g:.0f} dollars: {n} let go, {m} wrongly",
    ).format(g=goal, n=len(gone), m=(gone["later_profit"] >= 0).sum())
    return cc.show.bars(sides, title=title, unit="USD")


cc.knob(both_sides, goal=(cc.say(zh="目标（美元）", en="goal (dollars)"), 5, 200, 5, 60))
# %% tags=["check"]
def net(goal):
    gone = trial[trial["trial_amount"] < goal]
    return len(gone), 15 * len(gone), round(0.25 * gone["later_amount"].sum())


wrong = [(trial[trial["trial_amount"] < g]["later_profit"] >= 0).sum() for g in (10, 60, 160)]
assert wrong == [38, 138, 308], wrong
assert net(10) == (151, 2265, 2049) and net(160) == (606, 9090, 15663)
assert 15663 - 9090 == 6573 and 2265 - 2049 == 216 and net(60) == (357, 5355, 7527)

# %% [markdown] lang="zh"
# 都按最坏的情形看：目标10美元（三个月几乎没来），放手151户（放错38户），省2,265美元，丢2,049美元。目标60美元亏2,172美元。目标160美元（C类里多数达不到），放手606户（放错308户），省9,090美元，丢15,663美元，亏6,573美元。
#
# 这里面有多少是碰巧？把放手的家庭有放回地重抽1,000次。每行打印：目标；要是只少买一半，结果是多少；少买百分之几才不赚不亏（15美元 ÷ 抽到的家庭平均每户的毛利；中间95%的范围，1就是100%）。
# %% [markdown] lang="en"
# In the worst case each time: with a goal of 10 dollars (those who hardly came in the three months) 151 are let go (38 wrongly), 2,265 dollars are saved and 2,049 lost. With 60 dollars the loss is 2,172. With 160 dollars (most households of class C do not reach it) 606 are let go (308 wrongly), 9,090 saved and 15,663 lost, a loss of 6,573.
#
# How much of this is chance? Draw the households let go again with replacement, 1,000 times. Each line prints: the goal; the result if they buy less by half; and by how much they must buy less for neither gain nor loss (15 dollars ÷ the mean margin of the households drawn; the middle 95%; 1 is 100%).
# %%
rng = np.random.default_rng(1)
for goal in [10, 60, 160]:
    lost = 0.25 * trial.loc[trial["trial_amount"] < goal, "later_amount"].to_numpy()
    lines = 15 / rng.choice(lost, (1000, len(lost))).mean(axis=1)
    print(goal, round(15 * len(lost) - lost.sum() / 2), np.quantile(lines, [0.025, 0.975]).round(2))
# %% tags=["check"]
rng = np.random.default_rng(1)
found = []
for goal in [10, 60, 160]:
    lost = 0.25 * trial.loc[trial["trial_amount"] < goal, "later_amount"].to_numpy()
    lines = 15 / rng.choice(lost, (1000, len(lost))).mean(axis=1)
    found.append([round(15 * len(lost) - lost.sum() / 2), *np.quantile(lines, [0.025, 0.975]).round(2)])
assert found == [[1240, 0.83, 1.51], [1592, 0.59, 0.86], [1258, 0.52, 0.65]], found

# %% [markdown] lang="zh"
# 目标10美元的范围跨过100%：最坏时是赚是亏，说不准，至少亏得不多。60美元的线在59%到86%之间，160美元在52%到65%之间。要是只少买一半，三个目标赚1,240、1,592、1,258美元，差得不多。怕最坏情形的，从10美元起；我们用60美元，是因为毛利在这里刚好付得起照顾费，条件是先试一试，放手后少买确实不到59%。
#
# 省下的钱给谁？5,355美元分给上半年627户B类，每户8.54美元。他们真会因此长成A类吗？先看**没有这笔钱**时，上半年的B类到下半年在A、B、C类各有几户（用同样的分界点）；第二行是上半年的C类到下半年升到B类或A类的户数：
# %% [markdown] lang="en"
# With a goal of 10 dollars the range crosses 100%: whether the worst case gains or loses is open, but the loss is small. The line of 60 dollars lies between 59% and 86%, that of 160 between 52% and 65%. If they buy less by half, the three goals gain 1,240, 1,592 and 1,258 dollars, not far apart. Who fears the worst case starts at 10 dollars; we use 60, where the margin just bears the care, provided that a test shows them to buy less by under 59%.
#
# Who gets what is saved? 5,355 dollars for the 627 households of class B make 8.54 dollars each. Would they grow into class A with it? See first how many of class B of the first half-year stand in A, B and C in the second **without this money** (by the same cut points); the second line is how many of class C rose to B or A:
# %%
before = half_year.predict(early.set_index("customer_id")["monetary"])
second = orders[orders["order_date"] >= "2017-07-01"]
late = second.groupby("customer_id")["amount"].sum().reindex(before.index, fill_value=0)
after = half_year.predict(late)
print(after[before == "B"].value_counts().sort_index().to_dict())
print((after[before == "C"] != "C").sum())
# %% tags=["check"]
assert after[before == "B"].value_counts().to_dict() == {"B": 307, "A": 160, "C": 160}
assert round(5355 / 627, 2) == 8.54 and (after[before == "C"] != "C").sum() == 209

# %% [markdown] lang="zh"
# 627户里160户自己升到A类，160户自己掉到C类。所以“培养之后有160户升级”什么也证明不了：**升级要和没有培养的一组比**。
#
# ### 常见的错误：C类只占5%，统统放手
#
# 话说起来很顺：“C类786户只占5%的销售额，照顾他们不划算，全停。”没有试用期，一刀切。打印：省下的照顾费（三个月）；这786户10月到12月的毛利；两者之差。
# %% [markdown] lang="en"
# Of the 627, 160 rose to class A by themselves and 160 fell to class C. So “160 rose after our programme” proves nothing: **compare those who rose with a group that got no programme**.
#
# ### The common mistake: class C is only 5%, let them all go
#
# It is easily said: “The 786 households of class C bring 5% of the sales; they are not worth the care; stop it all.” No trial period, one cut. Printed: the care saved (three months), the margin of these 786 from October to December, and the difference.
# %%
saved = 15 * len(low)
margin = 0.25 * trial["later_amount"].sum()
[cc.show.money(x, "USD") for x in (saved, margin, margin - saved)]
# %% tags=["check"]
assert saved == 11790 and round(margin) == 29123 and round(margin - saved) == 17333

# %% [markdown] lang="zh"
# 省下11,790美元，却拿29,123美元的毛利去冒险：最坏的情况下，一个季度亏掉**17,333美元**；只要丢掉的购买超过四成（11,790 ÷ 29,123 = 40%），就是亏。ABC的类别说的是**过去**：786户C类里，下半年有209户升到了B类或A类。先给试用期，再放手。
# %% [markdown] lang="en"
# 11,790 dollars saved, 29,123 dollars of margin put at risk: at worst **17,333 dollars** lost in one quarter; and it loses money as soon as more than four tenths of their purchases go (11,790 ÷ 29,123 = 40%). The class speaks of the **past**: of the 786 households in class C, 209 rose to B or A in the second half-year. First the trial, then let go.
# %% tags=["check"]
assert round(11790 / 29123, 2) == 0.40

# %% [markdown] lang="zh"
# ## 下个季度：重新分类
#
# 客户会变，类别要跟着变。分界点是学来的，下个季度有两种做法：**沿用旧的分界点**，或者**重新学**。先用旧的：超市第三季度学分界点，给第三、第四季度的买家分类，再数谁从哪一类去了哪一类。表里的行是第三季度，列是第四季度。
# %% [markdown] lang="en"
# ## Next quarter: class again
#
# Customers change, and classes with them. Cut points are learned, so next quarter there are two ways: **keep the old cut points**, or **learn them anew**. The old ones first: learn from the grocer's third quarter, class the buyers of the third and fourth quarters, and count who moved from which class to which. Rows are the third quarter, columns the fourth.
# %%
quarter = orders["order_date"].dt.quarter
third = orders[quarter == 3].groupby("customer_id")["amount"].sum()
fourth = orders[quarter == 4].groupby("customer_id")["amount"].sum()
old = cc.ABC().fit(third)
was, now = old.predict(third), old.predict(fourth)
moves = old.scheme_.moves(was, now)
# %%
absent = cc.say(zh="当季没来", en="did not come")
names = {**old.scheme_.labels, "entered": absent, "left": absent}
names["before"] = cc.say(zh="第三季度 ↓ 第四季度 →", en="third quarter ↓ fourth →")
cc.table(moves, names, values={"before": names})
# %% tags=["check"]
assert moves.loc["A"].tolist() == [787, 124, 31, 6] and moves.loc["entered"].tolist() == [5, 12, 79, 0]
assert moves.loc[["A", "B", "C"]].to_numpy().sum() == len(third) == 2320
assert moves[["A", "B", "C"]].to_numpy().sum() == len(fourth) == 2328
fallen = was.index[(was == "A") & (now.reindex(was.index).fillna("left").isin(["C", "left"]))]
assert len(fallen) == 37
assert round(third[fallen].sum()) == 21184

# %% [markdown] lang="zh"
# 横着看第一行：第三季度的A类948户，787户还是A类，124户掉到B类，31户掉到C类，6户第四季度没来。（右下角的0不是发现：两季都没来的，不在表里。）最后两格的37户，第三季度一共花了多少？
# %% [markdown] lang="en"
# Read the first row: of the 948 households in class A in the third quarter, 787 stayed in A, 124 fell to B, 31 to C, and 6 did not come in the fourth quarter. (The 0 at the lower right is no finding: who came in neither quarter is not in the table.) What did the 37 of the last two cells spend in the third quarter?
# %%
latest = now.reindex(was.index).fillna("left")
fallen = was.index[(was == "A") & latest.isin(["C", "left"])]
cc.show.money(third[fallen].sum(), "USD")
# %% [markdown] lang="zh"
# **21,184美元**：打电话的名单先从这37户开始。
#
# 再重新学一遍分界点。打印：旧的分界点下A类有几户；重新学的分界点下有几户；两种做法类别不同的户数；第四季度比第三季度多卖了百分之几。
# %% [markdown] lang="en"
# **21,184 dollars**: the call list starts with these 37.
#
# Now learn the cut points anew. Printed: households in class A by the old cut points; by the new ones; how many stand in another class; by how much the sales of the fourth quarter exceed the third.
# %%
new = cc.ABC().fit(fourth).predict(fourth)
growth = fourth.sum() / third.sum() - 1
print((now == "A").sum(), (new == "A").sum(), (now != new).sum(), cc.show.percent(growth))
# %% tags=["check"]
assert ((now == "A").sum(), (new == "A").sum(), (now != new).sum()) == (994, 958, 56)
assert round(growth, 3) == 0.040 and (was == "A").sum() == 948

# %% [markdown] lang="zh"
# 全店多卖了4.0%（第四季度有感恩节和圣诞节，里面可能有季节）。用旧的分界点，A类从948户涨到994户：**看得见多卖了**。重新学，A类是958户：钱的80%按定义还是80%，分界点跟着涨，**看不见**。56户的类别取决于用哪一种。
#
# | 要回答的问题 | 用哪一种 |
# |---|---|
# | 客户变好了还是变差了？对客户承诺过的等级 | 沿用旧的分界点 |
# | 这个季度的照顾名额给谁（名额按占比定） | 重新学 |
# | 分界点用了一年、价格涨过 | 重新学，并告诉大家哪天换的 |
# | 公司的目标变了 | 换一个指标再分（见下） |
# %% [markdown] lang="en"
# The shop sold 4.0% more (the fourth quarter has Thanksgiving and Christmas, so part of it may be the season). By the old cut points class A grows from 948 to 994 households: **the rise shows**. Learned anew it is 958: 80% of the money is 80% by definition, the cut point rises with the sales, and the rise **does not show**. 56 households depend on which way is taken.
#
# | the question | which |
# |---|---|
# | are customers getting better or worse? A level that was promised to them | keep the old cut points |
# | who gets this quarter's places (places go by share) | learn anew |
# | cut points a year old, prices have risen | learn anew, and tell everyone the day |
# | the company's goal has changed | class by another measure (see below) |

# %% [markdown] lang="zh"
# **公司的目标变了，要换一个指标再分**，同一个指标重新学没有用。今年要“多卖钱”，按金额分；明年要“多来店”，就按订单数分。同样是超市2017年，打印：两种分法里类别不同的户数，占百分之几；一种说A、另一种说C的户数（两列字母拼起来，是AC或CA）。
# %% [markdown] lang="en"
# **When the company's goal changes, class by another measure**; the same one learned anew does not help. This year “more sales” calls for classes by amount; next year “more visits” calls for classes by the number of orders. The grocer in 2017 again; printed: households whose class differs, as a share, and those in A by one and in C by the other (the two letters put together make AC or CA).
# %%
by_amount = abc.predict(grocer["monetary"])
by_orders = cc.ABC().fit(grocer["frequency"]).predict(grocer["frequency"])
differs = by_amount != by_orders
far = (by_amount + by_orders).isin(["AC", "CA"])
print(differs.sum(), cc.show.percent(differs.mean()), far.sum())
# %% tags=["check"]
assert (differs.sum(), far.sum()) == (697, 33) and round(differs.mean(), 2) == 0.28

# %% [markdown] lang="zh"
# 697户（28%）换了类别，33户从一头到了另一头。没有“客户本来的类别”，只有**对眼下目标有用的类别**。所以每张分类表上要写清三样：按什么分、看哪段时间、哪天重分。
# %% [markdown] lang="en"
# 697 households (28%) change class, 33 from one end to the other. Customers have no class of their own; there are only **classes that serve the goal at hand**. So write three things on every list of classes: by what measure, over what time, and on which day it is done again.

# %% [markdown] lang="zh"
# ## 回到店长的桌上
#
# 顾问说“钱全给最大的20%，其余的放手”。店长现在可以这样回答：
#
# - 我们不是二八：这2,469户常客里，最大的20%占54.6%，其余的家庭一年花约209万美元；
# - 额外的钱给谁，您可能说对了：在网店的假设下，最好的分法就是全给最大的20%。但预算一大，给谁都亏；我们超市照顾有什么用，还没有数据，先小笔地试；
# - 不另花钱和放手是两回事：放手只对试过的客户，目标是毛利付得起照顾费（60美元），而且先拿一组试出：照顾带来多少，放手丢多少。
# %% [markdown] lang="en"
# ## Back on the manager's desk
#
# “All the money to the top 20%, let the others go”, said the consultant. The manager can now answer:
#
# - we are not 80/20: among these 2,469 frequent shoppers the top 20% bring 54.6%, the others spend about 2.09 million dollars a year;
# - on who gets extra money you may be right: under the assumptions for the online shop the best split gives it all to the top 20%. But a large budget loses money whoever gets it, and what care does in our own store nobody has measured: start with a small test;
# - no extra money is one thing, letting go another: let go only after a trial, with a goal at which the margin bears the care (60 dollars); and first try on groups what care brings and what letting go loses.

# %% [markdown] lang="zh"
# ## 要记住的
#
# - 二八不是定律：超市的20%占54.6%，唱片店占67.8%。先量，再说清哪段时间、谁算客户。
# - ABC分类法先定规则：看排在前面的占多少，相同金额归一类，退货留在账里。
# - 金字塔把人数、贡献、投入并排看；关键客户要说出名字和占比。
# - 倾斜之前先写下假设：照顾有什么用、预算该多大，换一种假设再算一遍；培养有没有用，要和没培养的一组比。
# - 价值定花多少，需求定花在哪儿；四种应对方式都要算：花多少，多得多少；赔钱的先改条件。
# - 放手要有试用期、目标和期限；留错一户赔照顾费，放错一户最坏丢全部毛利。
# - 每季度重新分类：看增长用旧的分界点，分名额重新学；目标变了，换一个指标。
# %% [markdown] lang="en"
# ## To remember
#
# - 80/20 is no law: the top 20% bring 54.6% at the grocer, 67.8% at the music shop. Measure, and say over what time and who counts as a customer.
# - Lay down the rule of an ABC classification first: the share before a customer, equal amounts in one class, returns kept in the books.
# - The pyramid sets heads, contribution and resources side by side; name the key customers and their share.
# - Before tilting, write down the assumptions (what care does, how large the budget should be) and reckon again with others; whether a programme helps shows only against a group without it.
# - Value says how much, need says on what; for each of the four stances reckon what it costs and what it adds; with customers who lose money change the terms first.
# - Let go only with a trial period, a goal and a date; one wrongly kept wastes the care, one wrongly let go may take all the margin along.
# - Class again each quarter: old cut points to see growth, new ones to share out places; when the goal changes, another measure.
