# The Telegram bot as an image: `docker build --tag vraagbaak .`; compose.yaml runs it with PostgreSQL.
# The token is no part of it: it comes in when a container starts, as VRAAGBAAK_TELEGRAM_TOKEN or in a file.
# The digest decides which image of Python is taken, whatever the tag means by then; it stands for amd64 and arm64 alike.
# `docker buildx imagetools inspect python:3.12-slim` tells the newest one.

FROM python:3.12-slim@sha256:a6e34c598f2467ed0e9a8d349809fcd8b5c603269512df273a0bb1784edc11b1 AS base

FROM base AS build
WORKDIR /build
COPY deploy/requirements.txt deploy/requirements-build.txt ./
# Exact versions, only with the hashes that are named, and only wheels; `sh deploy/lock.sh` renews them.
RUN python -m venv /opt/build \
    && /opt/build/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements-build.txt \
    && python -m venv /opt/vraagbaak \
    && /opt/vraagbaak/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot ./bot
COPY knowledge ./knowledge
RUN /opt/build/bin/pip wheel --no-index --no-build-isolation --no-deps --wheel-dir /wheels . \
    && /opt/vraagbaak/bin/pip install --no-index --no-deps /wheels/vraagbaak-*.whl \
    && /opt/vraagbaak/bin/pip check

FROM base
# 10001: no user of the host has it; a folder that is mounted for the store has to belong to it.
RUN groupadd --gid 10001 vraagbaak \
    && useradd --uid 10001 --gid vraagbaak --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin vraagbaak \
    && install --directory --owner vraagbaak --group vraagbaak --mode 0700 /var/lib/vraagbaak
COPY --from=build /opt/vraagbaak /opt/vraagbaak
COPY deploy/container.yaml /etc/vraagbaak/config.yaml
COPY deploy/healthcheck.py /opt/vraagbaak/healthcheck.py
ENV PATH=/opt/vraagbaak/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    VRAAGBAAK_CONFIG=/etc/vraagbaak/config.yaml \
    VRAAGBAAK_STORE=/var/lib/vraagbaak/vraagbaak.sqlite3 \
    VRAAGBAAK_CACHE_DIR=/tmp/vraagbaak
USER 10001:10001
VOLUME ["/var/lib/vraagbaak"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "/opt/vraagbaak/healthcheck.py"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["vraagbaak"]
CMD ["telegram"]
