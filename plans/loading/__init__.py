"""Bringing files into the database: allocations as CSV, plans as JSON. What does not fit is refused whole."""
