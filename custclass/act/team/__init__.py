"""The team: who does what by when, and the telesales scorecard. As ``cc.team``."""

from custclass.act.team.assign import GOAL, REASONS, Assignment, assign_tasks
from custclass.act.team.fit import deadline_from_cycle, fit_table
from custclass.act.team.scorecard import HEADS, RATES, Spread, rate_intervals, scorecard, spread_by_chance

__all__ = [
    "Assignment",
    "GOAL",
    "HEADS",
    "RATES",
    "REASONS",
    "Spread",
    "assign_tasks",
    "deadline_from_cycle",
    "fit_table",
    "rate_intervals",
    "scorecard",
    "spread_by_chance",
]
