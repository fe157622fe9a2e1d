package org.backprop.app.study.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.backprop.chain.Orientation;
import org.backprop.table.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A homework taken apart into lines, before any mathematics.
 *
 * @param source the name of its file; empty if it has none
 * @param network what stands behind {@code network:}
 * @param entries the lines of the form {@code name = numbers}, in order
 */
record HomeworkText(String source, Entry network, Notation notation, List<Entry> entries) {
  private static final Pattern NETWORK = Pattern.compile("(?i)network\\s*[:=]\\s*(.*)");
  private static final Pattern ENTRY = Pattern.compile("([^=]*[^=\\s])\\s*=\\s*(.*)");
  private static final Pattern NUMBERS = Pattern.compile("[-+\u2212.\\d\\[({;].*");
  private static final Pattern WORD = Pattern.compile("[^\\p{L}\\d/]+");

  /**
   * One value.
   *
   * @param line its number, from 1
   * @param text the numbers as they are typed, a matrix perhaps in several lines
   */
  record Entry(int line, String name, String text) {
    Entry and(String more) {
      return new Entry(line, name, text + "\n" + more);
    }
  }

  /** Keeps a copy. */
  HomeworkText {
    entries = List.copyOf(entries);
  }

  /**
   * Reads a homework.
   *
   * @throws DataException if a line is none that a homework has, or the network is missing
   */
  static HomeworkText read(String source, String text) {
    return new Reader(source).read(text);
  }

  DataException fault(Entry entry, String what) {
    return fault(source, entry.line(), what);
  }

  static DataException fault(String source, int line, String what) {
    return new DataException(
        (source.isEmpty() ? "" : source + ", ") + "line " + line + ": " + what);
  }

  /** What was read so far. */
  private static final class Reader {
    private final String source;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Entry network;
    private Notation notation = Notation.USUAL;
    private int line;

    Reader(String source) {
      this.source = source;
    }

    HomeworkText read(String text) {
      text.lines().forEach(this::line);
      return Optional.ofNullable(network)
          .map(it -> new HomeworkText(source, it, notation, entries))
          .orElseThrow(() ->
              new DataException(
                  (source.isEmpty() ? "the homework" : source)
                      + " has no line such as network: 2 -> tanh 3 -> softmax 2; add it"));
    }

    private void line(String whole) {
      line++;
      var comment = whole.indexOf('#');
      var text = (comment < 0 ? whole : whole.substring(0, comment)).strip();
      var isNetwork = NETWORK.matcher(text);
      var entry = ENTRY.matcher(text);
      if (isNetwork.matches()) {
        network = new Entry(line, "network", isNetwork.group(1));
      } else if (entry.matches()) {
        entries.add(new Entry(line, entry.group(1).strip(), entry.group(2)));
      } else if (NUMBERS.matcher(text).matches() && !entries.isEmpty()) {
        entries.add(entries.removeLast().and(text));
      } else if (!text.isEmpty()) {
        notation(text);
      }
    }

    private void notation(String text) {
      var words = List.of(WORD.split(text.toLowerCase(Locale.ROOT).replace("\u00bd", "1/2"), -1));
      if (words.stream().noneMatch(List.of("rows", "columns", "mean", "sum", "1/2")::contains)) {
        throw fault(
            source,
            line,
            "\"%s\" is neither name = numbers nor a notation such as: samples as rows, mean, with 1/2"
                .formatted(text));
      }
      var orientation =
          words.contains("columns")
              ? Orientation.COLUMNS
              : words.contains("rows") ? Orientation.ROWS : notation.orientation();
      var mean = words.contains("mean") || (notation.mean() && !words.contains("sum"));
      var half =
          words.contains("1/2")
              ? !words.contains("without") && !words.contains("no")
              : notation.half();
      notation = new Notation(orientation, mean, half);
    }
  }
}
