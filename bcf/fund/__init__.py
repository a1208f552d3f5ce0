"""The Better Care Fund itself: rounds, plans as values, arithmetic and rules. Knows no Django."""
