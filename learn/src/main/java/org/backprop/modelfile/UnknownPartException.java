package org.backprop.modelfile;

/** A model's text names a likelihood or layer that is not known; the reader names the file. */
final class UnknownPartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownPartException(String name) {
    super(name);
  }
}
