package org.backprop.saved;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicWriteTest {
  private static final String TEMPORARY = ".backprop-01234567-89ab-cdef-0123-456789abcdef.tmp";

  @TempDir Path folder;

  private static AtomicWrite.Content text(String text) {
    return channel -> channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "old");
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String refusal(Path path, AtomicWrite.Content content) {
    var e = assertThrows(FileWriteException.class, () -> AtomicWrite.write(path, content));
    assertTrue(e.getMessage().startsWith(path + " cannot be written: "), e.getMessage());
    return e.getMessage().substring((path + " cannot be written: ").length());
  }

  @ParameterizedTest
  @CsvSource({
    "No space left on device, free space or choose a file on another disk",
    "Disk quota exceeded, free space or choose a file on another disk",
    "Read-only file system, choose a file in another folder",
    "Input/output error, choose a file in another folder",
  })
  void a_failure_in_the_middle_leaves_the_old_file_and_no_temporary_one(
      String reason, String advice) throws IOException {
    var path = file("a");
    assertEquals(
        reason + "; " + advice,
        refusal(
            path,
            channel -> {
              channel.write(ByteBuffer.allocate(100));
              throw new IOException(reason);
            }));
    assertEquals("old", Files.readString(path));
    assertEquals(List.of("a"), names());
  }

  @Test
  void a_fault_of_the_content_leaves_no_temporary_file() throws IOException {
    var path = folder.resolve("a");
    assertThrows(
        IllegalStateException.class,
        () ->
            AtomicWrite.write(
                path,
                _ -> {
                  throw new IllegalStateException();
                }));
    assertEquals(List.of(), names());
  }

  @Test
  void until_the_content_is_whole_the_old_file_is_there() throws IOException {
    var path = file("a");
    AtomicWrite.write(
        path,
        channel -> {
          text("new").writeTo(channel);
          assertEquals("old", Files.readString(path));
        });
    assertEquals("new", Files.readString(path));
    assertEquals(List.of("a"), names());
  }

  @Test
  void a_link_goes_on_leading_to_the_file() throws IOException {
    var file = file("a");
    var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a"));
    var second = Files.createSymbolicLink(folder.resolve("second"), link);
    AtomicWrite.write(second, text("new"));
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.isSymbolicLink(second));
    assertEquals("new", Files.readString(file));
    var toNone = Files.createSymbolicLink(folder.resolve("toNone"), Path.of("b"));
    AtomicWrite.write(toNone, text("first"));
    assertEquals("first", Files.readString(folder.resolve("b")));
  }

  @Test
  void permissions_are_kept() throws IOException {
    var file = file("a");
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-x--x"));
    AtomicWrite.write(file, text("new"));
    assertEquals("rw-r-x--x", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void a_place_that_takes_no_file_is_refused_with_a_remedy() throws IOException {
    var file = file("a");
    var none = folder.resolve("none");
    assertEquals("it is a folder; name a file in it", refusal(folder, text("")));
    assertEquals("it is a folder; name a file in it", refusal(Path.of("/"), text("")));
    assertEquals(
        "there is no folder " + none + "; create it first", refusal(none.resolve("b"), text("")));
    assertEquals(
        file + " is no folder; choose a file in a folder", refusal(file.resolve("b"), text("")));
    assertEquals(
        "File name too long; choose a shorter name",
        refusal(folder.resolve("b".repeat(300)), text("")));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("a"), names());
  }

  @Test
  void a_check_refuses_the_same_before_anything_is_written() throws IOException {
    var file = file("a");
    AtomicWrite.check(file, 0);
    AtomicWrite.check(folder.resolve("b"), 0);
    for (var path :
        List.of(folder, folder.resolve("none").resolve("b"), folder.resolve("b".repeat(300)))) {
      var e = assertThrows(FileWriteException.class, () -> AtomicWrite.check(path, 0));
      assertTrue(e.getMessage().endsWith("cannot be written: " + refusal(path, text(""))));
    }
    var e = assertThrows(FileWriteException.class, () -> AtomicWrite.check(file, Long.MAX_VALUE));
    assertTrue(
        e.getMessage()
            .matches(
                "(?s).* bytes free, and at least 9,223,372,036,854,775,807 are needed; free space"
                    + " or choose a file on another disk"),
        e.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("a"), names());
  }

  @Test
  void a_folder_that_is_removed_while_writing_is_named() throws IOException {
    var lost = Files.createDirectory(folder.resolve("lost"));
    assertEquals(
        "there is no folder " + lost + "; create it first",
        refusal(
            lost.resolve("a"),
            _ -> {
              try (var files = Files.list(lost)) {
                for (var file : files.toList()) {
                  Files.delete(file);
                }
              }
              Files.delete(lost);
            }));
  }

  @Test
  void the_files_of_killed_processes_are_removed_and_no_others() throws IOException {
    file(TEMPORARY);
    file(".backprop-notes.tmp");
    var folderOfThatName =
        Files.createDirectory(folder.resolve(TEMPORARY.replace("01234567", "76543210")));
    AtomicWrite.write(folder.resolve("a"), text("new"));
    assertEquals(
        List.of(folderOfThatName.getFileName().toString(), ".backprop-notes.tmp", "a"), names());
  }

  @Test
  void a_file_that_is_being_written_stays() throws IOException {
    AtomicWrite.write(
        folder.resolve("a"),
        channel -> {
          AtomicWrite.write(folder.resolve("b"), text("b"));
          assertEquals(2, names().size());
          text("a").writeTo(channel);
        });
    assertEquals(List.of("a", "b"), names());
  }

  /** Writes as many blocks to a file, tells so, and waits to be killed. */
  static final class KilledProcess {
    private KilledProcess() {}

    public static void main(String[] args) throws IOException {
      AtomicWrite.write(
          Path.of(args[0]),
          channel -> {
            for (var i = 0; i < Integer.parseInt(args[1]); i++) {
              channel.write(ByteBuffer.allocate(100_000));
            }
            System.out.println("written");
            while (System.in.read() >= 0) {}
          });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20})
  void a_killed_process_leaves_the_old_file_and_its_temporary_one_until_the_next_write(int blocks)
      throws Exception {
    var path = file("a");
    var killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledProcess.class.getName(),
                path.toString(),
                String.valueOf(blocks))
            .start();
    try {
      assertEquals("written", killed.inputReader(StandardCharsets.UTF_8).readLine());
      AtomicWrite.write(folder.resolve("b"), text("b"));
      assertEquals(3, names().size(), "it is being written");
    } finally {
      killed.destroyForcibly().waitFor();
    }
    assertEquals("old", Files.readString(path));
    assertEquals(3, names().size());
    AtomicWrite.write(folder.resolve("b"), text("b"));
    assertEquals(List.of("a", "b"), names());
  }

  @Test
  void many_writers_of_a_folder_lose_nothing() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      var writes =
          IntStream.range(0, 200)
              .<Callable<Void>>mapToObj(i ->
                  () -> {
                    AtomicWrite.write(folder.resolve("f" + i % 20), text("text"));
                    return null;
                  })
              .toList();
      for (var write : threads.invokeAll(writes)) {
        write.get();
      }
    }
    assertEquals(20, names().size());
    for (var name : names()) {
      assertEquals("text", Files.readString(folder.resolve(name)));
    }
  }

  @Test
  void devices_and_open_files_are_told_from_files() throws IOException {
    var file = file("a");
    assertFalse(AtomicWrite.isDevice(file));
    assertFalse(AtomicWrite.isDevice(folder));
    assertFalse(AtomicWrite.isDevice(folder.resolve("b")));
    assumeTrue(Files.exists(Path.of("/dev/null")) && Files.exists(Path.of("/proc/self/fd/0")));
    assertTrue(AtomicWrite.isDevice(Path.of("/dev/null")));
    assertTrue(AtomicWrite.isDevice(Path.of("/dev/fd/0")));
    assertTrue(AtomicWrite.isDevice(Path.of("/proc/self/fd/0")));
    assertEquals(
        "it is a device or a pipe; choose a file", refusal(Path.of("/dev/null"), text("")));
  }
}
