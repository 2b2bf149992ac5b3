"""No test depends on how fast or how busy the machine is, nor on chance: each waits for the thing itself, counts work
or shows an order. `waiting.py` alone looks at a clock, so that what never comes ends some time."""

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
WAITING = {"waiting.py"}
HARMLESS = {
    "hostile/machine.py": {"monotonic"},  # seconds that are printed and compared with nothing
    "gui/test_start.py": {"QTimer", "QTimer(timeout=number)"},  # looks what is shown, and counts nothing
}
LIMITS = {"hurry.py", "children/test_calls.py", "ocr/work.py"}  # only what never ends comes near to them
FILES = sorted(file for file in TESTS.rglob("*.py") if "benchmarks" not in file.parts and file != Path(__file__))

CLOCKS = {"monotonic", "perf_counter", "process_time", "default_timer", "QElapsedTimer"}
CLOCKS |= {f"{name}_ns" for name in CLOCKS}
PAUSES = {"sleep", "wait", "join", "communicate", "acquire", "result", "qWait", "qSleep", "waitForDone"}
EVENTS = {"waitUntil", "waitSignal", "waitSignals", "waitCallback", "waitExposed", "waitActive", "qWaitFor"}
EVENTS |= {"qWaitForWindowActive", "qWaitForWindowExposed"}
CHANCE = {"uuid4", "urandom", "token_hex", "token_bytes", "SystemRandom", "cpu_count", "process_cpu_count"}
OF_RANDOM = {"random", "randint", "randrange", "choice", "choices", "shuffle", "sample", "randbytes", "getrandbits"}


def unsteady(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """What a test's outcome may hang on, in its code and in that which it hands to other processes as a text."""
    chance = "random" in {one.name for node in nodes if isinstance(node, ast.Import) for one in node.names}
    for node in nodes:
        match node:
            case ast.Attribute(attr=name) | ast.Name(id=name) | ast.alias(name=name) if name in CLOCKS | CHANCE:
                yield name
            case ast.ImportFrom(module="random", names=names):
                yield from (f"random.{one.name}" for one in names if one.name in OF_RANDOM)
            case ast.Attribute(value=ast.Name(id="random"), attr=name) if name in OF_RANDOM and chance:
                yield f"random.{name}"
            case ast.Call():
                yield from _called(node)
            case ast.Constant(value=str(text)) if "import " in text and "\n" in text:
                yield from _within(text)


def nodes_of(source: str) -> Sequence[ast.AST]:
    return list(ast.walk(ast.parse(source)))


def _within(text: str) -> Iterator[str]:
    try:
        yield from unsteady(nodes_of(text))
    except SyntaxError:
        return


def _called(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in PAUSES and call.args and _number(call.args[0]):
        yield f"{name}(number)"
    if any(word.arg in ("timeout", "interval") and _number(word.value) for word in call.keywords):
        yield f"{name}(timeout=number)"
    if name in EVENTS and "PATIENCE" not in ast.unparse(call):
        yield f"{name} without patience"
    if name == "QTimer":
        yield name
    if name == "Random" and not call.args:
        yield "Random without a seed"


def _number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and node.value > 0


def short(nodes: Sequence[ast.AST]) -> bool:
    """Whether it sets limits to the time of workers."""
    return any(
        (isinstance(node, ast.Call) and _name(node.func) == "Limits" and (node.args or _seconds(node)))
        or (isinstance(node, ast.Constant) and node.value == "USUAL")
        for node in nodes
    )


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _seconds(call: ast.Call) -> bool:
    return any(word.arg == "seconds" for word in call.keywords)


def test_no_test_hangs_on_speed_or_chance() -> None:
    found, limited = {}, set()
    for file in FILES:
        name, nodes = str(file.relative_to(TESTS)), nodes_of(file.read_text(encoding="utf-8"))
        if name not in WAITING and (things := set(unsteady(nodes)) - HARMLESS.get(name, set())):
            found[name] = things
        if short(nodes):
            limited.add(name)
    assert found == {}
    assert limited <= LIMITS, "hurry.py is for what never ends"


@pytest.mark.parametrize(
    "line",
    [
        "assert time.monotonic() - begun < 3",
        "from time import perf_counter",
        "time.sleep(0.2)",
        "thread.join(30)",
        "gate.wait(5)",
        "process.communicate(timeout=60)",
        "qtbot.wait(300)",
        "QTest.qWait(10)",
        "qtbot.waitUntil(lambda: done)",
        "timer = QTimer(interval=20)",
        "import random\nrandom.choice(names)",
        "numbers = Random()",
        "key = uuid4()",
        'SCRIPT = """\nimport time\ntime.sleep(3)\n"""',
    ],
)
def test_each_such_thing_is_noticed(line: str) -> None:
    assert list(unsteady(nodes_of(line)))


@pytest.mark.parametrize("line", ["Limits(seconds=2)", "Limits(2)", 'patch.setattr(calls, "USUAL", limits)'])
def test_a_short_limit_is_noticed(line: str) -> None:
    assert short(nodes_of(line))


@pytest.mark.parametrize(
    "line",
    [
        "qtbot.waitUntil(done, timeout=PATIENCE_MILLISECONDS)",
        "process.wait(PATIENCE)",
        "numbers = Random(7)",
        "upload.UploadLimits(2, 1_000_000)",
        "', '.join(names)",
    ],
)
def test_what_waits_for_the_thing_itself_is_left(line: str) -> None:
    assert list(unsteady(nodes_of(line))) == [] and not short(nodes_of(line))
