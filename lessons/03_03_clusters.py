# %% [markdown] lang="zh"
# ## 一个来自店里的问题
#
# 1997年4月1日，一位顾问给唱片店CDNOW的店长看一份客户分类：“我没有定任何规则，让电脑自己找。客户分成**两类**，质量分数0.99，满分1。”店长问：“两类各有多少人？”
#
# 顾问和对话是编的，订单是真实的。下面第1、2行给23,570位客户算好R、F、M（统计截止日是1997年3月31日），第3行照顾问的做法分成两类，“质量分数”就是表里的**轮廓系数**，后面会讲。
# %% [markdown] lang="en"
# ## A question from the shop floor
#
# On 1 April 1997 a consultant shows the manager of the music shop CDNOW a classification: “I set no rule at all; the computer found it. The customers form **two classes**, quality 0.99 out of 1.” The manager asks: “How many are in each?”
#
# The consultant and the talk are made up, the orders are real. Lines 1 and 2 below compute R, F and M of 23,570 customers (as-of date 31 March 1997); line 3 makes two classes as the consultant did. The “quality” is the **silhouette** in the table, explained further on.
# %%
cdnow = cc.measure_customers(cc.load("cdnow_orders"), as_of="1997-03-31")
measures = ["recency_days", "frequency", "monetary"]
praised = cc.clusters.choose_k(cdnow[measures], ks=[2], draws=10)
# %%
judged = {
    "k": cc.say(zh="类数k", en="classes k"),
    "inertia": cc.say(zh="组内距离平方和", en="inertia"),
    "silhouette": cc.say(zh="轮廓系数", en="silhouette"),
    "smallest_share": cc.say(zh="最小的类占客户", en="smallest class, of customers"),
    "stability": cc.say(zh="稳定性", en="stability"),
}
digits = {"inertia": "{:,.0f}", "smallest_share": "{:.2%}"}
cc.table(praised, judged, formats=digits)
# %% tags=["check"]
assert len(cdnow) == 23570
assert round(praised.loc[2, "silhouette"], 2) == 0.99
assert round(praised.loc[2, "smallest_share"] * len(cdnow)) == 3
assert round(praised.loc[2, "stability"], 2) == 0.64

# %% [markdown] lang="zh"
# 最小的类占0.01%：23,570位里的**3位**。另一类是其余的23,567位。分数几乎满分，分类毫无用处：店长能对23,567位做的事，和不分类时一样。这3位早就认识了，按金额排个序，前几名就是。
#
# 这一课讲怎样让电脑找类、怎样不被一个分数骗到，最后回答：**找出来的类，比自己写的规则多给了什么？**
# %% [markdown] lang="en"
# The smallest class holds 0.01%: **3** of 23,570. The other class is the remaining 23,567. The mark is nearly full and the classes are useless: what the manager can do for 23,567 is what could be done without any classes. The 3 were known before; sort by money and there they are at the top.
#
# This lesson is about letting the computer find classes, about not being fooled by one mark, and in the end about the question: **what do found classes give that rules of your own do not?**

# %% [markdown] lang="zh"
# ## 第一步：变换和标准化
#
# **K-means聚类**的想法很简单：定好要k类；放k个中心；每位客户归到离他最近的中心；中心移到本类客户的平均位置；一直重复到不再变动。“近”就是各个指标的差，平方后相加。
#
# 问题来了：单位不同，怎么相加？换到超市（真实订单，2017年，2,469户，金额是美元）。不做任何处理，1天、1单、1美元就一样重。看三个指标各占总差别（方差）的多少：
# %% [markdown] lang="en"
# ## Step one: transform and scale
#
# The idea of **K-means clustering** is plain: decide on k classes; place k centres; each customer goes to the nearest centre; each centre moves to the mean position of its customers; repeat until nothing changes. “Near” means: differences in the measures, squared and added up.
#
# But how can one add up different units? Turn to the grocer (real orders of 2017, 2,469 households, US dollars). With nothing done, a day, an order and a dollar weigh the same. See how much of all differences (the variance) each of the three measures holds:
# %%
orders = cc.load("grocery_orders")
grocer = cc.measure_customers(orders, as_of="2017-12-31").set_index("customer_id")
part = grocer[measures].var() / grocer[measures].var().sum()
cc.show.bars(
    part.round(3), unit="%", label=cc.say(zh="占总差别", en="of all differences"),
    names={
        "recency_days": cc.say(zh="R（天）", en="R (days)"),
        "frequency": cc.say(zh="F（单）", en="F (orders)"),
        "monetary": cc.say(zh="M（美元）", en="M (dollars)"),
    },
    title=cc.say(
        zh="不处理时，金额占了总差别的99.8%",
        en="As they are, money holds 99.8% of all differences",
    ),
)
# %% tags=["check"]
assert len(grocer) == 2469
assert part.round(3).to_dict() == {"recency_days": 0.0, "frequency": 0.001, "monetary": 0.998}

# %% [markdown] lang="zh"
# 金额占99.8%。单说有R、F、M，其实只按M分。验证一下：不处理的三个指标分5类，再只按金额分5类，两次分类有多一致？
#
# `cc.clusters.agreement` 回答这个问题。它看每**两位**客户：在两次分类里是不是都同类，或都不同类。1表示完全一样，0左右表示和碰运气差不多（它的学名是调整兰德指数）。类叫什么名字不要紧。
# %% [markdown] lang="en"
# Money holds 99.8%. It says R, F, M, and it is M alone. Test it: five classes from the three measures as they are, and five from money only. How far do they agree?
#
# `cc.clusters.agreement` answers. It looks at every **two** customers: are they together in both, or apart in both? 1 is exactly the same groups, about 0 is what chance gives (its proper name is the adjusted Rand index). What the groups are called does not matter.
# %%
from sklearn.cluster import KMeans

km = KMeans(5, n_init=10, random_state=0)
raw = km.fit_predict(grocer[measures].to_numpy())
only_money = km.fit_predict(grocer[["monetary"]].to_numpy())
round(cc.clusters.agreement(raw, only_money), 3)
# %% tags=["check"]
assert cc.clusters.agreement(raw, only_money) > 0.99

