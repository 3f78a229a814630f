#!/usr/bin/env python3
"""`iopfit kiosk` in real terminals. A case is a function whose name says what holds. It waits for what
must appear; the time limit only ends a test that has failed anyway, and minutes without a key pass by
setting a clock (clock.c). Prints each failure, and `N passed, M failed`.

usage: kiosk.py IOPFIT CLOCK.so PART [--update]
  PART      screens: in tmux, each main screen as a golden file (kiosk/)
            ends:    the ways in which a session or the kiosk ends
            keys:    any keys in any order, and that none of them leads out
            memory:  what a person typed is nowhere once the session is over
  --update  write the screens that come out as the ones that are expected
"""
import fcntl
import os
import random
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

if len(sys.argv) < 4:
    sys.exit(__doc__)
from kiosk_terminal import (Failed, HERE, IOPFIT, PATIENCE, Terminal, Tmux, WIPED, children_of,
                            set_clock, wait_until)

PIN = "246802"
MARKER = "Zq7mArKeRx"
ENTER, BACKSPACE, ESCAPE, CONTROL_X = "\r", "\x7f", "\x1b", "\x18"


def write_setup(scratch, **settings):
    with open(scratch + "/kiosk.yaml", "w") as file:
        file.write("format: 1\nidle_warning: 600\nidle_end: 60\n")
        for key, value in settings.items():
            file.write("%s: %s\n" % (key, value))


def pin_hash():
    """What --hash-pin makes of the PIN; made once."""
    if not hasattr(pin_hash, "made"):
        scratch = tempfile.mkdtemp()
        terminal = Terminal([IOPFIT, "kiosk", "--hash-pin"], scratch)
        terminal.sees("PIN: ")
        terminal.type(PIN + ENTER, "The same again: ")
        terminal.type(PIN + ENTER, "staff_pin: ")
        terminal.ended(0)
        pin_hash.made = re.search(r'staff_pin: "(\S+)"', terminal.text()).group(1)
        if termios.tcgetattr(terminal.slave) != terminal.before:
            raise Failed("--hash-pin leaves the terminal changed")
        if PIN in terminal.all.decode():
            raise Failed("--hash-pin shows the PIN")
        terminal.close()
        shutil.rmtree(scratch)
    return pin_hash.made


def kiosk(scratch, **settings):
    write_setup(scratch, staff_pin='"%s"' % pin_hash(), **settings)
    return Terminal([IOPFIT, "kiosk", "-q", HERE + "/clinic", "kiosk.yaml"], scratch)


def to_words(terminal, words=MARKER):
    """To the last question, with an answer typed into it."""
    terminal.sees("For English, press 1.")
    terminal.type("1", "Who sees your answers")
    terminal.type(ENTER, "Are you in danger right now?")
    terminal.type("2" + ENTER, "how many drinks do you have?")
    terminal.type("4" + ENTER, "Which of these have you had")
    terminal.type("1" + ENTER, "Page 2 of 2")
    terminal.type(ENTER, "When did you last drink or use?")
    terminal.type("3" + ENTER, "What must your schedule respect?")
    terminal.type("3" + ENTER, "Is there anything else we should know?")
    if words:
        terminal.type(words, "> %s_" % words)


def to_first_screen(terminal):
    """Enter on each page of the result, one at a time: one too many would begin for the next person."""
    def has_answered():
        terminal.read()
        return "For English, press 1." in terminal.text() or "Enter:" in terminal.text()
    while "For English, press 1." not in terminal.text():
        terminal.type(ENTER)
        wait_until(has_answered, lambda: "nothing follows:\n" + terminal.text()[-3000:])


def leave(terminal):
    """Staff end it."""
    terminal.type(CONTROL_X, "Staff: the PIN, then Enter")
    terminal.type(PIN + ENTER)
    terminal.ended(0)


# ---- How it ends ----------------------------------------------------------------------------------

