"""The units behind a rank or a list of names: every value, and where the cut falls."""

from __future__ import annotations

import pandas as pd

from xl_addin.figures.contributions import COLUMNS
from xl_addin.figures.indicators import competition_rank
from xl_addin.month.summary import Summary
from xl_addin.trace.figures import ANNEX_1, Figure, Names, basis_of


def lines(summary: Summary, figure: Figure) -> pd.DataFrame:
    """Return a line for each unit, with the columns of `contributions`.

    For a rank the counted units are those that are ranked; for a list, those that
    it names, in its order. The others follow, and each says why it is not among
    them. Row, 记录编号, 被检查单位 and day are blank.
    """
    of = basis_of(figure)
    table = summary.annex1 if of.place == ANNEX_1 else summary.annex2
    amount = table[of.key].astype("Float64")
    found = pd.DataFrame({"unit": table["unit"], "part": of.label, "amount": amount})
    if isinstance(figure.source, Names):
        found = _PICKS[figure.source.pick](found, summary)
    else:
        found = _ranked(found)
    return found.reindex(columns=list(COLUMNS)).reset_index(drop=True)


def _ranked(found: pd.DataFrame) -> pd.DataFrame:
    lines = found.sort_values("amount", ascending=False, kind="stable")
    ranks = competition_rank(lines["amount"])
    said = [
        "没有数值，不参加排序" if pd.isna(rank) else f"第{rank}位" for rank in ranks
    ]
    return lines.assign(counted=ranks.notna(), remark=said)


def _top(found: pd.DataFrame, summary: Summary) -> pd.DataFrame:
    top = summary.settings.top
    lines = found.sort_values("amount", ascending=False, kind="stable")
    ranks = competition_rank(lines["amount"].where(lines["amount"] > 0))

    def said(amount: float, rank: int) -> str:
        if pd.isna(amount):
            return "没有数值，不列入"
        if pd.isna(rank):
            return "为0，不列入"
        return f"第{rank}位" if rank <= top else f"第{rank}位，不在前{top}位之内"

    counted = [not pd.isna(rank) and rank <= top for rank in ranks]
    return lines.assign(counted=counted, remark=list(map(said, lines["amount"], ranks)))


def _below(found: pd.DataFrame, summary: Summary) -> pd.DataFrame:
    limit = summary.settings.threshold
    lines = found.sort_values("amount", kind="stable")

    def said(amount: float) -> str:
        if pd.isna(amount):
            return "没有数值，不列入"
        return f"低于{limit:g}%" if amount < limit else f"不低于{limit:g}%，不列入"

    counted = [not pd.isna(amount) and amount < limit for amount in lines["amount"]]
    return lines.assign(counted=counted, remark=list(map(said, lines["amount"])))


def _silent(found: pd.DataFrame, summary: Summary) -> pd.DataFrame:
    """List the units by what they did: inspections and penalties together."""
    done = summary.totals.loc[found["unit"], ["inspections", "penalties"]]
    said = [f"检查企业{seen}家次，行政处罚{fined}起" for seen, fined in done.to_numpy()]
    lines = found.assign(
        part="检查家次与处罚起数之和",
        amount=done.sum(axis=1).astype("Float64").to_numpy(),
        counted=(done.sum(axis=1) == 0).to_numpy(),
        remark=said,
    )
    return lines.sort_values("counted", ascending=False, kind="stable")


_PICKS = {"top": _top, "below": _below, "silent": _silent}
