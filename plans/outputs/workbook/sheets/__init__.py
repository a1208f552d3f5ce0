"""The sheets of the workbook, one module a kind: each draws its sheet from a book."""
