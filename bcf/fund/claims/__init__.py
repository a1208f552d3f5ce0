"""What the narrative of a plan says in figures, days and periods, each with the words that say it.

`reading.read_claims` turns a text into a `values.Reading`. Pure, and knows neither rounds nor plans; what the claims
are held against is the business of the modules that compare.
"""

from bcf.fund.claims.reading import read_claims

__all__ = ["read_claims"]
