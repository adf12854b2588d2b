"""What is said of a step that was undone, all of it, in part or not at all."""

import pytest

from xl_addin.desk.open_workbook import undone


@pytest.mark.parametrize(
    ("back", "moved", "said"),
    [
        (["附件1"], [], "已撤销“月度汇总”，各表已恢复原样。"),
        (
            ["附件2"],
            ["附件1", "通报"],
            "已撤销“月度汇总”，但工作表“附件1”、“通报”此后改过，没有恢复。",
        ),
        (
            ["附件1"],
            ["A3", "附件2"],
            "已撤销“月度汇总”，但A3的校验标记此后有移动或改动，工作表“附件2”此后改过，没有恢复。请重新校验。",
        ),
        ([], ["附件1"], "“月度汇总”没有撤销：工作表“附件1”此后改过。"),
        (
            [],
            ["A3"],
            "“月度汇总”没有撤销：A3的校验标记此后有移动或改动。请重新校验。",
        ),
    ],
)
def test_undone_is_said_only_of_what_came_back(
    back: list[str], moved: list[str], said: str
) -> None:
    assert undone("月度汇总", back, moved) == said
