# %% [markdown] lang="zh"
# ## 一个来自店里的问题
#
# 一家卖茶叶、零食和家居用品的网店，想在春节前给每位客户打个电话。客服主管打开手工录入的客户表，皱起了眉头：
# 1,240条记录里，只有541条每一格都填了。有人说：**“把填不全的删掉，剩下的再打。”** 主管问：
#
# **该删吗？还能信哪些资料？什么时候打、打几次才有用？哪些资料不能交给外面的人？**
#
# 本课程的两本真实订单表里，没有姓名、电话和通话记录（也不应当有）。所以这一课全部用**模拟的网店**：
# 数据由程序生成，毛病和效应都是有意放进去的，金额的单位是元。方法可以照搬到您自己的表上，具体的数字不能。
#
# 第1行打开客户表；中间给要看的五栏起好名字；最后一行显示前5条（其余各栏后面再看）。
# %% [markdown] lang="en"
# ## A question from the shop floor
#
# An online shop for tea, snacks and home goods wants to call every customer before the Spring Festival. The head of the service desk opens the customer table, typed in by hand, and
# frowns: of 1,240 records only 541 have every cell filled. Somebody says: **“Delete the incomplete ones and call the rest.”** The head asks:
#
# **Should we? Which entries can be trusted? When, and how often, is a call of use? Which data must not leave the company?**
#
# The two real order books of this course hold no names, phones or call logs (nor should they). So this whole lesson uses the **simulated shop**:
# a program made the data, faults and effects were put in on purpose, and amounts are in yuan. The methods carry over to your own table; the figures do not.
#
# The first line opens the table; the middle names the five columns to look at, and the goods; the last line shows the first 5 records (the other columns come later).
# What was typed in is Chinese; the English is added in brackets.
# %%
records = cc.load("shop_customers_dirty")
fields = {
    "name": cc.say(zh="姓名", en="name"),
    "phone": cc.say(zh="电话", en="phone"),
    "product_of_interest": cc.say(zh="感兴趣的商品", en="product of interest"),
    "birth_year": cc.say(zh="出生年", en="birth year"),
    "updated_on": cc.say(zh="上次更新", en="last update"),
}
goods = {
    "茶叶": cc.say(zh="茶叶", en="茶叶 (tea)"),
    "零食": cc.say(zh="零食", en="零食 (snacks)"),
    "家居用品": cc.say(zh="家居用品", en="家居用品 (home goods)"),
    "礼盒": cc.say(zh="礼盒", en="礼盒 (gift box)"),
}
typed = records[["customer_id", *fields]]
cc.table(typed, titles=fields, values={"product_of_interest": goods}, rows=5)
# %% tags=["check"]
assert len(records) == 1240 and len(records.dropna()) == 541

# %% [markdown] lang="zh"
# 横线（—）表示空着。第1行的出生年是83，第5行没有写感兴趣的商品。这些毛病有三种，对应三条**录入标准**：
#
# | 标准 | 问什么 | 谁能查 |
# |---|---|---|
# | **完整性** | 该填的填了吗 | 电脑 |
# | **规范性** | 是按约定的写法写的吗 | 电脑能查，多半也能改 |
# | **准确性** | 内容是事实吗 | 电脑只能怀疑，要问客户本人 |
#
# 不是每一格都“该填”。**必填项**是没有它就没法往来的：姓名、联系方式（这里是电话）、感兴趣的商品。
# **选填项**是有了更好的：邮箱、出生年、职业、城市、购买力（这里是预算）。必填项要少，每多一个，就多一批人填“无”。
# %% [markdown] lang="en"
# A dash (—) is an empty cell. In row 1 the birth year is 83; row 5 names no product of interest. Such faults are of three kinds, one for each **entry standard**:
#
# | standard | asks | who can check |
# |---|---|---|
# | **completeness** | is it there? | a computer |
# | **standard format** | is it written as agreed? | a computer, and it can mostly mend it too |
# | **accuracy** | is it true? | a computer can only doubt: ask the customer |
#
# Not every cell must be filled. **Required fields** are those without which there is no business: name, a way to get in touch (here the phone), product of interest.
# **Extra fields** are good to have: e-mail, birth year, occupation, city, purchasing power (here the budget). Keep the required ones few: with each further one more people write “none”.

# %% [markdown] lang="zh"
# ## 把标准写成规则
#
# 每一栏一条规则。`required` 是必填；`format` 是约定的写法；`between` 是合理的范围；`allowed` 是允许的取值；
# `same_as` 说哪些写法其实是同一个意思（“龙井”归入“茶叶”，“杭州市”和“Hangzhou”都写“杭州”）。
# 开头三行是城市名的三种写法；最后一行按规则检查整张表。
# %% [markdown] lang="en"
# ## Standards written as rules
#
# One rule per column. `required` says it must be filled; `format` is the agreed way of writing; `between` a plausible range; `allowed` the values allowed;
# `same_as` says which spellings mean the same (“龙井”, Longjing, is tea, “茶叶”; “杭州市” and “Hangzhou” are both written “杭州”).
# The first three lines hold the spellings of the cities; the last line checks the whole table.
# %%
places = cc.load("shop_customers")[["city", "city_en"]].drop_duplicates()
same_city = dict(zip(places["city"] + "市", places["city"]))
same_city |= dict(zip(places["city_en"], places["city"]))
rules = {
    "name": {"required": True, "format": "name"},
    "phone": {"required": True, "format": "phone"},
    "product_of_interest": {
        "required": True, "allowed": list(goods), "same_as": {"龙井": "茶叶"}
    },
    "email": {"format": "email"},
    "birth_year": {"format": "year", "between": (1920, 2015)},
    "occupation": {},
    "city": {"allowed": list(places["city"]), "same_as": same_city},
    "budget": {"between": (1, 100000)},
}
report = cc.check_entries(records, rules)
# %% [markdown] lang="zh"
# `report.counts` 数出每一栏在每条标准下查了多少格、有多少处问题。先看必填的三栏。
# 一格只按它违反的第一条标准记一次：空着的不再查写法，写法不对的不再查准确。（代码里带 `cc.say` 的几行只是起名字。）
# %% [markdown] lang="en"
# `report.counts` says for each column and standard how many cells were checked and how many have a problem. First the three required columns.
# A cell counts under the first standard that it fails: an empty one is not checked for its format, a badly written one not for its accuracy. (The lines with `cc.say` only give names.)
# %%
words = {
    "column": cc.say(zh="栏", en="column"),
    "standard": cc.say(zh="标准", en="standard"),
    "checked": cc.say(zh="查了多少格", en="cells checked"),
    "problems": cc.say(zh="有几处问题", en="problems"),
    "share_good": cc.say(zh="合格", en="good"),
}
fields |= {
    "email": cc.say(zh="邮箱", en="e-mail"),
    "occupation": cc.say(zh="职业", en="occupation"),
    "city": cc.say(zh="城市", en="city"),
    "budget": cc.say(zh="预算（元）", en="budget (yuan)"),
    "name + birth_year": cc.say(zh="姓名＋出生年", en="name + birth year"),
}
standards = {
    "completeness": cc.say(zh="完整性", en="completeness"),
    "format": cc.say(zh="规范性", en="standard format"),
    "accuracy": cc.say(zh="准确性", en="accuracy"),
}
named = {"column": fields, "standard": standards}
counts = report.counts[report.counts["standard"] != "doubled"].drop(columns="required")
cc.table(counts.head(7), titles=words, values=named, formats={"share_good": "%"})
# %% [markdown] lang="zh"
# 再看各栏有多少是空着的。
# %% [markdown] lang="en"
# Next, how much of each column is empty.
# %%
empty = counts[counts["standard"] == "completeness"].set_index("column")["problems"]
title = cc.say(
    zh="必填的三栏（着色）空得少，选填的职业空了26.6%",
    en="Required fields (coloured) are mostly filled; the occupation is empty in 26.6%",
)
required = ["name", "phone", "product_of_interest"]
label = cc.say(zh="空着的占比", en="share empty")
cc.show.bars(
    empty / 1240, unit="%", names=fields, highlight=required, title=title, label=label
)
# %% [markdown] lang="zh"
# 最后看准确性：填了、写法也对的格子里，有多少不可能是事实？
# %% [markdown] lang="en"
# Last, accuracy: of the cells that are filled and well written, how many cannot be true?
# %%
accuracy = counts[(counts["standard"] == "accuracy") & (counts["problems"] > 0)]
cc.table(accuracy, titles=words, values=named, formats={"share_good": "%"})
# %% tags=["check"]
by = report.counts.set_index(["column", "standard"])
assert by.loc[("phone", "completeness"), "problems"] == 40 and by.loc[("phone", "format"), "problems"] == 98
assert round(by.loc[("phone", "format"), "share_good"], 3) == 0.918
assert by.loc[("occupation", "completeness"), "problems"] == 330 and round(330 / 1240, 3) == 0.266
assert by.loc[("birth_year", "accuracy"), "problems"] == 11 and by.loc[("budget", "accuracy"), "problems"] == 21
assert accuracy["problems"].tolist() == [11, 21]
impossible = report.findings[report.findings["standard"] == "accuracy"].groupby("column")["value"].agg(list)
assert {1888, 2032} <= set(impossible["birth_year"]) and {0, 9999999} <= set(impossible["budget"])
organisations = cc.load("shop_customers").query("customer_type == 'organisation'")["customer_id"]
typed_organisations = records[records["customer_id"].isin(organisations)]
assert len(typed_organisations) == 120 and typed_organisations["occupation"].isna().all()

