"""Why a question is not answered; a till reads each of them from a signed answer only."""

from loyalty_pos.core.problems import Problem


class SayAgain(Problem):
    """The signature is not good now; the answer tells the time and the life of this process, and the till signs anew.

    ``reason``: ``run``, ``time``, ``nonce`` or ``key``.
    """

    code = "say_again"
    reason: str


class Unsigned(Problem):
    """A till that signs came without a signature, or with a wrong one: somebody else may have its token."""

    code = "unsigned"


class ShutOut(Problem):
    """This till is shut out: what it still brings is set aside for a person, nothing else is heard."""

    code = "till_shut_out"


class ProtocolTooOld(Problem):
    """The till speaks a version that this centre does not know any more; ``oldest``: what it must speak at least."""

    code = "protocol_too_old"
    oldest: int
