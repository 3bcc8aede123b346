# %% [markdown] lang="zh"
# ## 这门课讲什么
#
# 对所有客户都用一个办法，钱和人手难免用错地方。这门课教您把客户分成几类，并且知道每一类该怎么办。
# 所有例子都从订单表、客户名单和问卷出发，有真实的，也有模拟的；模拟的每次都会写明。
#
# 您只要会看电子表格就可以学，**不需要会编程**：代码都写好了，您负责运行、看结果、做判断。
# %% [markdown] lang="en"
# ## What this course is about
#
# If you treat all customers alike, money and staff go to the wrong places. This course teaches you to put customers into classes and to know what each class calls for.
# All examples start from order books, customer lists and surveys. Some are real, some are simulated; the simulated ones are always called so.
#
# If you can read a spreadsheet you can take this course; **you need not know how to program**: the code is written, you run it, look at the result and judge.

# %% [markdown] lang="zh"
# ## 怎样运行一格代码
#
# 灰色的方框叫**单元格**。点一下它，按 **Shift + Enter**（按住 Shift 再按回车），结果就出现在下面，光标跳到下一格。
# 方框左边的方括号里：`[ ]` 表示还没运行，`[*]` 表示正在运行，有数字就是运行完了。
#
# 每一课最上面都有一格 `import custclass as cc`，要先运行它：它请来这门课的助手，名字叫 `cc`；下面出现 zh，就是成功了。
# 代码里有时写着两种语言的文字，只会显示您选的那一种。现在试试：运行最上面那一格，再运行下面这一格。
# %% [markdown] lang="en"
# ## How to run a box of code
#
# A grey box is called a **cell**. Click into it and press **Shift + Enter** (hold Shift, press Enter): the result appears below and the cursor moves on to the next cell.
# In the brackets on its left, `[ ]` means not run yet, `[*]` running, and a number means done.
#
# Every lesson begins with a cell `import custclass as cc`. Run it first: it loads the course's helper, whose name is `cc`; when “en” appears below it, it has worked.
# Code sometimes holds texts in both languages; only yours is shown. Try it now: run the very first cell, then the one below.
# %%
print(cc.say(zh="您好！这一格运行成功了。", en="Hello! This cell has run."))

# %% [markdown] lang="zh"
# 出现了红色的一大段英文？不要紧，看**最后一行**，那里写着哪里不对。最常见的原因是跳过了前面的单元格：
# 用菜单“运行”里的“运行所有单元格”（Run All Cells）从头来一遍。
#
# 想自己改代码试试？尽管改，数据和进度都改不坏。改错了，在单元格里按 Ctrl + Z（苹果电脑按 Cmd + Z）一步步退回；变量乱了，用菜单“内核”里的“重启内核并运行所有单元格”（Restart Kernel and Run All Cells）重新算一遍。
# %% [markdown] lang="en"
# A long red message? Never mind: read its **last line**, which says what is wrong. The usual reason is a cell above that was skipped: choose
# “Run All Cells” in the menu “Run” to go through from the top.
#
# Feel free to change code: neither data nor progress can break. Ctrl + Z (Cmd + Z on a Mac) in the cell takes changes back; if results get mixed up, “Restart Kernel and Run All Cells” in the menu “Kernel” computes everything afresh.

# %% [markdown] lang="zh"
# ## 检查一下电脑准备好了没有
#
# 每一行前面都是 ✔ 就可以开始。有 ✘ 的那一行写着该做什么。
# %% [markdown] lang="en"
# ## Is everything ready?
#
# A ✔ before every line: you can begin. A line with a ✘ says what to do.
# %%
print(cc.check_setup())

# %% [markdown] lang="zh"
# ## 有哪些数据
#
# 这门课带着下面这些表。USD 是美元，CNY 是人民币。每张表的来历和许可写在 `datasets` 文件夹的数据卡里。
# %% [markdown] lang="en"
# ## The data
#
# The course brings these tables with it. USD is US dollars, CNY is yuan. Where each comes from and its licence stand in the cards in the folder `datasets`.
# %%
origins = {"real": cc.say(zh="真实", en="real"), "simulated": cc.say(zh="模拟", en="simulated")}
cc.table(
    cc.tables()[["name", "rows", "what", "origin", "currency"]],
    titles={"name": cc.say(zh="名称", en="table")}, values={"origin": origins},
)

