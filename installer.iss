; The Windows installer of Loyalty POS: per machine, 64 bit, Russian and English; what it promises: docs/it/installing.md.
; Build (Inno Setup 6.4): iscc /DAppVersion=0.1.0 installer.iss    after PyInstaller has made dist\loyalty-pos
; The order that keeps a shop safe: refuse an older version; ask the till to finish; keep a copy of its books; set the old
; program aside whole; install; let the new program test itself; put the old one back if it cannot.
#ifndef AppVersion
  #error Say which version: iscc /DAppVersion=X.Y.Z installer.iss
#endif
#ifndef Payload
  #define Payload "dist\loyalty-pos"
#endif
#ifndef Pace
  #define Pace "lzma2/normal"
#endif

[Setup]
; Never change AppId: it is how an upgrade finds what it upgrades
AppId={{D0C83A54-5B0B-4E5C-9C53-6E0B4B1C2A7F}
AppName=Loyalty POS
AppVersion={#AppVersion}
AppPublisher=Loyalty POS contributors
VersionInfoVersion={#AppVersion}
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
Compression={#Pace}
SolidCompression=yes
; In kilobytes. Both programs hold the same archive: a dictionary that reaches from one to the other packs it once
LZMADictionarySize=32768
; The till is asked to finish below. Windows' own way would end it in the middle of a sale when Setup runs silently
CloseApplications=no
RestartApplications=no
SetupLogging=yes
SetupIconFile=packaging\loyalty-pos.ico
; Without this the name in the list of programs follows the language, and IT's detection rules miss it
UninstallDisplayName=Loyalty POS
UninstallDisplayIcon={app}\LoyaltyPOS.exe
WizardStyle=modern
#ifdef SignTool
SignTool={#SignTool}
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "ru"; MessagesFile: "compiler:Languages\Russian.isl"

[CustomMessages]
en.Autostart=Start the till with Windows
ru.Autostart=Запускать кассу вместе с Windows
en.DesktopIcon=Icon on the desktop
ru.DesktopIcon=Значок на рабочем столе
en.Newer=Loyalty POS %1 is installed; version {#AppVersion} is older and cannot read its books. Nothing was changed.
ru.Newer=Установлена Loyalty POS %1; версия {#AppVersion} старше её и не прочтёт её книг. Ничего не изменено.
en.Busy=The till is selling or cannot be closed. Finish the sale, close the till and start again. Nothing was changed.
ru.Busy=Касса продаёт или её нельзя закрыть. Завершите продажу, закройте кассу и начните снова. Ничего не изменено.
en.NotKept=The till's books could not be copied aside (is the disk full?). Nothing was changed.
ru.NotKept=Не удалось отложить копию книг кассы (диск полон?). Ничего не изменено.
en.InUse=Files of the program are in use. Close what uses them and start again. Nothing was changed.
ru.InUse=Файлы программы заняты. Закройте то, что их держит, и начните снова. Ничего не изменено.
en.NoToken=The file named by /TOKENFILE= cannot be read. Nothing was changed.
ru.NoToken=Файл из /TOKENFILE= не читается. Ничего не изменено.
en.NoCashier=/TOKENFILE= needs /CENTRE= and /CASHIER= too, the account that will open the till's books. Nothing was changed.
ru.NoCashier=С /TOKENFILE= нужны и /CENTRE=, и /CASHIER= - учётная запись, которая откроет книги кассы. Ничего не изменено.
en.NoAccount=The account named by /CASHIER= is not known on this machine. Nothing was changed.
ru.NoAccount=Учётной записи из /CASHIER= на этом компьютере нет. Ничего не изменено.
en.NotPassed=The new version did not pass its own test
ru.NotPassed=Новая версия не прошла самопроверку
en.NoRights=The rights of the till's folders could not be set
ru.NoRights=Не удалось задать права на папки кассы
en.RolledBack=%1; everything is as it was before.
ru.RolledBack=%1; всё возвращено, как было.
en.NotBack=%1, and the version before could not be put back. It lies in %2; start Setup again.
ru.NotBack=%1, а прежнюю версию вернуть не удалось. Она лежит в %2; запустите установку снова.
en.CentreHere=A centre keeps the books of the shop on this machine. Its data was kept; /FORCE removes it all the same.
ru.CentreHere=На этом компьютере книги центра всей сети. Данные оставлены; /FORCE удалит их всё равно.
en.NotPurged=The till holds sales that the centre does not have, or cannot be asked. Its data was kept; /FORCE removes it all the same.
ru.NotPurged=На кассе есть продажи, которых нет в центре, или её нельзя спросить. Данные оставлены; /FORCE удалит их всё равно.

[Tasks]
Name: "autostart"; Description: "{cm:Autostart}"
Name: "desktopicon"; Description: "{cm:DesktopIcon}"; Flags: unchecked

[Dirs]
; Rights are set in [Code]: what is inherited has to go, and that no section can say
Name: "{commonappdata}\LoyaltyPOS"; Flags: uninsneveruninstall
Name: "{commonappdata}\LoyaltyPOS\config"; Flags: uninsneveruninstall
Name: "{commonappdata}\LoyaltyPOS\data"; Flags: uninsneveruninstall
Name: "{commonappdata}\LoyaltyPOS\kept"; Flags: uninsneveruninstall
Name: "{commonappdata}\LoyaltyPOS\logs"; Flags: uninsneveruninstall

[Files]
Source: "{#Payload}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
; Without --data: the program finds the installation's books by itself, and those that a user had before
Name: "{group}\Loyalty POS"; Filename: "{app}\LoyaltyPOS.exe"
Name: "{commondesktop}\Loyalty POS"; Filename: "{app}\LoyaltyPOS.exe"; Tasks: desktopicon

[Registry]
; What the till reads as the machine's settings; a policy stands above it
Root: HKLM; Subkey: "Software\LoyaltyPOS"; ValueType: string; ValueName: "InstallDir"; ValueData: "{app}"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKLM; Subkey: "Software\LoyaltyPOS"; ValueType: string; ValueName: "Version"; ValueData: "{#AppVersion}"; Flags: uninsdeletevalue
Root: HKLM; Subkey: "Software\LoyaltyPOS"; ValueType: string; ValueName: "centre"; ValueData: "{param:CENTRE}"; Check: Given('CENTRE')
Root: HKLM; Subkey: "Software\LoyaltyPOS"; ValueType: string; ValueName: "store"; ValueData: "{param:STORE}"; Check: Given('STORE')
Root: HKLM; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: string; ValueName: "LoyaltyPOS"; ValueData: """{app}\LoyaltyPOS.exe"""; Flags: uninsdeletevalue; Tasks: autostart
Root: HKLM; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: none; ValueName: "LoyaltyPOS"; Flags: deletevalue; Tasks: not autostart

[Run]
Filename: "{app}\LoyaltyPOS.exe"; Description: "Loyalty POS"; Flags: nowait postinstall skipifsilent runasoriginaluser

#include "packaging\installer_code.iss"
