package org.backprop.modelfile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/**
 * Writes a file whole or not at all: to a temporary file beside it, flushed to the disk, then
 * renamed over the old one in one step. A power failure leaves the old file or the new one. A link
 * goes on leading to where it led, and the permissions are those of the old file.
 */
final class AtomicWrite {

  /** Writes a file's content. */
  @FunctionalInterface
  interface Content {
    void writeTo(WritableByteChannel channel) throws IOException;
  }

  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private AtomicWrite() {}

  static void write(Path path, Content content) {
    var target = target(path);
    var folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new ModelFileException(
          path + " cannot be written: there is a directory of that name; choose another name");
    }
    if (!Files.isDirectory(folder)) {
      throw new ModelFileException(
          path + " cannot be written: there is no folder " + folder + "; create it first");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new ModelFileException(
          path + " cannot be written: it is a device or a pipe; choose another name");
    }
    var temporary = folder.resolve(".backprop-" + UUID.randomUUID() + ".tmp");
    try {
      writeThrough(temporary, target, content);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      flushFolder(folder);
    } catch (AccessDeniedException e) {
      throw new ModelFileException(
          path
              + " cannot be written: this user may not write in "
              + folder
              + "; choose another folder or change its permissions",
          e);
    } catch (IOException e) {
      throw new ModelFileException(
          path + " cannot be written: " + e.getMessage() + "; is the disk full?", e);
    } finally {
      remove(temporary);
    }
  }

  /** Where a link leads, even if there is no file yet; after too many links, one of them. */
  private static Path target(Path path) {
    var target = path.toAbsolutePath();
    try {
      for (var links = 0; links < MOST_LINKS && Files.isSymbolicLink(target); links++) {
        target = target.resolveSibling(Files.readSymbolicLink(target));
      }
      return target;
    } catch (IOException _) {
      return target;
    }
  }

  private static void writeThrough(Path file, Path former, Content content) throws IOException {
    var options =
        new StandardOpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
    try (var channel = FileChannel.open(file, options)) {
      keepPermissions(former, file);
      content.writeTo(channel);
      channel.force(true);
    }
  }

  /** What was private stays private. */
  private static void keepPermissions(Path former, Path file) throws IOException {
    var view = Files.getFileAttributeView(former, PosixFileAttributeView.class);
    if (view != null && Files.exists(former)) {
      Files.setPosixFilePermissions(file, view.readAttributes().permissions());
    }
  }

  /** Makes the rename itself durable; where a folder cannot be opened (Windows) it is already. */
  private static void flushFolder(Path folder) {
    try (var channel = FileChannel.open(folder)) {
      channel.force(true);
    } catch (IOException _) {
      return;
    }
  }

  private static void remove(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException _) {
      return;
    }
  }
}
