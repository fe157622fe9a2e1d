package org.backprop.saved;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file for this process alone, such as the copy of a pipe. It is removed when the process ends;
 * after a kill, by the next process that writes into the folder.
 */
public final class ScratchFile {
  /** Locked as long as the process runs; to close one releases its lock. */
  private static final Set<TemporaryFile> OWNERS = ConcurrentHashMap.newKeySet();

  private ScratchFile() {}

  /** Copies bytes to a file in a folder, which no other user may read. */
  public static Path copy(InputStream bytes, Path folder) throws IOException {
    var owner = TemporaryFile.create(folder);
    OWNERS.add(owner);
    owner.removeOnExit();
    var file = Files.createFile(owner.scratch(), onlyMine());
    file.toFile().deleteOnExit();
    try (var out = Files.newOutputStream(file)) {
      bytes.transferTo(out);
    }
    return file;
  }

  private static FileAttribute<?>[] onlyMine() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
