"""A ``disclosure`` command that is ready: what it imports is loaded once, each run is a fork.

The pages run it hundreds of times; loading the library took most of that time. A run has its own
process, arguments, folder, environment and streams, as when the installed command is started.
``test_cli.py`` and the tests of the command line start the installed one.
"""

import array
import contextlib
import importlib
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import traceback
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

LOADED = (
    "disclosure_core.cli.main",
    "disclosure_core.cli.opening",
    "disclosure_core.cli.catalogue",
)
"""What nearly every run would import for itself, beside the installed plugins."""

CLIENT = """\
#!{python} -IS
import array, json, os, socket, sys
line = socket.socket(socket.AF_UNIX)
line.connect({address!r})
told = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
streams = array.array("i", (0, 1, 2))
line.sendmsg([len(told).to_bytes(4, "big")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, streams)])
line.sendall(told)
status = line.recv(1)
os._exit(status[0] if status else 70)
"""
"""The command as a page's shell finds it: hands its streams over and waits for the status."""


@contextlib.contextmanager
def ready_command(folder: Path) -> Iterator[Path]:
    """The folder of a ready ``disclosure``, for the ``PATH``, until the block ends."""
    address = folder / "socket"
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__)), str(address)], stdout=subprocess.PIPE
    )
    try:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        command = folder / "disclosure"
        command.write_text(CLIENT.format(python=sys.executable, address=str(address)), "utf-8")
        command.chmod(0o755)
        yield folder
    finally:
        process.terminate()
        process.communicate()


def serve(address: str) -> None:
    """Fork a run for every client, until terminated."""
    installed = [each.module for each in entry_points(group="disclosure")]
    for module in (*LOADED, *installed):
        importlib.import_module(module)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            line, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                wait_for_run(line)
            line.close()
            with contextlib.suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG) != (0, 0):
                    pass


def wait_for_run(line: socket.socket) -> None:
    """Read what is to be run, run it in a process of its own, tell its status, and end."""
    received, ancillary, _, _ = line.recvmsg(4, socket.CMSG_SPACE(3 * array.array("i").itemsize))
    (length,) = struct.unpack(">I", received)
    told = b""
    while len(told) < length:
        told += line.recv(length - len(told))
    streams = array.array("i")
    streams.frombytes(ancillary[0][2])
    run = os.fork()
    if run == 0:
        line.close()
        os._exit(status_of(*json.loads(told), streams))
    _, ended = os.waitpid(run, 0)
    status = os.waitstatus_to_exitcode(ended)
    line.sendall(bytes([status if status >= 0 else 128 - status]))
    os._exit(0)


def status_of(
    arguments: list[str], folder: str, environment: dict[str, str], streams: "array.array[int]"
) -> int:
    """Run the command line as if started in that folder, with those streams."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:0] = environment.get("PYTHONPATH", "").split(os.pathsep)
    importlib.invalidate_caches()
    sys.argv = ["disclosure", *arguments]
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = open(getattr(sys, name).fileno(), mode, encoding="utf-8", closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
    try:
        importlib.import_module("disclosure_core.cli").main()
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException:
        traceback.print_exc()
        status = 1
    else:
        status = 0
    sys.stdout.flush()
    sys.stderr.flush()
    return status


if __name__ == "__main__":
    serve(sys.argv[1])
