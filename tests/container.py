"""The image, really built and run where there is no container engine: Debian's own tools, as root.

The base that the Dockerfile names comes from a registry; where none is at hand another stands in for it, under its
name: Debian's smallest system with its own Python of the same version. It is made once and kept among the temporary files.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.fake_telegram import FakeTelegram

ROOT = Path(__file__).parent.parent
BASE = "docker.io/library/python:3.13-slim-trixie"
SUITE = "trixie"
TOOLS = ("buildah", "podman", "runc", "debootstrap")
KEPT = Path(tempfile.gettempdir()) / f"wenbao-base-{SUITE}.tar"
KEPT_DAYS = 7
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
"""Whom this machine trusts: the builder downloads as it does."""
STOPS = 10
"""Seconds that an engine waits between SIGTERM and SIGKILL."""
ENOUGH = 1024
"""Files and processes."""


class CannotRunError(Exception):
    """Why no image can be built here."""


def run(*command: str, seconds: float = 600, check: bool = True) -> str:
    """What a command printed. Raises CalledProcessError with all of its output."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds)
    if check and done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return done.stdout.strip()


def ready() -> None:
    """Installs what is missing where that is allowed. Raises CannotRunError."""
    if os.name != "posix" or os.geteuid() != 0:
        raise CannotRunError("only root builds and runs containers without an engine")
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if not missing:
        return
    if not (os.environ.get("CI") or os.environ.get("WENBAO_INSTALL")):
        raise CannotRunError(f"{', '.join(missing)}: not installed; with WENBAO_INSTALL=1 apt-get does it")
    if not shutil.which("apt-get"):
        raise CannotRunError(f"{', '.join(missing)}: not installed, and this is no Debian")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    try:
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing)
    except subprocess.CalledProcessError as error:
        raise CannotRunError(f"apt-get: {error.stderr.strip()[-300:]}") from error


def base() -> Path:
    """The stand-in as an archive. Raises CannotRunError."""
    if KEPT.exists():
        seen = KEPT.stat()
        if seen.st_uid == os.getuid() and time.time() - seen.st_mtime < KEPT_DAYS * 86400:
            return KEPT
    with tempfile.TemporaryDirectory(prefix="wenbao-base-") as folder:
        root = Path(folder) / "root"
        wanted = "--include=python3-venv,ca-certificates"
        try:
            run("debootstrap", "--variant=minbase", wanted, SUITE, str(root))
        except subprocess.CalledProcessError as error:
            raise CannotRunError(f"debootstrap: {error.stderr.strip()[-300:]}") from error
        for name in ("python", "python3"):
            # Where the image that it stands in for has them.
            (root / "usr/local/bin" / name).symlink_to("../../bin/python3")
        for left in (root / "var/cache/apt/archives", root / "var/lib/apt/lists"):
            shutil.rmtree(left)
        made = Path(folder) / "base.tar"
        run("tar", "-C", str(root), "-cf", str(made), ".")
        shutil.move(made, KEPT)
    return KEPT


