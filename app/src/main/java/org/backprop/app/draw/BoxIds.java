package org.backprop.app.draw;

import java.util.Set;
import java.util.stream.IntStream;

/** Names for boxes of letters, digits and underscores, no two alike. */
final class BoxIds {
  private BoxIds() {}

  /** The name itself if it is free, else with a number behind it. */
  static String next(String name, Set<String> used) {
    var plain = name.replaceAll("\\W", "_");
    var numbered = IntStream.iterate(2, i -> i + 1).mapToObj(i -> plain + "_" + i);
    return used.contains(plain)
        ? numbered.filter(it -> !used.contains(it)).findFirst().orElseThrow()
        : plain;
  }
}
