# %% [markdown] lang="zh"
# ## 一个来自店里的问题
#
# 模拟的网店有1,049位客户，两年里下了11,343单，一共付了2,289,339元。店主问：
#
# **最值钱的客户里，谁正在悄悄走掉？今天先给谁打电话？**
#
# 这一课从订单文件出发，几分钟就能回答：46位客户，他们一共带来247,808元，占全店的10.8%；最该先打的20位，报告里一一列出，并写明为什么。
#
# 然后换上**您自己的**订单文件，同样的几格代码，答案就是您自己店里的。
# %% [markdown] lang="en"
# ## A question from the shop floor
#
# The simulated shop has 1,049 customers, who placed 11,343 orders in two years and paid 2,289,339 yuan. The owner asks:
#
# **Which of our most valuable customers are slipping away? Whom do we call first today?**
#
# Starting from the file of orders, this lesson answers in minutes: 46 customers, who brought 247,808 yuan, 10.8% of everything; the report lists the 20 to call first, each with the reason.
#
# Then put in **your own** file of orders. The same boxes give the answer for your own shop.

# %% [markdown] lang="zh"
# ## 第1步：交出订单文件
#
# 运行下面这一格，会出现一个按钮。点它，选择您的订单文件（.csv 或 .xlsx，网店后台、收银系统都能导出）。
# 每行一单（或一单里的一件商品），至少有三栏：客户是谁、什么时候、多少钱。
#
# - **文件不会离开这台电脑**：它只存进这个笔记本旁边的 `my_orders` 文件夹。如果您是在别人的服务器上打开这门课的，文件就在那台服务器上，客户资料请不要放上去。
# - 还没有文件？那就先用样例：它是模拟网店的订单，列名和网店导出的一样，并且有意弄坏了9行。
# - 选好文件以后，不要再运行这一格，从下一格起往下运行。
# %% [markdown] lang="en"
# ## Step 1: hand in the file of orders
#
# Run the box below; a button appears. Press it and choose your file of orders (.csv or .xlsx; online shops and tills can export one).
# One row is one order (or one item of an order), with at least three columns: who, when, how much.
#
# - **The file does not leave this computer**: it is kept in the folder `my_orders` beside this notebook. If you have opened the course on somebody else's server, the file is on that server: put no customer data there.
# - No file yet? Then use the sample: the orders of the simulated shop, with the headings of a Chinese shop export, and nine rows damaged on purpose.
# - Once you have chosen a file, do not run this box again; go on with the next one.
# %%
upload = cc.upload_orders()
upload

# %% [markdown] lang="zh"
# ## 第2步：读进来，看看有没有丢
#
# `cc.read_orders` 读文件，得到一本**订单表**，起名 `book`。它不猜、也不丢：每一行要么保留，要么**搁置**，并写明第几行、为什么。
# %% [markdown] lang="en"
# ## Step 2: read it, and see whether anything was lost
#
# `cc.read_orders` reads the file into an **order book**, here called `book`. It guesses nothing and loses nothing: each row is kept, or **set aside** with its number and the reason.
# %%
book = cc.read_orders(upload.path)
book
# %% [markdown] lang="zh"
# `book.report` 是读入的清单。先看三件事：搁置的行是不是很少？四个“用作……的列”对不对？最早和最晚的日期合不合理？
# %% [markdown] lang="en"
# `book.report` lists what was found. Look at three things first: are only few rows set aside? Are the four “column used as …” right? Are the first and the last date plausible?
# %%
words = {"item": cc.say(zh="项目", en="item"), "count": cc.say(zh="数值", en="value")}
cc.table(book.report[["item", "count"]].reset_index(drop=True), titles=words, rows=25)
# %% [markdown] lang="zh"
# 搁置的行在 `book.set_aside` 里。样例中有9行：3行没有客户编号，3行日期不对，3行没有金额或读不懂。
# 找到原始单据，在文件里改好，再读一次。如果搁置的超过百分之一，先别往下走：多半是列选错了，或者日期的写法特别。
# %% [markdown] lang="en"
# The rows set aside are in `book.set_aside`. In the sample they are nine: three without a customer, three with an impossible date, three with no amount or an unreadable one.
# Look up the original receipts, mend the file and read it again. If more than one row in a hundred is set aside, stop here: probably a wrong column was taken, or the dates are written in an unusual way.
# %%
columns = {"row": cc.say(zh="第几行", en="row"), "reason": cc.say(zh="为什么", en="reason")}
cc.table(book.set_aside[["row", "reason"]], titles=columns, rows=20)
# %% tags=["check"]
assert len(book.set_aside) == 9
facts = book.report["count"]
assert facts["no_customer"] == 3 and facts["bad_date"] + facts["no_such_day"] == 3
assert facts["no_amount"] + facts["bad_amount"] == 3

