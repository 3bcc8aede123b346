"""Exercises of lesson 02_02: ABC and concentration, the matrix, the stances, trial and budget."""

from custclass.learn.bank import layers_share, layers_treat

EXERCISES = [*layers_share.EXERCISES, *layers_treat.EXERCISES]
