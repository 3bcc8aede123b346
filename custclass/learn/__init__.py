"""Exercises that check what learners answer and say why; who learns; what is done already."""
