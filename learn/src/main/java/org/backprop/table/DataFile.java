package org.backprop.table;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Opens a file for reading, gunzips it if it is gzipped, and says in a sentence what went wrong.
 */
final class DataFile {
  private static final int BUFFER = 1 << 16;

  private DataFile() {}

  /** What reads an open file. */
  interface Reading<T> {
    T from(InputStream in) throws IOException;
  }

  static <T> T read(Path path, Reading<T> reading) {
    return read(path, path.toString(), reading);
  }

  /** Reads a file that messages call by another name than its path. */
  static <T> T read(Path path, String name, Reading<T> reading) {
    check(path);
    try (var file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        var in = gunzipped(file)) {
      return reading.from(in);
    } catch (IOException e) {
      throw new DataException(sentence(name, e), e);
    }
  }

  private static void check(Path path) {
    if (Files.isDirectory(path)) {
      throw new DataException(path + " is a folder; name a file in it.");
    }
    if (Files.notExists(path)) {
      throw new DataException(path + " does not exist; " + lookAlike(path));
    }
  }

  private static String lookAlike(Path path) {
    var name = String.valueOf(path.getFileName());
    return DidYouMean.closest(name, neighbours(path))
        .map(near -> "did you mean \"" + near + "\"?")
        .orElse("check the path.");
  }

  private static List<String> neighbours(Path path) {
    var folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isReadable(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static InputStream gunzipped(BufferedInputStream in) throws IOException {
    in.mark(2);
    var gzipped = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzipped ? new GzipData(in) : in;
  }

  private static String sentence(String name, IOException e) {
    return switch (e) {
      case AccessDeniedException _ ->
          name + " may not be read by this user; change its permissions.";
      case CharacterCodingException _ ->
          name + " has bytes that are no text in its encoding; state another encoding.";
      case ZipException _ ->
          name + " is damaged: its gzip data cannot be unpacked; fetch it again.";
      case EOFException _ -> name + " ends in the middle of its gzip data; fetch it again.";
      default -> name + " cannot be read: " + e.getMessage() + "; check the file and its disk.";
    };
  }
}
