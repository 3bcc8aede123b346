# %% [markdown] lang="zh"
# 每道题先运行代码框（Shift + Enter），再作答，按“检查”。用代码回答的题，把 `...` 换成您的代码再运行。标明“虚构”的是小例子；网店、CRM和工单都是模拟数据，金额以元计。
# %% [markdown] lang="en"
# Run each box first (Shift + Enter), answer, and press “Check”. Where code is asked for, replace the `...` by yours and run it. What is called made up is a small example; shop, CRM and tickets are simulated data, with amounts in yuan.
# %%
import pandas as pd

# %% [markdown] lang="zh"
# ## 配对与合并
# %% [markdown] lang="en"
# ## Match and merge
# %%
e = cc.exercise("03_06.1")
e.show()
# %% tags=["solution"]
pairs = e.items
score = pairs["points"] - 10 * (pairs["phone"] == "differ") - 10 * (pairs["city"] == "unknown")
answer = pd.cut(score, [-100, 85, 95, 101], labels=["none", "doubtful", "match"], right=False).astype(object)
answer[pairs["city"] == "differ"] = "none"
answer[pairs["phone"] == "same"] = "match"
answer[(pairs["phone"] == "same") & (pairs["points"] < 60)] = "doubtful"
e.check(answer)
# %%
e = cc.exercise("03_06.2")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("03_06.3")
e.show()
# %% [markdown] lang="zh"
# 课文“重复的记录”一节里的 `cc.crm.survivors` 就按这条规则合并。第1行把 `...` 换成它，像课文那样写明用哪张表、按哪一列认人、留哪些列；第2行从结果里取一人一行的表，它叫 `.kept`。
# %% [markdown] lang="en"
# `cc.crm.survivors`, used in the lesson under “Duplicates”, merges by this rule. Put it in place of `...` in line 1, and say as in the lesson which table, which column tells persons apart and which columns to keep; in line 2 take the table with one row per person from the result; it is called `.kept`.
# %% tags=["stub"]
merged = ...
answer = ...
e.check(answer)
# %% tags=["solution"]
merged = cc.crm.survivors(e.items, "customer_id", columns=["phone", "city"])
answer = merged.kept
e.check(answer)

# %% [markdown] lang="zh"
# ## 问数据库
# %% [markdown] lang="en"
# ## Ask the database
# %%
e = cc.exercise("03_06.4")
e.show()
# %% [markdown] lang="zh"
# 前两行已经写好：建一个空的数据库，写入两张表。三个引号 `"""` 中间是写了一半的SQL：把三处 `...` 换成数客户的、算钱的，和 `WHERE` 的两个条件（用 `AND` 连起来，值写成 `:city` 和 `:since`）。最后把 `answer` 后面的 `...` 换成 `db.query(sql, city=e.case["city"], since=e.case["since"])`，它绑定值，交回一张表。
# %% [markdown] lang="en"
# Two lines are ready: they make an empty database and write both tables. Between the triple quotes `"""` stands half of the SQL: replace the three `...` by what counts the customers, what adds up the money, and the two conditions after `WHERE` (joined by `AND`, with `:city` and `:since` for the values). At the end put `db.query(sql, city=e.case["city"], since=e.case["since"])` in place of the `...` after `answer`: it binds the values and hands back a table.
# %% tags=["stub"]
db = cc.crm.create()
db.fill(people=e.case["people"], orders=e.case["orders"])
sql = """
SELECT o.category, ... AS customers, ... AS money
FROM orders AS o JOIN people AS p ON p.customer_id = o.customer_id
WHERE ...
GROUP BY o.category
"""
answer = ...
e.check(answer)
# %% tags=["solution"]
db = cc.crm.create()
db.fill(people=e.case["people"], orders=e.case["orders"])
sql = """
SELECT o.category, COUNT(DISTINCT o.customer_id) AS customers, SUM(o.amount) AS money
FROM orders AS o JOIN people AS p ON p.customer_id = o.customer_id
WHERE p.city = :city AND o.order_date >= :since
GROUP BY o.category
"""
answer = db.query(sql, city=e.case["city"], since=e.case["since"])
e.check(answer)
# %%
e = cc.exercise("03_06.5")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 销售机会
# %% [markdown] lang="en"
# ## Opportunities
# %%
e = cc.exercise("03_06.6")
e.show()
# %% tags=["solution"]
steps = e.case["table"]
rate = steps["money_went_on"] / (steps["money_went_on"] + steps["money_lost"])
e.check(steps.loc[rate.idxmin(), "stage"])
# %%
e = cc.exercise("03_06.7")
e.show()
# %% tags=["solution"]
steps = e.case["table"]
chance = (steps["rate"] / 100)[::-1].cumprod()[::-1]
e.check((steps["money_open"] * chance).sum())

# %% [markdown] lang="zh"
# ## 工单
# %% [markdown] lang="en"
# ## Tickets
# %%
e = cc.exercise("03_06.8")
e.show()
# %% tags=["solution"]
promised = e.items["who"].map({"key": 24, "regular": 72, "others": 120, "unknown": 120})
left = promised - e.items["waited"]
labels = ["overdue", "next_day", "later"]
e.check(pd.cut(left, [-1000, 0, 24, 1000], labels=labels, right=False))
# %%
e = cc.exercise("03_06.9")
e.show()
# %% tags=["solution"]
due = e.items[e.items["solved"].notna() | (e.items["opened_ago"] > 24)]
e.check(100 * (due["solved"] <= 24).mean())

# %% [markdown] lang="zh"
# ## 标签与客户画像
# %% [markdown] lang="en"
# ## Tags and the customer profile
# %%
e = cc.exercise("03_06.10")
e.show()
# %% [markdown] lang="zh"
# 前三行已经写好：全部客户编号（每位一次，编号同时作索引），和有第一个标签的编号。第4行照样求出有第二个标签（`e.case["barred"]`）的编号；第5行把 `...` 换成条件：`ids.isin(wished)` 问每个编号在不在其中，`&` 是“而且”（不要写 `and`），`~` 是“不”，写在 `ids.isin(…)` 前面。
# %% [markdown] lang="en"
# Three lines are ready: all customer ids (each once, with the ids as index too), and the ids with the first tag. In line 4 find those with the second tag (`e.case["barred"]`) in the same way. In line 5 put the condition in place of `...`: `ids.isin(wished)` asks of each id whether it is among them, `&` is “and” (do not write `and`), `~` is “not” and goes before `ids.isin(…)`.
# %% tags=["stub"]
ids = e.items["customer_id"].drop_duplicates()
ids.index = ids
wished = e.items.loc[e.items["tag"] == e.case["wished"], "customer_id"]
barred = ...
answer = ...
e.check(answer)
# %% tags=["solution"]
ids = e.items["customer_id"].drop_duplicates()
ids.index = ids
wished = e.items.loc[e.items["tag"] == e.case["wished"], "customer_id"]
barred = e.items.loc[e.items["tag"] == e.case["barred"], "customer_id"]
answer = ids.isin(wished) & ~ids.isin(barred)
e.check(answer)
# %%
e = cc.exercise("03_06.11")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 报告
# %% [markdown] lang="en"
# ## Reports
# %%
e = cc.exercise("03_06.12")
e.show()
# %% tags=["solution"]
weeks = e.case["table"]
outside = (weeks["now"] < weeks["low"]) | (weeks["now"] > weeks["high"])
e.check(weeks.loc[outside.idxmax(), "figure"])
# %%
e = cc.exercise("03_06.13")
e.show()
# %% tags=["solution"]
joined = (e.items["money"] * e.items["tags"]).sum()
e.check(0.02 * joined)