# %% [markdown] lang="zh"
# 电话有40格空着；填了的1,200格里，98格的写法不合约定，合格的占91.8%。职业有330格空着（26.6%），其中120格是机构，机构本来就没有职业：
# **空着不一定是错**，先问这一格对这位客户有没有意义。
#
# 准确性的问题，电脑只查得出“不可能”的：11个出生年（如1888、2032）、21个预算（负数、0、9,999,999元）。
# 写着1985、其实是1958的，电脑查不出来，只有问本人。
# %% [markdown] lang="en"
# 40 phone cells are empty; of the 1,200 that are filled, 98 are not written as agreed, so 91.8% are good. The occupation is empty in 330 cells (26.6%), 120 of which belong to organisations, which have none:
# **empty is not always wrong**; ask first whether the cell makes sense for this customer.
#
# Of inaccuracies a computer finds only the impossible: 11 birth years (such as 1888 or 2032) and 21 budgets (negative, 0, or 9,999,999 yuan).
# A 1985 that should be 1958 no computer can find: only the customer knows.

# %% [markdown] lang="zh"
# ## 修，但一行也不丢
#
# 修资料分三步：**建议**（`propose`）、**人看过**、**照改**（`apply`）。电脑只对有把握的提建议：去掉分隔符和“+86”、全角改半角、统一城市的写法。
# 有8个电话把开头的1打成了字母l，也改得回来；两位数的出生年，只有一个世纪落在1920到2015之间，所以83就是1983。每一栏先看两条建议。
# %% [markdown] lang="en"
# ## Mend, and lose no row
#
# Mending takes three steps: **propose** (`propose`), **a person looks**, **apply** (`apply`). The computer proposes only what is clear: signs and “+86” taken off, full-width digits made plain, one spelling per city.
# In 8 phones the first digit, 1, was typed as the letter l, which can be put right; and of a birth year of two digits only one century lies between 1920 and 2015, so 83 is 1983. Look at two proposals for each column.
# %%
proposal = report.propose()
sample = proposal.groupby("column").head(2).sort_values("column")
titles = {
    "column": words["column"],
    "old": cc.say(zh="原来", en="old"),
    "new": cc.say(zh="改成", en="new"),
    "why": cc.say(zh="为什么", en="why"),
}
meanings = goods | {
    "龙井": cc.say(zh="龙井", en="龙井 (Longjing, a tea)"),
    "杭州": cc.say(zh="杭州", en="杭州 (Hangzhou)"),
    "杭州市": cc.say(zh="杭州市", en="杭州市 (Hangzhou City)"),
}
cc.table(
    sample[["customer_id", *titles]],
    titles=titles,
    values={"column": fields, "old": meanings, "new": meanings},
    rows=None,
)
# %% [markdown] lang="zh"
# 看过没有问题，再照改。`repaired.table` 是改好的表，`repaired.log` 记下每一处改动和原来的值，改错了可以改回去。
# 三个数是：原来几行、改完几行、改了几处。
# %% [markdown] lang="en"
# Once they have been looked through, apply them. `repaired.table` is the mended table; `repaired.log` keeps every change with the old value, so that it can be undone.
# The three numbers: rows before, rows after, cells changed.
# %%
repaired = report.apply(proposal)
print(len(records), len(repaired.table), len(repaired.log))
# %% [markdown] lang="zh"
# 1,240行进，1,240行出，改了245处。再检查一次，看还剩下什么。
# %% [markdown] lang="en"
# 1,240 rows in, 1,240 rows out, 245 cells changed. Check once more to see what is left.
# %%
again = cc.check_entries(repaired.table, rules)
found = again.findings
left = found[(found["standard"] != "doubled") & found["column"].isin(required)]
to_ask = left["customer_id"].unique()
bad_phones = left[(left["column"] == "phone") & (left["standard"] == "format")]["value"]
print(len(to_ask), len(bad_phones))
# %% [markdown] lang="zh"
# 这些电话错在哪里？三个数是：只有10位的、有12位的、以0571开头的座机。
# %% [markdown] lang="en"
# What is wrong with these phones? The three numbers: those of 10 digits, those of 12, and landlines, which start with 0571.
# %%
lengths = bad_phones.str.len()
landline = bad_phones.str.startswith("0571")
print((lengths == 10).sum(), (lengths == 12).sum(), landline.sum())
# %% [markdown] lang="zh"
# 有156条记录的必填项还缺着或者改不好，列进“要问”的名单，而不是删掉。电话改不好的有35个：18个少一位，8个多一位，还有9个是座机（它们改不好，只因为我们的规则不认座机）。
# 少的、多的是哪一位，谁也不知道，**不要猜**。座机其实没有错：**查出问题，也可能是规则有问题**。
# %% [markdown] lang="en"
# For 156 records a required field is still missing or could not be mended. They go on a list of those to ask; they are not deleted. 35 phones could not be mended: 18 lack a digit, 8 have one too many, 9 are landlines (these only because our rule knows no landlines).
# Nobody knows which digit it is, so **do not guess**. The landlines are not wrong at all: **a problem found may be a problem of the rule**.
# %% tags=["check"]
assert len(repaired.table) == 1240 and len(repaired.log) == 245
assert len(to_ask) == 156 and len(bad_phones) == 35
assert ((lengths == 10).sum(), (lengths == 12).sum(), landline.sum()) == (18, 8, 9)
phones = proposal[proposal["column"] == "phone"]["old"]
assert phones.str.startswith("l").sum() == 8 and phones.str.contains("[A-Za-z]").sum() == 8
years = proposal[proposal["column"] == "birth_year"]
assert len(years) == 13 and years.iloc[0][["old", "new"]].astype(int).tolist() == [83, 1983]

# %% [markdown] lang="zh"
# ### 名字里的代码
#
# 有两个“名字”不是名字：一个是网页代码，一个以等号开头。前者放到网页上会运行，后者用电子表格打开会变成公式。
# 录入时就要拦住；显示时要当作文字，不当作代码（下面这张表就是这样做的）。
# %% [markdown] lang="en"
# ### Code in a name
#
# Two “names” are not names: one is web code, one starts with an equals sign. The first would run on a web page, the second turns into a formula in a spreadsheet.
# Stop them at entry, and show them as text, never as code (as the table below does).
# %%
strange = left[(left["column"] == "name") & (left["standard"] == "format")]
titles = {"value": fields["name"], "problem": cc.say(zh="问题", en="problem")}
cc.table(strange[["customer_id", "value", "problem"]], titles=titles)

