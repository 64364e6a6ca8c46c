; The Windows installer of Loyalty POS, in its first form: installs, upgrades in place, uninstalls, keeps the shop's data.
; It does not yet enrol a till, close a running one by itself or refuse an older version: packaging/README.md.
; Build (Inno Setup 6.4): iscc /DAppVersion=0.1.0 installer.iss    after PyInstaller has made dist\loyalty-pos
#ifndef AppVersion
  #error Say which version: iscc /DAppVersion=X.Y.Z installer.iss
#endif

[Setup]
; Never change AppId: it is how an upgrade finds what it upgrades
AppId={{D0C83A54-5B0B-4E5C-9C53-6E0B4B1C2A7F}
AppName=Loyalty POS
AppVersion={#AppVersion}
AppPublisher=Loyalty POS contributors
DefaultDirName={autopf}\LoyaltyPOS
DefaultGroupName=Loyalty POS
DisableProgramGroupPage=yes
LicenseFile=LICENSE
PrivilegesRequired=admin
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Qt 6.12 needs icuuc.dll of the system: Windows 10 1809, Server 2019 or later
MinVersion=10.0.17763
OutputDir=out
OutputBaseFilename=LoyaltyPOS-{#AppVersion}-setup
Compression=lzma2/normal
SolidCompression=yes
; A file in use stops the setup before anything is changed
CloseApplications=yes
RestartApplications=no
SetupLogging=yes
; Without this the name in the list of programs follows the language, and IT's detection rules miss it
UninstallDisplayName=Loyalty POS
UninstallDisplayIcon={app}\loyalty-pos-till.exe
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "ru"; MessagesFile: "compiler:Languages\Russian.isl"

[CustomMessages]
en.Autostart=Start the till with Windows
ru.Autostart=Запускать кассу вместе с Windows
en.DesktopIcon=Icon on the desktop
ru.DesktopIcon=Значок на рабочем столе

[Tasks]
Name: "autostart"; Description: "{cm:Autostart}"
Name: "desktopicon"; Description: "{cm:DesktopIcon}"; Flags: unchecked

[InstallDelete]
; Modules of the version before must not be imported by this one
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "dist\loyalty-pos\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\Loyalty POS"; Filename: "{app}\loyalty-pos-till.exe"
Name: "{commondesktop}\Loyalty POS"; Filename: "{app}\loyalty-pos-till.exe"; Tasks: desktopicon

[Registry]
Root: HKLM; Subkey: "Software\LoyaltyPOS"; ValueType: string; ValueName: "InstallDir"; ValueData: "{app}"; Flags: uninsdeletekey
Root: HKLM; Subkey: "Software\LoyaltyPOS"; ValueType: string; ValueName: "Version"; ValueData: "{#AppVersion}"
Root: HKLM; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: string; ValueName: "LoyaltyPOS"; ValueData: """{app}\loyalty-pos-till.exe"""; Flags: uninsdeletevalue; Tasks: autostart

[Run]
Filename: "{app}\loyalty-pos-till.exe"; Description: "Loyalty POS"; Flags: nowait postinstall skipifsilent