@dataclass(frozen=True, slots=True)
class Engine:
    """A place for images and containers that goes with the tests."""

    folder: Path

    @classmethod
    @contextmanager
    def opened(cls) -> Iterator[Self]:
        """With the base in it. Raises CannotRunError."""
        ready()
        with tempfile.TemporaryDirectory(prefix="wenbao-containers-") as folder:
            engine = cls(Path(folder))
            try:
                made = engine.buildah("from", "scratch")
                engine.buildah("add", "-q", made, str(base()), "/")
                engine.buildah("commit", "-q", made, BASE)
                engine.buildah("rm", made)
                try:
                    engine.once(BASE, "true")
                except subprocess.CalledProcessError as error:
                    raise CannotRunError(
                        f"no container starts here: {error.stderr.strip()[-300:]}"
                    ) from error
                yield engine
            finally:
                with suppress(subprocess.CalledProcessError):
                    engine.podman("rm", "--all", "--force", "--time", "0")
                    engine.podman("rmi", "--all", "--force")

    @property
    def _place(self) -> tuple[str, ...]:
        return ("--root", str(self.folder / "root"), "--runroot", str(self.folder / "run"))

    def buildah(self, *arguments: str) -> str:
        """What it printed."""
        return run("buildah", *self._place, *arguments)

    def podman(self, *arguments: str, check: bool = True) -> str:
        """What it printed."""
        return run("podman", *self._place, "--runtime", "runc", *arguments, check=check)

    def build(self, tag: str, **arguments: str) -> str:
        """The project's image, from its Dockerfile; gives the tag."""
        told = [word for name, value in arguments.items() for word in ("--build-arg", f"{name}={value}")]
        trust = ["-v", f"{AUTHORITIES}:{AUTHORITIES}:ro"] if AUTHORITIES.exists() else []
        fixed = ("--isolation=chroot", "--format=docker", "--pull-never")
        self.buildah("bud", *fixed, *trust, *told, "-t", tag, str(ROOT))
        return tag

    def size(self, tag: str) -> float:
        """Megabytes (10^6) of an image, unpacked."""
        return int(self.podman("image", "inspect", "--format", "{{.Size}}", tag)) / 1e6

    def once(self, tag: str, *command: str, options: tuple[str, ...] = ()) -> str:
        """What a command prints in a container of its own, run as the compose file would."""
        return self.podman("run", "--rm", "--log-driver=none", *confined(), *options, tag, *command)


def confined() -> tuple[str, ...]:
    """As compose.yaml confines it; the network is this machine's, for the server of the tests is there."""
    limits = []
    for name, kind in (("nofile", resource.RLIMIT_NOFILE), ("nproc", resource.RLIMIT_NPROC)):
        # The tool's own defaults may be above what this machine lets even root have.
        hard = resource.getrlimit(kind)[1]
        most = ENOUGH if hard < 0 else min(hard, ENOUGH)
        limits.append(f"--ulimit={name}={most}:{most}")
    return (
        "--read-only", "--read-only-tmpfs=false", "--tmpfs=/tmp", "--cap-drop=all", "--security-opt=no-new-privileges", "--network=host",
        "--no-healthcheck", *limits,
    )  # fmt: skip


class Running:
    """The bot in a container, on a volume that outlives it and is called as the folder is."""

    def __init__(
        self, engine: Engine, tag: str, telegram: FakeTelegram, folder: Path, **settings: str
    ) -> None:
        self.engine = engine
        folder.chmod(0o755)  # the bot runs as nobody that this machine knows
        secret = folder / "token"
        secret.write_text(telegram.token + "\n", "utf-8")
        secret.chmod(0o444)
        told = {
            "TELEGRAM_BOT_TOKEN_FILE": "/run/secrets/token",
            "TELEGRAM_BASE_URL": telegram.base_url,
            **settings,
        }
        environment = [f"--env={name}={value}" for name, value in told.items()]
        self.id = engine.podman(
            "run", "--detach", "--log-driver=k8s-file", *confined(), *environment,
            f"--volume={secret}:/run/secrets/token:ro", f"--volume={folder}:/reports:ro", f"--volume={folder.name}:/data", tag,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.podman("rm", "--force", "--time", "0", self.id)

    @property
    def log(self) -> str:
        """What it logged; the engine passes on its error stream with its output."""
        path = self.engine.podman("inspect", "--format", "{{.HostConfig.LogConfig.Path}}", self.id)
        return Path(path).read_text("utf-8")

    @property
    def memory(self) -> float:
        """Megabytes (10^6) that are resident."""
        pid = self.engine.podman("inspect", "--format", "{{.State.Pid}}", self.id)
        rows = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
        return int(next(row.split()[1] for row in rows if row.startswith("VmRSS"))) * 1024 / 1e6

    def health(self) -> str:
        """What the container's own check says."""
        return self.engine.podman("exec", self.id, "wenbao", "health", check=False)

    def signal(self, name: str) -> None:
        """Sends a signal to the bot."""
        self.engine.podman("kill", "--signal", name, self.id)

    def stop(self) -> tuple[int, float]:
        """Its exit code, and the seconds it took; 137 had it to be killed."""
        began = time.monotonic()
        self.engine.podman("stop", "--time", str(STOPS), self.id)
        took = time.monotonic() - began
        return int(self.engine.podman("inspect", "--format", "{{.State.ExitCode}}", self.id)), took