# %% [markdown] lang="zh"
# ### 同一个人录了两次
#
# 电话相同，或者邮箱相同，多半是同一个人。姓名和出生年都相同呢？看看三种办法各找出多少条记录。
# %% [markdown] lang="en"
# ### Duplicates: one person, two records
#
# The same phone or the same e-mail mostly means the same person. What about the same name and birth year? See how many records each way finds.
# %%
doubled = found[found["standard"] == "doubled"]
title = cc.say(zh="三种办法找出的疑似重复记录", en="Possible duplicates, found in three ways")
label = cc.say(zh="记录数", en="records")
cc.show.bars(doubled["column"].value_counts(), names=fields, title=title, label=label)
# %% [markdown] lang="zh"
# 按电话或邮箱，一共找出80条，正好40对；这40个人就是造数据时有意录了两次的。按姓名＋出生年找出95条：
# 下一格数一数，其中多少条的电话和邮箱都和别人不同。
# %% [markdown] lang="en"
# Phone or e-mail together find 80 records, exactly 40 pairs: the 40 duplicates put in on purpose when the data were made. Name and birth year find 95 records;
# the next box counts how many of them share neither phone nor e-mail with anyone.
# %%
by_contact = doubled["column"].isin(["phone", "email"])
sure = set(doubled.loc[by_contact, "customer_id"])
same_name = set(doubled.loc[~by_contact, "customer_id"])
print(len(sure), len(same_name), len(same_name - sure))
# %% tags=["check"]
assert len(sure) == 80 and len(same_name) == 95 and len(same_name - sure) == 15

# %% [markdown] lang="zh"
# 有15条只是同名同年，是不同的人。所以**同名只是怀疑**，合并之前要问。
#
# ## 常见的错误：删掉填不全的行
#
# 现在回到那句“把填不全的删掉”。很多人顺手一写 `dropna()`，留下每一格都填了的541条。看看删掉的是谁：
# 他们2025年一共买了多少钱？最大的100位客户里少了几位？
# %% [markdown] lang="en"
# 15 share only a name and a year; they are different people. So **a shared name is a suspicion**: ask before you merge.
#
# ## The common mistake: deleting incomplete rows
#
# Back to “delete the incomplete ones”. Many write `dropna()` without a thought and keep the 541 records in which every cell is filled. Look at who is gone:
# how much did they buy in 2025, and how many of the 100 largest customers are missing?
# %%
orders = cc.load("shop_orders")
of_2025 = orders[orders["order_date"] >= "2025-01-01"]
money = of_2025.groupby("customer_id")["amount"].sum()
kept = records.dropna()["customer_id"]
gone = money[~money.index.isin(kept)].sum()
largest = money.nlargest(100).index
lost = largest[~largest.isin(kept)]
print(cc.show.money(gone), cc.show.percent(gone / money.sum()), len(lost))
# %% [markdown] lang="zh"
# 被删掉的里面，机构占多少？三个数是：机构留下几家、它们2025年买了多少、82位大客户里有几家。
# %% [markdown] lang="en"
# How much of this are organisations? The three numbers: how many of them are left, what they bought in 2025, and how many of the 82 large customers they are.
# %%
everybody = cc.load("shop_customers")
is_organisation = everybody["customer_type"] == "organisation"
organisations = everybody.loc[is_organisation, "customer_id"]
theirs = money.reindex(organisations).sum()
print(organisations.isin(kept).sum(), cc.show.money(theirs), lost.isin(organisations).sum())
# %% tags=["check"]
assert round(gone) == 957065 and round(gone / money.sum(), 2) == 0.72 and len(lost) == 82
assert len(organisations) == 120 and not organisations.isin(kept).any()
assert round(theirs) == 552751 and round(theirs / gone, 2) == 0.58 and lost.isin(organisations).sum() == 61
others = records[records["customer_id"].isin(lost.difference(organisations))]
assert len(others) == 21 and others[required].notna().all(axis=1).sum() == 20

# %% [markdown] lang="zh"
# 被删掉的客户2025年买了957,065元，占全店的72%；最大的100位客户里少了82位。大头是机构：120家机构没有出生年和职业，于是一家不剩，
# 而它们2025年买了552,751元，占这笔钱的58%，82位里它们占61位。另外21位是个人和家庭，其中20位只是某个选填项空着。电脑没有报错，图照样画得出来，**没有人会发现**。
#
# 规矩只有一条：处理前后都数一数行数，少了就要说得出少的是谁。
# %% [markdown] lang="en"
# The deleted customers bought for 957,065 yuan in 2025, 72% of the shop's sales; 82 of the 100 largest are missing. Most of it is the organisations: all 120 have no birth year and no occupation, so not one of them is left,
# and they bought for 552,751 yuan in 2025, 58% of that money; they are 61 of the 82. The other 21 are persons and households, 20 of them with nothing but an optional field empty. The computer reports no error and the charts still look fine, so **nobody notices**.
#
# There is one rule: count the rows before and after, and if some are missing, be able to say who.

# %% [markdown] lang="zh"
# ## 让资料保持新鲜
#
# 录得再好的资料也会过时：换号、搬家、换工作。让资料保持新鲜有三种做法：
#
# - **实时更新**：客户一说换了号码，当场就改；
# - **定期回访**：到了周期没更新过的，主动去核对；
# - **深度挖掘**：回访时多问一句，补上选填项（最近在喝什么茶？给谁买的？）。
#
# `cc.revisit_list` 列出到期的记录，最急的在前。周期定为365天，统计截止日是2025年12月31日。
# %% [markdown] lang="en"
# ## Keeping records up to date
#
# Even the best entry goes out of date: people change numbers, homes and jobs. Three habits keep records up to date:
#
# - **update at once**: when a customer mentions a new number, change it there and then;
# - **revisit on schedule**: go over what has not been updated for a set time;
# - **dig deeper**: on a revisit ask one thing more and fill an extra field (which tea at present? for whom?).
#
# `cc.revisit_list` lists the records that are due, the most urgent first. The interval is 365 days, the as-of date 31 December 2025.
# %%
due = cc.revisit_list(records, as_of="2025-12-31", every_days=365)
titles = {
    "updated_on": fields["updated_on"],
    "days_since": cc.say(zh="距今（天）", en="days since"),
    "days_overdue": cc.say(zh="超期（天）", en="days overdue"),
}
cc.table(due[["customer_id", *titles]], titles=titles, rows=5)
# %% [markdown] lang="zh"
# 到期的有621条，占一半。每条回访10分钟，就是一百多个小时，一个人要干两个多星期。先回访谁？可以先看钱：
# 到期的客户里，2025年买满2,000元的有多少位，占到期客户购买金额的几成？
# %% [markdown] lang="en"
# 621 records are due, half of all. At 10 minutes each that is over a hundred hours: more than two weeks for one person. Who comes first? Look at the money:
# how many of those due spent 2,000 yuan or more in 2025, and what share is that of the money of all those due?
# %%
spent = money.reindex(due["customer_id"]).fillna(0)
big = spent[spent >= 2000]
print(len(due), len(big), cc.show.percent(big.sum() / spent.sum()))
# %% tags=["check"]
assert len(due) == 621 and round(len(due) / 1240, 3) == 0.501
assert len(big) == 76 and round(big.sum() / spent.sum(), 3) == 0.536

# %% [markdown] lang="zh"
# 只要先回访76位，就顾到了到期客户一半以上（53.6%）的购买金额。再动手试试：拖动滑块，看周期长短怎样改变名单。
# %% [markdown] lang="en"
# If these 76 are revisited first, more than half (53.6%) of the money of those due is covered. Now try it: move the slider and see how the interval changes the list.
# %%
def draw(days):
    listed = cc.revisit_list(records, as_of="2025-12-31", every_days=int(days))
    title = cc.say(
        zh="每{d}天回访一次：到期{n}条，约{h}小时",
        en="Every {d} days: {n} records due, about {h} hours",
    ).format(d=int(days), n=len(listed), h=round(len(listed) / 6))
    years = listed["updated_on"].dt.year.value_counts()
    label = cc.say(zh="到期记录（按上次更新的年份）", en="records due, by year of last update")
    return cc.show.bars(years, order=range(2021, 2026), title=title, label=label)

cc.knob(draw, days=(cc.say(zh="回访周期（天）", en="interval (days)"), 90, 1440, 30, 360))

