"""What the program writes as results is what questionnaires/result-schema.json says."""
import argparse
import json
import subprocess
import sys

import tree

CASES = [
    ["ecr"],
    ["ecr", "--norm", "none"],
    ["ecr", "--style", "fisher", "--keep-answers"],
    ["ecr", "--style", "none"],
    ["saam"],
    ["rq", "--style", "prototype"],
    ["raas"],
    ["asm"],
    ["ecr-rs", "--target", "partner"],
]


def results(program, case):
    """Results of made-up people, some of whom left much out."""
    target = case[case.index("--target"):][:2] if "--target" in case else []
    people = subprocess.run([program, "simulate", case[0], "-n", "40", "--seed", "2", "--missing-share", "0.15", *target],
                            capture_output=True, text=True, check=True).stdout
    people += "nobody" + "," * people.split("\n", 1)[0].count(",") + "\n"
    scored = subprocess.run([program, "score", *case, "-", "--items", "Q{}", "--id", "id", "--out-format", "json", "-q"],
                            input=people, capture_output=True, text=True)
    if scored.returncode != 0:
        sys.exit(f"{case}: {scored.stderr}")
    return json.loads(scored.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    options = parser.parse_args()
    try:
        import jsonschema
    except ImportError:
        print("the package jsonschema is not installed: the results are not compared with their schema")
        return 77
    schema = json.loads((tree.ROOT / "questionnaires/result-schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    count, problems = 0, 0
    for case in CASES:
        for result in results(options.program, case):
            count += 1
            for error in validator.iter_errors(result):
                problems += 1
                print(f"{' '.join(case)}, {result.get('id')}: {error.json_path}: {error.message}")
    print(f"{count} results checked, {problems} problem(s)")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
