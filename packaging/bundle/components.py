"""The list of components, as CycloneDX JSON, for the bureau's security review."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable
from email.message import Message
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from bundle.assembly import TAG
from bundle.lock import CPYTHON, WHEELS, Pin, metadata, normal, pins
from bundle.store import key_of

FILE = "components.cdx.json"


def components(version: str, cpython: Path, wheels: Iterable[Path]) -> str:
    """Return the list: the product, CPython, and each package of the lock.

    The same lock gives the same text: neither a clock nor chance is in it.
    """
    product = Component(
        name="xl-addin", version=version, type=ComponentType.APPLICATION, bom_ref="xl-addin"
    )  # fmt: skip
    parts = [_cpython(cpython), *_packages(wheels)]
    bom = Bom(components=parts)
    bom.metadata.component = product
    bom.serial_number = uuid5(NAMESPACE_URL, key_of(version, CPYTHON, WHEELS))
    bom.register_dependency(product, parts)
    said = json.loads(JsonV1Dot6(bom).output_as_string())
    del said["metadata"]["timestamp"]
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"


def python_version(cpython: Path) -> str:
    """Return the version that python3XX.dll carries in its resources."""
    with zipfile.ZipFile(cpython) as archive:
        library = archive.read(f"cp{TAG}/python{TAG}.dll")
    found = re.search(
        "ProductVersion\0+([\\d.]+)", library.decode("utf-16-le", "replace")
    )
    return found[1] if found else ""


def _cpython(cpython: Path) -> Component:
    (pin,) = pins(CPYTHON)
    version = python_version(cpython)
    return Component(
        name="CPython", version=version, type=ComponentType.PLATFORM, bom_ref="cpython",
        description=f"embeddable, win_amd64, taken from {pin.name} {pin.version}",
        licenses=[DisjunctiveLicense(name="PSF-2.0")],
        purl=PackageURL("generic", name="cpython", version=version),
        hashes=[_hash(pin)],
    )  # fmt: skip


def _packages(wheels: Iterable[Path]) -> list[Component]:
    said = {normal(fields["Name"]): fields for fields in map(metadata, wheels)}
    return [_package(pin, said[pin.name]) for pin in pins(WHEELS)]


def _package(pin: Pin, said: Message) -> Component:
    licence = _licence(said)
    return Component(
        name=pin.name, version=pin.version, bom_ref=pin.name,
        description=said["Summary"],
        licenses=[DisjunctiveLicense(name=licence)] if licence else (),
        purl=PackageURL("pypi", name=pin.name, version=pin.version),
        hashes=[_hash(pin)],
    )  # fmt: skip


def _licence(said: Message) -> str:
    """Return the licence as the package names it, in one of three places."""
    named = said["License-Expression"] or (said["License"] or "").split("\n")[0]
    classes = (c.split(" :: ") for c in said.get_all("Classifier", []))
    return named or next((c[-1] for c in classes if c[0] == "License"), "")


def _hash(pin: Pin) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=pin.sha256)
