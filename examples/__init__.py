"""The A3 table of January and February 2021, invented to fit the notice."""
