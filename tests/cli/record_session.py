"""Answers the questionnaire in a terminal of 80 by 24, makes the report and tracks three sittings, and records the screens.

record_session.py --program ATTACHMENT             writes docs/self-assessment-session.txt
record_session.py --program ATTACHMENT --check     compares with it, except for dates; 77 where tmux is absent
"""

import argparse
import datetime
import difflib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECORDING = ROOT / "docs" / "self-assessment-session.txt"
SKIPPED = 77
PATIENCE = 60  # seconds for a screen to come

HEADER = """A session of `attachment` in a terminal of 80 by 24, recorded by scripts/record_session.

Each picture is the screen after the keys above it were sent. The person is made up. Dates are those of the
recording; a test makes the session again and compares everything else.
"""

# The answers to the 24 statements, by their numbers: somebody who worries and does not keep away.
ANSWERS = [5, 6, 5, 3, 4, 2, 5, 5, 4, 2, 3, 3, 5, 6, 5, 2, 3, 1, 5, 6, 4, 2, 4, 3]
# Two earlier sittings, in days before today; the anxiety in
# them was higher by so many points a statement.
EARLIER = [("spring.json", 182, 2), ("summer.json", 91, 1)]


class Screen:
    """A terminal that is typed into and read."""

    def __init__(self, folder, program):
        self.socket = str(folder / "socket")
        home = folder / "home"
        home.mkdir()
        self.home = home
        config = folder / "tmux.conf"
        config.write_text("set -g status off\nset -g default-terminal screen\nset -sg escape-time 10\n")
        shell = ["env", "-i", f"PATH={pathlib.Path(program).parent}:/usr/bin:/bin", f"HOME={home}", "TERM=screen",
                 "LC_ALL=C.UTF-8", "PS1=$ ", "bash", "--norc", "--noprofile"]
        self.tmux("-f", str(config), "-u", "new-session", "-d", "-x", "80", "-y", "24", "-c", str(home), *shell)
        self.last = None
        self.wait(r"^\$$")

    def tmux(self, *words):
        done = subprocess.run(["tmux", "-S", self.socket, *words], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"tmux {words[0]} failed: {done.stderr.strip()}")
        return done.stdout

    def look(self):
        lines = self.tmux("capture-pane", "-p").split("\n")
        return "\n".join(line.rstrip() for line in lines).rstrip("\n")

    def send(self, *keys):
        self.tmux("send-keys", *keys)

    def type(self, text):
        self.tmux("send-keys", "-l", text)

    def wait(self, expected, fresh=True):
        """The screen once it shows what is expected and stays as it is; `fresh`: another than the last one."""
        end = time.monotonic() + PATIENCE
        before = None
        while time.monotonic() < end:
            now = self.look()
            if now == before and (not fresh or now != self.last) and re.search(expected, now, re.MULTILINE):
                self.last = now
                return now
            before = now
            time.sleep(0.05)
        raise SystemExit(f"no screen with '{expected}' came; the last one was:\n{before}")

    def end(self):
        subprocess.run(["tmux", "-S", self.socket, "kill-server"], capture_output=True, check=False)


class Recorder:
    def __init__(self, screen):
        self.screen = screen
        self.text = []

    def tell(self, words):
        self.text.append(f"# {words}\n")

    def show(self, told, expected):
        image = self.screen.wait(expected)
        border = "+" + "-" * 80 + "+"
        lines = image.split("\n")
        lines += [""] * (24 - len(lines))
        rows = [border, *("|" + line + " " * (80 - len(line)) + "|" for line in lines), border]
        self.text.append(f"keys: {told}\n\n" + "\n".join(rows) + "\n")

    def press(self, keys, expected, told=None):
        self.screen.send(*keys)
        self.show(told or " ".join(keys), expected)

    def command(self, words, expected=r"^\$\Z", then=False):
        """A command with all it prints, at the top of an empty screen; `then`: below what is there."""
        if not then:
            self.screen.type("clear")
            self.screen.send("Enter")
            self.screen.wait(r"\A\$\Z", fresh=False)
        self.screen.type(words)
        self.screen.send("Enter")
        self.show(f"{words} Enter", expected)


def statement(number):
    return rf"\b{number} of 24\b"


