"""Exercises of lesson 01_02: behaviour, relationship, lifecycle, activity, needs, traits, size."""

from custclass.learn.bank import ways_behaviour, ways_needs, ways_stages, ways_traits

EXERCISES = [
    *ways_behaviour.EXERCISES,
    *ways_stages.EXERCISES,
    *ways_needs.NEED_TYPES,
    *ways_traits.DEMOGRAPHIC,
    *ways_traits.PSYCHOGRAPHICS,
    *ways_needs.TENDENCIES,
    *ways_traits.SIZES,
]
