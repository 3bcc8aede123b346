# %% [markdown] lang="zh"
# ## 一个来自店里的问题
#
# 模拟的网店有一个六人电销团队，卖礼盒团购、办公室用茶和茶室布置。2025年6月30日，团队手里有218条**线索**（有可能成交的人或机构）。主管老陈的办法是：**按合同金额从大到小，先跟前40条。** 半年以后看结果：
#
# 先打开线索和付款表（这一课的表都是**模拟数据**，其中的影响是生成数据时设定的，见数据卡片 shop.md）；再取6月30日还没有结果的线索（`open_leads`），看它们到年底签了没有（`signed_until`）；最后按金额排序，取前40条。
# %% [markdown] lang="en"
# ## A question from the shop floor
#
# The simulated shop has a telesales team of six who sell gift orders, tea for offices and the fitting-out of tea rooms. On 30 June 2025 the team held 218 **leads** (persons or organisations who may sign a contract). Chen, the head, has a rule: **the largest contract first, follow up the first 40.** Half a year later:
#
# The code opens leads and payments (all tables of this lesson are **simulated**; their effects were put in, see the data card shop.md); takes the leads that were open on 30 June (`open_leads`); sees which were signed by the end of the year (`signed_until`); and orders them by value to take the first 40.
# %%
import pandas as pd

leads, payments = cc.load("shop_leads"), cc.load("shop_lead_payments")
then = cc.leads.open_leads(leads, "2025-06-30")
signed = cc.leads.signed_until(leads, "2025-06-30", "2025-12-31")
ordered = then.sort_values(["value", "lead_id"], ascending=[False, True])["lead_id"].tolist()
first, rest = signed[ordered[:40]], signed[ordered[40:]]
print(len(then), first.sum(), rest.sum())
# %%
cc.show.bars(
    {"first": first.mean(), "rest": rest.mean()}, unit="%",
    names={"first": cc.say(zh="金额最大的40条", en="40 largest"), "rest": cc.say(zh="其余178条", en="other 178")},
    label=cc.say(zh="半年内签约", en="signed within half a year"),
    title=cc.say(zh="金额最大的40条，只签了3条（模拟）", en="Of the 40 largest, 3 were signed (simulated)"),
)
# %% tags=["check"]
assert len(then) == 218 and first.sum() == 3 and rest.sum() == 35
large = pd.Series(signed.index.isin(first.index), index=signed.index)
assert cc.team.spread_by_chance(signed, large).p > 0.05
assert round(first.mean(), 3) == 0.075 and round(rest.mean(), 3) == 0.197

# %% [markdown] lang="zh"
# 前40条签了3条（7.5%），其余178条签了35条（19.7%）。签得是少，可老陈看的是钱，而且40条里签3条，碰巧也有可能：第二节按毛利再比。老陈有七个问题，一节一个：线索到了哪一步？先跟谁？合同签了钱没到怎么办？哪种来源划算？没人管的线索怎么流转？谁去跟、什么时候跟完？谁是最好的销售员？（218条里有4个人各占两条，第五节再说。）
#
# ## 一、四个阶段
#
# 谁都会说“快签了”。规则写明了，人人得到同一个答案。线索从潜在走到合格签约，一层漏掉一些，这就是**销售漏斗**：
#
# | 阶段 | 规则（从上往下，先符合哪条算哪条） |
# |---|---|
# | 合格签约客户 | 有合同，全部金额都已付，而且每一笔都不晚于约定日期 |
# | 签约客户 | 有合同，已付的占合同金额不低于30% |
# | 目标客户 | 意向明确、财力足够、预计签约日在今天到60天之内；或者有合同，但已付不到30% |
# | 潜在客户 | 其余的线索 |
#
# 说过“不要”的（`lost_on`）不再算线索。`add_lead_measures` 只看统计截止日为止知道的事：第2行算指标，第3行分类。
# %% [markdown] lang="en"
# Of the first 40 leads 3 were signed (7.5%), of the other 178 it was 35 (19.7%). Fewer contracts; but Chen is after money, and 3 of 40 may be bad luck: section 2 compares again, by margin. Chen has seven questions, one a section: How far is each lead? Which first? What if a contract is signed and no money comes? Which source pays? What becomes of leads that nobody looks after? Who takes which, by when? Who is the best seller? (4 persons stand twice among the 218: see section 5.)
#
# ## 1. Four stages
#
# “Nearly signed” is quickly said. Write the rule down, and everybody gets the same answer. From prospect to fully paid some are lost at every stage: that is the **sales funnel**, or pipeline:
#
# | stage | rule (from the top, the first that is met) |
# |---|---|
# | fully-paid signed customer | a contract, all of it paid, and every instalment by its agreed date |
# | signed customer | a contract, of which at least 30% has been paid |
# | target customer | clear intent, enough means, and a signing expected from today to 60 days ahead; or a contract of which less than 30% has been paid |
# | prospect | every other lead |
#
# Who has said no (`lost_on`) is no lead any more. `add_lead_measures` looks only at what was known on the as-of date: line 2 adds the measures, line 3 classifies.
# %%
scheme = cc.schemes["lead_stage"]
now = cc.leads.add_lead_measures(leads, payments, "2025-12-31")
now["stage"] = scheme.classify(now)
cc.show.bars(
    now["stage"].value_counts(), names=scheme.labels, unit=cc.say(zh="条", en="leads"),
    order=["prospect", "target", "signed", "fully_paid"],
    title=cc.say(zh="2025年末：目标客户只有27条（模拟）", en="End of 2025: only 27 target customers (simulated)"),
)
# %% tags=["check"]
counts = now["stage"].value_counts().to_dict()
assert counts == {"prospect": 253, "fully_paid": 138, "signed": 90, "target": 27}

# %% [markdown] lang="zh"
# 228条签了约并付了首款，还在跟的280条里，目标客户只有27条。第1行打印：这27条里有没有合同。第2、3行找意向明确、财力足够、却仍是潜在客户的：一共几条，其中几条预计签约日已过。最后一行说明一位签约客户为什么是签约客户：
# %% [markdown] lang="en"
# 228 have signed and made the first payment. Of the 280 others only 27 are target customers. Line 1 prints how many of these have a contract. Lines 2 and 3 find those with clear intent and enough means who are still prospects: how many, and how many with an expected day that has passed. The last line says why one signed customer is one:
# %%
print(now.loc[now["stage"] == "target", "contract"].value_counts().to_dict())
ready = now[(now["stage"] == "prospect") & (now["intent"] == "clear") & (now["means"] == "enough")]
print(len(ready), (ready["days_to_signing"] < 0).sum())
print(scheme.explain(now[now["stage"] == "signed"].iloc[0]))
# %% tags=["check"]
assert len(ready) == 34 and (ready["days_to_signing"] < 0).sum() == 27 and 253 + 27 == 280
assert now.loc[now["stage"] == "target", "contract"].value_counts().to_dict() == {"yes": 16, "no": 11}
assert (ready["contract"] == "no").all()

