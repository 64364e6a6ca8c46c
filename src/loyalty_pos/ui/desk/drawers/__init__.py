"""What each drawer of the manager's desk lets a person do; one module a drawer, none of them knows the others."""
