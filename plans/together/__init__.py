"""Writing one plan together: discussion, agreement, owners and due dates, who is here, and what needs a person."""
