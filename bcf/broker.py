"""The broker over files: Kombu's, with messages that appear whole.

Kombu opens a message under the name by which it is read, and writes it afterwards. A worker that looks in between takes
an empty file, which ends it, and with it the whole site.
"""

import os
import uuid
from time import monotonic
from typing import Any

from kombu.transport import filesystem
from kombu.utils import json


class Channel(filesystem.Channel):
    """Writes a message aside and gives it its name when it is there."""

    def _put(self, queue: str, payload: Any, **_: Any) -> None:  # type: ignore[override]
        # The name that Kombu gives: in the order of writing, the queue behind the first full stop.
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        path = os.path.join(self.data_folder_out, name)
        with open(f"{path}.part", "w", encoding="utf-8") as file:
            file.write(json.dumps(payload))
        os.rename(f"{path}.part", path)


class Transport(filesystem.Transport):
    """Kombu's transport with that channel."""

    Channel = Channel
