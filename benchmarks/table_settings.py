"""The product's settings with one address more, for measuring."""

from bcf.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.table_urls"
