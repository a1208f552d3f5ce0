"""Writing the narrative: saving while somebody types, pictures, and putting two people's versions together."""
