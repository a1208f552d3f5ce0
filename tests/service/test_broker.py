"""The broker over files: what one process writes, another reads whole or not yet."""

import threading
import time
from pathlib import Path
from queue import Empty

from bcf.broker import Transport
from bcf.celery import app

MESSAGES = 400


def test_a_message_that_is_being_written_is_not_read(tmp_path: Path) -> None:
    where = {"data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path), "control_folder": str(tmp_path / "c")}

    def write() -> None:
        with app.connection(transport_options=where) as connection, connection.SimpleQueue("bells") as queue:
            for number in range(MESSAGES):
                queue.put({"number": number})

    app.connection(transport_options=where).SimpleQueue("bells").close()
    writer = threading.Thread(target=write)
    read = []
    with app.connection(transport_options=where) as connection:
        assert isinstance(connection.transport, Transport)
        channel, deadline = connection.default_channel, time.monotonic() + 60
        writer.start()
        while len(read) < MESSAGES and time.monotonic() < deadline:
            try:
                read.append(channel._get("bells"))
            except Empty:
                continue
    writer.join()
    assert len(read) == MESSAGES
