Attribute VB_Name = "Ribbon"
' What the ribbon calls; ribbon.xml names these subs.
Option Explicit

Public Sub OnCheckA3(ByVal control As IRibbonControl)
    CheckA3
End Sub

Public Sub OnMakeAnnexes(ByVal control As IRibbonControl)
    MakeAnnexes
End Sub

Public Sub OnMonthlySummary(ByVal control As IRibbonControl)
    MonthlySummary
End Sub

Public Sub OnExportNotice(ByVal control As IRibbonControl)
    ExportNotice
End Sub

Public Sub OnTraceFigure(ByVal control As IRibbonControl)
    TraceFigure
End Sub

Public Sub OnUndoLast(ByVal control As IRibbonControl)
    UndoLast
End Sub

Public Sub OnSelfCheck(ByVal control As IRibbonControl)
    SelfCheck
End Sub
