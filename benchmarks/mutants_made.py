"""Every mutant of some modules, a line of JSON each. Runs in the environment that has the libraries which make them.

What only changes an annotation, a docstring or the text of a string is left out, and so are comparisons by identity
turned into comparisons by value or order. What two operators make alike is taken once.
"""

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import libcst
from cosmic_ray.ast import get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from mutmut.mutation.mutators import mutation_operators, operator_string

IDENTITY = {"Is", "IsNot"}


def _told_apart(name: str) -> bool:
    """Entries of an enumeration, truth values and None are equal where they are the same, and have no order."""
    kind, *pair = name.split("_")
    return kind != "core/ReplaceComparisonOperator" or len(IDENTITY.intersection(pair)) != 1


OPERATORS = [name for name in operator_names() if not get_operator(name).arguments() and _told_apart(name)]


def by_cosmic_ray(source: str) -> Iterator[tuple[str, str]]:
    """Comparisons, operators, numbers, conditions, loops, decorators and exceptions: operator and mutated source."""
    nodes = list(_nodes(get_ast(source)))
    for name in OPERATORS:
        operator = get_operator(name)()
        for at in range(sum(len(list(operator.mutation_positions(node))) for node in nodes)):
            mutated = mutate_code(source, operator, at)
            if mutated is not None:
                yield name.removeprefix("core/"), mutated


def _nodes(node: object) -> Iterator[object]:
    yield node
    for child in getattr(node, "children", ()):
        yield from _nodes(child)


def by_mutmut(source: str) -> Iterator[tuple[str, str]]:
    """Arguments, assignments, cases and branches taken away, among others: operator and mutated source."""
    module = libcst.parse_module(source)
    for node in _parts(module):
        for kind, operator in mutation_operators:
            if isinstance(node, kind) and operator is not operator_string:
                for mutated in operator(node):
                    yield operator.__name__, module.deep_replace(node, mutated).code


def _parts(node: libcst.CSTNode) -> Iterator[libcst.CSTNode]:
    yield node
    for child in node.children:
        yield from _parts(child)


class _Meaning(ast.NodeTransformer):
    """The source without annotations, docstrings, the words of strings and slots, which only save memory."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        return ast.Pass() if isinstance(node.value, ast.Constant) else self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        node.keywords = [keyword for keyword in node.keywords if keyword.arg != "slots"]
        return self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        words = isinstance(node.value, str) and not node.value.replace(".", "").isdecimal()
        return ast.Constant(None) if words else node


def meaning(source: str) -> str:
    return ast.dump(_Meaning().visit(ast.parse(source)))


def changed_words(source: str, mutated: str) -> tuple[int, str]:
    """The first line that differs, and what stands there before and after, with three words on either side."""
    pairs = enumerate(zip([*source.splitlines(), ""], [*mutated.splitlines(), ""], strict=False), start=1)
    line = next(number for number, (one, other) in pairs if one != other)
    old, new = source.split(), mutated.split()
    start = _alike(old, new)
    end = min(_alike(old[::-1], new[::-1]), len(old) - start, len(new) - start)
    around = [(words[max(0, start - 3) : start], words[start : len(words) - end], words[len(words) - end :][:3])
              for words in (old, new)]  # fmt: skip
    before, after = (" ".join(word for part in parts for word in part) for parts in around)
    return line, f"{before} → {after}"


def _alike(old: list[str], new: list[str]) -> int:
    return next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
                min(len(old), len(new)))  # fmt: skip


def mutants(path: Path) -> Iterator[dict[str, object]]:
    source = path.read_text(encoding="utf-8")
    seen = {meaning(source)}
    for make in (by_cosmic_ray, by_mutmut):
        for operator, mutated in make(source):
            try:
                told = meaning(mutated)
            except SyntaxError:
                continue
            if told not in seen:
                seen.add(told)
                line, change = changed_words(source, mutated)
                yield {"path": path.as_posix(), "line": line, "operator": operator, "change": change, "source": mutated}


if __name__ == "__main__":
    for path in sys.argv[1:]:
        for mutant in mutants(Path(path)):
            print(json.dumps(mutant))
