"""How a table looks: its layout, the grid that it is composed into, and the theme."""
