"""Signatures of questions and answers over HTTP."""
