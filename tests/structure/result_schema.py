"""What the program writes as results and manifests is what the schemas in questionnaires/ say."""
import argparse
import json
import subprocess
import sys
import tempfile

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


def scored(program, case, manifest):
    """Results of made-up people, some of whom left much out, and the manifest of the run."""
    target = case[case.index("--target"):][:2] if "--target" in case else []
    people = subprocess.run([program, "simulate", case[0], "-n", "40", "--seed", "2", "--missing-share", "0.15", *target],
                            capture_output=True, text=True, check=True).stdout
    people += "nobody" + "," * people.split("\n", 1)[0].count(",") + "\n"
    run = subprocess.run([program, "score", *case, "-", "--items", "Q{}", "--id", "id", "--out-format", "json", "-q",
                          "--manifest", manifest], input=people, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{case}: {run.stderr}")
    with open(manifest, encoding="utf-8") as file:
        return json.loads(run.stdout), json.load(file)


def validator_of(jsonschema, name):
    schema = json.loads((tree.ROOT / "questionnaires" / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    options = parser.parse_args()
    try:
        import jsonschema
    except ImportError:
        print("the package jsonschema is not installed: results and manifests are not compared with their schemas")
        return 77
    of_results = validator_of(jsonschema, "result-schema.json")
    of_manifests = validator_of(jsonschema, "manifest-schema.json")
    of_lines = validator_of(jsonschema, "history-schema.json")
    count, problems = 0, 0
    for path in sorted((tree.ROOT / "tests" / "data" / "history").glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            # Lines of later versions and unfinished ones are there to be passed over.
            if path.name == "later_kinds.jsonl" and number > 1 or not line.endswith("}"):
                continue
            document = json.loads(line)
            count += 1
            for error in of_lines.iter_errors(document):
                problems += 1
                print(f"{path.name}:{number}: {error.json_path}: {error.message}")
            if document["kind"] == "sitting":
                for error in of_results.iter_errors(document["result"]):
                    problems += 1
                    print(f"{path.name}:{number}: result: {error.json_path}: {error.message}")
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            results, manifest = scored(options.program, case, folder + "/manifest.json")
            checks = [(of_manifests, "manifest", manifest)]
            checks += [(of_results, result.get("id"), result) for result in results]
            for validator, what, document in checks:
                count += 1
                for error in validator.iter_errors(document):
                    problems += 1
                    print(f"{' '.join(case)}, {what}: {error.json_path}: {error.message}")
    print(f"{count} results, manifests and history lines checked, {problems} problem(s)")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
