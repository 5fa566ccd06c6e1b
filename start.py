"""Sets Regulars up in a private environment beside this file, then opens it; needs only Python.

python3 start.py                 set up if needed, then open the app (without a screen: the tour)
python3 start.py setup [--dev]   only set up; --dev adds what the tests and checks need
python3 start.py test [...]      set up and run the whole suite; the rest goes to pytest
python3 start.py VERB ...        set up if needed, then the program itself: --shop FILE today
"""
# Old Pythons must be able to read this file to say the next sentence: no syntax newer than 3.6.

import sys

if sys.version_info < (3, 11):
    sys.exit("Regulars needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])

import contextlib
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "regulars-stamp"
LOG = ROOT / ".setup.log"
LOCK = ROOT / ".setup.lock"
BIN = ENVIRONMENT / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
PROGRAM = BIN / ("regulars.exe" if WINDOWS else "regulars")
LOCALE = ROOT / "resources" / "locale"
TOUR = ROOT / "tour"
RUN_LOCK = ROOT / "requirements" / "run.txt"
DEV_LOCK = ROOT / "requirements" / "dev.txt"

OFFLINE = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "Connection refused",
    "Network is unreachable",
    "Temporary failure in name resolution",
    "getaddrinfo failed",
    "nodename nor servname",
)

# The library files Qt opens, and the Debian (12+) or Ubuntu (22.04+) package that brings each.
QT_FILES = (
    "lib/libQt6Widgets.so.6",
    "lib/libQt6Svg.so.6",
    "lib/libQt6PrintSupport.so.6",
    "lib/libQt6Network.so.6",
    "lib/libQt6DBus.so.6",
    "plugins/platforms/libqoffscreen.so",
    "plugins/platforms/libqxcb.so",
    "plugins/platforms/libqwayland.so",
)
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


class CannotSetUp(Exception):
    """Something outside Regulars stands in the way; the text is the sentence to show."""


# What there is, and what there should be. The stamp holds one line per finished part.


def wanted() -> dict[str, str]:
    """Each part of a complete set-up with the state it should be in."""
    return {
        "environment": str(ROOT),
        "run": fingerprint(RUN_LOCK),
        "project": fingerprint(ROOT / "pyproject.toml"),
        "catalogues": fingerprint(*catalogues()),
        "dev": fingerprint(DEV_LOCK),
        "system": fingerprint(RUN_LOCK),
    }


def fingerprint(*files: Path) -> str:
    """A short name for the contents of these files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def catalogues() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/regulars.po"))


def read_stamp() -> dict[str, str]:
    """What the last set-up finished; empty if there was none or it was cut short."""
    if not (STAMP.exists() and PYTHON.exists() and base_python_exists()):
        return {}
    lines = STAMP.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if " " in line)


def base_python_exists() -> bool:
    """Whether the Python that the environment was made with is still on this computer."""
    made_with = (ENVIRONMENT / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    return all(Path(line[7:]).exists() for line in made_with if line.startswith("home = "))


def write_stamp(done: dict[str, str]) -> None:
    lines = "".join(f"{part} {state}\n" for part, state in done.items())
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(lines, encoding="utf-8")
    fresh.replace(STAMP)


def unfinished(dev: bool) -> list[str]:
    """The parts that have to be set up again, in order."""
    want, done = wanted(), read_stamp()
    if done.get("environment") != want["environment"]:
        done = {}
    if not all(file.with_suffix(".mo").exists() for file in catalogues()):
        done.pop("catalogues", None)
    return [part for part in want if done.get(part) != want[part] and (dev or part != "dev")]


# Setting up


def set_up(dev: bool) -> None:
    """Bring the private environment to the state this checkout asks for."""
    if not unfinished(dev):
        return
    with one_at_a_time():
        for part in unfinished(dev):
            set_up_part(part)


def set_up_part(part: str) -> None:
    """Do one part and stamp it; cut short, it leaves no stamp and the next start begins anew."""
    done = {} if part == "environment" else read_stamp()
    STAMP.unlink(missing_ok=True)
    try:
        STEPS[part]()
        done[part] = wanted()[part]
    finally:
        if part in done or isinstance(sys.exc_info()[1], CannotSetUp):
            write_stamp(done)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second set-up of the same folder wait until the first is done."""
    with LOCK.open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt

            while True:  # Windows gives up after ten seconds; a set-up takes longer.
                with contextlib.suppress(OSError):
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def make_environment() -> None:
    say("Setting up Regulars in its own folder, once. This takes a minute or two.")
    LOG.unlink(missing_ok=True)
    if ENVIRONMENT.is_symlink() or ENVIRONMENT.is_file():
        ENVIRONMENT.unlink()
    elif ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)
    with contextlib.suppress(ImportError):
        import ensurepip  # noqa: F401

        # The base Python, because start.py may be run by the very environment it remakes.
        return run(getattr(sys, "_base_executable", sys.executable), "-m", "venv", ENVIRONMENT)
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    if not (shutil.which("apt-get") and sys.executable.startswith("/usr/bin/")):
        raise CannotSetUp("This Python came without pip; please install Python from python.org.")
    apt_install([package])
    return run(sys.executable, "-m", "venv", ENVIRONMENT)


def install_run() -> None:
    say("Fetching the parts it is made of …")
    pip("--only-binary=:all:", "--requirement", RUN_LOCK)


def install_dev() -> None:
    say("Fetching what the tests and checks need …")
    pip("--only-binary=:all:", "--requirement", DEV_LOCK)


