"""How the web server runs, under `manage.py serve` and by itself: `gunicorn -c python:bcf.gunicorn bcf.wsgi`.

HOST, PORT, WEB_WORKERS, WEB_THREADS and ACCESS_LOG come from the environment: see docs/operations.md.
"""

import os
from pathlib import Path

_host = os.environ.get("HOST", "127.0.0.1")
bind = f"{f'[{_host}]' if ':' in _host else _host}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# Loading once before the workers fork: a site that cannot start says so once, and ends.
preload_app = True
timeout = 60
graceful_timeout = 10
keepalive = 5
accesslog = "-" if os.environ.get("ACCESS_LOG") else None
loglevel = "warning"
# Its default stands in the home folder of whoever runs it, shared by every site of theirs.
control_socket_disable = True
# Workers say that they live through a file: in memory, so that a slow disk does not look like a dead worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder, for unnamed files