# %% [markdown] lang="zh"
# 27条目标客户其实是两种：11条还没有合同，要去**签**；16条已经签了，首款没到（15条已经逾期），要去**催款**（第三节），不是去推销。
#
# 意向明确、财力足够、还没有合同的潜在客户有34条，其中27条**预计签约日已经过了，表里没有新的日期**。过期的日期不算“快签了”：要打电话，约一个新日期（先打哪些，第二节说；这27条和上面的27条目标客户不是同一批，碰巧一样多）。这是分类送给团队的第一件具体的事。
#
# ## 二、先跟谁：预期利润和日期
#
# **预期利润 = 签约概率 × 毛利**，晚到的钱再打个折：除以 (1 + 12%) 的（离预计签约日的天数 ÷ 365）次方。日期已经过了的按今天算。概率从哪里来？从过去数：**2024年12月31日**未成交的线索，到2025年6月30日签了几成，按意向和产品分组。（每组先加上一条“平均的线索”再算，免得一条也没签的小组成了零。）
# %% [markdown] lang="en"
# The 27 target customers are of two kinds: 11 have no contract yet and are to be **won**; 16 have signed without making the first payment (15 of them are overdue): a case for **collection** (section 3), not for selling.
#
# Of the 34 prospects with clear intent, enough means and no contract, 27 have **an expected day that has passed, and the table holds no new one**. A day that has passed is not “soon”: call and agree on another (section 2 says which come first; these 27 are not the 27 target customers above, the numbers agree by chance). That is the first concrete thing the classes give to the team.
#
# ## 2. Which first: expected profit and date
#
# **Expected profit = chance to sign × margin**, less for money that comes later: divided by (1 + 12%) to the power of (days to the expected day ÷ 365). A day that has passed counts as today. Where does the chance come from? Count the past: of the leads open on **31 December 2024**, which were signed by 30 June 2025, in groups by intent and product. (To each group one “average lead” is added first, so that a group without a contract is not quite at zero.)
# %%
chances = cc.leads.signing_chances(leads, "2024-12-31", "2025-06-30", by=["intent", "product"])
cc.leads.show_table(chances)
# %% tags=["check"]
found = chances.set_index(["intent", "product"])["chance"].round(3)
assert found["clear", "gift_order"] == 0.418 and found["none", "gift_order"] == 0.008
assert chances["leads"].sum() == 198 and chances["signed"].sum() == 42
earlier = cc.leads.open_leads(leads, "2024-12-31")
brought = earlier.set_index("lead_id")["margin"] * cc.leads.signed_until(leads, "2024-12-31", "2025-06-30")
def money_of(by, weight):
    rough = cc.leads.signing_chances(leads, "2024-06-30", "2024-12-31", by=by, weight=weight)
    best = cc.leads.rank_leads(cc.leads.add_chance(earlier, rough), "2024-12-31")["lead_id"]
    return brought[best[:40]].sum()
tried = {(*by, weight): money_of(list(by), weight) for by in [("intent",), ("intent", "product"), ("intent", "means"), ("intent", "means", "product")] for weight in (1, 3, 10)}
assert max(tried, key=tried.get) == ("intent", "product", 1)

# %% [markdown] lang="zh"
# 意向明确的约四成，没有意向的几乎没有。一组几十条，概率是粗的。
#
# ### 筛选：第一次谈话该问什么
#
# 第一次谈话问的几样，哪样分得开签与不签？下面每样各算一遍：签约比例最高的一组减最低的一组，和把答案打乱重发、纯属碰巧时会差多少（p 是碰巧也能差这么多的可能）。先把代码换成文字，打印时好认。
# %% [markdown] lang="en"
# About four in ten with clear intent, almost nobody without. With some dozen leads in a group the chances are rough.
#
# ### Screening: what to ask in the first talk
#
# Which of the answers tells signing from not signing? For each: the group with the highest share signed less the lowest, and how far apart chance alone would put them, had the answers been dealt out at random (p is the chance of at least so wide a gap by luck). The codes are first put into words.
# %%
asked = leads.set_index("lead_id")
half = cc.leads.signed_until(leads, "2024-12-31", "2025-06-30")
for answer in ["intent", "means", "decision", "region"]:
    words = asked.loc[half.index, answer].map(cc.leads.NAMES[answer]).astype(str)
    print(f"{answer}:", cc.team.spread_by_chance(half, words))
# %% tags=["check"]
spreads = {one: cc.team.spread_by_chance(half, asked.loc[half.index, one]) for one in ["intent", "means", "decision", "region"]}
assert spreads["intent"].p < 0.001 and round(spreads["means"].p, 2) == 0.06
assert spreads["decision"].p > 0.5 and spreads["region"].p > 0.5 and spreads["intent"].highest == "clear"
assert (spreads["decision"].highest, spreads["means"].lowest) == ("committee", "unknown") and 0.05 / 4 < spreads["means"].p
assert round(half[asked.loc[half.index, "decision"] == "committee"].mean(), 2) == 0.22
assert round(100 * spreads["means"].spread, 1) == 17.7 and round(100 * spreads["intent"].spread, 1) == 40.8

# %% [markdown] lang="zh"
# 意向（intent）分得最清楚，40.8个百分点，不是碰巧；财力（means）差17.7个，p = 0.06；四样一起看，门槛是0.05 ÷ 4 = 0.0125（为什么要除，第七节讲），意向过了，财力没过。谁决定（decision）和地区（region）在这198条里看不出来。卡片上写着：地区没有影响；财力和谁决定有影响，是生成数据时设定的，委员会本该少签。可是这里委员会反而最高（22%）：样本小，真的影响也会看不见。**先问意向；财力值得接着问，但还没有定论。**
#
# 现在让几种排法在**同一批**线索上比：6月30日的218条，各取前40条，看到年底签下多少毛利（签下的不一定付了，第三节再看）。
#
# - 第一格：第1、2行是一条简单的规则（意向明确的在前，再按毛利），第3、4行按预期利润，第5行按预计日期；按金额排的 `ordered` 开头就有了；
# - 第二格：每条线索签下的毛利（没签的是0），然后比较。两种排法每次都用**同一批**重新抽出的线索来比，所以看“比按金额多”的区间，不看各自的区间重不重叠；
# - 第三格：简单规则和预期利润的前40条有几条相同、毛利差多少（和区间）；第二行是前40条预期利润的合计；最后按“预计签约日过了180天以上没有”分两组：几条（size），签了几条（sum）。
# %% [markdown] lang="en"
# Intent separates best, by 40.8 points, which is not luck; means by 17.7 points with p = 0.06. With four answers looked at the threshold is 0.05 ÷ 4 = 0.0125 (section 7 says why): intent is below it, means is not. Who decides (decision) and the region show nothing among these 198. The card says: the region has no effect; means and who decides have one, both put in, and committees should sign less. Yet here they come out highest (22%): in a small sample a real effect may not show at all. **Ask about intent first; go on asking about means, but the case is open.**
#
# Now let several orders compete on the **same** leads: the 218 of 30 June, the first 40 of each, and the margin of what was signed by the end of the year (signed is not yet paid: see section 3).
#
# - the first cell: lines 1 and 2 order by a plain rule (clear intent first, then margin), lines 3 and 4 by expected profit, line 5 by expected day; `ordered`, by value, stands since the opening;
# - the second: the margin signed with each lead (0 if not signed), then the comparison. Both lists are judged on the **same** leads each time they are drawn anew, so look at the interval of “more than by value”, not at whether the two intervals overlap;
# - the third: how many of their first 40 the plain rule and expected profit share, and how far their margins are apart (with the interval); line 2 is the expected profit of the first 40, added up; then two groups, by whether the expected day is more than 180 days past: how many (size), how many signed (sum).
# %%
clear = then.assign(clear=then["intent"] == "clear")
thumb = clear.sort_values(["clear", "margin", "lead_id"], ascending=[False, False, True])["lead_id"]
ranking = cc.leads.rank_leads(cc.leads.add_chance(then, chances), "2025-06-30")
ranked = ranking["lead_id"]
by_date = then.sort_values(["expected_on", "lead_id"])["lead_id"]
lists = {"value": ordered, "date": by_date, "thumb": thumb, "profit": ranked}
# %%
worth = (then.set_index("lead_id")["margin"] * signed).astype(float)
results = cc.leads.compare_lists(lists, worth, top=40)
names = {"value": cc.say(zh="按合同金额", en="by value"), "date": cc.say(zh="按预计日期", en="by expected day"),
         "thumb": cc.say(zh="意向明确，再按毛利", en="clear intent, then margin"),
         "profit": cc.say(zh="按预期利润", en="by expected profit")}
columns = {"money": cc.say(zh="前40条的毛利", en="margin, first 40"), "low": cc.say(zh="区间下端", en="interval from"),
           "high": cc.say(zh="区间上端", en="to"), "more": cc.say(zh="比按金额多", en="more than by value"),
           "more_low": cc.say(zh="多：下端", en="more: from"), "more_high": cc.say(zh="多：上端", en="more: to")}
