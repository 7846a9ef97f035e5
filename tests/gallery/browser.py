"""Chromium without a screen, driven over its DevTools pipe (https://chromedevtools.github.io/)."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def program() -> str | None:
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


class Page:
    """One open page."""

    def __init__(self, requests: int, replies: int) -> None:
        self._requests = os.fdopen(requests, "wb", buffering=0)
        self._replies = os.fdopen(replies, "rb")
        self._count = 0
        self._session = ""
        self.problems: list[str] = []

    def close(self) -> None:
        self._requests.close()
        self._replies.close()

    def visit(self, file: Path, *, calm: bool = False) -> None:
        """Open the file and wait for it; `calm` asks for reduced motion."""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        attached = self._call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self._call(f"{domain}.enable")
        motion = {"name": "prefers-reduced-motion", "value": "reduce" if calm else ""}
        self._call("Emulation.setEmulatedMedia", features=[motion])
        self._call("Page.navigate", url=file.as_uri())
        self.run("new Promise(done => document.readyState === 'complete' ? done() : onload = done)")

    def run(self, script: str) -> Any:
        """What a JavaScript expression gives, a promise's result too."""
        reply = self._call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in reply, reply["exceptionDetails"]
        return reply["result"].get("value")

    def key(self, key: str, code: str = "", text: str = "") -> None:
        """One key, pressed and let go."""
        for kind in ("keyDown", "keyUp"):
            self._call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=code or key,
                windowsVirtualKeyCode={"Tab": 9, "Enter": 13, " ": 32}.get(key, 0),
                **({"text": text} if text and kind == "keyDown" else {}),
            )

    def _call(self, method: str, **params: object) -> dict[str, Any]:
        self._count += 1
        request: dict[str, object] = {"id": self._count, "method": method, "params": params}
        if self._session:
            request["sessionId"] = self._session
        self._requests.write(json.dumps(request).encode() + b"\0")
        while True:
            message = json.loads(self._next())
            if message.get("id") == self._count:
                assert "error" not in message, message["error"]
                result: dict[str, Any] = message["result"]
                return result
            if message.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
                self.problems.append(json.dumps(message["params"]))

    def _next(self) -> bytes:
        parts = bytearray()
        while (byte := self._replies.read(1)) != b"\0":
            assert byte, "the browser has gone"
            parts += byte
        return bytes(parts)


@contextmanager
def browsing(profile: Path) -> Iterator[Page]:
    """A browser with a fresh profile."""
    ours, theirs = os.pipe(), os.pipe()
    name = program()
    assert name is not None
    process = subprocess.Popen(
        [
            "bash",
            "-c",
            f'exec "$@" 3<&{ours[0]} 4>&{theirs[1]}',
            "bash",
            name,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--remote-debugging-pipe",
            f"--user-data-dir={profile}",
            "--window-size=1200,900",
        ],
        pass_fds=(ours[0], theirs[1]),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(profile.parent)},  # it leaves something there when killed
    )
    os.close(ours[0])
    os.close(theirs[1])
    page = Page(ours[1], theirs[0])
    try:
        yield page
    finally:
        process.kill()
        process.wait()
        page.close()
