package org.backprop.app;

import org.backprop.chain.Orientation;
import picocli.CommandLine.Option;

/** The option {@code --columns} of the commands that show the chain rule. */
public final class OrientationOption {
  @Option(
      names = "--columns",
      order = 80,
      description = "Write samples as columns, as some textbooks do: a1 = W1 x + b1.")
  boolean columns;

  /** How samples are written. */
  public Orientation orientation() {
    return columns ? Orientation.COLUMNS : Orientation.ROWS;
  }
}
