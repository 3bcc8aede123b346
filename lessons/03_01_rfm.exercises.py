# %% [markdown] lang="zh"
# 每道题先运行代码框（Shift + Enter），再作答，按“检查”。用代码回答的题，把 `...` 换成您的代码再运行。超市和唱片店的客户是真实的（金额是美元），网店的是模拟的（金额是元）。
# %% [markdown] lang="en"
# Run each box first (Shift + Enter), answer, and press “Check”. Where code is asked for, replace the `...` by yours and run it. The customers of the grocer and the music shop are real (US dollars), those of the online shop are simulated (yuan).

# %% [markdown] lang="zh"
# ## 收集、计算、打分
# %% [markdown] lang="en"
# ## Collect, compute, score
# %%
e = cc.exercise("03_01.1")
e.show()
# %% [markdown] lang="zh"
# 下面第1行的日期不对：换成题目里的统计截止日（写法一样，例如 `"2025-01-31"`）。第2行的 `...` 换成 `measured`。整张表交上来就行，多出来的列不看。
# %% [markdown] lang="en"
# The date in line 1 below is wrong: put in the as-of date of the task (written like `"2025-01-31"`). In line 2 replace `...` by `measured`. Hand in the whole table; further columns are ignored.
# %% tags=["stub"]
measured = cc.measure_customers(e.items, as_of="2025-12-31")
answer = ...
e.check(answer)
# %% tags=["solution"]
measured = cc.measure_customers(e.items, as_of=e.case["as_of"])
answer = measured
e.check(answer)
# %%
e = cc.exercise("03_01.2")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_01.3")
e.show()
# %% [markdown] lang="zh"
# 第1行从这20位客户学，已经写好。第2行的 `...` 换成打分的那一句；课上给超市打分时写的是 `rfm.transform(grocer)`。整张得分表交上来就行，只看F得分。
# %% [markdown] lang="en"
# Line 1 learns from these 20 customers; it is ready. In line 2 put the call that scores them in place of `...`; for the grocer the lesson wrote `rfm.transform(grocer)`. Hand in the whole table of scores; only the F score is looked at.
# %% tags=["stub"]
rfm = cc.RFM().fit(e.items)
answer = ...
e.check(answer)
# %% tags=["solution"]
rfm = cc.RFM().fit(e.items)
answer = rfm.transform(e.items)
e.check(answer)

# %% [markdown] lang="zh"
# ## 八类客户
# %% [markdown] lang="en"
# ## The eight classes
# %%
e = cc.exercise("03_01.4")
e.show()
# %% tags=["solution"]
from custclass.classify.rfm_schemes import rfm_eight

by_median = rfm_eight(recency_days=5, frequency=43, monetary=1210.02)
e.check(by_median.classify(e.items))
# %%
e = cc.exercise("03_01.5")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_01.6")
e.show()
# %% tags=["solution"]
money = e.items["monetary"]
answer = money[(money > money.median()) & (money <= money.mean())].sum()
e.check(answer)

# %% [markdown] lang="zh"
# ## 网格和空白
# %% [markdown] lang="en"
# ## The grid and its holes
# %%
e = cc.exercise("03_01.7")
e.show()
# %% tags=["solution"]
from custclass.classify.rfm_schemes import rfm_grid

e.check(rfm_grid().classify(e.items))

# %% [markdown] lang="zh"
# 下面两题用的是课上那张流传很广的图，`scheme` 就是它。
# %% [markdown] lang="en"
# The next two use the map in circulation from the lesson; `scheme` is this map.
# %%
from custclass.classify.published_maps import published_map

scheme = published_map()
e = cc.exercise("03_01.8")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_01.9")
e.show()
# %% [markdown] lang="zh"
# 第1行分类，已经写好；没有类别的人，那里是空的。第2行 `fillna` 给空的起个名字：把引号里的 `?` 换成题目里说的名字。第3行把 `...` 换成按 `named` 相加的那一句，样子是 `table.groupby(classes)["monetary"].sum()`。
# %% [markdown] lang="en"
# Line 1 classifies; it is ready, and empty for those without a class. In line 2 `fillna` names what is empty: put the name from the task in place of `?`. In line 3 put the sums by `named` in place of `...`; they look like `table.groupby(classes)["monetary"].sum()`.
# %% tags=["stub"]
classes = scheme.classify(e.items)
named = classes.fillna("?")
answer = ...
e.check(answer)
# %% tags=["solution"]
classes = scheme.classify(e.items)
named = classes.fillna("others")
answer = e.items.groupby(named)["monetary"].sum()
e.check(answer)
# %%
e = cc.exercise("03_01.10")
e.show()
# %% tags=["solution"]
e.check(e.solution())
