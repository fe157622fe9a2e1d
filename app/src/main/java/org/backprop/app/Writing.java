package org.backprop.app;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.backprop.saved.AtomicWrite;
import org.backprop.saved.FileWriteException;
import org.backprop.table.DataException;

/**
 * Writes files whole or not at all, and says in a sentence why one cannot be written, if possible
 * before the work is done.
 */
public final class Writing {
  private Writing() {}

  /** Writes text. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Writer writer) throws IOException;
  }

  /**
   * Writes a file of text in UTF-8: whole or not at all, unless it is a device or a pipe.
   *
   * @throws DataException if it cannot be written
   */
  public static void write(Path file, Content content) {
    try {
      if (AtomicWrite.isDevice(file)) {
        try (var out = Files.newOutputStream(file)) {
          write(content, out);
        }
      } else {
        AtomicWrite.write(file, channel -> write(content, Channels.newOutputStream(channel)));
      }
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /**
   * Writes a file of bytes, whole or not at all.
   *
   * @throws DataException if it cannot be written
   */
  public static void bytes(Path file, byte[] bytes) {
    try {
      AtomicWrite.write(file, channel -> Channels.newOutputStream(channel).write(bytes));
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static void write(Content content, OutputStream out) throws IOException {
    var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    content.writeTo(writer);
    writer.flush();
  }

  /**
   * Checks that a file could be written; opening a pipe would wait for its reader.
   *
   * @param bytes the size of the file, or a lower bound
   * @throws DataException if it could not
   */
  public static void check(Path file, long bytes) {
    try {
      if (!AtomicWrite.isDevice(file)) {
        AtomicWrite.check(file, bytes);
      }
    } catch (FileWriteException e) {
      throw failed(file, e);
    }
  }

  /**
   * Checks that files can be written, that nothing is lost by it, and that standard streams are
   * used once.
   *
   * @param files what is to be written, by the option that names it
   * @param read what is read
   * @throws DataException if one cannot be written, is read, or would be written twice
   */
  public static void check(Map<String, Path> files, Collection<InputFile> read) {
    if (read.stream().filter(InputFile::isStandardInput).count() > 1) {
      throw new DataException("only one of the files read can be standard input; name the others");
    }
    var before = new LinkedHashMap<String, Path>();
    files.forEach((option, file) -> {
      if (!StandardStream.is(file)) {
        check(file, 0);
        requireNotRead(option, file, read);
      }
      before.forEach((other, path) -> {
        if (isSame(file, path)) {
          throw new DataException(
              "%s and %s would both write %s; name another file for one of them"
                  .formatted(other, option, StandardStream.is(file) ? "standard output" : file));
        }
      });
      before.put(option, file);
    });
  }

  private static void requireNotRead(String option, Path file, Collection<InputFile> read) {
    if (read.stream().anyMatch(other -> isSame(file, other.given()))) {
      throw new DataException(
          "%s would overwrite %s, which is read; name another file".formatted(option, file));
    }
  }

  private static boolean isSame(Path one, Path other) {
    try {
      if (Files.exists(one) && Files.exists(other)) {
        return Files.isRegularFile(one) && Files.isSameFile(one, other);
      }
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw failed(one, e);
    }
  }

  /** The sentence for a file that could not be written. */
  public static DataException failed(Path file, IOException e) {
    return new DataException(
        e instanceof FileWriteException
            ? String.valueOf(e.getMessage())
            : file + " cannot be written: " + e.getMessage() + "; name another file",
        e);
  }
}
