; What no section of an installer can say, in the order it happens. Exit codes: docs/it/installing.md.
[Code]
const
  OurKey = 'Software\LoyaltyPOS';
  ListedKey = 'Software\Microsoft\Windows\CurrentVersion\Uninstall\{D0C83A54-5B0B-4E5C-9C53-6E0B4B1C2A7F}_is1';
  TillRuns = 'Global\LoyaltyPOS';
  RolledBackCode = 20;

var
  VersionBefore: String;
  IsFinished, IsRolledBack: Boolean;

function Given(Name: String): Boolean;
begin
  Result := ExpandConstant('{param:' + Name + '|}') <> '';
end;

function Data(Name: String): String;
begin
  Result := ExpandConstant('{commonappdata}\LoyaltyPOS\') + Name;
end;

{ The program of the version before, whole, until the new one has passed its test }
function SetAside: String;
begin
  Result := RemoveBackslash(ExpandConstant('{app}')) + '.before';
end;

procedure Say(Text: String);
begin
  Log(Text);
  SuppressibleMsgBox(Text, mbError, MB_OK, IDOK);
end;

function InitializeSetup: Boolean;
var
  Theirs, Ours: Int64;
begin
  Result := True;
  if RegQueryStringValue(HKLM, OurKey, 'Version', VersionBefore)
    and StrToVersion(VersionBefore, Theirs) and StrToVersion('{#AppVersion}', Ours)
    and (ComparePackedVersion(Theirs, Ours) > 0) then
  begin
    Say(FmtMessage(CustomMessage('Newer'), [VersionBefore]));
    Result := False;
  end;
end;

{ What a command of the till needs to find its books }
function AtTheShop(Words: String): String;
begin
  Result := Trim('--data ' + AddQuotes(Data('data')) + ' ' + Words);
end;

{ A till that sells, or whose shift is open, answers otherwise than 0 and goes on; where none runs the answer is 0 as well }
function TillIsGone(Folder: String): Boolean;
var
  Code: Integer;
begin
  Result := True;
  if FileExists(Folder + '\LoyaltyPOS.exe') then
  begin
    Result := Exec(Folder + '\LoyaltyPOS.exe', AtTheShop('--quit --update'), Folder, SW_HIDE, ewWaitUntilTerminated, Code)
      and (Code = 0);
    Log(Format('asked the till to quit: %d', [Code]));
  end;
  Result := Result and not CheckForMutexes(TillRuns);
end;

{ Every file of the till's books beside each other: the till is closed, so a plain copy is whole }
function CopyOfBooks: Boolean;
var
  Found: TFindRec;
  Target: String;
begin
  Result := True;
  if not FindFirst(Data('data\till\*'), Found) then
    Exit;
  Target := Data('kept\') + VersionBefore + GetDateTimeString('-yyyymmdd-hhnnss', #0, #0);
  Result := ForceDirectories(Target);
  try
    repeat
      if Result and (Found.Attributes and FILE_ATTRIBUTE_DIRECTORY = 0) then
        Result := CopyFile(Data('data\till\') + Found.Name, Target + '\' + Found.Name, True);
    until not FindNext(Found);
  finally
    FindClose(Found);
  end;
  Log('copy of the books: ' + Target);
  if not Result then
    DelTree(Target, True, True, True);
end;

{ An installation that broke off, by a power cut even, left the old program aside: it is put back first }
procedure PutBack;
begin
  if DirExists(SetAside) then
  begin
    DelTree(ExpandConstant('{app}'), True, True, True);
    if RenameFile(SetAside, ExpandConstant('{app}')) then
      Log('the version before stands again')
    else
      Log('the version before could not be put back; it lies in ' + SetAside);
  end;
end;

function PrepareToInstall(var NeedsRestart: Boolean): String;
begin
  Result := '';
  if Given('TOKENFILE') and not FileExists(ExpandConstant('{param:TOKENFILE}')) then
    Result := CustomMessage('NoToken')
  else if Given('TOKENFILE') and not (Given('CASHIER') and Given('CENTRE')) then
    Result := CustomMessage('NoCashier')
  else if not TillIsGone(ExpandConstant('{app}')) then
    Result := CustomMessage('Busy')
  else
  begin
    PutBack;
    if not CopyOfBooks then
      Result := CustomMessage('NotKept')
    { one rename, which Windows refuses while any file of the folder is in use }
    else if DirExists(ExpandConstant('{app}')) and not RenameFile(ExpandConstant('{app}'), SetAside) then
      Result := CustomMessage('InUse');
  end;
end;

{ Rights by number, because names of groups are translated. *S-1-5-18 = system, *S-1-5-32-544 = administrators,
  *S-1-5-32-545 = users, *S-1-3-0 = whoever made the file }
procedure SetRights(Folder, Rights: String);
var
  Code: Integer;
begin
  if not Exec(ExpandConstant('{sys}\icacls.exe'),
      AddQuotes(Folder) + ' /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F ' + Rights,
      '', SW_HIDE, ewWaitUntilTerminated, Code) or (Code <> 0) then
    Log(Format('rights of %s were not set: %d', [Folder, Code]));
end;

procedure SetAllRights;
var
  Cashier: String;
begin
  { Without /CASHIER= the books belong to the account that first starts the till, and no other can read them }
  Cashier := '*S-1-5-32-545:(RX,WD,AD) *S-1-3-0:(OI)(CI)(IO)M';
  if Given('CASHIER') then
    Cashier := AddQuotes(ExpandConstant('{param:CASHIER}') + ':(OI)(CI)M');
  SetRights(Data('config'), '*S-1-5-32-545:(OI)(CI)RX');
  SetRights(Data('kept'), '');
  SetRights(Data('data'), Cashier);
  SetRights(Data('logs'), Cashier);
end;

{ The code goes where the till finds it at its first start, and from where it was. It is never on a command line. A till
  that has its place keeps it. The till deletes the code when it has been used }
procedure HandOverToken;
var
  Source, Code, Told: String;
begin
  Source := ExpandConstant('{param:TOKENFILE}');
  if Given('TOKENFILE') and FileExists(Source) then
  begin
    Code := Data('data\till\enrol.code');
    if not FileExists(Data('data\till\journal.db')) and ForceDirectories(Data('data\till')) and CopyFile(Source, Code, False) then
    begin
      StringChangeEx(Code, '\', '\\', True);
      Told := '{"centre": "' + ExpandConstant('{param:CENTRE}') + '", "token_file": "' + Code + '"}';
      SaveStringToFile(Data('data\till\first-start.json'), Told, False);
      Log('the code for a place was handed over');
    end;
    DeleteFile(Source);
  end;
end;

{ In an empty place of its own: the program is tried, not this till, whose keys only the cashier's account can read }
function PassesItsTest: Boolean;
var
  Code: Integer;
begin
  Result := Exec(ExpandConstant('{app}\loyalty-pos.exe'),
    '--data ' + AddQuotes(ExpandConstant('{tmp}\empty')) + ' till --self-test --out ' + AddQuotes(Data('logs\installed.json')),
    '', SW_HIDE, ewWaitUntilTerminated, Code) and (Code = 0);
  Log(Format('the program tested itself: %d', [Code]));
end;

procedure RollBack;
begin
  IsRolledBack := True;
  DelTree(ExpandConstant('{app}'), True, True, True);
  PutBack;
  if VersionBefore <> '' then
  begin
    RegWriteStringValue(HKLM, OurKey, 'Version', VersionBefore);
    RegWriteStringValue(HKLM, ListedKey, 'DisplayVersion', VersionBefore);
  end
  else
  begin
    { nothing was here before, so nothing stays but the folders of the shop }
    RegDeleteKeyIncludingSubkeys(HKLM, ListedKey);
    RegDeleteKeyIncludingSubkeys(HKLM, OurKey);
    RegDeleteValue(HKLM, 'Software\Microsoft\Windows\CurrentVersion\Run', 'LoyaltyPOS');
    DelTree(ExpandConstant('{group}'), True, True, True);
    DeleteFile(ExpandConstant('{commondesktop}\Loyalty POS.lnk'));
  end;
  Say(CustomMessage('RolledBack'));
end;

procedure CurStepChanged(Step: TSetupStep);
begin
  if Step = ssPostInstall then
  begin
    SetAllRights;
    if PassesItsTest then
    begin
      IsFinished := True;
      DelTree(SetAside, True, True, True);
      HandOverToken;
    end
    else
      RollBack;
  end;
end;

function GetCustomSetupExitCode: Integer;
begin
  Result := 0;
  if IsRolledBack then
    Result := RolledBackCode;
end;

procedure DeinitializeSetup;
begin
  { Cancelled, or the disk was full: what Setup had copied it has taken back itself }
  if not IsFinished and not IsRolledBack and (VersionBefore <> '') and DirExists(SetAside) then
    PutBack;
end;

function UninstallAsked(Name: String): Boolean;
var
  I: Integer;
begin
  Result := False;
  for I := 1 to ParamCount do
    Result := Result or (CompareText(ParamStr(I), '/' + Name) = 0);
end;

{ A till that cannot be asked, because its keys are another account's, may hold anything }
function EverythingIsAtTheCentre: Boolean;
var
  Code: Integer;
begin
  Result := Exec(ExpandConstant('{app}\loyalty-pos.exe'), AtTheShop('till --unsynced'),
    '', SW_HIDE, ewWaitUntilTerminated, Code) and (Code = 0);
end;

{ Before anything is removed: a busy till stays, and data that nobody else has stays }
function InitializeUninstall: Boolean;
begin
  Result := TillIsGone(ExpandConstant('{app}'));
  if not Result then
    Say(CustomMessage('Busy'))
  else if UninstallAsked('PURGEDATA') and not UninstallAsked('FORCE') and not EverythingIsAtTheCentre then
  begin
    Result := False;
    Say(CustomMessage('NotPurged'));
  end;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if (Step = usPostUninstall) and UninstallAsked('PURGEDATA') then
  begin
    DelTree(ExpandConstant('{commonappdata}\LoyaltyPOS'), True, True, True);
    RegDeleteKeyIncludingSubkeys(HKLM, OurKey);
  end;
end;
