package org.backprop.table;

/**
 * A number from 0 for each different key, in the order of appearance. A hash table with linear
 * probing, so that a repeated key allocates nothing.
 */
public final class KeyPlaces {
  private static final int FIRST_SLOTS = 64; // a power of two, as every later size

  private long[] keys = new long[FIRST_SLOTS];
  private int[] places = new int[FIRST_SLOTS]; // of each key, plus 1; 0 is free
  private int size;

  /** No keys yet. */
  public KeyPlaces() {
    // the fields say it
  }

  /** The number of the key, which is new if {@link #size} grew. */
  public int place(long key) {
    var slot = slot(key);
    while (places[slot] != 0) {
      if (keys[slot] == key) {
        return places[slot] - 1;
      }
      slot = next(slot);
    }
    keys[slot] = key;
    places[slot] = ++size;
    if (2 * size > keys.length) {
      grow();
    }
    return size - 1;
  }

  /** How many different keys there were. */
  public int size() {
    return size;
  }

  private void grow() {
    var oldKeys = keys;
    var oldPlaces = places;
    keys = new long[2 * oldKeys.length];
    places = new int[keys.length];
    for (var i = 0; i < oldKeys.length; i++) {
      if (oldPlaces[i] != 0) {
        var slot = slot(oldKeys[i]);
        while (places[slot] != 0) {
          slot = next(slot);
        }
        keys[slot] = oldKeys[i];
        places[slot] = oldPlaces[i];
      }
    }
  }

  /** Fibonacci hashing: the upper half of a product, which depends on all bits of the key. */
  private int slot(long key) {
    var product = key * 0x9E3779B97F4A7C15L;
    return (int) (product >>> 32) & (keys.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (keys.length - 1);
  }

  /** As in {@code 3 keys}. */
  @Override
  public String toString() {
    return Counted.of(size, "key");
  }
}
