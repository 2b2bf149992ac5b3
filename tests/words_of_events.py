"""Finds where the words of an event are read, by the syntax tree of the sources and what their annotations say.

A small reader of types: enough for the plain style of this code, and by its names where an annotation is out of reach.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

WORDS: Mapping[str, frozenset[str]] = {
    "Event": frozenset({"text"}),
    "EventDetails": frozenset({"text"}),
    "EventRow": frozenset({"text"}),
    "Beat": frozenset({"text", "sentences", "quotes", "alone", "opening"}),
    "Telling": frozenset({"typed", "text"}),
    "Assertion": frozenset({"text"}),
    "TimelineEntry": frozenset({"text"}),
    "Story": frozenset({"told_texts"}),
}
_WORDY = frozenset({"holds"}).union(*WORDS.values())
_BY_NAME = {"event": "Event", "beat": "Beat", "telling": "Telling", "entry": "TimelineEntry", "story": "Story"}
_SEQUENCES = frozenset({"tuple", "list", "set", "frozenset", "Iterator", "Iterable", "Sequence", "deque", "Collection"})
_MAPPINGS = frozenset({"dict", "Mapping", "defaultdict"})
_SAME = frozenset({"tuple", "list", "sorted", "reversed", "iter", "filter", "set", "islice", "chain", "replace"})
_ONE_OF = frozenset({"next", "max", "min"})
_SHOWING = frozenset({"tr", "remark", "quote"})  # beside constructors of values
_TEXT = "words"  # the kind of the words themselves
_STILL_WORDS = frozenset(
    {"strip", "rstrip", "lstrip", "lower", "casefold", "replace", "translate", "join", "half_width"}
)
_MATCHING = frozenset({"search", "match", "fullmatch", "finditer", "findall", "sub", "split"})
_ASKING = frozenset(
    {"find", "rfind", "index", "count", "startswith", "endswith", "partition", "rpartition", "split", "removeprefix"}
)


@dataclass(frozen=True)
class Kind:
    """A class of the sources, a sequence of it, or a mapping to it."""

    name: str
    of: str = ""  # "many", "map", "pairs"

    def element(self) -> "Kind":
        """What a loop over it gives."""
        return Kind(self.name)


@dataclass
class Sources:
    """What the annotations of all sources say, by names."""

    known: dict[str, Kind] = field(default_factory=dict)
    classes: dict[str, dict[str, Kind]] = field(default_factory=dict)
    functions: dict[str, Kind] = field(default_factory=dict)
    attributes: dict[str, Kind] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """Words that are read: in which function, whether they are only shown there, and whether something is matched."""

    file: str
    function: str
    line: int
    shown: bool = False
    matched: bool = False

    @property
    def where(self) -> str:
        """`gui/x.py: Class.function`"""
        return f"{self.file}: {self.function}"


def readings(root: Path, spared: tuple[str, ...] = ()) -> tuple[Reading, ...]:
    """All in the sources under `root`, without those of files whose path begins with one of `spared`."""
    trees = {
        file.relative_to(root).as_posix(): ast.parse(file.read_text(encoding="utf-8"))
        for file in sorted(root.rglob("*.py"))
    }
    sources = _annotations(trees.values())
    found = (
        one for file, tree in trees.items() if not file.startswith(spared) for one in _in_file(file, tree, sources)
    )
    return tuple(found)


def _annotations(trees: Iterable[ast.Module]) -> Sources:
    sources = Sources()
    nodes = [node for tree in trees for node in ast.walk(tree)]
    known = {name: Kind(name) for name in WORDS}
    known |= {node.name: Kind(node.name) for node in nodes if isinstance(node, ast.ClassDef)}
    for node in nodes:  # Row = Day | Entry | Silence
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp) and isinstance(node.targets[0], ast.Name):
            kinds = [known[part.id] for part in ast.walk(node.value) if isinstance(part, ast.Name) and part.id in known]
            if kinds:
                known[node.targets[0].id] = next((kind for kind in kinds if kind.name in WORDS), kinds[0])
    sources.known = known
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            _class(node, sources)
        elif isinstance(node, ast.FunctionDef) and (kind := _kind(node.returns, known)):
            before = sources.functions.get(node.name)
            sources.functions[node.name] = kind if before is None or kind.name in WORDS else before
    for members in sources.classes.values():
        for name, kind in members.items():
            if kind.name in WORDS:
                sources.attributes[name] = kind
    return sources


def _class(node: ast.ClassDef, sources: Sources) -> None:
    members = sources.classes.setdefault(node.name, {})
    for part in ast.walk(node):
        target, annotation = None, None
        if isinstance(part, ast.AnnAssign):
            annotation = part.annotation
            if isinstance(part.target, ast.Name):
                target = part.target.id
            elif isinstance(part.target, ast.Attribute):
                target = part.target.attr
        elif isinstance(part, ast.FunctionDef):
            target, annotation = part.name, part.returns
        if target and (kind := _kind(annotation, sources.known)):
            members.setdefault(target, kind)


def _kind(annotation: ast.expr | None, known: Mapping[str, Kind]) -> Kind | None:
    """`tuple[Beat, ...]` → many beats; of a union the first that is known."""
    match annotation:
        case ast.Constant(value=str() as text):
            return _kind(ast.parse(text, mode="eval").body, known)
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return known.get(name)
        case ast.BinOp(left=left, right=right):
            return _kind(left, known) or _kind(right, known)
        case ast.Subscript(value=ast.Name(id=name), slice=inner):
            parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            kinds = [kind for part in parts if (kind := _kind(part, known))]
            if not kinds:
                return None
            of_words = next((kind for kind in kinds if kind.name in WORDS), kinds[-1])
            if name in _MAPPINGS:
                return Kind(of_words.name, "map")
            return Kind(of_words.name, "many") if name in _SEQUENCES else of_words
    return None


def _in_file(file: str, tree: ast.Module, sources: Sources) -> Iterator[Reading]:
    if not any(isinstance(node, ast.Attribute) and node.attr in _WORDY for node in ast.walk(tree)):
        return
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Module)):
        if not any(isinstance(node, ast.Attribute) and node.attr in _WORDY for node in _own_nodes(function)):
            continue
        owner = parents.get(function)
        own_class = owner.name if isinstance(owner, ast.ClassDef) else ""
        scope = _Scope(function, own_class, sources, parents)
        name = f"{own_class}.{scope.name}" if own_class else scope.name
        for node in scope.nodes:
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and scope.reads_words(node):
                yield Reading(file, name, node.lineno, shown=_is_shown(node, parents))
            if scope.matches_words(node):
                yield Reading(file, name, getattr(node, "lineno", 0), matched=True)


def _is_shown(node: ast.AST, parents: Mapping[ast.AST, ast.AST]) -> bool:
    """It goes as it is into a text, or into a field of a value: whoever reads that is looked at there."""
    parent = parents[node]
    if isinstance(parent, ast.keyword):
        parent = parents[parent]
    if isinstance(parent, ast.FormattedValue):
        return True
    if isinstance(parent, ast.Compare) and getattr(node, "attr", "") == "told_texts":  # whether the event is told
        return True
    if isinstance(parent, ast.Call) and parent.func is not node:
        called = parent.func.id if isinstance(parent.func, ast.Name) else getattr(parent.func, "attr", "")
        return called in _SHOWING or called[:1].isupper()
    return False


class _Scope:
    """A function and what its names stand for; functions within it are scopes of their own."""

    def __init__(
        self,
        function: ast.FunctionDef | ast.Module,
        own_class: str,
        sources: Sources,
        parents: Mapping[ast.AST, ast.AST],
    ) -> None:
        self.sources, self.parents = sources, parents
        self.inner: dict[tuple[ast.AST, str], Kind] = {}  # names of comprehensions
        self.name = function.name if isinstance(function, ast.FunctionDef) else "module"
        self.nodes = tuple(_own_nodes(function))
        self.names: dict[str, Kind] = {"self": Kind(own_class)} if own_class else {}
        if isinstance(function, ast.FunctionDef):
            spec = function.args
            for argument in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs):
                if kind := _kind(argument.annotation, sources.known):
                    self.names[argument.arg] = kind
        for _ in range(3):  # names that stand for names
            for node in self.nodes:
                self._bind(node)

    def _bind(self, node: ast.AST) -> None:
        match node:
            case ast.Assign(targets=[target], value=value):
                self._give(target, self.kind(value))
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
                if kind := _kind(annotation, self.sources.known):
                    self.names[name] = kind
            case ast.NamedExpr(target=target, value=value):
                self._give(target, self.kind(value))
            case ast.For(target=target, iter=over) | ast.comprehension(target=target, iter=over):
                self._loop(target, over)

    def _give(self, target: ast.expr, kind: Kind | None) -> None:
        if isinstance(target, ast.Name) and kind:
            inside = next((one for one in self._around(target) if isinstance(one, ast.comprehension)), None)
            if inside is None:
                self.names.setdefault(target.id, kind)
            else:
                self.inner[self.parents[inside], target.id] = kind
        elif isinstance(target, ast.Tuple) and kind:  # first, *others = beats
            for part in target.elts:
                inner = part.value if isinstance(part, ast.Starred) else part
                self._give(inner, kind if isinstance(part, ast.Starred) else kind.element())

    def _loop(self, target: ast.expr, over: ast.expr) -> None:
        called = over.func if isinstance(over, ast.Call) else None
        name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        if isinstance(target, ast.Tuple) and isinstance(over, ast.Call) and name in ("zip", "enumerate", "pairwise"):
            looped = over.args if name == "zip" else [over.args[0]] * len(target.elts)
            for part, value in list(zip(target.elts, looped, strict=False))[1 if name == "enumerate" else 0 :]:
                kind = self.kind(value)
                self._give(part, kind.element() if kind else None)
        elif kind := self.kind(over):
            for part in target.elts if isinstance(target, ast.Tuple) else [target]:
                self._give(part, kind.element())

    def reads_words(self, node: ast.Attribute) -> bool:
        """`event.text`"""
        kind = self.kind(node.value)
        return bool(kind and not kind.of and node.attr in WORDS.get(kind.name, ()))

    def matches_words(self, node: ast.AST) -> bool:
        """`pattern.search(event.text)`, `word in event.text`, `event.text.startswith(…)`"""
        match node:
            case ast.Compare(left=left, ops=ops, comparators=others):
                asked = [*others, left] if not any(isinstance(one, ast.Is | ast.IsNot) for one in ops) else []
                return any(self._is_text(one) for one in asked)
            case ast.Call(func=ast.Attribute(value=value, attr=attribute), args=given, keywords=named):
                if attribute in _ASKING and self._is_text(value):
                    return True
                if attribute == "holds" and self.kind(value) == Kind("Beat"):  # it is there for values of the case
                    return any(isinstance(one, ast.Constant) for one in given)
                return attribute in _MATCHING and any(map(self._is_text, [*given, *(one.value for one in named)]))
        return False

    def _is_text(self, node: ast.expr) -> bool:
        kind = self.kind(node)
        return bool(kind and kind.name == _TEXT and kind.of != "map")

    def _around(self, node: ast.AST) -> Iterator[ast.AST]:
        """What stands around a node, up to the statement."""
        while not isinstance(node, ast.stmt) and (above := self.parents.get(node)) is not None:
            node = above
            yield node

    def _named(self, node: ast.Name) -> Kind | None:
        inner = (self.inner.get((one, node.id)) for one in self._around(node))
        found = next((kind for kind in inner if kind), None) or self.names.get(node.id)
        return found or (Kind(_BY_NAME[node.id]) if node.id in _BY_NAME else None)

    def kind(self, node: ast.expr) -> Kind | None:
        """What an expression gives."""
        match node:
            case ast.Name():
                return self._named(node)
            case ast.Attribute(value=value, attr=attribute):
                if self.reads_words(node):
                    return Kind(_TEXT, {"told_texts": "map", "sentences": "many", "quotes": "many"}.get(attribute, ""))
                return self._member(self.kind(value), attribute)
            case ast.Call():
                return self._call(node)
            case ast.Subscript(value=value, slice=place):
                kind = self.kind(value)
                return kind if kind is None or isinstance(place, ast.Slice) else kind.element()
            case ast.IfExp(body=body, orelse=other):
                return self.kind(body) or self.kind(other)
            case ast.BoolOp(values=values):
                return next((kind for value in values if (kind := self.kind(value))), None)
            case ast.NamedExpr(value=value) | ast.Starred(value=value):
                return self.kind(value)
            case ast.ListComp(elt=element) | ast.GeneratorExp(elt=element) | ast.SetComp(elt=element):
                kind = self.kind(element)
                return Kind(kind.name, "many") if kind else None
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                kind = next((kind for part in parts if (kind := self.kind(part))), None)
                return Kind(kind.name, "many") if kind else None
            case ast.BinOp(left=left, right=right):
                return self.kind(left) or self.kind(right)
        return None

    def _member(self, owner: Kind | None, attribute: str) -> Kind | None:
        if owner and owner.of == "map" and attribute in ("get", "values", "items", "pop"):
            return owner
        members = self.sources.classes.get(owner.name, {}) if owner and not owner.of else {}
        return members.get(attribute) or self.sources.attributes.get(attribute)

    def _call(self, node: ast.Call) -> Kind | None:
        match node.func:
            case ast.Name(id=name) if name in _ONE_OF and node.args:
                kind = self.kind(node.args[0])
                return kind.element() if kind else None
            case ast.Name(id=name) if name in _SAME and node.args:
                return next((kind for argument in node.args if (kind := self.kind(argument))), None)
            case ast.Name(id=name):
                return Kind(name) if name in WORDS else self.sources.functions.get(name)
            case ast.Attribute(value=value, attr=attribute) if attribute in _STILL_WORDS and (
                any(self._is_text(one) for one in (value, *node.args))
            ):
                return Kind(_TEXT)
            case ast.Attribute(value=value, attr=attribute):
                kind = self._member(self.kind(value), attribute)
                if kind and kind.of == "map":
                    return Kind(kind.name) if attribute in ("get", "pop") else Kind(kind.name, "many")
                return kind or self.sources.functions.get(attribute)
        return None


def _own_nodes(function: ast.FunctionDef | ast.Module) -> Iterator[ast.AST]:
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop(0)
        if not isinstance(node, ast.FunctionDef):
            yield node
            if not (isinstance(function, ast.Module) and isinstance(node, ast.ClassDef)):
                waiting += ast.iter_child_nodes(node)