shown = results[["signed", *columns]].rename(index=lambda code: str(names[code]))
cc.table(shown, columns, formats=dict.fromkeys(columns, "CNY"))
# %%
duel = cc.leads.compare_lists({"thumb": thumb, "profit": ranked}, worth, top=40).loc["profit"]
print(len(set(thumb[:40]) & set(ranked[:40])), duel[["more", "more_low", "more_high"]].round().tolist())
print(cc.show.money(ranking["expected_profit"].head(40).sum()))
long_past = then.set_index("lead_id")["expected_on"] < pd.Timestamp("2025-06-30") - pd.Timedelta(days=180)
print(signed.groupby(long_past).agg(["size", "sum"]))
# %%
names["luck"] = cc.say(zh="随便40条（平均）", en="any 40 (on average)")
cc.show.bars(
    {**results["money"], "luck": 40 * worth.mean()}, names=names, unit="CNY", highlight="profit",
    label=cc.say(zh="前40条签约的毛利", en="margin of what was signed, first 40"),
    title=cc.say(
        zh="预期利润比按金额多近49,000元，但没有胜过简单规则（模拟）",
        en="Expected profit beats value by nearly 49,000 yuan, not the plain rule (simulated)",
    ),
)
# %% tags=["check"]
assert results["signed"].to_dict() == {"value": 3, "date": 0, "thumb": 15, "profit": 14}
assert results["money"].round().to_dict() == {"value": 44242, "date": 0, "thumb": 95408, "profit": 92828}
assert results.loc["profit", ["more", "more_low", "more_high"]].round(-2).tolist() == [48600, 21200, 78900]
assert len(set(thumb[:40]) & set(ranked[:40])) == 38
assert round(ranking["expected_profit"].head(40).sum(), -2) == 138300
assert round(40 * worth.mean(), -2) == 26100
assert results.loc["value", ["low", "high"]].round(-2).tolist() == [0, 103400]
assert duel["more_low"] < 0 < duel["more_high"] and duel["more"].round(-2) == -2600
assert results.loc["profit", ["low", "high"]].round(-2).tolist() == [43300, 153800]
rooms = ranking.head(40).query("product == 'tea_room'")
assert len(rooms) == 16 and round(rooms["chance"].sum(), 1) == 6.2 and signed[rooms["lead_id"]].sum() == 4
gap = ranking["expected_profit"].head(40).sum() - results.loc["profit", "money"]
assert rooms["expected_profit"].sum() - worth[rooms["lead_id"]].sum() > gap > 0
def overdue_days(day):
    held = cc.leads.open_leads(leads, day).set_index("lead_id")
    return (pd.Timestamp(day) - held["expected_on"]).dt.days
old = overdue_days("2025-06-30").reindex(signed.index)
assert old[by_date[:40]].min() == 215 and ((old > 180) == long_past[old.index]).all() and signed.groupby(long_past).agg(["size", "sum"]).values.tolist() == [[170, 38], [48, 0]]
assert cc.team.spread_by_chance(signed, old > 180).p < 0.01
before_that = overdue_days("2024-12-31").reindex(half.index)
assert [(before_that > 180).sum(), half[before_that > 180].sum()] == [14, 0]
assert (ready["days_to_signing"] < -180).sum() == 9

# %% [markdown] lang="zh"
# - 按预期利润比按金额多签11条，毛利多48,600元（95%区间：多21,200到78,900元，是把218条反复重新抽样算出来的）。
# - 钱上看，老陈的规则不比随便挑40条（26,100元）差：44,200元。可是全靠3份大合同，区间从0到103,400元，说不准。
# - **简单规则没有输**：两种排法的40条里38条相同，差2,600元，区间里有0。算得细不一定比想得对更好；先跟简单规则比一比，再决定要不要算。
# - **名次可用，金额别写进预算**：前40条的预期利润合计138,300元，签下来的毛利92,800元，少三分之一。可是92,800元的区间（43,300到153,800元）包着138,300元，所以也可能只是碰巧：少的主要在16条茶室线索上，照概率该签6条，签了4条。几份大合同签不签，就差这么多。
# - 只按日期排，前40条的预计日期都过了7个月以上，一条也没签。**过期太久的，先不打**：218条里过期超过180天的48条一条没签，其余170条签了38条（p < 0.01）；再早半年，这样的14条也一条没签。（卡片上写着：要签的多半在预计日期前后签，不签的有一部分一直没有下文；这是生成数据时设定的。）第一节要约新日期的27条里有9条是这样，排在最后，先打其余18条。其余的，日期用来安排**什么时候打**：`rank_leads(…, by="deadline")` 先按周、周内再按预期利润。
#
# 说清楚：这里比的是“名单上的人后来签了没有”，不是“打了电话才签”。要知道电话的功劳，得抽签（见“有没有效果”一课）。
#
# ## 三、信用控制：签了，钱到了吗
#
# 每份合同分三期付款：签约后7天30%、45天40%、90天30%。`credit_control` 在统计截止日看每一份：
#
# - **未付余额** = 合同金额 − 已付；**逾期** = 约定日期在统计截止日之前、还没付的（当天到期不算逾期）；
# - **付款记录**：到期的都按期付了（后面几期可以还没到期）、到期的付了但迟过、还没有到期款、逾期未付；信用额度依次是合同金额的50%、30%、20%、0；
# - **发货**：累计发出的货不超过“已付 + 额度”；逾期的额度是0，付了多少才能发多少（先款后货）；
# - **催款**：逾期1天起短信，15天起电话，45天起发停供函：再不付就停止供货；
# - **服务和折扣**：合同20,000元及以上、到期的都按期付了的，折扣2%、优先服务。
# %% [markdown] lang="en"
# - Expected profit has 11 more contracts than value, and 48,600 yuan more margin (95% interval: 21,200 to 78,900 more, by drawing the 218 leads anew).
# - In money Chen's rule is no worse than any 40 leads (26,100 yuan): 44,200. But that hangs on 3 large contracts, with an interval from 0 to 103,400: neither way proved.
# - **The plain rule does not lose**: 38 of the 40 leads are the same in both lists; 2,600 yuan apart, and the interval holds 0. Finer sums are not always better than a sound thought; compare with a plain rule before you decide to compute.
# - **Use the order, do not budget the sum**: the expected profit of the first 40 adds up to 138,300 yuan, and margin of 92,800 was signed, a third less. Yet the interval of the 92,800 (43,300 to 153,800) holds 138,300, so this may be luck: what is missing lies with the 16 tea rooms, of which 6 should have signed by the chances and 4 did. A few large contracts, signed or not, make that much.
# - By day alone, the first 40 all have an expected day more than 7 months past, and none was signed. **Leave what is long past for last**: of the 218, 48 were more than 180 days past their day and none of them signed, of the other 170 it was 38 (p < 0.01); half a year earlier none of 14 such leads signed either. (Says the card: those who sign mostly do so around the expected day, and some who will not just stay open; that was put in.) Of the 27 in section 1 that need a new day, 9 are of this kind: leave them for last and call the other 18 first. For all others the date says **when** to call: `rank_leads(…, by="deadline")` goes by week, and within a week by expected profit.
#
# To be clear: this compares who on a list signed later, not who signed because of a call. For that a lot is needed (the lesson “Did it work”).
#
# ## 3. Credit control: signed, but is the money there?
#
# Every contract is paid in three instalments: 30% by day 7 after signing, 40% by day 45, 30% by day 90. `credit_control` looks at each as of a day:
#
# - **outstanding** = contract − paid; **overdue** = agreed for a day before the as-of date and not paid (due on that very day is not overdue);
# - **record of payment**: all due paid on time (later instalments may not be due yet); all due paid, some late; nothing due yet; overdue. The credit limit is 50%, 30%, 20% and 0 of the contract in turn;
# - **shipping**: goods for no more than paid + limit may have left in all; the limit of an overdue customer is 0, so only what is paid for may leave;
# - **collection**: a message from day 1 overdue, a call from day 15, from day 45 a letter: pay, or deliveries end;
# - **service and discount**: contracts of 20,000 yuan and more with all due paid on time get 2% off and are served first.
# %%
book = cc.leads.credit_control(leads, payments, "2025-12-31")
print((book["overdue"] > 0).sum(), cc.show.money(book["overdue"].sum()))
columns = ["lead_id", "owner", "value", "paid", "overdue", "days_overdue", "may_ship", "collection"]
cc.leads.show_table(book.sort_values("overdue", ascending=False)[columns], rows=6)
# %% tags=["check"]
assert (book["overdue"] > 0).sum() == 43 and book["overdue"].sum() == 295232 and len(book) == 244

