package org.backprop.modelfile;

/** A model file that cannot be read or written; the message says which, what is wrong and where. */
public sealed class ModelFileException extends RuntimeException permits MissingPartException {
  private static final long serialVersionUID = 1L;

  public ModelFileException(String message) {
    super(message);
  }

  public ModelFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
