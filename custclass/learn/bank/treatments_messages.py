"""Exercises of lesson 02_04: the message of each class, and templates that must not go out."""

from __future__ import annotations

from functools import cache

from custclass.learn.kinds import Match, Misconception, Several
from custclass.show.say import CourseError, Text, say

# -- 2.13 messages ---------------------------------------------------------------------------------------

MESSAGES = Match(
    id="02_04.3",
    concept="2.13",
    title=say(zh="这位客户该收到哪条信息", en="Which message for this customer"),
    prompt=say(
        zh="茶叶店（虚构）写了四条信息：泡茶方法给第一单在30天以内的新客户；新茶先尝、不打折，给沉默时间还不到平常间隔2倍、照常来买的老客户；"
        "问候加一张券，给沉默时间满自己平常间隔2倍的老客户；茶叶入门小册子，给关注过我们、还没买过的人。每位客户发哪一条？",
        en="A tea shop (made up) has four messages: how to brew goes to new customers whose first order is at most 30 days old; a first taste of the new tea at full price to old customers silent for less than twice their usual gap, who buy as they always do; "
        "a greeting with a coupon to old customers silent for at least twice their usual gap; a booklet on tea to those who showed an interest and have not bought yet. Which one does each customer get?",
    ),
    situations={
        "first_week": say(zh="上周下了第一单", en="placed the first order last week"),
        "first_gift": say(zh="20天前下了第一单，买的是400元的礼盒", en="placed the first order 20 days ago: a gift box for 400 yuan"),
        "monthly": say(zh="两年来每月买一次，上次是三周前", en="has bought once a month for two years, last time three weeks ago"),
        "seasonal": say(
            zh="五年来每隔半年买一次，上次是五个月前",
            en="has bought every half-year for five years, last time five months ago",
        ),
        "monthly_silent": say(zh="以前每月买一次，上次是三个月前", en="used to buy once a month, last time three months ago"),
        "weekly_silent": say(zh="以前每周买一次，上次是三周前", en="used to buy every week, last time three weeks ago"),
        "fair": say(zh="在茶博会上留了联系方式，没有买过", en="left an address at a tea fair, has not bought"),
        "asker": say(zh="上个月在公众号问过怎样选绿茶，没有买过", en="asked on the shop's page last month how to choose green tea, has not bought"),
    },
    actions={
        "how_to": say(zh="泡茶方法", en="how to brew"),
        "first_taste": say(zh="新茶先尝，不打折", en="first taste of the new tea at full price"),
        "coupon": say(zh="问候加一张券", en="a greeting with a coupon"),
        "booklet": say(zh="茶叶入门小册子", en="a booklet on tea"),
    },
    pairs={
        "first_week": "how_to", "first_gift": "how_to", "monthly": "first_taste", "seasonal": "first_taste",
        "monthly_silent": "coupon", "weekly_silent": "coupon", "fair": "booklet", "asker": "booklet",
    },
    because={
        "first_week": say(zh="第一单才一周，是新客户", en="the first order is a week old: a new customer"),
        "first_gift": say(zh="第一单在30天以内，是新客户；金额大不改变这一点", en="the first order is at most 30 days old: new; the amount does not change that"),
        "monthly": say(zh="三周还不到他一个月间隔的2倍，照常来买", en="three weeks are less than twice the usual month: buying as always"),
        "seasonal": say(zh="五个月还不到他半年间隔的2倍，照常来买", en="five months are less than twice the usual half-year: buying as always"),
        "monthly_silent": say(zh="三个月是他一个月间隔的3倍，满了2倍", en="three months are 3 times the usual month, more than twice"),
        "weekly_silent": say(zh="三周是他一周间隔的3倍，满了2倍", en="three weeks are 3 times the usual week, more than twice"),
        "fair": say(zh="还没有买过，先给有用的东西", en="has not bought yet: something useful first"),
        "asker": say(zh="还没有买过，先给有用的东西", en="has not bought yet: something useful first"),
    },
    n=7,
    misconceptions=(
        Misconception(
            "coupon_for_everyone",
            say(
                zh="照常来买的人也发了券。他本来就要买，券只是白白让利。",
                en="Those who buy as always got a coupon too. They would have bought anyway: the discount is given away.",
            ),
            {"monthly": "coupon", "seasonal": "coupon"},
        ),
        Misconception(
            "silence_in_days",
            say(
                zh="用同样的天数看所有人的沉默。三周对每周来的人很久，五个月对半年来一次的人还没到日子。",
                en="Silence was judged by the same number of days for all. Three weeks are long for a weekly buyer; five months are not long for one who comes twice a year.",
            ),
            {"seasonal": "coupon", "weekly_silent": "first_taste"},
        ),
        Misconception(
            "everybody_bought",
            say(
                zh="把还没买过的人当成了客户。他手里还没有茶，先让他了解茶。",
                en="People who have not bought were taken for customers. They have no tea yet: let them learn about it first.",
            ),
            {"fair": "how_to", "asker": "first_taste"},
        ),
    ),
    hints=(
        say(zh="先问买过没有，再问第一单是不是在30天以内。", en="Ask first whether they bought, then whether the first order is at most 30 days old."),
        say(zh="其余的人，把沉默时间和他自己平常的间隔比：满2倍才发券。", en="For the others compare the silence with their own usual gap: a coupon from twice the gap."),
    ),
    after=say(
        zh="一类一条信息；券只给没有券就可能不来的人。",
        en="One message a class; a coupon only for those who may not come without it.",
    ),
)  # fmt: skip

