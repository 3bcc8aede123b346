# %% [markdown] lang="zh"
# 每道题先运行单元格（Shift + Enter），题目和答题控件就出现在下面。需要计算的题，可以用手边的计算器，也可以插入一个单元格来算。
# 有两道题用代码回答：先运行第一个单元格看题目，再把第二个单元格里的 `...` 换成您的代码。
# %% [markdown] lang="en"
# Run each cell first (Shift + Enter): the task and its controls appear below. Where you need to compute, use a calculator, or insert a cell and let it compute.
# Two tasks are answered with code: run the first cell to see the task, then replace the `...` in the second by your code.

# %% [markdown] lang="zh"
# ## 标签：买了、没买、还不知道
# %% [markdown] lang="en"
# ## Labels: bought, did not buy, not known yet
# %%
e = cc.exercise("03_05.1")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %% [markdown] lang="zh"
# 下一题用代码回答。题目里的三个数，也可以从 `e.case` 里取：`cutoff`、`days`、`end`。
# %% [markdown] lang="en"
# The next one is answered with code. The three figures of the task can also be taken from `e.case`: `cutoff`, `days`, `end`.
# %%
e = cc.exercise("03_05.2")
e.show()
# %% tags=["stub"]
answer = ...
e.check(answer)
# %% tags=["solution"]
case = e.case
answer = cc.prediction.will_buy(e.items, case["cutoff"], case["days"], observed_until=case["end"])
e.check(answer)

# %% [markdown] lang="zh"
# ## 泄漏和检查
# %% [markdown] lang="en"
# ## Leaks and checks
# %%
e = cc.exercise("03_05.3")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_05.4")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 好到什么程度
# %% [markdown] lang="en"
# ## How good is it?
# %%
e = cc.exercise("03_05.5")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_05.6")
e.show()
# %% tags=["solution"]
share_of_buyers = e.case["lift"] * e.case["base"] / 100
e.check(e.case["calls"] * share_of_buyers)
# %%
e = cc.exercise("03_05.7")
e.show()
# %% tags=["solution"]
groups = e.case["table"]
buyers = (groups["customers"] * groups["probability"] / 100).sum()
e.check(buyers * e.case["gift"])

# %% [markdown] lang="zh"
# ## 用钱决定
#
# 第一题用代码回答。电话费和每家店的名额在 `e.case` 里：`cost`、`calls`。`profit.groupby(e.items["shop"]).rank(ascending=False)` 给出每位客户在本店里从高到低的名次；两个条件各加括号，用 `&` 连起来，表示都要成立。
# %% [markdown] lang="en"
# ## Decide in money
#
# The first is answered with code. The cost of a call and the number of calls of each shop are in `e.case`: `cost`, `calls`. `profit.groupby(e.items["shop"]).rank(ascending=False)` gives each customer's place within the shop, from the highest down; two conditions, each in brackets and joined by `&`, must both hold.
# %%
e = cc.exercise("03_05.8")
e.show()
# %% tags=["stub"]
profit = ...
place = ...
answer = ...
e.check(answer)
# %% tags=["solution"]
profit = e.items["probability"] * e.items["value"] - e.case["cost"]
place = profit.groupby(e.items["shop"]).rank(ascending=False)
answer = (profit > 0) & (place <= e.case["calls"])
e.check(answer)
# %%
e = cc.exercise("03_05.9")
e.show()
# %% tags=["solution"]
e.check(e.solution())