# %% [markdown] lang="zh"
# 244份合同里43份逾期，共295,232元。
#
# ### 常见的错误：签约就发奖金
#
# 老陈按签约金额的3%发奖金。改成按**回款**发呢？第1行两种都算；`ahead_of_money` 是逾期款对应的奖金，也就是钱没到、奖金先发了。
# %% [markdown] lang="en"
# Of 244 contracts 43 are overdue, by 295,232 yuan in all.
#
# ### The common mistake: a bonus on signing
#
# Chen pays a bonus of 3% of the value at signing. What if it were paid on the money that **came in**? Line 1 works out both; `ahead_of_money` is the bonus on what is overdue: paid out although the money is not there.
# %%
bonus = cc.leads.bonuses(leads, payments, "2025-12-31", rate=0.03)
print(cc.show.money(bonus["ahead_of_money"].sum()))
overdue = (book["overdue"] > 0).groupby(book["owner"]).sum()
bonus = bonus.rename_axis("owner").assign(late=overdue)
columns = ["contracts", "late", "value", "bonus_on_signing", "bonus_on_payment", "ahead_of_money"]
cc.leads.show_table(bonus[columns].round(), titles={"late": cc.say(zh="逾期合同数", en="of them overdue")})
# %% tags=["check"]
assert round(bonus["ahead_of_money"].sum()) == 8857
assert bonus.loc["K4", ["contracts", "late"]].tolist() == [48, 15]
assert bonus.drop("K4")[["contracts", "late"]].sum().tolist() == [196, 28]

# %% [markdown] lang="zh"
# 为逾期的295,232元，奖金先发了**8,857元**；而且它奖励的是“先签下来再说”。K4的48份合同里15份逾期（31%），其余五人196份里28份（14%）：卡片上写着，K4催得紧、签得多、不付钱的也多，这是生成数据时设定的（单凭这张表看不看得出来，第七节再说）。**按回款发奖金，催款就有人做了。**
#
# ## 四、线索从哪里来，得到一位签约客户要花多少钱
#
# 买一条线索，陌生电话名单最便宜。可要的是客户：算算**每位签约客户**要花多少钱。要给每条线索同样的时间：只算2025年7月4日及以前进来的，各看180天。
# %% [markdown] lang="en"
# For 295,232 yuan that are overdue, **8,857 yuan** of bonus were paid already; and it rewards signing at any price. Of K4's 48 contracts 15 are overdue (31%), of the other five sellers' 196 it is 28 (14%): the card says that K4 presses, signs more, and more do not pay: that was put in (whether this table alone shows it is asked in section 7). **Pay the bonus on money received, and somebody will care about collecting it.**
#
# ## 4. Where leads come from, and what a signed customer costs
#
# Per lead the cold list is the cheapest. But customers are wanted: see the cost per **signed customer**. Give each lead the same time: only those that came in by 4 July 2025, 180 days each.
# %%
sources = cc.leads.source_costs(leads, "2025-12-31", window_days=180)
columns = ["leads", "cost_per_lead", "signed", "share", "low", "high", "cost_per_signed"]
cc.leads.show_table(sources[columns])
# %% tags=["check"]
assert sources["cost_per_signed"].round().to_dict() == {"cold_list": 113, "referral": 153, "website": 419, "ad": 809, "exhibition": 1337}
assert sources.loc["referral", ["leads", "signed"]].tolist() == [119, 31] and sources.loc["cold_list", ["leads", "signed"]].tolist() == [200, 27]
hours = (sources["cost"] + 80 * sources["leads"]) / sources["signed"]
assert hours[["cold_list", "referral"]].round().tolist() == [706, 460]
at_minutes = {one: (sources["cost"] + 40 * one / 60 * sources["leads"]) / sources["signed"] for one in (15, 20)}
assert [cost["referral"] < cost["cold_list"] for cost in at_minutes.values()] == [False, True]
assert sources.loc["ad", "low"] < sources.loc["exhibition", "share"] < sources.loc["ad", "high"]
assert pd.Timestamp("2025-12-31") - pd.Timedelta(days=180) == pd.Timestamp("2025-07-04")
ratios = sources.loc["exhibition"] / sources.loc["cold_list"]
assert [round(ratios["cost_per_lead"]), round(ratios["cost_per_signed"])] == [17, 12]
assert sources.index.tolist() == sources.sort_values("cost_per_lead").index.tolist()
got = leads[(leads["created_on"] <= "2025-07-04") & ((leads["contract_on"] - leads["created_on"]).dt.days <= 180)]
owed = got.merge(book[["lead_id", "overdue"]])
assert (owed["overdue"] > 0).groupby(owed["source"]).agg(["sum", "size"]).loc[["cold_list", "referral"]].values.tolist() == [[10, 27], [2, 31]]