# %% [markdown] lang="zh"
# ### 如果列认不出来
#
# 列名五花八门，认不出时 `cc.read_orders` 会说出来，并列出文件里的列名。照它的提示，把 `read_orders` 那一格改成下面这样（引号里换成您文件中的列名）：
#
# | 它说 | 您写 |
# |---|---|
# | 认不出哪一列是客户 | `cc.read_orders(upload.path, customer_id="buyer")` |
# | 可作金额的不止一列 | `cc.read_orders(upload.path, amount="paid")`：选客户真正付的，不选标价 |
# | 3/5/2024 是三月还是五月 | `cc.read_orders(upload.path, order_date={"date": "dayfirst"})`，月在前写 `"monthfirst"` |
# | 没有金额，只有数量和单价 | 在表格软件里把两者相乘，存成一列，再读 |
#
# 文件里没有订单号也能用，只是每一行都算一单：一单占几行的文件，购买频率就会偏高。
# %% [markdown] lang="en"
# ### If a column is not recognised
#
# Headings differ. Where `cc.read_orders` does not recognise one, it says so and lists the columns of the file. Do as it says and change the box with `read_orders` like this (your own heading between the quotes):
#
# | it says | you write |
# |---|---|
# | no column could be recognised as the customer | `cc.read_orders(upload.path, customer_id="buyer")` |
# | more than one column could be the amount | `cc.read_orders(upload.path, amount="paid")`: what the customer really paid, not the list price |
# | is 3/5/2024 in March or in May? | `cc.read_orders(upload.path, order_date={"date": "dayfirst"})`; month first: `"monthfirst"` |
# | there is no amount, only quantity and price | multiply the two in a spreadsheet, keep the product as a column, read again |
#
# A file without order numbers will do, but then every row counts as an order: where an order takes several rows, frequency comes out too high.

# %% [markdown] lang="zh"
# ## 第3步：定统计截止日
#
# **统计截止日**是站在哪一天往回看。写您的文件**完整到哪一天**，不是今天：下面的 `2025-12-31` 请改成您自己的。
# 第2行显示文件里最后一单的日期，和统计截止日以后还有多少行（不会计入）。最后一单比统计截止日早好几天？那多半是日子写得太晚了。
# %% [markdown] lang="en"
# ## Step 3: set the as-of date
#
# The **as-of date** is the day from which you look back. Write the day **up to which your file is complete**, not today: change `2025-12-31` below to your own.
# The second line shows the day of the last order in the file, and how many rows lie after the as-of date (they are not used). The last order is many days before the as-of date? Then that date is probably too late.
# %%
as_of = "2025-12-31"
print(book.orders["order_date"].max().date(), cc.orders_after(book.orders, as_of))
# %% [markdown] lang="zh"
# 每位客户算出一行指标。金额的单位就是文件里的单位（样例是元）。
# %% [markdown] lang="en"
# Every customer gets one row of measures. Amounts are in the currency of the file (yuan in the sample).
# %%
customers = cc.measure_customers(book.orders, as_of=as_of)
shown = ["recency_days", "frequency", "monetary", "mean_gap_days", "silence_gaps"]
cc.table(customers.set_index("customer_id")[shown], rows=5)
# %% tags=["check"]
assert cc.orders_after(book.orders, as_of) == 0
assert len(customers) == 1049 and customers["frequency"].sum() == 11343
assert round(customers["monetary"].sum()) == 2289339

# %% [markdown] lang="zh"
# ## 第4步：三种分类
#
# ### RFM：谁是冠军，谁在休眠
#
# `cc.RFM()` 从您的客户学出分界点，再按最近一次购买间隔和购买频率分成十类（“RFM”一课讲过）。`rfm.notes` 是它的提醒，空的 `[]` 表示没有。
# %% [markdown] lang="en"
# ## Step 4: three classifications
#
# ### RFM: champions and hibernating customers
#
# `cc.RFM()` learns the cut points from your customers and makes ten classes by recency and frequency (see the lesson on RFM). `rfm.notes` holds its remarks; an empty `[]` means there are none.
# %%
rfm = cc.RFM().fit(customers)
shares = {"customer_share": "%", "money_share": "%"}
cc.table(cc.profile(customers, rfm.scheme_), values={"class": rfm.scheme_.labels}, formats=shares)
# %%
rfm.notes
# %% [markdown] lang="zh"
# ### ABC：钱从哪里来
#
# 按购买金额从高到低排队，带来前80%金额的是A类，其后15%是B类，其余是C类。`returns="net"` 的意思是：退货多于购买的客户按0计。
# 在样例里，A类占客户的34.1%，带来80.1%的金额。
# %% [markdown] lang="en"
# ### ABC: where the money comes from
#
# Customers stand in a line by monetary value, greatest first: class A bring the first 80% of the money, B the next 15%, C the rest. `returns="net"` counts those who gave back more than they bought as 0.
# In the sample, class A is 34.1% of the customers and brings 80.1% of the money.
# %%
abc = cc.ABC(returns="net").fit(customers["monetary"])
title = cc.say(zh="ABC三类：客户占比与金额占比", en="Share of customers and of money")
cc.profile_picture(customers, abc.scheme_, title=title)
# %% [markdown] lang="zh"
# ### 活跃度：谁还在买
#
# 有人一周来一次，有人一季来一次。所以沉默多久算久，拿**这位客户自己的**平均购买间隔来量：沉默不到2个间隔是活跃，2到4个是沉睡，再久是流失。
# %% [markdown] lang="en"
# ### Activity: who still buys
#
# Some come every week, some every season. So silence is measured in **the customer's own** mean gap between purchases: below 2 gaps is active, 2 to 4 dormant, more is lost.
# %%
activity = cc.schemes["activity_five"]
cc.table(cc.profile(customers, activity), values={"class": activity.labels}, formats=shares)
# %% tags=["check"]
profile = cc.profile(customers, abc.scheme_)
assert round(profile.at["A", "customer_share"], 3) == 0.341 and round(profile.at["A", "money_share"], 3) == 0.801
assert rfm.notes == []