# %% [markdown] lang="zh"
# 0.997：几乎是同一套分类。R和F白算了。所以先做两件事：
#
# 1. **取对数**。金额从2美元到24,880美元，平均1,861美元，中位数只有1,210美元：少数大户拉得很开。取对数以后，“10倍”在哪一段都一样远：从20到200，和从200到2,000一样。天数、单数也一样处理。
# 2. **标准化**。减去平均值，再除以标准差（离平均值一般有多远）。三个指标的平均值都成了0，标准差都成了1，谁的单位也不占便宜。
#
# `cc.clusters.scale` 两件都做。先打印金额的最小、最大、平均、中位数，再看三户：
# %% [markdown] lang="en"
# 0.997: practically the same classes. R and F were computed for nothing. So do two things first:
#
# 1. **Take logarithms.** Money runs from 2 to 24,880 dollars, 1,861 on average, but the median is only 1,210: a few large households lie far out. In logarithms “ten times” is equally far everywhere: from 20 to 200 as from 200 to 2,000. The same for days and orders.
# 2. **Scale.** Subtract the mean and divide by the standard deviation (how far from the mean is usual). All three measures then have mean 0 and standard deviation 1, and no unit has an advantage.
#
# `cc.clusters.scale` does both. Printed first: smallest, largest, mean and median of money; then look at three households:
# %%
X = cc.clusters.scale(grocer)
three = ["G0001", "G0002", "G0005"]
print(grocer["monetary"].agg(["min", "max", "mean", "median"]).round().to_dict())
cc.table(grocer.loc[three, measures], formats={"monetary": "USD"})
# %%
cc.table(X.loc[three])
# %% tags=["check"]
money = grocer["monetary"]
assert round(money.mean()) == 1861 and round(money.median()) == 1210
assert round(money.min()) == 2 and round(money.max()) == 24880
assert (X.std(ddof=0) - 1).abs().max() < 1e-9 and X.mean().abs().max() < 1e-9

# %% [markdown] lang="zh"
# 上面是原来的数，下面是变换后的：0是“和大家差不多”，正数是比一般多，负数是比一般少。**R的方向没有变：R的正数是“久没来”，不是好事。**
#
# ## 第二步：分几类
#
# `cc.clusters.choose_k` 把几个类数放在一起比。它看四样：
#
# | 看什么 | 说什么 | 骗人的地方 |
# |---|---|---|
# | 组内距离平方和（inertia） | 客户离自己的中心有多远，越小越好 | 类越多总是越小，不会叫停 |
# | 轮廓系数 | 离自己的类比离隔壁的类近多少，−1到1 | 一个巨无霸加几个怪客，也能得0.99 |
# | 最小的类 | 占客户的多少 | 大不等于有用 |
# | 稳定性 | 从客户里重抽一批，重新分类，类还回来吗（一致程度的平均值） | 把一整块切成两半，也切得很稳 |
#
# （计算要一会儿；超过2秒，就会出现进度条。）
# %% [markdown] lang="en"
# Above are the figures as they were, below after the change: 0 is “like most”, above 0 more than usual, below 0 less. **R keeps its direction: above 0 means “not seen for long”, which is not good.**
#
# ## Step two: how many classes
#
# `cc.clusters.choose_k` sets several numbers of classes side by side. It looks at four things:
#
# | it looks at | it says | where it misleads |
# |---|---|---|
# | inertia | how far customers are from their own centre; small is good | falls with every class: it never says stop |
# | silhouette | how much nearer one's own class is than the next, −1 to 1 | one giant and a few odd customers get 0.99 |
# | smallest class | its share of the customers | large need not mean useful |
# | stability | draw customers anew, cluster again: do the classes come back? (mean agreement) | one lump cut in two is cut in two again |
#
# (This takes a moment; beyond 2 seconds you see a progress bar.)
# %%
chosen = cc.clusters.choose_k(X, ks=range(2, 7), draws=20)
cc.table(chosen, judged, formats={"inertia": "{:,.0f}", "smallest_share": "%"})
# %% tags=["check"]
assert chosen["silhouette"].round(2).tolist() == [0.44, 0.35, 0.33, 0.33, 0.30]
assert chosen["stability"].round(2).tolist() == [0.97, 0.91, 0.79, 0.88, 0.75]
assert chosen["inertia"].is_monotonic_decreasing
assert (chosen["smallest_share"] * 100).round(1).tolist() == [36.8, 15.9, 14.9, 7.7, 7.4]

# %% [markdown] lang="zh"
# 各说各的：轮廓系数要2类；距离平方和要越多越好；稳定性说2类、3类、5类好些（0.97、0.91、0.88），4类、6类差些（0.79、0.75；只重抽了20次，第二位小数会晃）。**没有哪一个能单独作主。** 还要加上第五样：**您能对几类客户做不同的事？**
#
# 2类只是“多”和“少”，不用电脑也知道。我们取**5类**：重抽后大多能回来（0.88），最小的类占7.7%（191户），店里愿意试五种做法。换一家店，换一批数字，答案可能就不同。
#
# ### 这些类“存在”吗？
#
# 轮廓系数0.33高不高？要有个对照。下面造一团**完全没有类的点**：平均值、标准差、相关程度都和超市一样，形状是一整团（模拟的），再给它打分。下面的代码您不必会写：第2行固定随机数，第3行撒2,469个点，第4行打分，第5行把两家的轮廓系数并排放。
# %% [markdown] lang="en"
# Each says something else: the silhouette wants 2 classes; the inertia always wants more; stability likes 2, 3 and 5 (0.97, 0.91, 0.88) better than 4 and 6 (0.79, 0.75; from 20 draws, so the second decimal shakes). **None decides alone.** And a fifth thing comes in: **for how many classes can you do something different?**
#
# Two classes are only “much” and “little”; that takes no computer. We take **5**: most of them come back when customers are drawn anew (0.88), the smallest holds 7.7% (191 households), and the shop is willing to try five treatments. Another shop, other figures: the answer may differ.
#
# ### Do these classes “exist”?
#
# Is a silhouette of 0.33 high? It needs something to compare with. Below is a cloud of points **without any classes**: mean, standard deviation and correlation as at the grocer, but one single lump (simulated). Give it the same marks. You need not be able to write this code: line 2 fixes the random numbers, line 3 scatters 2,469 points, line 4 marks them, line 5 puts the two silhouettes side by side.
# %%
import numpy as np

rng = np.random.default_rng(0)
cloud = rng.multivariate_normal([0, 0, 0], X.corr(), len(X), method="cholesky")
lump = cc.clusters.choose_k(cloud, ks=range(2, 7), draws=20)
both = chosen[["silhouette"]].assign(cloud=lump["silhouette"]).rename(index=str)
# %%
cc.show.lines(
    both, x_label=judged["k"], label=judged["silhouette"],
    names={
        "silhouette": cc.say(zh="超市（真实）", en="grocer (real)"),
        "cloud": cc.say(zh="没有类的一团点（模拟）", en="cloud without classes (simulated)"),
    },
    title=cc.say(
        zh="没有类的一团点，轮廓系数也有0.28到0.42",
        en="A cloud without classes has silhouettes of 0.28 to 0.42, too",
    ),
)
# %% tags=["check"]
assert round(lump["silhouette"].min(), 2) == 0.28 and round(lump["silhouette"].max(), 2) == 0.42
assert (both["silhouette"] - both["cloud"]).max() < 0.05
assert (both["silhouette"] - both["cloud"]).min() > 0.015
assert lump["stability"].round(2).tolist()[:4] == [0.96, 0.85, 0.84, 0.73]

# %% [markdown] lang="zh"
# 只差一点：超市高出0.02到0.04（图的纵轴不是从0开始的）。再看那团点的另外几样（先打印的两行，是另造的两团点分4类、5类时的稳定性）：
# %% [markdown] lang="en"
# Little between them: the grocer is 0.02 to 0.04 higher (the axis does not begin at 0). Now the other marks of the cloud (the two lines printed first: the stability of two more clouds at 4 and 5 classes):
# %%
clouds = [cloud]
for seed in (1, 2):
    rng = np.random.default_rng(seed)
    clouds.append(rng.multivariate_normal([0, 0, 0], X.corr(), len(X), method="cholesky"))
    print(cc.clusters.choose_k(clouds[-1], ks=[4, 5], draws=20)["stability"].round(2).tolist())
