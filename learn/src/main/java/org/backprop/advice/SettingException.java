package org.backprop.advice;

/** Settings that do not go together; the message is worded for a caller from Java. */
public final class SettingException extends IllegalArgumentException implements Advised {
  private static final long serialVersionUID = 1L;

  private final transient Notice notice;

  public SettingException(String fact, String advice, Remedy... remedies) {
    this(Notice.of(fact, advice, remedies));
  }

  private SettingException(Notice notice) {
    super(notice.inJava());
    this.notice = notice;
  }

  @Override
  public Notice notice() {
    return notice;
  }
}
