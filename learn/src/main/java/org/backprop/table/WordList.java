package org.backprop.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Texts and their places; a short text that repeats itself soon gets one and the same place. */
final class WordList {
  private static final int SLOTS = 1 << 12;
  private static final int LONGEST = 24;

  private final List<String> words = new ArrayList<>(List.of(""));
  private final int[] slots = new int[SLOTS]; // the place of the last word of each hash

  /** The place of the text in a part of a buffer. */
  int place(char[] buffer, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    return length > LONGEST
        ? add(new String(buffer, offset, length))
        : cached(buffer, offset, length, slot(buffer, offset, length));
  }

  /** The word at each place. */
  List<String> words() {
    return Collections.unmodifiableList(words);
  }

  private int cached(char[] buffer, int offset, int length, int slot) {
    if (!matches(words.get(slots[slot]), buffer, offset, length)) {
      slots[slot] = add(new String(buffer, offset, length));
    }
    return slots[slot];
  }

  private int add(String word) {
    words.add(word);
    return words.size() - 1;
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
