# %% [markdown] lang="zh"
# 每道题先运行代码框（Shift + Enter），再作答，按“检查”。用代码回答的题，把 `...` 换成您的代码再运行。标明“虚构”的是小例子，网店的客户是模拟的，金额都是元。
# %% [markdown] lang="en"
# Run each box first (Shift + Enter), answer, and press “Check”. Where code is asked for, replace the `...` by yours and run it. What is called made up is a small example; the customers of the online shop are simulated; all money is in yuan.

# %% [markdown] lang="zh"
# ## 先联系谁，谁负责
# %% [markdown] lang="en"
# ## Whom first, and who answers for it
# %%
e = cc.exercise("02_04.1")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_04.2")
e.show()
# %% [markdown] lang="zh"
# 第1行是每位客户的毛利，已经写好。第2行在 `margin` 后面接着写：减去12乘以 `e.items["contacts"]`，再减去60。第3行把 `...` 换成 `profit` 按 `e.items["class"]` 相加的那一句，样子是 `money.groupby(classes).sum()`。
# %% [markdown] lang="en"
# Line 1 has the margin of each customer; it is ready. Go on with line 2 after `margin`: minus 12 times `e.items["contacts"]`, minus 60. In line 3 put the sums of `profit` by `e.items["class"]` in place of `...`; they look like `money.groupby(classes).sum()`.
# %% tags=["stub"]
margin = 0.35 * e.items["amount"]
profit = margin
answer = ...
e.check(answer)
# %% tags=["solution"]
margin = 0.35 * e.items["amount"]
profit = margin - 12 * e.items["contacts"] - 60
answer = profit.groupby(e.items["class"]).sum()
e.check(answer)

# %% [markdown] lang="zh"
# ## 说什么
# %% [markdown] lang="en"
# ## What to say
# %%
e = cc.exercise("02_04.3")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_04.4")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 用哪个渠道，花多少钱
# %% [markdown] lang="en"
# ## Which channel, and for how much
# %%
e = cc.exercise("02_04.5")
e.show()
# %% tags=["solution"]
facts = e.case["table"].set_index("channel")
profit = e.case["margin"] * facts["response"] / 100 - facts["cost"]
e.check(profit.idxmax())
# %%
e = cc.exercise("02_04.6")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 高价值客户的照顾
# %% [markdown] lang="en"
# ## Care for high-value customers
# %%
e = cc.exercise("02_04.7")
e.show()
# %% tags=["solution"]
case = e.case
stay_more = case["n"] * (case["stay_with"] - case["stay"]) / 100
answer = stay_more * case["amount"] * case["margin"] / 100 - case["pay"]
e.check(answer)
# %%
e = cc.exercise("02_04.8")
e.show()
# %% [markdown] lang="zh"
# 前两行已经写好：第1行是每一类的间隔，第2行把每位客户的类别换成间隔天数。第3行算经过的天数，把 `...` 换成统计截止日减去 `e.items["last_contact"]`，外面加括号，再写 `.dt.days`（两个日期之差换成天数）；截止日写成 `pd.Timestamp("2025-12-31")`。第4行把 `...` 换成经过的天数减去间隔，再用 `.clip(lower=0)` 把负数变成0。
# %% [markdown] lang="en"
# Two lines are ready: line 1 has the interval of each class, line 2 turns each customer's class into days. In line 3 put the days passed in place of `...`: the as-of date minus `e.items["last_contact"]`, in brackets, followed by `.dt.days` (which turns a difference of dates into days); the as-of date is written `pd.Timestamp("2025-12-31")`. In line 4 put days passed minus interval in place of `...`, with `.clip(lower=0)`, which turns negatives into 0.
# %%
import pandas as pd
# %% tags=["stub"]
rhythm = {"high_value": 30, "medium_value": 90, "low_value": 180}
allowed = e.items["class"].map(rhythm)
since = ...
answer = ...
e.check(answer)
# %% tags=["solution"]
rhythm = {"high_value": 30, "medium_value": 90, "low_value": 180}
allowed = e.items["class"].map(rhythm)
since = (pd.Timestamp("2025-12-31") - e.items["last_contact"]).dt.days
answer = (since - allowed).clip(lower=0)
e.check(answer)
# %%
e = cc.exercise("02_04.9")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 培育潜在客户
# %% [markdown] lang="en"
# ## Nurturing prospects
# %%
e = cc.exercise("02_04.10")
e.show()
# %% tags=["solution"]
from custclass.act.treatments.nurture import nurturing

e.check(nurturing().classify(e.items))
# %%
e = cc.exercise("02_04.11")
e.show()
# %% tags=["solution"]
facts = e.case["table"]
each = e.case["margin"] / 100 * facts["money"] / facts["calls"]
last = facts.loc[each > float(e.case["cost"]), "attempt"].max()
e.check(f"up_to_{last}")

# %% [markdown] lang="zh"
# ## 挽回流失的客户
# %% [markdown] lang="en"
# ## Winning lost customers back
# %%
e = cc.exercise("02_04.12")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_04.13")
e.show()
# %% tags=["solution"]
case = e.case
cost = case["offered"] * case["contact"] + case["back"] * case["coupon"]
anyway = case["offered"] * case["back_control"] / case["control"]
e.check(cost / (case["back"] - anyway))

# %% [markdown] lang="zh"
# ## 分类的用途
# %% [markdown] lang="en"
# ## The uses of classes
# %%
e = cc.exercise("02_04.14")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_04.15")
e.show()
# %% tags=["solution"]
loss_rate = e.case["unpaid"] / e.case["sold"]
e.check(e.case["allowed"] / loss_rate)
