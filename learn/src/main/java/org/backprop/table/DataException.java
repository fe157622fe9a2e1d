package org.backprop.table;

import org.backprop.advice.Advised;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;

/**
 * Bad input. The message is a sentence with the fact, the place and the remedy, worded for a caller
 * from Java.
 */
public final class DataException extends RuntimeException implements Advised {
  private static final long serialVersionUID = 1L;

  private final transient Notice notice;

  public DataException(String message) {
    super(message);
    this.notice = Notice.of(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
    this.notice = Notice.of(message);
  }

  /** A fact and what to do about it, as {@link Notice} describes. */
  public DataException(String fact, String advice, Remedy... remedies) {
    this(Notice.of(fact, advice, remedies));
  }

  private DataException(Notice notice) {
    super(notice.inJava());
    this.notice = notice;
  }

  @Override
  public Notice notice() {
    return notice;
  }
}
