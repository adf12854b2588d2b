; What the installer and the uninstaller do, one function a step, in the order of setup.nsi.
!include WinVer.nsh

!macro Fail CODE TEXT
  SetErrorLevel ${CODE}
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  SetErrorLevel ${CODE}
  Abort
!macroend
!define Fail "!insertmacro Fail"

!include running.nsh
!include folder.nsh

Function RefuseOldWindows
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "需要 64 位 Windows 10 或更高版本。" /SD IDOK
    SetErrorLevel ${OLD_WINDOWS}
    Quit
  ${EndIf}
FunctionEnd

Function SayBefore
  StrCpy $Before "A3 填报、校验，附件和通报一键生成。$\r$\n$\r$\n不需要管理员权限，不联网，只为当前用户安装。$\r$\n工作簿放在“文档\${BOOKS}”，桌面上有快捷方式。"
  ${If} $Upgrade == 1
    ReadRegStr $0 HKCU "${KEY}" "Version"
    StrCpy $Before "本机已安装 $0，现在更换为 ${VERSION}。$\r$\n$\r$\n已有的工作簿不会改动。$\r$\n请先保存并关闭所有 Excel 窗口。"
  ${EndIf}
FunctionEnd

; The new program is laid beside the old one and takes its place at the end, so that a
; broken installation leaves the old one as it was.
Function LayProgram
  RMDir /r "$INSTDIR\${PROGRAM}.new"
  SetOutPath "$INSTDIR\${PROGRAM}.new"
  ClearErrors
  File /r "${BASE}/*.*"
  File /r "${PRODUCT}/*.*"
  File /r "${PAPERS}/*.*"
  FileOpen $0 "$INSTDIR\${PROGRAM}.new\${MARK}" w
  FileWrite $0 "xl-addin ${VERSION}"
  FileClose $0
  ${If} ${Errors}
    ${Fail} ${NOT_WRITTEN} "程序没有写完，请检查磁盘空间，或请信息人员查看杀毒软件的记录，再重新安装。原来的程序没有改动。"
  ${EndIf}
  SetOutPath "$TEMP" ; a folder that is the present one cannot be renamed
FunctionEnd

Function ExchangeProgram
  RMDir /r "$INSTDIR\${PROGRAM}.old"
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}\*.*"
    Push "$INSTDIR\${PROGRAM}"
    Push "$INSTDIR\${PROGRAM}.old"
    Call Move
    Pop $0
    ${If} $0 != "moved"
      RMDir /r "$INSTDIR\${PROGRAM}.new"
      ${Fail} ${IN_USE} "原来的程序正被使用，不能更换。请关闭 Excel 后重新安装；仍然不行时请重新启动电脑再安装。"
    ${EndIf}
  ${EndIf}
  Push "$INSTDIR\${PROGRAM}.new"
  Push "$INSTDIR\${PROGRAM}"
  Call Move
  Pop $0
  ${If} $0 != "moved"
    Rename "$INSTDIR\${PROGRAM}.old" "$INSTDIR\${PROGRAM}"
    ${Fail} ${NOT_WRITTEN} "新的程序不能就位，多半是杀毒软件正在检查，请过几分钟重新安装。原来的程序没有改动。"
  ${EndIf}
  RMDir /r "$INSTDIR\${PROGRAM}.old"
FunctionEnd

Function EnterProgram
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${KEY}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "Version" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "xl-addin"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
FunctionEnd

; A workbook that is there already is the user's and stays as it is.
Function MakeWorkbook
  CreateDirectory "$DOCUMENTS\${BOOKS}"
  ${IfNot} ${FileExists} "$DOCUMENTS\${BOOKS}\${BOOK}"
    nsExec::ExecToStack '"$INSTDIR\${PROGRAM}\python.exe" -m xl_addin install "$DOCUMENTS\${BOOKS}" --name "${BOOK}"'
    Pop $0
    Pop $1
    ${IfNot} ${FileExists} "$DOCUMENTS\${BOOKS}\${BOOK}"
      StrCpy $Missing "工作簿没有生成（$0）：$1"
    ${EndIf}
  ${EndIf}
FunctionEnd

!macro TrustIn OFFICE_VERSION
  Push "${OFFICE_VERSION}"
  Call ExcelIsThere
  Pop $0
  ${If} $0 == "there"
    StrCpy $1 "found"
    Push "${OFFICE_VERSION}"
    Call WriteTrust
  ${EndIf}
!macroend

; Macros of workbooks in this one folder run without being asked for. Where no Excel is
; found, the entry of today's versions waits for the one that comes.
Function TrustFolder
  StrCpy $1 ""
  !insertmacro TrustIn 14.0
  !insertmacro TrustIn 15.0
  !insertmacro TrustIn 16.0
  ${If} $1 == ""
    Push "16.0"
    Call WriteTrust
  ${EndIf}
FunctionEnd

Function WriteTrust
  Exch $0
  WriteRegStr HKCU "${OFFICE}\$0\${TRUST}" "Path" "$DOCUMENTS\${BOOKS}\"
  WriteRegStr HKCU "${OFFICE}\$0\${TRUST}" "Description" "${TITLE}"
  WriteRegDWORD HKCU "${OFFICE}\$0\${TRUST}" "AllowSubfolders" 0
  Pop $0
FunctionEnd

