# %% [markdown] lang="zh"
# 每道题先运行代码框（Shift + Enter），再作答，按“检查”。用代码回答的题，把 `...` 换成您的代码再运行。超市和唱片店的客户是真实的（金额是美元），写明“模拟”的是编的数。
# %% [markdown] lang="en"
# Run each box first (Shift + Enter), answer, and press “Check”. Where code is asked for, replace the `...` by yours and run it. The customers of the grocer and the music shop are real (US dollars); figures called “simulated” are made up.

# %% [markdown] lang="zh"
# ## 算分，移动名单
# %% [markdown] lang="en"
# ## Scores, and moving the list
# %%
e = cc.exercise("03_04.1")
e.show()
# %% tags=["solution"]
case = e.case
days, count = 1 - case["days"] / 50, (case["orders"] - 2) / 20
money = (case["money"] - 100) / 2000
e.check((case["wr"] * days + case["wf"] * count + case["wm"] * money) / 100)
# %%
e = cc.exercise("03_04.2")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %% [markdown] lang="zh"
# 拖动三个滑块，看图，达到目标后按“检查”。
# %% [markdown] lang="en"
# Move the three sliders, watch the picture, and press “Check” once the goal is met.
# %%
e = cc.exercise("03_04.4")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 检验一个评分
# %% [markdown] lang="en"
# ## Judging a score
# %%
e = cc.exercise("03_04.3")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %% [markdown] lang="zh"
# 下面一题用代码。第1行是权重，已经写好；第2行把 `...` 换成算分的那一句，课上写的是 `cc.weights.score(june, his, less=less)`。
# %% [markdown] lang="en"
# The next is answered with code. Line 1 holds the weights; it is ready. In line 2 put the call that computes the score in place of `...`; the lesson wrote `cc.weights.score(june, his, less=less)`.
# %%
e = cc.exercise("03_04.5")
e.show()
# %% tags=["stub"]
weights = {"recency_days": 20, "frequency": 30, "monetary": 50}
answer = ...
e.check(answer)
# %% tags=["solution"]
weights = {"recency_days": 20, "frequency": 30, "monetary": 50}
answer = cc.weights.score(e.items, weights, less=["recency_days"])
e.check(answer)

# %% [markdown] lang="zh"
# ## 读树，用树
# %% [markdown] lang="en"
# ## Reading a tree, using it
# %%
e = cc.exercise("03_04.6")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_04.7")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_04.8")
e.show()
# %% tags=["solution"]
case = e.case
e.check(case["named"] * case["cost"] * (1 - case["crossed"] / 100))

# %% [markdown] lang="zh"
# ## 剪枝，种树
# %% [markdown] lang="en"
# ## Pruning and growing
# %%
e = cc.exercise("03_04.9")
e.show()
# %% tags=["solution"]
cross = e.case["table"]["cross"]
good = cross.index[cross >= cross.max() - 0.5 - 1e-9].astype(int)
e.check("n" + str(good.min()))
# %% [markdown] lang="zh"
# 最后一题用代码。`learn` 和 `columns` 两行取出学习的客户和三个指标，`tree` 两行种一棵树，都已写好（`fit` 是“学”）。缺两步：用 `cc.Scheme.from_tree(tree, columns)` 做成方案，再用它给 `e.items` 分类。
# %% [markdown] lang="en"
# The last is answered with code. The lines `learn` and `columns` take the customers to learn from and the three measures, the lines `tree` grow a tree; they are ready (`fit` means “learn”). Two steps are lacking: make it a scheme with `cc.Scheme.from_tree(tree, columns)`, and class `e.items` with it.
# %%
e = cc.exercise("03_04.10")
e.show()
# %% tags=["stub"]
from sklearn.tree import DecisionTreeClassifier

learn = e.case["learn"]
columns = ["recency_days", "frequency", "monetary"]
tree = DecisionTreeClassifier(max_leaf_nodes=4, random_state=0)
tree.fit(learn[columns], learn["class"])
answer = ...
e.check(answer)
# %% tags=["solution"]
from sklearn.tree import DecisionTreeClassifier

learn = e.case["learn"]
columns = ["recency_days", "frequency", "monetary"]
tree = DecisionTreeClassifier(max_leaf_nodes=4, random_state=0)
tree.fit(learn[columns], learn["class"])
answer = cc.Scheme.from_tree(tree, columns).classify(e.items)
e.check(answer)