def a_session_ends_and_the_next_person_has_a_new_process(scratch):
    terminal = kiosk(scratch)
    first = terminal.session()
    to_words(terminal)
    terminal.type(ENTER, "That was the last question.", MARKER)
    terminal.type(ENTER, "Recommendation: Intensive outpatient program (IOP)")
    to_first_screen(terminal)
    second = terminal.session(other_than=first)
    if first == second or os.path.exists("/proc/%d" % first):
        raise Failed("the next person has the same process")
    leave(terminal)
    terminal.is_restored()
    return terminal


def answers_are_left_for_staff_under_the_code_that_is_shown(scratch):
    os.mkdir(scratch + "/answers")
    terminal = kiosk(scratch, answers=scratch + "/answers", result="staff")
    to_words(terminal)
    terminal.type(ENTER, "That was the last question.")
    terminal.type(ENTER, "Please go to the desk now.")
    terminal.type(ENTER, "Please take this code to the desk.")
    shown = re.search(r"\b([A-Z2-9]{3}) ([A-Z2-9]{3})\b", terminal.text())
    path = scratch + "/answers/" + shown.group(1) + shown.group(2) + ".yaml"
    if os.listdir(scratch + "/answers") != [os.path.basename(path)]:
        raise Failed("there is not just the file %s: %s" % (path, os.listdir(scratch + "/answers")))
    if os.stat(path).st_mode & 0o777 != 0o600:
        raise Failed("others can read the file")
    terminal.type("1", "For English, press 1.")
    scored = subprocess.run([IOPFIT, "score", "-q", HERE + "/clinic", path], capture_output=True, text=True)
    if '"recommendation":"iop"' not in scored.stdout:
        raise Failed("the file is not scored: " + scored.stdout + scored.stderr)
    leave(terminal)
    return terminal


def urgent_answers_are_left_at_once_and_a_slip_takes_them_away(scratch):
    folder = scratch + "/answers"
    os.mkdir(folder)
    terminal = kiosk(scratch, answers=folder)
    terminal.sees("For English, press 1.")
    terminal.type("1", "Only if you need urgent help")
    terminal.type(ENTER, "Are you in danger right now?")
    terminal.type("1" + ENTER, "Please see a staff member now.", "under the code")
    slip = os.listdir(folder)
    if len(slip) != 1:
        raise Failed("not one file is left: %s" % slip)
    terminal.type("-", "Your answer was: yes")
    if os.listdir(folder):
        raise Failed("the slip is still there: %s" % os.listdir(folder))
    terminal.type("1" + ENTER, "Please see a staff member now.")
    terminal.tick(5 * 600 + 1)
    terminal.sees("Are you still there?", "988: call or text, day or night")
    left = os.listdir(folder)
    terminal.tick(5 * 60)  # the person walked away
    terminal.sees("For English, press 1.")
    if len(left) != 1 or os.listdir(folder) != left:
        raise Failed("the file did not stay: %s, %s" % (left, os.listdir(folder)))
    explained = subprocess.run([IOPFIT, "explain", "-q", HERE + "/clinic", folder + "/" + left[0]],
                               capture_output=True, text=True)
    if "You are in danger right now." not in explained.stdout:
        raise Failed("staff cannot read it: " + explained.stdout + explained.stderr)
    terminal.type("1", "Only if you need urgent help")  # the next one presses Enter
    terminal.type(ENTER, "Are you in danger right now?")
    terminal.type("1" + ENTER, "Please see a staff member now.")
    terminal.type(ENTER, "Please take this code to the desk.")
    if len(os.listdir(folder)) != 2:
        raise Failed("not one file for each: %s" % os.listdir(folder))
    terminal.type("1", "For English, press 1.")
    leave(terminal)
    return terminal


def a_folder_that_is_gone_is_said_to_the_person(scratch):
    os.mkdir(scratch + "/answers")
    terminal = kiosk(scratch, answers=scratch + "/answers", result="staff")
    to_words(terminal)
    os.rmdir(scratch + "/answers")
    terminal.type(ENTER, "That was the last question.")
    terminal.type(ENTER, "Please go to the desk now.")
    terminal.type(ENTER, "Your answers could not be kept for staff.")
    terminal.type("1", "For English, press 1.")
    leave(terminal)
    return terminal


