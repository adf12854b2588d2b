Attribute VB_Name = "xlwings"
' Carries macros and worksheet functions to Python when the workbook is open in
' LibreOffice. It stands in for the module of the same name that xlwings brings:
' same procedures, another way. The other side is bridge.py.
Option Explicit

Private functions_ As Object

Public Function RunPython(ByVal command As String) As Long
    RunPython = BridgeScript("RunPython").invoke(Array(command, ThisComponent), Array(), Array())
    If RunPython <> 0 Then MsgBox PythonError(), vbExclamation
End Function

' What Python said when RunPython last returned something other than 0.
Public Function PythonError() As String
    PythonError = BridgeScript("PythonError").invoke(Array(), Array(), Array())
End Function

Public Function XLPy() As Object
    If functions_ Is Nothing Then Set functions_ = BridgeScript("XLPy").invoke(Array(), Array(), Array())
    Set XLPy = functions_
End Function

' There are no settings to read: the Python to use is the one inside LibreOffice.
' Whatever is asked for, the answer is a file that exists, because FileExists
' below never runs where LibreOffice has a function of that name itself.
Public Function GetConfig(ByVal key As String, Optional ByVal fallback As String = "", Optional ByVal source As String = "") As String
    Dim paths As Object
    Set paths = createUnoService("com.sun.star.util.PathSubstitution")
    GetConfig = paths.substituteVariables("$(user)/Scripts/python/bridge.py", True)
End Function

Public Function FileExists(ByVal path As String) As Boolean
    FileExists = True
End Function

Public Function BridgeScript(ByVal name As String) As Object
    Dim factory As Object
    Set factory = createUnoService("com.sun.star.script.provider.MasterScriptProviderFactory")
    Set BridgeScript = factory.createScriptProvider("").getScript("vnd.sun.star.script:bridge.py$" & name & "?language=Python&location=user")
End Function
