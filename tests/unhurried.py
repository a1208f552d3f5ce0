"""Hypothesis without deadlines: how long an example takes on a busy machine says nothing about the code.

With SAME_EXAMPLES in the environment it also draws the same examples at every run, for runs that are compared.
"""

import os

from hypothesis import settings

settings.register_profile("unhurried", deadline=None, derandomize=bool(os.environ.get("SAME_EXAMPLES")))
settings.load_profile("unhurried")
