# %% [markdown] lang="zh"
# 这一课的练习从客户做了什么开始，到客户是谁结束。每道题都写明用的是真实数据、模拟数据，还是虚构的例子。
# %% [markdown] lang="en"
# These exercises begin with what customers do and end with who they are. Each says whether its data are real, simulated or made up.

# %% [markdown] lang="zh"
# ## 行为的三个面
# %% [markdown] lang="en"
# ## Three faces of behaviour
# %%
e = cc.exercise("01_02.1")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("01_02.2")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# 下面这道题用代码回答：先挑出需要的行，再按客户数一数。在第二格里，把两个 `...` 换成您的代码，再运行。卡住了？请按“提示”，或者运行 `e.hint()`；第二个提示里就有代码。
# %% [markdown] lang="en"
# This one is answered with code: pick the rows you need, then count them by customer. In the second box, replace both `...` by your code and run it. Stuck? Press “Hint” or run `e.hint()`; the second hint shows the code.
# %%
e = cc.exercise("01_02.3")
e.show()
# %% tags=["stub"]
interactions = ...
answer = ...
e.check(answer)
# %% tags=["solution"]
interactions = e.items[e.items["kind"].isin(["like", "comment", "share"])]
answer = interactions.groupby("customer_id").size()
e.check(answer)

# %% [markdown] lang="zh"
# ## 按客户关系
# %% [markdown] lang="en"
# ## By relationship
# %%
e = cc.exercise("01_02.4")
e.show()
# %% tags=["solution"]
answer = cc.schemes["relationship"].classify(e.items)
e.check(answer)
# %%
e = cc.exercise("01_02.5")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 按生命周期
#
# 超市的订单表只有一年，所以下一题里“长久”从300天算起，而不是通常的365天。
# %% [markdown] lang="en"
# ## By lifecycle
#
# The grocer's order book covers one year only, so in the next exercise “long” begins at 300 days instead of the usual 365.
# %%
e = cc.exercise("01_02.6")
e.show()
# %% tags=["solution"]
from custclass.classify.catalogue import lifecycle

answer = lifecycle(long_days=300).classify(e.items)
e.check(answer)
# %%
e = cc.exercise("01_02.7")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 按活跃度
# %% [markdown] lang="en"
# ## By activity
# %%
e = cc.exercise("01_02.8")
e.show()
# %% tags=["solution"]
answer = cc.schemes["activity"].classify(e.items)
e.check(answer)
# %%
e = cc.exercise("01_02.9")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# 再用一次代码：先分类，再数一数每类有几位。
# %% [markdown] lang="en"
# Code once more: classify first, then count the customers of each class.
# %%
e = cc.exercise("01_02.10")
e.show()
# %% tags=["stub"]
classes = ...
answer = ...
e.check(answer)
# %% tags=["solution"]
classes = cc.schemes["activity_five"].classify(e.items)
answer = classes.value_counts()
e.check(answer)

# %% [markdown] lang="zh"
# ## 按需求类型
# %% [markdown] lang="en"
# ## By type of need
# %%
e = cc.exercise("01_02.11")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("01_02.12")
e.show()
# %% tags=["solution"]
answer = cc.schemes["need_type"].classify(e.items)
e.check(answer)

# %% [markdown] lang="zh"
# ## 按人口统计特征
# %% [markdown] lang="en"
# ## By demographic traits
# %%
e = cc.exercise("01_02.13")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# 这道题的代码多一步：先把收入段换成档，再按档求平均。`groups` 已经写好，左边是收入段，右边是它的档。
# %% [markdown] lang="en"
# The code of this one takes one step more: turn the bands into groups, then take the mean by group. `groups` is ready: the band at the left, its group at the right.
# %%
e = cc.exercise("01_02.14")
e.show()
# %%
low, middle, high = "below_50K", "50K_to_99K", "100K_and_more"
groups = {"Under 15K": low, "15-24K": low, "25-34K": low, "35-49K": low}
groups |= {"50-74K": middle, "75-99K": middle, "100-124K": high, "125-149K": high}
groups |= {"150-174K": high, "175-199K": high, "200-249K": high, "250K+": high}
# %% tags=["stub"]
income_group = ...
answer = ...
e.check(answer)
# %% tags=["solution"]
income_group = e.items["income_band"].map(groups)
answer = e.items.groupby(income_group)["monetary"].mean()
e.check(answer)
# %%
e = cc.exercise("01_02.15")
e.show()
# %% tags=["solution"]
band = e.items.set_index("age_band").loc["35-44"]
answer = (band["households"] - band["big"]) * e.case["voucher"]
e.check(answer)

# %% [markdown] lang="zh"
# ## 按心理特征
# %% [markdown] lang="en"
# ## By psychographic traits
# %%
e = cc.exercise("01_02.16")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# 最后一道代码题：这次在每一行里比较各列。
# %% [markdown] lang="en"
# The last one with code: this time the columns are compared within each row.
# %%
e = cc.exercise("01_02.17")
e.show()
# %% tags=["stub"]
answer = ...
e.check(answer)
# %% tags=["solution"]
answer = e.items.idxmax(axis=1)
e.check(answer)

# %% [markdown] lang="zh"
# ## 按需求倾向
# %% [markdown] lang="en"
# ## By tendency of need
# %%
e = cc.exercise("01_02.18")
e.show()
# %% tags=["solution"]
answer = cc.schemes["need_tendency"].classify(e.items)
e.check(answer)
# %%
e = cc.exercise("01_02.19")
e.show()
# %% tags=["solution"]
needless = e.items[e.items["discount_share"] < 0.10]
answer = needless["average_order"].sum() * e.case["off"] / 100
e.check(answer)

# %% [markdown] lang="zh"
# ## 按规模、主体、所在地
# %% [markdown] lang="en"
# ## By size, kind and place
# %%
e = cc.exercise("01_02.20")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("01_02.21")
e.show()
# %% tags=["solution"]
e.check(e.solution())
