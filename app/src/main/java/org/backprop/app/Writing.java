package org.backprop.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.backprop.table.DataException;

/** Says in a sentence why a file cannot be written, if possible before the work is done. */
public final class Writing {
  private Writing() {}

  /**
   * Checks that a file can be written, by opening it.
   *
   * @throws DataException if it cannot
   */
  static void check(Path file) {
    if (Files.isDirectory(file)) {
      throw new DataException(file + " is a folder; name a file in it");
    }
    var folder = folder(file);
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          "cannot write " + file + ": there is no folder " + folder + "; create it first");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return; // opening a pipe waits for its reader
    }
    try {
      open(file);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static void open(Path file) throws IOException {
    var isNew = Files.notExists(file);
    Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
    if (isNew) {
      Files.delete(file.toRealPath()); // a link stays
    }
  }

  /**
   * Checks that a file can be replaced by another of its folder.
   *
   * @throws DataException if the folder takes none
   */
  static void checkReplaced(Path file) {
    try {
      var real = Files.exists(file) ? file.toRealPath() : file;
      Files.delete(Files.createTempFile(folder(real), ".backprop", ".tmp"));
    } catch (IOException e) {
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
        check(file);
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
        e instanceof AccessDeniedException
            ? notAllowed(file)
            : "cannot write " + file + ": " + e.getMessage() + "; name another file",
        e);
  }

  private static String notAllowed(Path file) {
    return "this user may not write " + file + "; name a file in another folder";
  }

  private static Path folder(Path file) {
    var parent = file.getParent();
    return parent == null ? Path.of(".") : parent;
  }
}