# %% [markdown] lang="zh"
# 每位签约客户，名单113元，转介绍153元，展会1,337元：名次跟每条线索的一样，只是展会从名单的17倍变成12倍。**把时间算进去，名次才变**：名单200条签27条，转介绍119条签31条；跟一条线索要2小时、一小时40元的话（举例的数），每位签约客户名单要706元，转介绍460元，转介绍更划算（跟一条要用20分钟以上，就是这样）。签了还不等于付了：名单的27份到年底有10份逾期，转介绍的31份里有2份（卡片上写着，名单来的更常拖欠，是生成数据时设定的）。区间也要看：展会和广告的签约比例分不出高低。
#
# ## 五、流转规则：没人管的线索
#
# 线索的规矩写成一张表，从上往下，先符合哪条用哪条：
#
# | 规则 | 什么时候 | 去哪里 |
# |---|---|---|
# | 一客一主 | 同一个电话有两位负责人 | 归先接手的人 |
# | 成交移交 | 签约或合格签约（首款已到） | 移交客服 |
# | 签了、首款没到 | 有合同，已付不到30% | 留给签的人催款，以下各条都不用 |
# | 没有首次联系 | 分到手满3天没有联系 | 换一位销售员 |
# | 目标客户再次闲置 | 换过人，又满14天没有跟进 | 放回公海客户池 |
# | 目标客户闲置 | 满14天没有跟进 | 换一位（卖得了这个产品、手里最少的） |
# | 潜在客户闲置 | 满30天没有跟进 | 放回公海客户池 |
# | 持有太久 | 满180天没有签约 | 放回公海客户池 |
#
# **公海客户池**是大家都能来领的线索；没有合同的目标客户闲置，优先换人，因为他们正热。首款没到的合同不换人：烂账转给同事，奖金和责任就说不清了。每一步都要**留痕**：哪天、谁执行、哪条规则、从谁到谁、为什么。
# %% [markdown] lang="en"
# The cold list costs 113 yuan per signed customer, referrals 153, exhibitions 1,337: the same order as per lead, only that exhibitions cost 12 times the cold list instead of 17. **It is the time that changes the order**: 200 leads of the cold list gave 27 contracts, 119 referrals gave 31. At 2 hours a lead and 40 yuan an hour (figures for the example) a signed customer costs 706 yuan from the cold list and 460 from referrals (referrals are ahead from about 20 minutes a lead on). And signed is not paid: of the cold list's 27 contracts 10 were overdue at the end of the year, of the referrals' 31 it was 2 (says the card: the cold list pays badly more often; that was put in). Mind the intervals too: exhibitions and ads cannot be told apart in the share signed.
#
# ## 5. Flow rules: leads nobody looks after
#
# The rules stand in a table; from the top, the first that is met applies:
#
# | rule | when | where to |
# |---|---|---|
# | one owner | one phone number has two owners | to who had it first |
# | won: to service | signed, or fully paid (the first payment is there) | to the service team |
# | signed, first payment missing | a contract of which less than 30% is paid | stays with who sold it, to collect; no rule below applies |
# | no first contact | 3 days with a seller and not contacted | to another seller |
# | target idle again | was reassigned, and again 14 days without a contact | to the public pool of leads |
# | target idle | 14 days without a contact | to another seller (strong enough for the product, with the fewest leads) |
# | prospect idle | 30 days without a contact | to the public pool of leads |
# | held too long | 180 days and not signed | to the public pool of leads |
#
# Everybody may take a lead from the **public pool of leads**. An idle target customer without a contract goes to a colleague rather than to the pool: the interest is there now. A contract without its first payment is not passed on: with a bad debt handed to a colleague, bonus and blame get lost. Every move leaves a **trace**: on which day, by whom, by which rule, from whom to whom, and why.
# %%
events, sellers = cc.load("shop_lead_events"), cc.load("shop_sellers")
now["difficulty"] = now["product"].map({"gift_order": 1, "office_tea": 2, "tea_room": 3})
flow = cc.leads.apply_flow_rules(now, events, "2025-12-31", sellers=sellers, by="Chen")
print(len(cc.leads.double_owned(now)), len(flow.trace))
# %%
cc.show.bars(
    flow.trace["rule"].value_counts(), names=cc.leads.NAMES["rule"], unit=cc.say(zh="条", en="leads"),
    title=cc.say(zh="228条移交客服，127条放回公海（模拟）", en="228 go to service, 127 to the pool (simulated)"),
)
# %%
cc.leads.show_table(flow.trace[flow.trace["rule"] != "won"].groupby("rule").head(1))
# %% tags=["check"]
assert len(cc.leads.double_owned(now)) == 28
assert flow.trace["rule"].value_counts().to_dict() == {"won": 228, "prospect_idle": 127, "target_idle": 7, "one_owner": 14, "first_contact": 1}
owing = now.loc[(now["stage"] == "target") & (now["contract"] == "yes"), "lead_id"]
assert not flow.trace["lead_id"].isin(owing).any() and len(owing) == 16
assert (book.set_index("lead_id").loc[owing, "overdue"] > 0).sum() == 15
called = ready.loc[ready["days_to_signing"] < 0, "lead_id"]
pooled = flow.trace.loc[flow.trace["rule"] == "prospect_idle", "lead_id"]
assert pooled.isin(called).sum() == 14
assert pooled.isin(ready.loc[ready["days_to_signing"] < -180, "lead_id"]).sum() == 9

# %% [markdown] lang="zh"
# 28条线索其实是14个人，各有两位负责人，两边都在打电话，客户会烦。一共377步：228条移交客服，127条放回公海客户池，8条换人，14条归先接手的人；16份首款没到的合同一份也没动。“目标客户再次闲置”和“持有太久”一次也没用上：拿了180天的，早就闲置满30天了。
#
# **先后**：127条里有14条，就是第一节要约新日期的那27条里的；其中9条过期太久，放回公海正好。另外5条先打电话，再执行规则：打通了就不再闲置，打不通的才放回公海。
#
# 留痕要经得起查。两个检查：从原来的负责人出发，照着记录一步步走（`replay`），要正好走到现在的负责人；同一天再执行一遍，一条也不该动。
# %% [markdown] lang="en"
# 28 leads are in truth 14 persons with two owners each: both call, and the customer is annoyed. Of the 377 moves 228 go to service, 127 to the public pool of leads, 8 to another seller, 14 to who had it first; none of the 16 contracts with the first payment missing moves. “Target idle again” and “held too long” never apply: what was held for 180 days had been idle for 30 before.
#
# **The order**: 14 of these 127 are among the 27 of section 1 that need a new day. 9 of the 14 are long past and may go to the pool. Call the other 5 first, then run the rules: who was reached is idle no more, and only the others go to the pool.
#
# A trace must stand up to an audit. Two checks: start from the old owners, follow the trace step by step (`replay`), and arrive at the present ones; apply the rules once more on the same day, and nothing may move.
# %%
owners = flow.leads.set_index("lead_id")["owner"]
print((cc.leads.replay(now, flow.trace) == owners).all())
print(len(cc.leads.apply_flow_rules(flow.leads, events, "2025-12-31", sellers=sellers).trace))
# %% tags=["check"]
assert (cc.leads.replay(now, flow.trace) == owners).all()
assert cc.leads.apply_flow_rules(flow.leads, events, "2025-12-31", sellers=sellers).trace.empty

# %% [markdown] lang="zh"
# ### 几天算闲置
#
# 太松，线索烂在手里；太紧，快成的被抢走。看一看过去：回到6月30日，如果潜在客户闲置满若干天就放回公海，会放出多少条？其中又有几条后来**还是签了**（当时没有这条规则）？拖动旋钮看。
# %% [markdown] lang="en"
# ### How many days are idle?
#
# Too loose, and leads rot; too strict, and those nearly won are taken away. Look at the past: on 30 June, had prospects been released after so many idle days, how many would have gone, and how many of them were **signed all the same** later (there was no such rule then)? Move the knob.
# %%
past = cc.leads.add_lead_measures(leads, payments, "2025-06-30")
past["stage"] = scheme.classify(past)
headline = cc.say(zh="闲置{days}天：放出的{n}条签了{k}条，其余{m}条签了{j}条（模拟）",
                  en="After {days} idle days: {k} of {n} released signed later, {j} of the other {m} (simulated)")
parts = {True: cc.say(zh="后来签了", en="signed later"), False: cc.say(zh="没有签", en="not signed")}
# %%
def draw(days):
    rules = cc.leads.flow_rules(prospect_idle=int(days))
    moves = cc.leads.apply_flow_rules(past, events, "2025-06-30", rules).trace
    later = signed.reindex(moves.loc[moves["rule"] == "prospect_idle", "lead_id"])
    others = signed.drop(later.index)
    title = headline.format(days=int(days), n=len(later), k=later.sum(), m=len(others), j=others.sum())
    unit = cc.say(zh="条", en="leads")
    return cc.show.bars(later.value_counts(), order=[True, False], names=parts, title=title, unit=unit)


cc.knob(draw, days=(cc.say(zh="闲置几天", en="idle days"), 5, 120, 5, 30))
# %% tags=["check"]
def released(days):
    moves = cc.leads.apply_flow_rules(past, events, "2025-06-30", cc.leads.flow_rules(prospect_idle=days)).trace
    return signed.reindex(moves.loc[moves["rule"] == "prospect_idle", "lead_id"]).agg(["size", "sum"]).tolist()
RELEASED = {days: released(days) for days in (10, 30, 60, 120)}
assert RELEASED == {10: [146, 23], 30: [95, 14], 60: [77, 8], 120: [57, 3]}
def luck(days):
    rules = cc.leads.flow_rules(prospect_idle=days)
    gone = cc.leads.apply_flow_rules(past, events, "2025-06-30", rules).trace.query("rule == 'prospect_idle'")["lead_id"]
    return cc.team.spread_by_chance(signed, pd.Series(signed.index.isin(gone), index=signed.index)).p
assert [round(luck(days), 2) for days in (30, 60)] == [0.41, 0.07] and luck(120) < 0.01
assert [218 - 95, 38 - 14, 218 - 57, 38 - 3] == [123, 24, 161, 35] and len(signed) == 218 and signed.sum() == 38

