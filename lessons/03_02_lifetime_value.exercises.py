# %% [markdown] lang="zh"
# 每道题先运行单元格（Shift + Enter），题目和答题控件就出现在下面。需要计算的题，可以用手边的计算器，也可以插入一个单元格来算。
# 有三道题用代码回答：先运行第一个单元格看题目，再把第二个单元格里的 `...` 换成您的代码。
# %% [markdown] lang="en"
# Run each cell first (Shift + Enter): the task and its controls appear below. Where you need to compute, use a calculator, or insert a cell and let it compute.
# Three tasks are answered with code: run the first cell to see the task, then replace the `...` in the second by your code.

# %% [markdown] lang="zh"
# ## 毛利 × 频率 × 时长
# %% [markdown] lang="en"
# ## Margin × frequency × lifespan
# %%
e = cc.exercise("03_02.1")
e.show()
# %% tags=["solution"]
margin = 0.3 * e.case["average"]
e.check(cc.clv.historic_value(margin, e.case["orders"] / 1.5, e.case["months"] / 12))
# %% [markdown] lang="zh"
# 下一题用代码回答：请把三个 `...` 都换掉。
# %% [markdown] lang="en"
# The next one is answered with code: replace all three `...`.
# %%
e = cc.exercise("03_02.2")
e.show()
# %% tags=["stub"]
margin = ...
orders_a_year = ...
answer = ...
e.check(answer)
# %% tags=["solution"]
margin = 0.25 * e.items["average_order"]
orders_a_year = 12 * e.items["orders_a_month"]
answer = cc.clv.historic_value(margin, orders_a_year, e.items["years"])
e.check(answer)

# %% [markdown] lang="zh"
# ## 推荐
# %% [markdown] lang="en"
# ## Referrals
# %%
e = cc.exercise("03_02.3")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_02.4")
e.show()
# %% tags=["solution"]
people = e.case["table"]
e.check(people["own"].sum() - e.case["bonus"] * people["referred_customers"].sum())

# %% [markdown] lang="zh"
# ## 获客成本与回收
# %% [markdown] lang="en"
# ## Acquisition cost and payback
# %%
e = cc.exercise("03_02.5")
e.show()
# %% tags=["solution"]
import math

cost = e.case["spent"] / e.case["customers"]
a_month = e.case["sales"] * e.case["margin"] / 100
e.check(math.ceil(cost / a_month))
# %%
e = cc.exercise("03_02.6")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 现值
#
# 第一题用代码回答。
# %% [markdown] lang="en"
# ## Present value
#
# The first is answered with code.
# %%
e = cc.exercise("03_02.7")
e.show()
# %% tags=["stub"]
answer = ...
e.check(answer)
# %% tags=["solution"]
rate = e.case["percent"] / 100
answer = cc.clv.present_value(e.items, annual_rate=rate, periods_per_year=12)
e.check(answer)
# %%
e = cc.exercise("03_02.8")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 利润贡献度
# %% [markdown] lang="en"
# ## Profit contribution
# %%
e = cc.exercise("03_02.9")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_02.10")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 预测
#
# 第一题用代码回答。
# %% [markdown] lang="en"
# ## Prediction
#
# The first is answered with code.
# %%
e = cc.exercise("03_02.11")
e.show()
# %% tags=["stub"]
answer = ...
e.check(answer)
# %% tags=["solution"]
answer = cc.clv.btyd_summary(e.items, as_of=e.case["as_of"], unit="W")
e.check(answer)
# %%
e = cc.exercise("03_02.12")
e.show()
# %% tags=["solution"]
e.check(e.solution())
