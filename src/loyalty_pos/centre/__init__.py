"""What the centre decides: taking in events once, projecting them into the ledger, holds, enrolment, what tills are told."""
