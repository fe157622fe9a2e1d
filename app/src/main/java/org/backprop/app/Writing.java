package org.backprop.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.backprop.data.DataException;

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