cc.table(lump, judged, formats={"inertia": "{:,.0f}", "smallest_share": "%"})
# %% tags=["check"]
more = [cc.clusters.choose_k(one, ks=[4, 5], draws=20)["stability"] for one in clouds[1:]]
assert [one.round(2).tolist() for one in more] == [[0.66, 0.70], [0.75, 0.76]]

# %% [markdown] lang="zh"
# 2类、3类时，这团点也很稳（0.96、0.85）：**分数不错，不等于真有几群人**。5类时两者不同：超市0.88，三团点是0.73、0.70、0.76。4类时就说不准：超市0.79，三团点是0.84、0.66、0.75。可见超市的客户和这样一团点不完全一样，切成5类不全凭运气；但还不能说真有五种人。
#
# 再用眼睛看一次。取轮廓系数最高的2类，画出每户站在两个中心之间的什么位置：左边是买得少的中心一侧，右边是买得多的一侧，0是分界线。如果真有两群人，分界线处应该是个谷。
#
# 代码也不必会写：第1行求两个中心，第2行是从一个指向另一个的方向，第3行算每户沿这个方向走了多远（`@` 是逐项相乘再相加）。
# %% [markdown] lang="en"
# For 2 and 3 classes the cloud is stable, too (0.96, 0.85): **fair marks do not mean that there are groups**. At 5 they differ: the grocer has 0.88, the three clouds 0.73, 0.70 and 0.76. At 4 nothing can be said: the grocer 0.79, the clouds 0.84, 0.66 and 0.75. So the grocer's customers are not quite such a cloud, and a cut into 5 is not all luck; that there are five kinds of people it does not say.
#
# Look once with your eyes. Take the 2 classes with the highest silhouette and draw where each household stands between the two centres: on the left the side of those who buy little, on the right of those who buy much, and 0 is the border. If there were two groups of people, there would be a valley at the border.
#
# No need to be able to write this either: line 1 finds the two centres, line 2 is the direction from one to the other, line 3 how far each household has gone that way (`@` multiplies item by item and adds up).
# %%
two = cc.clusters.KMeansClasses(2).fit(grocer).centres_
along = two.loc["class_1"] - two.loc["class_2"]
place = (X - two.mean()) @ along / np.sqrt(along @ along)
cc.show.histogram(
    place, cuts=[0], count_label=cc.say(zh="户数", en="households"),
    label=cc.say(zh="在两个中心之间的位置", en="place between the two centres"),
    title=cc.say(
        zh="分界线处没有谷：看不出两群人",
        en="No valley at the border: no two groups to be seen",
    ),
)
# %% tags=["check"]
counts, edges = np.histogram(place, bins=[-1.25, -0.75, -0.25, 0.25, 0.75])
assert counts.tolist() == sorted(counts)

# %% [markdown] lang="zh"
# 没有谷：从买得少到买得多，客户是**连着的**，站在刀口两边的客户几乎一样。5类之间我们没有一对一对地画，只知道轮廓系数比没有类的点高不了多少。切几刀也可以有用，就像把成绩分成优、良、中、差；但不要说“电脑发现了五种人”，这里没有这样的证据。
#
# ## 第三步：类要有固定的名字
#
# K-means给类编号全凭运气。同样的数据，只换随机的起点（`random_state`），看两次编号有多少户相同，两次分类又有多一致：
# %% [markdown] lang="en"
# No valley: from little to much the customers **run on without a gap**, and those on both sides of this cut are nearly alike. Between the five classes we have drawn no such pictures; we only know that their silhouette is little above that of points without classes. Cuts can be useful, like marks at school; but do not say “the computer discovered five kinds of people”: nothing here shows that.
#
# ## Step three: classes need names that stay
#
# K-means numbers its classes by luck. Same data, only another random start (`random_state`): for how many households is the number the same, and how far do the two agree as groups?
# %%
one = KMeans(5, n_init=10, random_state=0).fit_predict(X.to_numpy())
other = KMeans(5, n_init=10, random_state=2).fit_predict(X.to_numpy())
print(cc.show.percent((one == other).mean()), round(cc.clusters.agreement(one, other), 2))
# %% tags=["check"]
same_number, same_group = (one == other).mean(), cc.clusters.agreement(one, other)
assert 0.17 < same_number < 0.19 and round(same_group, 2) == 0.96

# %% [markdown] lang="zh"
# 编号相同的只有18.0%，一致程度却是0.96：**类几乎没变，变的是号码。** 谁要是把“3号类”写进CRM，下个月重跑一次，优惠券就发给了另一批人。
#
# `cc.clusters.KMeansClasses` 把类按平均金额排好：class_1总是价值最高的。它自己做变换和标准化，直接交原来的表就行。换一个起点再试：
# %% [markdown] lang="en"
# The number is the same for only 18.0%, yet the agreement is 0.96: **the groups hardly changed, the numbers did.** Whoever wrote “cluster 3” into the CRM and runs it again next month sends the coupons to other people.
#
# `cc.clusters.KMeansClasses` puts the classes in order of mean money: class_1 is always the one worth most. It transforms and scales by itself; hand it the table as it is. Try another start again:
# %%
model = cc.clusters.KMeansClasses(5).fit(grocer)
classes = model.predict(grocer)
again = cc.clusters.KMeansClasses(5, seed=2).fit(grocer).predict(grocer)
cc.show.percent((classes == again).mean())
# %% tags=["check"]
assert round((classes == again).mean(), 3) == 0.983

# %% [markdown] lang="zh"
# 98.3%的客户，类名不变。
#
# ## 第四步：看画像，起名字
#
# 类找到了，还不知道是谁。`profile_` 列出每类的户数和各指标的**中位数**：
# %% [markdown] lang="en"
# 98.3% of the households keep the name of their class.
#
# ## Step four: profile and name
#
# The classes are found, but who are they? `profile_` lists the households of each class and the **median** of each measure:
# %%
digits = {"customer_share": "%", "frequency": "{:.0f}", "monetary": "USD"}
cc.table(model.profile_, formats=digits)
# %% tags=["check"]
assert model.profile_["customers"].tolist() == [686, 582, 438, 572, 191]
assert model.profile_["recency_days"].tolist() == [1, 10, 1, 22, 82]
assert model.profile_["frequency"].tolist() == [110.5, 53, 35, 17, 3] and round(365 / 53) == 7
assert model.profile_["monetary"].round().tolist() == [3434, 1723, 840, 414, 65]

