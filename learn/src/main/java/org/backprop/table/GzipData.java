package org.backprop.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Gunzipped data, which knows whether the file goes on after them. */
final class GzipData extends GZIPInputStream {
  private static final int BUFFER = 1 << 16;
  private static final int TRAILER = 8; // bytes after the data: checksum and length

  private boolean followed;

  GzipData(BufferedInputStream in) throws IOException {
    super(in, BUFFER);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    var count = super.read(buffer, offset, length);
    followed |= count < 0 && inf.getRemaining() > TRAILER;
    return count;
  }

  /** Whether bytes follow that are not gzip data; they are not read. */
  boolean isFollowedByOther() {
    return followed;
  }
}
