"""Exercises of lesson 02_04: call list, messages, channels, service, nurturing, win-back, four uses."""

from custclass.learn.bank import treatments_back, treatments_care, treatments_first, treatments_messages

EXERCISES = [
    *treatments_first.FIRST,
    *treatments_messages.MESSAGE,
    *treatments_first.CHANNEL,
    *treatments_care.CARE,
    *treatments_care.NURTURING,
    *treatments_back.BACK,
    *treatments_back.USE,
]
