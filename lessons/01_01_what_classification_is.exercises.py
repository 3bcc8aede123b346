# %% [markdown] lang="zh"
# 每道题先运行代码框（Shift + Enter），题目和答题控件就出现在下面。答完按“检查”：不对的时候会告诉您哪里不对，按“为什么？”看原因。
# 进度会自动保存在您的名字下（没写名字也会保存）。每个人抽到的客户和数字多半不同。
# %% [markdown] lang="en"
# Run each box first (Shift + Enter): the task and its controls appear below. Press “Check” when you are done: it says what is wrong, and “Why?” says why.
# Your progress is saved by itself under the name you gave in “Welcome” (without a name as well). Most people draw other customers and figures.

# %% [markdown] lang="zh"
# ## 分类的目的
# %% [markdown] lang="en"
# ## What classification is for
# %%
e = cc.exercise("01_01.1")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("01_01.2")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 为什么不能一视同仁
# %% [markdown] lang="en"
# ## Why not one treatment for all
# %%
e = cc.exercise("01_01.3")
e.show()
# %% tags=["solution"]
money = e.items["monetary"]
answer = 100 * money.nlargest(2).sum() / money.sum()
e.check(answer)
# %%
e = cc.exercise("01_01.4")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 按购买行为
# %% [markdown] lang="en"
# ## By purchase behaviour
# %%
e = cc.exercise("01_01.5")
e.show()
# %% tags=["solution"]
answer = cc.schemes["purchase_frequency"].classify(e.items)
e.check(answer)
# %%
e = cc.exercise("01_01.6")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("01_01.7")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 按购买历史
# %% [markdown] lang="en"
# ## By purchase history
# %%
e = cc.exercise("01_01.8")
e.show()
# %% tags=["solution"]
answer = cc.schemes["purchase_history"].classify(e.items)
e.check(answer)
# %%
e = cc.exercise("01_01.9")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 按忠诚度
# %% [markdown] lang="en"
# ## By loyalty
# %%
e = cc.exercise("01_01.10")
e.show()
# %% tags=["solution"]
answer = cc.schemes["loyalty"].classify(e.items)
e.check(answer)
# %%
e = cc.exercise("01_01.11")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 按价值
# %% [markdown] lang="en"
# ## By value
# %%
e = cc.exercise("01_01.12")
e.show()
# %% tags=["solution"]
answer = cc.schemes["value_tier"].classify(e.items)
e.check(answer)
# %%
e = cc.exercise("01_01.13")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# 下面这道题用代码回答，和课文里按类别加总的那两行一样。第一格给出题目和分类方案；在第二格里，把 `...` 换成您的代码，再运行。
# %% [markdown] lang="en"
# This one is answered with code, like the two lines of the lesson that add up each class. The first box gives the task and the scheme; in the second, replace `...` with your code and run it.
# %%
from custclass.classify.catalogue import value_tier

scheme = value_tier(amount_medium=400, amount_high=2500, orders_medium=12, orders_high=52)
e = cc.exercise("01_01.14")
e.show()
# %% tags=["stub"]
classes = scheme.classify(e.items)
answer = ...
e.check(answer)
# %% tags=["solution"]
classes = scheme.classify(e.items)
answer = e.items.groupby(classes)["monetary"].sum()
e.check(answer)

# %% [markdown] lang="zh"
# ## 做到哪里了
#
# 运行下一格，看看这一章做完了多少，哪些地方值得再看一遍。
# %% [markdown] lang="en"
# ## How far you are
#
# Run the next box to see how much of this chapter is done, and what is worth another look.
# %%
cc.chapter_summary(1)
