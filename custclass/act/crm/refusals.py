"""What a database does not do, in one sentence that says where to look."""

from __future__ import annotations

import re

import sqlalchemy as sa

from custclass.show.say import CourseError, Text, say

# What SQLite and SQLAlchemy say -> what it means; the group is the word that was found.
_MEANINGS: list[tuple[re.Pattern[str], Text]] = [
    (
        re.compile(r"doesn't define a bound parameter named '([^']*)'"),
        say(
            zh="SQL里没有 :{word}，却给了它的值。请在SQL里写上 :{word}，或者不给这个值",
            en="the SQL has no :{word}, but a value for it was given. Write :{word} in the SQL, or leave the value out",
        ),
    ),
    (
        re.compile(r"A value is required for bind parameter '([^']*)'"),
        say(
            zh="SQL里有 :{word}，可是没有给它的值。请写成 db.query(sql, {word}=…)",
            en="the SQL has :{word}, but no value for it was given. Write db.query(sql, {word}=…)",
        ),
    ),
    (
        re.compile(r"(Incorrect number of bindings)"),
        say(
            zh="SQL里的 :名字 放在引号里，就被当成了文字，没有换成值。请去掉它两边的引号，例如 city = :city",
            en="a :name that stands in quotes is taken as text and gets no value. Write it without quotes, such as "
            "city = :city",
        ),
    ),
    (
        re.compile(r"no such column: (.+)"),
        say(
            zh="没有 {word} 这一列。请检查列名的拼写，以及前面的表名对不对；文字要放在单引号里",
            en="there is no column {word}. Check its spelling and the table named before it; text needs single quotes",
        ),
    ),
    (
        re.compile(r"no such table: (.+)"),
        say(zh="没有 {word} 这张表。请检查表名的拼写", en="there is no table {word}. Check its spelling"),
    ),
    (
        re.compile(r"no such function: (.+)"),
        say(zh="没有 {word} 这个函数。请检查拼写", en="there is no function {word}. Check its spelling"),
    ),
    (
        re.compile(r"ambiguous column name: (.+)"),
        say(
            zh="几张表里都有 {word} 这一列，不知道要哪一个。请在前面写上表名，如 o.{word}",
            en="several tables have a column {word}. Say which one is meant, such as o.{word}",
        ),
    ),
    (
        re.compile(r'near "(.+)": syntax error'),
        say(
            zh="SQL在“{word}”这里读不下去。请看它和它前面：是不是少了逗号、引号或一个词，或者还有没填的空",
            en='the SQL cannot be read at "{word}". Look there and just before it: a comma, a quote or a word may be '
            "missing, or a blank not be filled in",
        ),
    ),
    (
        re.compile(r"(incomplete input)"),
        say(zh="SQL没有写完，或者少了右括号", en="the SQL is not finished, or a closing bracket is missing"),
    ),
    (
        re.compile(r"unrecognized token: \"(.+)\""),
        say(
            zh="看不懂 {word}。常见的原因：少了一个引号，或用了全角的标点",
            en="{word} cannot be read. Often a quote is missing, or a full-width sign was used",
        ),
    ),
]


def refused(error: sa.exc.SQLAlchemyError) -> CourseError:
    """Return what to tell the reader about an error of the database.

    Examples
    --------
    >>> print(refused(sa.exc.ArgumentError("no such table: peple")).text.en)
    The database did not do it and nothing was changed: there is no table peple. Check its spelling.
    """
    what = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    for pattern, meaning in _MEANINGS:
        if found := pattern.search(what):
            return CourseError(
                say(
                    zh="数据库没有执行，什么也没有改动：{meaning}。",
                    en="The database did not do it and nothing was changed: {meaning}.",
                ).format(meaning=meaning.format(word=found[1]))
            )
    return CourseError(
        say(
            zh="数据库没有执行，什么也没有改动；它说：{what}",
            en="The database did not do it and nothing was changed; it says: {what}",
        ).format(what=what)
    )


def not_sql(sql: object) -> CourseError:
    """Return what to tell a reader who gave no text where SQL is needed.

    Examples
    --------
    >>> print(not_sql(...).text.en)
    The SQL must be a text in quotes, but Ellipsis was given: put your SELECT … there.
    """
    return CourseError(
        say(
            zh="SQL应该是一段放在引号里的文字，得到的是 {given}：请在那里写上您的 SELECT …。",
            en="The SQL must be a text in quotes, but {given} was given: put your SELECT … there.",
        ).format(given=repr(sql)[:40])
    )
