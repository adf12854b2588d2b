"""The worksheet functions that staff type into cells, under their names there.

Every function is one line over the domain. It takes cells, a single one or a
range, and gives cells; its help in the function wizard is Chinese. What it cannot
use it says in the cell, in one short text that begins with #. No function is
volatile or looks at a clock: the same cells give the same answer.
"""

from udfs.a3_tables import (
    A3_ANNEX1,
    A3_ANNEX2,
    A3_FACTS,
    A3_ISSUES,
    A3_LEFT_OUT,
    A3_QUALITY,
    A3_STATUS,
    A3_VALUE,
)
from udfs.names import CREDIT_CODE_STATUS, MONTH_TITLE, UNIT_NAME
from udfs.ranks import COMPETITION_RANK, JOIN_UNITS, RANK_IN, TOP_UNITS, UNITS_BELOW
from udfs.rates import (
    CHANGE_RATE,
    COLLECTION_RATE,
    NONACC_SHARE,
    PENALTY_RATE,
    RECTIFY_RATE,
    SHARE_OF_TOTAL,
    WAN,
)

__all__ = [
    "A3_ANNEX1",
    "A3_ANNEX2",
    "A3_FACTS",
    "A3_ISSUES",
    "A3_LEFT_OUT",
    "A3_QUALITY",
    "A3_STATUS",
    "A3_VALUE",
    "CHANGE_RATE",
    "COLLECTION_RATE",
    "COMPETITION_RANK",
    "CREDIT_CODE_STATUS",
    "JOIN_UNITS",
    "MONTH_TITLE",
    "NONACC_SHARE",
    "PENALTY_RATE",
    "RANK_IN",
    "RECTIFY_RATE",
    "SHARE_OF_TOTAL",
    "TOP_UNITS",
    "UNITS_BELOW",
    "UNIT_NAME",
    "WAN",
]
