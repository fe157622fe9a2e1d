package org.backprop.runtime;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.backprop.plan.TargetMachine;

/**
 * The parts of a product: a grid of groups of tile rows and strips. Neighbouring parts, which one
 * thread computes, have equal rows, or equal columns where these are far from others: two cores
 * that write neighbouring columns of equal rows invalidate each other's cache lines by prefetching,
 * and are up to ten times slower.
 */
final class MatrixParts {
  /** The factor by which a part may be longer so that threads have whole rows or whole columns. */
  private static final double FOREIGN_COST = 1.1;

  private final int[] tileStarts;
  private final int[] stripStarts;
  private final int[] blockStarts;
  private final boolean byColumns;

  private MatrixParts(int[] tileStarts, int[] stripStarts, int[] blockStarts, boolean byColumns) {
    this.tileStarts = tileStarts;
    this.stripStarts = stripStarts;
    this.blockStarts = blockStarts;
    this.byColumns = byColumns;
  }

  /**
   * As many parts as the work pays for, of nearly equal length.
   *
   * @param together the number of strips that stay in one part: those of a panel
   * @param byColumns whether each thread has its own columns rather than rows
   */
  static MatrixParts of(
      TargetMachine.Matmuls limits,
      MatrixCut rows,
      MatrixCut strips,
      int together,
      int lanes,
      int terms,
      boolean byColumns) {
    var work = (long) rows.length() * strips.length() * lanes * Math.max(terms, 1);
    var wanted =
        Math.clamp(
            Long.highestOneBit(Math.max(1, work / limits.partOperations())), 1, limits.parts());
    return IntStream.iterate(1, across -> across <= wanted, across -> across * 2)
        .mapToObj(across ->
            new MatrixParts(
                groups(rows, 1, wanted / across),
                groups(strips, together, across),
                new int[] {0, 1},
                byColumns))
        .min(
            Comparator.comparingDouble(parts ->
                parts.longest(rows, strips)
                    * Math.pow(FOREIGN_COST, byColumns ? parts.down() : parts.across())))
        .orElseThrow();
  }

  /** Parts that each have the whole value and some blocks of the terms. */
  static MatrixParts deep(
      TargetMachine.Matmuls limits, MatrixCut rows, MatrixCut strips, int blocks) {
    return new MatrixParts(
        groups(rows, 1, 1),
        groups(strips, 1, 1),
        groups(new MatrixCut(1, blocks, 0, 0), 1, limits.parts()),
        false);
  }

  private long longest(MatrixCut rows, MatrixCut strips) {
    return longest(rows, tileStarts) * longest(strips, stripStarts);
  }

  /** Groups the pieces into at most this many groups of nearly equal length. */
  private static int[] groups(MatrixCut cut, int together, int wanted) {
    var pieces = Math.ceilDiv(cut.pieces(), together);
    var count = Math.min(wanted, pieces);
    var starts = new int[count + 1];
    var total = cut.length();
    var piece = 0;
    for (var group = 1; group <= count; group++) {
      var end = (long) total * group / count;
      piece++;
      while (piece < pieces - (count - group)
          && Math.abs(start(cut, together, piece + 1) - end)
              <= Math.abs(start(cut, together, piece) - end)) {
        piece++;
      }
      starts[group] = Math.min(piece * together, cut.pieces());
    }
    return starts;
  }

  private static int start(MatrixCut cut, int together, int piece) {
    return cut.start(Math.min(piece * together, cut.pieces()));
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

  /** The number of parts where each has its own terms. */
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
    return tileStarts[tileGroup(part)];
  }

  int lastTile(int part) {
    return tileStarts[tileGroup(part) + 1];
  }

  int firstStrip(int part) {
    return stripStarts[stripGroup(part)];
  }

  int lastStrip(int part) {
    return stripStarts[stripGroup(part) + 1];
  }

  private int tileGroup(int part) {
    return (byColumns ? part : part / across()) % down();
  }

  private int stripGroup(int part) {
    return (byColumns ? part / down() : part) % across();
  }

  int firstBlock(int part) {
    return blockStarts[part / down() / across()];
  }

  int lastBlock(int part) {
    return blockStarts[part / down() / across() + 1];
  }
}
