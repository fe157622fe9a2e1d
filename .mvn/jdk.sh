# shellcheck shell=sh
# shellcheck disable=SC2034 # JDK is for those who read this
# Read by ./backprop, ./check and ./mvnw: finds a JDK that Backprop can be built and run with.
#
# find_jdk sets JDK to its folder: JAVA_HOME's, else the PATH's, else the first in the usual places.
# It reads the file `release` of each JDK and starts no java: that would be most of the start-up time.

# 25.0.0 to 25.0.2 are refused: under the G1 collector they can corrupt data (JDK-8377811).
jdk_fits() {
  jdk_version=
  [ -r "$1/release" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  while IFS='=' read -r jdk_key jdk_value || [ -n "$jdk_key" ]; do
    if [ "$jdk_key" = JAVA_VERSION ]; then
      jdk_version=${jdk_value#\"}
      jdk_version=${jdk_version%%\"*}
      break
    fi
  done <"$1/release"
  jdk_feature=${jdk_version%%[!0-9]*}
  [ -n "$jdk_feature" ] || return 1
  [ "$jdk_feature" -gt 25 ] && return 0
  if [ "$jdk_feature" -eq 25 ]; then
    jdk_rest=${jdk_version#25}
    case $jdk_rest in
      .0.*)
        jdk_update=${jdk_rest#.0.}
        jdk_update=${jdk_update%%[!0-9]*}
        [ "${jdk_update:-0}" -ge 3 ] && return 0
        ;;
      .[1-9]*) return 0 ;;
    esac
    jdk_corrupting="${jdk_corrupting:-$jdk_version in $1}"
  else
    jdk_older="${jdk_older:-$jdk_version in $1}"
  fi
  return 1
}

# The JDK that the command java on the PATH belongs to; macOS has a stand-in there that is no JDK.
jdk_on_path() {
  jdk_java=$(command -v java) || return 1
  while [ -L "$jdk_java" ]; do
    jdk_link=$(readlink "$jdk_java")
    case $jdk_link in
      /*) jdk_java=$jdk_link ;;
      *) jdk_java=${jdk_java%/*}/$jdk_link ;;
    esac
  done
  jdk_bin=${jdk_java%/*}
  jdk_fits "$jdk_bin/.." && JDK=$(cd "$jdk_bin/.." && pwd -P)
}

find_jdk() {
  JDK=
  jdk_older=
  jdk_corrupting=
  if [ -n "${JAVA_HOME:-}" ] && jdk_fits "$JAVA_HOME"; then
    JDK=$JAVA_HOME
    return 0
  fi
  jdk_on_path && return 0
  for jdk_candidate in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/openjdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/*; do
    if jdk_fits "$jdk_candidate"; then
      JDK=$jdk_candidate
      return 0
    fi
  done
  return 1
}

# One sentence on standard error: why there is none, and what to install.
say_no_jdk() {
  if [ -n "$jdk_corrupting" ]; then
    echo "Backprop needs a JDK 25.0.3 or newer: the one found, $jdk_corrupting, can corrupt data" \
      "(JDK-8377811, in 25.0.0 to 25.0.2); install a newer one, for example Temurin from https://adoptium.net." >&2
  else
    jdk_seen="found none"
    [ -z "$jdk_older" ] || jdk_seen="found only $jdk_older"
    echo "Backprop needs a JDK 25.0.3 or newer ($jdk_seen);" \
      "install one, for example Temurin from https://adoptium.net, or set JAVA_HOME to where it is." >&2
  fi
}
