"""What a check answers: a state, what was said about each item, and the likely cause."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html import escape

from custclass.show.say import Text, say

RIGHT, WRONG, NOT_ATTEMPTED, UNREADABLE = "right", "wrong", "not_attempted", "unreadable"
STATES = {
    RIGHT: say(zh="正确", en="Right"),
    WRONG: say(zh="还不对", en="Not right yet"),
    NOT_ATTEMPTED: say(zh="还没有作答", en="Not attempted yet"),
    UNREADABLE: say(zh="看不懂这个答案", en="This answer could not be read"),
}
_SIGNS = {RIGHT: "✔", WRONG: "✘", NOT_ATTEMPTED: "○", UNREADABLE: "?"}
SHOWN = 3  # customers named in a verdict: more are not read


class Unreadable(Exception):
    """An answer that cannot be judged; carries the sentence that says what was expected."""

    def __init__(self, text: Text):
        super().__init__(text)
        self.text = text


@dataclass(frozen=True)
class Finding:
    """One wrong item.

    Parameters
    ----------
    item : str or Text
        The id of the item (customer, option, threshold); where there is no id, words for it.
    said : Text or None
        What was answered; None when nothing was.
    why : Text
        Why it is wrong: the rule that the item meets.
    figures : Text
        The figures of the item, as the learner saw them.
    told : Text, optional
        How to say what was answered, where “you said …” does not fit.
    late : bool
        Whether it is named with the reasons only, because naming it gives the answer away.
    """

    item: str | Text
    said: Text | None
    why: Text
    figures: Text = say(zh="", en="")
    told: Text | None = None
    late: bool = False

    def where(self) -> Text:
        """Which item, its figures and the answer given, without the rule."""
        item = say(zh="{item}", en="{item}").format(item=self.item)
        if self.figures.en:
            item += say(zh="（{figures}）", en=" ({figures})").format(figures=self.figures)
        if self.told is not None:
            return item + self.told
        if self.said is None:
            return item + say(zh="：未作答", en=": not answered")
        return item + say(zh="：您答的是“{said}”", en=": you said “{said}”").format(said=self.said)


@dataclass(frozen=True)
class Verdict:
    """The outcome of a check.

    Attributes
    ----------
    state : str
        ``"right"``, ``"wrong"``, ``"not_attempted"`` or ``"unreadable"``.
    message : Text
        How many are wrong, or what was expected, or what to take along.
    findings : tuple of Finding
        Every wrong item: what was said and why it is wrong.
    misconception : str or None
        The name of the likely cause.
    cause : Text or None
        The cause in words.
    step : int
        1 shows how many and where; from 2 on the rules and the cause are shown as well.
    """

    state: str
    message: Text
    findings: tuple[Finding, ...] = ()
    misconception: str | None = None
    cause: Text | None = None
    step: int = 1
    note: Text | None = field(default=None, compare=False)

    def why(self) -> Verdict:
        """The same verdict with the rules and the likely cause shown."""
        return replace(self, step=2)

    @property
    def has_more(self) -> bool:
        """Whether `why` would show anything new."""
        return self.state == WRONG and self.step == 1

    def lines(self) -> list[Text]:
        """The sentences of the verdict in the order in which they are read."""
        lines = [self.message]
        named = [finding for finding in self.findings if self.step > 1 or not finding.late]
        for finding in named[:SHOWN]:
            lines.append(finding.where() if self.step == 1 else _with_reason(finding))
        if len(named) > SHOWN:
            rest = len(named) - SHOWN
            lines.append(say(zh="……另外还有{n}处。", en="… and {n} more.").format(n=rest))
        if self.step > 1 and self.cause is not None:
            lines.append(say(zh="可能的原因：{cause}", en="Likely cause: {cause}").format(cause=self.cause))
        if self.note is not None:
            lines.append(self.note)
        return lines

    def __str__(self) -> str:
        head = f"{_SIGNS[self.state]} {STATES[self.state]}"
        body = [f"  {line}" for line in map(str, self.lines()) if line]
        if self.has_more:
            body.append("  " + str(_ASK_WHY))
        return "\n".join([head, *body])

    __repr__ = __str__

    def html(self) -> str:
        """The verdict as HTML; every text is escaped."""
        lines = "".join(f"<li>{escape(line)}</li>" for line in map(str, self.lines()) if line)
        head = f"{_SIGNS[self.state]} {escape(str(STATES[self.state]))}"
        return f'<div class="cc-verdict cc-{self.state}"><strong>{head}</strong><ul>{lines}</ul></div>'

    def _repr_html_(self) -> str:
        more = f"<p>{escape(str(_ASK_WHY))}</p>" if self.has_more else ""
        return self.html() + more


_ASK_WHY = say(
    zh="想知道原因，请运行 e.check(answer).why()（answer 是您交的答案），或者改一改再检查一次。",
    en="To see why, run e.check(answer).why() (answer is what you handed in), or change it and check once more.",
)


def _with_reason(finding: Finding) -> Text:
    return say(zh="{where}。{why}", en="{where}. {why}").format(where=finding.where(), why=finding.why)
