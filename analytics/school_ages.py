"""The ages that enrolment is measured with. Plain numbers, so that the reader's process can use them too."""

from typing import Final

FIRST_GRADE_AGE: Final = 6
"""Expected age in first grade, years completed (Ley 115/1994; transición is the grade before, at 5)."""
OVER_AGE_YEARS: Final = 3
"""Years beyond the expected age from which a student is over age (MEN, Aceleración del Aprendizaje)."""
SCHOOL_AGES: Final = (5, 16)
"""The ages of the population that the MEN's coverage is measured against."""