# %% [markdown] lang="zh"
# 起名字是您的事，电脑不知道。名字要让店员一听就懂，要说事实，不要替客户编故事（“追求品质的妈妈”在R、F、M里看不出来）。我们这样起：
#
# | 类 | 看到什么（中位数） | 名字 |
# |---|---|---|
# | class_1 | 昨天刚来，一年110单，3,434美元 | 核心客户 |
# | class_2 | 10天没来，一年53单，1,723美元 | 常买，有几天没来 |
# | class_3 | 昨天刚来，35单，840美元 | 小单常来 |
# | class_4 | 22天没来，17单，414美元 | 偶尔来 |
# | class_5 | 82天没来，3单，65美元 | 少来，很久没来 |
#
# 下面写下名字，最后打印class_2里最近的、最久的几天没来，多少户超过30天。
# %% [markdown] lang="en"
# Naming is your job; the computer cannot know. A name should be clear to anyone in the shop and say what is known, not tell stories about people (“quality-minded mothers” cannot be seen in R, F and M). We choose:
#
# | class | what is seen (medians) | name |
# |---|---|---|
# | class_1 | came yesterday, 110 orders a year, 3,434 dollars | core |
# | class_2 | away for 10 days, 53 orders a year, 1,723 dollars | good, some days away |
# | class_3 | came yesterday, 35 orders, 840 dollars | small but here |
# | class_4 | away for 22 days, 17 orders, 414 dollars | now and then |
# | class_5 | away for 82 days, 3 orders, 65 dollars | rare, long away |
#
# Below the names are written down; printed at the end for class_2: the fewest and the most days away, and how many households more than 30.
# %%
names = {
    "class_1": cc.say(zh="核心客户", en="core"),
    "class_2": cc.say(zh="常买，有几天没来", en="good, some days away"),
    "class_3": cc.say(zh="小单常来", en="small but here"),
    "class_4": cc.say(zh="偶尔来", en="now and then"),
    "class_5": cc.say(zh="少来，很久没来", en="rare, long away"),
}
days_away = grocer.loc[classes == "class_2", "recency_days"]
print(days_away.min(), days_away.max(), (days_away > 30).sum())
# %% tags=["check"]
assert (days_away.min(), days_away.max(), (days_away > 30).sum()) == (3, 196, 45)
# %% [markdown] lang="zh"
# class_2叫“有几天没来”，不叫“要走了”：最近的一户3天没来，中位数10天；按中位数53单算，平均7天来一次，10天还算平常。他们和核心客户的差别，有一部分只是统计截止日碰在哪一天。但一个类名不能替每一户说话：最久的有196天没来，45户超过30天。
#
# 再看每类带来多少钱。`size` 数户数，`sum` 加金额。
# %% [markdown] lang="en"
# Class_2 is “some days away”, not “leaving”: the nearest has been away for 3 days, the median is 10; with the median of 53 orders, one in 7 days, 10 days are still usual. Part of what sets them apart from the core is only the day at which we count. But the name of a class does not speak for every household: the longest has been away for 196 days, 45 for more than 30.
#
# Now the money of each class: `size` counts households, `sum` adds up money.
# %%
worth = grocer["monetary"].groupby(classes).agg(customers="size", money="sum")
share_of = {
    "customers": cc.say(zh="户数占比", en="share of households"),
    "money": cc.say(zh="金额占比", en="share of money"),
}
# %%
cc.show.shares(
    worth, names={**names, **share_of},
    title=cc.say(
        zh="核心客户占户数的28%，占金额的60%",
        en="The core: 28% of the households, 60% of the money",
    ),
)
# %% tags=["check"]
assert round(worth.loc["class_1", "money"] / worth["money"].sum(), 2) == 0.60
assert round(worth.loc["class_1", "customers"] / len(grocer), 2) == 0.28
assert round(worth.loc["class_2", "money"]) == 1166474
assert round(worth.loc["class_2", "money"] / worth["money"].sum(), 2) == 0.25
assert round(worth.loc["class_5", "money"] / worth["money"].sum(), 3) == 0.003

# %% [markdown] lang="zh"
# 这就能派活了。核心客户（60%的钱）：好好维护。“常买，有几天没来”（582户，1,166,474美元，25%）：下次来时送一张下次用的券，先不必追（超过30天没来的45户另外看）。“小单常来”：收银台推荐多买一样。“偶尔来”：每月一次普通的优惠信。“少来，很久没来”（0.3%的钱）：不花钱。这些是打算，有没有用要试了才知道。
#
# 拖动滑块换类数，看每类的户数和金额怎么变。从2开始看：每加一类，多出来的那一类**您打算怎么对待**？说不出来，就退回去。
# %% [markdown] lang="en"
# Now work can be planned. Core (60% of the money): look after them. “Good, some days away” (582 households, 1,166,474 dollars, 25%): at their next visit a coupon for the one after; no chasing (except that the 45 away for more than 30 days are looked at apart). “Small but here”: suggest one thing more at the till. “Now and then”: the common monthly letter. “Rare, long away” (0.3% of the money): spend nothing. These are plans; whether they work must be tested.
#
# Move the slider to another number of classes and see households and money change. Begin at 2: with every class added, **what would you do for the new one**? If you cannot say, go back.
# %%
fitted = {k: cc.clusters.KMeansClasses(k).fit(grocer) for k in range(2, 9)}
sums = {
    k: grocer["monetary"].groupby(fit.predict(grocer)).agg(customers="size", money="sum")
    for k, fit in fitted.items()
}
# %%
def draw(k):
    fit = fitted[int(k)]
    title = cc.say(
        zh="{k:.0f}类：最小的占{p:.1%}，轮廓系数{s:.2f}",
        en="{k:.0f} classes: the smallest {p:.1%}, silhouette {s:.2f}",
    ).format(k=k, p=fit.profile_["customer_share"].min(), s=fit.silhouette_)
    return cc.show.shares(sums[int(k)], names={**fit.labels_, **share_of}, title=title)


cc.knob(draw, k=(judged["k"], 2, 8, 1, 5))

# %% [markdown] lang="zh"
# ## 树状图：层次聚类
#
# **层次聚类**换一个方向：开始时每户自成一组，每次把最近的两组并在一起，直到只剩一组。合并的过程画出来，就是**树状图**。不必先定类数：画完再决定从哪里剪。
#
# 怎样读：底下每个数字是一组有多少户；两条竖线在哪个高度被横线连起来，那两组就在那个距离合并。横线画得高，说明两组差得远。在某个高度横着剪一刀，**剪断几条竖线，就是几类**。
# %% [markdown] lang="en"
# ## The dendrogram: hierarchical clustering
#
# **Hierarchical clustering** goes the other way: at first every household is a group of its own; each time the two nearest groups are joined, until one is left. Drawn, these joins are a **dendrogram**. The number of classes need not be decided first: draw, then decide where to cut.
#
# How to read it: each number at the foot is the households in a group; the height at which two upright lines are joined is the distance at which those two groups were put together. A high join: two groups far apart. Cut across at some height: **as many classes as upright lines are cut**.
# %%
ward = cc.clusters.WardClasses(5).fit(X)
ward.draw(cc.say(
    zh="最大的空当在2类，其次在5类",
    en="The widest gap is at 2 classes, the next at 5",
))
# %% tags=["check"]
heights = ward.linkage_[::-1, 2]
assert heights[:5].round(1).tolist() == [85.7, 39.8, 34.6, 33.0, 19.8]
gaps = heights[:20] - heights[1:21]
assert list(gaps.argsort()[::-1][:2]) == [0, 3]
assert round((heights[3] + heights[4]) / 2, 1) == 26.4 and round(gaps[3], 1) == 13.2

