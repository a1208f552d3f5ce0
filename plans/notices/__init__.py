"""Telling people what needs them: who is told of what, the inbox, mail and reminders."""
