package org.backprop.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct texts of a column and their places, in order of appearance. A hash table with linear
 * probing over parts of a buffer, so that a repeated text allocates nothing.
 *
 * <p>A text that may say that a value is missing, as NA, has a second place for where it was
 * quoted.
 */
final class Dictionary {
  private static final int FIRST_SLOTS = 32; // a power of two, as every later size

  private final List<String> texts = new ArrayList<>();
  private final Map<Integer, Integer> quoted = new HashMap<>(); // by the place of the same text
  private final BitSet missing = new BitSet(); // the places of texts that may say so
  private boolean unquotedWords;
  private long[] slots = new long[FIRST_SLOTS]; // hash and place + 1 of a text; 0 is free

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

  /** The place of the text in quotes, which differs only if it may say that a value is missing. */
  int quotedPlace(char[] buffer, int offset, int length) {
    var place = place(buffer, offset, length);
    return missing.get(place)
        ? quoted.computeIfAbsent(
            place,
            _ -> {
              texts.add(text(place));
              return texts.size() - 1;
            })
        : place;
  }

  /** Remembers that a text which cannot say that a value is missing is written without quotes. */
  int unquotedPlace(char[] buffer, int offset, int length) {
    var place = place(buffer, offset, length);
    unquotedWords |= length > 0 && !missing.get(place);
    return place;
  }

  /** Adds what another has; gives the place here of each of its texts. */
  int[] addAll(Dictionary other) {
    var places = other.texts.stream().mapToInt(this::place).toArray();
    for (var place : other.quoted.entrySet()) {
      var text = other.text(place.getKey()).toCharArray();
      places[place.getValue()] = quotedPlace(text, 0, text.length);
    }
    unquotedWords |= other.unquotedWords;
    return places;
  }

  boolean hasUnquotedWords() {
    return unquotedWords;
  }

  /** The place in quotes of each text that has one, by the place without them. */
  Map<Integer, Integer> quotedPlaces() {
    return Collections.unmodifiableMap(quoted);
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
    missing.set(texts.size() - 1, !text.isEmpty() && MissingTexts.isPossible(text));
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
