; What the Windows installer does beside copying files. Included by electron-builder (electron-builder.yml: nsis.include).
!include WinVer.nsh
!include x64.nsh

!macro preInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${RunningX64}
    ; /SD: a silent roll-out gets the exit code and no dialog.
    MessageBox MB_OK|MB_ICONSTOP "Bank+ Teller needs Windows 10 (64-bit) or newer. / Bank+ Teller memerlukan Windows 10 (64-bit) atau lebih baru." /SD IDOK
    SetErrorLevel 1633
    Quit
  ${EndIf}
!macroend

!macro customInstall
  ; The place of the machine-wide outlet.json: users read it, only administrators write it.
  SetShellVarContext all
  CreateDirectory "$APPDATA\BankPlusTeller"
  ; Every user may make folders there, so somebody may have made this one, with a file in it, before: an owner could take its rights back.
  ExecWait '"$SYSDIR\icacls.exe" "$APPDATA\BankPlusTeller" /setowner *S-1-5-32-544 /T /C /Q'
  ExecWait '"$SYSDIR\icacls.exe" "$APPDATA\BankPlusTeller" /inheritance:r /grant *S-1-5-32-544:(OI)(CI)F /grant *S-1-5-18:(OI)(CI)F /grant *S-1-5-32-545:(OI)(CI)RX'
  ExecWait '"$SYSDIR\icacls.exe" "$APPDATA\BankPlusTeller\*" /reset /T /C /Q'
  ; A crash must not leave the program's memory in a dump.
  SetRegView 64
  WriteRegDWORD HKLM "SOFTWARE\Microsoft\Windows\Windows Error Reporting\ExcludedApplications" "BankPlusTeller.exe" 1
!macroend

!macro customUnInstall
  ; Journal, settings and logs stay where they are: in the users' profiles and in %ProgramData%\BankPlusTeller.
  SetRegView 64
  DeleteRegValue HKLM "SOFTWARE\Microsoft\Windows\Windows Error Reporting\ExcludedApplications" "BankPlusTeller.exe"
!macroend
