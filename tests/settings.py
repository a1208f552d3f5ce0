"""Settings for tests: a data folder of their own, plain static files, quick password hashing."""

import atexit
import os
import shutil
import tempfile

# Never the folder of a site, whatever the environment says: tests announce jobs and write files.
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="bcf-test-")
os.environ["REDIS_PREFIX"] = f"bcf-test-{os.getpid()}:"
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)

from bcf.settings import *  # noqa: E402, F403
from bcf.settings import DATA_DIR as _DATA_DIR  # noqa: E402
from bcf.settings import DATABASES as _DATABASES  # noqa: E402
from bcf.settings import STORAGES as _STORAGES  # noqa: E402

if _DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in use: SQLite in memory has no write-ahead log and locks whole tables between threads.
    _DATABASES["default"]["TEST"] = {"NAME": str(_DATA_DIR / "test.sqlite3")}
else:
    # What is committed is there for everybody at once; only that it would outlive a power cut is not waited for.
    _DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}

STORAGES = {**_STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
ACCOUNT_RATE_LIMITS = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# WhiteNoise warns of a folder that is not there, and warnings are errors here.
(_DATA_DIR / "static").mkdir(exist_ok=True)
