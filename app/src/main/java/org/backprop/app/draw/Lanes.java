package org.backprop.app.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The heights at which arrows run above one row: the inner ones below the outer ones. */
final class Lanes {
  private static final double LIFT = 12;
  private static final double SPACE = 8;

  /**
   * Inner ones first. Of those that go on in another row, the ones that leave for it are below the
   * ones that arrive, and those that arrive stand the other way round, as they come from above.
   */
  private static final Comparator<Lane> LOWEST_FIRST =
      Comparator.<Lane>comparingDouble(lane -> lane.high - lane.low)
          .thenComparing(Lane::arrives)
          .thenComparingDouble(lane -> -lane.low)
          .thenComparing(lane -> lane.arc.backward() == lane.arrives());

  /** The part of an arrow that runs above the row: to the right end if it goes on elsewhere. */
  private record Lane(MainPath.Arc arc, double low, double high, int level, double label) {
    boolean meets(Lane other) {
      return low < other.high && other.low < high;
    }

    boolean arrives() {
      return low == arc.high();
    }

    Lane at(int newLevel) {
      return new Lane(arc, low, high, newLevel, label);
    }
  }

  private final List<Lane> lanes = new ArrayList<>();

  Lanes(List<MainPath.Arc> arcs, int first, int last) {
    arcs.stream()
        .filter(arc -> inside(arc.low(), first, last) || inside(arc.high(), first, last))
        .map(arc -> lane(arc, first, last))
        .sorted(LOWEST_FIRST)
        .forEach(this::add);
  }

  private static Lane lane(MainPath.Arc arc, int first, int last) {
    var starts = inside(arc.low(), first, last);
    return new Lane(
        arc,
        starts ? arc.low() : arc.high(),
        starts && inside(arc.high(), first, last) ? arc.high() : Double.POSITIVE_INFINITY,
        0,
        starts ? Type.EDGE.height(arc.edge().label()) : 0);
  }

  private static boolean inside(int position, int first, int last) {
    return position >= first && position <= last;
  }

  private void add(Lane lane) {
    var above = lanes.stream().filter(lane::meets).mapToInt(Lane::level).max().orElse(-1);
    lanes.add(lane.at(above + 1));
  }

  /** From the tops of the boxes up to an arrow's lane. */
  double height(MainPath.Arc arc) {
    var lane = lanes.stream().filter(it -> it.arc.equals(arc)).findFirst().orElseThrow();
    return LIFT + below(lane.level);
  }

  /** The height of all lanes with their labels. */
  double total() {
    var levels = lanes.stream().mapToInt(Lane::level).max().orElse(-1) + 1;
    return levels == 0 ? 0 : LIFT + below(levels);
  }

  private double below(int level) {
    var sum = 0.0;
    for (var at = 0; at < level; at++) {
      var each = at;
      sum +=
          SPACE
              + lanes.stream()
                  .filter(lane -> lane.level == each)
                  .mapToDouble(Lane::label)
                  .max()
                  .orElse(0);
    }
    return sum;
  }
}
