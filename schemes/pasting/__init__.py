"""Rows out of somebody else's workbook: reading a block, recognising what it means, and laying it over the table."""