def without_a_key_it_warns_counts_down_and_begins_anew(scratch):
    terminal = kiosk(scratch)
    to_words(terminal)
    terminal.tick(601)
    terminal.sees("Are you still there?")
    terminal.type("x", "> %s_" % MARKER)
    terminal.tick(661)
    terminal.sees("For English, press 1.")
    leave(terminal)
    terminal.is_restored()
    return terminal


def a_session_that_is_killed_is_followed_by_the_next(scratch):
    terminal = kiosk(scratch)
    to_words(terminal)
    first = terminal.session()
    terminal.seen = b""
    os.kill(first, signal.SIGKILL)
    terminal.session(other_than=first)
    terminal.sees("For English, press 1.")
    if terminal.seen.find(WIPED) < 0 or terminal.seen.find(WIPED) > terminal.seen.find(b"For English"):
        raise Failed("the screen of the killed session was not wiped")
    leave(terminal)
    terminal.is_restored()
    return terminal


def a_wrong_pin_does_not_end_it_and_three_cost_time(scratch):
    terminal = kiosk(scratch)
    terminal.sees("For English, press 1.")
    terminal.type(CONTROL_X, "Staff: the PIN, then Enter")
    terminal.type("111111" + ENTER, "That is not the PIN.")
    terminal.type("222222" + ENTER, "That is not the PIN.")
    terminal.type("333333" + ENTER, "Please wait for ")
    terminal.type(PIN + ENTER)
    terminal.type(BACKSPACE, "For English, press 1.")
    terminal.type("1", "Who sees your answers")
    terminal.type("-", "For English, press 1.")  # another session
    terminal.type(CONTROL_X, "Please wait for ")
    terminal.tick(31)
    terminal.type(PIN + ENTER)
    terminal.ended(0)
    terminal.is_restored()
    return terminal


def is_ended_by(scratch, number):
    terminal = kiosk(scratch)
    to_words(terminal)
    child = terminal.session()
    os.kill(terminal.process.pid, number)
    terminal.ended(-number)
    terminal.is_restored()
    if os.path.exists("/proc/%d" % child):
        raise Failed("the session outlives the kiosk")
    return terminal


def sigterm_wipes_restores_and_ends_it(scratch):
    return is_ended_by(scratch, signal.SIGTERM)


def sighup_does_too(scratch):
    return is_ended_by(scratch, signal.SIGHUP)


def signals_that_keys_could_send_do_nothing(scratch):
    terminal = kiosk(scratch)
    to_words(terminal)
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU):
        os.kill(terminal.process.pid, number)
        os.kill(terminal.session(), number)
    terminal.type("y", "> %sy_" % MARKER)
    leave(terminal)
    return terminal


def where_the_terminal_is_gone_it_ends(scratch):
    terminal = kiosk(scratch)
    to_words(terminal)
    child = terminal.session()
    os.close(terminal.slave)
    os.close(terminal.master)
    terminal.master = terminal.slave = None
    wait_until(lambda: terminal.process.poll() is not None, "it did not end")
    if terminal.process.returncode != -signal.SIGHUP:
        raise Failed("it ended with %s" % terminal.process.returncode)
    wait_until(lambda: not os.path.exists("/proc/%d" % child), "the session outlives the terminal")
    return terminal


def a_session_whose_parent_is_killed_restores_the_terminal(scratch):
    write_setup(scratch)
    terminal = Terminal(["sh", "-c", '"$@"; echo "status=$?"; cat', "sh", IOPFIT, "kiosk", "-q",
                         HERE + "/clinic", "kiosk.yaml"], scratch)
    to_words(terminal)
    parent = terminal.session()
    os.kill(parent, signal.SIGKILL)
    terminal.sees("status=137")
    wait_until(lambda: termios.tcgetattr(terminal.slave) == terminal.before,
               "the terminal is not as it was")
    wait_until(lambda: terminal.read() or WIPED in terminal.all[-600:], "the screen was not wiped")
    return terminal


