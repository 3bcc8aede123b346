# %% [markdown] lang="zh"
# 每道题先运行代码框（Shift + Enter），再作答，按“检查”。两道题用代码回答，把 `...` 换成您的代码再运行。标明“虚构”的是小例子；网店的线索、销售员和电话都是模拟的（元）。
# %% [markdown] lang="en"
# Run each box first (Shift + Enter), answer, and press “Check”. Two are answered with code: replace the `...` by yours and run it. What is called made up is a small example; the leads, sellers and calls of the online shop are simulated (yuan).

# %% [markdown] lang="zh"
# ## 阶段、名次、信用
# %% [markdown] lang="en"
# ## Stages, rank, credit
# %%
e = cc.exercise("03_07.1")
e.show()
# %% tags=["solution"]
e.check(cc.schemes["lead_stage"].classify(e.items))
# %%
e = cc.exercise("03_07.2")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_07.3")
e.show()
# %% tags=["solution"]
late = e.items[e.items["due_on"] < "2025-12-31"]
e.check((late["due"] - late["paid"]).sum())
# %%
e = cc.exercise("03_07.4")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 分配任务
# %% [markdown] lang="en"
# ## Assigning tasks
# %%
e = cc.exercise("03_07.5")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_07.6")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 线索的流转
# %% [markdown] lang="en"
# ## The flow of leads
# %%
e = cc.exercise("03_07.7")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_07.8")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_07.9")
e.show()
# %% [markdown] lang="zh"
# 第1行已经写好：按来源分组。线索费是 `groups["cost"].sum()`，线索数是 `groups.size()`，签约数是 `groups["signed"].sum()`。第2行把 `...` 换成全部花费：线索费加每条线索的时间（2小时，每小时40元）。第3行把 `...` 换成每位签约客户的成本。
# %% [markdown] lang="en"
# Line 1 is ready: grouped by source. The leads cost `groups["cost"].sum()`, there are `groups.size()` of them, and `groups["signed"].sum()` were signed. In line 2 put the whole cost in place of `...`: leads, and the time for each (2 hours at 40 yuan). In line 3 put the cost per signed customer.
# %% tags=["stub"]
groups = e.items.groupby("source")
cost = ...
answer = ...
e.check(answer)
# %% tags=["solution"]
groups = e.items.groupby("source")
cost = groups["cost"].sum() + 2 * 40 * groups.size()
answer = cost / groups["signed"].sum()
e.check(answer)

# %% [markdown] lang="zh"
# ## 电销评分表
# %% [markdown] lang="en"
# ## The telesales scorecard
# %%
e = cc.exercise("03_07.10")
e.show()
# %% [markdown] lang="zh"
# 第1行把 `...` 换成条件：结果不是 `"no_answer"`，写作 `e.items["result"] != "no_answer"`。第2行已经写好：下单的是True。第3行把 `...` 换成转化率：`sold[answered]` 只留有应答的，`.groupby(e.items["seller"]).mean()` 给出每人0到1的小数，再乘以100。
# %% [markdown] lang="en"
# In line 1 put the condition in place of `...`: the result is not `"no_answer"`, written `e.items["result"] != "no_answer"`. Line 2 is ready: True for an order. In line 3 put the rates: `sold[answered]` keeps the answered, `.groupby(e.items["seller"]).mean()` gives a fraction from 0 to 1 for each seller; multiply by 100.
# %% tags=["stub"]
answered = ...
sold = e.items["result"] == "ordered"
answer = ...
e.check(answer)
# %% tags=["solution"]
answered = e.items["result"] != "no_answer"
sold = e.items["result"] == "ordered"
answer = 100 * sold[answered].groupby(e.items["seller"]).mean()
e.check(answer)
# %%
e = cc.exercise("03_07.11")
e.show()
# %% tags=["solution"]
case = e.case
p = 100 * case["times"] / 2000
e.check("learn" if p < 5 / case["looked"] else "wait")
