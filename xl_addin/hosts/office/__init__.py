"""LibreOffice as a converter: a notice as .pdf."""
