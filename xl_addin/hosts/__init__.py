"""Where workbooks are read and written: files, LibreOffice, a live Excel."""
