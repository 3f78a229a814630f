"""What the tests of `iopfit kiosk` do with terminals: one of their own, and tmux. Only for kiosk.py."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PATIENCE = float(os.environ.get("PATIENCE", "60"))  # seconds
IOPFIT, CLOCK = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
WIPED = b"\x1b[3J"


class Failed(Exception):
    pass


def environment(scratch, **more):
    """Nothing of the caller's surroundings; the clock of the tests."""
    kept = {"PATH": os.environ["PATH"], "HOME": scratch, "TMPDIR": scratch, "TERM": "xterm",
            "LC_ALL": "C.UTF-8", "LD_PRELOAD": CLOCK, "IOPFIT_TEST_CLOCK": scratch + "/clock",
            "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0"}
    kept.update(more)
    return kept


def set_clock(scratch, milliseconds):
    """Written in place and at once: a session keeps the file open, and may open none."""
    file = os.open(scratch + "/clock", os.O_WRONLY | os.O_CREAT, 0o600)
    os.pwrite(file, b"%020d\n" % milliseconds, 0)
    os.close(file)


def wait_until(true, what):
    end = time.monotonic() + PATIENCE
    wait = 0.0005
    while not true():
        if time.monotonic() > end:
            raise Failed(what() if callable(what) else what)
        time.sleep(wait)
        wait = min(2 * wait, 0.05)


def take_terminal():
    """In the new process: the terminal is its own, and so is what SIGHUP does."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def children_of(process):
    try:
        with open("/proc/%d/task/%d/children" % (process, process)) as file:
            return [int(word) for word in file.read().split()]
    except OSError:
        return []


# ---- A terminal of our own ------------------------------------------------------------------------

class Terminal:
    """A program at a pseudo-terminal. What it wrote since the last keys is `seen`."""

    def __init__(self, arguments, scratch, columns=80, rows=24, **more):
        self.scratch, self.seen, self.all, self.status = scratch, b"", b"", None
        self.ahead = 0
        self.tick(0)
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            arguments, stdin=self.slave, stdout=self.slave, stderr=self.slave, cwd=scratch,
            env=environment(scratch, **more), start_new_session=True, preexec_fn=take_terminal)

    def tick(self, seconds):
        """Lets time pass."""
        self.ahead += seconds * 1000
        set_clock(self.scratch, self.ahead)

    def read(self, seconds=0.02):
        while self.master is not None and select.select([self.master], [], [], seconds)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return
            self.seen += data
            self.all = (self.all + data)[-200000:]
            seconds = 0

    def text(self):
        return re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>c]", b"", self.seen).decode("utf-8", "replace")

    def sees(self, *texts):
        def there():
            self.read()
            return all(text in self.text() for text in texts)
        wait_until(there, lambda: "%r did not appear; seen:\n%s" % (texts, self.text()[-3000:]))

    def type(self, keys, *texts):
        """Types, and waits for what must then appear."""
        self.read(0)
        self.seen = b""
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)
        if texts:
            self.sees(*texts)

    def settle(self):
        """Waits until all that was typed has been taken."""
        def taken():
            self.read(0)
            return struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, b"\0" * 4))[0] == 0
        wait_until(taken, "keys are not taken any more")

    def ended(self, status):
        def is_over():
            self.read()
            return self.process.poll() is not None
        wait_until(is_over, lambda: "it did not end; seen:\n" + self.text()[-3000:])
        if self.process.returncode != status:
            raise Failed("it ended with %s, not %s; seen:\n%s"
                         % (self.process.returncode, status, self.text()[-3000:]))

    def is_restored(self):
        if termios.tcgetattr(self.slave) != self.before:
            raise Failed("the terminal is not as it was")
        if WIPED not in self.all[-400:]:
            raise Failed("the screen was not wiped at the end: %r" % self.all[-400:])

    def session(self, other_than=None):
        """The process of the present person."""
        found = []

        def one():
            found[:] = [child for child in children_of(self.process.pid) if child != other_than]
            return len(found) == 1
        wait_until(one, "there is not one session")
        return found[0]

    def close(self):
        if self.process.poll() is None:
            for child in children_of(self.process.pid):
                os.kill(child, signal.SIGKILL)
            self.process.kill()
        self.process.wait()
        for file in (self.master, self.slave):
            if file is not None:
                os.close(file)
        self.master = self.slave = None


class Tmux:
    count = 0

    def __init__(self, scratch, columns, rows, locale):
        Tmux.count += 1
        self.socket = "%s/tmux.%d" % (scratch, Tmux.count)
        self.scratch, self.ahead = scratch, 0
        surroundings = " ".join("'%s=%s'" % pair for pair in environment(
            scratch, TERM="screen", LC_ALL=locale).items() if pair[0] != "ASAN_OPTIONS")
        surroundings += " ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0"
        shell = ("env -i %s '%s' kiosk -q '%s/clinic' '%s/kiosk.yaml'; echo status=$?; cat"
                 % (surroundings, IOPFIT, HERE, scratch))
        self.run("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows), shell)
        self.run("set-option", "-g", "history-limit", "5000")

    def run(self, *arguments):
        return subprocess.run(["tmux", "-S", self.socket, "-u", *arguments], capture_output=True, text=True,
                              env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm",
                                   "SHELL": "/bin/sh"}).stdout

    def screen(self):
        lines = [line.rstrip() for line in self.run("capture-pane", "-p").split("\n")]
        return "\n".join(lines).rstrip("\n") + "\n"

    def sees(self, text):
        wait_until(lambda: text in " ".join(self.screen().split()),
                   lambda: "%r did not appear:\n%s" % (text, self.screen()))

    def type(self, keys, text):
        self.run("send-keys", "-l", "--", keys)
        self.sees(text)

    def everything(self):
        """What can be scrolled back to, and both screens."""
        return (self.run("capture-pane", "-p", "-S", "-", "-E", "-")
                + self.run("capture-pane", "-a", "-q", "-p", "-S", "-", "-E", "-"))

    def close(self):
        self.run("kill-server")
