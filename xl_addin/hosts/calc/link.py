"""A LibreOffice to talk to: the one we run in, or one started for the purpose."""

# ruff: noqa: ANN401 - what UNO hands out has no types

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any
from uuid import uuid4

from xl_addin.errors import OfficeProblem
from xl_addin.hosts.calc.uno_api import uno
from xl_addin.hosts.office import convert as office

_QUIET = ("--norestore", "--nologo", "--nofirststartwizard", "--nolockcheck")


class OfficeSilent(OfficeProblem):
    """LibreOffice was started and does not answer."""

    def __init__(self) -> None:
        super().__init__(
            "LibreOffice 启动后没有响应，请关闭其他 LibreOffice 窗口后再试。"
        )


@dataclass(frozen=True)
class Office:
    """A running LibreOffice: its UNO context and its process id."""

    context: Any = field(repr=False)  # it cannot be shown once LibreOffice is gone
    pid: int

    def service(self, name: str) -> Any:
        """Return a service of LibreOffice, such as frame.Desktop."""
        factory = self.context.ServiceManager
        return factory.createInstanceWithContext(f"com.sun.star.{name}", self.context)

    @property
    def desktop(self) -> Any:
        """The desktop, which knows every open document."""
        return self.service("frame.Desktop")


def inside(context: Any) -> Office:
    """Return the LibreOffice that this Python runs in."""
    return Office(context, os.getpid())


def command(profile: Path, *arguments: str) -> list[str]:
    """Return the command that starts LibreOffice with a profile of its own."""
    place = f"-env:UserInstallation={profile.resolve().as_uri()}"
    return [str(office.office_program()), place, *_QUIET, *arguments]


class started:  # noqa: N801 - used like a function: with started(profile) as office
    """Give a LibreOffice without a window; it is gone at the end.

    After `seconds` it is killed, wherever it hangs: the call that waits for it
    fails then, instead of waiting for ever. Not a generator: UNO's exceptions do
    not survive being thrown into one.
    """

    def __init__(
        self,
        profile: Path,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        seconds: float = 600,
    ) -> None:
        uno()  # says what to install before anything is started
        self._pipe = f"xl_addin_{uuid4().hex}"
        listen = ("--headless", f"--accept=pipe,name={self._pipe};urp;")
        said = {**os.environ, **(environment or {})}
        self._process = office.start(command(profile, *listen, *arguments), said)
        self._limit = Timer(seconds, office.stop, [self._process])
        self._limit.daemon = True

    def __enter__(self) -> Office:
        self._limit.start()
        try:
            return Office(_connected(self._pipe, self._process), self._process.pid)
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_error: object) -> None:
        self._limit.cancel()
        office.stop(self._process)
        if self._process.stdout:
            self._process.stdout.close()


def _connected(pipe: str, process: office.Process, seconds: float = 60) -> Any:
    here = uno().getComponentContext()
    name = "com.sun.star.bridge.UnoUrlResolver"
    resolver = here.ServiceManager.createInstanceWithContext(name, here)
    url = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    refused = uno().getClass("com.sun.star.connection.NoConnectException")
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return resolver.resolve(url)
        except refused:
            time.sleep(0.1)
    raise OfficeSilent
