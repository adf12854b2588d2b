"""The tables that are printed: each file holds one table's layout and its builder."""