TEMPLATES = {
    "new_tea": say(
        zh="{{ name }}您好，您常买的{{ category }}到了新货，{{ until }}前可以先试喝。{{ shop }}",
        en="Dear {{ name }}, there is a new harvest of the {{ category }} you like; taste it until {{ until }}. {{ shop }}",
    ),
    "come_back": say(
        zh="{{ name }}您好，好久不见。上次若有不满意，请直接告诉{{ seller }}。{{ shop }}",
        en="Dear {{ name }}, we have not seen you for a while. If something was wrong, please tell {{ seller }}. {{ shop }}",
    ),
    "phone": say(
        zh="{{ name }}您好，我们将拨打{{ phone }}为您送上{{ offer }}。{{ shop }}",
        en="Dear {{ name }}, we will call {{ phone }} with {{ offer }} for you. {{ shop }}",
    ),
    "spent": say(
        zh="{{ name }}您好，您去年在本店花了{{ monetary }}元，特送您{{ offer }}。{{ shop }}",
        en="Dear {{ name }}, last year you spent {{ monetary }} yuan with us: {{ offer }} for you. {{ shop }}",
    ),
    "score": say(
        zh="{{ name }}您好，系统显示您很可能不再来了，送您{{ offer }}留住您。{{ shop }}",
        en="Dear {{ name }}, our system says you will probably not come again: {{ offer }} to keep you. {{ shop }}",
    ),
    "baby": say(
        zh="{{ name }}您好，从您最近买的东西看，恭喜您快当妈妈了！{{ offer }}。{{ shop }}",
        en="Dear {{ name }}, from what you bought lately: congratulations on the baby to come! {{ offer }}. {{ shop }}",
    ),
    "watched": say(
        zh="{{ name }}您好，昨晚11点您把{{ category }}看了6遍都没买，还在犹豫吗？{{ shop }}",
        en="Dear {{ name }}, last night at 11 you looked at {{ category }} six times and did not buy. Still in doubt? {{ shop }}",
    ),
}  # fmt: skip
_TELLING = {"score", "baby", "watched"}  # private in their words: no program can see that


@cache
def _refused(code: str) -> Text | None:
    """What the check of templates says against one, if anything."""
    from custclass.act.treatments.messages import check_template

    try:
        check_template(TEMPLATES[code])
    except CourseError as error:
        return error.text
    return None


def _must_not_go(_: dict) -> set[str]:
    return {code for code in TEMPLATES if _refused(code) is not None} | _TELLING


