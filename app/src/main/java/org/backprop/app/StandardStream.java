package org.backprop.app;

import java.nio.file.Path;

/** The file name {@code -}: standard input where a file is read, standard output where written. */
public final class StandardStream {
  static final String NAME = "-";

  private StandardStream() {}

  /** Whether a file name means a standard stream; {@code ./-} is a file. */
  public static boolean is(Path file) {
    return file.toString().equals(NAME);
  }
}
