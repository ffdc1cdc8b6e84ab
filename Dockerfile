# syntax=docker/dockerfile:1
# The Telegram bot as an image: `docker build --tag vraagbaak .`; compose.yaml runs it with PostgreSQL.
# The token is no part of it: it comes in as VRAAGBAAK_TELEGRAM_TOKEN when a container starts.

FROM python:3.12-slim AS build
WORKDIR /build
COPY pyproject.toml README.md LICENSE ./
COPY bot ./bot
COPY knowledge ./knowledge
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels . \
    && python -m venv /opt/vraagbaak \
    && /opt/vraagbaak/bin/pip install --no-cache-dir "$(ls /wheels/vraagbaak-*.whl)[postgresql]"

FROM python:3.12-slim
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
