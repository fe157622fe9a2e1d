package org.backprop.saved;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFileTest {
  private static final String TEMPORARY = ".backprop-01234567-89ab-cdef-0123-456789abcdef.tmp";

  @TempDir Path folder;

  private Path copy(String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return ScratchFile.copy(new ByteArrayInputStream(bytes), folder);
  }

  @Test
  void those_of_this_process_stay_and_those_of_killed_ones_are_removed() throws IOException {
    Files.writeString(folder.resolve(TEMPORARY), "");
    Files.writeString(folder.resolve(TEMPORARY + ".scratch"), "left");
    var one = copy("one");
    var two = copy("two");
    AtomicWrite.write(folder.resolve("a"), _ -> {});
    assertEquals("one", Files.readString(one));
    assertEquals("two", Files.readString(two));
    try (var files = Files.list(folder)) {
      var names = files.map(file -> file.getFileName().toString()).toList();
      assertEquals(5, names.size(), "two files, what locks them, and a: " + names);
      assertTrue(names.stream().noneMatch(name -> name.startsWith(TEMPORARY)));
    }
  }

  @Test
  void no_other_user_may_read_it() throws IOException {
    var file = copy("text");
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
    assertEquals("text", Files.readString(file));
  }

  /** Makes one, tells its name and ends. */
  static final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] args) throws IOException {
      System.out.println(
          Files.exists(ScratchFile.copy(InputStream.nullInputStream(), Path.of(args[0]))));
    }
  }

  @Test
  void the_end_of_the_process_removes_it() throws Exception {
    var other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                folder.toString())
            .start();
    assertEquals(
        "true\n", new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertEquals(0, other.waitFor());
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }
}
