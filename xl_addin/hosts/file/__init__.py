"""Workbooks as files: read behind guards, written whole or not at all."""
