"""From A3 rows to the finished month: check, count, rank, print."""

__version__ = "0.2.0"
