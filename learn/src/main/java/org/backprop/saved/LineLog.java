package org.backprop.saved;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An append-only file of lines in UTF-8 that processes and threads share. What was appended is on
 * the disk; a process that is killed while it appends leaves a part of a line, which is dropped.
 *
 * <p>Reading and appending lock a file beside it, {@code NAME.lock}, which stays.
 */
public final class LineLog {
  private final Path file;
  private final Predicate<String> isLine;

  /**
   * The log in a file, which need not exist.
   *
   * @param isLine whether a line is whole and not damaged
   */
  public LineLog(Path file, Predicate<String> isLine) {
    this.file = file.toAbsolutePath();
    this.isLine = isLine;
  }

  /**
   * What a log contains.
   *
   * @param lines those that are whole, without their ends
   * @param end where they end, in bytes
   * @param torn whether the last line had no end and was dropped
   * @param damaged the copy of the file that was made because other lines were damaged; these are
   *     left out of the file since
   */
  public record Content(List<String> lines, long end, boolean torn, Optional<Path> damaged) {
    public Content {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The last lines of a log.
   *
   * @param lines those that are whole, without their ends
   * @param start where they begin, in bytes: 0 if the file was replaced meanwhile
   * @param end where they end
   */
  public record Tail(List<String> lines, long start, long end) {
    public Tail {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Reads all lines.
   *
   * @throws FileWriteException if the file cannot be read, or its lock not be taken
   */
  public Content read() throws FileWriteException {
    return FileMutex.holding(file, this::content);
  }

  /**
   * Reads the lines that were appended, by any process, after those read so far. Damaged lines are
   * left out.
   *
   * @param end where the lines read so far end
   * @throws FileWriteException if the file cannot be read, or its lock not be taken
   */
  public Tail after(long end) throws FileWriteException {
    return FileMutex.holding(file, () -> Files.exists(file) ? tail(end) : noLines());
  }

  private static Tail noLines() {
    return new Tail(List.of(), 0, 0);
  }

  private Tail tail(long end) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long start = isEndOfLine(channel, end) ? end : 0;
      var parts = parts(read(channel, start));
      int torn =
          parts.getLast().length > 0 && !isWhole(parts.getLast()) ? parts.getLast().length : 0;
      var whole = parts.stream().filter(this::isWhole).map(LineLog::text).toList();
      return new Tail(whole, start, channel.size() - torn);
    }
  }

  private static boolean isEndOfLine(FileChannel channel, long end) throws IOException {
    var last = ByteBuffer.allocate(1);
    return end > 0 && channel.read(last, end - 1) == 1 && last.get(0) == '\n';
  }

  /** The bytes from a place to the end. */
  private static byte[] read(FileChannel channel, long start) throws IOException {
    var bytes = ByteBuffer.allocate((int) (channel.size() - start));
    while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {
      // a read may return fewer bytes than asked for
    }
    return bytes.array();
  }

  /**
   * Appends lines, all of them or none.
   *
   * @throws FileWriteException if they cannot be written; the log is then as it was
   */
  public void append(List<String> lines) throws FileWriteException {
    FileMutex.holding(
        file,
        () -> {
          boolean isNew = !Files.exists(file);
          try (var channel =
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE)) {
            append(channel, lines);
          }
          if (isNew) {
            TemporaryFile.flushFolder(folder());
          }
          return true;
        });
  }

  /**
   * Makes a log of these lines unless there is one.
   *
   * @throws FileWriteException if it cannot be written
   */
  public void createIfAbsent(List<String> lines) throws FileWriteException {
    FileMutex.holding(
        file,
        () -> {
          if (!Files.exists(file)) {
            replace(lines);
          }
          return true;
        });
  }

  private Content content() throws IOException {
    if (!Files.exists(file)) {
      return new Content(List.of(), 0, false, Optional.empty());
    }
    var bytes = Files.readAllBytes(file);
    var parts = parts(bytes);
    var last = parts.removeLast();
    boolean torn = last.length > 0 && !isWhole(last);
    if (last.length > 0 && !torn) {
      parts.add(last);
    }
    parts.removeIf(line -> line.length == 0);
    var whole = parts.stream().filter(this::isWhole).map(LineLog::text).toList();
    boolean isDamaged = whole.size() < parts.size() || (torn && whole.isEmpty());
    return isDamaged
        ? new Content(whole, bytes(whole).length, torn, Optional.of(setAside(whole)))
        : new Content(whole, bytes.length - (torn ? last.length : 0), torn, Optional.empty());
  }

  /** The bytes between the ends of lines: one part more than there are ends. */
  private static List<byte[]> parts(byte[] bytes) {
    var parts = new ArrayList<byte[]>();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        parts.add(Arrays.copyOfRange(bytes, start, i));
        start = i + 1;
      }
    }
    return parts;
  }

  private boolean isWhole(byte[] line) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      return isLine.test(text);
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }

  /** Copies the damaged file under a name that is not taken, then leaves only whole lines in it. */
  private Path setAside(List<String> whole) throws IOException {
    var aside = file.resolveSibling(file.getFileName() + ".damaged");
    for (int number = 2; Files.exists(aside); number++) {
      aside = file.resolveSibling(file.getFileName() + ".damaged-" + number);
    }
    Files.copy(file, aside);
    replace(whole);
    return aside;
  }

  private void replace(List<String> lines) throws FileWriteException {
    AtomicWrite.write(file, channel -> Channels.newOutputStream(channel).write(bytes(lines)));
  }

  private static byte[] bytes(List<String> lines) {
    return lines.stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private void append(FileChannel channel, List<String> lines) throws IOException {
    long before = channel.size();
    var rest = rest(channel);
    boolean isWhole = rest.length > 0 && isWhole(rest);
    long end = isWhole ? before : before - rest.length;
    var bytes = ByteBuffer.wrap(bytes(isWhole ? withEndFirst(lines) : lines));
    channel.truncate(end);
    channel.position(end);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      channel.truncate(end);
      throw e;
    }
  }

  /** The lines after an empty one, whose end completes the line before. */
  private static List<String> withEndFirst(List<String> lines) {
    var all = new ArrayList<String>();
    all.add("");
    all.addAll(lines);
    return all;
  }

  /** What stands after the last end of a line. */
  private static byte[] rest(FileChannel channel) throws IOException {
    int read = 1024;
    while (true) {
      long start = Math.max(0, channel.size() - read);
      var parts = parts(read(channel, start));
      if (parts.size() > 1 || start == 0) {
        return parts.getLast();
      }
      read *= 2;
    }
  }

  private Path folder() {
    var folder = file.getParent();
    return folder == null ? file : folder;
  }

  /** The file. */
  @Override
  public String toString() {
    return file.toString();
  }
}
