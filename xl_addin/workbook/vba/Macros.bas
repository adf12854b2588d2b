Attribute VB_Name = "Macros"
' What a button can do. Each macro is the Python function of the same name.
Option Explicit

Public Sub CheckA3()
    RunMacro "check_a3"
End Sub

Public Sub MakeAnnexes()
    RunMacro "make_annexes"
End Sub

Public Sub MonthlySummary()
    RunMacro "monthly_summary"
End Sub

Public Sub ExportNotice()
    RunMacro "export_notice"
End Sub

Public Sub TraceFigure()
    RunMacro "trace_figure"
End Sub

Public Sub UndoLast()
    RunMacro "undo_last"
End Sub

Public Sub SelfCheck()
    RunMacro "self_check"
End Sub