# %% [markdown] lang="zh"
# ## 交出去之前：隐私
#
# 客户资料不是店里的私产。中国的《个人信息保护法》自2021年11月1日起施行，其中几条和分类直接有关：
#
# - 处理个人信息要有明确、合理的目的，收集限于实现目的的最小范围（第六条）；
# - **敏感个人信息**包括生物识别、宗教信仰、特定身份、医疗健康、金融账户、行踪轨迹等，以及不满十四周岁未成年人的个人信息；
#   有特定的目的和充分的必要性、并且采取严格保护措施，才可以处理（第二十八条），还要取得单独同意（第二十九条）；未满十四周岁的，由父母或其他监护人同意（第三十一条）。
#
# 所以：分类用不着的敏感栏（例如宗教信仰），不收集、不保存、不拿来分类。出生年也要留心：这张模拟表里有23位客户不满十四周岁。这里讲的是做法，不是法律意见；拿不准，请问法务。
#
# ### 去掉姓名还不够
#
# 把姓名、电话、邮箱都删掉，表里还剩城市、出生年和职业。看看有多少位客户，这三样合起来全表只有一个人。
# %% [markdown] lang="en"
# ## Before data leave the company: privacy
#
# Customer data are not the shop's private property. China's **Personal Information Protection Law** (PIPL) has been in force since 1 November 2021. Some of it bears directly on classification:
#
# - personal information may be processed for a clear and reasonable purpose only, and no more may be collected than the purpose needs (article 6);
# - **sensitive personal information** includes biometrics, religious belief, specific identity, health, financial accounts, whereabouts, and any data of children under 14;
#   it may be processed only for a specific purpose, where it is truly necessary and strictly protected (article 28), and with separate consent (article 29); for children under 14 a parent or guardian consents (article 31).
#
# So a sensitive field that a class does not need, such as religion, is not collected, not kept and not used. Mind the birth year too: 23 customers of this simulated table are under 14. This is practice, not legal advice; when in doubt, ask a lawyer.
#
# ### Dropping the name is not enough
#
# Take out name, phone and e-mail: city, birth year and occupation remain. See for how many customers these three together occur only once in the table.
# %%
persons = everybody[~is_organisation].copy()
alike = persons.groupby(["city", "birth_year", "occupation"]).size()
print(len(persons), (alike == 1).sum())
# %% [markdown] lang="zh"
# 1,080人里有624人独一无二：谁认识一位“1969年生、在兰州教书”的客户，就认得出他的那一行。
#
# ### 普通的哈希也不够
#
# 有人把电话换成哈希值（`sha256`）：看上去是乱码，也确实不能倒着算。但电话号码的种类有限，可以**正着算**：把每一个可能的号码都算一遍，再对照。
# 这家模拟网店的手机号都以1540000开头，只有一万种。
# %% [markdown] lang="en"
# 624 of 1,080 are unique: whoever knows a customer “born in 1969 who teaches in Lanzhou” recognises the row.
#
# ### Nor is a plain hash
#
# Some replace the phone by its hash (`sha256`): it looks like gibberish, and it cannot be reversed. But there are only so many phone numbers, and one can go **forward**: hash every possible number and compare.
# In this simulated shop all mobiles start with 1540000, which leaves ten thousand.
# %%
import hashlib

def scramble(phone):
    return hashlib.sha256(phone.encode()).hexdigest()

hidden = persons["phone"].map(scramble)
book = {scramble(f"1540000{n:04d}"): n for n in range(10000)}
print(len(hidden), hidden.isin(book).sum())
# %% [markdown] lang="zh"
# 1,080个号码，一眨眼全部找了回来。真实的手机号至多一百亿种，一台普通电脑几个小时也就算完了。
#
# 可行的是**带密钥的假名**：`cc.pseudonymise` 把密钥和编号搅在一起再算，没有密钥的人无法照着算一遍。同一个编号总是得到同一个假名，
# 所以两张表还连得起来。密钥要和数据分开保管，不写进代码，也不随数据交出去（下面这一把只作示范）。
# %% [markdown] lang="en"
# 1,080 numbers, all found again in the blink of an eye. Real mobile numbers are ten billion at most; an ordinary computer gets through them in hours.
#
# What works is a **pseudonym made with a key**: `cc.pseudonymise` mixes the key into the id, so that nobody without the key can go through all ids. The same id always gets the same pseudonym,
# so two tables can still be linked. Keep the key apart from the data, not in the code, and never hand it over with them (the one below is for show only).
# %%
key = "for show only, never keep it here"
persons["decade"] = persons["birth_year"] // 10 * 10
out = persons[["customer_id", "city", "decade"]].copy()
out["customer_id"] = cc.pseudonymise(persons["customer_id"], key)
titles = {"city": fields["city"], "decade": cc.say(zh="出生年代", en="decade of birth")}
city_names = {
    zh: cc.say(zh=zh, en=en) for zh, en in zip(places["city"], places["city_en"])
}
cc.table(
    out, titles=titles, values={"city": city_names}, formats={"decade": "{:.0f}"}, rows=4
)
# %% tags=["check"]
assert len(persons) == 1080 and (alike == 1).sum() == 624
teacher = persons[(persons["city"] == "兰州") & (persons["birth_year"] == 1969) & (persons["occupation"] == "teacher")]
assert len(teacher) == 1
assert hidden.isin(book).all() and len(book) == 10000
assert out["customer_id"].nunique() == 1080
assert (persons["birth_year"] >= 2012).sum() == 23

# %% [markdown] lang="zh"
# 职业不给，出生年只给年代：研究用不着的不给，太细的给粗一级。编号换成假名，法律上叫**去标识化**；有密钥的人仍能认出客户，所以去标识化之后**仍然是个人信息**，照样要保护。
# 法律上只有**匿名化**（无法识别、而且不能复原）之后的才不是。
#
# 粗到这里，够了吗？数一数：城市和年代合起来，还有多少人独一无二，多少人所在的组不到5人？再粗一些呢：只给省，把年代放宽到20年，或者只分杭州和外地？
# %% [markdown] lang="en"
# The occupation is left out and the birth year made a decade: leave out what the study does not need, and give a coarser value where it is too precise. Such data are pseudonymised; whoever has the key can still tell who is who, so they **remain personal information** and need the same care.
# In law only anonymised data (nobody can be identified, and it cannot be undone) are not.
#
# Is this coarse enough? Count: with city and decade together, how many are still the only one, and how many are in a group of fewer than 5? And if coarser still: the province only, 20 years for 10, or just Hangzhou and elsewhere?
# %%
import pandas as pd

persons["twenty"] = persons["birth_year"] // 20 * 20
ways = [
    ("city", "decade"), ("province_en", "decade"),
    ("province_en", "twenty"), ("is_local", "decade"),
]
rows = []
for place, band in ways:
    size = persons.groupby([place, band]).size()
    alone, few = (size == 1).sum(), size[size < 5].sum()
    rows.append({"place": place, "band": band, "alone": alone, "few": few})
titles = {
    "place": cc.say(zh="地方", en="place"),
    "band": cc.say(zh="出生", en="birth"),
    "alone": cc.say(zh="独一无二的人", en="people alone"),
    "few": cc.say(zh="不到5人的组里的人", en="people in groups below 5"),
}
kinds = {
    "city": cc.say(zh="城市", en="city"),
    "province_en": cc.say(zh="省", en="province"),
    "is_local": cc.say(zh="杭州或外地", en="Hangzhou or elsewhere"),
    "decade": cc.say(zh="10年一档", en="10-year band"),
    "twenty": cc.say(zh="20年一档", en="20-year band"),
}
cc.table(pd.DataFrame(rows), titles=titles, values={"place": kinds, "band": kinds})
# %% tags=["check"]
assert [tuple(row.values())[2:] for row in rows] == [(39, 245), (24, 151), (1, 50), (0, 0)]
smallest = persons.groupby(["is_local", "decade"]).size()
assert smallest.min() == 13

