"""What people are told: kept for their inbox, and sent by mail once."""

from django.conf import settings
from django.db import models

from plans.models.plan import Plan


class Notice(models.Model):
    """Something that a person is told. Written in the transaction of what it tells of.

    ``key`` names what is told to whom, so that nobody is told the same twice.
    """

    class Mail(models.TextChoices):
        NONE = "none", "Not by mail"
        DUE = "due", "To be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Given up"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=120, unique=True)
    subject = models.CharField(max_length=250)
    text = models.TextField(blank=True)
    address = models.CharField(max_length=300, help_text="Path of the page it is about")
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=8, choices=Mail.choices, default=Mail.DUE)
    mail_after = models.DateTimeField(help_text="Not sent before: the next morning for who reads once a day")
    in_digest = models.BooleanField(default=False)
    lease = models.UUIDField(null=True, help_text="Which worker's attempt is sending it")
    leased_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["mail", "mail_after"], name="notice_due")]

    def __str__(self) -> str:
        return self.subject
