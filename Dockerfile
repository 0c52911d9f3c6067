# Built in one image and run in another, so that nothing that builds comes along.
FROM python:3.13-slim AS build
# Charts as pictures are a hundred megabytes more: --build-arg EXTRAS=postgresql,mcp,metrics,charts
ARG EXTRAS=postgresql,mcp,metrics
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE CHANGELOG.md SECURITY.md manifest.json ./
COPY bot bot
COPY playbooks playbooks
COPY templates templates
RUN python -m venv /opt/align \
    && /opt/align/bin/pip install --no-cache-dir --disable-pip-version-check -c constraints.txt ".[${EXTRAS}]"

FROM python:3.13-slim
COPY --from=build /opt/align /opt/align
RUN useradd --system --uid 10001 align && mkdir /data && chown align /data && chmod 0700 /data
ENV PATH=/opt/align/bin:$PATH PYTHONUNBUFFERED=1 ALIGN_HOST=0.0.0.0
USER align
# Where SQLite's file and its key are kept, unless DATABASE_URL names PostgreSQL.
WORKDIR /data
VOLUME /data
EXPOSE 3000
ENTRYPOINT ["align"]
CMD ["run"]