# %% [markdown] lang="zh"
# 打印最后五次合并的高度，由低到高：第1行是超市，后3行是前面那三团没有类的点。
# %% [markdown] lang="en"
# Print the heights of the last five joins, from low to high: line 1 the grocer, then the three clouds without classes.
# %%
import pandas as pd

for points in (X, *clouds):
    joined = cc.clusters.WardClasses(5).fit(pd.DataFrame(points, columns=measures))
    print(joined.linkage_[-5:, 2].round(1))
# %% tags=["check"]
second_gaps = []
for points in (X, *clouds):
    joins = cc.clusters.WardClasses(5).fit(pd.DataFrame(points, columns=measures)).linkage_[::-1, 2]
    assert sorted(joins[:20] - joins[1:21])[-2] == sorted(joins[:4] - joins[1:5])[-2]
    seen = joins[:5].round(1)
    second_gaps.append(round(sorted(seen[:4] - seen[1:])[-2], 1))
assert second_gaps == [13.2, 21.5, 10.6, 12.9]

# %% [markdown] lang="zh"
# 超市从上往下是85.7、39.8、34.6、33.0、19.8……剪在85.7和39.8之间是2类，剪在33.0和19.8之间是5类（图上的虚线，26.4）。**空当越宽，剪在那里越不受刀口高低的影响**：最宽的在2类，其次就是5类。但这也不证明有5群人：超市第二宽的空当是13.2，三团没有类的点是21.5、10.6、12.9，有一团比超市还宽。
#
# 和K-means比一比：一致程度是多少，哪里不同？
# %% [markdown] lang="en"
# At the grocer, from the top, the joins are at 85.7, 39.8, 34.6, 33.0, 19.8 … A cut between 85.7 and 39.8 leaves 2 classes, one between 33.0 and 19.8 leaves 5 (the dashed line, at 26.4). **The wider the gap, the less it matters at what height exactly you cut**: widest at 2 classes, next at 5. Nor does that prove five groups: the second widest gap is 13.2 at the grocer, and 21.5, 10.6 and 12.9 in the three clouds without classes; in one it is wider than at the grocer.
#
# Compare with K-means: how far do they agree, and where do they differ?
# %%
tree = ward.classes_.rename("tree")
crossed = pd.crosstab(tree, classes)
print(round(cc.clusters.agreement(tree, classes), 2))
cc.table(crossed, {"tree": cc.say(zh="树的类", en="class of the tree"), **names})
# %% tags=["check"]
assert round(cc.clusters.agreement(tree, classes), 2) == 0.64
assert crossed.loc[3, "class_1"] == 504 and crossed.loc[5, "class_3"] == 418
assert crossed.loc[5, "class_1"] == 152 and crossed.loc[5].sum() == 669
assert crossed.loc[2, "class_4"] == 485 and crossed.loc[1, "class_5"] == 186
small = [(k, cc.clusters.agreement(ward.cut(k), fitted[k].predict(grocer))) for k in (3, 4, 5)]
assert [round(a, 2) for _, a in small] == [0.28, 0.29, 0.64]

# %% [markdown] lang="zh"
# 树的类从左到右编号，不按价值排。一致程度0.64：大框架一样（树的第3类504户全是核心客户，第4类主要是“常买，有几天没来”），界线不一样：树的第5类669户里，418户是“小单常来”，另有152户在K-means里是核心客户。换成别的类数呢？
# %% [markdown] lang="en"
# The classes of the tree are numbered from left to right, not by value. Agreement 0.64: the large lines are the same (the 504 households of the tree's class 3 are all core; its class 4 is mainly “good, some days away”), the borders are not: of the 669 in the tree's class 5, 418 are “small but here”, and 152 are core to K-means. And with other numbers of classes?
# %%
for k in range(2, 7):
    print(k, round(cc.clusters.agreement(ward.cut(k), fitted[k].predict(grocer)), 2))
# %% [markdown] lang="zh"
# 3类和4类时，两种方法只有0.28和0.29。
#
# 谁对？都没有错。没有谷的地方，换一把刀，刀口就换地方。**两种方法说法不一的客户，站在哪一类不要太当真。** 层次聚类要把每两户比一遍，所以最多收10,000户；再多就先抽一部分，或用K-means。
# %% [markdown] lang="en"
# With 3 and 4 classes the two methods agree by only 0.28 and 0.29.
#
# Who is right? Neither is wrong. Where there is no valley another knife cuts at another place. **Where the methods differ about a customer, do not take the class too seriously.** Hierarchical clustering compares every two households, so it takes 10,000 at most; beyond that draw a part first or use K-means.

# %% [markdown] lang="zh"
# ## 常见的错误：不标准化，代价多少钱
#
# 店里要给**金额高于中位数（1,210美元）、超过7天没来**的家庭各发一张5美元的券。目标先定好，做法后比。两位同事都想用现成的类：甲忘了标准化，在不处理的5类里挑了金额中等偏上的一类（1,700美元左右的那户所在的类，第2行）；乙用标准化以后的“常买，有几天没来”。代码数三样：发多少户，发中目标多少户，发给目标以外的多少户：
# %% [markdown] lang="en"
# ## The common mistake: not scaling, and what it costs
#
# The shop wants to send a coupon of 5 dollars to households with **money above the median (1,210 dollars) who have been away for more than 7 days**. The target comes first, the ways are compared after. Two colleagues use the classes at hand. One forgot to scale and takes, of the five classes of the measures as they are, the one in the upper middle (that of the household nearest to 1,700 dollars; line 2). The other takes the scaled “good, some days away”. For both: how many coupons, how many of them in the target, how many outside:
# %%
target = (grocer["monetary"] > grocer["monetary"].median()) & (grocer["recency_days"] > 7)
middle = raw == raw[(grocer["monetary"] - 1700).abs().argmin()]
for sent in (middle, classes == "class_2", target):
    print(sent.sum(), (sent & target).sum(), (sent & ~target).sum())
# %% tags=["check"]
good = classes == "class_2"
got = [(int(w.sum()), int((w & target).sum()), int((w & ~target).sum())) for w in (middle, good, target)]
assert got == [(709, 202, 507), (582, 294, 288), (317, 317, 0)]
assert [5 * n for way in got for n in way[::2]] == [3545, 2535, 2910, 1440, 1585, 0]

