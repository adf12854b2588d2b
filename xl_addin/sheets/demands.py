"""What the notice asks of the units: section three, kept as text in 参数."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Demand:
    """A demand: its heading, without the number before it, and what is asked."""

    heading: str
    text: str


DEMANDS = (
    Demand(
        "积极推进危险化学品打非治违三年行动",
        "各单位要对前期排查出的非法生产、储存、经营危险化学品线索逐条复核，查实的依法立案处罚；"
        "涉嫌犯罪的及时移送公安机关，并跟踪后续处理。没有立案的单位要说明排查情况。",
    ),
    Demand(
        "切实做好“互联网+监管”平台使用工作",
        "执法人员账号要全部开通并激活，现场检查使用移动端录入；"
        "双随机任务要在规定时限前完成，临近期限仍未开展的由各单位负责人逐项督办。",
    ),
    Demand(
        "严格按照规定做好执法数据统计工作",
        "检查和处罚信息要在规定天数内录入A3表，月末由专人按校验报告逐条补正后再上报；"
        "月通报和年终考核数据均由A3表汇总，漏报、错报的后果由填报单位承担。",
    ),
)
"""The demands under the three headings of the notice of January-February 2021."""
