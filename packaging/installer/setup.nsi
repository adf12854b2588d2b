; The installer. Given by the builder: VERSION, BASE (CPython and dependencies),
; PRODUCT (our packages), PAPERS (licences, list of components), OUT, SIZE_KB.
; What is installed is written in names.nsh; what happens, step by step, in steps.nsh.
Target amd64-unicode ; 64-bit as the Python in it; and wine needs no second half for it
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64
SetDateSave off
CRCCheck force

!include MUI2.nsh
!include LogicLib.nsh
!include WinMessages.nsh
!include x64.nsh
!include names.nsh

Name "${TITLE}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\${PLACE}"
BrandingText "${TITLE} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=2052 "FileDescription" "${TITLE}安装程序"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT"

Var Before    ; what the first page says
Var Headline  ; what the last page says: whether all is well
Var Verdict   ; and what to do now
Var Missing   ; why there is no workbook, where there is none
Var Upgrade   ; 1 where an older program is exchanged

!define PICTURES "${NSISDIR}\Contrib\Graphics"
!define MUI_ICON "${PICTURES}\Icons\nsis3-install.ico"
!define MUI_UNICON "${PICTURES}\Icons\nsis3-uninstall.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURES}\Wizard\nsis3-metro.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${PICTURES}\Wizard\nsis3-metro.bmp"
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_TEXT "确定不安装了吗？"
!define MUI_WELCOMEPAGE_TITLE "${TITLE} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "$Before"
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipFolderOfUpgrade
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE StayOnBadFolder
!define MUI_DIRECTORYPAGE_TEXT_TOP "程序将安装到下面的文件夹，一般不必改动。$\r$\n工作簿另放在“文档\${BOOKS}”中。"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "$Headline"
!define MUI_FINISHPAGE_TEXT_LARGE
!define MUI_FINISHPAGE_TEXT "$Verdict"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "打开工作簿所在的文件夹"
!define MUI_FINISHPAGE_RUN_FUNCTION OpenFolder
!define MUI_FINISHPAGE_SHOWREADME
!define MUI_FINISHPAGE_SHOWREADME_TEXT "查看检查结果（${CHECKED}）"
!define MUI_FINISHPAGE_SHOWREADME_NOTCHECKED
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION OpenChecked
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "将卸载${TITLE}。您的工作簿不会删除，仍在“文档\${BOOKS}”中。"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "已卸载"
!define MUI_FINISHPAGE_TEXT "$Verdict"
!insertmacro MUI_UNPAGE_FINISH
!insertmacro MUI_LANGUAGE "SimpChinese"

!include steps.nsh

Function .onInit
  Call RefuseOldWindows
  Call ChooseFolder
  Call SayBefore
FunctionEnd

Section
  AddSize ${SIZE_KB} ; what functions unpack is not counted
  Call RefuseBadFolder
  Call WaitForExcel
  Call LayProgram
  Call ExchangeProgram
  Call EnterProgram
  Call MakeWorkbook
  Call TrustFolder
  Call MakeShortcuts
  Call CheckMachine
SectionEnd

Section Uninstall
  Call un.WaitForExcel
  Call un.RemoveProgram
  Call un.RemoveTraces
SectionEnd
