"""Keeps the processes of one test bed and ends them when their owner is gone, however it went.

    keeper.py FOLDER remove|keep < commands

The owner holds the write end of this program's stdin. Each line is a command, {"name": …, "argv": […], "env": {…}}, and starts a
process in a process group of its own: its output goes to FOLDER/NAME.log, its id to FOLDER/NAME.pid, and, should it end by itself, its
exit status to FOLDER/NAME.exit. End of input means that the owner closed the pipe, panicked or was killed: every group is killed at
once (nothing in FOLDER is worth a graceful shutdown), and FOLDER is removed unless it is to be kept.

Only the standard library is used, and no signal reaches this program from the terminal: it runs in its own process group.
"""

import ctypes
import json
import os
import selectors
import shutil
import signal
import subprocess
import sys

PR_SET_PDEATHSIG = 1


def die_with_keeper(keeper):
    """Runs in the child before exec: should even the keeper be killed, the kernel ends the child (Linux)."""
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    except (OSError, AttributeError):
        return
    if os.getppid() != keeper:
        os._exit(1)


def write(path, text):
    """The reader sees the whole text or no file."""
    with open(path + ".new", "w") as file:
        file.write(text)
    os.rename(path + ".new", path)


def start(folder, command):
    """The process, or None if it can't be started; then FOLDER/NAME.exit says why."""
    keeper, base = os.getpid(), os.path.join(folder, command["name"])
    with open(base + ".log", "ab") as log:
        try:
            process = subprocess.Popen(
                command["argv"],
                cwd=folder,
                env={**os.environ, **command["env"]},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: die_with_keeper(keeper),
            )
        except OSError as error:
            write(base + ".exit", str(error))
            return None
    write(base + ".pid", str(process.pid))
    return process


def note_ended(folder, processes):
    for name, process in list(processes.items()):
        if process.poll() is not None:
            write(os.path.join(folder, name + ".exit"), str(process.returncode))
            del processes[name]


def keep(folder, processes):
    """Returns at the end of input."""
    ended, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    with selectors.DefaultSelector() as events:
        events.register(sys.stdin.fileno(), selectors.EVENT_READ)
        events.register(ended, selectors.EVENT_READ)
        pending = b""
        while True:
            for key, _ in events.select():
                data = os.read(key.fd, 65536)
                if key.fd == ended:
                    note_ended(folder, processes)
                elif not data:
                    return
                else:
                    *lines, pending = (pending + data).split(b"\n")
                    for line in lines:
                        command = json.loads(line)
                        if process := start(folder, command):
                            processes[command["name"]] = process


def main():
    folder, afterwards, processes = sys.argv[1], sys.argv[2], {}
    for unheeded in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(unheeded, lambda *_: None)  # not SIG_IGN, which the children would inherit
    try:
        keep(folder, processes)
    finally:
        for process in processes.values():
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        for process in processes.values():
            process.wait()
        if afterwards == "remove":
            shutil.rmtree(folder, ignore_errors=True)


main()
