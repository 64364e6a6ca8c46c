"""Which consent was taken back stands before its version in the shop's note of it."""

import pytest

from loyalty_pos.core.account.consents import PROFILING, is_about


@pytest.mark.parametrize("detail", ["profiling", "profiling 3", "profiling 2026-11 b"])
def test_a_withdrawal_names_its_consent_with_or_without_a_version(detail: str) -> None:
    assert is_about(detail, PROFILING)
    assert not is_about(detail, "advertising")


@pytest.mark.parametrize("detail", ["", "profilings 3", "advertising profiling"])
def test_nothing_else_is_taken_for_it(detail: str) -> None:
    assert not is_about(detail, PROFILING)
