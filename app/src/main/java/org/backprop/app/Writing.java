package org.backprop.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.backprop.table.DataException;

/** Says in a sentence why a file cannot be written, if possible before the work is done. */
public final class Writing {
  private Writing() {}

  /**
   * Checks that a file can be written.
   *
   * @throws DataException if it cannot
   */
  public static void check(Path file) {
    if (Files.isDirectory(file)) {
      throw new DataException(file + " is a folder; name a file in it");
    }
    var folder = folder(file);
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          "cannot write " + file + ": there is no folder " + folder + "; create it first");
    }
    // A folder that is not writable does for a file that is, as /dev/stdout.
    if (Files.exists(file) ? !Files.isWritable(file) : !Files.isWritable(folder)) {
      throw new DataException(notAllowed(file));
    }
  }

  /**
   * Checks that files can be written, and that nothing is lost by it.
   *
   * @param files what is to be written, by the option that names it
   * @param read what is read
   * @throws DataException if one cannot be written, is read, or would be written twice
   */
  public static void check(Map<String, Path> files, Collection<Path> read) {
    var before = new LinkedHashMap<String, Path>();
    files.forEach((option, file) -> {
      check(file);
      if (read.stream().anyMatch(other -> isSame(file, other))) {
        throw new DataException(
            "%s would overwrite %s, which is read; name another file".formatted(option, file));
      }
      before.forEach((other, path) -> {
        if (isSame(file, path)) {
          throw new DataException(
              "%s and %s would both write %s; name another file for one of them"
                  .formatted(other, option, file));
        }
      });
      before.put(option, file);
    });
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
