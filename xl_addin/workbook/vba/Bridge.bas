Attribute VB_Name = "Bridge"
' From a macro or a cell to Python, and back to the person at the workbook.
'
' VBA stores its text in the code page of the machine, so no Chinese stands in
' it: what the user reads is looked up in the very hidden sheet whose code name
' is Texts, keys in column A, sentences in column B.
'
' The module xlwings brings RunPython, GetConfig, FileExists and XLPy, the module Box
' brings Shown.
Option Explicit

' What functions know about Python. Thousands of cells may ask, so it is found out
' once; any button makes them look anew.
Private asked_ As Boolean
Private installed_ As Boolean
Private lost_ As Boolean

' A message is shown when Python has returned: while it is at work, Excel waits for
' it inside of a call. Where Python asks, it is called again with the answer.
Public Sub RunMacro(ByVal macro As String)
    Dim answer As String
    If Not Installed() Then
        asked_ = False
        lost_ = False
        Tell "not_installed"
        Exit Sub
    End If
    Do
        answer = Pressed(macro, answer)
    Loop While answer <> ""
End Sub

Public Sub Tell(ByVal key As String, Optional ByVal detail As String = "")
    If detail <> "" Then detail = vbLf & vbLf & detail
    Shown Sentence(key) & detail, Sentence("title"), vbExclamation
End Sub

' Returns the answer where Python asks something, else "".
Private Function Pressed(ByVal macro As String, ByVal answer As String) As String
    Dim detail As String, waiting As Boolean, done As Boolean
    waiting = lost_
    asked_ = False
    lost_ = False
    done = Ran(macro & "(" & answer & ")", detail)
    If done And (waiting Or lost_) Then
        asked_ = False ' a function may have asked while Python was at work
        lost_ = False
        Recalculate
    End If
    FitCharts
    If done Then Pressed = Told(Reply(macro)) Else Tell "python_failed", detail
End Function

' Shows a reply, whose first character tells of what kind it is.
Private Function Told(ByVal found As String) As String
    Dim said As String
    said = Mid(found, 2)
    Select Case Left(found, 1)
        Case "?"
            If Shown(said, Sentence("title"), vbQuestion + vbYesNo) = vbYes Then Told = "True" Else Told = "False"
        Case "!"
            Shown said, Sentence("title"), vbCritical
        Case "-"
            Shown said, Sentence("title"), vbInformation
    End Select
End Function

' What Python has to say after a macro. On a Mac each macro has a Python of its own,
' which is gone by now: there it says so itself.
Private Function Reply(ByVal macro As String) As String
    #If Mac Then
        Reply = ""
    #Else
        On Error GoTo Failed
        Reply = XLPy.CallUDF("xl_addin.desk.reply", "taken", Array(macro))
        Exit Function
Failed:
        Reply = "!" & Sentence("reply_lost") & vbLf & vbLf & Err.Description
    #End If
End Function

' Whether a function may call Python. If not, WhyNot says why.
Public Function Reachable() As Boolean
    #If Mac Then
        ' xlwings has no functions there
        Reachable = False
    #Else
        If Not asked_ Then
            asked_ = True
            installed_ = Installed()
            If installed_ Then lost_ = Not Answers()
        End If
        Reachable = installed_ And Not lost_
    #End If
End Function

' What a cell shows instead of a result. Python's own failures come with a trace;
' any other is either the end of Python or the fault of this formula alone, so that
' Python is asked again before the others are told that it is lost.
Public Function WhyNot(ByVal detail As String) As String
    #If Mac Then
        WhyNot = Sentence("cell_on_mac")
    #Else
        If InStr(detail, "Traceback") > 0 Then
            WhyNot = Sentence("cell_failed")
        ElseIf Not installed_ Then
            WhyNot = Sentence("cell_not_installed")
        Else
            If Not lost_ Then lost_ = Not Answers()
            If lost_ Then WhyNot = Sentence("cell_unreached") Else WhyNot = Sentence("cell_arguments")
        End If
    #End If
End Function

' XLPy starts Python where it is not there yet, and raises an error where it cannot.
Private Function Answers() As Boolean
    Dim python As Object
    On Error Resume Next
    Set python = XLPy()
    Answers = Not python Is Nothing
End Function

' xlwings itself would go on with whatever "python" the machine has, or say in
' English that there is none, and report success.
Private Function Installed() As Boolean
    On Error Resume Next
    #If Mac Then
        ' the sandbox may hide the file, so its name must do
        Installed = (GetConfig("INTERPRETER_MAC", "", "sheet") <> "")
    #Else
        Installed = FileExists(GetConfig("INTERPRETER_WIN", "", "sheet"))
    #End If
End Function

' Python's own failures come back as a number, after xlwings has shown what
' Python said. A server that cannot be reached is an error raised in VBA.
Private Function Ran(ByVal called As String, ByRef detail As String) As Boolean
    On Error GoTo Failed
    Ran = (RunPython("from xl_addin import macros; macros." & called) = 0)
    Exit Function
Failed:
    detail = Err.Description
End Function

Private Sub Recalculate()
    On Error GoTo Elsewhere
    Application.CalculateFull
    Exit Sub
Elsewhere:
    Application.Calculate ' in LibreOffice that is everything
End Sub

Private Function Sentence(ByVal key As String) As String
    Sentence = key ' better than an empty box, should the sheet be damaged
    On Error Resume Next
    Sentence = Application.WorksheetFunction.VLookup(key, Texts.UsedRange, 2, False)
End Function
