"""The forms by which a person signs a version, ratifies a signature, or puts down one that was given on paper."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from bcf.fund.text import day
from plans.forms.attachment import AttachmentField
from plans.forms.fields import DayField, TextField
from plans.workflow.signing import Delegation

TITLE = 200
DELEGATION = ("on_behalf_of", "authority", "ratify_on")


class _Titled(forms.Form):
    job_title = TextField(most=TITLE, label="Job title", help_text="As it should stand beside the name.")

    def clean_job_title(self) -> str:
        return _needed(self.cleaned_data["job_title"], "Enter the job title with which this is signed.")


class RatifyForm(_Titled):
    """What a person gives to ratify: the job title, and the password again."""

    digest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    password = forms.CharField(
        label="Your password again", strip=False, widget=forms.PasswordInput(),
        error_messages={"required": "Enter the password with which you sign in."},
    )  # fmt: skip


class SignForm(RatifyForm):
    """The same to sign, and for whom where it is done under delegation."""

    on_behalf_of = TextField(most=TITLE, label="On behalf of", help_text="Name and office of whose place you take.")
    authority = TextField(
        most=500, label="Under which authority",
        help_text="Such as the minute of the board or the paragraph of the scheme of delegation.",
    )  # fmt: skip
    ratify_on = DayField(label="Meeting of the board that will ratify it")

    def clean_ratify_on(self) -> datetime.date | None:
        meeting: datetime.date | None = self.cleaned_data["ratify_on"]
        if meeting is not None and meeting < timezone.localdate():
            raise forms.ValidationError(f"{day(meeting)} is past. Enter the day of a meeting that is still to come.")
        return meeting

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if any(given.get(name) for name in DELEGATION):
            for name, words in zip(DELEGATION, (
                "Enter on whose behalf you sign, or leave all three blank to sign for yourself.",
                "Enter the authority under which you sign for somebody else.",
                "Enter the day of the meeting that will ratify this signature.",
            ), strict=True):  # fmt: skip
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return given

    @property
    def delegation(self) -> Delegation | None:
        """Under which authority the person signs for another; None where they sign for themselves."""
        given = self.cleaned_data
        if not given["on_behalf_of"].strip():
            return None
        return Delegation(given["on_behalf_of"].strip(), given["authority"].strip(), given["ratify_on"])

    @property
    def delegated(self) -> bool:
        """Whether anything of a delegation was typed, or is wrong with it."""
        return any(self.data.get(name) or name in self.errors for name in DELEGATION)


class PaperForm(_Titled):
    """A signature that was given on paper: whose, on which day, and the scan."""

    digest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    name = TextField(most=TITLE, label="Name of who signed", help_text="As it stands on the paper.")
    signed_on = DayField(label="Day of the signature", help_text="The day that the paper bears.")
    scan = AttachmentField(label="Scan of the signed paper")
    field_order = ("name", "job_title", "signed_on", "scan", "digest")

    def clean_name(self) -> str:
        return _needed(self.cleaned_data["name"], "Enter the name of who signed.")

    def clean_signed_on(self) -> datetime.date:
        signed: datetime.date | None = self.cleaned_data["signed_on"]
        if signed is None:
            raise forms.ValidationError("Enter the day that the paper bears, such as 27/09/2019.")
        return signed


def _needed(text: str, words: str) -> str:
    if not text.strip():
        raise forms.ValidationError(words)
    return text.strip()
