"""What this machine tells apt and pip about where packages come from, for a fresh machine.

Owns the reading of it, through apt's and pip's own commands. Shows none of it: addresses may hold
passwords. Must not carry over anything else of this machine.
"""

from __future__ import annotations

import ast
import os
import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from devtools import console
from devtools.environment import PIP_SETTINGS_KEPT

APT_TARGET: Final = "$(SITE)|$(RELEASE)|$(COMPONENT)|$(IDENTIFIER)"
APT_PROXY: Final = re.compile(r"^Acquire::\w+::(?:Proxy|CaInfo)\b.*$", re.IGNORECASE | re.MULTILINE)
OPTIONS_OF_ONE_MACHINE: Final = {"cache-dir", "client-cert", "config-file"}
PIP_LINE: Final = re.compile(r"(?P<section>\S+?)\.(?P<option>[\w-]+)=(?P<value>.+)")
CERTIFICATE_VARIABLES: Final = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
PROXY_VARIABLES: Final = ("http_proxy", "https_proxy", "no_proxy")


@dataclass(frozen=True, slots=True)
class AptSource:
    """One suite of one mirror, with its components."""

    site: str
    suite: str
    components: tuple[str, ...]


@dataclass(frozen=True)
class HostSettings:
    """Where a fresh machine gets its packages from.

    Attributes:
        codename: of the Debian release that this machine runs.
        sources: apt's sources of that release.
        apt_lines: apt's proxies, as lines of its own configuration.
        pip_options: pip's options by name; several values stand on lines of their own.
        variables: proxies and certificates, as variables of a process.
        folders: local folders that pip's options name; to be read only.
        files: certificates that options and variables name.
    """

    codename: str
    sources: tuple[AptSource, ...]
    apt_lines: tuple[str, ...]
    pip_options: dict[str, str]
    variables: dict[str, str]
    folders: tuple[Path, ...]
    files: tuple[Path, ...]


def read_host_settings() -> HostSettings:
    """What apt and pip are told here.

    Raises:
        Stopped: This is no Debian, or apt knows no source of it.

    """
    codename = _codename()
    sources = sources_of(codename, _answer("apt-get", "indextargets", "--format", APT_TARGET))
    if not sources:
        message = f"apt knows no source of {codename} here: see /etc/apt/sources.list."
        raise console.Stopped(message)
    options = pip_options_in(_answer(sys.executable, "-m", "pip", "config", "list"))
    names = {*CERTIFICATE_VARIABLES, *PROXY_VARIABLES, *map(str.upper, PROXY_VARIABLES)}
    variables = {name: os.environ[name] for name in sorted(names) if os.environ.get(name)}
    named = [*local_paths_in(options), *(Path(variables.get(x, "")) for x in CERTIFICATE_VARIABLES)]
    return HostSettings(
        codename=codename,
        sources=sources,
        apt_lines=tuple(APT_PROXY.findall(_answer("apt-config", "dump", "Acquire"))),
        pip_options=options,
        variables=variables,
        folders=tuple(sorted({path for path in named if path.is_absolute() and path.is_dir()})),
        files=tuple(sorted({path for path in named if path.is_file()})),
    )


def sources_of(codename: str, targets: str) -> tuple[AptSource, ...]:
    """The sources of a release, its own suite first, in what `apt-get indextargets` answers."""
    components: dict[tuple[str, str], list[str]] = {}
    for line in targets.splitlines():
        site, suite, component, identifier = line.split("|")
        if identifier == "Packages" and re.fullmatch(rf"{re.escape(codename)}(-[\w-]+)?", suite):
            components.setdefault((site, suite), []).append(component)
    found = [AptSource(*place, tuple(sorted(set(names)))) for place, names in components.items()]
    return tuple(sorted(found, key=lambda each: (each.suite != codename, each.suite)))


def pip_options_in(listing: str) -> dict[str, str]:
    """Options of where packages are, in what `pip config list` answers; the environment wins."""
    kept = {name.removeprefix("PIP_").lower().replace("_", "-") for name in PIP_SETTINGS_KEPT}
    options: dict[str, str] = {}
    # pip lists the machine's file, the person's and the environment in no order that it promises.
    for line in sorted(listing.splitlines(), key=lambda each: each.startswith(":env:")):
        found = PIP_LINE.fullmatch(line)
        if found and found["option"] in kept - OPTIONS_OF_ONE_MACHINE:
            options[found["option"]] = str(ast.literal_eval(found["value"]))
    return options


def local_paths_in(options: dict[str, str]) -> list[Path]:
    """Files and folders of this machine that options name, as paths or as file addresses.

    Of an index, the folder above is taken: its pages name files beside it.
    """
    found = []
    for option, value in options.items():
        for word in value.split():
            address = urlsplit(word)
            if address.scheme == "file":
                path = Path(unquote(address.path))
                found.append(path.parent if option.endswith("index-url") else path)
            elif word.startswith("/"):
                found.append(Path(word))
    return found


def _codename() -> str:
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        release = {}
    codename = release.get("VERSION_CODENAME", "")
    if release.get("ID") != "debian" or not codename:
        raise console.Stopped("A bare machine is a fresh Debian: start this on a Debian.")
    return codename


def _answer(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        message = f"{words[0]} {words[1]} failed: {done.stderr.strip().splitlines()[-1:]}"
        raise console.Stopped(message)
    return done.stdout
