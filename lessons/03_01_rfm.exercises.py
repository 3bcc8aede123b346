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
# %% tags=["stub"]
answer = ...
e.check(answer)
# %% tags=["solution"]
measured = cc.measure_customers(e.items, as_of=e.case["as_of"])
answer = measured[["customer_id", "recency_days", "frequency", "monetary"]]
e.check(answer)
# %%
e = cc.exercise("03_01.2")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_01.3")
e.show()
# %% tags=["stub"]
answer = ...
e.check(answer)
# %% tags=["solution"]
answer = cc.RFM().fit(e.items).transform(e.items)["f_score"]
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
# %% tags=["stub"]
classes = ...
answer = ...
e.check(answer)
# %% tags=["solution"]
classes = scheme.classify(e.items).fillna("others")
answer = e.items.groupby(classes)["monetary"].sum()
e.check(answer)
# %%
e = cc.exercise("03_01.10")
e.show()
# %% tags=["solution"]
e.check(e.solution())
