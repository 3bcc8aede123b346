# %% [markdown] lang="zh"
# 每道题先运行代码框（Shift + Enter），再作答，按“检查”。除了写明“虚构”的，题里的客户都来自**模拟的网店**，金额单位是元。
# %% [markdown] lang="en"
# Run each box first (Shift + Enter), answer, and press “Check”. Unless a task says “made up”, its customers come from the **simulated shop**; amounts are in yuan.

# %% [markdown] lang="zh"
# ## 录入标准
# %% [markdown] lang="en"
# ## Entry standards
# %%
e = cc.exercise("01_03.1")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("01_03.2")
e.show()
# %% tags=["solution"]
digits = e.items["phone"].str.replace("+86", "", regex=False)
digits = digits.str.replace("[- ]", "", regex=True)
answer = int(digits.duplicated().sum()) * e.case["calls"] * e.case["price"]
e.check(answer)

# %% [markdown] lang="zh"
# 下面这道题用代码回答。规则 `rule` 已经写好：电话必填，格式是11位手机号。`report` 是检查的结果。
# 把三个 `...` 换成您的代码：`mended` 是改好的表，`ask` 是每一行要不要去问（True 或 False），`answer` 是要交的表，这样拼：`mended[["customer_id", "phone"]].assign(ask=ask)`。
# %% [markdown] lang="en"
# This one is answered with code. The `rule` is written already: the phone is required, its format is a mobile number of 11 digits. `report` is what the check found.
# Replace the three `...`: `mended` is the mended table, `ask` says for each row whether to ask (True or False), `answer` is the table to hand in, put together like this: `mended[["customer_id", "phone"]].assign(ask=ask)`.
# %%
e = cc.exercise("01_03.3")
e.show()
# %% tags=["stub"]
rule = {"phone": {"required": True, "format": "phone"}}
report = cc.check_entries(e.items, rule)
mended = ...
ask = ...
answer = ...
e.check(answer)
# %% tags=["solution"]
rule = {"phone": {"required": True, "format": "phone"}}
report = cc.check_entries(e.items, rule)
mended = report.apply(report.propose()).table
left = cc.check_entries(mended, rule).findings
ask = mended["customer_id"].isin(left["customer_id"])
answer = mended[["customer_id", "phone"]].assign(ask=ask)
e.check(answer)

# %% [markdown] lang="zh"
# ## 让资料保持新鲜
# %% [markdown] lang="en"
# ## Keeping records up to date
# %%
e = cc.exercise("01_03.4")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("01_03.5")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 数据安全与隐私
# %% [markdown] lang="en"
# ## Data security and privacy
# %%
e = cc.exercise("01_03.6")
e.show()
# %% tags=["solution"]
e.check(e.solution())
# %%
e = cc.exercise("01_03.7")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# ## 需求调研
# %% [markdown] lang="en"
# ## Needs research
# %%
e = cc.exercise("01_03.8")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# 下面这道题用代码回答。第一个代码框显示题目；第二个里，`comments` 是自由回答，`need` 先全部写成 `none`，并且已经替您编好了功能性需求。
# 请在第二个框里补上另外两种需求和没写评论的（`no_comment`），再把 `...` 换成最后要交的 Series。
# %% [markdown] lang="en"
# This one is answered with code. The first box shows the task; in the second, `comments` holds the free answers, `need` starts as `none` everywhere, and the functional need is coded for you already.
# In the second box add the two other needs and those without a comment (`no_comment`), then replace `...` by the Series to hand in.
# %%
import pandas as pd

e = cc.exercise("01_03.9")
e.show()
# %% tags=["stub"]
comments = e.items["comment_zh"]
need = pd.Series("none", index=comments.index)
need[comments.str.contains("耐泡|实用|质量可靠|耐用|方便", na=False)] = "functional"
answer = ...
e.check(answer)
# %% tags=["solution"]
comments = e.items["comment_zh"]
need = pd.Series("none", index=comments.index)
need[comments.str.contains("耐泡|实用|质量可靠|耐用|方便", na=False)] = "functional"
need[comments.str.contains("放松|怀念|治愈|开心", na=False)] = "emotional"
need[comments.str.contains("面子|朋友|分享", na=False)] = "social"
need[comments.isna()] = "no_comment"
answer = need
e.check(answer)
# %%
e = cc.exercise("01_03.10")
e.show()
# %% tags=["solution"]
table = e.items
answer = (table["customers"] * table["recommend"]).sum() / table["customers"].sum()
e.check(answer)

# %% [markdown] lang="zh"
# ## 沟通行为
# %% [markdown] lang="en"
# ## Contact behaviour
# %%
e = cc.exercise("01_03.11")
e.show()
# %% tags=["solution"]
visits = e.items[e.items["mode"] == "visit"].iloc[0]
answer = 100 * visits["contacts"] * e.case["price"] / visits["amount"]
e.check(answer)
# %%
e = cc.exercise("01_03.12")
e.show()
# %% tags=["solution"]
e.check(e.solution())

# %% [markdown] lang="zh"
# 最后一道用代码回答：把 `...` 换成您的代码。
# %% [markdown] lang="en"
# The last one is answered with code: replace `...` by yours.
# %%
e = cc.exercise("01_03.13")
e.show()
# %% tags=["stub"]
answer = ...
e.check(answer)
# %% tags=["solution"]
answer = e.items.groupby("attempt")["amount"].mean()
e.check(answer)

# %% [markdown] lang="zh"
# ## 做到哪里了
# %% [markdown] lang="en"
# ## How far you are
# %%
cc.chapter_summary(1)
