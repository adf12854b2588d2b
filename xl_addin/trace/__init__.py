"""Where a figure comes from: the rows of A3 behind it, and a formula in words."""
