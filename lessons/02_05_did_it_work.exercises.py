# %% [markdown] lang="zh"
# 每道题先运行单元格（Shift + Enter），题目和答题控件就出现在下面。需要计算的题，可以用手边的计算器，也可以插入一个单元格来算。
# 有两道题用代码回答：先运行第一个单元格看题目，再把第二个单元格里的 `...` 换成您的代码。
# %% [markdown] lang="en"
# Run each cell first (Shift + Enter): the task and its controls appear below. Where you need to compute, use a calculator, or insert a cell and let it compute.
# Two tasks are answered with code: run the first cell to see the task, then replace the `...` in the second by your code.

# %% [markdown] lang="zh"
# ## 选对办法
# %% [markdown] lang="en"
# ## The right measure
# %%
e = cc.exercise("02_05.1")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 满意度和净推荐值
# %% [markdown] lang="en"
# ## Satisfaction and the net promoter score
# %%
e = cc.exercise("02_05.2")
e.show()
# %% tags=["solution"]
people = e.case["table"]["people"]
promoters, detractors = people.iloc[9:].sum(), people.iloc[:7].sum()
e.check(100 * (promoters - detractors) / people.sum())

# %% [markdown] lang="zh"
# ## 增量效果
# %% [markdown] lang="en"
# ## The incremental effect
# %%
e = cc.exercise("02_05.3")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_05.4")
e.show()
# %% tags=["solution"]
case = e.case
with_coupon = case["buyers"] / case["sent"]
without = case["control_buyers"] / case["control"]
additional = case["sent"] * (with_coupon - without)
e.check(additional * case["margin"] - case["buyers"] * case["coupon"])
# %%
e = cc.exercise("02_05.5")
e.show()
# %% tags=["solution"]
needed = cc.campaigns.sample_size(base=e.case["base"] / 100, lift=e.case["lift"] / 100)
e.check({"n": needed})
# %% [markdown] lang="zh"
# 下一题用代码回答。
# %% [markdown] lang="en"
# The next one is answered with code.
# %%
e = cc.exercise("02_05.6")
e.show()
# %% tags=["stub"]
answer = ...
e.check(answer)
# %% tags=["solution"]
answer = 100 * cc.campaigns.lift_by_class(e.items, "bought")["difference"]
e.check(answer)
# %%
e = cc.exercise("02_05.7")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 市场占有率
# %% [markdown] lang="en"
# ## Market share
# %%
e = cc.exercise("02_05.8")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 跟踪与调整
#
# 第一题用代码回答。
# %% [markdown] lang="en"
# ## Tracking and adjusting
#
# The first is answered with code.
# %%
e = cc.exercise("02_05.9")
e.show()
# %% tags=["stub"]
answer = ...
e.check(answer)
# %% tags=["solution"]
months = e.items
chart = cc.campaigns.control_limits(months["downgraded"], months["customers"], base=6)
answer = chart["signal"]
e.check(answer)
# %%
e = cc.exercise("02_05.10")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_05.11")
e.show()
# %% tags=["solution"]
e.check(e.case["care"] * (e.case["winter_new"] - e.case["winter"]))
