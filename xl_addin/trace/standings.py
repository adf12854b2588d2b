"""The units behind a rank or a list of names: every value, and where the cut falls."""

from __future__ import annotations

import pandas as pd

from xl_addin.indicators import competition_rank
from xl_addin.settings import Settings
from xl_addin.summary import Summary
from xl_addin.trace.contributions import COLUMNS
from xl_addin.trace.figures import ANNEX_1, Figure, Names, basis_of

_NO_VALUE = "没有数值"


def lines(summary: Summary, figure: Figure) -> pd.DataFrame:
    """Return a line for each unit, with the columns of `contributions`.

    For a rank the counted units are those that are ranked; for a list, those that
    it names, in its order. The others follow, and each says why it is not among
    them. Row, 记录编号, 被检查单位 and day are blank.
    """
    of = basis_of(figure)
    table = summary.annex1 if of.place == ANNEX_1 else summary.annex2
    found = pd.DataFrame(
        {
            "unit": table["unit"],
            "part": of.label,
            "amount": table[of.key].astype("Float64"),
        }
    )
    if isinstance(figure.source, Names):
        listed = _PICKS[figure.source.pick](found, summary)
    else:
        listed = _ranked(found)
    return listed.reindex(columns=list(COLUMNS)).reset_index(drop=True)


def _ranked(found: pd.DataFrame) -> pd.DataFrame:
    ranks = competition_rank(found["amount"])
    said = ranks.map("第{}位".format, na_action="ignore").astype(object)
    lines = found.assign(
        counted=ranks.notna(), remark=said.fillna(f"{_NO_VALUE}，不参加排序")
    )
    return lines.iloc[ranks.fillna(len(ranks) + 1).argsort(kind="stable")]


def _top(found: pd.DataFrame, summary: Summary) -> pd.DataFrame:
    settings: Settings = summary.checked.context.settings
    lines = _ranked(found)
    ranks = competition_rank(lines["amount"].where(lines["amount"] > 0))
    counted = (ranks <= settings.top).fillna(value=False).astype(bool)
    outside = lines["remark"] + f"，不在前{settings.top}位之内"
    remarks = lines["remark"].where(counted | lines["amount"].isna(), outside)
    remarks = remarks.mask((lines["amount"] == 0).fillna(value=False), "为0，不列入")
    remarks = remarks.mask(lines["amount"].isna(), f"{_NO_VALUE}，不列入")
    return lines.assign(counted=counted, remark=remarks)


def _below(found: pd.DataFrame, summary: Summary) -> pd.DataFrame:
    limit = summary.checked.context.settings.threshold
    lines = found.sort_values("amount", kind="stable")
    counted = (lines["amount"] < limit).fillna(value=False).astype(bool)
    remarks = counted.map({True: f"低于{limit:g}%", False: f"不低于{limit:g}%"})
    remarks = remarks.mask(lines["amount"].isna(), f"{_NO_VALUE}，不列入")
    return lines.assign(counted=counted, remark=remarks)


def _silent(found: pd.DataFrame, summary: Summary) -> pd.DataFrame:
    """List the units by what they did: inspections and penalties together."""
    done = summary.totals.loc[found["unit"], ["inspections", "penalties"]]
    remarks = [
        f"检查企业{inspections}家次，行政处罚{penalties}起"
        for inspections, penalties in done.to_numpy()
    ]
    lines = found.assign(
        part="检查家次与处罚起数之和",
        amount=done.sum(axis=1).astype("Float64").to_numpy(),
        counted=(done.sum(axis=1) == 0).to_numpy(),
        remark=remarks,
    )
    return lines.sort_values("counted", ascending=False, kind="stable")


_PICKS = {"top": _top, "below": _below, "silent": _silent}
