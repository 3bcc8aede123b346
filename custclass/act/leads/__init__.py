"""Leads: chance and rank, credit control, flow rules with their trace, cost by source. As ``cc.leads``."""

from custclass.act.leads.chance import add_chance, open_leads, signed_until, signing_chances
from custclass.act.leads.credit import COLLECTION, LIMITS, RECORDS, bonuses, credit_control
from custclass.act.leads.flow import Flow, apply_flow_rules, double_owned, replay
from custclass.act.leads.ranking import compare_lists, rank_leads
from custclass.act.leads.rules import POOL, SERVICE, FlowRule, flow_rules
from custclass.act.leads.source import source_costs
from custclass.act.leads.words import NAMES, show_table
from custclass.classify.lead_schemes import add_lead_measures, lead_stage

__all__ = [
    "COLLECTION",
    "Flow",
    "FlowRule",
    "LIMITS",
    "NAMES",
    "POOL",
    "RECORDS",
    "SERVICE",
    "add_chance",
    "add_lead_measures",
    "apply_flow_rules",
    "bonuses",
    "compare_lists",
    "credit_control",
    "double_owned",
    "flow_rules",
    "lead_stage",
    "open_leads",
    "rank_leads",
    "replay",
    "show_table",
    "signed_until",
    "signing_chances",
    "source_costs",
]