# %% [markdown] lang="zh"
# ## 换一种语言
#
# 每一课都有中文和英文两个版本，页面最下面有链接。代码里用 `cc.language("zh")` 换成中文，用 `cc.language("en")` 换成英文。
# 想让 JupyterLab 的菜单也变成中文，先关掉它，再用 `CUSTCLASS_LANG=zh make lab` 启动（Windows：先输入 `set CUSTCLASS_LANG=zh`，再启动）。
# %% [markdown] lang="en"
# ## Another language
#
# Every lesson exists in Chinese and in English; the link stands at the foot of the page. In code `cc.language("zh")` switches to Chinese and `cc.language("en")` to English.
# To have the menus of JupyterLab in Chinese as well, close it and start it with `CUSTCLASS_LANG=zh make lab` (Windows: type `set CUSTCLASS_LANG=zh` first, then start).

# %% [markdown] lang="zh"
# ## 您是谁，学到哪里了
#
# 写上名字，按“以这个名字学习”：进度就记在这个名字下，明天打开还在。每个名字抽到的客户和数字多半不同，和邻座可以比方法，不能抄答案。
# 不写名字也可以学。名字只存在这台电脑上（除非讲师把保存位置设在了大家共用的数据库里）。
# %% [markdown] lang="en"
# ## Who you are and how far you have come
#
# Write your name and press “Learn under this name”: your progress is kept under it and is still there tomorrow. Most names draw other customers and figures, so neighbours can compare ways, not answers.
# You may learn without a name as well. The name stays on this computer (unless an instructor has set a database that everybody shares).
# %%
cc.progress_page()

# %% [markdown] lang="zh"
# ## 怎样做练习
#
# 从下一课起，每一课都有一本练习（页面最下面有链接）。运行一格，题目就出现。答完按“检查”：
#
# - ✔ 正确：告诉您该记住什么；
# - ✘ 还不对：告诉您错了几处，并举出最多三处；按“为什么？”看规则和可能的原因（第二次还不对，原因会自己出来）；
# - “提示”一步一步给；实在想不出，检查过一次以后可以“看答案”；
# - “撤销一步”退回上一步，“重新开始”清空重来，旧答案仍然保留。
#
# 鼠标和键盘都可以：Tab 键换到下一个，方向键选择，回车或空格按下按钮。下面是下一课的第一题，先试一试；现在不会也没关系。
# %% [markdown] lang="en"
# ## How exercises work
#
# From the next lesson on, every lesson has a notebook of exercises (linked at its foot). Run a cell and the task appears. Press “Check” when you have answered:
#
# - ✔ Right: it says what to remember;
# - ✘ Not right yet: it says how many are wrong and names up to three; “Why?” shows the rule and the likely cause (from the second try on they come by themselves);
# - “Hint” helps step by step; once you have checked, “Show the answer” is there as well;
# - “Undo” takes one step back, “Start over” clears everything; old answers are kept.
#
# Mouse and keyboard both work: Tab moves on, the arrow keys choose, Enter or Space presses a button. Below is the first exercise of the next lesson. Try it; you need not know the answer yet.
# %%
e = cc.exercise("01_01.1")
e.show()

# %% [markdown] lang="zh"
# ## 在 Binder 上学习的人请注意
#
# Binder 相当于免费借您一台网上的电脑：大约10分钟不动它就会关掉，**什么都不留下**。离开之前，在上面的页面按“保存进度”，
# 把一个小文件存到您自己的电脑上；下次来，按“恢复进度”，选这个文件，就从上次的地方继续。
# 在自己电脑上用 `make lab` 学习的人不用管这些，进度一直都在。
#
# 一章学完，`cc.chapter_summary(1)` 给出这一章的小结；`cc.chapter_summary(1).save("summary.html")` 把它存成一页，可以打印。
# %% [markdown] lang="en"
# ## If you learn on Binder
#
# Binder is a borrowed computer, free of charge: after about 10 minutes without use it is switched off and **keeps nothing**. Before you leave, press “Save progress” above,
# which puts a small file on your own computer; next time press “Restore progress” and choose that file to go on where you stopped.
# With `make lab` on your own computer there is nothing to do: your progress stays.
#
# At the end of a chapter `cc.chapter_summary(1)` shows a summary of it; `cc.chapter_summary(1).save("summary.html")` saves it as a page that can be printed.
