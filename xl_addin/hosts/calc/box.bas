Attribute VB_Name = "Box"
' Message boxes when the workbook is open in LibreOffice. It stands in for the module
' of the same name that asks Windows; the other side is bridge.py.
Option Explicit

Public Function Shown(ByVal said As String, ByVal title As String, ByVal style As Long) As Long
    On Error GoTo Alone
    Shown = BridgeScript("Show").invoke(Array(said, title, style), Array(), Array())
    Exit Function
Alone: ' Python is not there, and that may be what is to be said
    Shown = MsgBox(said, style, title)
End Function