# %% [markdown] lang="zh"
# 还不够：城市加年代，1,080人里有39人独一无二，245人所在的组不到5人。换成省，仍有24人、151人；再把年代放宽到20年，还剩1人、50人。
# 只分杭州和外地、年代照旧，最小的一组也有13人。所以能交出去的是这一种；研究非要城市不可，就只给人数够的，其余写“其他”。**粗了多少，就要再数一遍，不能凭感觉。**
#
# ### 人太少的组不公布
#
# 汇总的人数也会泄密。北京有67位个人和家庭客户，其中硕士只有2位：公布“北京硕士客户平均花了多少”，这两位就互相知道了对方的底细。
# `cc.suppress_small_groups` 隐去少于5人的组。
# %% [markdown] lang="en"
# Not yet: with city and decade 39 of the 1,080 are the only one, and 245 are in a group of fewer than 5. With the province it is 24 and 151; with 20 years in place of 10 it is 1 and 50.
# With just Hangzhou or elsewhere and the decade, the smallest group has 13 people. So this is what may be handed over; a study that must have the city gets it only where the group is large enough, “other” elsewhere. **Coarser is not yet safe: count again.**
#
# ### Groups too small are not published
#
# Counts can give people away as well. Beijing has 67 persons and households among the customers, and only 2 with a master's degree: publish the mean spending of “masters in Beijing”, and each of the two knows about the other.
# `cc.suppress_small_groups` hides groups of fewer than 5.
# %%
levels = {
    "junior_high": cc.say(zh="初中", en="junior high"),
    "high_school": cc.say(zh="高中", en="high school"),
    "college": cc.say(zh="大专", en="college"),
    "bachelor": cc.say(zh="本科", en="bachelor"),
    "master": cc.say(zh="硕士", en="master"),
}
beijing = persons[persons["city"] == "北京"]
safe = cc.suppress_small_groups(beijing, "education", minimum=5)
titles = {
    "education": cc.say(zh="学历", en="education"),
    "customers": cc.say(zh="客户数", en="customers"),
}
cc.table(safe.counts, titles=titles, values={"education": levels})
# %% [markdown] lang="zh"
# 为什么初中（9人）也隐去了？因为合计是公开的：如果只隐去硕士，用67减去其余各组，马上算出2。所以要再隐去一组作掩护，选人数最少的那组，损失的信息最少。
# %% [markdown] lang="en"
# Why is junior high, with 9 people, hidden too? Because the total is public: with only the masters hidden, 67 minus the other groups gives 2 at once. So a second group is hidden as a cover, the smallest one, as it costs the least information.
# %% tags=["check"]
assert beijing["education"].value_counts().to_dict() == {"college": 23, "bachelor": 20, "high_school": 13, "junior_high": 9, "master": 2}
assert safe.reasons["customers"].loc[["junior_high", "master"]].tolist() == ["complementary", "small"]

# %% [markdown] lang="zh"
# ## 需求调研：问谁，怎么问
#
# 订单说客户买了什么，说不出**为什么**。要知道需求，有四种办法：
#
# | 办法 | 得到什么 | 要小心 |
# |---|---|---|
# | **问卷** | 多少人这样想（比例） | 没回答的是谁 |
# | **访谈** | 一个人的原因，问得深 | 人少，不能算比例 |
# | **焦点小组** | 客户互相启发的点子 | 声音大的人带偏别人 |
# | **观察** | 客户自己说不清的行为 | 看得到做什么，看不到为什么 |
#
# 通常先用访谈或焦点小组弄清有哪些需求，再用问卷数一数各有多少人。
#
# ### 先说清楚：问了多少，答了多少，没答的是谁
#
# 模拟的网店给1,200位客户都发了问卷。把客户按最近一次购买分成三组，看每组有多少人回答、回答者的推荐意愿（0到10分）平均是多少。
# 先给每位客户写上属于哪一组：
# %% [markdown] lang="en"
# ## Needs research: whom to ask, and how
#
# Orders tell what customers bought, not **why**. Four methods find out about needs:
#
# | method | what you get | mind |
# |---|---|---|
# | **survey** | how many think so (percentages) | who did not answer |
# | **interview** | one person's reasons, in depth | few people, so no percentages |
# | **focus group** | ideas that customers give each other | the loudest may sway the rest |
# | **observation** | behaviour people cannot describe | you see what they do, not why |
#
# Mostly interviews or a focus group come first, to find which needs there are; then a survey counts who has them.
#
# ### Say how many were asked, how many answered, and who did not
#
# The simulated shop sent its survey to all 1,200 customers. Put them into three groups by their last order and see how many answered in each, and the mean willingness to recommend (0 to 10) of those who did.
# First write down the group of each customer:
# %%
survey = cc.load("shop_survey")
buyers = cc.measure_customers(orders, as_of="2025-12-31", customers=everybody)
days = buyers["recency_days"].astype(float)
buyers["group"] = "older"
buyers.loc[days <= 90, "group"] = "recent"
buyers.loc[days.isna(), "group"] = "never"
people = survey.merge(buyers[["customer_id", "group"]], on="customer_id")
# %% [markdown] lang="zh"
# 再分组统计：多少人、多少人回答、平均几分：
# %% [markdown] lang="en"
# Then, group by group: how many customers, how many answered, what mean score:
# %%
groups = people.groupby("group").agg(
    customers=("customer_id", "size"),
    answered=("answered_on", "count"),
    recommend=("recommend", "mean"),
).loc[["recent", "older", "never"]]
groups["share"] = groups["answered"] / groups["customers"]
names = {
    "recent": cc.say(zh="90天内买过", en="bought within 90 days"),
    "older": cc.say(zh="久未购买（90天以前）", en="last order is older"),
    "never": cc.say(zh="从未买过", en="never bought"),
}
titles = {
    "group": cc.say(zh="组", en="group"),
    "customers": cc.say(zh="客户数", en="customers"),
    "answered": cc.say(zh="回答人数", en="answered"),
    "recommend": cc.say(zh="推荐意愿（0–10分）", en="would recommend (0–10)"),
    "share": cc.say(zh="回答的占比", en="share who answered"),
}
cc.table(groups, titles=titles, values={"group": names}, formats={"share": "%"})
# %% [markdown] lang="zh"
# 一共578人回答（48.2%）。90天内买过的人57.5%回答，久未购买的（最近一次购买在90天以前）只有32.1%：**回答的人不是客户的缩影**，而久未购买的人打分恰恰最低。
# 只看回答的人，推荐意愿平均是多少？每一组按**客户数**加权，又是多少？
# %% [markdown] lang="en"
# 578 answered in all (48.2%). Of those who bought within 90 days 57.5% answered, of those whose last order is older only 32.1%: **those who answer are no miniature of the customers**, and those whose last order is older give the lowest scores.
# What is the mean willingness to recommend of those who answered, and what is it when each group is weighted by its **customers**?
# %%
simple = people["recommend"].mean()
weighted = (groups["recommend"] * groups["customers"]).sum() / groups["customers"].sum()
print(round(simple, 2), round(weighted, 2))
# %% tags=["check"]
assert groups["customers"].tolist() == [657, 392, 151] and groups["answered"].sum() == 578
assert groups["share"].round(3).tolist() == [0.575, 0.321, 0.490] and round(578 / 1200, 3) == 0.482
assert (round(simple, 2), round(weighted, 2)) == (6.62, 6.35)
assert groups["recommend"].idxmin() == "older"
sizes = [180, 80, 30, 150, 220, 175, 105, 95, 70, 95]
means = [5.0, 7.2, 7.8, 5.2, 7.0, 8.3, 8.4, 4.8, 5.8, 3.6]
assert sum(sizes) == 1200 and round(sum(s * m for s, m in zip(sizes, means)) / 1200, 1) == 6.3

# %% [markdown] lang="zh"
# 6.62分降到了6.35分。数据是模拟的，所以知道真相：放进去的均值约6.3分，加权之后近了许多。
# 问更多的人救不了这种偏差：再发一万份，久未购买的人照样很少回答。**样本量**只管误差的大小（578份回答，比例的误差大约±4个百分点），不管谁没答。
#
# 加权有个前提：同一组里，没答的人和答的人想法差不多。这要靠您判断，最好再打电话问几位没答的人。
# %% [markdown] lang="en"
# 6.62 drops to 6.35. The data are simulated, so the truth is known: the mean put in is about 6.3, and weighting comes much closer to it.
# More questionnaires do not cure this bias: send ten thousand more, and those whose last order is older will still hardly answer. The **sample size** governs the random error only (578 answers: about ±4 percentage points for a percentage), not who is missing.
#
# Weighting supposes that within a group those who did not answer think like those who did. That is for you to judge; best call a few who did not answer.

