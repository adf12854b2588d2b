"""What this machine lacks, and the Python that a workbook calls."""
