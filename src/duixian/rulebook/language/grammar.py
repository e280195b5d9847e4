"""The grammar of expressions and its parser (LALR), built once a process when first needed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from lark import Lark, Transformer, UnexpectedInput, UnexpectedToken
from lark import Token as LarkToken
from lark.lexer import Lexer, LexerState

from duixian.rulebook.language import syntax
from duixian.rulebook.language.source import Source
from duixian.rulebook.language.syntax import Name, Syntax
from duixian.rulebook.language.syntax_errors import explain
from duixian.rulebook.language.tokens import Token, tokens_of
from duixian.rulebook.problems import Problem

_GRAMMAR = r"""
%declare CONNECT NOT COMPARE BELONGS FLAG ETC ADD SCALE NUMBER DATE WORD QUOTED
%declare LPAR RPAR LBRACKET RBRACKET _DOT _SEPARATOR

start: _logic
_logic: _negation | chain
chain: _negation (CONNECT _negation)+
_negation: _comparison | negation
negation: NOT _comparison
_comparison: _sum | comparison | membership
comparison: _sum (COMPARE _sum)+
membership: _sum BELONGS (listing | _sum)
_sum: _product | sum
sum: _product (ADD _product)+
_product: _atom | product
product: _atom (SCALE _atom)+
_atom: number | date | flag | name | path | call | group
number: NUMBER
date: DATE
flag: FLAG
name: WORD | QUOTED
path: name (_DOT name)+
call: WORD LPAR [_logic (_SEPARATOR _logic)*] RPAR
group: LPAR _logic RPAR
listing: LBRACKET _atom (_SEPARATOR _atom)* [_SEPARATOR? ETC] RBRACKET
"""


class _Tokens(Lexer):
    """Hands over tokens that were read already."""

    __future_interface__ = 2

    def __init__(self, _conf: object) -> None:
        pass

    def lex(self, lexer_state: LexerState, _parser_state: object) -> Iterator[LarkToken]:
        """The tokens in the parser's own form."""
        tokens: Any = lexer_state.text  # for an own lexer this is whatever `parse` was given
        for token in tokens:
            start, end = token.span
            yield LarkToken(token.type, token.text, start_pos=start, end_pos=end)


class _Builder(Transformer[LarkToken, Syntax]):
    """From the parser's reductions to syntax; each method is a rule of the grammar."""

    def start(self, children: list[Any]) -> Syntax:
        """The whole expression."""
        return _only(children)

    def group(self, children: list[Any]) -> Syntax:
        """What stands in brackets."""
        opening, inside, closing = children
        node: Syntax = replace(inside, span=(_span(opening)[0], _span(closing)[1]))
        return node

    def number(self, children: list[LarkToken]) -> Syntax:
        """A number."""
        return syntax.Number(_span(children[0]), str(children[0]))

    def date(self, children: list[LarkToken]) -> Syntax:
        """A date."""
        return syntax.DateText(_span(children[0]), str(children[0]))

    def flag(self, children: list[LarkToken]) -> Syntax:
        """是, 否."""
        return syntax.FlagText(_span(children[0]), str(children[0]))

    def name(self, children: list[LarkToken]) -> Syntax:
        """A name, with or without 「」."""
        return _name(children[0])

    def path(self, children: list[Name]) -> Syntax:
        """A path."""
        return syntax.Path((children[0].span[0], children[-1].span[1]), tuple(children))

    def call(self, children: list[Any]) -> Syntax:
        """A function."""
        name, _, *arguments, closing = children
        span = _span(name)[0], _span(closing)[1]
        return syntax.Call(span, _name(name), tuple(arguments))

    def chain(self, children: list[Any]) -> Syntax:
        """且, 或."""
        return syntax.Chain(_around(children), *_alternating(children))

    def comparison(self, children: list[Any]) -> Syntax:
        """A comparison."""
        return syntax.Comparison(_around(children), *_alternating(children))

    def sum(self, children: list[Any]) -> Syntax:
        """+ and −."""
        return syntax.Operation(_around(children), *_alternating(children))

    def product(self, children: list[Any]) -> Syntax:
        """× and ÷."""
        return syntax.Operation(_around(children), *_alternating(children))

    def negation(self, children: list[Any]) -> Syntax:
        """非."""
        return syntax.Negation((_span(children[0])[0], children[1].span[1]), children[1])

    def membership(self, children: list[Any]) -> Syntax:
        """属于."""
        left, word, right = children
        return syntax.Membership(_around(children), str(word) == "不属于", left, right)

    def listing(self, children: list[Any]) -> Syntax:
        """A list of words."""
        items = tuple(child for child in children if isinstance(child, Syntax))
        open_ended = any(getattr(child, "type", "") == "ETC" for child in children)
        span = _span(children[0])[0], _span(children[-1])[1]
        return syntax.Listing(span, items, open_ended)


def _only(children: list[Syntax]) -> Syntax:
    (child,) = children
    return child


def _span(token: LarkToken) -> tuple[int, int]:
    return token.start_pos or 0, token.end_pos or 0


def _name(token: LarkToken) -> Name:
    quoted = token.type == "QUOTED"
    return Name(_span(token), token[1:-1] if quoted else str(token), quoted)


def _around(children: list[Any]) -> tuple[int, int]:
    return children[0].span[0], children[-1].span[1]


def _alternating(children: list[Any]) -> tuple[tuple[Name, ...], tuple[Syntax, ...]]:
    return tuple(_name(sign) for sign in children[1::2]), tuple(children[::2])


@cache
def _parser() -> Lark:
    return Lark(
        _GRAMMAR,
        parser="lalr",
        lexer=_Tokens,
        transformer=_Builder(),
        maybe_placeholders=False,
    )


def read_syntax(source: Source) -> tuple[Syntax | None, tuple[Problem, ...]]:
    """The syntax of the text; without it, why it cannot be read."""
    tokens, problems = tokens_of(source)
    if problems:
        return None, problems
    try:
        return _parsed(tokens), ()
    except UnexpectedInput as refusal:
        expected = refusal.accepts if isinstance(refusal, UnexpectedToken) else set()
        return None, (explain(source, tokens, _position(refusal, tokens), frozenset(expected)),)


def _parsed(tokens: Iterable[Token]) -> Syntax:
    tree: Any = _parser().parse(tokens)  # a list, for our own lexer
    node: Syntax = tree
    return node


def _position(refusal: UnexpectedInput, tokens: list[Token]) -> int:
    """The index of the token that does not fit; the number of tokens at the end of the text."""
    token = getattr(refusal, "token", None)
    if token is None or token.type == "$END":
        return len(tokens)
    starts = [other.span[0] for other in tokens]
    return starts.index(token.start_pos)
