"""What the product makes from a plan: the workbook and the report."""