def resizing_lays_out_anew(scratch):
    terminal = kiosk(scratch)
    to_words(terminal, None)
    terminal.seen = b""
    fcntl.ioctl(terminal.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 20, 40, 0, 0))
    terminal.sees("Is there anything else we should\x1b"[:-1])
    fcntl.ioctl(terminal.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 5, 10, 0, 0))
    terminal.sees("Please")
    fcntl.ioctl(terminal.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    terminal.type("a", "> a_")
    leave(terminal)
    return terminal


# ---- Any keys -------------------------------------------------------------------------------------

PIECES = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "+", "-", "*", "/", ".", ENTER, ENTER,
          ENTER, BACKSPACE, ESCAPE, "\t", " ", "a", "ñ", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D",
          "\x1bOp", "\x1bOq", "\x1bOM", "\x1bOP", "\x1bOR", "\x1b[5~", "\x1b[6~", "\x1b[[A", "\x03",
          "\x04", "\x1a", "\x1c", CONTROL_X, "\x13", "\x11", "\x1b]0;x\x07", "\x1b[<0;1;1M"]


def until_at_rest(terminal):
    """Lets time pass until the first screen is there and stays."""
    def is_at_rest():
        for _ in range(2):
            terminal.tick(700)
            terminal.seen = b""
            time.sleep(0.3)
            terminal.read()
            if "For English, press 1." not in terminal.text() or "Enter" in terminal.text():
                return False
        return True
    wait_until(is_at_rest, lambda: "it does not come to rest; seen:\n" + terminal.text()[-3000:])


def any_keys_are_survived_and_staff_can_still_leave(scratch):
    terminal = kiosk(scratch)
    terminal.sees("For English, press 1.")
    parent = terminal.process.pid
    sequences = 0
    for seed in range(12):
        dice = random.Random(seed)
        for _ in range(250):
            count = dice.randrange(1, 9)
            if dice.random() < 0.1:
                keys = bytes(dice.randrange(256) for _ in range(count))
            else:
                keys = "".join(dice.choice(PIECES) for _ in range(count)).encode()
            terminal.type(keys)
            terminal.settle()
            sequences += 1
            if dice.random() < 0.02:
                terminal.tick(dice.choice([601, 700]))
        if terminal.process.poll() is not None or not os.path.exists("/proc/%d" % parent):
            raise Failed("it ended in round %d" % seed)
    terminal.settle()
    until_at_rest(terminal)
    leave(terminal)
    terminal.is_restored()
    print("%d sequences of keys" % sequences)
    return terminal


def no_control_or_function_key_leads_out(scratch):
    terminal = kiosk(scratch)
    to_words(terminal, None)
    parent, child = terminal.process.pid, terminal.session()
    keys = [bytes([code]) for code in range(32) if code not in (8, 9, 10, 13, 0x18, 27)]
    keys += [b"\x1b[%d~" % code for code in range(1, 35)]
    keys += [b"\x1bO" + bytes([code]) for code in b"PQRS"] + [b"\x1b[[" + bytes([code]) for code in b"ABCDE"]
    for key in keys:
        terminal.type(key)
        for _ in range(2):  # out of help and menu, or of the hidden screen
            terminal.type("\r")
        terminal.read(0)
        if terminal.process.poll() is not None or children_of(parent) != [child]:
            raise Failed("%r leads out" % key)
    settings = termios.tcgetattr(terminal.slave)
    if settings[3] & (termios.ISIG | termios.ICANON | termios.ECHO):
        raise Failed("the terminal obeys keys again")
    terminal.settle()
    until_at_rest(terminal)
    leave(terminal)
    terminal.is_restored()
    return terminal


# ---- What is left behind --------------------------------------------------------------------------

def memory_has(process, marker):
    """Whether the memory of a process has the bytes."""
    with open("/proc/%d/maps" % process) as maps, open("/proc/%d/mem" % process, "rb", 0) as memory:
        for line in maps:
            area = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
            if not area or "[vvar]" in line or "[vsyscall]" in line:
                continue
            start, end = int(area.group(1), 16), int(area.group(2), 16)
            try:
                memory.seek(start)
                if marker in memory.read(end - start):
                    return True
            except (OSError, ValueError):
                continue
    return False


