"""A self-checking, autograded course: items, answers, scoring and one form.

A released notebook needs one name: `open_exercise`.
"""

from .workbook import open_exercise

__all__ = ["open_exercise"]
