# Two stages: the first downloads and installs, the second holds only Python, the bot and what it needs to run.

FROM python:3.13.15-slim-trixie@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b AS build
WORKDIR /build
COPY requirements-container.lock ./
# pip checks each file against the hashes of the lock. It leaves bytecode behind, so that the start is fast.
RUN python -m venv --without-pip /app/venv \
    && pip --python /app/venv/bin/python install --no-cache-dir --no-deps --require-hashes --only-binary :all: -r requirements-container.lock
COPY bot /app/bot
RUN /app/venv/bin/python -m compileall -q /app/bot

FROM python:3.13.15-slim-trixie@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b
RUN pip uninstall --yes --quiet --root-user-action=ignore pip \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin bot
WORKDIR /app
COPY --from=build /app /app
COPY LICENSE /app/
COPY data /app/data
RUN install -d -o 10001 /app/state
ENV PATH="/app/venv/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    CACHE_DIR=/tmp/faq-bot.cache \
    STATE_DIR=/app/state \
    HEALTH_FILE=/tmp/faq-bot.health
USER 10001
VOLUME ["/app/data", "/app/state"]
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["python", "-m", "bot", "health"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