# %% [markdown] lang="zh"
# ## 先给谁打电话
#
# 把两种分类叠起来：**A类**（值钱）而且**沉睡**（正在走掉）的，先打。第1行挑出A类，第2行再从中挑出沉睡的，其余两行数人数、加金额。
# %% [markdown] lang="en"
# ## Whom to call first
#
# Lay two classifications over each other: call those who are in **class A** (valuable) and **dormant** (slipping away). The first line picks class A, the second the dormant ones among them, the other two count them and add up their money.
# %%
valuable = customers[abc.predict(customers["monetary"]) == "A"]
calls = valuable[activity.classify(valuable) == "dormant"]
money = calls["monetary"].sum()
print(len(calls), cc.show.number(money), cc.show.percent(money / customers["monetary"].sum()))
# %% tags=["check"]
assert len(calls) == 46 and round(calls["monetary"].sum()) == 247808
assert round(calls["monetary"].sum() / customers["monetary"].sum(), 3) == 0.108
# %% [markdown] lang="zh"
# 样例中是46位，一共带来247,808元，占10.8%。名单的长短由您定：拖动滑块，看看沉默到几个间隔才打，要打多少个电话。
# 打得太早，打扰的是还会自己来的人；打得太晚，人已经走了。
# %% [markdown] lang="en"
# In the sample they are 46, who brought 247,808 yuan, 10.8% of everything. How long the list is, is up to you: move the slider to see how many calls it takes when you call from so many gaps of silence on.
# Call too early and you disturb people who would have come by themselves; too late and they are gone.
# %%
words = cc.say(zh="{n}位A类客户沉默了{g:g}个间隔以上，带来{m}", en="Class A, silent for {g:g} gaps: {n}; they brought {m}")
axis = cc.say(zh="沉默时长（购买间隔数，超过10的画在10）", en="silence (own gaps; above 10 drawn at 10)")

def draw(gaps):
    money = valuable.loc[valuable["silence_gaps"] >= gaps, "monetary"]
    title = words.format(n=len(money), g=gaps, m=cc.show.number(money.sum()))
    return cc.show.histogram(valuable["silence_gaps"].clip(upper=10), title=title, label=axis, cuts=[gaps])

cc.knob(draw, gaps=(cc.say(zh="沉默至少几个间隔", en="silent for at least (gaps)"), 0.5, 8, 0.5, 2))

