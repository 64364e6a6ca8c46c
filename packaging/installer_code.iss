; What no section of an installer can say, in the order it happens. Exit codes: docs/it/installing.md.
[Code]
const
  OurKey = 'Software\LoyaltyPOS';
  ListedKey = 'Software\Microsoft\Windows\CurrentVersion\Uninstall\{D0C83A54-5B0B-4E5C-9C53-6E0B4B1C2A7F}_is1';
  TillRuns = 'Global\LoyaltyPOS';
  RolledBackCode = 20;
  CopiesKept = 2;

var
  VersionBefore, CopyMade: String;
  { set aside by this very run: what an earlier one left is not put back without a look at it }
  IsSetAside, IsFinished, IsRolledBack: Boolean;

function Given(Name: String): Boolean;
begin
  Result := ExpandConstant('{param:' + Name + '|}') <> '';
end;

function Data(Name: String): String;
begin
  Result := ExpandConstant('{commonappdata}\LoyaltyPOS\') + Name;
end;

{ Beside the program's folder, so that one rename is enough }
function Beside(Ending: String): String;
begin
  Result := RemoveBackslash(ExpandConstant('{app}')) + Ending;
end;

{ The program of the version before, whole, until the new one has passed its test }
function SetAside: String;
begin
  Result := Beside('.before');
end;

{ Lies in a program's folder, and goes where that goes, once this program has passed its test }
function Passed: String;
begin
  Result := ExpandConstant('{app}\passed.txt');
end;

{ One step, which Windows refuses while any file of the folder is in use; a scanner looks at new files for a moment only }
function Renamed(Folder, Name: String): Boolean;
var
  Tries: Integer;
begin
  Result := RenameFile(Folder, Name);
  for Tries := 1 to 4 do
    if not Result then
    begin
      Sleep(1000);
      Result := RenameFile(Folder, Name);
    end;
end;

{ A folder is never deleted under a name that something is put back from: part of it may be held by a scanner }
function Removed(Folder: String): Boolean;
begin
  DelTree(Beside('.gone'), True, True, True);
  Result := not DirExists(Folder) or Renamed(Folder, Beside('.gone'));
  DelTree(Beside('.gone'), True, True, True);
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

{ Every file of the till's books beside each other: the till is closed, so a plain copy is whole. A code that waits for the
  first start stays in one place }
function CopyOfBooks: Boolean;
var
  Found: TFindRec;
begin
  Result := True;
  if not FindFirst(Data('data\till\*'), Found) then
    Exit;
  CopyMade := Data('kept\') + VersionBefore + GetDateTimeString('-yyyymmdd-hhnnss', #0, #0);
  Result := ForceDirectories(CopyMade);
  try
    repeat
      if Result and (Found.Attributes and FILE_ATTRIBUTE_DIRECTORY = 0) and (Found.Name <> 'enrol.code') then
        Result := CopyFile(Data('data\till\') + Found.Name, CopyMade + '\' + Found.Name, True);
    until not FindNext(Found);
  finally
    FindClose(Found);
  end;
  Log('copy of the books: ' + CopyMade);
end;

{ Of an upgrade that did not happen: tried again every night, it would fill the disk }
procedure ForgetTheCopy;
begin
  if CopyMade <> '' then
    DelTree(CopyMade, True, True, True);
  CopyMade := '';
end;

{ When a copy was made, from the end of its name; '' = a folder that no installer made }
function TimeOfCopy(Name: String): String;
begin
  Result := '';
  if Length(Name) >= 16 then
    Result := Copy(Name, Length(Name) - 15, 16);
  if (Result <> '') and ((Result[1] <> '-') or (Result[10] <> '-')
    or (StrToIntDef(Copy(Result, 2, 8), -1) < 0) or (StrToIntDef(Copy(Result, 11, 6), -1) < 0)) then
    Result := '';
end;

{ '' while there are not more than are kept }
function OldestCopyTooMany: String;
var
  Found: TFindRec;
  Count: Integer;
  Oldest: String;
begin
  Count := 0;
  Oldest := '';
  if FindFirst(Data('kept\*'), Found) then
  try
    repeat
      if (Found.Attributes and FILE_ATTRIBUTE_DIRECTORY <> 0) and (TimeOfCopy(Found.Name) <> '') then
      begin
        Count := Count + 1;
        if (Oldest = '') or (CompareStr(TimeOfCopy(Found.Name), TimeOfCopy(Oldest)) < 0) then
          Oldest := Found.Name;
      end;
    until not FindNext(Found);
  finally
    FindClose(Found);
  end;
  Result := '';
  if Count > CopiesKept then
    Result := Oldest;
end;

procedure ForgetOldCopies;
var
  Name: String;
begin
  Name := OldestCopyTooMany;
  while (Name <> '') and DelTree(Data('kept\') + Name, True, True, True) do
    Name := OldestCopyTooMany;
end;

{ An installation that broke off, by a power cut even: what stands in the program's folder never passed its test }
function BrokeOff: Boolean;
begin
  Result := DirExists(SetAside) and not FileExists(Passed);
end;

function PutBack: Boolean;
begin
  Result := Removed(ExpandConstant('{app}')) and Renamed(SetAside, ExpandConstant('{app}'));
  if Result then
    Log('the version before stands again')
  else
    Log('the version before could not be put back; it lies in ' + SetAside);
end;

{ The whole program of the two asks: half of one, which a power cut left, would keep the till busy for ever }
function WholeProgram: String;
begin
  Result := ExpandConstant('{app}');
  if BrokeOff then
    Result := SetAside;
end;

{ An earlier run is brought to its end first: back to the version before, or on with removing it }
function EarlierRunIsOver: Boolean;
begin
  if BrokeOff then
    Result := PutBack
  else
    Result := Removed(SetAside);
end;

{ Rights by number, because names of groups are translated. *S-1-5-18 = system, *S-1-5-32-544 = administrators,
  *S-1-5-32-545 = users, *S-1-3-0 = whoever made the file }
function SetRights(Folder, Rights: String): Boolean;
var
  Code: Integer;
begin
  Result := Exec(ExpandConstant('{sys}\icacls.exe'),
    AddQuotes(Folder) + ' /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F ' + Rights,
    '', SW_HIDE, ewWaitUntilTerminated, Code) and (Code = 0);
  if not Result then
    Log(Format('rights of %s were not set: %d', [Folder, Code]));
end;

{ Without /CASHIER= the books belong to the account that first starts the till, and no other can read them }
function RightsOfTheBooks: String;
begin
  Result := '*S-1-5-32-545:(RX,WD,AD) *S-1-3-0:(OI)(CI)(IO)M';
  if Given('CASHIER') then
    Result := AddQuotes(ExpandConstant('{param:CASHIER}') + ':(OI)(CI)M');
end;

{ A wrong name would leave the keys of the till to every account }
function AccountIsKnown: Boolean;
begin
  Result := True;
  if Given('CASHIER') then
    Result := ForceDirectories(ExpandConstant('{tmp}\rights')) and SetRights(ExpandConstant('{tmp}\rights'), RightsOfTheBooks);
end;

{ A till that has its place keeps it: the same command, run again, is no fault }
function CodeIsWanted: Boolean;
begin
  Result := Given('TOKENFILE') and not FileExists(Data('data\till\journal.db'));
end;

function WhatIsWrongWithTheWords: String;
begin
  Result := '';
  if CodeIsWanted and not FileExists(ExpandConstant('{param:TOKENFILE}')) and not FileExists(Data('data\till\first-start.json')) then
    Result := CustomMessage('NoToken')
  else if CodeIsWanted and not (Given('CASHIER') and Given('CENTRE')) then
    Result := CustomMessage('NoCashier')
  else if not AccountIsKnown then
    Result := CustomMessage('NoAccount');
end;

function PrepareToInstall(var NeedsRestart: Boolean): String;
begin
  Result := WhatIsWrongWithTheWords;
  if Result <> '' then
    Exit;
  if not TillIsGone(WholeProgram) then
    Result := CustomMessage('Busy')
  else if not EarlierRunIsOver then
    Result := CustomMessage('InUse')
  else if not CopyOfBooks then
    Result := CustomMessage('NotKept')
  else if DirExists(ExpandConstant('{app}')) then
  begin
    IsSetAside := Renamed(ExpandConstant('{app}'), SetAside);
    if not IsSetAside then
      Result := CustomMessage('InUse');
  end;
  if Result <> '' then
    ForgetTheCopy;
end;

function AllRightsAreSet: Boolean;
begin
  Result := SetRights(Data('config'), '*S-1-5-32-545:(OI)(CI)RX')
    and SetRights(Data('kept'), '')
    and SetRights(Data('data'), RightsOfTheBooks)
    and SetRights(Data('logs'), RightsOfTheBooks);
end;

{ The code goes where the till finds it at its first start, and from where it was, unless that is a share, which other
  tills read too. It is never on a command line. The till deletes the code when it has been used }
procedure HandOverToken;
var
  Source, Code, Told: String;
begin
  Source := ExpandFileName(ExpandConstant('{param:TOKENFILE}'));
  Code := Data('data\till\enrol.code');
  if CodeIsWanted and FileExists(Source) and ForceDirectories(Data('data\till')) and CopyFile(Source, Code, False) then
  begin
    StringChangeEx(Code, '\', '\\', True);
    Told := '{"centre": "' + ExpandConstant('{param:CENTRE}') + '", "token_file": "' + Code + '"}';
    SaveStringToFile(Data('data\till\first-start.json'), Told, False);
    Log('the code for a place was handed over');
    if Pos('\\', Source) <> 1 then
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

procedure RollBack(Why: String);
var
  IsBack: Boolean;
begin
  IsRolledBack := True;
  if IsSetAside then
    IsBack := PutBack
  else
    IsBack := Removed(ExpandConstant('{app}'));
  ForgetTheCopy;
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
  if IsSetAside and not IsBack then
    Say(FmtMessage(CustomMessage('NotBack'), [Why, SetAside]))
  else
    Say(FmtMessage(CustomMessage('RolledBack'), [Why]));
end;

procedure CurStepChanged(Step: TSetupStep);
begin
  if Step <> ssPostInstall then
    Exit;
  if not AllRightsAreSet then
    RollBack(CustomMessage('NoRights'))
  else if not PassesItsTest then
    RollBack(CustomMessage('NotPassed'))
  else
  begin
    IsFinished := True;
    SaveStringToFile(Passed, '{#AppVersion}', False);
    Removed(SetAside);
    ForgetOldCopies;
    HandOverToken;
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
  if not IsFinished and not IsRolledBack then
  begin
    if IsSetAside then
      PutBack;
    ForgetTheCopy;
  end;
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

{ Beside the till, a centre keeps the books of a whole shop here, and nobody else has them }
function CentreIsHere: Boolean;
begin
  Result := DirExists(Data('data\centre'));
end;

{ Before anything is removed: a busy till stays, and data that nobody else has stays }
function InitializeUninstall: Boolean;
begin
  Result := TillIsGone(ExpandConstant('{app}'));
  if not Result then
    Say(CustomMessage('Busy'))
  else if UninstallAsked('PURGEDATA') and not UninstallAsked('FORCE') and (CentreIsHere or not EverythingIsAtTheCentre) then
  begin
    Result := False;
    if CentreIsHere then
      Say(CustomMessage('CentreHere'))
    else
      Say(CustomMessage('NotPurged'));
  end;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if Step = usUninstall then
  begin
    DeleteFile(Passed);
    Removed(SetAside);
  end;
  if (Step = usPostUninstall) and UninstallAsked('PURGEDATA') then
  begin
    DelTree(ExpandConstant('{commonappdata}\LoyaltyPOS'), True, True, True);
    RegDeleteKeyIncludingSubkeys(HKLM, OurKey);
  end;
end;
