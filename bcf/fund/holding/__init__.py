"""Texts of a plan held against the plan's own figures: which figure a passage speaks of, and what that figure is.

What a passage speaks of depends on its words and on names alone, and is kept; what the figure comes to is looked up.
Nothing here makes findings.
"""
