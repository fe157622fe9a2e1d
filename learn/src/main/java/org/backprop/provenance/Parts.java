package org.backprop.provenance;

import java.util.List;

/** The parts of the data: what the parameters learn from, what chooses the epoch, what tests. */
public final class Parts {
  public static final String TRAIN = "train";
  public static final String VALIDATION = "validation";
  public static final String TEST = "test";

  public static final List<String> ALL = List.of(TRAIN, VALIDATION, TEST);

  private Parts() {}

  static String require(String part) {
    if (!ALL.contains(part)) {
      throw new IllegalArgumentException(
          "\"" + part + "\" is no part of the data; the parts are " + String.join(", ", ALL));
    }
    return part;
  }
}
