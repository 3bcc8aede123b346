"""Flow rules for leads: what a rule says, and the rules the course starts from."""

from __future__ import annotations

from dataclasses import dataclass

from custclass.show.say import CourseError, Text, say

POOL, SERVICE = "pool", "service"
MEASURES = {
    "idle_days": say(zh="{days}天没有跟进", en="{days} days without a contact"),
    "untouched_days": say(
        zh="分到手{days}天还没有联系过", en="not contacted once in the {days} days since it was given"
    ),
    "held_days": say(zh="在同一人手里{days}天没有签约", en="{days} days with the same seller and not signed"),
}
ACTIONS = ("reassign", "release", "handover")


@dataclass(frozen=True)
class FlowRule:
    """One rule: which leads it meets, from how many days on, and where they go.

    Parameters
    ----------
    code : str
        Its name in the trace.
    label : Text
        Its name for readers.
    stages : tuple of str
        Codes of `lead_stage` that it applies to.
    action : {"reassign", "release", "handover"}
        To another seller, to the public pool, to service.
    measure : {"idle_days", "untouched_days", "held_days"}
        What is counted.
    days : int
        The rule applies from so many days on: 1 at least, so that a lead just moved is left alone. 0 only for
        "handover".
    moved_before : int
        It applies only to leads that were reassigned at least so often.

    Raises
    ------
    CourseError
        If a word is unknown or the days are none.

    Examples
    --------
    >>> FlowRule("idle", say(zh="闲置", en="idle"), ("target",), "release", days=14).measure
    'idle_days'
    """

    code: str
    label: Text
    stages: tuple[str, ...]
    action: str
    measure: str = "idle_days"
    days: int = 0
    moved_before: int = 0

    def __post_init__(self) -> None:
        if self.action not in ACTIONS or self.measure not in MEASURES:
            raise CourseError(
                say(
                    zh="规则 {code} 里的 {word} 看不懂：action 用 {actions}，measure 用 {measures}。",
                    en="The rule {code} has {word}, which is unknown: action is one of {actions}, "
                    "measure one of {measures}.",
                ).format(
                    code=self.code,
                    word=self.action if self.action not in ACTIONS else self.measure,
                    actions="/".join(ACTIONS),
                    measures="/".join(MEASURES),
                )
            )
        if self.days < (0 if self.action == "handover" else 1):
            raise CourseError(
                say(
                    zh="规则 {code} 的天数应至少是 1，得到的是 {days}。",
                    en="The days of the rule {code} must be at least 1; {days} was given.",
                ).format(code=self.code, days=self.days)
            )


def flow_rules(
    first_contact: int = 3, target_idle: int = 14, prospect_idle: int = 30, held: int = 180
) -> tuple[FlowRule, ...]:
    """Return the rules of the course, in the order in which they are asked; the first that is met applies.

    Parameters
    ----------
    first_contact : int
        Days in which a lead is to be contacted after it was given to a seller; then another seller gets it.
    target_idle : int
        Days without a contact after which a target customer goes to another seller, and if that happened
        before, to the public pool. Two weeks: interest cools.
    prospect_idle : int
        The same for a prospect, who goes to the pool at once.
    held : int
        Days after which a lead that is not signed goes to the pool however often it was contacted.

    Examples
    --------
    >>> [rule.code for rule in flow_rules()]
    ['won', 'first_contact', 'target_again', 'target_idle', 'prospect_idle', 'held_too_long']
    """
    still = ("target", "prospect")
    return (
        FlowRule("won", say(zh="成交移交", en="won: to service"), ("signed", "fully_paid"), "handover"),
        FlowRule(
            "first_contact", say(zh="没有首次联系", en="no first contact"), still, "reassign",
            "untouched_days", first_contact,
        ),
        FlowRule(
            "target_again", say(zh="目标客户再次闲置", en="target idle again"), ("target",), "release",
            "idle_days", target_idle, moved_before=1,
        ),
        FlowRule(
            "target_idle", say(zh="目标客户闲置", en="target idle"), ("target",), "reassign", "idle_days",
            target_idle,
        ),
        FlowRule(
            "prospect_idle", say(zh="潜在客户闲置", en="prospect idle"), ("prospect",), "release", "idle_days",
            prospect_idle,
        ),
        FlowRule("held_too_long", say(zh="持有太久", en="held too long"), still, "release", "held_days", held),
    )  # fmt: skip
