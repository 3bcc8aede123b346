"""Did it work: satisfaction, lift against a control group, market share, tracking. As ``cc.campaigns``."""

from custclass.act.campaigns.estimate import Estimate
from custclass.act.campaigns.groups import balance, before_after, spending
from custclass.act.campaigns.lift import Lift, lift, lift_by_class
from custclass.act.campaigns.market import market_share
from custclass.act.campaigns.samples import power_of_test, sample_size, sample_size_money
from custclass.act.campaigns.satisfaction import csat, csat_change, nps
from custclass.act.campaigns.shown import draw_intervals, draw_limits, draw_sample_size, show_table
from custclass.act.campaigns.tracking import classes_over_time, control_limits, downgrades

__all__ = [
    "Estimate",
    "Lift",
    "balance",
    "before_after",
    "classes_over_time",
    "control_limits",
    "csat",
    "csat_change",
    "downgrades",
    "draw_intervals",
    "draw_limits",
    "draw_sample_size",
    "lift",
    "lift_by_class",
    "market_share",
    "nps",
    "power_of_test",
    "sample_size",
    "sample_size_money",
    "show_table",
    "spending",
]
