"""What is done for each class: playbook, messages, channels, service, nurturing, win-back and the call list."""

from custclass.act.treatments.call_list import (
    add_opportunities,
    call_list,
    likelihood_by_class,
    profit_and_loss,
)
from custclass.act.treatments.channels import ChannelPlan, choose_channels, plan_of, proportional_split
from custclass.act.treatments.classes import care_classes
from custclass.act.treatments.messages import ALLOWED, PRIVATE, check_template, write_messages
from custclass.act.treatments.nurture import nurturing, prospect_signals
from custclass.act.treatments.playbook import Playbook
from custclass.act.treatments.service import LEVELS, complaint_queue, visit_schedule, visits_needed
from custclass.act.treatments.winback import count_reasons, measure_offer, offer_value, remarketing_list

__all__ = [
    "ALLOWED",
    "LEVELS",
    "PRIVATE",
    "ChannelPlan",
    "Playbook",
    "add_opportunities",
    "call_list",
    "care_classes",
    "check_template",
    "choose_channels",
    "complaint_queue",
    "count_reasons",
    "likelihood_by_class",
    "measure_offer",
    "nurturing",
    "offer_value",
    "plan_of",
    "profit_and_loss",
    "proportional_split",
    "prospect_signals",
    "remarketing_list",
    "visit_schedule",
    "visits_needed",
    "write_messages",
]