def files_with(folder, marker):
    found = []
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    if marker in file.read() or marker in name.encode():
                        found.append(path)
    return found


def leaves_nothing(scratch, end):
    """Types a marker, ends the session, and looks for it in the parent and in files."""
    terminal = kiosk(scratch)
    to_words(terminal)
    marker = MARKER.encode()
    session = terminal.session()
    if not memory_has(session, marker):
        raise Failed("the marker is not found in the session that has it: the search is broken")
    if memory_has(terminal.process.pid, marker):
        raise Failed("the parent has what is being typed")
    end(terminal)
    terminal.session(other_than=session)
    if memory_has(terminal.process.pid, marker):
        raise Failed("the parent has what was typed")
    if memory_has(terminal.session(), marker):
        raise Failed("the next session has what was typed")
    leave(terminal)
    if files_with(scratch, marker):
        raise Failed("files have it: %s" % files_with(scratch, marker))
    return terminal


def a_finished_session_leaves_nothing(scratch):
    def end(terminal):
        terminal.type(ENTER, "That was the last question.")
        terminal.type(ENTER, "Recommendation: ")
        to_first_screen(terminal)
    return leaves_nothing(scratch, end)


def an_idle_session_leaves_nothing(scratch):
    def end(terminal):
        terminal.tick(700)
        terminal.seen = b""
        terminal.sees("For English, press 1.")
    return leaves_nothing(scratch, end)


def a_hidden_session_that_idles_leaves_nothing(scratch):
    def end(terminal):
        terminal.type(ESCAPE, "Press Enter to go on.")
        terminal.tick(700)
        terminal.seen = b""
        terminal.sees("For English, press 1.")
    return leaves_nothing(scratch, end)


def a_session_that_is_stopped_leaves_nothing(scratch):
    def end(terminal):
        terminal.type("\t", "What would you like to do?")
        terminal.type("3", "Do you want to stop?")
        terminal.type("1", "For English, press 1.")
    return leaves_nothing(scratch, end)


def a_session_that_is_killed_leaves_nothing(scratch):
    def end(terminal):
        terminal.seen = b""
        os.kill(terminal.session(), signal.SIGKILL)
        terminal.sees("For English, press 1.")
    return leaves_nothing(scratch, end)


def ends_with_the_kiosk_and_leaves_no_file(scratch, end):
    terminal = kiosk(scratch)
    to_words(terminal)
    end(terminal)
    wait_until(lambda: terminal.read() or terminal.process.poll() is not None, "it did not end")
    if files_with(scratch, MARKER.encode()):
        raise Failed("files have it: %s" % files_with(scratch, MARKER.encode()))
    return terminal


def where_staff_end_it_no_file_is_left(scratch):
    return ends_with_the_kiosk_and_leaves_no_file(scratch, leave)


def where_a_signal_ends_it_no_file_is_left(scratch):
    return ends_with_the_kiosk_and_leaves_no_file(
        scratch, lambda terminal: os.kill(terminal.process.pid, signal.SIGTERM))


def sessions_are_guarded(scratch):
    terminal = kiosk(scratch)
    terminal.sees("For English, press 1.")
    session = terminal.session()
    with open("/proc/%d/status" % session) as file:
        status = file.read()
    with open("/proc/%d/limits" % session) as file:
        limits = file.read()
    if not re.search(r"^Max core file size +0 +0 ", limits, re.M):
        raise Failed("it may dump core")
    if not re.search(r"^NoNewPrivs:\t1$", status, re.M):
        raise Failed("it may get new rights")
    if os.geteuid() == 0 and not re.search(r"^VmLck:\t +[1-9]", status, re.M):
        raise Failed("its memory is not locked")
    if os.stat("/proc/%d/mem" % session).st_uid != 0:
        raise Failed("others may look into it")
    with open("/proc/%d/coredump_filter" % session) as file:
        if int(file.read(), 16) != 0:
            raise Failed("a dump would hold its memory")
    own = re.search(r"^Seccomp:\t(\d)$", open("/proc/self/status").read(), re.M)
    if own and not re.search(r"^Seccomp:\t2$", status, re.M):
        raise Failed("it may make any call")
    leave(terminal)
    return terminal


