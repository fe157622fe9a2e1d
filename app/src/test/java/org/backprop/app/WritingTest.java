package org.backprop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.backprop.table.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WritingTest {
  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static Object inode(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Test
  void a_full_disk_leaves_the_old_file() throws IOException {
    var file = Files.writeString(folder.resolve("f"), "old");
    var e =
        assertThrows(
            DataException.class,
            () ->
                Writing.write(
                    file,
                    writer -> {
                      writer.write("new".repeat(100_000));
                      throw new IOException("No space left on device");
                    }));
    assertEquals(
        file
            + " cannot be written: No space left on device; free space or choose a file on another"
            + " disk",
        e.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("f"), names());
  }

  @Test
  void a_device_without_room_is_named() {
    var full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    Writing.check(full, 0);
    var e = assertThrows(DataException.class, () -> Writing.write(full, it -> it.write("text")));
    assertEquals(
        "/dev/full cannot be written: No space left on device; name another file", e.getMessage());
  }

  @Test
  @Timeout(60)
  void a_pipe_gets_the_text_and_the_check_does_not_wait_for_its_reader() throws Exception {
    var pipe = folder.resolve("pipe");
    try {
      assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    } catch (IOException e) {
      assumeTrue(false, "there is no mkfifo: " + e);
    }
    Writing.check(pipe, 0);
    var read = CompletableFuture.supplyAsync(() -> text(pipe));
    Writing.write(pipe, writer -> writer.write("text"));
    assertEquals("text", read.get());
    assertEquals(List.of("pipe"), names());
  }

  private static String text(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** As /dev/stdout is where a shell sent standard output to a file. */
  @Test
  void an_open_file_stays_the_same_file() throws IOException {
    var numbers = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(numbers));
    var open = folder.toRealPath().resolve("f");
    try (var _ = Files.newOutputStream(open);
        var links = Files.list(numbers)) {
      var link = links.filter(it -> leads(it, open)).findFirst().orElseThrow();
      var before = inode(open);
      var named = Files.createSymbolicLink(folder.resolve("link"), link);
      Writing.check(named, 0);
      Writing.write(named, writer -> writer.write("text"));
      assertEquals(before, inode(open));
      assertEquals("text", Files.readString(open));
    }
  }

  private static boolean leads(Path link, Path file) {
    try {
      return Files.readSymbolicLink(link).equals(file);
    } catch (IOException _) {
      return false;
    }
  }
}
