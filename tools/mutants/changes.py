"""What can be changed in a source file so that it says something else: one small mistake at a time.

A change is a place in the syntax tree and what to put there. It must never touch what cannot change a result:
annotations, decorators, docstrings, asserts (they are for us), ``strict=`` of ``zip``.
"""

import ast
import copy
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

Slot = tuple[Any, str, int | None]  # a node, the name of its field, the place in a list
Key = tuple[str, str, str, str, int]  # module, function, statement before and after, which of equal ones
Variants = Iterator[tuple[Slot, Any]]

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_REACHED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
_WEAKER = {"sorted": "list", "reversed": "list", "abs": "int"}  # the order is kept, the sign is kept
_KEYWORDS_FOR_PYTHON = {"strict", "usedforsecurity", "maxsize"}
_FIELDS_FOR_READERS = {"annotation", "returns", "decorator_list", "bases", "type_comment", "type_params"}


@dataclass(frozen=True, eq=False)
class Change:
    """One mistake: ``scope`` is the function that holds it; without "()" it runs when the module is imported."""

    module: str
    scope: str
    before: str
    after: str
    nth: int
    lines: range
    slot: Slot
    new: Any

    @property
    def key(self) -> Key:
        """What names the change as long as its statement stays as it is, wherever it moves in the file."""
        return self.module, self.scope, self.before, self.after, self.nth

    @property
    def at_import(self) -> bool:
        """Whether the place runs only when the module is imported: a constant, a field, a default argument."""
        return "()" not in self.scope

    def apply(self) -> None:
        """Put the mistake into the tree that the changes were made from."""
        _put(self.slot, self.new)

    def undone(self) -> "Change":
        """Return the change that changes nothing: what is there is put there."""
        parent, field, index = self.slot
        there = getattr(parent, field)
        return replace(self, new=there if index is None else there[index])


def changes(module: str, tree: ast.Module) -> list[Change]:
    """Return every change of a module, in the order of its source."""
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for scope, holder, slot, new in _walk(tree, (tree, "body", None), "", tree):
        before = _headline(holder)
        old = _put(slot, new)
        after = _headline(holder) if old is not holder else f"{_word(new)} (instead of the line)"
        _put(slot, old)
        name = scope, before, after
        found.append(Change(module, scope, before, after, seen[name], _lines(holder), slot, new))
        seen[name] += 1
    return found


def _walk(node: ast.AST, slot: Slot, scope: str, holder: Any) -> Iterator[tuple[str, Any, Slot, Any]]:
    """Give (scope, statement, place, new) for the node and all below it."""
    if _is_for_readers(node):
        return
    if isinstance(node, ast.stmt | ast.match_case):
        holder = node
    for place, new in _VARIANTS.get(type(node), _none)(node, slot):
        if "()" in scope or not isinstance(new, ast.BitAnd | ast.BitOr | list):  # unions and fields are types
            yield scope, holder, place, new
    for place, child in _children(node):
        yield from _walk(child, place, _inner(scope, node, place[1]), holder)


def _children(node: ast.AST) -> Iterator[tuple[Slot, ast.AST]]:
    for field, value in ast.iter_fields(node):
        if field not in _FIELDS_FOR_READERS:
            whole = value if isinstance(value, list) else [value]
            for index, child in enumerate(whole):
                if isinstance(child, ast.AST):
                    yield (node, field, index if isinstance(value, list) else None), child


def _inner(scope: str, node: ast.AST, field: str) -> str:
    """Return the scope of what stands in this field: functions within functions belong to the outermost."""
    if field == "body" and "()" not in scope:
        if isinstance(node, ast.FunctionDef):
            return f"{scope}{node.name}()"
        if isinstance(node, ast.ClassDef):
            return f"{scope}{node.name}."
    return scope


def _is_for_readers(node: ast.AST) -> bool:
    """Tell whether nothing of the shop hangs on it."""
    match node:
        case ast.Assert() | ast.JoinedStr() | ast.Import() | ast.ImportFrom() | ast.Expr(ast.Constant()):
            return True
        case ast.Expr(ast.Call(ast.Name("assert_never"))) | ast.Raise(ast.Call(ast.Name("AssertionError"))):
            return True
        case ast.Assign([ast.Name("__all__")]) | ast.Call(ast.Name("NewType" | "TypeVar" | "namedtuple")):
            return True
        case ast.keyword(arg):
            return arg in _KEYWORDS_FOR_PYTHON
        case _:
            return False


# --- what becomes of each kind of node ----------------------------------------------------------------


def _none(_node: Any, _slot: Slot) -> Variants:
    yield from ()


def _compare(node: ast.Compare, _slot: Slot) -> Variants:
    for index, operator in enumerate(node.ops):
        yield (node, "ops", index), _COMPARED[type(operator)]()


def _binary(node: ast.BinOp, slot: Slot) -> Variants:
    if other := _REACHED.get(type(node.op)):
        yield (node, "op", None), other()
    if isinstance(node.op, ast.FloorDiv):  # rounded up instead of down
        up = ast.BinOp(ast.UnaryOp(ast.USub(), node.left), ast.FloorDiv(), node.right)
        yield slot, ast.UnaryOp(ast.USub(), up)


