package org.backprop.saved;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A file that is being written and gets its name when it is whole. It is locked until then, so one
 * that is not locked was left by a process that was killed, and is removed.
 */
final class TemporaryFile implements AutoCloseable {
  private static final Pattern NAME =
      Pattern.compile("\\.backprop-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\.tmp");

  /**
   * The names of those of this virtual machine. To open and close one of them would release its
   * lock, which on most systems belongs to the process.
   */
  private static final Set<String> OPEN = ConcurrentHashMap.newKeySet();

  private static final int MOST_TRIES = 100;

  private final Path folder;
  private final Path file;
  private final FileChannel channel;

  private TemporaryFile(Path folder, Path file, FileChannel channel) {
    this.folder = folder;
    this.file = file;
    this.channel = channel;
  }

  /** An empty one in a folder, from which those of killed processes are removed. */
  static TemporaryFile create(Path folder) throws IOException {
    removeOrphans(folder);
    for (var tries = 0; tries < MOST_TRIES; tries++) {
      var created = open(folder);
      if (created.isOwned()) {
        return created;
      }
      created.close();
    }
    throw new IOException("another process removes its temporary files");
  }

  private static TemporaryFile open(Path folder) throws IOException {
    var name = ".backprop-" + UUID.randomUUID() + ".tmp";
    var file = folder.resolve(name);
    OPEN.add(name);
    try {
      return new TemporaryFile(
          folder,
          file,
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    } catch (IOException e) {
      OPEN.remove(name);
      throw e;
    }
  }

  /** The name of a file beside it that may be read and is removed with it. */
  Path scratch() {
    return scratch(file);
  }

  void removeOnExit() {
    file.toFile().deleteOnExit();
  }

  private static Path scratch(Path file) {
    return file.resolveSibling(file.getFileName() + ".scratch");
  }

  /** Locks it; false if another process took it for a left-over one before it was locked. */
  private boolean isOwned() {
    try {
      return channel.tryLock() != null && Files.exists(file);
    } catch (IOException _) {
      return true; // a file system without locks, where left-over files cannot be told
    }
  }

  /** What was private stays private. */
  void takePermissions(Path former) throws IOException {
    var view = Files.getFileAttributeView(former, PosixFileAttributeView.class);
    if (view == null || !Files.exists(former)) {
      return;
    }
    var permissions = view.readAttributes().permissions();
    if (!permissions.equals(Files.getPosixFilePermissions(file))) {
      Files.setPosixFilePermissions(file, permissions);
    }
  }

  void write(AtomicWrite.Content content) throws IOException {
    content.writeTo(channel);
  }

  /** Flushes it and gives it its name, in place of a former file. */
  void moveTo(Path target) throws IOException {
    channel.force(true);
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    flushFolder(folder);
  }

  /** Makes the rename itself durable; where a folder cannot be opened (Windows) it is already. */
  static void flushFolder(Path folder) {
    try (var channel = FileChannel.open(folder)) {
      channel.force(true);
    } catch (IOException _) {
      return;
    }
  }

  /** Removes it, unless it has been moved. */
  @Override
  public void close() throws IOException {
    try (channel) {
      remove(file);
    } finally {
      OPEN.remove(String.valueOf(file.getFileName()));
    }
  }

  private static void removeOrphans(Path folder) {
    try (var files = Files.newDirectoryStream(folder, TemporaryFile::isOfOthers)) {
      files.forEach(TemporaryFile::removeIfOrphan);
    } catch (IOException | DirectoryIteratorException _) {
      return; // a folder that may be written, but not listed
    }
  }

  private static boolean isOfOthers(Path file) {
    var name = String.valueOf(file.getFileName());
    return NAME.matcher(name).matches()
        && !OPEN.contains(name)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static void removeIfOrphan(Path file) {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        var lock = channel.tryLock()) {
      if (lock != null) {
        remove(scratch(file));
        remove(file);
      }
    } catch (IOException _) {
      return; // another process has removed it, or it is not this user's
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      return;
    }
  }
}
