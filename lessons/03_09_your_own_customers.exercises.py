# %% [markdown] lang="zh"
# ## 读文件
#
# 先运行上面那一格。每道题下面都有“检查”“提示”和“为什么？”，做错了可以再试。
# %% [markdown] lang="en"
# ## Reading the file
#
# Run the box above first. Each exercise has buttons to check, for hints and for the reason; try as often as you like.
# %%
e = cc.exercise("03_09.1")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_09.2")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 统计截止日
# %% [markdown] lang="en"
# ## The as-of date
# %%
e = cc.exercise("03_09.3")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 从文件到名单
#
# 最后两题用代码回答：先运行出题的那一格，再把下一格中的 `...` 换成您的代码并运行。
# %% [markdown] lang="en"
# ## From the file to the list
#
# The last two are answered with code: run the box that gives the task, then replace `...` in the next one by your code and run it.
# %%
e = cc.exercise("03_09.4")
e.show()
# %% tags=["stub"]
book = cc.read_orders(e.items)
answer = ...
e.check(answer)
# %% tags=["solution"]
book = cc.read_orders(e.items)
customers = cc.measure_customers(book.orders, as_of=e.case["as_of"])
answer = customers[["customer_id", "frequency", "monetary"]]
e.check(answer)
# %%
e = cc.exercise("03_09.5")
e.show()
# %% tags=["stub"]
silence = e.items["recency_days"] / e.items["mean_gap_days"]
answer = ...
e.check(answer)
# %% tags=["solution"]
silence = e.items["recency_days"] / e.items["mean_gap_days"]
call = (e.items["monetary"] >= e.case["cut"]) & (silence >= 2) & (silence < 4)
answer = e.items.assign(call=call)[["customer_id", "call"]]
e.check(answer)
