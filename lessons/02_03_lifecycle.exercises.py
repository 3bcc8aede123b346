# %% [markdown] lang="zh"
# 每道题先运行代码框（Shift + Enter），题目和答题控件就出现在下面。答完按“检查”：不对的时候会告诉您哪里不对，按“为什么？”看原因。
# 每个人抽到的客户和数字多半不同。
# %% [markdown] lang="en"
# Run each box first (Shift + Enter): the task and its controls appear below. Press “Check” when you are done: it says what is wrong, and “Why?” says why.
# Most people draw other customers and figures.

# %% [markdown] lang="zh"
# ## 关系的四个阶段
#
# 先给真实客户定阶段，再决定每个阶段把钱花在哪里。
# %% [markdown] lang="en"
# ## Four stages of a relationship
#
# First give real customers a stage, then decide where the money goes at each stage.
# %%
e = cc.exercise("02_03.1")
e.show()
# %% tags=["solution"]
answer = cc.schemes["relationship_stage"].classify(e.items)
e.check(answer)
# %%
e = cc.exercise("02_03.2")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 迁移和留存
#
# 一张矩阵，一条曲线：都要小心那些“看不见的人”。
# %% [markdown] lang="en"
# ## Migration and survival
#
# A matrix and a curve: with both, mind the people who are out of sight.
# %%
e = cc.exercise("02_03.3")
e.show()
# %% tags=["solution"]
counts = e.items.set_index("before")
stages = ["maturity", "formation", "exploration", "decline"]
worse = sum(counts.loc[stage, stages[i + 1 :]].sum() for i, stage in enumerate(stages))
left, there = counts.loc[stages, "left"].sum(), counts.loc[stages].sum().sum()
e.check(100 * (worse + left) / there)
# %%
e = cc.exercise("02_03.4")
e.show()
# %% tags=["solution"]
curve = cc.lifecycle.survival(e.items)
e.check(100 * curve[curve.index <= 90]["share"].iloc[-1])

# %% [markdown] lang="zh"
# ## 降级提醒：用代码做
#
# 题目里的金额界线每个人不同，写进 `alerts` 的 `least_money` 里。
# %% [markdown] lang="en"
# ## Downgrade alerts with code
#
# The limit in the task differs from person to person; it goes into `least_money` of `alerts`.
# %%
e = cc.exercise("02_03.5")
e.show()
# %% tags=["stub"]
stage = cc.schemes["relationship_stage"]
money = e.items["money_before"], e.items["money_after"]
answer = ...
e.check(answer)
# %% tags=["solution"]
stage = cc.schemes["relationship_stage"]
money = e.items["money_before"], e.items["money_after"]
moved = cc.migration.migration(
    stage, e.items["before"], e.items["after"], money=money, best_first=cc.lifecycle.BEST_FIRST
)
alerts = moved.alerts(least_money=e.case["limit"])
answer = alerts.groupby("before")["money_before"].sum()
e.check(answer)

# %% [markdown] lang="zh"
# ## 生命周期：趋势与代价
# %% [markdown] lang="en"
# ## The lifecycle: trend and cost
# %%
e = cc.exercise("02_03.6")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_03.7")
e.show()
# %% tags=["solution"]
moves = e.items.set_index("after")
stayed, fell = moves.loc["mature"], moves.loc["leaving"]
usual = stayed["money_after"] / stayed["money_before"]
e.check(fell["money_before"] * usual - fell["money_after"])

# %% [markdown] lang="zh"
# ## 用自己的间隔发现沉默
# %% [markdown] lang="en"
# ## Finding silence in own gaps
# %%
e = cc.exercise("02_03.8")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_03.9")
e.show()
# %% tags=["solution"]
e.check(e.solution())
