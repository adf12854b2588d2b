Attribute VB_Name = "Wizard"
' The help of the worksheet functions in Excel's function wizard.
'
' It stands in the very hidden sheet whose code name is FunctionHelp: a function a
' row, its name, help and category, then the help of each argument.
Option Explicit

Public Sub DescribeFunctions()
    Dim help As Variant, row As Long, untouched As Boolean
    On Error Resume Next ' some hosts have no wizard, and help is worth no message
    untouched = ThisWorkbook.Saved
    help = FunctionHelp.UsedRange.Value
    For row = LBound(help, 1) To UBound(help, 1)
        Describe help, row
    Next row
    ThisWorkbook.Saved = untouched ' help is no change that one would be asked to save
End Sub

Private Sub Describe(ByRef help As Variant, ByVal row As Long)
    Dim arguments() As String, column As Long, last As Long
    last = 4
    For column = 4 To UBound(help, 2)
        If help(row, column) <> "" Then last = column
    Next column
    ReDim arguments(1 To last - 3)
    For column = 4 To last
        arguments(column - 3) = help(row, column)
    Next column
    Application.MacroOptions Macro:=Qualified(help(row, 1)), Description:=help(row, 2), Category:=help(row, 3), ArgumentDescriptions:=arguments
End Sub

' A macro's name with its workbook's, in which an apostrophe counts twice.
Private Function Qualified(ByVal name As String) As String
    Qualified = "'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & name
End Function
