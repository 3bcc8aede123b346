"""The exercises themselves: one module per lesson, each with a list ``EXERCISES``."""
