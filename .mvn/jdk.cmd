@ECHO OFF
REM Called by backprop.cmd and mvnw.cmd: sets JDK to a JDK that Backprop can be built and run with.
REM JAVA_HOME's, else the PATH's, else the first in the usual places. The file "release" is read, no java started.
SET "JDK="
SET "JDK_CORRUPTING="
IF DEFINED JAVA_HOME CALL :try "%JAVA_HOME%"
IF DEFINED JDK GOTO :found
FOR %%J IN (java.exe) DO IF NOT "%%~$PATH:J"=="" CALL :try "%%~dp$PATH:J.."
IF DEFINED JDK GOTO :found
FOR %%P IN ("%ProgramFiles%\Java" "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%USERPROFILE%\.jdks" "%USERPROFILE%\.sdkman\candidates\java" "%USERPROFILE%\scoop\apps") DO (
  IF EXIST "%%~P\" FOR /D %%D IN ("%%~P\*") DO (
    IF NOT DEFINED JDK CALL :try "%%~D"
  )
)
IF DEFINED JDK GOTO :found
IF DEFINED JDK_CORRUPTING GOTO :corrupting
ECHO Backprop needs a JDK 25.0.3 or newer (found none); install one, for example Temurin from https://adoptium.net, or set JAVA_HOME to where it is. >&2
EXIT /B 2
:corrupting
ECHO Backprop needs a JDK 25.0.3 or newer: the one found, in %JDK_CORRUPTING%, can corrupt data (JDK-8377811, in 25.0.0 to 25.0.2); install a newer one, for example Temurin from https://adoptium.net. >&2
EXIT /B 2

:found
FOR %%J IN (java.exe) DO IF NOT "%%~$PATH:J"=="" CALL :try "%%~dp$PATH:J.."
IF DEFINED JDK GOTO :found
FOR %%P IN ("%ProgramFiles%\Java" "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%USERPROFILE%\.jdks" "%USERPROFILE%\.sdkman\candidates\java" "%USERPROFILE%\scoop\apps") DO (
  IF EXIST "%%~P\" FOR /D %%D IN ("%%~P\*") DO (
    IF NOT DEFINED JDK CALL :try "%%~D"
  )
)
IF DEFINED JDK GOTO :found
IF DEFINED JDK_CORRUPTING (
  ECHO Backprop needs a JDK 25.0.3 or newer: the one found, in %JDK_CORRUPTING%, can corrupt data ^(JDK-8377811, in 25.0.0 to 25.0.2^); install a newer one, for example Temurin from https://adoptium.net. >&2
) ELSE (
  ECHO Backprop needs a JDK 25.0.3 or newer ^(found none^); install one, for example Temurin from https://adoptium.net, or set JAVA_HOME to where it is. >&2
)
EXIT /B 2

:found
EXIT /B 0

:try
IF NOT EXIST "%~1\release" EXIT /B 0
IF NOT EXIST "%~1\bin\javac.exe" EXIT /B 0
SET "JDK_VERSION="
FOR /F "usebackq tokens=2 delims==" %%V IN (`FINDSTR /B "JAVA_VERSION=" "%~1\release"`) DO SET "JDK_VERSION=%%~V"
IF NOT DEFINED JDK_VERSION EXIT /B 0
SET "JDK_FEATURE="
SET "JDK_INTERIM="
SET "JDK_UPDATE="
FOR /F "tokens=1-3 delims=.-+" %%A IN ("%JDK_VERSION%") DO (
  SET "JDK_FEATURE=%%A"
  SET "JDK_INTERIM=%%B"
  SET "JDK_UPDATE=%%C"
)
IF NOT DEFINED JDK_INTERIM SET "JDK_INTERIM=0"
IF NOT DEFINED JDK_UPDATE SET "JDK_UPDATE=0"
IF %JDK_FEATURE% LSS 25 EXIT /B 0
IF %JDK_FEATURE% GTR 25 GOTO :fits
IF %JDK_INTERIM% GTR 0 GOTO :fits
IF %JDK_UPDATE% GEQ 3 GOTO :fits
SET "JDK_CORRUPTING=%~1"
EXIT /B 0
:fits
FOR %%F IN ("%~1") DO SET "JDK=%%~fF"
EXIT /B 0
