package org.backprop.modelfile;

import java.util.List;

/** A model's text names parts that are not known; the reader names the file. */
final class UnknownPartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownPartException(List<String> names) {
    super("\"" + String.join("\", \"", names) + "\"");
  }
}
