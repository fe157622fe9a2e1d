package org.backprop.app.study;

import org.backprop.app.OrientationOption;
import org.backprop.app.study.exercise.Notation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a course writes samples and losses. */
public final class NotationOptions {
  @Mixin OrientationOption orientation = new OrientationOption();

  @Option(
      names = "--sum",
      order = 78,
      description = "The loss of several samples is their sum, not their mean.")
  boolean sum;

  @Option(names = "--no-half", order = 79, description = "Squared error has no factor 1/2.")
  boolean noHalf;

  /** The notation that the options say. */
  public Notation notation() {
    return new Notation(orientation.orientation(), !sum, !noHalf);
  }
}
