# %% [markdown] lang="zh"
# 每道题先运行单元格（Shift + Enter），题目和答题控件就出现在下面。需要计算的题，可以用手边的计算器，也可以插入一个单元格来算。
# 有两道题用代码回答：先运行第一个单元格看题目，再把第二个单元格里的 `...` 换成您的代码。
# %% [markdown] lang="en"
# Run each cell first (Shift + Enter): the task and its controls appear below. Where you need to compute, use a calculator, or insert a cell and let it compute.
# Two tasks are answered with code: run the first cell to see the task, then replace the `...` in the second by your code.

# %% [markdown] lang="zh"
# ## 从事件到兴趣
#
# 第一题用代码回答，界线是 `e.case["gap"]` 分钟。
# %% [markdown] lang="en"
# ## From events to interests
#
# The first is answered with code; the boundary is `e.case["gap"]` minutes.
# %%
e = cc.exercise("03_08.1")
e.show()
# %% tags=["stub"]
answer = ...
e.check(answer)
# %% tags=["solution"]
visits = cc.behaviour.sessions(e.items, gap_minutes=e.case["gap"])
answer = visits.groupby("customer_id").size()
e.check(answer)
# %%
e = cc.exercise("03_08.2")
e.show()
# %% tags=["solution"]
rows = e.case["table"]
worth = rows["events"] * rows["weight"] * 0.5 ** (rows["age"] / e.case["half"])
e.check(100 * worth[rows["category"] == "home"].sum() / worth.sum())
# %%
e = cc.exercise("03_08.3")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 下一件商品
#
# 第一题用代码回答：`e.items` 是名单，`e.case["later"]` 是后来买的。
# %% [markdown] lang="en"
# ## The next product
#
# The first is answered with code: `e.items` holds the lists, `e.case["later"]` what was bought later.
# %%
e = cc.exercise("03_08.4")
e.show()
# %% tags=["stub"]
import pandas as pd

came = ...
answer = ...
e.check(answer)
# %% tags=["solution"]
import pandas as pd

came = e.items.merge(e.case["later"])
who = e.items["customer_id"].unique()
answer = pd.Series(who, index=who).isin(came["customer_id"])
e.check(answer)
# %%
e = cc.exercise("03_08.5")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_08.6")
e.show()
# %% tags=["solution"]
case = e.case
more_buyers = case["people"] * (case["own"] - case["best"]) / 100
e.check(more_buyers * case["margin"] - case["fee"])

# %% [markdown] lang="zh"
# ## 大表、实时、人工智能
# %% [markdown] lang="en"
# ## Large tables, live classes, artificial intelligence
# %%
e = cc.exercise("03_08.7")
e.show()
# %% tags=["solution"]
silence = (e.items["recency_days"] + 31) / e.items["mean_gap_days"]
e.check(cc.schemes["activity"].classify(e.items.assign(silence_gaps=silence)))
# %%
e = cc.exercise("03_08.8")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_08.9")
e.show()
# %% tags=["solution"]
e.check(e.solution())