NOT_TO_SEND = Several(
    id="02_04.4",
    concept="2.13",
    title=say(zh="哪些模板不能发", en="Which templates must not go out"),
    prompt=say(
        zh="同事交来七个模板，双花括号里的字段在发送时换成客户的内容。店里的规矩：可以写姓名、城市、品类、联系人、优惠、有效期和店名；"
        "不写电话、金额这类私密字段；也不说客户想不到我们知道的事：推测出来的家事、逐次的浏览记录、内部的评分和判断。哪些模板不能发？请全部选出。",
        en="A colleague hands in seven templates; the fields in double braces are filled in when they are sent. The shop's rules: name, city, category, person in charge, offer, its last day and the shop may stand in a message; "
        "private fields such as phone number or amount may not; nor what the customer does not expect us to know: family matters guessed, single visits to the page, scores and judgements of ours. Which templates must not go out? Tick them all.",
    ),
    options=TEMPLATES,
    because={
        "new_tea": say(
            zh="只用了许可的字段；买过什么茶，客户自己知道我们知道",
            en="only fields that are allowed; customers know that we know which tea they bought",
        ),
        "come_back": say(
            zh="只用了许可的字段，没有说出任何判断",
            en="only fields that are allowed, and no judgement",
        ),
        "phone": say(
            zh="电话是私密字段，信息可能被别人看到；程序也会拒绝这个模板",
            en="the phone number is a private field, and others may read the message; the program refuses it as well",
        ),
        "spent": say(
            zh="monetary 是购买金额，属于私密字段；程序也会拒绝这个模板",
            en="monetary is what was spent, a private field; the program refuses it as well",
        ),
        "score": say(
            zh="“很可能不再来”是我们内部的判断；字段都许可，程序查不出来，要靠人看",
            en="“will probably not come again” is a judgement of ours; the fields are allowed, so no program finds it: a person must",
        ),
        "baby": say(
            zh="怀孕是从购物推测的家事；字段都许可，程序查不出来，要靠人看",
            en="the pregnancy is guessed from purchases; the fields are allowed, so no program finds it: a person must",
        ),
        "watched": say(
            zh="几点看了几遍，客户想不到有人记着；字段都许可，程序查不出来，要靠人看",
            en="customers do not expect anyone to count their looks at night; the fields are allowed, so no program finds it: a person must",
        ),
    },
    answer=_must_not_go,
    misconceptions=(
        Misconception(
            "program_sees_all",
            say(
                zh="只挑出了用到私密字段的模板，这些程序会拦下。没有私密字段的句子同样会说漏嘴，发之前要有人读一遍。",
                en="Only the templates with private fields were chosen; those the program stops. A sentence without such a field can give things away too: somebody must read it first.",
            ),
            lambda case: _must_not_go(case) - _TELLING,
        ),
        Misconception(
            "true_so_allowed",
            say(
                zh="只拦下了推测的事，以为属实的内容就可以写。电话和金额虽然属实，信息却可能被别人看到。",
                en="Only guesses were stopped, as if whatever is true may be written. Phone and amount are true, but others may read the message.",
            ),
            {"score", "baby"},
        ),
        Misconception(
            "nothing_personal",
            say(
                zh="连常买的品类也不敢写了。客户知道店里记得他买过什么；一句私人的话都没有，就成了群发广告。",
                en="Even the category they buy was called private. Customers know that a shop remembers what they bought; with nothing personal at all it is mass advertising.",
            ),
            lambda case: _must_not_go(case) | {"new_tea"},
        ),
    ),
    hints=(
        say(
            zh="先看双花括号里的字段在不在许可的名单上，再把每句话当成自己收到来读。",
            en="Look first whether the fields in double braces are on the list; then read each sentence as if you received it.",
        ),
        say(zh="不能发的一共有五个。", en="Five must not go out."),
    ),
    after=say(
        zh="程序拦得住私密字段，拦不住说漏嘴的句子：一次发出所有类别之前，每个模板要有人读过。",
        en="A program stops private fields, not sentences that give things away: somebody reads each template before one run sends them all.",
    ),
)  # fmt: skip

MESSAGE = [MESSAGES, NOT_TO_SEND]
