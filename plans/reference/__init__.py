"""Boards, partner bodies and published figures that every copy of the product starts with."""
