"""The look of the product: component tags and how form fields become GOV.UK components."""