# %% [markdown] lang="zh"
# ### 把自由回答编码成需求
#
# 问卷最后请客户写一句话。把这些话变成数，叫**编码**：先写下词表，再照着找。三种需求各有一些常用的词：
#
# - **功能性需求**：耐泡、实用、质量可靠、耐用、方便；
# - **情感性需求**：放松、怀念、治愈、开心；
# - **社交性需求**：面子、朋友、分享。
#
# 一个词也没有的编为“没说出需求”，不替客户猜。
# %% [markdown] lang="en"
# ### Code free answers into needs
#
# At the end the survey asks for a sentence. To turn such sentences into numbers is called **coding**: write a word list first, then look for the words. Each of the three needs has some (the comments are Chinese):
#
# - **functional need**: 耐泡, 实用, 质量可靠, 耐用, 方便 (keeps its flavour, practical, reliable, durable, convenient);
# - **emotional need**: 放松, 怀念, 治愈, 开心 (relaxed, memory, comforting, happy);
# - **social need**: 面子, 朋友, 分享 (face, friends, share).
#
# A comment with none of the words is coded “no need mentioned”; do not guess for the customer.
# %%
comments = survey.set_index("customer_id")["comment_zh"].dropna()
need = comments.map(lambda text: "none")
need[comments.str.contains("耐泡|实用|质量可靠|耐用|方便")] = "functional"
need[comments.str.contains("放松|怀念|治愈|开心")] = "emotional"
need[comments.str.contains("面子|朋友|分享")] = "social"
needs = {
    "functional": cc.say(zh="功能性需求", en="functional need"),
    "emotional": cc.say(zh="情感性需求", en="emotional need"),
    "social": cc.say(zh="社交性需求", en="social need"),
    "none": cc.say(zh="没说出需求", en="no need mentioned"),
}
title = cc.say(
    zh="508条自由回答里，说得最多的是功能性需求（198条，39%）",
    en="The functional need is named most often (198 of 508 answers, 39%)",
)
label = cc.say(zh="人数", en="people")
cc.show.bars(need.value_counts(), names=needs, title=title, label=label)
# %% [markdown] lang="zh"
# 编码对不对？同一份问卷还请客户给三种需求打了分（1到5）。把编码的结果和打分最高的需求比一比（并列最高的不比）。
# %% [markdown] lang="en"
# Is the coding right? The same survey also asked for a score for each need (1 to 5). Compare what the words say with the highest score (ties left out).
# %%
coded = need[need != "none"].index
columns = ["need_functional", "need_emotional", "need_social"]
scores = survey.set_index("customer_id").loc[coded, columns]
alone = scores.eq(scores.max(axis=1), axis=0).sum(axis=1) == 1
strongest = scores[alone].idxmax(axis=1).str.removeprefix("need_")
print(len(strongest), (strongest == need[strongest.index]).sum())
# %% tags=["check"]
assert len(comments) == 508 and need.value_counts().to_dict() == {"functional": 198, "emotional": 149, "social": 118, "none": 43}
assert round(198 / 508, 2) == 0.39
assert (len(strongest), (strongest == need[strongest.index]).sum()) == (423, 421)

# %% [markdown] lang="zh"
# 423人里421人一致。这么整齐，是因为评论是按主要需求造出来的；真实的评论里有反话、错字和“朋友说不好”，词表要边读边改，
# 最好请两个人各编一遍，看有多少条不一样。
#
# ## 沟通行为：什么方式、什么时候、联系几次
#
# 最后看联系记录（同样是模拟的）：2025年3月到12月，689位客户，1,990次联系。每一行是一次：什么方式、哪位销售员、第几次、结果、成交多少元。
# %% [markdown] lang="en"
# 421 of 423 agree. It is that neat because the comments were made from the main need; real comments hold irony, slips and “my friends did not like it”. A word list must be improved as you read,
# and it is best if two people code independently and compare.
#
# ## Contact behaviour: which mode, when, how often
#
# Last, the contact log (simulated as well): March to December 2025, 689 customers, 1,990 contacts. Each row is one: the mode, the seller, whether it was the 1st, 2nd … contact with this customer, the result, the yuan ordered.
# %%
calls = cc.load("shop_calls")
calls["answered"] = calls["result"] != "no_answer"
calls["ordered"] = calls["result"] == "ordered"
log_words = {
    "mode": cc.say(zh="方式", en="mode"),
    "seller": cc.say(zh="销售员", en="seller"),
    "contacts": cc.say(zh="联系次数", en="contacts"),
    "orders": cc.say(zh="成交单数", en="orders"),
    "answered": cc.say(zh="有应答", en="answered"),
    "ordered": cc.say(zh="转化率", en="conversion rate"),
    "amount": cc.say(zh="成交金额", en="ordered (yuan)"),
    "cost": cc.say(zh="联系成本", en="contact cost (yuan)"),
}
modes = {
    "phone": cc.say(zh="电话", en="phone"),
    "message": cc.say(zh="短信", en="message"),
    "visit": cc.say(zh="上门", en="visit"),
}
written = {"answered": "%", "ordered": "%", "amount": "CNY", "cost": "CNY"}
by_mode = calls.groupby("mode").agg(
    contacts=("call_id", "size"),
    answered=("answered", "mean"),
    ordered=("ordered", "mean"),
    amount=("amount", "sum"),
)
cc.table(by_mode, titles=log_words, values={"mode": modes}, formats=written)
# %% [markdown] lang="zh"
# ### 哪种方式
#
# 上门的转化率最高：19.5%，是电话（4.8%）的四倍。那就都上门？先算账。假定一次电话成本3元，一条短信0.1元，一次上门60元（路费和时间）；
# 没成交的也要花钱。每成交100元，各花多少联系成本？
# %% [markdown] lang="en"
# ### Which mode
#
# Visits have the best conversion rate: 19.5%, four times that of the phone (4.8%). So visit everyone? Do the sums first. Suppose a call costs 3 yuan, a message 0.1 and a visit 60 (travel and time);
# contacts without an order cost as much. What does each mode cost per 100 yuan ordered?
# %%
price = {"phone": 3, "message": 0.1, "visit": 60}
cost = by_mode["contacts"] * by_mode.index.map(price)
per_hundred = (100 * cost / by_mode["amount"]).round(1)
title = cc.say(
    zh="上门每成交100元，要花139元", en="A visit costs 139 yuan for every 100 yuan ordered"
)
label = cc.say(zh="每成交100元的联系成本", en="contact cost per 100 yuan ordered")
yuan = cc.say(zh="元", en="yuan")
cc.show.bars(per_hundred, names=modes, title=title, label=label, unit=yuan)
# %% tags=["check"]
assert len(calls) == 1990 and calls["customer_id"].nunique() == 689
assert by_mode["ordered"].round(3).to_dict() == {"message": 0.026, "phone": 0.048, "visit": 0.195}
assert per_hundred.round(0).to_dict() == {"message": 1, "phone": 23, "visit": 139}
assert round(cost["visit"]) == 19980 and round(by_mode.loc["visit", "amount"]) == 14352
assert calls.loc[calls["mode"] == "message", "ordered"].sum() == 15

