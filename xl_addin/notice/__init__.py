"""The notice 通报: from the month's figures to paragraphs that can be signed."""
