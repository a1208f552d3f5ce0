# One image for the web site, the workers and the scheduler. What differs comes from the environment.
FROM python:3.11-slim-bookworm

RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 fonts-liberation2 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --create-home --uid 10001 bcf \
 && install --directory --owner bcf --group bcf /data

WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check --requirement requirements.txt

COPY . .
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data \
    STATIC_ROOT=/app/staticfiles \
    SCHEDULE_FILE=/tmp/schedule \
    HOST=0.0.0.0 \
    PORT=8000
# A key only for this step: the data folder that it would be kept in is not part of the image.
RUN DATA_DIR=/tmp/build SECRET_KEY=build python manage.py collectstatic --noinput --verbosity 0 && rm -rf /tmp/build

USER bcf
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=4)"]
CMD ["gunicorn", "--config", "python:bcf.gunicorn", "bcf.wsgi"]
