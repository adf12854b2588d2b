"""The buttons as Office has them: two VBA modules and the ribbon's XML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from xl_addin.workbook.buttons import BUTTONS, Button

TAB = "执法统计"

_MACROS = """\
Attribute VB_Name = "Macros"
' What a button can do. Each macro is the Python function of the same name.
Option Explicit
"""
_CALLS = """\
Attribute VB_Name = "Ribbon"
' What the ribbon calls, each the macro of its name.
Option Explicit
"""
# The 2006 namespace: Excel 2007 and later read it, and openpyxl keeps the part.
_XML = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui">
  <ribbon>
    <tabs>
      <tab id="enforcement" label={tab}>
{groups}
      </tab>
    </tabs>
  </ribbon>
</customUI>
"""


def modules(buttons: Sequence[Button] = BUTTONS) -> dict[str, str]:
    """Return the VBA modules by name: the macros, and what the ribbon calls."""
    macros = [_sub(f"{b.macro}()", f'RunMacro "{b.function}"') for b in buttons]
    calls = [_sub(f"On{b.macro}(ByVal control As IRibbonControl)", b.macro) for b in buttons]  # fmt: skip
    texts = {"Macros": [_MACROS, *macros], "Ribbon": [_CALLS, *calls]}
    return {
        name: "\n".join(parts).replace("\n", "\r\n") for name, parts in texts.items()
    }


def xml(buttons: Sequence[Button] = BUTTONS) -> str:
    """Return the ribbon: a tab of ours, a group of buttons beside the other."""
    groups = "\n".join(_groups(buttons))
    return _XML.format(tab=quoteattr(TAB), groups=groups)


def _sub(signature: str, does: str) -> str:
    return f"Public Sub {signature}\n    {does}\nEnd Sub\n"


def _groups(buttons: Sequence[Button]) -> Iterator[str]:
    for group in dict.fromkeys(button.group for button in buttons):
        yield f"        <group id={quoteattr(group.key)} label={quoteattr(group.label)}>"
        yield from (_button(button) for button in buttons if button.group == group)
        yield "        </group>"


def _button(button: Button) -> str:
    """Return a button's element; its id is the macro's name, which is unique."""
    said = {
        "id": button.macro[0].lower() + button.macro[1:],
        "label": button.caption,
        "size": "large",
        "imageMso": button.icon,
        "onAction": f"On{button.macro}",
        "screentip": button.said,
        "supertip": button.tip,
    }
    attributes = " ".join(f"{name}={quoteattr(text)}" for name, text in said.items())
    return f"          <button {attributes}/>"
