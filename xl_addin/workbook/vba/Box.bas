Attribute VB_Name = "Box"
' Message boxes for any text. That of VBA knows the characters of the machine's code
' page only, and cuts what is longer than 1,024.
Option Explicit

#If Mac Then
#ElseIf VBA7 Then
    Private Declare PtrSafe Function MessageBoxW Lib "user32" (ByVal owner As LongPtr, ByVal text As LongPtr, ByVal caption As LongPtr, ByVal style As Long) As Long
#Else
    Private Declare Function MessageBoxW Lib "user32" (ByVal owner As Long, ByVal text As Long, ByVal caption As Long, ByVal style As Long) As Long
#End If

Public Function Shown(ByVal said As String, ByVal title As String, ByVal style As Long) As Long
    #If Mac Then
        Shown = MsgBox(said, style, title)
    #Else
        Shown = MessageBoxW(Application.Hwnd, StrPtr(said), StrPtr(title), style)
    #End If
End Function
