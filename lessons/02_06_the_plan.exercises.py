# %% [markdown] lang="zh"
# 每道题先运行代码框（Shift + Enter），再作答，按“检查”。用代码回答的题，把 `...` 换成您的代码再运行。标明“虚构”的是小例子；超市和CDNOW是真实数据（美元），网店的客户是模拟的（元）。
# %% [markdown] lang="en"
# Run each box first (Shift + Enter), answer, and press “Check”. Where code is asked for, replace the `...` by yours and run it. What is called made up is a small example; the grocer and CDNOW are real data (US dollars), the customers of the online shop are simulated (yuan).
# %%
import pandas as pd

# %% [markdown] lang="zh"
# ## 四个步骤
# %% [markdown] lang="en"
# ## The four steps
# %%
e = cc.exercise("02_06.1")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_06.2")
e.show()
# %% tags=["solution"]
case = e.case
hours = case["n"] * case["minutes"] / 60 + 12 * case["hours"] + 4 * case["adjust"]
cost = hours * case["pay"] + case["model"]
e.check(cost / (case["margin"] / 100))

# %% [markdown] lang="zh"
# ## 审查一套方案
# %% [markdown] lang="en"
# ## Audit a scheme
# %%
e = cc.exercise("02_06.3")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_06.4")
e.show()
# %% [markdown] lang="zh"
# 前两行已经写好：第1行取出题目里的两个分界点；第2行是从小到大的界，`float("inf")` 表示没有上限。第3行把 `...` 换成给每位客户分类的那一句：`pd.cut(e.items["frequency"], cuts, labels=["low", "medium", "high"])`，每一段右端的值算在内。第4行把 `...` 换成占比：`classes.value_counts(normalize=True)` 给出0到1的小数，再乘以100。
# %% [markdown] lang="en"
# Two lines are ready: line 1 takes the two cut points of the task, line 2 lists the ends from small to large, where `float("inf")` means no upper end. In line 3 put the classes in place of `...`: `pd.cut(e.items["frequency"], cuts, labels=["low", "medium", "high"])` gives each customer one, the right end of each stretch included. In line 4 put the shares in place of `...`: `classes.value_counts(normalize=True)` gives fractions from 0 to 1; multiply by 100.
# %% tags=["stub"]
low, high = e.case["low"], e.case["high"]
cuts = [0, low, high, float("inf")]
classes = ...
answer = ...
e.check(answer)
# %% tags=["solution"]
low, high = e.case["low"], e.case["high"]
cuts = [0, low, high, float("inf")]
classes = pd.cut(e.items["frequency"], cuts, labels=["low", "medium", "high"])
answer = 100 * classes.value_counts(normalize=True)
e.check(answer)
# %%
e = cc.exercise("02_06.5")
e.show()
# %% tags=["solution"]
alarm = e.items["recency_days"] > 30
came = e.items["orders_after"] > 0
answer = pd.Series("held", index=e.items.index)
answer[alarm & came] = "false_alarm"
answer[~alarm & ~came] = "missed"
e.check(answer)
# %%
e = cc.exercise("02_06.6")
e.show()
# %% tags=["solution"]
counts = e.case["table"][["key", "ordinary"]].to_numpy()
same = counts.trace() / 50
luck = (counts.sum(axis=1) * counts.sum(axis=0)).sum() / 50**2
e.check((same - luck) / (1 - luck))
# %%
e = cc.exercise("02_06.7")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 谁做什么
# %% [markdown] lang="en"
# ## Who does what
# %%
e = cc.exercise("02_06.8")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_06.9")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 写成方案
# %% [markdown] lang="en"
# ## The written plan
# %%
e = cc.exercise("02_06.10")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_06.11")
e.show()
# %% [markdown] lang="zh"
# 第1行已经写好：按类别分组的金额。人数是 `money.size()`，每一类的金额是 `money.sum()`，中位数是 `money.median()`。第2行把 `...` 换成占比：100乘以每一类的金额，除以 `e.items["monetary"].sum()`。第3行把 `...` 换成 `pd.DataFrame({"customers": ..., "money_share": share, "median": ...})`，里面的两处 `...` 再换成人数和中位数。
# %% [markdown] lang="en"
# Line 1 is ready: the money, grouped by class. The number of customers is `money.size()`, the money of each class `money.sum()`, the median `money.median()`. In line 2 put the shares in place of `...`: 100 times the money of each class, divided by `e.items["monetary"].sum()`. In line 3 put `pd.DataFrame({"customers": ..., "money_share": share, "median": ...})` in place of `...`, with the number and the median in place of the two `...` inside.
# %% tags=["stub"]
money = e.items.groupby("class")["monetary"]
share = ...
answer = ...
e.check(answer)
# %% tags=["solution"]
money = e.items.groupby("class")["monetary"]
share = 100 * money.sum() / e.items["monetary"].sum()
answer = pd.DataFrame({"customers": money.size(), "money_share": share, "median": money.median()})
e.check(answer)
