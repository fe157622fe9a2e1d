package org.backprop.data;

import org.jspecify.annotations.Nullable;

/** Gives equal short texts one and the same string: columns repeat themselves. */
final class TextCache {
  private static final int SLOTS = 1 << 12;
  private static final int LONGEST = 24;

  private final @Nullable String[] slots = new @Nullable String[SLOTS];

  String of(char[] buffer, int offset, int length) {
    if (length == 0) {
      return "";
    }
    return length > LONGEST
        ? new String(buffer, offset, length)
        : cached(buffer, offset, length, slot(buffer, offset, length));
  }

  private String cached(char[] buffer, int offset, int length, int slot) {
    var known = slots[slot];
    if (known != null && matches(known, buffer, offset, length)) {
      return known;
    }
    var text = new String(buffer, offset, length);
    slots[slot] = text;
    return text;
  }

  private static int slot(char[] buffer, int offset, int length) {
    var hash = 0;
    for (var i = 0; i < length; i++) {
      hash = 31 * hash + buffer[offset + i];
    }
    return (hash ^ (hash >>> 12)) & (SLOTS - 1);
  }

  private static boolean matches(String text, char[] buffer, int offset, int length) {
    if (text.length() != length) {
      return false;
    }
    for (var i = 0; i < length; i++) {
      if (text.charAt(i) != buffer[offset + i]) {
        return false;
      }
    }
    return true;
  }
}