; pythonw.exe has no terminal; Explorer puts the file's name at the end.
!macro SendTo CAPTION WORD
  CreateShortcut "$SENDTO\${CAPTION}.lnk" "$INSTDIR\${PROGRAM}\pythonw.exe" "-m xl_addin sent ${WORD}"
!macroend

Function MakeShortcuts
  SetOutPath "$DOCUMENTS\${BOOKS}" ; where what is started from a shortcut works
  ${If} ${FileExists} "$DOCUMENTS\${BOOKS}\${BOOK}"
    CreateShortcut "$DESKTOP\${TITLE}.lnk" "$DOCUMENTS\${BOOKS}\${BOOK}"
  ${EndIf}
  !insertmacro SendTo "${SEND_CHECK}" check
  !insertmacro SendTo "${SEND_SUMMARY}" summary
  !insertmacro SendTo "${SEND_UPGRADE}" upgrade
  SetOutPath "$TEMP"
FunctionEnd

Function CheckMachine
  Delete "$DOCUMENTS\${BOOKS}\${CHECKED}"
  nsExec::ExecToStack '"$INSTDIR\${PROGRAM}\python.exe" -m xl_addin doctor --out "$DOCUMENTS\${BOOKS}\${CHECKED}"'
  Pop $0
  Pop $1
  StrCpy $Headline "安装完成，一切正常"
  StrCpy $Verdict "请双击桌面上的“${TITLE}”，从首页开始。$\r$\n$\r$\n不用 Excel 或宏被禁止时：右击任一工作簿文件，选“发送到”中的“${SEND_CHECK}”“${SEND_SUMMARY}”“${SEND_UPGRADE}”。"
  ${If} $Upgrade == 1
    StrCpy $Verdict "已有的工作簿没有改动，可以照常使用。$\r$\n$\r$\n要让旧工作簿也有新的表和按钮：右击它，选“发送到”中的“${SEND_UPGRADE}”，结果另存在旁边，原文件不动。"
  ${EndIf}
  FindWindow $1 "XLMAIN"
  ${If} $1 <> 0
    StrCpy $Verdict "$Verdict$\r$\n$\r$\nExcel 正在运行，请先关闭再重新打开。"
  ${EndIf}
  ${If} $0 != 0
  ${OrIf} $Missing != ""
    ${IfNot} ${FileExists} "$DOCUMENTS\${BOOKS}\${CHECKED}"
      Push "程序没有启动（$0），请查看杀毒软件和 AppLocker 的记录：$1"
      Call WriteChecked
    ${EndIf}
    StrCpy $Headline "程序已安装，但检查发现问题"
    StrCpy $Verdict "工作簿可能不能使用。请把下面的文件发给信息人员：$\r$\n$\r$\n$DOCUMENTS\${BOOKS}\${CHECKED}$\r$\n$\r$\n文件中每一行“问题”都写有处理办法，处理后重新安装即可。$\r$\n$\r$\n$Missing"
    SetErrorLevel ${DOCTOR_OBJECTS}
  ${EndIf}
FunctionEnd

; Where Python did not even start, there is a file to send all the same.
Function WriteChecked
  Pop $2
  FileOpen $3 "$DOCUMENTS\${BOOKS}\${CHECKED}" w
  FileWriteUTF16LE /BOM $3 "${TITLE} ${VERSION}$\r$\n$2$\r$\n"
  FileClose $3
FunctionEnd

Function OpenFolder
  ExecShell "open" "$DOCUMENTS\${BOOKS}"
FunctionEnd

Function OpenChecked
  ExecShell "open" "$DOCUMENTS\${BOOKS}\${CHECKED}"
FunctionEnd

Function un.RemoveProgram
  SetOutPath "$TEMP"
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}\${MARK}"
    RMDir /r "$INSTDIR\${PROGRAM}.old"
    Push "$INSTDIR\${PROGRAM}"
    Push "$INSTDIR\${PROGRAM}.old"
    Call un.Move
    Pop $0
    ${If} $0 != "moved"
      ${Fail} ${IN_USE} "程序正被使用，不能卸载。请关闭 Excel 后再卸载；仍然不行时请重新启动电脑。"
    ${EndIf}
    RMDir /r "$INSTDIR\${PROGRAM}.old"
    RMDir /r "$INSTDIR\${PROGRAM}.new"
  ${EndIf}
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only where nothing else is in it
FunctionEnd

Function un.RemoveTraces
  RMDir /r "$LOCALAPPDATA\xl_addin" ; the log, and what 撤销 would put back
  Delete "$DESKTOP\${TITLE}.lnk"
  Delete "$SENDTO\${SEND_CHECK}.lnk"
  Delete "$SENDTO\${SEND_SUMMARY}.lnk"
  Delete "$SENDTO\${SEND_UPGRADE}.lnk"
  Delete "$DOCUMENTS\${BOOKS}\${CHECKED}"
  RMDir "$DOCUMENTS\${BOOKS}" ; only where no workbook is in it
  DeleteRegKey HKCU "${OFFICE}\14.0\${TRUST}"
  DeleteRegKey HKCU "${OFFICE}\15.0\${TRUST}"
  DeleteRegKey HKCU "${OFFICE}\16.0\${TRUST}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${KEY}"
  StrCpy $Verdict "程序已经删除。您的工作簿没有删除，仍在：$\r$\n$\r$\n$DOCUMENTS\${BOOKS}$\r$\n$\r$\n不再需要时可自行删除该文件夹。"
FunctionEnd
