"""attachment/attachment.hpp includes the whole header-only library, and nothing else."""
import tree

UMBRELLA = "include/attachment/attachment.hpp"


def main():
    included = {name: number for number, name, _ in tree.includes(UMBRELLA)}
    wanted = set()
    for path in tree.public_headers():
        name = path.relative_to("include").as_posix()
        layer = path.parts[2] if len(path.parts) > 3 else ""
        if name != "attachment/attachment.hpp" and layer != "io" and layer not in tree.BORDERS:
            wanted.add(name)
    problems = [f"{UMBRELLA}: does not include <{name}>" for name in sorted(wanted - set(included))]
    for name in sorted(set(included) - wanted):
        problems.append(f"{UMBRELLA}:{included[name]}: <{name}> is no header of the header-only library")
    tree.finish(problems, len(wanted), "headers")


if __name__ == "__main__":
    main()
