package org.backprop.app.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Where a long main path goes on in a new row: before a layer, and not inside a residual. */
final class RowBreaks {
  /** Pixels: the width of a page of A4 on its side, at 96 to the inch, less its margins. */
  static final double WIDTH = 1100;

  private static final double FULL_ENOUGH = 0.25;

  private final MainPath path;
  private final PathSpacing spacing;
  private final double room;

  private RowBreaks(MainPath path, PathSpacing spacing, double margins) {
    this.path = path;
    this.spacing = spacing;
    this.room = WIDTH - margins;
  }

  /** The positions at which rows start; {@code margins} is what each needs beside its boxes. */
  static List<Integer> starts(MainPath path, PathSpacing spacing, double margins) {
    return new RowBreaks(path, spacing, margins).starts();
  }

  private List<Integer> starts() {
    var starts = new ArrayList<>(List.of(0));
    while (starts.getLast() < path.size() - 1 && !fits(starts.getLast(), path.size() - 1)) {
      starts.add(next(starts.getLast()));
    }
    return starts;
  }

  private boolean fits(int first, int last) {
    return spacing.width(first, last) <= room;
  }

  private int next(int first) {
    return IntStream.range(first + 1, path.size())
        .takeWhile(start -> start == first + 1 || fits(first, start - 1))
        .filter(start -> spacing.width(first, start - 1) > FULL_ENOUGH * room)
        .boxed()
        .min(Comparator.comparingInt(this::cost).thenComparing(Comparator.reverseOrder()))
        .orElse(first + 1);
  }

  private int cost(int start) {
    var inside = path.arcs().stream().filter(arc -> arc.spans(start));
    return 2 * (int) inside.count() + (startsLayer(start) ? 0 : 1);
  }

  private boolean startsLayer(int start) {
    return path.box(start).kind() == Box.Kind.PARAMETER
        && path.box(start - 1).kind() != Box.Kind.PARAMETER;
  }
}
