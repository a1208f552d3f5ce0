"""Work for the worker and what came of it, each kept under the digest of the plan it belongs to."""

import uuid

from django.conf import settings
from django.db import models

from plans.models.plan import Plan


class Snapshot(models.Model):
    """A plan's document as it stood at one moment, by its digest. What is rendered is rendered from this."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="snapshots")
    digest = models.CharField(max_length=64)
    content = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "digest"], name="one_snapshot_a_digest")]

    def __str__(self) -> str:
        return f"{self.plan} {self.digest[:12]}"


class Job(models.Model):
    """A piece of work, written in the transaction that asks for it. The table is the truth, the broker only a bell."""

    class Kind(models.TextChoices):
        CHECK = "check", "Check the plan"
        RENDER = "render", "Make the workbook and the report"
        ANNOTATE = "annotate", "Make the workbook with the checks"
        SEAL = "seal", "Make the files of a sealed version"
        LETTER = "letter", "Write the letter that tells of a decision"

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=200, help_text="What the work is keyed by: the same key is the same work")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, related_name="jobs")
    progress = models.PositiveSmallIntegerField(default=0, help_text="Per cent")
    step = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, help_text="Which worker's attempt holds the job")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "key"], condition=models.Q(state="queued"), name="one_queued_job_a_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.plan}: {self.get_state_display()}"

    @property
    def open(self) -> bool:
        """Whether the job is still to be finished."""
        return self.state in (self.State.QUEUED, self.State.RUNNING)


class CheckResult(models.Model):
    """The findings of one rule set on one document of a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="check_results")
    digest = models.CharField(max_length=64)
    rule_set = models.CharField(max_length=200, help_text="Version of the rules and digest of the round")
    findings = models.JSONField()
    checked_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "digest", "rule_set"], name="one_result_a_digest")]

    def __str__(self) -> str:
        return f"{self.plan} {self.digest[:12]}"


class Output(models.Model):
    """A file made from a snapshot."""

    class Kind(models.TextChoices):
        WORKBOOK = "workbook", "Planning template (Excel)"
        REPORT = "report", "Plan (PDF)"
        ANNOTATED = "annotated", "Planning template with the checks (Excel)"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="outputs")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="outputs")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    renderer = models.CharField(max_length=200, help_text="Version of the renderer and digest of the round")
    file = models.FileField(upload_to="outputs", max_length=300)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="Bytes")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["snapshot", "kind", "renderer"], name="one_file_a_snapshot")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.plan}"

    @property
    def on_disk(self) -> bool:
        """Whether the file is still where it was put."""
        return self.file.name is not None and self.file.storage.exists(self.file.name)
