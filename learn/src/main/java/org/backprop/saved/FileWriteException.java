package org.backprop.saved;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * A file that cannot be written. The message, without a full stop, says which, why and what to do;
 * it has no words of the command line.
 */
public final class FileWriteException extends IOException {
  private static final long serialVersionUID = 1L;

  private static final String ELSEWHERE = "choose a file in another folder";

  FileWriteException(Path path, String fact, String advice) {
    super(path + " cannot be written: " + fact + "; " + advice);
  }

  static FileWriteException noFolder(Path path, Path folder) {
    return new FileWriteException(path, "there is no folder " + folder, "create it first");
  }

  static FileWriteException notAllowed(Path path, String action) {
    return new FileWriteException(
        path, "this user may not " + action, "choose another folder or change the permissions");
  }

  static FileWriteException tooLarge(Path path, Path folder, long free, long bytes) {
    var fact =
        String.format(
            Locale.ROOT,
            "the disk of %s has %,d bytes free, and at least %,d are needed",
            folder,
            free,
            bytes);
    return new FileWriteException(path, fact, "free space or choose a file on another disk");
  }

  /**
   * What a failed operation means for a file.
   *
   * @param target where the file's links lead
   */
  static FileWriteException of(Path path, Path target, IOException e) {
    if (e instanceof FileWriteException told) {
      return told;
    }
    var said = worded(path, Objects.requireNonNull(target.getParent()), e);
    said.initCause(e);
    return said;
  }

  private static FileWriteException worded(Path path, Path folder, IOException e) {
    if (!Files.isDirectory(folder)) {
      return noFolder(path, folder);
    }
    if (e instanceof AccessDeniedException) {
      return notAllowed(path, "write in " + folder);
    }
    if (e instanceof NoSuchFileException) {
      return new FileWriteException(path, folder + " takes no file", ELSEWHERE);
    }
    var reason = reason(e);
    var advice =
        switch (reason.toLowerCase(Locale.ROOT)) {
          case String full when full.matches("(?s).*(no space|not enough space|quota).*") ->
              "free space or choose a file on another disk";
          case String name when name.contains("name too long") -> "choose a shorter name";
          default -> ELSEWHERE;
        };
    return new FileWriteException(path, reason, advice);
  }

  /** The system's reason, without the names of files. */
  private static String reason(IOException e) {
    var reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
