# %% [markdown] lang="zh"
# 这一课的练习先挑标准，再检验细分，最后选目标客户群。每道题都写明用的是真实数据、模拟数据，还是虚构的例子。
# %% [markdown] lang="en"
# These exercises choose criteria first, then test segmentations, and end with the target group. Each says whether its data are real, simulated or made up.

# %% [markdown] lang="zh"
# ## 地理标准
# %% [markdown] lang="en"
# ## Geographic criteria
# %%
e = cc.exercise("02_01.1")
e.show()
# %% tags=["solution"]
from custclass.classify.place import add_city_tier

answer = cc.schemes["city_tier"].classify(add_city_tier(e.items))
e.check(answer)
# %%
e = cc.exercise("02_01.2")
e.show()
# %% tags=["solution"]
margin = e.case["mean"] * e.case["margin"] / 100
answer = e.case["orders"] * (margin - e.case["fee"])
e.check(answer)

# %% [markdown] lang="zh"
# ## 人口统计标准
#
# 下面这道题用代码回答。`names` 已经写好，列出了要比的三列。把 `...` 换成您的代码，再运行。卡住了？请按“提示”，或者运行 `e.hint()`；第二个提示里就有代码。
# %% [markdown] lang="en"
# ## Demographic criteria
#
# The next one is answered with code. `names` is ready: the three columns to compare. Replace the `...` by your code and run it. Stuck? Press “Hint” or run `e.hint()`; the second hint shows the code.
# %%
e = cc.exercise("02_01.3")
e.show()
# %% tags=["stub"]
names = {name: name for name in ["age_band", "income_group", "household_size"]}
answer = ...
e.check(answer)
# %% tags=["solution"]
names = {name: name for name in ["age_band", "income_group", "household_size"]}
answer = cc.criteria.compare_criteria(e.items, "monetary", names)
e.check(answer)
# %%
e = cc.exercise("02_01.4")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 心理标准
# %% [markdown] lang="en"
# ## Psychographic criteria
# %%
e = cc.exercise("02_01.5")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_01.6")
e.show()
# %% tags=["solution"]
answered = e.case["n"] * e.case["answer"] / 100
more = answered * (e.case["fitted"] - e.case["plain"]) / 100
answer = more * e.case["profit"] - e.case["n"] * e.case["cost"]
e.check(answer)

# %% [markdown] lang="zh"
# ## 行为标准，以及四类标准怎么挑
# %% [markdown] lang="en"
# ## Behavioural criteria, and how to choose among the four families
# %%
e = cc.exercise("02_01.7")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_01.8")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 好细分的五条原则
#
# 先给一套细分做体检，再自己动手把一套调到合格。
# %% [markdown] lang="en"
# ## Five principles of a good segmentation
#
# First examine a segmentation, then adjust one yourself until it passes.
# %%
e = cc.exercise("02_01.9")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_01.10")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 细分五步
# %% [markdown] lang="en"
# ## The five steps
# %%
e = cc.exercise("02_01.11")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_01.12")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 选目标客户群
#
# 再用一次代码：给细分群体打分。权重是一个字典，在 `e.case["weights"]` 里。
# %% [markdown] lang="en"
# ## Choosing the target group
#
# Code once more: score the segments. The weights are a dictionary, in `e.case["weights"]`.
# %%
e = cc.exercise("02_01.13")
e.show()
# %% tags=["stub"]
answer = ...
e.check(answer)
# %% tags=["solution"]
weights = e.case["weights"]
scored = cc.targets.score_segments(e.items, weights, less_is_better=["competition"])
answer = scored["score"]
e.check(answer)
# %%
e = cc.exercise("02_01.14")
e.show()
# %% tags=["solution"]
table = e.items
reached = table["customers"].clip(upper=e.case["contacts"])
each = table["response"] / 100 * table["profit"] - e.case["cost"]
e.check((reached * each).max())
# %%
e = cc.exercise("02_01.15")
e.show()
# %% tags=["solution"]
e.check(e.solution())