# ---- Screens --------------------------------------------------------------------------------------

# Name, keys, what must then be there. A key sent twice by `more` turns the page where there are two.
WALK = [
    ("attract", "", "For English, press 1."),
    ("about", "1", "0: Español"),
    ("yes or no", "\r", "Are you in danger right now?"),
    ("picked", "2", "> 2 No"),
    ("whole number", "\r", "how many drinks do you have?"),
    ("too large", "99\r", "is too large"),
    ("menu", "--.", "What would you like to do?"),
    ("back to the number", "-4", "> 4_"),
    ("several", "\r", "Which of these have you had"),
    ("marked", "12", "[x] I tried to cut down or stop"),
    ("why", "/", "Why we ask:"),
    ("in Spanish", "-0", "¿Cuáles de estas cosas"),
    ("hidden", "0*", "Press Enter to go on."),
    ("one of several", "\r", "When did you last drink or use?"),
    ("schedule", "3\r", "What must your schedule respect?"),
    ("words", "1\rby bus", "> by bus_"),
    ("review", "\r", "That was the last question."),
    ("result", "\r", "Recommendation: Intensive outpatient"),
    ("code", "\r", "Please take this code to the desk."),
    ("next person", "1", "For English, press 1."),
    ("about in Spanish", "2", "0: English"),
    ("urgent", "\r", "¿Está en peligro ahora mismo?"),
    ("urgent", "1\r", "Por favor hable ahora con alguien del personal."),
    ("urgent in English", "0", "Please see a staff member now."),
    ("urgent end", "\r", "clear the screen"),
]


def walk(scratch, columns, rows, locale):
    """All main screens, one below the other, pages and codes made the same."""
    os.makedirs(scratch + "/answers", exist_ok=True)
    set_clock(scratch, 0)
    write_setup(scratch, answers=scratch + "/answers")
    tmux = Tmux(scratch, columns, rows, locale)
    shown = ""
    try:
        for name, keys, text in WALK:
            tmux.run("send-keys", "-l", "--", keys)
            end = time.monotonic() + PATIENCE
            # Where a screen takes several pages, Enter has to be pressed again.
            while text not in " ".join(tmux.screen().split()):
                before = tmux.screen()
                wait_until(lambda: tmux.screen() != before or text in " ".join(tmux.screen().split())
                           or "Page " in before or "Página " in before,
                           lambda: "%s: %r did not appear:\n%s" % (name, text, tmux.screen()))
                if text in " ".join(tmux.screen().split()):
                    break
                if time.monotonic() > end:
                    raise Failed("%s: %r did not appear:\n%s" % (name, text, tmux.screen()))
                time.sleep(0.3)
                if re.search(r"P(age|ágina) \d", tmux.screen()) and "\r" in keys:
                    tmux.run("send-keys", "-l", "--", "\r")
                    time.sleep(0.3)
            shown += "=== %s\n%s" % (name, tmux.screen())
        return re.sub(r"\b[A-Z2-9]{3} [A-Z2-9]{3}\b", "COD E23", shown)
    finally:
        tmux.close()


def golden(scratch, columns, rows, locale):
    path = "%s/kiosk/%dx%d.txt" % (HERE, columns, rows)
    shown = walk(scratch, columns, rows, locale)
    expected = ""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            expected = file.read()
    if shown != expected and "--update" in sys.argv:
        with open(path, "w", encoding="utf-8") as file:
            file.write(shown)
        print("updated " + path)
    elif shown != expected:
        with open(scratch + "/actual", "w", encoding="utf-8") as file:
            file.write(shown)
        raise Failed(subprocess.run(["diff", "-u", path, scratch + "/actual"], capture_output=True,
                                    text=True).stdout)


def screens_of_40_by_20(scratch):
    golden(scratch, 40, 20, "C.UTF-8")


def screens_of_80_by_24(scratch):
    golden(scratch, 80, 24, "C.UTF-8")


def screens_of_200_by_50(scratch):
    golden(scratch, 200, 50, "C.UTF-8")


