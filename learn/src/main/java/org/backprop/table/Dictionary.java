package org.backprop.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The distinct texts of a column and their places, in order of appearance after {@link
 * CellText#MISSING}. A hash table with linear probing over parts of a buffer, so that a repeated
 * text allocates nothing.
 */
final class Dictionary {
  private static final int FIRST_SLOTS = 32; // a power of two, as every later size

  private final List<String> texts = new ArrayList<>();
  private long[] slots = new long[FIRST_SLOTS]; // hash and place + 1 of a text; 0 is free

  Dictionary() {
    CellText.MISSING.forEach(this::place);
  }

  int place(String text) {
    return place(text.toCharArray(), 0, text.length());
  }

  /** The place of the text in a part of a buffer. */
  int place(char[] buffer, int offset, int length) {
    var hash = hash(buffer, offset, length);
    var slot = slot(hash);
    while (slots[slot] != 0) {
      var place = (int) slots[slot] - 1;
      if (hash == hash(slots[slot]) && matches(texts.get(place), buffer, offset, length)) {
        return place;
      }
      slot = next(slot);
    }
    return add(new String(buffer, offset, length), hash, slot);
  }

  String text(int place) {
    return texts.get(place);
  }

  /** The text at each place. */
  List<String> texts() {
    return Collections.unmodifiableList(texts);
  }

  private int add(String text, int hash, int slot) {
    texts.add(text);
    slots[slot] = ((long) hash << Integer.SIZE) | texts.size();
    if (2 * texts.size() > slots.length) {
      grow();
    }
    return texts.size() - 1;
  }

  private void grow() {
    var old = slots;
    slots = new long[2 * old.length];
    for (var entry : old) {
      if (entry != 0) {
        slots[free(slot(hash(entry)))] = entry;
      }
    }
  }

  private int free(int slot) {
    var free = slot;
    while (slots[free] != 0) {
      free = next(free);
    }
    return free;
  }

  private static int hash(long entry) {
    return (int) (entry >>> Integer.SIZE);
  }

  private int slot(int hash) {
    return (hash ^ (hash >>> 15)) & (slots.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (slots.length - 1);
  }

  private static int hash(char[] buffer, int offset, int length) {
    var hash = 0;
    for (var i = 0; i < length; i++) {
      hash = 31 * hash + buffer[offset + i];
    }
    return hash;
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