# %% [markdown] lang="zh"
# | 做法 | 发券 | 花费 | 发中目标（共317户） | 发到目标以外 | 发错的钱 |
# |---|---|---|---|---|---|
# | 不标准化的类 | 709户 | 3,545美元 | 202户 | 507户 | **2,535美元** |
# | 标准化的类 | 582户 | 2,910美元 | 294户 | 288户 | 1,440美元 |
# | 直接写规则 | 317户 | 1,585美元 | 317户 | 0户 | 0美元 |
#
# 不标准化，七成的钱发错了：那一类只看金额，R没有作用。差多少要看目标。换两个目标，金额都取1,100到2,559美元（差不多就是甲那一类的金额）：先是其中超过7天没来的，再是全部，不管几天没来。每个目标打印两行，先甲后乙：目标有几户、发中几户、发错多少美元：
# %% [markdown] lang="en"
# | way | coupons | cost | in the target (317 in all) | outside | money misspent |
# |---|---|---|---|---|---|
# | classes, not scaled | 709 | USD 3,545 | 202 | 507 | **USD 2,535** |
# | classes, scaled | 582 | USD 2,910 | 294 | 288 | USD 1,440 |
# | a rule | 317 | USD 1,585 | 317 | 0 | USD 0 |
#
# Not scaled, seven tenths of the money go astray: that class looks at money only, and R has no say. How much is lost depends on the target. Try two others, both with 1,100 to 2,559 dollars (much the same money as the unscaled class): first those of them away for more than 7 days, then all of them, however long away. Two lines are printed for each target, first the unscaled class, then the scaled: households in the target, those reached, and the dollars misspent:
# %%
band = grocer["monetary"].between(1100, 2559)
for wanted in (band & (grocer["recency_days"] > 7), band):
    for sent in (middle, classes == "class_2"):
        print(wanted.sum(), (sent & wanted).sum(), 5 * (sent & ~wanted).sum())
# %% tags=["check"]
assert 1102 <= grocer["monetary"][middle].min() and grocer["monetary"][middle].max() < 2559
away = band & (grocer["recency_days"] > 7)
assert away.sum() == 238 and [(w & away).sum() for w in (middle, good)] == [237, 219]
assert [5 * (w & ~away).sum() for w in (middle, good)] == [2360, 1815]
assert band.sum() == 710 and [(w & band).sum() for w in (middle, good)] == [709, 340]
assert [5 * (w & ~band).sum() for w in (middle, good)] == [0, 1210]

# %% [markdown] lang="zh"
# 超过7天没来的238户里，甲多发中18户，发错的钱也多：甲2,360美元，乙1,815美元。要是目标只看金额（710户），甲发中709户，一分不错，乙发错1,210美元：**不标准化的类，只答得了金额的问题。**
#
# 回到原来的目标：标准化的类也有一半发错，因为这件事本来就不需要聚类：**问题已经清楚，就写一条规则**，按定义一户也不会发错。聚类是用来在还不知道该问什么的时候看一看全貌的。
# %% [markdown] lang="en"
# Of the 238 away for more than 7 days the unscaled class reaches 18 more, and misspends more as well: 2,360 dollars, the scaled one 1,815. If the target asked for money only (710 households), it reaches 709 and misspends nothing, the scaled one 1,210: **classes that were not scaled can only answer a question about money.**
#
# Back to the first target: the scaled class is wrong for half of its coupons, too. This task needs no clusters at all. **Where the question is clear, write a rule**; by definition it sends not one coupon wrong. Clusters are for looking at the whole when you do not yet know what to ask.

# %% [markdown] lang="zh"
# ## 过半年还算数吗？
#
# 用上半年的订单学出5类，**不再重学**，直接用到下半年的订单上：谁换了类？第1行量上半年（截止6月30日），第2行只用7月1日以后的订单量下半年（截止12月31日）。下半年一单也没有的家庭没有R，单独数。最后打印：留在原类几户、占多少、全凭碰运气会占多少。
# %% [markdown] lang="en"
# ## Does it hold half a year later?
#
# Learn five classes from the first half-year, and apply them **without learning again** to the second: who moved? Line 1 measures the first half (up to 30 June), line 2 the second (orders from 1 July on, up to 31 December). Households without an order in the second half have no R; they are counted apart. Printed: how many stayed, their share, and the share by luck alone.
# %%
first = cc.measure_customers(orders, as_of="2017-06-30").set_index("customer_id")
later = orders[orders["order_date"] >= "2017-07-01"]
second = cc.measure_customers(later, as_of="2017-12-31").set_index("customer_id")
learned = cc.clusters.KMeansClasses(5).fit(first)
before = learned.predict(first)
after = learned.predict(second).reindex(before.index).fillna("none")
stay = after != "none"
luck = before[stay].value_counts(normalize=True) * after[stay].value_counts(normalize=True)
print((before == after).sum(), cc.show.percent((before == after)[stay].mean()), cc.show.percent(luck.sum()))
# %%
moved = pd.crosstab(before.rename("before"), after)
none = cc.say(zh="没有订单", en="no order")
half = {"before": cc.say(zh="上半年 ＼ 下半年", en="first half \\ second half")}
cc.table(moved, {**half, **names, "none": none}, values={"before": names})
# %% tags=["check"]
stayed = int((before == after).sum())
gone = after == "none"
assert len(before) == 2393 and gone.sum() == 53 and stayed == 1097
assert round(stayed / (len(before) - 53), 3) == 0.469
assert round(luck.sum(), 2) == 0.22
assert moved.loc["class_1", "class_2"] == 158 and moved.loc["class_2", "class_1"] == 185
assert moved.loc["class_1", ["class_4", "class_5"]].sum() == 14
rank_before = before[~gone].str[-1].astype(int)
rank_after = after[~gone].str[-1].astype(int)
steps = (rank_before - rank_after).abs()
assert (steps == 1).sum() == 933
assert moved.loc["class_5", "none"] == 40 and len(second.index.difference(first.index)) == 76
assert learned.profile_["customers"].tolist() == [625, 632, 369, 513, 254]

