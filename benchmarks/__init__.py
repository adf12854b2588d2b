"""How fast the work goes, beside what else one could use: `python -m benchmarks`."""
