"""The head and the foot that the builder writes around every lesson, from the syllabus."""

from __future__ import annotations

import pandas as pd

from custclass.show.say import Text, language, say, text_in
from tools.course import Course, Lesson

ORIGINS = {"real": say(zh="真实数据", en="real data"), "simulated": say(zh="模拟数据", en="simulated data")}
CURRENCIES = {
    "USD": say(zh="金额单位：美元", en="amounts in US dollars"),
    "CNY": say(zh="金额单位：人民币元", en="amounts in Chinese yuan"),
}
TITLES = {
    "notebooks": say(zh="{title}", en="{title}"),
    "exercises": say(zh="练习：{title}", en="Exercises: {title}"),
    "solutions": say(zh="练习答案：{title}", en="Solutions: {title}"),
}
TO_KIND = {
    "notebooks": say(zh="本课课文", en="The lesson"),
    "exercises": say(zh="本课练习", en="The exercises of this lesson"),
    "solutions": say(zh="练习答案（先自己做一遍再看）", en="The solutions (try the exercises first)"),
}
OTHER_LANGUAGE = {"zh": ("en", "This page in English"), "en": ("zh", "本页中文版")}


def head(course: Course, lesson: Lesson, kind: str, lang: str) -> str:
    """Return the Markdown that opens a notebook."""
    title = TITLES[kind].format(title=lesson.title).in_(lang)
    chapter = say(zh="第 {n} 章：{title}", en="Chapter {n}: {title}").format(
        n=lesson.chapter, title=course.chapters[lesson.chapter]
    )
    parts = [f"# {title}"]
    if kind != "notebooks":
        parts += [chapter.in_(lang)]
        return "\n\n".join(parts)
    minutes = say(zh="约 {n} 分钟", en="about {n} minutes").format(n=lesson.minutes)
    parts.append(f"{chapter.in_(lang)} · {minutes.in_(lang)}")
    for name, items in [
        (say(zh="学完本课，您能够", en="After this lesson you can"), lesson.objectives[lang]),
        (say(zh="开始之前", en="What you need"), lesson.prerequisites[lang]),
        (say(zh="用到的数据", en="Data used"), [describe_table(table, lang) for table in lesson.data]),
        (
            say(zh="涉及的概念", en="Concepts"),
            [f"{number} {course.concepts[number].in_(lang)}" for number in lesson.concepts],
        ),
    ]:
        if items:
            parts.append(f"**{name.in_(lang)}**\n\n" + "\n".join(f"- {item}" for item in items))
    return "\n\n".join(parts)


def foot(course: Course, lesson: Lesson, kind: str, lang: str) -> str:
    """Return the Markdown that closes a notebook: the ways on, as links."""
    stem = lesson.stem
    links = []
    for other in ("notebooks", "exercises", "solutions"):
        # The lesson leads to its exercises, and only these to the solutions.
        shown = other != kind and not (kind == "notebooks" and other == "solutions")
        if shown and course.source_of(other, stem).exists():
            links.append(_link(TO_KIND[other].in_(lang), f"../../{other}/{lang}/{stem}.ipynb"))
    here = course.lessons.index(lesson)
    folder = "" if kind == "notebooks" else f"../../notebooks/{lang}/"
    if here + 1 < len(course.lessons):
        after = course.lessons[here + 1]
        to_next = say(zh="下一课：{title}", en="Next lesson: {title}").format(title=after.title)
        links.append(_link(to_next.in_(lang), f"{folder}{after.stem}.ipynb"))
    if here > 0:
        before = course.lessons[here - 1]
        to_previous = say(zh="上一课：{title}", en="Previous lesson: {title}").format(title=before.title)
        links.append(_link(to_previous.in_(lang), f"{folder}{before.stem}.ipynb"))
    links.append(_link(say(zh="术语表", en="Glossary").in_(lang), f"{folder}glossary.ipynb"))
    other_lang, name = OTHER_LANGUAGE[lang]
    links.append(_link(name, f"../{other_lang}/{stem}.ipynb"))
    title = say(zh="接下来", en="Where to go next").in_(lang)
    return f"---\n\n## {title}\n\n" + "\n".join(f"- {link}" for link in links)


def describe_table(name: str, lang: str) -> str:
    """Return one line on a shipped table: what it is, real or simulated, currency."""
    facts = _facts(name, lang)
    parts = [str(text_in(facts["what"], lang)), ORIGINS[facts["origin"]].in_(lang)]
    if not pd.isna(facts["currency"]) and facts["currency"]:
        parts.append(CURRENCIES[facts["currency"]].in_(lang))
    return Text(zh="`{}`：{}", en="`{}`: {}").in_(lang).format(name, Text("；", "; ").in_(lang).join(parts))


def _facts(name: str, lang: str) -> dict:
    import custclass as cc

    before = language()
    language(lang)
    try:
        table = cc.tables()
    finally:
        language(before)
    return table.set_index("name").loc[name].to_dict()


def _link(name: str, target: str) -> str:
    return f"[{name}]({target})"
