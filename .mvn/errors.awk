# What is wrong, from the log of a Maven build, one line each: used by ./backprop and ./check.
#   awk -v home=FOLDER -f .mvn/errors.awk LOG

function add(text) {
  if (!(text in seen)) {
    seen[text] = 1
    line[++lines] = text
  }
}

function relative(text) {
  if (index(text, home "/") == 1) text = substr(text, length(home) + 2)
  return text
}

# Error Prone's warnings stop the build too, and so do javac's: they are errors here.
/^\[(ERROR|WARNING)\] .*\.java:\[[0-9]+,[0-9]+\] / {
  warning = /^\[WARNING\]/
  sub(/^\[(ERROR|WARNING)\] /, "")
  at = match($0, /:\[[0-9]+,[0-9]+\] /)
  where = substr($0, 1, at - 1)
  rest = substr($0, at + 2)
  number = rest
  sub(/,.*/, "", number)
  sub(/^[0-9]+,[0-9]+\] /, "", rest)
  text = relative(where) ":" number ": " rest
  if (warning) warnings[++warned] = text
  else add(text)
  next
}

/^(\[ERROR\])? +symbol: / {
  sub(/^(\[ERROR\])? +symbol: +/, "")
  if (lines && line[lines] ~ /cannot find symbol$/) line[lines] = line[lines] ": " $0
  next
}

/^\[INFO\] Building Backprop [a-z]+ / { module = $4 }

# Surefire: the list after "Failures:" and "Errors:".
/^\[ERROR\] (Failures|Errors): *$/ { tests = 1; next }
/^\[(INFO|WARNING)\]|^\[ERROR\] *(Tests run:.*)?$/ { tests = 0 }
tests && /^\[ERROR\]   [A-Za-z]/ {
  sub(/^\[ERROR\] +/, "")
  sub(/ » /, ": ")
  add((module == "" ? "" : module " ") $0)
  next
}

/^\[WARNING\] Rule violated for bundle / {
  sub(/^\[WARNING\] Rule violated for /, "")
  add("coverage: " $0)
}

/The following files had format violations:/ { unformatted = 1; next }
unformatted && /^\[ERROR\]     [^ ].*\.java$/ { files++; next }
unformatted && /Run 'mvn/ { unformatted = 0 }

/^\[ERROR\] / && other == "" {
  sub(/^\[ERROR\] /, "")
  if ($0 !~ /^(COMPILATION ERROR|Tests run:| *$)/) other = $0
}

END {
  for (i = 1; i <= lines; i++) print line[i]
  for (i = 1; i <= warned && lines == 0; i++) print warnings[i]
  if (files) {
    print "spotless: " files (files == 1 ? " file" : " files") " not formatted; run ./mvnw spotless:apply"
  }
  if (lines + warned + files == 0) print other == "" ? "the build stopped" : other
}
