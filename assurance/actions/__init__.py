"""What reviewers and the national team do to a plan, one module a verb: see the table in `bcf.fund.stages`."""
