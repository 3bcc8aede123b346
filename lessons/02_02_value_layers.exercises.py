# %% [markdown] lang="zh"
# 每道题先运行代码框（Shift + Enter），题目和答题控件就出现在下面。答完按“检查”：不对的时候会告诉您哪里不对，按“为什么？”看原因。
# 进度会自动保存在您的名字下（没写名字也会保存）。每个人抽到的客户和数字多半不同。
# %% [markdown] lang="en"
# Run each box first (Shift + Enter): the task and its controls appear below. Press “Check” when you are done: it says what is wrong, and “Why?” says why.
# Your progress is saved by itself under the name you gave in “Welcome” (without a name as well). Most people draw other customers and figures.

# %% [markdown] lang="zh"
# ## ABC分类法
# %% [markdown] lang="en"
# ## ABC classification
# %%
e = cc.exercise("02_02.1")
e.show()
# %% tags=["solution"]
import pandas as pd

before = e.items["before"] / e.items["total"]
answer = pd.cut(before, [0, 0.80, 0.95, 1], right=False, labels=["A", "B", "C"])
e.check(answer)
# %%
e = cc.exercise("02_02.2")
e.show()
# %% tags=["solution"]
money = e.items["amount"]
answer = (cc.ABC().fit(money).predict(money) == "A").sum()
e.check(answer)

# %% [markdown] lang="zh"
# 下面这道题用代码回答。第一格给出题目；在第二格里，把 `...` 换成您的代码，再运行。
# %% [markdown] lang="en"
# This one is answered with code. The first box gives the task; in the second, replace `...` with your code and run it.
# %%
e = cc.exercise("02_02.3")
e.show()
# %% tags=["stub"]
money = e.items["net"]
answer = ...
e.check(answer)
# %% tags=["solution"]
money = e.items["net"]
abc = cc.ABC(returns="net").fit(money)
answer = abc.predict(money)
e.check(answer)

# %% [markdown] lang="zh"
# ## 重新分类
# %% [markdown] lang="en"
# ## Re-classing
# %%
e = cc.exercise("02_02.4")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 二八定律和关键客户
# %% [markdown] lang="en"
# ## The 80/20 rule and key customers
# %%
e = cc.exercise("02_02.5")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_02.6")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 客户细分矩阵
# %% [markdown] lang="en"
# ## The segmentation matrix
# %%
e = cc.exercise("02_02.7")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_02.8")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 四种应对方式
# %% [markdown] lang="en"
# ## Four stances
# %%
e = cc.exercise("02_02.9")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("02_02.10")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 试用期和放手
#
# 用代码回答：第一格读入订单表并给出题目；在第二格里，把 `...` 换成您的代码，结果要有 `verdict` 这一列。
# %% [markdown] lang="en"
# ## Trial and letting go
#
# Answered with code: the first box reads the orders and gives the task; in the second, replace `...` with your code. The result has a column `verdict`.
# %%
orders = cc.load("shop_orders")
e = cc.exercise("02_02.11")
e.show()
# %% tags=["stub"]
people = e.items.reset_index()
answer = ...
e.check(answer)
# %% tags=["solution"]
people = e.items.reset_index()
months, goal, care = (e.case[name] for name in ("months", "goal", "care"))
answer = cc.layers.trial(people, orders, "2025-01-01", months, goal, margin=0.35, care=care)
e.check(answer)

# %% [markdown] lang="zh"
# ## 把钱移到哪里
# %% [markdown] lang="en"
# ## Where to move the money
# %%
e = cc.exercise("02_02.12")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 做到哪里了
#
# 运行下一格，看看这一章做完了多少，哪些地方值得再看一遍。
# %% [markdown] lang="en"
# ## How far you are
#
# Run the next box to see how much of this chapter is done, and what is worth another look.
# %%
cc.chapter_summary(2)
