"""Where each indicator should be by now on the road from its baseline to its target."""

import pandas as pd

from analytics.progress import grade


def expected(evaluated: pd.DataFrame) -> pd.Series:
    """Percent of the way that was scheduled to date, for the rows of `evaluation.evaluate_plan`; null without schedule.

    It is the cumplimiento that the indicator would have if it had done exactly what was scheduled, by the same formula.
    """
    as_scheduled = evaluated.assign(actual=evaluated["scheduled"], approved=True, due=True, is_scheduled=True)
    return grade(as_scheduled)["percent"].rename("expected")
