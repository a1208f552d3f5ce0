"""What was done to a plan as a whole: events, seals and signatures. Written once: the database refuses to change them.

Each plan's events form a chain: every one carries the digest of the one before it. Seals form another. Digests are
SHA-256 of canonical JSON, computed by `Written.vouched`.
"""

import datetime
import hashlib
import json
from collections.abc import Mapping
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.fields.files import FieldFile

from bcf.fund.stages import Stage, Verb
from plans.models.plan import Plan

DIGEST = 64
"""Characters of a SHA-256 digest in hexadecimal."""


class Written(models.Model):
    """A row that is written once. Its digest vouches for every other column but the primary key."""

    digest = models.CharField(max_length=DIGEST, unique=True)

    class Meta:
        abstract = True

    def vouched(self) -> str:
        """The digest that the row must have, computed from its other columns."""
        held = {field.name: _plain(field.value_from_object(self)) for field in self._meta.concrete_fields
                if field.name not in ("id", "digest")}  # fmt: skip
        return digest_of({"what": self._meta.model_name, **held})

    def write(self) -> Self:
        """Put the row down, with its digest."""
        self.digest = self.vouched()
        self.save(force_insert=True)
        return self


def digest_of(value: Mapping[str, Any]) -> str:
    """SHA-256 of the value as canonical JSON, in hexadecimal."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """A column's value as JSON has it: the same before it is stored and when it is read."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value.name if isinstance(value, FieldFile) else value


class Seal(Written):
    """A version of a plan as it was frozen: its document, what the checks found in it, the reasons it stands with."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="seals")
    number = models.PositiveIntegerField(help_text="The version: 1 for the first")
    document = models.TextField(help_text="The plan's canonical JSON")
    document_digest = models.CharField(max_length=DIGEST)
    findings = models.TextField()
    reasons = models.TextField()
    round_digest = models.CharField(max_length=DIGEST)
    rule_set = models.CharField(max_length=200, help_text="What findings depend on beside the plan")
    previous = models.CharField(max_length=DIGEST, blank=True, help_text="Digest of the seal before this one")
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_seal_a_version")]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def short(self) -> str:
        """The first characters of the digest, as files and pages print them."""
        return self.digest[:12]


class SealedFile(Written):
    """That a file is the one made of a sealed version, by the digest of its bytes."""

    class Kind(models.TextChoices):
        WORKBOOK = "workbook", "Planning template (Excel)"
        REPORT = "report", "Plan (PDF)"

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sha256 = models.CharField(max_length=DIGEST, db_index=True)
    size = models.PositiveIntegerField(help_text="Bytes")
    file = models.FileField(upload_to="sealed", max_length=300)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["seal", "kind"]
        constraints = [models.UniqueConstraint(fields=["seal", "kind"], name="one_sealed_file_a_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.seal}"


class Attachment(models.Model):
    """A file that somebody gave: a scan of a signed paper, an answer's evidence. Handed out only as a download."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=DIGEST)
    size = models.PositiveIntegerField(help_text="Bytes")
    kind = models.CharField(max_length=4, help_text="pdf, png or jpg, by content")
    file = models.FileField(upload_to="attachments", max_length=300)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Signature(Written):
    """A signature on exactly one version, in one of the places that the round asks for."""

    class Kind(models.TextChoices):
        OWN = "own", "Signed"
        DELEGATED = "delegated", "Signed under delegation"
        RATIFICATION = "ratification", "Ratified"
        PAPER = "paper", "Signed on paper"

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="signatures")
    place = models.CharField(max_length=60, help_text="Code of the signatory in the round")
    body = models.CharField(max_length=12, blank=True, help_text="Code of the organisation; none for the board's own")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, help_text="Who signed, as it is printed")
    job_title = models.CharField(max_length=200)
    authority = models.CharField(max_length=500, blank=True, help_text="Under which authority a delegate signs")
    on_behalf_of = models.CharField(max_length=200, blank=True)
    ratify_on = models.DateField(null=True, help_text="The meeting of the board that will ratify")
    signed_on = models.DateField(help_text="The day of the signature; for a paper the day it bears")
    statement = models.TextField(help_text="What was confirmed")
    scan = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")
    scan_sha256 = models.CharField(max_length=DIGEST, blank=True)
    seal_digest = models.CharField(max_length=DIGEST, help_text="Of the version that was signed")
    files = models.JSONField(default=dict, help_text="SHA-256 of the version's files as they were there, by kind")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seal", "place", "body"], condition=~models.Q(kind="ratification"),
                name="one_signature_a_place",
            ),
            models.UniqueConstraint(
                fields=["seal", "place", "body"], condition=models.Q(kind="ratification"),
                name="one_ratification_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_kind_display().lower()}"


class Event(Written):
    """That somebody did something to a plan as a whole, and in which stage the plan stood after it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField(help_text="From 1, without a gap")
    verb = models.CharField(max_length=12, choices=[(verb.value, verb.words) for verb in Verb])
    stage = models.CharField(max_length=12, choices=[(stage.value, stage.words) for stage in Stage])
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, null=True, related_name="events")
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=DIGEST, blank=True, help_text="Digest of the event before this one")

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_event_a_number")]

    def __str__(self) -> str:
        return f"{self.person} {Verb(self.verb).done}"


GUARDED: tuple[type[Written], ...] = (Seal, SealedFile, Signature, Event)
