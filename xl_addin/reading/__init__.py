"""What a cell holds: kinds of values, conditions between them, and what is wrong with them."""
