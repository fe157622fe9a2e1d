package org.backprop.modelfile;

/** What is wrong in a file's content; the reader of the file says which file it is. */
final class DamageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamageException(String what) {
    super(what);
  }

  DamageException(String what, Throwable cause) {
    super(what, cause);
  }
}
