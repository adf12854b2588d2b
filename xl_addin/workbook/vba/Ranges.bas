Attribute VB_Name = "Ranges"
' Ranges as functions are given them: a whole column is a million cells, nearly all
' of them blank, and Python would be handed every one.
Option Explicit

Private Const ORDINARY As Long = 1000
Private Const FAR As Long = 60000

' The arguments of a function, those that reach the end of their sheet without what
' is blank there. All of them end at the same line, so that two columns of a sheet, or
' of two sheets, still match cell by cell. The first line stays: a result stands
' beside what it was made of, and a row of the range is still a row of the sheet.
Public Function Used(ByVal arguments As Variant) As Variant
    Dim at As Long, lastRow As Long, lastColumn As Long
    For at = LBound(arguments) To UBound(arguments)
        If IsObject(arguments(at)) Then
            If IsLong(arguments(at)) Then Widen arguments(at), lastRow, lastColumn
        End If
    Next at
    If lastRow > 0 Then Crop arguments, lastRow, lastColumn
    Used = arguments
End Function

' Nearly all ranges are short, and every further question takes time in some hosts.
' The cells of 2,048 whole columns are too many to be counted in a Long.
Private Function IsLong(ByVal given As Object) As Boolean
    On Error Resume Next
    IsLong = True
    IsLong = (given.Count > ORDINARY)
End Function

Private Sub Widen(ByVal given As Object, ByRef lastRow As Long, ByRef lastColumn As Long)
    Dim filled As Object
    If Not (ToLastRow(given) Or ToLastColumn(given)) Then Exit Sub
    Set filled = given.Worksheet.UsedRange
    lastRow = Larger(lastRow, FilledRow(given.Worksheet, filled.Row + filled.Rows.Count - 1))
    lastColumn = Larger(lastColumn, filled.Column + filled.Columns.Count - 1)
End Sub

' Excel counts rows that are only formatted. Where that makes very many, the last one
' that is filled is looked for: -4123 is xlFormulas, then xlPart, xlByRows, xlPrevious.
Private Function FilledRow(ByVal sheet As Object, ByVal last As Long) As Long
    FilledRow = last
    If last <= FAR Then Exit Function
    On Error Resume Next
    FilledRow = sheet.Cells.Find("*", sheet.Cells(1, 1), -4123, 2, 1, 2).Row
End Function

Private Sub Crop(ByRef arguments As Variant, ByVal lastRow As Long, ByVal lastColumn As Long)
    Dim at As Long
    For at = LBound(arguments) To UBound(arguments)
        If IsObject(arguments(at)) Then
            If IsLong(arguments(at)) Then Set arguments(at) = Cropped(arguments(at), lastRow, lastColumn)
        End If
    Next at
End Sub

Private Function Cropped(ByVal given As Object, ByVal lastRow As Long, ByVal lastColumn As Long) As Object
    Dim tall As Long, wide As Long
    tall = given.Rows.Count
    wide = given.Columns.Count
    If ToLastRow(given) Then tall = Larger(1, lastRow - given.Row + 1)
    If ToLastColumn(given) Then wide = Larger(1, lastColumn - given.Column + 1)
    If given.Areas.Count = 1 Then Set Cropped = given.Resize(tall, wide) Else Set Cropped = given
End Function

Private Function ToLastRow(ByVal given As Object) As Boolean
    ToLastRow = (given.Areas.Count = 1 And given.Row + given.Rows.Count - 1 = given.Worksheet.Rows.Count)
End Function

Private Function ToLastColumn(ByVal given As Object) As Boolean
    ToLastColumn = (given.Areas.Count = 1 And given.Column + given.Columns.Count - 1 = given.Worksheet.Columns.Count)
End Function

Private Function Larger(ByVal one As Long, ByVal other As Long) As Long
    Larger = IIf(one > other, one, other)
End Function