# %% [markdown] lang="zh"
# 闲置120天，再按“预计签约日过了180天没有”（`long_past`）分开数：每组几条（size），签了几条（sum）。
# %% [markdown] lang="en"
# After 120 idle days, counted apart for leads more than 180 days past their expected day (`long_past`) and all others: how many (size), how many signed (sum).
# %%
moves = cc.leads.apply_flow_rules(past, events, "2025-06-30", cc.leads.flow_rules(prospect_idle=120)).trace
idle = moves.loc[moves["rule"] == "prospect_idle", "lead_id"]
both = pd.DataFrame({"signed": signed, "long_past": long_past, "idle": signed.index.isin(idle)})
print(both.groupby(["long_past", "idle"])["signed"].agg(["size", "sum"]))
# %% tags=["check"]
assert both.groupby(["long_past", "idle"])["signed"].agg(["size", "sum"]).values.tolist() == [[156, 35], [14, 3], [5, 0], [43, 0]]
young = both[~both["long_past"]]
assert cc.team.spread_by_chance(young["signed"], young["idle"]).p > 0.9

# %% [markdown] lang="zh"
# 闲置30天：放出95条，其中14条（15%）后来还是签了；没放出的123条签了24条（20%），差这么点碰巧也有（p = 0.41）。60天（77条里8条，p = 0.07）也还不行。闲置120天，看起来分出来了：57条只签了3条（5%），其余161条签了35条（22%）。可是这57条里有43条，预计签约日早过了180天以上（第二节），本来就一条没签；把过期太久的都去掉，闲置的14条签3条，其余156条签35条，都是两成出头。**过期的日期分得开；闲置的天数，这218条里看不出来**（看不出来不等于没有：去掉过期的，闲置120天的只剩14条）。 放回公海也不等于扔掉：放出去的里面有会签的，要有人领、有人打。天数由团队一周能接多少条来定，不是越短越好。（卡片上写着：四分之一的线索碰巧没人管，签约概率乘以0.6，是生成数据时设定的。影响其实有，只是线索太少，没有显出来。）
#
# ## 六、谁去跟，什么时候跟完
#
# 任务分配要同时看四样：**客户类型**（有人适合机构，有人适合个人）、**产品难度**（茶室布置最难，新手卖不了）、**期限**、**工时**。
#
# 元旦过后，2026年1月4日做计划，1月5日（星期一）开工。期限怎么定？新线索看预计签约日（过了的给到1月9日，先去约新日期）。老客户看自己的**购买周期**：最近一单加平均购买间隔，就是下一单大概的日子，提前7天联系（最早是计划的第二天）。下面是没有沉睡的机构客户（沉默不到2个购买间隔），取自模拟网店的订单：
# %% [markdown] lang="en"
# After 30 idle days 95 would have been released, and 14 of them (15%) signed all the same; of the 123 others it was 24 (20%), which may be luck (p = 0.41). 60 days (8 of 77, p = 0.07) do not tell either. At 120 it seems to show: 3 of 57 (5%) signed, 35 of the other 161 (22%). But 43 of the 57 are more than 180 days past their expected day, and of such leads none signed anyway (section 2); without them 3 of 14 idle ones signed and 35 of the 156 others, a little over a fifth of each. **The day long past tells; of the idle days these 218 leads show nothing** (which does not mean that there is nothing: without those long past, only 14 have been idle for 120 days). Nor is released thrown away: some of these leads sign, and somebody has to take them from the pool and call. Set the days by how many leads the team can take in a week, not as short as possible. (Says the card: a quarter of the leads was neglected by chance, which takes their chance to sign × 0.6; that was put in. So there is an effect, and too few leads to show it.)
#
# ## 6. Who takes which, by when
#
# Four things count at once: the **type of customer** (some sellers suit organisations, some persons), the **difficulty of the product** (tea rooms are hardest, a beginner cannot sell them), the **deadline** and the **hours**.
#
# The plan is made after New Year, on 4 January 2026, and work starts on Monday the 5th. How to set deadlines? A new lead has its expected day (those passed get 9 January, to agree on a new one). An existing customer has a **purchase cycle**: the last order plus the mean gap is about the day of the next one, so contact them 7 days before (on the day after the plan at the earliest). Here are the organisations that are not dormant (silent for less than 2 gaps), from the simulated shop's orders:
# %%
customers = cc.measure_customers(cc.load("shop_orders"), as_of="2025-12-31")
customers = customers.merge(cc.load("shop_customers")[["customer_id", "customer_type"]])
firms = customers[(customers["customer_type"] == "organisation") & (customers["silence_gaps"] < 2)]
firms = cc.team.deadline_from_cycle(firms, "2026-01-04")
# %%
soon = firms[~firms["late"]].sort_values(["next_purchase", "customer_id"])
columns = ["customer_id", "last_order", "mean_gap_days", "next_purchase", "due_on"]
cc.leads.show_table(soon[columns], rows=4)
# %% tags=["check"]
assert len(firms) == 56 and firms["late"].sum() == 16

# %% [markdown] lang="zh"
# 56家机构里，16家预计的下一单已经过了，1月5日一开工就联系；上面是其余40家里最近的。老客户照这个期限回访，不占下面的工时。
#
# 再看线索。预计签约日过了180天以上的先放下（第二节），取预期利润最大的60条（同一个电话只留一条），礼盒2小时、办公室用茶4小时、茶室8小时（举例的数）。概率用最近半年数的。负责人按第五节流转以前的算（60条里有14条，那里已经放回公海：公海里的也能分给人去跟）。
# %% [markdown] lang="en"
# Of 56 organisations 16 should have ordered again already: contact them on the 5th; above are the next of the other 40. These calls have hours of their own, apart from what follows.
#
# Now the leads. Those more than 180 days past their expected day are left (section 2); of the others take the 60 of the greatest expected profit (one per phone number), 2 hours for a gift order, 4 for office tea, 8 for a tea room (figures for the example). The chances are those of the latest half-year. Owners are those before the flow rules of section 5 (which put 14 of the 60 into the pool: a lead in the pool can be given out as well).
# %%
latest = cc.leads.signing_chances(leads, "2025-06-30", "2025-12-31", by=["intent", "product"])
held = cc.leads.open_leads(leads, "2025-12-31")
tasks = cc.leads.add_chance(held[held["expected_on"] >= "2025-07-04"], latest)
tasks = cc.leads.rank_leads(tasks, "2025-12-31").drop_duplicates("phone").head(60)
tasks = tasks.rename(columns={"lead_id": "task_id", "expected_profit": "worth", "expected_on": "due_on"})
tasks["due_on"] = tasks["due_on"].clip(lower=pd.Timestamp("2026-01-09"))
# %%
tasks["difficulty"] = tasks["product"].map({"gift_order": 1, "office_tea": 2, "tea_room": 3})
tasks["hours"] = tasks["product"].map({"gift_order": 2, "office_tea": 4, "tea_room": 8})
print(tasks["hours"].sum(), sellers["hours_week"].sum())
cc.leads.show_table(sellers)
# %% tags=["check"]
assert tasks["hours"].sum() == 242 and sellers["hours_week"].sum() == 145 and len(tasks) == 60
released = flow.trace.loc[flow.trace["rule"] == "prospect_idle", "lead_id"]
assert tasks["task_id"].isin(released).sum() == 14

