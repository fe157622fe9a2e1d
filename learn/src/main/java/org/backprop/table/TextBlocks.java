package org.backprop.table;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads rows in blocks of text, several at a time. A block ends with a line outside of quotation
 * marks. Should stray marks make that a line within a quoted field, then the field has no end in
 * its block, which for this reason cannot be read.
 */
final class TextBlocks {
  private static final int CHARACTERS = 1 << 18;

  /** Reads the rows of a block of text. */
  interface BlockReader {
    /** The rows, with their lines counted from 1; empty if one is not written in order. */
    Optional<CollectedRows> read(char[] text, int length);
  }

  @SuppressWarnings("ArrayRecordComponent") // read once
  private record Block(char[] text, int length, boolean isLast) {}

  private record Read(Optional<CollectedRows> rows, int lines) {}

  private final Reader text;
  private final char quote;
  private final boolean hasQuotes;
  private final BlockReader reader;
  private final Queue<char[]> buffers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean disorder;
  private char[] ahead = new char[0]; // what follows the last line of the block before

  /**
   * Reads a text.
   *
   * @param hasQuotes whether quotation marks are expected; without, they are not looked for
   */
  TextBlocks(Reader text, char quote, boolean hasQuotes, BlockReader reader) {
    this.text = text;
    this.quote = quote;
    this.hasQuotes = hasQuotes;
    this.reader = reader;
  }

  /**
   * All rows; empty if one is not written in order.
   *
   * @param before the number of lines before the text
   */
  Optional<CollectedRows> rows(int before) throws IOException {
    var reads = new ArrayList<ForkJoinTask<Read>>();
    var more = true;
    while (more && !disorder) {
      var block = next();
      reads.add(start(block));
      more = !block.isLast;
    }
    var rows = new ArrayList<CollectedRows>();
    var linesBefore = new int[reads.size()];
    var lines = before;
    for (var task : reads) {
      var read = task.join();
      read.rows.ifPresent(rows::add);
      linesBefore[Math.max(0, rows.size() - 1)] = lines;
      lines += read.lines;
    }
    return disorder ? Optional.empty() : Optional.of(CollectedRows.joined(rows, linesBefore));
  }

  /** On another thread, unless enough blocks wait for one. */
  private ForkJoinTask<Read> start(Block block) {
    var task = ForkJoinTask.adapt(() -> read(block));
    if (waiting.getAndIncrement() < 2 * ForkJoinPool.getCommonPoolParallelism() && !block.isLast) {
      ForkJoinPool.commonPool().execute(task);
    } else {
      task.quietlyInvoke();
    }
    return task;
  }

  private Read read(Block block) {
    try {
      var rows = reader.read(block.text, block.length);
      disorder |= rows.isEmpty();
      return new Read(rows, lines(block));
    } finally {
      buffers.add(block.text);
      waiting.decrementAndGet();
    }
  }

  private Block next() throws IOException {
    var free = buffers.poll();
    var characters =
        free == null || free.length < 2 * ahead.length
            ? new char[Math.max(CHARACTERS, 2 * ahead.length)]
            : free;
    System.arraycopy(ahead, 0, characters, 0, ahead.length);
    var length = filled(characters, ahead.length);
    while (length == characters.length) {
      var end = end(characters);
      if (end > 0) {
        ahead = Arrays.copyOfRange(characters, end, length);
        return new Block(characters, end, false);
      }
      characters = Arrays.copyOf(characters, 2 * length);
      length = filled(characters, length);
    }
    return new Block(characters, length, true);
  }

  private int filled(char[] characters, int from) throws IOException {
    var length = from;
    while (length < characters.length) {
      var count = text.read(characters, length, characters.length - length);
      if (count < 0) {
        break;
      }
      length += count;
    }
    return length;
  }

  /** The place after the last line break outside of quotation marks; 0 if there is none. */
  private int end(char[] characters) {
    var quoted = hasQuotes && hasOddQuotes(characters);
    for (var i = characters.length - 1; i >= 0; i--) {
      if (!quoted && isLineBreak(characters, characters.length, i) && !isCut(characters, i)) {
        return i + 1;
      }
      quoted ^= hasQuotes && characters[i] == quote;
    }
    return 0;
  }

  private boolean hasOddQuotes(char[] characters) {
    var odd = false;
    for (var c : characters) {
      odd ^= c == quote;
    }
    return odd;
  }

  /** Whether a line feed may follow. */
  private static boolean isCut(char[] characters, int at) {
    return characters[at] == '\r' && at + 1 == characters.length;
  }

  private static boolean isLineBreak(char[] characters, int length, int at) {
    return characters[at] == '\n'
        || (characters[at] == '\r' && (at + 1 == length || characters[at + 1] != '\n'));
  }

  private static int lines(Block block) {
    var lines = 0;
    for (var i = 0; i < block.length; i++) {
      if (block.text[i] < ' ' && isLineBreak(block.text, block.length, i)) {
        lines++;
      }
    }
    return lines;
  }
}
