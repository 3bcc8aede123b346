# %% [markdown] lang="zh"
# 每道题先运行代码框（Shift + Enter），再作答，按“检查”。用代码回答的题，把 `...` 换成您的代码再运行。超市和唱片店的客户是真实的（金额是美元），写明“模拟”的是编的数。
# %% [markdown] lang="en"
# Run each box first (Shift + Enter), answer, and press “Check”. Where code is asked for, replace the `...` by yours and run it. The customers of the grocer and the music shop are real (US dollars); figures called “simulated” are made up.

# %% [markdown] lang="zh"
# ## 找毛病，选类数，起名字
# %% [markdown] lang="en"
# ## Faults, the number of classes, names
# %%
e = cc.exercise("03_03.1")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_03.2")
e.show()
# %% tags=["solution"]
table = e.case["table"]
passes = (table["stability"] >= 0.85) & (table["smallest"] >= 5)
e.check("k" + table.index[passes].max())
# %%
e = cc.exercise("03_03.3")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 归到最近的中心
# %% [markdown] lang="en"
# ## To the nearest centre
# %%
e = cc.exercise("03_03.4")
e.show()
# %% tags=["solution"]
import pandas as pd

centres = {"often": (-1.0, 0.5), "middle": (0.5, 0.0), "away": (1.5, -1.5)}
r, m = e.items["r"], e.items["m"]
far = {name: (r - a) ** 2 + (m - b) ** 2 for name, (a, b) in centres.items()}
e.check(pd.DataFrame(far).idxmin(axis=1))

# %% [markdown] lang="zh"
# 下面两题用代码回答。第一题：第1行让模型学会3类，已经写好（它自己取对数、标准化）；第2行把 `...` 换成给出每户类别的那一句，课上写的是 `model.predict(grocer)`，这里的表叫 `e.items`。
# %% [markdown] lang="en"
# The next two are answered with code. In the first, line 1 lets the model learn 3 classes; it is ready (it takes logarithms and scales by itself). In line 2 put the call that gives each household its class in place of `...`; the lesson wrote `model.predict(grocer)`, and here the table is `e.items`.
# %%
e = cc.exercise("03_03.5")
e.show()
# %% tags=["stub"]
model = cc.clusters.KMeansClasses(3).fit(e.items)
answer = ...
e.check(answer)
# %% tags=["solution"]
model = cc.clusters.KMeansClasses(3).fit(e.items)
answer = model.predict(e.items)
e.check(answer)
# %% [markdown] lang="zh"
# 第二题：第1行按号码分组，已经写好。第2行 `agg` 算户数，再加上中位数：`middle="median"`，写法和 `customers="size"` 一样。第3行加一列金额占比：把 `...` 换成 `profile.assign(money_share=…)`，`…` 处是 `groups.sum() / e.items["monetary"].sum()`：本类金额除以全部金额。
# %% [markdown] lang="en"
# In the second, line 1 groups by the number; it is ready. In line 2 `agg` counts households; add the median: `middle="median"`, written like `customers="size"`. Line 3 adds the share of money: in place of `...` put `profile.assign(money_share=…)`, where `…` is `groups.sum() / e.items["monetary"].sum()`: money of the class divided by all money.
# %%
e = cc.exercise("03_03.6")
e.show()
# %% tags=["stub"]
groups = e.items.groupby("cluster")["monetary"]
profile = groups.agg(customers="size")
answer = ...
e.check(answer)
# %% tags=["solution"]
groups = e.items.groupby("cluster")["monetary"]
profile = groups.agg(customers="size", middle="median")
answer = profile.assign(money_share=groups.sum() / e.items["monetary"].sum())
e.check(answer)

# %% [markdown] lang="zh"
# ## 类数由做法的收益和成本来定
# %% [markdown] lang="en"
# ## What a treatment brings and costs sets the number
# %%
e = cc.exercise("03_03.7")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 树状图，和另一种分法比较
# %% [markdown] lang="en"
# ## The dendrogram, and comparing two ways
# %%
e = cc.exercise("03_03.8")
e.show()
# %% tags=["solution"]
e.check((e.items["distance"] > e.case["cut"]).sum() + 1)
# %%
e = cc.exercise("03_03.9")
e.show()
# %% tags=["solution"]
from scipy.optimize import linear_sum_assignment

counts = pd.crosstab(e.items["tree"], e.items["kmeans"]).to_numpy()
rows, columns = linear_sum_assignment(counts, maximize=True)
e.check(12 - counts[rows, columns].sum())