# %% [markdown] lang="zh"
# 60条要242小时，六个人一周只有145小时：不能都做。`assign_tasks` 让**分出去的任务的“价值 × 适合程度”之和最大**；适合程度 = 对这类客户的适合，产品每难一级再乘0.6，难两级的不给；到哪一天，都不给一个人排超过他到那天为止的工时。
#
# 跟两种老办法比：逐个挑最好的（第一行里有），和各人跟各人的线索。
# %% [markdown] lang="en"
# 60 leads need 242 hours, six sellers have 145 a week: not all can be done. `assign_tasks` **makes the sum of worth × fit over the tasks given out as large as possible**. Fit = fit to the type of customer × 0.6 for each step by which the product is too hard; two steps are not given at all. Nobody gets more hours due by any day than they have until that day.
#
# Compare it with two usual ways: the best pair first (in the first line), and everybody keeps their own leads.
# %%
plan = cc.team.assign_tasks(tasks, sellers, "2026-01-04", weeks=1)
print(plan)
own = [
    cc.team.assign_tasks(mine, sellers[sellers["seller"] == who], "2026-01-04", weeks=1).gain
    for who, mine in tasks.groupby("owner")
]
print(cc.show.money(sum(own)))
# %%
cc.leads.show_table(plan.plan, rows=6)
# %%
cc.leads.show_table(plan.unassigned, rows=3)
# %% tags=["check"]
assert round(plan.gain) == 85327 and round(plan.greedy_gain, -2) == 79500
assert len(plan.plan) == 45 and len(plan.unassigned) == 15 and (plan.plan["done_on"] <= plan.plan["due_on"]).all()
OWN = sum(own)
alone = [
    cc.team.assign_tasks(mine, sellers[sellers["seller"] == who], "2026-01-04", weeks=1).plan["hours"].sum()
    for who, mine in tasks.groupby("owner")
]
assert sum(alone) == 108 and plan.plan["hours"].sum() == 142
assert round(OWN) == 55002 and round(plan.gain / OWN, 2) == 1.55 and round(plan.gain / plan.greedy_gain, 2) == 1.07
assert set(plan.unassigned["reason"]) == {"hours"}
hands = plan.plan.merge(tasks[["task_id", "owner"]])
assert (hands["seller"] != hands["owner"]).sum() == 38

# %% [markdown] lang="zh"
# 85,327元，比逐个挑最好的多7%，比各人跟各人的线索（55,002元）多55%。算法的功劳只有那7%；**如果换人不费事、适合程度填得对，打破“我的线索我来跟”多得多**：各跟各的，有人手里尽是自己卖不了的，工时空着，145小时只用了108小时，一起分用了142小时。可是45条里有38条换了人，换人要花的时间没有算；概率是估的，适合程度是给定的。这是计划，不是结果，先试几周再看。15条这一周没有分出去，理由都是“工时给了更值得的任务”；每条都写明理由，期限也都来得及（`done_on` 不晚于 `due_on`）。
#
# ## 七、电销评分表
#
# 最后看另一张表：2025年3月到12月，六人给**老客户和注册客户**打的1,990次电话、短信和上门（`shop_calls`，模拟）。五个数：**接通率**（有应答 ÷ 全部）、**转化率**（成交 ÷ 有应答）、**成交金额**（平均数和中位数）、**留存率**（成交后90天内又下单）、**投诉率**（有应答之后30天内有质量或配送工单）。没看满90天、30天的不算进后两个。
#
# 先**按类别**：客户在打电话之前（2月28日）属于哪一类。注册了还没买过的，这里叫“注册未购”（和第一节的潜在客户不是一回事）；3月1日以后才注册的另算一类。
# %% [markdown] lang="en"
# 85,327 yuan, 7% more than the best pair first, and 55% more than everybody keeping their own leads (55,002 yuan). The mathematics account for those 7% only; **if a change of hands costs nothing and the fits are right, giving up “my leads are mine” adds a lot**: some hold leads that they cannot sell and have hours left, so that 108 of the 145 hours are used, against 142 when all is shared out. But 38 of the 45 leads change hands, and the time that takes is left out; the chances are estimates, the fits are taken as given. It is a plan and no result: try it for some weeks. 15 leads are not given out this week, all because the hours went to tasks worth more; each has its reason, and every deadline is met (`done_on` is not after `due_on`).
#
# ## 7. The telesales scorecard
#
# One more table: 1,990 calls, messages and visits by the six to **customers and registered persons** from March to December 2025 (`shop_calls`, simulated). Five figures: **contact rate** (answered ÷ all), **conversion rate** (ordered ÷ answered), **order value** (mean and median), **retention rate** (ordered again within 90 days after the sale), **complaint rate** (a ticket about quality or delivery within 30 days after an answered contact). Contacts whose 90 or 30 days are not over are left out of the last two.
#
# First **by class**: the class of the customer before the calls (28 February). Those who had registered but never bought are called “no order yet” here (not the prospects of section 1); those who registered later form a class of their own.
# %%
orders, calls = cc.load("shop_orders"), cc.load("shop_calls")
everybody = cc.load("shop_customers")
before = cc.measure_customers(orders, as_of="2025-02-28", customers=everybody[["customer_id"]])
before["class"] = cc.schemes["activity_five"].classify(before)
later = everybody.loc[everybody["registered_on"] >= "2025-03-01", "customer_id"]
before.loc[before["customer_id"].isin(later), "class"] = "later"
calls = calls.merge(before[["customer_id", "class"]], on="customer_id")
# %%
tickets, phones = cc.load("shop_tickets"), everybody.set_index("phone")["customer_id"]
tickets["customer_id"] = tickets["phone"].map(cc.crm.clean_phone).map(phones)
complaints = tickets[tickets["kind"].isin(["quality", "delivery"])].rename(columns={"opened": "time"})
complaints = complaints.dropna(subset=["customer_id"])
card = cc.team.scorecard(calls, "2025-12-31", by="class", orders=orders, complaints=complaints)
# %%
rates = ["calls", "contact_rate", "conversion", "order_value", "order_median",
         "bought_seen", "retention", "contacted_seen", "complaint_rate"]
heads = {**cc.team.HEADS, "bought_seen": cc.say(zh="看满90天的成交", en="sales with 90 days"),
         "contacted_seen": cc.say(zh="看满30天的应答", en="answers with 30 days")}
classes = {**cc.schemes["activity_five"].labels, "potential": cc.say(zh="注册未购", en="no order yet"),
           "later": cc.say(zh="3月以后注册", en="registered since March")}
written = {**dict.fromkeys(cc.team.RATES, "%"), "order_value": "CNY", "order_median": "CNY"}
cc.table(card[rates].reset_index(), heads, formats=written, values={"class": classes})
# %% [markdown] lang="zh"
# 转化率各类有高有低，是不是碰巧？和第二节一样打乱重发（电话、短信、上门各自打乱）：
# %% [markdown] lang="en"
# The conversion rates differ: by luck? Deal the classes out anew as in section 2 (calls, messages and visits each among themselves):
# %%
talked = calls[calls["result"] != "no_answer"]
words = talked["class"].map(classes).astype(str)
print(cc.team.spread_by_chance(talked["result"] == "ordered", words, talked["mode"]))
# %% tags=["check"]
assert len(calls) == 1990 and card["retention"].round(2).to_dict()["active"] == 0.83
assert card["bought_seen"].to_dict() == {"active": 47, "dormant": 4, "later": 9, "lost": 10, "new": 11, "potential": 14}
assert [card["contacted_seen"].min(), card["contacted_seen"].max()] == [15, 83]
assert (card.loc[["potential", "later", "dormant", "lost"], "retention"] == 0).all()
assert card.loc[["potential", "later"], "calls"].tolist() == [204, 251]
apart = cc.team.spread_by_chance(talked["result"] == "ordered", talked["class"], talked["mode"])
assert [round(100 * apart.spread, 1), round(100 * apart.by_chance, 1), round(apart.p, 2)] == [7.5, 14.7, 0.62]

