; Everything that is installed, by name: the installer writes it, the uninstaller takes
; it away, docs/installing.md tells it to the IT staff.
!define TITLE "安全生产执法统计工作簿"
!define BOOKS "执法统计"
!define BOOK "执法统计工作簿.xlsm"
!define CHECKED "安装检查.txt"

!define PLACE "xl-addin"
!define PROGRAM "python"
!define MARK "xl-addin.txt"
; the mark lies in the folder of the program and tells that the folder is ours

!define KEY "Software\xl-addin"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\xl-addin"
!define OFFICE "Software\Microsoft\Office"
!define TRUST "Excel\Security\Trusted Locations\Location_xl_addin"

!define SEND_CHECK "校验A3"
!define SEND_SUMMARY "月度汇总"
!define SEND_UPGRADE "升级工作簿"


; what the installer and the uninstaller end with; 0 is well, 1 is the user's own cancel
!define NOT_WRITTEN 2
!define IN_USE 3
!define BAD_FOLDER 4
!define DOCTOR_OBJECTS 5
!define OLD_WINDOWS 6
