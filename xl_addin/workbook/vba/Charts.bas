Attribute VB_Name = "Charts"
' The charts of the first page plot the rows of the sheet whose code name is
' ChartData, but not the hidden ones: so they follow 13 units, or 14, or 12.
' The units end at the first blank: what stands below an annex is not one of them.
Option Explicit

Public Sub FitCharts()
    Dim at As Long, past As Boolean
    On Error Resume Next ' the month itself is done; at worst a bar is missing
    For at = 2 To ChartData.UsedRange.Rows.Count
        If ChartData.Cells(at, 1).Value = "" Then past = True
        If ChartData.Rows(at).Hidden <> past Then ChartData.Rows(at).Hidden = past
    Next
End Sub