# %% [markdown] lang="zh"
# 333次上门花了19,980元，只成交14,352元，连联系成本都没有收回来（何况成交金额还不是利润，货也有成本）：**转化率最高的，不一定最划算**。
# 短信看起来几乎不花钱，但580条只成交15单，这么少的单数，换一个月可能就是另一个样子。
#
# 上门是不是该留给单子大的客户，比如机构？把机构和其他客户分开算。
# %% [markdown] lang="en"
# 333 visits cost 19,980 yuan and brought orders worth 14,352, less than the visits cost, and the goods still have to be paid for: **the best conversion rate need not pay best**.
# Messages seem to cost next to nothing, but 580 of them brought 15 orders; so few may look quite different next month.
#
# Should visits be kept for those who order much, such as organisations? Work out organisations and others apart.
# %%
calls["cost"] = calls["mode"].map(price)
visits = calls[calls["mode"] == "visit"].copy()
visits["organisation"] = visits["customer_id"].isin(organisations)
by_type = visits.groupby("organisation").agg(
    contacts=("call_id", "size"),
    orders=("ordered", "sum"),
    cost=("cost", "sum"),
    amount=("amount", "sum"),
)
by_type["per_hundred"] = (100 * by_type["cost"] / by_type["amount"]).round(0)
titles = log_words | {
    "organisation": cc.say(zh="客户", en="customers"),
    "contacts": cc.say(zh="上门次数", en="visits"),
    "per_hundred": cc.say(zh="每成交100元的成本（元）", en="cost per 100 yuan ordered"),
}
who = {True: cc.say(zh="机构", en="organisations"), False: cc.say(zh="其他", en="others")}
cc.table(by_type, titles=titles, values={"organisation": who}, formats=written)
# %% tags=["check"]
assert by_type["per_hundred"].to_dict() == {True: 54, False: 164}
assert by_type.loc[True, ["contacts", "orders"]].tolist() == [29, 4]

# %% [markdown] lang="zh"
# 机构每成交100元只花54元，其他客户要花164元。看上去该把上门留给机构；不过机构一共只去了29次、成交4单，先当作一个值得再试的想法。
#
# ### 什么时候
#
# 把一天分成四段，先看合计的转化率。
# %% [markdown] lang="en"
# For organisations it is 54 yuan per 100 yuan ordered, for the others 164. That speaks for keeping visits for organisations; but it rests on 29 visits and 4 orders, so take it as an idea worth another trial.
#
# ### When
#
# Cut the day into four parts and look at the overall conversion rate.
# %%
parts = ["9–11", "12–13", "14–17", "18–20"]
calls["hours"] = pd.cut(calls["time"].dt.hour, [8, 11, 13, 17, 20], labels=parts)
rates = calls.groupby("hours", observed=True)["ordered"].mean()
title = cc.say(
    zh="合计来看，晚上的转化率不如早上", en="Overall, the evening converts less than the morning"
)
cc.show.bars(rates, unit="%", highlight="18–20", title=title, label=log_words["ordered"])
# %% [markdown] lang="zh"
# 早上8.3%，晚上5.8%：晚上别打了？等一等。上门只在18点以前，晚上的合计里没有上门。**在同一种方式里比**，再看一次。
# 第一张表是转化率，第二张是成交单数：
# %% [markdown] lang="en"
# 8.3% in the morning, 5.8% in the evening: stop calling at night? Wait. Visits are made before 6 p.m. only, so the evening's total holds none. **Compare within one mode** and look again.
# The first table gives the conversion rates, the second the number of orders:
# %%
within = calls.pivot_table(
    index="mode", columns="hours", values="ordered", aggfunc="mean", observed=True
)
cc.table(
    within, titles=log_words, values={"mode": modes}, formats=dict.fromkeys(within, "%")
)
# %%
order_counts = calls.pivot_table(
    index="mode", columns="hours", values="ordered", aggfunc="sum", observed=True
)
cc.table(order_counts, titles=log_words, values={"mode": modes})
# %% tags=["check"]
total = calls.groupby("hours", observed=True)["ordered"].mean().round(3)
assert total.to_dict() == {"9–11": 0.083, "12–13": 0.023, "14–17": 0.080, "18–20": 0.058}
assert within.loc["phone"].round(3).tolist() == [0.064, 0.011, 0.040, 0.069]
assert within.loc["message"].round(3).tolist()[::3] == [0.018, 0.040]
assert order_counts.loc["phone"].tolist() == [17, 2, 15, 18]
assert order_counts.loc["message"].tolist()[::3] == [3, 6]
assert ((calls["mode"] == "phone") & (calls["hours"] == "12–13")).sum() == 174
answers = calls.groupby(["mode", "hours"], observed=True)["answered"].mean().unstack().round(3)
assert answers.loc["phone"].tolist() == [0.481, 0.270, 0.323, 0.502] and answers.loc["message", "18–20"] == 0.633

# %% [markdown] lang="zh"
# 电话早上6.4%（17单）、晚上6.9%（18单），短信早上1.8%（3单）、晚上4.0%（6单）：单数不多，但看不出晚上比早上差。
# 合计会误导，因为早上有上门，晚上没有。打电话真正该避开的是中午：174次只成交2单（1.1%）。
# （放进去的效应：应答的机会，中午是早上的0.6倍，晚上是1.25倍。）
#
# ### 联系几次
#
# 联系到第几次还值得？先看平均每联系一次带来多少元：
# %% [markdown] lang="en"
# Phone: 6.4% in the morning (17 orders), 6.9% in the evening (18); message: 1.8% (3 orders) and 4.0% (6). The numbers are small, but there is no sign that the evening is worse.
# The total misleads, because there are visits in the morning and none in the evening. By phone, what to avoid is midday: 2 orders from 174 calls (1.1%).
# (The effect put in: the chance of an answer is 0.6 times that of the morning at midday, and 1.25 times in the evening.)
#
# ### How often
#
# Up to which contact does it pay? First the mean yuan per contact:
# %%
per_contact = calls.groupby("attempt")["amount"].mean()
title = cc.say(
    zh="第2、3次最有收获，第5次收获极少",
    en="The 2nd and 3rd contact bring most, the 5th very little",
)
label = cc.say(zh="平均每次联系成交", en="ordered per contact")
cc.show.bars(per_contact.round(1), unit=yuan, title=title, label=label)
# %% [markdown] lang="zh"
# 只联系一次就放弃，会丢掉后面近三分之二的成交金额；一直追到第5次，189次联系一共只成交了一单350.50元。
# 可是什么时候停，三种方式不一定一样，因为一次的成本差得很远。还是**在同一种方式里比**：第4、5次联系花了多少，带来多少？成本和上面的假定一样。
# %% [markdown] lang="en"
# To give up after the 1st loses almost two thirds of all that was ordered; to go on to the 5th took 189 contacts for a single order of 350.50 yuan.
# But the three modes need not stop at the same point, as one contact costs so differently. **Compare within one mode** again: what did the 4th and 5th contacts cost, and what did they bring? The costs are those supposed above.
# %%
late = calls[calls["attempt"] >= 4].groupby("mode").agg(
    contacts=("call_id", "size"),
    orders=("ordered", "sum"),
    cost=("cost", "sum"),
    amount=("amount", "sum"),
)
cc.table(late, titles=log_words, values={"mode": modes}, formats=written)
# %% [markdown] lang="zh"
# 先该停的是上门：第4、5次共73次，花了4,380元，只带来644元。电话不同：245次花735元，带来1,087元；短信120条花12元，带来413元。
# 电话再一次一次分开看：
# %% [markdown] lang="en"
# Visits are what to stop first: the 4th and 5th, 73 in all, cost 4,380 yuan and brought 644. Not so the phone: 245 calls cost 735 yuan and brought 1,087; 120 messages cost 12 yuan and brought 413.
# Look at the phone call by call:
# %%
by_call = calls[calls["mode"] == "phone"].groupby("attempt")[["cost", "amount"]].sum()
titles = log_words | {"attempt": cc.say(zh="第几次电话", en="contact")}
cc.table(by_call, titles=titles, formats=written | {"amount": "¥{:,.2f}"})
# %% [markdown] lang="zh"
# 第4次393元的成本带来736元，扣货款之前还值得；第5次342元只带来350.50元，扣掉货款就亏了。单数都很少（4次以后一共11单），只能说个大概。
#
# 拖动滑块，看最多联系到第几次，电话和上门各成交多少、各花多少。
# %% [markdown] lang="en"
# The 4th call cost 393 yuan and brought 736, so it still pays before the cost of goods; the 5th cost 342 and brought 350.50, which with the cost of goods is a loss. The orders are few (11 from the 4th contact on), so this is a rough guide.
#
# Move the slider to see what phone and visits bring and cost with so many contacts at most.
# %%
def draw_stop(last):
    some = calls[calls["attempt"] <= last].groupby("mode")
    ordered, spent, n = some["amount"].sum(), some["cost"].sum(), some.size()
    title = cc.say(
        zh="最多联系{last}次：电话{p}次，上门{v}次",
        en="At most {last} contacts: {p} calls, {v} visits",
    ).format(last=int(last), p=n["phone"], v=n["visit"])
    names = {
        "phone": cc.say(zh="电话成交", en="phone: ordered"),
        "phone cost": cc.say(zh="电话成本", en="phone: cost"),
        "visit": cc.say(zh="上门成交", en="visits: ordered"),
        "visit cost": cc.say(zh="上门成本", en="visits: cost"),
    }
    amounts = [ordered["phone"], spent["phone"], ordered["visit"], spent["visit"]]
    bars = dict(zip(names, amounts))
    return cc.show.bars(bars, unit="CNY", names=names, title=title)

