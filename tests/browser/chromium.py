"""Chromium の置き場所: Debian's browser, or the one that a developer's own machine has."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# No voices to the outside, no first-run pages, nothing that updates itself under a test.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


def chromium() -> str | None:
    """The program to start (TAKIGI_CHROMIUM wins), or None when there is none."""
    candidates = [os.environ.get("TAKIGI_CHROMIUM"), *map(shutil.which, NAMES), *PLACES]
    return next((one for one in candidates if one and Path(one).exists()), None)
