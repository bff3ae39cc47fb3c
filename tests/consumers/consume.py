"""Builds a small project that uses the library, in one of the ways people do, and reads what it prints."""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def run(*command, expect=0, **more):
    """Runs a command; prints what it said and ends the test when it ends otherwise than expected."""
    done = subprocess.run([str(c) for c in command], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)
    if done.returncode != expect:
        print("$ " + " ".join(str(c) for c in command))
        print(done.stdout)
        print(f"ended with {done.returncode}, expected {expect}")
        sys.exit(1)
    return done.stdout


def require(truth, sentence):
    if not truth:
        print(sentence)
        sys.exit(1)


class Consumer:
    """The folders and options of one run."""

    def __init__(self, options):
        self.options = options
        self.work = options.build / "consumers" / options.way
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        self.prefix = self.work / "prefix"

    def configure(self, source, build, *settings):
        options = self.options
        return run(options.cmake, "-S", source, "-B", build, "-G", options.generator,
                   f"-DCMAKE_CXX_COMPILER={options.compiler}", f"-DCMAKE_CXX_COMPILER_LAUNCHER={options.launcher}",
                   "-DCMAKE_BUILD_TYPE=Debug", *settings)

    def build_and_run(self, *settings):
        source, build = HERE / self.options.way, self.work / "build"
        self.configure(source, build, *settings)
        run(self.options.cmake, "--build", build)
        return run(build / "score_one")

    def find_package(self):
        """Installed as a packager does; the library, the program and the questionnaires are there."""
        run(self.options.cmake, "--install", self.options.build, "--prefix", self.prefix)
        printed = self.build_and_run(f"-DCMAKE_PREFIX_PATH={self.prefix}", "-DATTACHMENT_WANTED_VERSION=0.1")
        require(printed == "anxiety 4.00 of ecr\n", f"the program prints {printed}")
        program = self.prefix / "bin" / "attachment"
        require(self.options.version in run(program, "--version"), "the installed program tells another version")
        installed = sorted(p.relative_to(self.prefix / "share/attachment") for p in
                           (self.prefix / "share/attachment").rglob("*.json"))
        ours = sorted(p.relative_to(ROOT) for p in (ROOT / "questionnaires").rglob("*.json"))
        require(installed == ours, f"share/attachment holds {installed}, the tree {ours}")
        require(self.fits_processor_of_bits(64) != self.fits_processor_of_bits(32),
                "a compiled library fits processors of one size only")
        # What cannot be had is said in a sentence.
        failed = subprocess.run([self.options.cmake, "-S", HERE / "find_package", "-B", self.work / "later",
                                 f"-DCMAKE_PREFIX_PATH={self.prefix}", "-DATTACHMENT_WANTED_VERSION=99"],
                                text=True, capture_output=True)
        require(failed.returncode != 0 and self.options.version in failed.stderr,
                f"version 99 is found, or not refused by naming ours: {failed.stderr}")

    def fits_processor_of_bits(self, bits):
        """Whether find_package would take the installed package on a processor of this size."""
        version_file = next(self.prefix.rglob("attachment-config-version.cmake"))
        script = self.work / "fits.cmake"
        script.write_text("cmake_minimum_required(VERSION 3.24)\n"
                          f"set(CMAKE_SIZEOF_VOID_P {bits // 8})\n"
                          f"set(PACKAGE_FIND_VERSION {self.options.version})\n"
                          f'include("{version_file}")\n'
                          'message("unsuitable: [${PACKAGE_VERSION_UNSUITABLE}]")\n', encoding="utf-8")
        return "unsuitable: []" in run(self.options.cmake, "-P", script)

    def headers_only(self):
        """Configured without io: nothing is compiled, and a consumer needs neither Boost.JSON nor Eigen nor threads."""
        library = self.work / "library"
        self.configure(ROOT, library, "-DATTACHMENT_BUILD_IO=OFF", "-DCMAKE_DISABLE_FIND_PACKAGE_Eigen3=ON",
                       "-DCMAKE_DISABLE_FIND_PACKAGE_Threads=ON")
        run(self.options.cmake, "--build", library)
        run(self.options.cmake, "--install", library, "--prefix", self.prefix)
        require(not list(self.prefix.rglob("*.a")) and not list(self.prefix.rglob("io")), "something of io is installed")
        require(self.fits_processor_of_bits(32) and self.fits_processor_of_bits(64),
                "headers alone must fit every processor")
        printed = self.build_and_run(f"-DCMAKE_PREFIX_PATH={self.prefix}", "-DCMAKE_DISABLE_FIND_PACKAGE_Eigen3=ON",
                                     "-DCMAKE_DISABLE_FIND_PACKAGE_Threads=ON")
        require(printed == "worry 3.50\n", f"the program prints {printed}")

    def add_subdirectory(self):
        """Inside another project: nothing but the headers unless asked, no tests, no flags, no build type of ours."""
        printed = self.build_and_run(f"-DATTACHMENT_ROOT={ROOT}")
        require(printed == "worry 3.50\n", f"the program prints {printed}")
        with_io = self.work / "with_io"
        self.configure(HERE / "add_subdirectory", with_io, f"-DATTACHMENT_ROOT={ROOT}", "-DATTACHMENT_BUILD_IO=ON")
        targets = run(self.options.cmake, "--build", with_io, "--target", "help")
        require("attachment_io" in targets, "attachment::io cannot be asked for")
        require("attachment_cli" not in targets and "_tests" not in targets, "more than io is built unasked")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("way", choices=["find_package", "headers_only", "add_subdirectory"])
    parser.add_argument("--build", type=pathlib.Path, required=True)
    for name in ("cmake", "generator", "compiler", "version"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--launcher", default="")
    options = parser.parse_args()
    os.environ.pop("DESTDIR", None)
    consumer = Consumer(options)
    getattr(consumer, options.way)()
    print(f"{options.way}: builds and scores")


if __name__ == "__main__":
    main()