# %% [markdown] lang="zh"
# 2,393户里，53户下半年一单也没有。其余2,340户中，留在原类的只有1,097户（46.9%；各类大小不变、全凭碰运气是22%），另有933户移到了隔壁一类（表里对角线两旁的格子加起来）。大起大落的少：核心客户落到最后两类的只有14户。
#
# 换类不等于变心。来得勤的人，截止日那天是“1天前来的”还是“9天前来的”，多少有些凑巧。试一试：同一套中心，只把统计截止日提前一个星期，有多少户换了类？
# %% [markdown] lang="en"
# Of 2,393 households 53 had no order in the second half. Of the other 2,340 only 1,097 (46.9%; by luck alone, with classes of these sizes, 22%) stayed in their class, and 933 moved to the next one (add up the cells on both sides of the diagonal). Great falls are rare: only 14 of the core fell into the last two classes.
#
# A move is not a change of heart. For someone who comes often it is partly luck whether the last visit before the as-of date was 1 day or 9 days ago. Try it: the same centres, only the as-of date one week earlier. How many households change their class?
# %%
week = cc.measure_customers(orders, as_of="2017-12-24").set_index("customer_id")
earlier = model.predict(week)
print(cc.show.percent((earlier != classes.loc[week.index]).mean()))
weeks = pd.crosstab(earlier.rename("before"), classes.loc[week.index])
head = cc.say(zh="12月24日 ＼ 12月31日", en="24 December \\ 31 December")
cc.table(weeks, {"before": head, **names}, values={"before": names})
# %% tags=["check"]
assert round((earlier != classes.loc[week.index]).mean(), 3) == 0.315
now = classes.loc[week.index]
assert (earlier == "class_3").sum() == 518 and ((earlier == "class_3") & (now == "class_3")).sum() == 224
assert (earlier == "class_5").sum() == 200 and ((earlier == "class_5") & (now == "class_5")).sum() == 184
# %% [markdown] lang="zh"
# 一个星期，31.5%的户就换了类。R取了对数以后，1天和9天差得很远。最不牢靠的是“小单常来”：一周前的518户（第3行加起来）只有224户还在；最牢靠的是“少来，很久没来”，200户有184户还在。上半年到下半年，核心客户和“常买，有几天没来”之间158户下来，185户上去（前一张表）。所以：
#
# - **不要因为一次换类就打电话**；连着两期都在下降，再问。
# - 报表上写明类是哪天学的，一年之内用同一套中心；每期重学，连类的意思都会变。
# - 2017年7月以后才出现的76户不在表里，要另算。
# %% [markdown] lang="en"
# Within one week 31.5% of the households changed class. In logarithms 1 day and 9 days are far apart. Shakiest is “small but here”: of 518 a week earlier (add up row 3) 224 are still in it; firmest is “rare, long away”: 184 of 200. From the first half-year to the second, 158 went down from the core to “good, some days away” and 185 went up (the table before). So:
#
# - **Do not call because of one move**; ask when somebody goes down two periods running.
# - Write into the report when the classes were learned, and keep the same centres for a year; if you learn anew each time, the meaning of the classes moves as well.
# - The 76 households that appear only from July 2017 on are not in the table; count them apart.

# %% [markdown] lang="zh"
# ## 聚类多给了什么？
#
# 和简单的做法比一比。都用上半年分类，看它**解释了多少下半年的差别**（0%什么也没说，100%知道类就知道数；上一章用过的 `compare_criteria`）。对手有四个：RFM十类（网格）、RFM八类（中位数）、只按金额分的五等份、只按单数分的五等份。
# %% [markdown] lang="en"
# ## What did clustering add?
#
# Compare it with simple ways. All use the first half-year; see how much **of the differences in the second half** each explains (0% says nothing, at 100% the class tells the figure; `compare_criteria`, as in chapter 2). The rivals: the ten RFM classes (grid), the eight RFM classes (median), five equal parts by money only, and five by the number of orders only.
# %%
median = cc.RFM(classes="eight", cut="median").fit(first)
ways = {
    cc.say(zh="K-means，5类", en="K-means, 5 classes"): before,
    cc.say(zh="RFM网格，10类", en="RFM grid, 10 classes"): cc.RFM().fit(first).predict(first),
    cc.say(zh="RFM八类", en="eight RFM classes"): median.predict(first),
    cc.say(zh="金额五等份", en="fifths by money"): pd.qcut(first["monetary"], 5, labels=False),
    cc.say(zh="单数五等份", en="fifths by orders"): pd.qcut(first["frequency"], 5, labels=False),
}
# %%
first["next_money"] = second["monetary"].reindex(first.index).fillna(0)
first["next_orders"] = second["frequency"].reindex(first.index).fillna(0)
by_money = cc.criteria.compare_criteria(first, "next_money", ways)
cc.criteria.criteria_table(by_money)
# %%
by_orders = cc.criteria.compare_criteria(first, "next_orders", ways)
cc.criteria.criteria_table(by_orders)
# %% tags=["check"]
found = {name.en: round(share, 3) for name, share in zip(by_money["criterion"], by_money["share"])}
assert found == {
    "K-means, 5 classes": 0.393, "RFM grid, 10 classes": 0.326,
    "eight RFM classes": 0.393, "fifths by money": 0.560, "fifths by orders": 0.352,
}
found = {name.en: round(share, 3) for name, share in zip(by_orders["criterion"], by_orders["share"])}
assert found == {
    "K-means, 5 classes": 0.401, "RFM grid, 10 classes": 0.414,
    "eight RFM classes": 0.366, "fifths by money": 0.318, "fifths by orders": 0.473,
}

# %% [markdown] lang="zh"
# 和对手差多少？两个区间重叠，不等于分不出高下：客户是同一批，要看**差距**的区间。下面的代码不必会写：同一批客户反复重抽400次，每次算“聚类减对手”，打印差距的95%区间（百分点）。
# %% [markdown] lang="en"
# How far is it from the rivals? Two intervals that overlap do not say “cannot be told apart”: the customers are the same, so look at the interval of the **difference**. No need to be able to write this: the same customers are drawn anew 400 times, each time “clustering minus rival”, and the 95% interval of the difference is printed (percentage points).
# %%
def explained(drawn, way, value):
    return drawn.groupby(way)[value].transform("mean").var() / drawn[value].var()


def ahead(rival, value):
    table, found = first.assign(ours=before, rival=rival), []
    for seed in range(400):
        drawn = table.sample(frac=1, replace=True, random_state=seed)
        found.append(explained(drawn, "ours", value) - explained(drawn, "rival", value))
    return np.quantile(found, [0.025, 0.975])
# %%
for value in ("next_money", "next_orders"):
    for name in list(ways)[1:]:
        print(value, name, *map(cc.show.percent, ahead(ways[name], value)))
# %% tags=["check"]
rivals = list(ways.values())[1:]
ends = [ahead(rival, value) for value in ("next_money", "next_orders") for rival in rivals]
assert (100 * np.array(ends)).round(1).tolist() == [
    [4.4, 8.5], [-2.1, 1.5], [-19.6, -14.5], [1.8, 6.0],
    [-3.8, 0.8], [1.9, 4.8], [5.2, 11.2], [-9.2, -5.4],
]

