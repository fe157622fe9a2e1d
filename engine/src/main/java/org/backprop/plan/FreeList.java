package org.backprop.plan;

import java.util.ArrayList;
import java.util.List;

/** The free ranges of one array, which grows as needed. */
final class FreeList {
  /** A range of elements. */
  private record Range(int start, int end) {
    int length() {
      return end - start;
    }
  }

  private final List<Range> free = new ArrayList<>();
  private int size;

  /**
   * @param start the index of the first element that may be used
   */
  FreeList(int start) {
    this.size = start;
  }

  /** The elements of the array so far. */
  int size() {
    return size;
  }

  /** Takes the first free range that is long enough, or the end of the array; returns its start. */
  int take(int length) {
    for (var i = 0; i < free.size(); i++) {
      var range = free.get(i);
      if (range.length() >= length) {
        free.remove(i);
        add(i, new Range(range.start + length, range.end));
        return range.start;
      }
    }
    return grow(length);
  }

  private void add(int index, Range range) {
    if (range.length() > 0) {
      free.add(index, range);
    }
  }

  /** Lengthens the array; a free range at its end is a part of what is taken. */
  private int grow(int length) {
    var atEnd = !free.isEmpty() && free.getLast().end == size;
    var start = atEnd ? free.removeLast().start : size;
    size = Math.addExact(start, length);
    return start;
  }

  /** Gives a range back, joined with its free neighbours. */
  void release(int start, int length) {
    var index = 0;
    while (index < free.size() && free.get(index).start < start) {
      index++;
    }
    var range = new Range(start, start + length);
    if (index < free.size() && free.get(index).start == range.end) {
      range = new Range(range.start, free.remove(index).end);
    }
    if (index > 0 && free.get(index - 1).end == range.start) {
      range = new Range(free.remove(--index).start, range.end);
    }
    add(index, range);
  }
}
