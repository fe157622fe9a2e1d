package org.backprop.runtime;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The parts of a product: a grid of groups of tile rows and strips, the rows outermost, so that the
 * parts of a thread lie together. Two cores that write neighbouring columns of the same rows take
 * the lines from each other, fetching ahead: that is up to ten times slower.
 */
final class MatrixParts {
  static final int THREADS = 8;
  private static final long SMALLEST = 1 << 14;

  /** How much longer a part of whole rows may be than one of half the columns. */
  private static final double COLUMNS_COST = 1.1;

  private final int[] tileStarts;
  private final int[] stripStarts;
  private final int[] blockStarts;

  private MatrixParts(int[] tileStarts, int[] stripStarts, int[] blockStarts) {
    this.tileStarts = tileStarts;
    this.stripStarts = stripStarts;
    this.blockStarts = blockStarts;
  }

  /**
   * As many parts as the work is worth, as equal as can be, and of few rows rather than columns.
   */
  static MatrixParts of(MatrixCut rows, MatrixCut strips, int lanes, int terms) {
    var work = (long) rows.length() * strips.length() * lanes * Math.max(terms, 1);
    var wanted = Math.clamp(Long.highestOneBit(Math.max(1, work / SMALLEST)), 1, THREADS);
    return IntStream.iterate(1, across -> across <= wanted, across -> across * 2)
        .mapToObj(across ->
            new MatrixParts(
                groups(rows, wanted / across), groups(strips, across), new int[] {0, 1}))
        .min(
            Comparator.comparingDouble(
                parts -> parts.longest(rows, strips) * Math.pow(COLUMNS_COST, parts.across())))
        .orElseThrow();
  }

  /** The whole value in each part, but only some blocks of the terms. */
  static MatrixParts deep(MatrixCut rows, MatrixCut strips, int blocks) {
    return new MatrixParts(
        groups(rows, 1), groups(strips, 1), groups(new MatrixCut(1, blocks, 0, 0), THREADS));
  }

  private long longest(MatrixCut rows, MatrixCut strips) {
    return longest(rows, tileStarts) * longest(strips, stripStarts);
  }

  /** The pieces cut into at most so many groups of about the same length. */
  private static int[] groups(MatrixCut cut, int wanted) {
    var count = Math.min(wanted, cut.pieces());
    var starts = new int[count + 1];
    var total = cut.length();
    var piece = 0;
    for (var group = 1; group <= count; group++) {
      var end = (long) total * group / count;
      piece++;
      while (piece < cut.pieces() - (count - group)
          && Math.abs(cut.start(piece + 1) - end) <= Math.abs(cut.start(piece) - end)) {
        piece++;
      }
      starts[group] = piece;
    }
    return starts;
  }

  private static long longest(MatrixCut cut, int[] groups) {
    var longest = 0;
    for (var i = 0; i + 1 < groups.length; i++) {
      longest = Math.max(longest, cut.start(groups[i + 1]) - cut.start(groups[i]));
    }
    return longest;
  }

  int count() {
    return down() * across() * depths();
  }

  /** The number of parts of which each has its own terms. */
  int depths() {
    return blockStarts.length - 1;
  }

  private int down() {
    return tileStarts.length - 1;
  }

  private int across() {
    return stripStarts.length - 1;
  }

  int firstTile(int part) {
    return tileStarts[part / across() % down()];
  }

  int lastTile(int part) {
    return tileStarts[part / across() % down() + 1];
  }

  int firstStrip(int part) {
    return stripStarts[part % across()];
  }

  int lastStrip(int part) {
    return stripStarts[part % across() + 1];
  }

  int firstBlock(int part) {
    return blockStarts[part / down() / across()];
  }

  int lastBlock(int part) {
    return blockStarts[part / down() / across() + 1];
  }
}