def install_project() -> None:
    # Compat mode is a plain path entry: no import hook slows each start, and mypy sees through.
    pip("--no-build-isolation", "--config-settings=editable_mode=compat", "--editable", ROOT)
    run(PYTHON, "-m", "compileall", "-q", ROOT / "core", ROOT / "desktop")


def compile_catalogues() -> None:
    for file in catalogues():
        language = file.parent.parent.name
        made = file.with_suffix(".mo")
        run(PYTHON, "-m", "babel.messages.frontend", "-q", "compile", "-l", language,
            "-i", file, "-o", made)  # fmt: skip


def check_system() -> None:
    """See to the libraries that Qt expects from a Linux system."""
    if not sys.platform.startswith("linux") or not shutil.which("ldd"):
        return
    missing = missing_libraries()
    wanted_packages = {PACKAGES[name] for name in missing if name in PACKAGES}
    if not any_font():
        wanted_packages.add("fonts-dejavu-core")
    if wanted_packages and shutil.which("apt-get"):
        apt_install(sorted(wanted_packages))
        missing = missing_libraries()
    if missing:
        names = ", ".join(missing)
        raise CannotSetUp(f"Qt needs these system libraries, please install them: {names}.")


def missing_libraries() -> list[str]:
    """The library files that Qt would look for in vain on this Linux system."""
    (folder,) = ENVIRONMENT.glob("lib/python*/site-packages/PySide6/Qt")
    files = [str(folder / name) for name in QT_FILES if (folder / name).exists()]
    told = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False).stdout
    return sorted({line.split()[0] for line in told.splitlines() if "not found" in line})


def any_font() -> bool:
    folders = [Path(name).expanduser() for name in FONT_FOLDERS]
    return any(file for folder in folders for file in folder.rglob("*.[to]tf"))


STEPS = {
    "environment": make_environment,
    "run": install_run,
    "project": install_project,
    "catalogues": compile_catalogues,
    "dev": install_dev,
    "system": check_system,
}


# Other programs that do the work


def pip(*arguments: str | Path) -> None:
    run(PYTHON, "-m", "pip", "install", "--no-deps", "--no-input", "--no-user", "--retries=2",
        "--disable-pip-version-check", *arguments)  # fmt: skip


def run(*command: str | Path) -> None:
    """Run a program with its output in the log; explain in one sentence why it failed."""
    done = subprocess.run(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        cwd=ROOT,
        check=False,
    )
    with LOG.open("a", encoding="utf-8") as log:
        log.write(done.stdout)
    if done.returncode:
        raise CannotSetUp(explain(done.stdout))


def explain(output: str) -> str:
    """The sentence for a set-up program that failed with this output."""
    if any(sign in output for sign in OFFLINE):
        return (
            "The parts of Regulars could not be fetched. Please connect to the internet and retry."
        )
    if "No space left on device" in output:
        return "The disk is full: Regulars needs about 1 GB for its set-up."
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")] or lines[-1:]
    return "\n".join([f"The set-up stopped; {LOG} has the details.", *errors[:1]])


def apt_install(packages: list[str]) -> None:
    """Install Debian packages if this user may; else say which command would."""
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and not may_sudo():
        raise CannotSetUp(
            "Some system libraries are missing. Please run: sudo " + " ".join(install)
        )
    say("Installing system libraries: " + ", ".join(packages) + " …")
    quietly = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive"]
    with contextlib.suppress(CannotSetUp):  # An old package list is still worth a try.
        run(*quietly, "apt-get", "update")
    run(*quietly, *install)


def may_sudo() -> bool:
    if not shutil.which("sudo"):
        return False
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return asked.returncode == 0


def say(sentence: str) -> None:
    print(sentence, flush=True)


# Opening


def become(*command: str | Path) -> int:
    """Turn this process into the command, where the system can; else wait for it."""
    words = [str(word) for word in command]
    if WINDOWS:
        return subprocess.call(words)
    sys.stdout.flush()
    os.execv(words[0], words)


def program(*arguments: str | Path) -> list[str | Path]:
    # Through its Python, because the first line of the script goes stale when the folder moves.
    return [PROGRAM, *arguments] if WINDOWS else [PYTHON, PROGRAM, *arguments]


def has_display() -> bool:
    signs = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(sign) for sign in signs)


def show_tour() -> int:
    say(f"There is no screen here, so Regulars takes its tour and paints the pages into {TOUR}.")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    failed = subprocess.call([str(word) for word in program("tour", "--out", TOUR)])
    if not failed:
        say(f"The pictures and the printed review are in {TOUR}.")
    return failed


def run_tests(arguments: list[str]) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.chdir(ROOT)
    if arguments:
        return become(PYTHON, "-m", "pytest", *arguments)
    # What compares two measures wants the machine to itself.
    beside = ("-m", "not ratio", "-n", "auto", "--dist", "loadfile")
    failed = subprocess.call([str(PYTHON), "-m", "pytest", *beside])
    return failed or become(PYTHON, "-m", "pytest", "-m", "ratio")


def main(arguments: list[str]) -> int:
    verb = arguments[0] if arguments else ""
    set_up(dev=verb == "test" or arguments == ["setup", "--dev"])
    if verb == "setup":
        say("Regulars is set up; python3 start.py opens it.")
        return 0
    if verb == "test":
        return run_tests(arguments[1:])
    if not arguments and not has_display():
        return show_tour()
    return become(*program(*arguments))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotSetUp as stopped:
        sys.exit(str(stopped))
    except PermissionError as refused:
        sys.exit(
            f"Regulars may not write {refused.filename}. Please close Regulars if it is open, "
            "or move it to a folder of yours."
        )
    except KeyboardInterrupt:
        sys.exit("Stopped. Start it again to go on.")
