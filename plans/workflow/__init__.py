"""What is done to a plan as a whole, one module a verb: see the table in `bcf.fund.stages`."""