def _added(node: ast.AugAssign, slot: Slot) -> Variants:
    if other := _REACHED.get(type(node.op)):
        yield (node, "op", None), other()
    yield slot, ast.Pass()


def _both(node: ast.BoolOp, _slot: Slot) -> Variants:
    yield (node, "op", None), ast.Or() if isinstance(node.op, ast.And) else ast.And()


def _unary(node: ast.UnaryOp, slot: Slot) -> Variants:
    if isinstance(node.op, ast.Not | ast.USub):
        yield slot, node.operand


def _constant(node: ast.Constant, slot: Slot) -> Variants:
    match node.value:
        case bool(value):
            yield slot, ast.Constant(not value)
        case int(value):
            yield slot, ast.Constant(value + 1)
            yield slot, ast.Constant(value - 1)
        case str(value):
            yield slot, ast.Constant(f"{value}?")
        case _:  # None, dots, bytes
            pass


def _asked(node: ast.If | ast.IfExp, _slot: Slot) -> Variants:
    if not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
        yield (node, "test", None), ast.UnaryOp(ast.Not(), node.test)


def _filtered(node: ast.comprehension, _slot: Slot) -> Variants:
    for index in range(len(node.ifs)):
        yield (node, "ifs", index), ast.Constant(value=True)


def _called(node: ast.Call, slot: Slot) -> Variants:
    if isinstance(node.func, ast.Name):
        if other := _CALLED.get(node.func.id):
            yield (node, "func", None), ast.Name(other, ast.Load())
        if other := _WEAKER.get(node.func.id):
            yield slot, ast.Call(ast.Name(other, ast.Load()), node.args, [])
    for index, named in enumerate(node.keywords):
        if named.arg not in (None, *_KEYWORDS_FOR_PYTHON):
            yield (node, "keywords", None), node.keywords[:index] + node.keywords[index + 1 :]


def _returned(node: ast.Return, _slot: Slot) -> Variants:
    if node.value is not None and not isinstance(node.value, ast.Constant):
        yield (node, "value", None), ast.Constant(value=None)


def _dropped(_node: ast.stmt, slot: Slot) -> Variants:
    yield slot, ast.Pass()


def _assigned(node: ast.Assign, slot: Slot) -> Variants:
    if isinstance(node.targets[0], ast.Attribute | ast.Subscript):
        yield slot, ast.Pass()


def _left(_node: ast.Break, slot: Slot) -> Variants:
    yield slot, ast.Continue()


def _gone_on(_node: ast.Continue, slot: Slot) -> Variants:
    yield slot, ast.Break()


def _cut(node: ast.Slice, _slot: Slot) -> Variants:
    for field in ("lower", "upper", "step"):
        if getattr(node, field) is not None:
            yield (node, field, None), None


_VARIANTS: dict[type[ast.AST], Callable[[Any, Slot], Variants]] = {
    ast.Compare: _compare,
    ast.BinOp: _binary,
    ast.AugAssign: _added,
    ast.BoolOp: _both,
    ast.UnaryOp: _unary,
    ast.Constant: _constant,
    ast.If: _asked,
    ast.IfExp: _asked,
    ast.comprehension: _filtered,
    ast.Call: _called,
    ast.Return: _returned,
    ast.Expr: _dropped,
    ast.Raise: _dropped,
    ast.Delete: _dropped,
    ast.Assign: _assigned,
    ast.Break: _left,
    ast.Continue: _gone_on,
    ast.Slice: _cut,
}


# --- places and words ---------------------------------------------------------------------------------


def _put(slot: Slot, new: Any) -> Any:
    """Put a node into its place; return what was there."""
    parent, field, index = slot
    if index is None:
        old = getattr(parent, field)
        setattr(parent, field, new)
    else:
        old = getattr(parent, field)[index]
        getattr(parent, field)[index] = new
    return old


def _headline(holder: Any) -> str:
    """Return the statement in one line, a compound one without what it holds."""
    shown = copy.copy(holder)
    for field, empty in (("body", [ast.Pass()]), ("orelse", []), ("cases", []), ("decorator_list", [])):
        if isinstance(getattr(shown, field, None), list):
            setattr(shown, field, empty)
    return ast.unparse(shown).strip().removesuffix("pass").rstrip()


def _word(new: ast.stmt) -> str:
    return ast.unparse(new)


def _lines(holder: Any) -> range:
    """Return the lines of a statement, of a compound one those before what it holds."""
    first = holder.pattern if isinstance(holder, ast.match_case) else holder
    body = getattr(holder, "body", None) or getattr(holder, "cases", None)
    if not isinstance(body, list):
        return range(first.lineno, first.end_lineno + 1)
    inner = body[0].pattern if isinstance(body[0], ast.match_case) else body[0]
    return range(first.lineno, max(first.lineno + 1, inner.lineno))
