"""The field of a form in which somebody gives a file that is kept with the plan."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from plans.workflow.attaching import HINT, AttachmentRefused, Examined, examine


class AttachmentField(forms.FileField):
    """A PDF or a picture. Its value is an `Examined`, ready to be kept; None where none was sent and none is needed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", HINT)
        super().__init__(**kwargs)
        self.error_messages["required"] = "No file was sent. Choose a PDF or a picture."

    def to_python(self, data: Any) -> Examined | None:  # type: ignore[override]
        if not isinstance(data, UploadedFile):
            return None
        try:
            return examine(data)
        except AttachmentRefused as refused:
            raise forms.ValidationError(str(refused)) from None
