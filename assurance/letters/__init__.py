"""The letter that tells an area of a decision: what it says, how it is printed, and its making by the worker."""
