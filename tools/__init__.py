"""Scripts of the maintainers: the notebook builder and what belongs to it."""
