package org.backprop.saved;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread of one process at a time work on a file: it locks another one beside it. */
public final class FileMutex {
  /** A lock of a file belongs to the process, so that threads need one of their own. */
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();

  private FileMutex() {}

  /** What is done while no other process or thread does. */
  public interface Action<T> {
    T run() throws IOException;
  }

  /**
   * Runs an action while {@code NAME.lock} beside the file is locked; that file stays.
   *
   * @throws FileWriteException if the lock cannot be taken or the action fails
   */
  public static <T> T holding(Path file, Action<T> action) throws FileWriteException {
    var lock = file.resolveSibling(file.getFileName() + ".lock");
    IN_PROCESS.lock();
    try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      return action.run();
    } catch (IOException e) {
      throw FileWriteException.of(file, file, e);
    } finally {
      IN_PROCESS.unlock();
    }
  }
}
