"""From rows to figures: counts, totals, indicators, facts, and what was left out."""
