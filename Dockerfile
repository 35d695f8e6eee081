# Two stages: the first fetches and installs, the second holds nothing but Python, the bot and what it needs to run.

FROM python:3.13-slim AS build
WORKDIR /build
COPY requirements.lock ./
# Everything that comes from outside is checked against the hashes of the lock ...
RUN pip download --no-cache-dir --require-hashes --only-binary :all: --dest wheels -r requirements.lock
COPY pyproject.toml ./
# ... and only what `run` needs is installed, meaning with it, from those files alone. pip leaves bytecode behind: the start is faster.
RUN python -c "import tomllib; project = tomllib.load(open('pyproject.toml', 'rb'))['project']; print(*project['dependencies'], *project['optional-dependencies']['meaning'], sep='\n')" > runtime.txt \
    && python -m venv --without-pip /app/venv \
    && pip --python /app/venv/bin/python install --no-cache-dir --no-index --find-links wheels -r runtime.txt
COPY bot /app/bot
RUN /app/venv/bin/python -m compileall -q /app/bot

FROM python:3.13-slim
RUN pip uninstall --yes --quiet --root-user-action=ignore pip \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin bot
WORKDIR /app
COPY --from=build /app /app
COPY data /app/data
ENV PATH="/app/venv/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    CACHE_DIR=/tmp/faq-bot.cache \
    HEALTH_FILE=/tmp/faq-bot.health
USER 10001
VOLUME ["/app/data"]
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["python", "-m", "bot", "health"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
