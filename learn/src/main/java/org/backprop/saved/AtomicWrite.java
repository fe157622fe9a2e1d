package org.backprop.saved;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Writes a file whole or not at all: to a temporary file beside it, flushed to the disk, then
 * renamed over the old one in one step. A power failure leaves the old file or the new one. A link
 * goes on leading to where it led, and the permissions are those of the old file.
 *
 * <p>The temporary files of a killed process are removed by the next write into the folder.
 */
public final class AtomicWrite {

  /** Writes a file's content, and leaves the channel open. */
  @FunctionalInterface
  public interface Content {
    void writeTo(WritableByteChannel channel) throws IOException;
  }

  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private AtomicWrite() {}

  /**
   * Writes a file, in place of what was there.
   *
   * @throws FileWriteException if it cannot be written; the old file is then as it was
   */
  public static void write(Path path, Content content) throws FileWriteException {
    var target = target(path);
    try (var temporary = opened(path, target)) {
      temporary.takePermissions(target);
      temporary.write(content);
      temporary.moveTo(target);
    } catch (IOException e) {
      throw FileWriteException.of(path, target, e);
    }
  }

  /**
   * Checks that a file could be written: creates a temporary file beside it and removes that.
   *
   * @param bytes the size of the file, or a lower bound
   * @throws FileWriteException if it could not
   */
  public static void check(Path path, long bytes) throws FileWriteException {
    var target = target(path);
    try (var _ = opened(path, target)) {
      var store = Files.getFileStore(folder(target));
      var free = store.getUsableSpace();
      if (store.getTotalSpace() > 0 && free >= 0 && free < bytes) {
        throw FileWriteException.tooLarge(path, folder(target), free, bytes);
      }
    } catch (IOException e) {
      throw FileWriteException.of(path, target, e);
    }
  }

  /**
   * Whether what is there takes bytes but cannot be replaced by a file: a device, a pipe, or an
   * open file that a process knows by its number.
   */
  public static boolean isDevice(Path path) {
    var target = target(path);
    return Files.exists(target)
        && !Files.isDirectory(target)
        && (isOpenFile(target) || !Files.isRegularFile(target));
  }

  private static TemporaryFile opened(Path path, Path target) throws IOException {
    if (target.getParent() == null || Files.isDirectory(target)) {
      throw new FileWriteException(path, "it is a folder", "name a file in it");
    }
    requireFolder(path, folder(target));
    if (isDevice(path)) {
      throw new FileWriteException(path, "it is a device or a pipe", "choose a file");
    }
    requireName(target);
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw FileWriteException.notAllowed(path, "change it");
    }
    return TemporaryFile.create(folder(target));
  }

  private static void requireFolder(Path path, Path folder) throws FileWriteException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new FileWriteException(path, folder + " is no folder", "choose a file in a folder");
    }
    if (!Files.isDirectory(folder)) {
      throw FileWriteException.noFolder(path, folder);
    }
  }

  /** Finds, before anything is written, that a name is too long or not one of this system. */
  private static void requireName(Path target) throws FileSystemException {
    try {
      Files.readAttributes(target, BasicFileAttributes.class);
    } catch (NoSuchFileException _) {
      return;
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException _) {
      return;
    }
  }

  /** Where a link leads, even if there is no file yet; after too many links, one of them. */
  private static Path target(Path path) {
    var target = path.toAbsolutePath();
    try {
      for (var links = 0; links < MOST_LINKS && isLink(target); links++) {
        target = target.resolveSibling(Files.readSymbolicLink(target));
      }
      return target;
    } catch (IOException _) {
      return target;
    }
  }

  private static boolean isLink(Path path) {
    return Files.isSymbolicLink(path) && !isOpenFile(path);
  }

  /** A link by which a process knows an open file, which one of the same name would not reach. */
  private static boolean isOpenFile(Path path) {
    return path.toString().matches("/dev/fd/\\d+|/proc/.+/fd/\\d+");
  }

  private static Path folder(Path target) {
    var folder = target.getParent();
    return folder == null ? target : folder;
  }
}
