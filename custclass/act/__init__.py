"""What is done with the classes: the report on somebody's own customers."""
