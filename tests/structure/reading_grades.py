"""English texts for people read at grade 9 or below, by three formulas, and exist in every language.

Groups: our questionnaires, the practices, the sentences of the program (each where it is there). Every English text is
counted; headings and labels, which are no sentences, are not. The formulas are those of the PyPI package `readability`:
Flesch-Kincaid grade (syllables), automated readability index (letters), Coleman-Liau index (letters, sentences).
"""

import json
import re
import sys

import tree

HIGHEST = 9.0
FORMULAS = ["Kincaid", "ARI", "Coleman-Liau"]
ORIGINAL = "en"
GROUPS = {
    "our questionnaires": ["questionnaires/own"],
    "practices": ["questionnaires/practices"],
    "texts of the program": ["questionnaires/texts"],
}
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def wordings(value, path=""):
    """(pointer, object) of each object whose keys are language tags, the original among them."""
    if isinstance(value, dict):
        if ORIGINAL in value:
            yield path, value
            return
        for key, inner in value.items():
            if key == "languages":  # what is known of each, no texts
                continue
            yield from wordings(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from wordings(inner, f"{path}/{index}")


def texts(wording, path=""):
    """(pointer, text) of each text in one language, however it is nested."""
    if isinstance(wording, str):
        yield path, wording
    elif isinstance(wording, dict):
        for key, inner in wording.items():
            yield from texts(inner, f"{path}/{key}")
    elif isinstance(wording, list):
        for index, inner in enumerate(wording):
            yield from texts(inner, f"{path}/{index}")


def sentences(text):
    """The sentences of a text, each as words and signs between blanks; what ends without a full stop is none."""
    text = PLACEHOLDER.sub("some", text)
    for sentence in re.findall(r"[^.!?]*[.!?]", re.sub(r"(?<=\d)\.(?=\d)|\.(?=\d)", "", text)):
        words = re.findall(r"[\w'\u2019-]+|[^\w\s]", sentence)
        if any(word[0].isalpha() for word in words):
            yield " ".join(words)


def languages_problems(path, pointer, wording, tags):
    """What is missing or differs in the other languages."""
    original = dict(texts(wording[ORIGINAL]))
    for tag in sorted(tags):
        there = dict(texts(wording.get(tag, {})))
        for step in sorted(set(original) ^ set(there)):
            only = ORIGINAL if step in original else tag
            yield f"{path} at {pointer}: {step or 'the text'} is there in '{only}' alone, of '{ORIGINAL}' and '{tag}'"
        for step in sorted(set(original) & set(there)):
            if not there[step].strip():
                yield f"{path} at {pointer}/{tag}{step}: empty"
            if sorted(PLACEHOLDER.findall(original[step])) != sorted(PLACEHOLDER.findall(there[step])):
                yield f"{path} at {pointer}/{tag}{step}: other placeholders than in '{ORIGINAL}'"


def read_all():
    """(group, path, pointer, wording) of every text in several languages, and the problems they have."""
    found, problems = [], []
    for group, folders in GROUPS.items():
        for path in tree.files(*folders, endings=(".json",)):
            content = json.loads((tree.ROOT / path).read_text(encoding="utf-8"))
            there = list(wordings(content))
            tags = {tag for _, wording in there for tag in wording} - {ORIGINAL}
            for pointer, wording in there:
                found.append((group, path, pointer, wording))
                problems += languages_problems(path, pointer, wording, tags)
    return found, problems


def main():
    found, problems = read_all()
    try:
        import readability
        from readability.langdata import LANGDATA
    except ImportError:
        if problems:
            tree.finish(problems, len(found), "texts")
        print("skipped: the Python package readability is not installed; scripts/test puts it into a venv")
        sys.exit(tree.SKIPPED)
    # The package counts no syllable in "I" and "the", which would flatter: every word has one.
    counted = LANGDATA["en"]["syllables"]
    LANGDATA["en"]["syllables"] = lambda word: max(1, counted(word.lower()))

    def grades(lines):
        measured = readability.getmeasures("\n".join(lines) + "\n", lang="en")["readability grades"]
        return [measured[formula] for formula in FORMULAS]

    print(f"{'group':24}{'sentences':>10}" + "".join(f"{formula:>14}" for formula in FORMULAS))
    for group in GROUPS:
        lines = []
        for of_group, path, pointer, wording in found:
            if of_group != group:
                continue
            for _, text in texts(wording[ORIGINAL]):
                own = list(sentences(text))
                lines += own
                if own and pointer.startswith("/items/") and grades(own)[0] > HIGHEST:
                    problems.append(f"{path} at {pointer}: grade {grades(own)[0]:.1f} by {FORMULAS[0]}: {text}")
        if not lines:
            continue
        result = grades(lines)
        print(f"{group:24}{len(lines):>10}" + "".join(f"{grade:>14.1f}" for grade in result))
        for index, grade in enumerate(result):
            if grade > HIGHEST:
                problems.append(f"{group}: grade {grade:.1f} by {FORMULAS[index]}; the highest is {HIGHEST:.0f}")
    tree.finish(problems, len(found), "texts")


if __name__ == "__main__":
    main()
