import custclass as cc
from custclass.learn.verdict import STATES, Finding, Verdict
from custclass.show.say import say

HOSTILE = "<img src=x onerror=alert(1)>"


def finding(item="S1", said="loyal"):
    word = None if said is None else say(zh=f"{said}（中）", en=said)
    return Finding(item, word, say(zh="要求5次", en="it needs 5"), say(zh="购买3次", en="3 orders"))


def wrong(n=1, **more):
    found = tuple(finding(f"S{i}") for i in range(1, n + 1))
    message, cause = say(zh=f"{n}项不对。", en=f"{n} are wrong."), say(zh="看反了。", en="Read backwards.")
    return Verdict("wrong", message, found, "backwards", cause, **more)


def test_the_first_step_says_how_many_and_where():
    text = str(wrong(2))
    assert text.startswith("✘ Not right yet\n")
    assert "2 are wrong." in text and "S2 (3 orders): you said “loyal”" in text
    assert "it needs 5" not in text and "Read backwards" not in text
    assert "e.check(answer).why()" in text


def test_the_second_step_says_the_rule_and_the_cause():
    verdict = wrong(2).why()
    text = str(verdict)
    assert verdict.step == 2 and not verdict.has_more
    assert "S1 (3 orders): you said “loyal”. it needs 5" in text
    assert "Likely cause: Read backwards." in text and "why()" not in text


def test_three_items_are_shown_and_the_rest_counted():
    for step in (wrong(5), wrong(5).why()):
        text = str(step)
        assert "S3" in text and "S4" not in text and "… and 2 more." in text
    assert "… and" not in str(wrong(3))


def test_asking_why_twice_or_of_a_right_answer_changes_nothing():
    right = Verdict("right", say(zh="记住这一点。", en="Take this along."))
    assert str(right.why()) == str(right) == "✔ Right\n  Take this along."
    assert wrong().why().why() == wrong().why()


def test_an_item_that_was_not_answered():
    assert str(finding(said=None).where()) == "S1 (3 orders): not answered"
    assert finding(said=None).where().zh == "S1（购买3次）：未作答"


def test_the_language_is_that_of_the_moment_of_showing():
    verdict = wrong().why()
    cc.language("zh")
    text = str(verdict)
    assert text.startswith("✘ 还不对") and "可能的原因：看反了。" in text and "您答的是“loyal（中）”" in text
    assert "wrong" not in text


def test_every_state_has_a_sign_of_its_own():
    heads = [str(Verdict(state, say(zh="。", en="."))).splitlines()[0] for state in STATES]
    assert len({head[0] for head in heads}) == len(STATES)


def test_the_note_is_said_and_does_not_change_what_is_equal():
    noted = wrong(note=say(zh="没有保存。", en="It was not kept."))
    assert "It was not kept." in str(noted) and "It was not kept." in str(noted.why())
    assert noted == wrong()


def test_everything_is_escaped_in_html():
    text = say(zh=HOSTILE, en=HOSTILE)
    verdict = Verdict("wrong", text, (Finding(HOSTILE, text, text, text),), "x", text, note=text)
    for html in (verdict.html(), verdict.why().html(), verdict._repr_html_(), verdict.why()._repr_html_()):
        assert "<img" not in html and "&lt;img" in html


def test_html_says_the_state_in_words_and_as_a_class():
    html = wrong()._repr_html_()
    assert "cc-wrong" in html and "✘ Not right yet" in html and "why()" in html
    assert "why()" not in wrong().why()._repr_html_()


def test_braces_in_an_answer_do_no_harm():
    cell = say(zh="{x}", en="{x}")
    verdict = Verdict("wrong", cell, (Finding("{item}", cell, cell, cell),), "x", cell)
    assert "{item} ({x}): you said “{x}”. {x}" in str(verdict.why())
