"""Tokens of those who speak from outside: made once, shown once, kept as a hash, taken back at any time.

A caller may speak of what its scopes name and of nothing else. It must never keep or log a token.
"""

import hmac
import re
from dataclasses import replace
from enum import StrEnum
from typing import ClassVar, Final

from loyalty_pos.centre.enrolment import NotAuthorised, digest
from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.centre.records import Caller
from loyalty_pos.core.problems import Problem

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
CONSOLE: Final = "console"
"""The name under which events come from the command line; no caller may have it."""


class Scope(StrEnum):
    """What a caller may speak of; ``partner``: of the partner whose id is the caller's name."""

    EVENTS = "events"
    PARTNERS = "partners"
    PARTNER = "partner"


class BadCallerName(Problem):
    """A caller's name is lower-case letters, digits and dashes, up to 40, and not taken by us."""

    code: ClassVar[str] = "bad_caller_name"
    name: str


class UnknownCaller(Problem):
    """Nobody of this name may speak to the centre."""

    code: ClassVar[str] = "unknown_caller"
    name: str


class Callers:
    """Makes, lists and takes back tokens; each call is one transaction."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._secrets = secrets

    def add(self, name: str, scopes: tuple[Scope, ...] = (Scope.EVENTS,)) -> str:
        """Return a new token, which nobody can ask for again; an older one of this name ends. Raises BadCallerName."""
        if not _NAME.fullmatch(name) or name == CONSOLE:
            raise BadCallerName(name=name)
        secret = self._secrets.token()
        words = tuple(sorted({scope.value for scope in scopes}))
        caller = Caller(name, digest(secret), words, self._clock.now_us())
        self._books.write(lambda desk: desk.callers.put_caller(caller))
        return f"{name}.{secret}"

    def revoke(self, name: str) -> None:
        """Let a caller in no more. Raises UnknownCaller."""

        def work(desk: Desk) -> None:
            known = desk.callers.caller(name)
            if known is None:
                raise UnknownCaller(name=name)
            desk.callers.put_caller(replace(known, revoked=True))

        self._books.write(work)

    def all(self) -> list[Caller]:
        """Return every caller, also those who were shut out."""
        return self._books.read(lambda desk: desk.callers.callers())

    def authorise(self, token: str, scope: Scope) -> Caller:
        """Return the caller that this bearer token belongs to. Raises NotAuthorised, also for another scope."""
        name, _, secret = token.partition(".")
        caller = self._books.read(lambda desk: desk.callers.caller(name)) if _NAME.fullmatch(name) else None
        if caller is None or caller.revoked or not hmac.compare_digest(caller.token_hash, digest(secret)):
            raise NotAuthorised
        if scope.value not in caller.scopes:
            raise NotAuthorised
        return caller