# %% [markdown] lang="zh"
# ## 第5步：写成报告
#
# `cc.report` 把上面的一切写进一个文件：一页网页，或者一个Excel工作簿。两者都同时有中文和英文。文件在 `my_orders` 文件夹里，在左边的文件列表中双击就能打开。
# 网页右上角可以切换语言；它不需要联网，可以打印，也可以发给同事。**里面有客户编号，发之前想一想给谁看。**
# %% [markdown] lang="en"
# ## Step 5: write the report
#
# `cc.report` writes all of this into one file: a web page or an Excel workbook. Both hold Chinese and English. The file is in the folder `my_orders`; double-click it in the file list on the left.
# The page has a switch for the language at the top right; it needs no network, can be printed, and can be passed on. **It holds customer ids: think who may see it before you do.**
# %%
report = cc.report(book, as_of, "my_orders/report.html")
report
# %%
report_in_excel = cc.report(book, as_of, "my_orders/report.xlsx")
# %% [markdown] lang="zh"
# ### 怎样读这份报告
#
# 1. **先看“读入了什么”和“使用前请注意”**：数据不对，后面都不用看。
# 2. **总览**：客户数、订单数、金额，和您账上的数对得上吗？对不上，先找原因。
# 3. **ABC**：多少客户带来八成的钱？他们是谁在照顾？
# 4. **一年来的类别迁移**：看“活跃客户”这一行，往“沉睡”“流失”走了多少。
# 5. **先给谁打电话**：名单最多20位，每位都写明了为什么。
# 6. **规则的SQL**：交给管系统的同事，同样的类别就能在您的客户关系管理(CRM)系统里每天更新。
#
# 每张表也能在这里继续用。下面是迁移表。
# %% [markdown] lang="en"
# ### How to read the report
#
# 1. **First “What was read” and “Before you rely on it”**: with wrong data nothing else is worth reading.
# 2. **At a glance**: do customers, orders and money agree with your books? If not, find out why first.
# 3. **ABC**: how many customers bring four fifths of the money? Who looks after them?
# 4. **Moves since a year before**: look along the row of active customers: how many went to dormant and lost?
# 5. **Whom to call first**: 20 at most, each with the reason.
# 6. **The rules as SQL**: give them to whoever runs your systems; your CRM system can then renew the same classes every day.
#
# Every table can be used here as well. This is the table of moves.
# %%
names = {"entered": cc.say(zh="期间新来的客户", en="came in between"), **activity.labels}
titles = {"before": cc.say(zh="一年前 ↓　现在 →", en="a year before ↓ now →"), **activity.labels}
cc.table(report.tables["moves"], titles=titles, values={"before": names})
# %% [markdown] lang="zh"
# 样例中，一年前的522位活跃客户里，71位现在沉睡，74位已经流失。要把报告给店外的人看，写 `cc.report(book, as_of, "my_orders/report.html", suppress_below=10)`：
# 少于10位客户的小组不公布，客户名单也不写进去。
# %% [markdown] lang="en"
# In the sample, of the 522 active customers of a year before 71 are dormant now and 74 lost. For a reader outside the shop write `cc.report(book, as_of, "my_orders/report.html", suppress_below=10)`:
# groups of fewer than 10 customers are held back, and the list of customers is left out.
# %% tags=["check"]
moves = report.tables["moves"].set_index("before")
assert moves.loc["active"].sum() == 522
assert moves.at["active", "dormant"] == 71 and moves.at["active", "lost"] == 74
assert len(report.tables["calls"]) == 20

# %% [markdown] lang="zh"
# ## 常见的错误：把今天当作统计截止日
#
# 文件导出到2025年12月31日，报告在2026年2月28日才做，有人顺手写了“今天”。下面算一算，样例中有多少位活跃客户因此变成沉睡或流失。
# %% [markdown] lang="en"
# ## The common mistake: today as the as-of date
#
# The file was exported up to 31 December 2025; the report is made on 28 February 2026, and somebody writes “today”. How many active customers of the sample turn dormant or lost by that alone?
# %%
classes = activity.classify(customers)
late = activity.classify(cc.measure_customers(book.orders, as_of="2026-02-28"))
wrong = (classes == "active") & late.isin(["dormant", "lost"])
print((classes == "active").sum(), wrong.sum(), cc.show.money(wrong.sum() * 20))
# %% tags=["check"]
assert (classes == "active").sum() == 561 and wrong.sum() == 272 and wrong.sum() * 20 == 5440
# %% [markdown] lang="zh"
# 561位活跃客户里，有272位被误判，他们只是**文件里**没有一、二月的订单。给每人寄一张20元的挽回券，5,440元就白送了，而且最该打的电话淹没在长长的名单里。
# 文件完整到哪一天，统计截止日就写哪一天。
# %% [markdown] lang="en"
# Of 561 active customers 272 are misjudged: only **the file** lacks their orders of January and February. A win-back voucher of 20 yuan for each gives away 5,440 yuan for nothing, and the calls that matter drown in a long list.
# The as-of date is the day up to which the file is complete.

# %% [markdown] lang="zh"
# ## 要记住的
#
# - 先看搁置了什么，再看分类：一行也不能悄悄丢掉。
# - 统计截止日是文件完整到的那一天，不是今天。
# - 先给谁打电话：值钱（A类）而且沉睡的客户。
# - 报告里有客户编号：给店外的人看，用 `suppress_below`。
# - 分类说的是过去；打完电话，记下结果，下个月再做一次报告，看类别迁移。
# %% [markdown] lang="en"
# ## To remember
#
# - Look at what was set aside before you look at the classes: no row may vanish in silence.
# - The as-of date is the day up to which the file is complete, not today.
# - Call first those who are valuable (class A) and dormant.
# - The report holds customer ids: for readers outside use `suppress_below`.
# - Classes describe the past; after the calls note what came of them, and look at the moves again next month.
