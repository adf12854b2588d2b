"""The table 互联网+监管, declared: mobile enforcement and double-random tasks by unit.

The four rates are to be 100 %: 开通率 opened of due accounts, 激活率 activated of
opened accounts, 掌上执法率 mobile of all inspections, 按时完成率 on time of due tasks.
"""

from __future__ import annotations

from xl_addin.schema import ALWAYS, Column, Schema

SHEET = "监管平台"

COLUMNS = (
    Column("unit", "填报单位", "unit", ALWAYS, width=17),
    Column("due_accounts", "应开通（人）", "count", ALWAYS, width=12),
    Column("opened", "已开通（人）", "count", ALWAYS, width=12),
    Column("activated", "已激活（人）", "count", ALWAYS, width=12),
    Column("inspections", "检查次数", "count", ALWAYS, width=12),
    Column("mobile", "移动端（次）", "count", ALWAYS, width=12, hint="用移动端完成的检查次数"),
    Column("due_tasks", "双随机应完成", "count", ALWAYS, width=14),
    Column("done_tasks", "双随机已完成", "count", ALWAYS, width=14),
    Column("timely_tasks", "按时完成", "count", ALWAYS, width=12),
)  # fmt: skip

SUPERVISION = Schema(SHEET, "JG", COLUMNS)
