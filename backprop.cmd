@ECHO OFF
REM Runs Backprop from its sources: finds a JDK, builds when a source is newer than the build, starts it.
REM BACKPROP_JAVA_OPTS: more options for the JVM. BACKPROP_EXTENSIONS: jars and folders of classes with own parts.
SETLOCAL
SET "HOME_FOLDER=%~dp0"
CALL "%HOME_FOLDER%.mvn\jdk.cmd"
IF ERRORLEVEL 1 EXIT /B 2
SET "JAVA_HOME=%JDK%"
SET "DIST=%HOME_FOLDER%app\target\dist"

powershell -NoProfile -Command "$stamp = Get-Item -ErrorAction SilentlyContinue ($env:DIST + '\built'); if (-not $stamp) { exit 1 }; $base = $env:HOME_FOLDER; foreach ($part in 'pom.xml', 'engine\pom.xml', 'learn\pom.xml', 'app\pom.xml', 'engine\src\main', 'learn\src\main', 'app\src\main') { $one = Get-Item ($base + $part); if ($one.LastWriteTimeUtc -gt $stamp.LastWriteTimeUtc) { exit 1 }; if ($one.PSIsContainer) { if (Get-ChildItem -Recurse $one.FullName | Where-Object { $_.LastWriteTimeUtc -gt $stamp.LastWriteTimeUtc } | Select-Object -First 1) { exit 1 } } }; exit 0"
IF NOT ERRORLEVEL 1 GOTO :start

ECHO building, about a minute>&2
IF NOT EXIST "%DIST%\lib" MKDIR "%DIST%\lib"
TYPE NUL > "%DIST%\begun"
CALL "%HOME_FOLDER%mvnw.cmd" -B -q -f "%HOME_FOLDER%pom.xml" -Dquick package > "%HOME_FOLDER%app\target\dist.log" 2>&1 < NUL
IF ERRORLEVEL 1 GOTO :failed
MOVE /Y "%DIST%\begun" "%DIST%\built" > NUL

:start
"%JDK%\bin\java.exe" --add-modules jdk.incubator.vector -XX:+UseG1GC -XX:MaxNewSize=32m -Xshare:auto -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 %BACKPROP_JAVA_OPTS% -cp "%BACKPROP_EXTENSIONS%" -p "%DIST%\lib" -m org.backprop.app/org.backprop.app.Main %*
EXIT /B %ERRORLEVEL%

:failed
ECHO backprop: the build failed (all of it: %HOME_FOLDER%app\target\dist.log)>&2
FINDSTR /B /C:"[ERROR]" "%HOME_FOLDER%app\target\dist.log" >&2
EXIT /B 2
