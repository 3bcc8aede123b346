"""Exercises of lesson 02_01: criteria, principles, the five steps and the target group."""

from custclass.learn.bank import criteria_targets, criteria_traits

EXERCISES = [*criteria_traits.CRITERIA, *criteria_targets.EXERCISES]