# %% [markdown] lang="zh"
# 各类的转化率分不出高低（差7.5个百分点，碰巧能差14.7个，p = 0.62），**留存率**差得远：活跃客户看满90天的47单里83%又买，注册未购的14单里没有一位再买（3月以后注册的、沉睡的、流失的只有9、4、10单，0%说明不了什么）。只看转化率，会以为没买过的人一样好打。（活跃的人本来就买得勤，留存高不是电话的功劳；卡片上写着，有180人设定成从不自己下单，只有联系成交才有一单；这样的人买过一次就不会自己再买，所以注册未购的0有一部分是设定出来的。投诉只有四季度的工单，每类15到83次，区间很宽；网店电话对不上的工单没有算。）
#
# ### 按销售员：谁最好
#
# 同样的表，换成 `by="seller"`。先看转化率和它的95%区间。
# %% [markdown] lang="en"
# In conversion the classes cannot be told apart (7.5 points, by luck up to 14.7, p = 0.62), in **retention** they can: after 83% of the 47 sales to active customers with 90 days behind them the customer bought again, after none of 14 to persons without an order (registered since March, dormant and lost have 9, 4 and 10 sales only: their 0% says little). By conversion alone those who never bought look just as good. (Active customers buy often anyway, so that is not the call's doing; and says the card, 180 persons were made never to order by themselves: a contact may bring one order, and no other follows of their own accord, so part of that 0 was put in. Complaints come from tickets of the last quarter, 15 to 83 contacts a class, so the intervals are wide; tickets whose phone the shop does not know are left out.)
#
# ### By seller: who is the best?
#
# The same table with `by="seller"`. First the conversion rate with its 95% interval.
# %%
people = cc.team.scorecard(calls, "2025-12-31", by="seller", orders=orders, complaints=complaints)
cc.campaigns.draw_intervals(
    cc.team.rate_intervals(people, "conversion"),
    title=cc.say(
        zh="K3转化率22%，K2只有10%：K3更会卖？（模拟）",
        en="K3 converts 22%, K2 10%: is K3 better? (simulated)",
    ),
)
# %% tags=["check"]
assert people["conversion"].round(3).to_dict()["K3"] == 0.223 and round(people.loc["K2", "conversion"], 3) == 0.098

# %% [markdown] lang="zh"
# 六个人里总有一个最高、一个最低。问题是：**纯属碰巧，最高和最低会差多少？** 做法：把销售员的名字打乱重发（只在同一种方式里打乱，上门多的人不占便宜），2,000遍，每遍看最高减最低。先做接通率，再做转化率；最后一行用同样的办法看第三节的逾期合同。
# %% [markdown] lang="en"
# Of six sellers one is always highest and one lowest. The question: **how far apart would chance alone put them?** Deal the sellers' names out anew (within the same mode of contact, so that nobody gains by visiting more), 2,000 times, and each time take the highest minus the lowest. First for the contact rate, then for the conversion rate; the last line asks the same of the overdue contracts of section 3.
# %%
reached = calls["result"] != "no_answer"
print(cc.team.spread_by_chance(reached, calls["seller"], calls["mode"]))
print(cc.team.spread_by_chance(talked["result"] == "ordered", talked["seller"], talked["mode"]))
print(cc.team.spread_by_chance(book["overdue"] > 0, book["owner"]))
# %% tags=["check"]
one = cc.team.spread_by_chance(reached, calls["seller"], calls["mode"])
two = cc.team.spread_by_chance(talked["result"] == "ordered", talked["seller"], talked["mode"])
assert round(one.p, 2) == 0.38 and round(two.p, 2) == 0.02 and round(100 * two.spread, 1) == 12.5
three = cc.team.spread_by_chance(book["overdue"] > 0, book["owner"])
assert (three.highest, three.lowest, round(three.p, 2), round(100 * three.spread, 1)) == ("K4", "K5", 0.16, 20.4)
assert round(1 - 0.95**5, 2) == 0.23 and 0.01 < two.p
alone = cc.team.spread_by_chance(book["overdue"] > 0, book["owner"] == "K4")
assert [round(100 * alone.spread, 1), round(alone.p, 3), round(6 * alone.p, 2)] == [17.0, 0.011, 0.07]

# %% [markdown] lang="zh"
# 接通率：差7.6个百分点，碰巧就能差11.3个，没什么可说。转化率：差12.5个，碰巧95%的情形不超过11.5个，p = 0.02，好像“显著”了。
#
# 且慢。评分表有**五个**数，五个里至少一个碰巧低于0.05的可能是 1 − 0.95⁵ = 23%。五个一起看，门槛要除以5，是0.01；0.02没有过。卡片上也写着答案：**这张表里销售员没有任何影响**，K3的22%就是碰巧。真实的公司没有卡片，所以：五个数一起报，门槛除以个数，再看K3一个季度，**不要今天就按名次发奖、裁人**。
#
# 第三节的逾期合同正好相反：K4（最高）和K5（最低）差20.4个百分点，碰巧也能差24.4个，p = 0.16，看不出来；可是卡片上写着，K4的影响是真的。（单拿K4比其余五人，差17.0个百分点，p = 0.011；但K4是看了表才从六个人里挑的，p 要乘以6，约0.07。）一张表可能两头都错：**没有影响的像有，有影响的像没有**。人数不够，就再等一个季度，并且去听录音、看合同。
#
# ## 回到老陈的问题
#
# - 过期的27条预计日期，先把不到半年的18条重新约好，再执行流转规则；名单按“意向明确、再按毛利”或者按预期利润排，不按金额。
# - 奖金跟着回款走；逾期的先款后货；签了、首款没到的16份去催款，不流转。
# - 买线索要比的是：得到一位签约客户总共花多少，销售员的时间也算进去；跟一条线索要用20分钟以上，转介绍就比陌生电话名单划算。
# - 流转规则每天执行，每一步留痕；闲置的目标客户（没有合同的）换人，潜在客户放回公海客户池。
# - 任务按类型、难度、期限、工时一起分，留下的写明原因。
# - 销售员的名次，先问碰巧会差多少。
#
# ## 要记住的
#
# - 阶段是规则，不是感觉：有合同还要有首款；合格签约客户是每一笔都按期付清。
# - 预期利润 = 概率 × 毛利；概率从早先的线索数，名单在后来的线索上评；永远要跟一条简单规则比一比。
# - 奖金在签约时发，等于替不付钱的客户发奖金。
# - 比得到一位签约客户的成本，销售员的时间也算；每条线索看一样长的时间。
# - 一客一主，移动留痕，再执行一遍不变。
# - 几个数一起看，总有一个“显著”。
# %% [markdown] lang="en"
# Contact rate: 7.6 points apart, and chance alone may put them 11.3 apart: nothing to say. Conversion rate: 12.5 points, while chance stays below 11.5 in 95% of cases; p = 0.02, which looks “significant”.
#
# Not so fast. The scorecard has **five** figures, and the chance that at least one of five falls below 0.05 by luck is 1 − 0.95⁵ = 23%. So with five figures the threshold is 0.05 ÷ 5 = 0.01, and 0.02 is not below it. The card has the answer: **in this table the seller has no effect at all**; K3's 22% is luck. A real company has no card: so report all five, divide the threshold by their number, watch K3 for another quarter, and **do not pay or dismiss by rank today**.
#
# The overdue contracts of section 3 are the reverse: K4 (the highest share) and K5 (the lowest) are 20.4 points apart, chance alone may put them 24.4 apart, p = 0.16: nothing to be seen; and yet the card says that K4's effect is real. (K4 against the other five: 17.0 points, p = 0.011; but K4 was picked from six after a look at the table, so take p times 6, about 0.07.) One table can be wrong both ways: **no effect may look like one, and an effect like none**. With too few contracts wait for another quarter, listen to recordings, read the contracts.
#
# ## Back to Chen's questions
#
# - Of the 27 days that have passed, first agree on new ones for the 18 of the last half-year, then run the flow rules; order the list by clear intent and margin, or by expected profit, not by value.
# - The bonus follows the money; overdue customers get goods only for what they have paid; the 16 contracts without a first payment are for collection and do not change hands.
# - Choose sources by what a signed customer costs, the sellers' time counted: from about 20 minutes a lead on, referrals beat the cold list.
# - The flow rules run every day and leave a trace; idle target customers without a contract change hands, idle prospects go to the public pool of leads.
# - Assign by type, difficulty, deadline and hours together, and give a reason for what is left.
# - Before you rank sellers ask how far chance alone would put them apart.
#
# ## To remember
#
# - A stage is a rule, not a feeling: a contract needs its first payment; fully paid means every instalment by its date.
# - Expected profit = chance × margin; count the chance on earlier leads, judge the list on later ones, and always beside a plain rule.
# - A bonus at signing is a bonus for customers who do not pay.
# - Compare what a signed customer costs, the sellers' time included, and give all leads the same time.
# - One owner a customer, a trace of every move, and a second run changes nothing.
# - Look at several figures, and one of them will be “significant”.
