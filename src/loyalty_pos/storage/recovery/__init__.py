"""A journal whose vault was lost: its key lies beside it, sealed for the centre alone (decisions 22)."""
