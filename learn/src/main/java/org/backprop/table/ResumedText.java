package org.backprop.table;

import java.io.IOException;
import java.io.Reader;

/** Characters that were read ahead, followed by the rest. */
final class ResumedText extends Reader {
  private final String ahead;
  private final Reader rest;
  private int at;

  ResumedText(String ahead, int from, Reader rest) {
    super(rest);
    this.ahead = ahead;
    this.at = from;
    this.rest = rest;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    if (at == ahead.length()) {
      return rest.read(buffer, offset, length);
    }
    var count = Math.min(length, ahead.length() - at);
    ahead.getChars(at, at + count, buffer, offset);
    at += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    rest.close();
  }
}
