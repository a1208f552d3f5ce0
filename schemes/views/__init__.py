"""Pages and answers of the expenditure plan."""