cc.knob(draw_stop, last=(cc.say(zh="最多联系几次", en="contacts at most"), 1, 5, 1, 3))
# %% tags=["check"]
assert per_contact.round(1).tolist() == [16.8, 25.8, 19.8, 7.2, 1.9]
fifth = calls[calls["attempt"] == 5]
assert len(fifth) == 189 and fifth["ordered"].sum() == 1 and round(fifth["amount"].sum(), 2) == 350.50
assert late["contacts"].to_dict() == {"message": 120, "phone": 245, "visit": 73}
assert late["cost"].round().to_dict() == {"message": 12, "phone": 735, "visit": 4380}
assert late["amount"].round().to_dict() == {"message": 413, "phone": 1087, "visit": 644}
assert late["orders"].sum() == 11
by_call = by_call.round(2)
assert by_call["cost"].loc[[4, 5]].tolist() == [393, 342]
assert round(by_call.loc[4, "amount"]) == 736 and by_call.loc[5, "amount"] == 350.50
assert round(1 - calls.loc[calls["attempt"] == 1, "amount"].sum() / calls["amount"].sum(), 2) == 0.66

# %% [markdown] lang="zh"
# 也要想到：还要联系第4次的，都是前三次没有成交的人，本来就比较难。
#
# ### 哪位销售员？小心运气
#
# 记录里有六位销售员。先看各人的转化率：
# %% [markdown] lang="en"
# Keep in mind that whoever gets a 4th contact did not order on the first three: these are the harder customers anyway.
#
# ### Which seller? Mind chance
#
# The log names six sellers. First the conversion rate of each:
# %%
by_seller = calls.groupby("seller").agg(
    contacts=("call_id", "size"), orders=("ordered", "sum"), ordered=("ordered", "mean")
)
cc.table(by_seller, titles=log_words, formats=written)
# %% [markdown] lang="zh"
# K3的转化率10.4%，K1只有4.6%，是2.27倍，相差5.8个百分点。该给K3发奖金、让K1走人吗？
# 先问：如果六个人其实一样好，光凭运气会不会也差这么多？让电脑把销售员的名字**随机打乱**1,000次，打乱之后名字和结果毫无关系，
# 再数一数有多少次，最好的和最差的相差得和真的一样多：先按倍数比，再按百分点比。
# %% [markdown] lang="en"
# K3 converts 10.4%, K1 only 4.6%: 2.27 times as much, a gap of 5.8 percentage points. A bonus for K3, and show K1 the door?
# Ask first: if the six were equally good, could luck alone make such a difference? Let the computer **shuffle** the sellers' names 1,000 times, so that names and results have nothing to do with each other,
# and count how often best and worst differ as much as they really do: first by the ratio, then by the gap in percentage points.
# %%
import numpy as np

rng = np.random.default_rng(1)
def compare(sellers):
    rates = calls["ordered"].groupby(sellers).mean()
    return rates.max() / rates.min(), rates.max() - rates.min()

real = compare(calls["seller"])
by_luck = np.array([compare(rng.permutation(calls["seller"])) for _ in range(1000)])
print(round(real[0], 2), round(100 * real[1], 1), (by_luck >= real).sum(axis=0))
# %% [markdown] lang="zh"
# 毫无关系的名字，按倍数比，每100次里也有大约7次相差得这么多；按百分点比，大约3次。六个人各三百来次联系，成交各15到31单，
# 单凭运气也造得出这样的差别。罕见，但真会发生：这份数据里，**放进去的销售员效应正是零**。
#
# 下结论之前：看看每个人分到的方式一样不一样（这里K3上门53次，K1上门42次，差得太少，解释不了）；把客户随机分给销售员；再看新的几个月。还要记住，方式、时段、次数、销售员比了一大圈，
# 总会有一样碰巧显得特别。
# %% [markdown] lang="en"
# Names without any meaning still differ as much about 7 times in 100 by the ratio, and about 3 times by the gap. With some three hundred contacts and 15 to 31 orders each,
# luck alone can do that. It is rare, and rare things do happen: in these data **the effect of the seller that was put in is exactly none**.
#
# Before you conclude: see whether all got the same mix of modes (here K3 made 53 visits against 42 of K1: too little to explain it); assign customers to sellers at random; look at further months. And remember that after comparing modes, hours, attempts and sellers,
# something will look special by chance.
# %% tags=["check"]
assert by_seller["ordered"].round(3)[["K1", "K3"]].tolist() == [0.046, 0.104]
assert (by_seller["orders"].min(), by_seller["orders"].max()) == (15, 31)
assert (round(real[0], 2), round(100 * real[1], 1)) == (2.27, 5.8)
ratio_share, gap_share = (by_luck >= real).mean(axis=0)
assert 0.06 <= ratio_share <= 0.08 and 0.022 <= gap_share <= 0.038
made = visits.groupby("seller").size()
assert made["K3"] == 53 and made["K1"] == 42
# What the mix of modes alone would give each of the two.
mix = calls["mode"].map(by_mode["ordered"]).groupby(calls["seller"]).mean()
assert mix["K3"] - mix["K1"] < 0.01

# %% [markdown] lang="zh"
# ## 回到主管的问题
#
# - 不删：能改的245处改好，156条列进要问的名单，1,240行一行不少；40对重复的问过再合并。
# - 到期的621条里，先回访买得最多的76位。
# - 电话放在早上或晚上，避开中午；上门到第3次为止，电话打到第4次；上门先留给机构，再试一个月看看。
# - 交给外面的只有假名、出生年代、杭州或外地（城市加年代还有39人独一无二）；公布的人数里，不到5人的组隐去。
#
# ## 要记住的
#
# - 三条录入标准：完整性、规范性、准确性；必填项要少，选填项可以慢慢补。
# - 修资料：建议、人看过、照改、留记录；前后行数要相等。
# - 实时更新、定期回访、深度挖掘，先回访重要的客户。
# - 去掉姓名、普通的哈希都不够；用带密钥的假名，密钥另外保管。公布合计时，只隐去一个小组还不够。
# - 敏感的、用不着的，不收集。
# - 报告调研结果要说：问了多少，答了多少，没答的是谁。
# - 比较时段和次数，要在同一种方式里比；看转化率也要看成本；小数目的差别先问是不是运气。
# %% [markdown] lang="en"
# ## Back to the question
#
# - Do not delete: 245 cells are mended, 156 records go on the list of those to ask, and all 1,240 rows stay; the 40 pairs of possible duplicates are merged after asking.
# - Of the 621 records that are due, the 76 who spend most come first.
# - Call in the morning or in the evening, not at midday; stop visiting after the 3rd contact and calling after the 4th; keep visits for organisations at first, and see after another month.
# - What leaves the company are pseudonyms, decades of birth, and Hangzhou or elsewhere (city and decade would leave 39 people alone); in published counts groups of fewer than 5 are hidden.
#
# ## To remember
#
# - Three entry standards: completeness, standard format, accuracy; few required fields, extra ones filled bit by bit.
# - Mending: propose, let a person look, apply, keep a log; as many rows after as before.
# - Update at once, revisit on schedule, dig deeper; important customers first.
# - Neither dropping the name nor a plain hash is enough; use pseudonyms made with a key that is kept apart. Where the total is published, hiding one small group is not enough.
# - What is sensitive and not needed is not collected.
# - With research results say how many were asked, how many answered, and who did not.
# - Compare hours and attempts within one mode; see the cost besides the conversion rate; with small numbers ask first whether it is luck.
