"""`python run.py bundle [--out DIR] [--renew]`: what people with Windows install."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bundle import archive, assembly, bytecode, downloads, licences, lock, setup, store
from bundle.components import FILE, components
from bundle.problem import BundleProblem
from xl_addin import __version__

SUMS = "SHA256SUMS"
CODE = Path(__file__).parent


def main(words: Sequence[str] | None = None) -> int:
    """Make the bundle, or renew its lock; return the exit code."""
    given = _arguments().parse_args(words)
    try:
        if given.renew:
            print(f"已锁定 {len(lock.renew())} 个程序包。")
        else:
            bundle(given.out)
    except BundleProblem as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


def bundle(out: Path) -> None:
    """Write zip, installer and sums into a folder."""
    began = time.monotonic()
    setup.require_makensis()
    bytecode.require_wine()
    made = packed()
    out.mkdir(parents=True, exist_ok=True)
    for file in sorted(made.iterdir()):
        shutil.copyfile(file, out / file.name)
        print(f"{out / file.name}  {file.stat().st_size / 1e6:.1f} MB")
    print(f"用时 {time.monotonic() - began:.0f} 秒")


def packed() -> Path:
    """Return the folder with the finished files, made where anything has changed."""
    folders = (base(), product(), papers())
    trees = [store.tree_key(folder, store.files_in(folder)) for folder in folders]
    sources = store.files_in(setup.SOURCES)
    key = store.key_of(__version__, *trees, *sources, *_code("archive", "setup"))

    def make(to: Path) -> None:
        name = f"xl-addin-{__version__}"
        files = (to / f"{name}-win64.zip", to / f"{name}-setup.exe")
        print("压缩 …", flush=True)
        archive.write_zip(folders, f"{name}/python", files[0])
        print("生成安装程序，约需两三分钟 …", flush=True)
        setup.write_setup(folders, __version__, files[1])
        archive.write_sums(files, to / SUMS)

    return store.kept("packed", key, make)


def base() -> Path:
    """Return the folder with CPython and the dependencies, compiled."""
    code = _code("assembly", "trimming", "bytecode")
    key = store.key_of(lock.WHEELS, lock.CPYTHON, *code)

    def make(to: Path) -> None:
        print("组装 CPython 和程序包，编译字节码，约需两分钟 …", flush=True)
        assembly.assemble(downloads.cpython(), downloads.wheels(), to)
        bytecode.compile_below(to, to / "python.exe")

    return store.kept("base", key, make)


def product() -> Path:
    """Return the folder with our own packages, compiled by the Python of the base."""
    files = store.tree_key(lock.ROOT, assembly.product_files())
    key = store.key_of(files, lock.CPYTHON, *_code("assembly", "bytecode"))

    def make(to: Path) -> None:
        print("编译本程序 …", flush=True)
        assembly.copy_product(to)
        bytecode.compile_below(to, base() / "python.exe")

    return store.kept("product", key, make)


def papers() -> Path:
    """Return the folder with licences and the list of components."""
    code = _code("licences", "components")
    own = lock.ROOT / "LICENSE"
    key = store.key_of(__version__, lock.WHEELS, lock.CPYTHON, own, *code)

    def make(to: Path) -> None:
        cpython, wheels = downloads.cpython(), downloads.wheels()
        licences.write(licences.licences(cpython, wheels), to)
        text = components(__version__, cpython, wheels)
        (to / FILE).write_text(text, encoding="utf-8")

    return store.kept("papers", key, make)


def _code(*modules: str) -> list[Path]:
    return [CODE / f"{name}.py" for name in modules]


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py bundle", description="生成 Windows 安装包"
    )
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="文件夹")
    about = "重新确定各程序包的版本和校验值，写入 packaging/wheels.lock"
    parser.add_argument("--renew", action="store_true", help=about)
    return parser


if __name__ == "__main__":
    sys.exit(main())
