"""A program at a pseudo-terminal, for the tests in this folder: starts it, types, and sees how it ends."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time


class Terminal:
    def __init__(self, command, environment=None, folder=None, width=80, height=50):
        surroundings = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm"}
        surroundings.update({key: value for key, value in os.environ.items()
                             if key.startswith(("ASAN_", "UBSAN_", "LSAN_"))})
        surroundings.update(environment or {})
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.modes = termios.tcgetattr(self.slave)
        self.seen = b""
        self.status = None
        begun, begins = os.pipe()  # closed when the program runs: until then a key would stop this script's copy
        self.child = os.fork()
        if self.child == 0:
            try:
                os.setsid()
                fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
                for stream in range(3):
                    os.dup2(self.slave, stream)
                os.close(self.master)
                os.close(self.slave)
                if folder:
                    os.chdir(folder)
                os.execve(command[0], command, surroundings)
            finally:
                os._exit(127)
        os.close(begins)
        os.read(begun, 1)
        os.close(begun)

    def is_over(self):
        if self.status is None:
            child, status = os.waitpid(self.child, os.WNOHANG)
            if child:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def take(self, seconds):
        """What appears within that time; empty where nothing does."""
        if not select.select([self.master], [], [], seconds)[0]:
            return b""
        more = os.read(self.master, 65536)
        self.seen += more
        return more

    def wait_for(self, end, seconds=60):
        """Waits until what was shown since the last call ends with [end]. False: it has ended, or
        does not come to it."""
        new = b""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            over = self.is_over()
            new += self.take(0 if over else 0.05)
            if new.endswith(end):
                return True
            if over and not select.select([self.master], [], [], 0)[0]:
                return False
        return False

    def type(self, keys):
        try:
            os.write(self.master, keys)
        except OSError:
            pass

    def resize(self, width, height):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        if not self.is_over():
            os.kill(self.child, signal.SIGWINCH)

    def wait(self, seconds=60):
        """Its status; None where it does not end in time."""
        limit = time.monotonic() + seconds
        while not self.is_over() and time.monotonic() < limit:
            self.take(0.02)
        return self.status

    def is_restored(self):
        return termios.tcgetattr(self.slave) == self.modes

    def text(self):
        return self.seen.decode("utf-8", "replace").replace("\r", "")

    def close(self):
        if not self.is_over():
            os.kill(self.child, signal.SIGKILL)
            self.wait()
        os.close(self.master)
        os.close(self.slave)
