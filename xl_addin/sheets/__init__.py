"""What stands on the sheets that are read: A3, 参数, 历史, 监管平台, and their rules."""
