Attribute VB_Name = "Charts"
' The charts of the first page plot the rows of the sheet whose code name is
' ChartData, but not the hidden ones: so they follow 13 units, or 14, or 12.
Option Explicit

Public Sub FitCharts()
    Dim at As Long, blank As Boolean
    On Error Resume Next ' the month itself is done; at worst a bar is missing
    For at = 2 To ChartData.UsedRange.Rows.Count
        blank = (ChartData.Cells(at, 1).Value = "")
        If ChartData.Rows(at).Hidden <> blank Then ChartData.Rows(at).Hidden = blank
    Next
End Sub
