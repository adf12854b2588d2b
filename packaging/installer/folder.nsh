; Where the program goes, and whether it can go there.

; An installed program is exchanged where it is: workbooks name its place. Else it goes
; below the user's own folder, or, where xlwings could not say that folder's name in the
; code page of this Windows, into one of ProgramData that is this user's alone.
Function ChooseFolder
  StrCpy $Upgrade 0
  ReadRegStr $0 HKCU "${KEY}" "Folder"
  ${If} $0 != ""
  ${AndIf} ${FileExists} "$0\${PROGRAM}\${MARK}"
    StrCpy $INSTDIR $0
    StrCpy $Upgrade 1
    Return
  ${EndIf}
  ${If} $INSTDIR == "$LOCALAPPDATA\${PLACE}"
    Push $INSTDIR
    Call FitsCodePage
    Pop $0
    ${If} $0 != "fits"
      Call FolderForAnyName
      Pop $INSTDIR
    ${EndIf}
  ${EndIf}
FunctionEnd

Function FolderForAnyName
  ReadEnvStr $0 USERNAME
  StrLen $1 $0
  IntOp $1 $1 * 2
  System::Call 'ntdll::RtlComputeCrc32(i 0, w r0, i r1) i.r2'
  IntFmt $2 "%08X" $2
  SetShellVarContext all
  Push "$APPDATA\${PLACE}-$2"
  SetShellVarContext current
FunctionEnd

; In code page 65001 every name fits; the call, which fails there, leaves 0 as well.
Function FitsCodePage
  Exch $0
  Push $1
  System::Call 'kernel32::WideCharToMultiByte(i 0, i 0x400, w r0, i -1, p 0, i 0, p 0, *i 0 r1)'
  ${If} $1 == 0
    StrCpy $0 "fits"
  ${Else}
    StrCpy $0 "no"
  ${EndIf}
  Pop $1
  Exch $0
FunctionEnd

; Leaves a sentence on the stack, or "" where the folder will do.
Function FolderProblem
  StrLen $0 $INSTDIR
  ${If} $0 > 120
    Push "文件夹的路径太长，请选短一些的，如 C:\xl-addin。"
    Return
  ${EndIf}
  Push $INSTDIR
  Call FitsCodePage
  Pop $0
  ${If} $0 != "fits"
    Push "文件夹的名称含有本机不能处理的文字，请选只含英文字母和数字的，如 C:\xl-addin。"
    Return
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\${PROGRAM}\${MARK}"
    Push "该文件夹中另有名为 ${PROGRAM} 的文件夹，不是本程序的，请另选一个文件夹。"
    Return
  ${EndIf}
  ClearErrors
  CreateDirectory $INSTDIR
  FileOpen $0 "$INSTDIR\${MARK}" w
  FileClose $0
  Delete "$INSTDIR\${MARK}"
  ${If} ${Errors}
    Push "不能写入该文件夹，请另选一个文件夹。"
    Return
  ${EndIf}
  Push ""
FunctionEnd

Function SkipFolderOfUpgrade
  ${If} $Upgrade == 1
    Abort
  ${EndIf}
FunctionEnd

Function StayOnBadFolder
  Call FolderProblem
  Pop $0
  ${If} $0 != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION $0 /SD IDOK
    Abort
  ${EndIf}
FunctionEnd

Function RefuseBadFolder
  Call FolderProblem
  Pop $0
  ${If} $0 != ""
    ${Fail} ${BAD_FOLDER} $0
  ${EndIf}
FunctionEnd

; Leaves "there" where a version of Excel was installed for all, or started by the user.
Function ExcelIsThere
  Exch $0
  Push $1
  StrCpy $2 "no"
  EnumRegKey $1 HKCU "${OFFICE}\$0\Excel" 0
  ${If} $1 != ""
    StrCpy $2 "there"
  ${EndIf}
  ReadRegStr $1 HKLM "${OFFICE}\$0\Excel\InstallRoot" "Path"
  ${If} $1 != ""
    StrCpy $2 "there"
  ${EndIf}
  SetRegView 32
  ReadRegStr $1 HKLM "${OFFICE}\$0\Excel\InstallRoot" "Path"
  ${If} $1 != ""
    StrCpy $2 "there"
  ${EndIf}
  SetRegView 64
  Pop $1
  StrCpy $0 $2
  Exch $0
FunctionEnd
