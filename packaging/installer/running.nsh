; What is running that would keep the program from being exchanged or removed, by name.

; Names, joined by 、, stand on the stack; "" where nothing runs.
!macro RunningFunctions UN
Function ${UN}Running
  StrCpy $R0 ""
  FindWindow $0 "XLMAIN"
  ${If} $0 <> 0
    StrCpy $R0 "Excel"
  ${EndIf}
  StrCpy $R1 "$INSTDIR\${PROGRAM}\"
  StrLen $R2 $R1
  System::Alloc 65536
  Pop $0
  System::Call 'kernel32::K32EnumProcesses(p r0, i 65536, *i .r1)'
  IntOp $1 $1 / 4
  ${For} $2 1 $1
    IntOp $3 $2 - 1
    IntOp $3 $3 * 4
    IntPtrOp $3 $0 + $3
    System::Call '*$3(i .r4)'
    System::Call 'kernel32::OpenProcess(i 0x1000, i 0, i r4) p.r5'
    ${If} $5 P<> 0
      StrCpy $6 ""
      System::Call 'kernel32::QueryFullProcessImageNameW(p r5, i 0, w .r6, *i ${NSIS_MAX_STRLEN} r7)'
      System::Call 'kernel32::CloseHandle(p r5)'
      StrCpy $7 $6 $R2
      ${If} $7 == $R1
        StrCpy $7 $6 "" $R2
        StrCpy $R0 "$R0、$7"
      ${EndIf}
    ${EndIf}
  ${Next}
  System::Free $0
  StrCpy $1 $R0 1
  ${If} $1 == "、"
    StrCpy $R0 $R0 "" 1
  ${EndIf}
  Push $R0
FunctionEnd

Function ${UN}WaitForExcel
  ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}\${MARK}"
    Return
  ${EndIf}
  again:
  Call ${UN}Running
  Pop $0
  ${If} $0 != ""
    SetErrorLevel ${IN_USE}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "正在运行：$0。$\r$\n$\r$\n请保存并关闭所有 Excel 窗口（python 会随之结束），再按“重试”。" /SD IDCANCEL IDRETRY again
    SetErrorLevel ${IN_USE}
    Abort
  ${EndIf}
  SetErrorLevel 0
FunctionEnd

; Renames a folder; antivirus may hold new files for a moment, so it is tried for a while.
Function ${UN}Move
  Pop $1 ; to
  Pop $0 ; from
  ${For} $2 1 20
    ClearErrors
    Rename $0 $1
    ${IfNot} ${Errors}
      Push "moved"
      Return
    ${EndIf}
    Sleep 500
  ${Next}
  Push "held"
FunctionEnd
!macroend

!insertmacro RunningFunctions ""
!insertmacro RunningFunctions "un."
