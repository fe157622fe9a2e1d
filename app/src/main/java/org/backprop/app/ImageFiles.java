package org.backprop.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Tells files of images from tables. */
final class ImageFiles {
  private static final byte[] MAGIC = {0, 0, 8};

  private ImageFiles() {}

  /** Whether a file, gzipped or not, starts like an IDX file of bytes: no text does. */
  static boolean isIdx(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return false;
    }
    try (var in = new BufferedInputStream(Files.newInputStream(file))) {
      in.mark(2);
      var gzipped = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      var start = gzipped ? new GZIPInputStream(in).readNBytes(3) : in.readNBytes(3);
      return Arrays.equals(start, MAGIC);
    } catch (IOException _) {
      return false; // whoever reads it will say so
    }
  }
}
