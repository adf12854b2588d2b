"""The whole way of a month, from sheets to figures, and checks on what came out."""
