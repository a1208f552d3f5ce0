"""Dates as people and the plan write them."""

from bcf.fund.entries import FIRST_DAY as EARLIEST
from bcf.fund.entries import read_day as read_date

__all__ = ["EARLIEST", "read_date"]
