package org.backprop.prepare;

import java.util.Locale;

/** The values for which a likelihood is defined, and in which form a target is handed to it. */
public enum Support {
  /** One of several classes: one-hot {@code [rows, classes]}. */
  CLASSES,
  /** One of two classes: 0 or 1, {@code [rows, 1]}. */
  TWO_CLASSES,
  /** Whole numbers that are never negative, as they are. */
  COUNTS,
  /** Numbers above 0, as they are. */
  POSITIVE,
  /** Any number: standardised. */
  REAL;

  /** The support of the likelihood of that name; any number where the name is not known here. */
  public static Support of(String likelihood) {
    return switch (likelihood.toLowerCase(Locale.ROOT)) {
      case "categorical" -> CLASSES;
      case "bernoulli" -> TWO_CLASSES;
      case "poisson", "negative-binomial", "negativebinomial", "geometric" -> COUNTS;
      case "gamma", "exponential", "weibull", "lognormal", "log-normal" -> POSITIVE;
      default -> REAL;
    };
  }

  boolean isClasses() {
    return this == CLASSES || this == TWO_CLASSES;
  }

  boolean contains(double number) {
    return switch (this) {
      case COUNTS -> number >= 0 && number == Math.rint(number);
      case POSITIVE -> number > 0;
      case CLASSES, TWO_CLASSES, REAL -> true;
    };
  }

  String described() {
    return switch (this) {
      case COUNTS -> "whole numbers from 0 on";
      case POSITIVE -> "numbers above 0";
      case CLASSES, TWO_CLASSES, REAL -> "numbers";
    };
  }
}