def screens_of_80_by_24_in_the_c_locale(scratch):
    golden(scratch, 80, 24, "C")


def screens_of_40_by_20_in_the_c_locale(scratch):
    golden(scratch, 40, 20, "C")


def nothing_can_be_scrolled_back_to(scratch):
    set_clock(scratch, 0)
    write_setup(scratch)
    tmux = Tmux(scratch, 80, 24, "C.UTF-8")
    try:
        tmux.sees("For English, press 1.")
        for keys, text in [("1", "Who sees"), ("\r", "in danger"), ("2\r", "drinks do"), ("4\r", "Which of these"),
                           ("1\r", "Page 2 of 2"), ("\r", "last drink or use?"), ("3\r", "schedule"),
                           ("3\r", "anything else"), (MARKER, "> %s_" % MARKER)]:
            tmux.type(keys, text)
        tmux.run("resize-window", "-x", "50", "-y", "16")
        tmux.sees("> %s_" % MARKER)
        if MARKER not in tmux.everything():
            raise Failed("the marker is not found where it is shown: the search is broken")
        tmux.type("\r", "That was the last question.")
        set_clock(scratch, 700000)
        tmux.sees("For English, press 1.")
        if MARKER in tmux.everything():
            raise Failed("what was typed can be scrolled back to:\n" + tmux.everything())
        pane = int(tmux.run("display", "-p", "#{pane_pid}"))
        wait_until(lambda: len(children_of(pane)) == 1, "there is not one kiosk")
        os.kill(children_of(pane)[0], signal.SIGTERM)
        tmux.sees("status=143")
        if MARKER in tmux.everything() or "English" in tmux.everything():
            raise Failed("what was shown can be scrolled back to:\n" + tmux.everything())
    finally:
        tmux.close()


# ---- All of them ----------------------------------------------------------------------------------

PARTS = {
    "screens": [screens_of_40_by_20, screens_of_80_by_24, screens_of_200_by_50,
                screens_of_80_by_24_in_the_c_locale, screens_of_40_by_20_in_the_c_locale,
                nothing_can_be_scrolled_back_to],
    "ends": [a_session_ends_and_the_next_person_has_a_new_process,
             answers_are_left_for_staff_under_the_code_that_is_shown,
             urgent_answers_are_left_at_once_and_a_slip_takes_them_away,
             a_folder_that_is_gone_is_said_to_the_person,
             without_a_key_it_warns_counts_down_and_begins_anew,
             a_session_that_is_killed_is_followed_by_the_next,
             a_wrong_pin_does_not_end_it_and_three_cost_time, sigterm_wipes_restores_and_ends_it,
             sighup_does_too, signals_that_keys_could_send_do_nothing,
             where_the_terminal_is_gone_it_ends,
             a_session_whose_parent_is_killed_restores_the_terminal, resizing_lays_out_anew],
    "keys": [any_keys_are_survived_and_staff_can_still_leave, no_control_or_function_key_leads_out],
    "memory": [a_finished_session_leaves_nothing, an_idle_session_leaves_nothing,
               a_hidden_session_that_idles_leaves_nothing, a_session_that_is_stopped_leaves_nothing,
               a_session_that_is_killed_leaves_nothing, where_staff_end_it_no_file_is_left,
               where_a_signal_ends_it_no_file_is_left, sessions_are_guarded],
}


def main():
    part = sys.argv[3]
    if part == "screens" and shutil.which("tmux") is None:
        print("kiosk.py: tmux is not installed")
        return 77
    if part == "memory" and os.geteuid() != 0:
        print("kiosk.py: only root can look into the memory of a kiosk, and this is not root")
        return 77
    passed = failed = 0
    for case in PARTS[part]:
        scratch = tempfile.mkdtemp()
        terminal = None
        try:
            terminal = case(scratch)
            passed += 1
        except Failed as failure:
            failed += 1
            print("FAILED %s: %s" % (case.__name__.replace("_", " "), failure))
        finally:
            if terminal is not None:
                terminal.close()
            shutil.rmtree(scratch, ignore_errors=True)
    print("%d passed, %d failed" % (passed, failed))
    return 0 if failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
