"""A self-checking, autograded course engine: items, answers, scoring and one form."""
