"""Every shipped questionnaire obeys questionnaires/schema.json and carries no wording that is not ours."""
import json
import sys

import tree


def load(path):
    """JSON as strict as the loader: a key twice is an error."""
    def pairs(members):
        names = [name for name, _ in members]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"the key {name} stands twice")
        return dict(members)
    return json.loads((tree.ROOT / path).read_text(encoding="utf-8"), object_pairs_hook=pairs)


def main():
    paths = tree.files("questionnaires/published", "questionnaires/own", endings=(".json",))
    problems, ids = [], {}
    for path in paths:
        try:
            questionnaire = load(path)
        except ValueError as error:
            problems.append(f"{path}: {error}")
            continue
        name = questionnaire.get("id")
        if path.stem != name:
            problems.append(f"{path}: the file is called otherwise than its id {name}")
        if name in ids:
            problems.append(f"{path}: the id {name} is taken by {ids[name]}")
        ids[name] = path
        if path.parts[1] == "published":
            if questionnaire.get("item_text") != "not_included":
                problems.append(f"{path}: item_text must be not_included")
            if any("text" in item for item in questionnaire.get("items", [])):
                problems.append(f"{path}: the wording of published items is not ours to ship")
    try:
        import jsonschema
    except ImportError:
        if not problems:
            print("skipped: the Python package jsonschema is not installed; scripts/test puts it into a virtual environment")
            sys.exit(tree.SKIPPED)
        tree.finish(problems, len(paths), "questionnaires")
    schema = load("questionnaires/schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in paths:
        for error in validator.iter_errors(load(path)):
            problems.append(f"{path} at /{'/'.join(str(x) for x in error.absolute_path)}: {error.message}")
    tree.finish(problems, len(paths), "questionnaires")


if __name__ == "__main__":
    main()
