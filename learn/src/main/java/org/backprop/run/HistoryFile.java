package org.backprop.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.backprop.saved.AtomicWrite;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The epochs of a run, one a line, as JSON; lines are added at the end, and a last line that was
 * cut by the end of its process is ignored.
 */
final class HistoryFile implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long FLUSH_NANOS = 100_000_000;

  private final FileChannel channel;
  private final StringBuilder unwritten = new StringBuilder();
  private long written = System.nanoTime();

  /** Goes on with a file, or makes it. */
  HistoryFile(Path path) throws IOException {
    this.channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Adds an epoch; it is written with the next ones, at most a tenth of a second later. */
  void add(RecordedEpoch epoch) throws IOException {
    unwritten.append(epoch.line());
    if (System.nanoTime() - written > FLUSH_NANOS) {
      flush();
    }
  }

  private void flush() throws IOException {
    write(channel, unwritten);
    unwritten.setLength(0);
    written = System.nanoTime();
  }

  static void write(WritableByteChannel channel, CharSequence text) throws IOException {
    var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Returns when all epochs are on the disk. */
  void force() throws IOException {
    flush();
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      flush();
    }
  }

  /** The epochs of a file, none if there is no file. */
  static List<RecordedEpoch> read(Path path) throws IOException {
    var epochs = new ArrayList<RecordedEpoch>();
    if (Files.exists(path)) {
      var text = Files.readString(path, StandardCharsets.UTF_8);
      var whole = text.substring(0, text.lastIndexOf('\n') + 1);
      for (var line : whole.lines().toList()) {
        try {
          epochs.add(RecordedEpoch.fromMap(JSON.readValue(line, Map.class)));
        } catch (JacksonException | IllegalArgumentException e) {
          throw new IOException("line %s is no epoch".formatted(epochs.size() + 1), e);
        }
      }
    }
    return epochs;
  }

  /** Leaves the epochs that are wanted, in one step. */
  static void keep(Path path, Predicate<RecordedEpoch> wanted) throws IOException {
    var text = new StringBuilder();
    read(path).stream().filter(wanted).map(RecordedEpoch::line).forEach(text::append);
    AtomicWrite.write(path, channel -> write(channel, text));
  }
}