# %% [markdown] lang="zh"
# 说下半年花多少，最好的是按金额分的五等份（56.0%），聚类是39.3%；说下半年来几次，最好的是按单数分的五等份（47.3%），聚类是40.1%。这两条简单规则各自只为一个问题而定，当然占便宜；聚类三个指标一起看，两个问题上都输给专为它定的那条规则（差距−19.6到−14.5、−9.2到−5.4个百分点，都不含0）；反过来，每条规则用到另一个问题上，都不如聚类（聚类多1.8到6.0、5.2到11.2）。和RFM比：说金额，胜过网格（差距4.4到8.5个百分点），和八类分不出高下（−2.1到1.5，含0）；说次数，胜过八类（1.9到4.8），和网格分不出高下（−3.8到0.8）。
#
# 还有一样：谁下半年一单也没有？比一比“少来，很久没来”的254户，和单数最少、金额最少、最久没来的各254户。先打印全店的。
# %% [markdown] lang="en"
# For the money of the second half the fifths by money do best (56.0%; clustering 39.3%), for the number of visits the fifths by orders (47.3%; clustering 40.1%). Each of these two rules is made for one question, which is an advantage; clustering looks at three measures at once and loses on both questions to the rule made for it (by 14.5 to 19.6 and by 5.4 to 9.2 points, neither interval holds 0); each rule put to the other question does worse than clustering (which is ahead by 1.8 to 6.0 and 5.2 to 11.2). Against RFM: for money it beats the grid (by 4.4 to 8.5 points) and cannot be told from the eight classes (−2.1 to 1.5, holds 0); for visits it beats the eight classes (1.9 to 4.8) and cannot be told from the grid (−3.8 to 0.8).
#
# And one thing more: who had no order in the second half? Compare the 254 who were “rare, long away” with the 254 with the fewest orders, with the least money, and longest away. The whole shop is printed first.
# %%
absent = after == "none"
fewest = first["frequency"].nsmallest(254).index
least = first["monetary"].nsmallest(254).index
longest = first["recency_days"].nlargest(254).index
print(absent.sum(), absent[before == "class_5"].sum(), *[absent[i].sum() for i in (fewest, least, longest)])
four = first["frequency"] == 4
print(absent[first["frequency"] < 4].sum(), four.sum(), absent[four].sum(), 254 - (first["frequency"] < 4).sum())
# %% tags=["check"]
assert [absent[i].sum() for i in (fewest, least, longest)] == [37, 31, 31]
below = first["frequency"] < 4
assert four.sum() == 65 and 254 - below.sum() == 54
assert absent[below].sum() == 34 and absent[four].sum() == 4
kept, left = absent[below].sum(), (~absent[four]).sum()
assert kept + max(0, 54 - left) == 34 and kept + min(54, absent[four].sum()) == 38
# %% [markdown] lang="zh"
# 走掉的53户里，40户在“少来，很久没来”里；单数最少的254户里有37户（第2行：不到4单的走掉34户；4单的65户里走掉4户，只收得下54户，收谁不收谁，会是34到38户），差得不多；金额最少的、最久没来的254户里各有31户。
#
# 所以，问题只有一个时，聚类在这里**没有胜过最合适的那条简单规则**：问金额、问次数，它输；问谁走掉，它和“单数最少”差得不多（用金额或天数去找，就不如它：规则要选对）；和RFM的两种分法比，各胜一处，各有一处分不出高下。它另外给的是：用5类概括三个指标，不用自己定分界点，一眼看到全店：28%的户占60%的钱，还有一成不到的户几乎不来。它的代价是：没有一句能对店员说清的规则，谁在刀口上说不准，每次重学都会动。常见的用法是：**先用聚类看一看全貌，再把有用的类写成规则**（下一课的决策树就做这件事）。
# %% [markdown] lang="en"
# Of the 53 who left, 40 are in “rare, long away”; among the 254 with the fewest orders there are 37 (line 2: of those with fewer than 4 orders 34 left; of the 65 with 4 orders 4 left, and only 54 get in: 34 to 38, depending on which), not much different; with the least money, or longest away, 31 each.
#
# So where there is one question, clustering here **does not beat the simple rule that suits it**: on money and on visits it loses, on who left it is not much different from “fewest orders” (money or days find fewer than it does: the rule must be the right one); against each RFM way it wins once and cannot be told apart once. What else it gives: three measures in 5 classes, no cut points to set by hand, and the whole shop at a glance: 28% of the households hold 60% of the money, and fewer than a tenth hardly come at all. What it costs: no rule in one sentence for the staff, no certainty on the cuts, and movement whenever it is learned anew. Often it is used like this: **look at the whole with clusters first, then write the useful classes as rules** (the decision tree of the next lesson does that).

# %% [markdown] lang="zh"
# ## 回到那位顾问
#
# 两类，轮廓系数0.99。现在您会问他四个问题：最小的类有几位客户？（3位。）重抽一批客户，类还回来吗？（稳定性只有0.64。）单位处理了吗？（没有，3位花钱最多的客户独占一类。）对每一类做什么？看看那3位（先打印他们一共花了多少美元、占销售额多少）：
# %% [markdown] lang="en"
# ## Back to the consultant
#
# Two classes, silhouette 0.99. You now have four questions. How many customers are in the smallest class? (3.) Do the classes come back when customers are drawn anew? (The stability is only 0.64.) Were the units dealt with? (No: three of the largest spenders have a class of their own.) What is to be done for each class? Look at the 3 (printed first: their dollars and their share of the sales):
# %%
pair = KMeans(2, n_init=10, random_state=0).fit_predict(cdnow[measures].to_numpy())
few = pd.Series(pair).map(pd.Series(pair).value_counts()) == 3
theirs = cdnow[few]["monetary"].sum()
print(round(theirs), cc.show.percent(theirs / cdnow["monetary"].sum()))
cc.table(cdnow[few][["customer_id", *measures]], formats={"monetary": "USD"})
# %% tags=["check"]
assert cdnow[few]["customer_id"].tolist() == ["C07592", "C14894", "C19339"]
assert round(cdnow[few]["monetary"].sum() / cdnow["monetary"].sum(), 3) == 0.012
assert cdnow[few]["monetary"].min() == cdnow["monetary"].nlargest(3).min()

# %% [markdown] lang="zh"
# 他们是全店花钱最多的3位，三个月一共12,514美元，占销售额的1.2%。按金额排个序就能找到，不用聚类；其余98.8%的钱，这套分类一句话也没说。
#
# ## 要记住的
#
# - 先取对数、再标准化；不处理，单位最大的指标（多半是金额）一个说了算。
# - 选类数看四样：组内距离平方和、轮廓系数、最小的类、稳定性，再加上“能对几类做不同的事”。没有哪一个单独作主。
# - 轮廓系数高不等于有用（先看最小的类），轮廓系数0.3也不说明“存在”几群人：没有类的一团点也能得0.3。
# - 比较两次聚类，比的是谁和谁在一起，不是号码；报表上用按价值排好、起了名字的类。
# - 树状图：剪断几条竖线就是几类。和K-means不一致的客户，属于哪一类不要太当真。
# - 换类多少有些凑巧。聚类多给的是一眼看到全店；问题清楚时，一条选对了的简单规则不比它差，常常更好：先用聚类看全貌，再写成规则。
# %% [markdown] lang="en"
# They are the three who spent most in the whole shop: 12,514 dollars in three months, 1.2% of the sales. Sorting by money finds them, without clusters; about the other 98.8% of the money these classes say nothing.
#
# ## To remember
#
# - Take logarithms, then scale; as they are, the measure with the largest figures (mostly money) decides alone.
# - For the number of classes look at four things: inertia, silhouette, smallest class, stability, and then at how many classes you can treat differently. None decides alone.
# - A high silhouette need not be useful (look at the smallest class), and a silhouette of 0.3 does not say that groups “exist”: a cloud without classes gets 0.3, too.
# - Two clusterings are compared by who is with whom, not by numbers; in reports use classes in order of value, with names.
# - Dendrogram: as many classes as upright lines are cut. Where it differs from K-means about a customer, do not take the class too seriously.
# - Moves between classes are partly luck. What clusters add is the whole shop at a glance; where the question is clear, one well-chosen simple rule is no worse and often better: look with clusters first, then write rules.