def earlier_results(program, home, today):
    for name, days, more in EARLIER:
        answers = list(ANSWERS)
        for item in (1, 3, 7, 9, 13, 15, 19, 21):
            answers[item - 1] = min(7, answers[item - 1] + more)
        for item in (5, 11, 17, 23):
            answers[item - 1] = max(1, answers[item - 1] - more)
        given = home.parent / f"answers-{name}"
        given.write_text(json.dumps({"answers": answers}))
        words = [program, "score", "attachment-24", str(given), "--format", "json", "--out-format", "json", "-q"]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        result = json.loads(done.stdout)
        result["date"] = (today - datetime.timedelta(days=days)).isoformat()
        (home / name).write_text(json.dumps(result))


def session(recorder):
    prompt_alone = r"^\$\Z"
    recorder.tell("The questionnaire: begun, gone back in, left and taken up again")
    recorder.command("attachment take --save result.json", r"Enter")
    recorder.press(["Enter"], statement(1))
    recorder.press(["Down", "Down"], r"\(x\)")
    recorder.press(["Up"], r"\(x\)")
    recorder.press(["5"], statement(2))
    recorder.press([str(ANSWERS[1])], statement(3))
    recorder.press(["s"], statement(4), "s (skips statement 3)")
    recorder.press(["Left"], statement(3), "Left (back to statement 3)")
    recorder.press(["Enter"], r"[Cc]hoose|answer", "Enter (without an answer)")
    recorder.press(["Right"], statement(4), "Right (leaves it open)")
    recorder.press([str(a) for a in ANSWERS[3:9]], statement(10))
    recorder.press(["q"], prompt_alone)
    recorder.command("attachment take --save result.json", r"Enter")
    recorder.press(["Enter"], statement(10))
    recorder.press([str(a) for a in ANSWERS[9:23]], statement(24))
    recorder.press([str(ANSWERS[23])], r"^ +[^|]*open")
    recorder.press(["o"], statement(3))
    recorder.press([str(ANSWERS[2])], r"Enter")
    recorder.press(["Enter"], r"Your result")
    recorder.press(["Enter"], prompt_alone)

    recorder.tell("The report: a page for the browser, and the same as text")
    recorder.command("attachment report result.json -o report.html")
    recorder.command("ls", then=True)
    for first, last in ((1, 22), (23, 44), (45, 66)):
        recorder.command(f"attachment report result.json | sed -n {first},{last}p")

    recorder.tell("Two earlier sittings were saved as spring.json and summer.json. Three sittings make a path")
    recorder.command("attachment track me.jsonl --add spring.json")
    recorder.command("attachment track me.jsonl --add summer.json", then=True)
    recorder.command("attachment track me.jsonl --add result.json", then=True)
    recorder.command("attachment track me.jsonl --practice active_listening", then=True)
    for first, last in ((1, 22), (23, 44), (45, 66)):
        recorder.command(f"attachment track me.jsonl | sed -n {first},{last}p")
    recorder.command("attachment track me.jsonl -o path.html && ls")


def undated(text):
    return re.sub(r"\b\d{4}-\d{2}-\d{2}\b", "YYYY-MM-DD", text).splitlines()


def compare(recording):
    differences = list(difflib.unified_diff(undated(RECORDING.read_text(encoding="utf-8")), undated(recording),
                                            "recorded", "now", lineterm=""))
    if not differences:
        print(f"{RECORDING.relative_to(ROOT)} shows what the program shows")
        return 0
    print("\n".join(differences))
    print(f"{RECORDING.relative_to(ROOT)} shows something else; look at it, then run scripts/record_session")
    return 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    if shutil.which("tmux") is None:
        print("skipped: tmux is not installed")
        return SKIPPED
    program = str(pathlib.Path(given.program).resolve())
    today = datetime.date.today()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        screen = Screen(folder, program)
        try:
            earlier_results(program, screen.home, today)
            recorder = Recorder(screen)
            recorder.text.append(HEADER)
            session(recorder)
        finally:
            screen.end()
    recording = "\n".join(recorder.text)
    if given.check:
        return compare(recording)
    RECORDING.write_text(recording, encoding="utf-8")
    print(f"{len(recorder.text)} steps recorded in {RECORDING.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
