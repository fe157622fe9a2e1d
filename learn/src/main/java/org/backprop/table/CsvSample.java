package org.backprop.table;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.backprop.advice.Setting;
import org.backprop.table.DialectScore.Scored;

/**
 * The beginning of a file, from which its dialect is detected: of all dialects that its characters
 * allow, the one under which most lines have as many fields and most fields look like one value (G.
 * van den Burg et al., Wrangling messy CSV files by detecting row and type patterns, 2019).
 */
final class CsvSample {
  /** In the order in which they are believed, with a weight for how rarely they delimit. */
  private static final List<Candidate> CANDIDATES =
      List.of(
          new Candidate(",", 1),
          new Candidate("\t", 1),
          new Candidate(";", 1),
          new Candidate("|", 1),
          new Candidate("||", 1),
          new Candidate(";;", 1),
          new Candidate("\t\t", 1),
          new Candidate("::", 1),
          new Candidate("|~|", 1),
          new Candidate("~", 0.9),
          new Candidate("^", 0.9),
          new Candidate("\u001f", 1),
          new Candidate("\u0001", 1),
          new Candidate("§", 0.9),
          new Candidate("¦", 0.9),
          new Candidate(":", 0.6),
          new Candidate("/", 0.3),
          new Candidate(Dialect.WIDE_SPACES, 0.8),
          new Candidate(Dialect.SPACES, 0.7));

  /** Delimiters that are more often part of a text. */
  private static final List<String> RARE = List.of(":", "/");

  private static final List<String> COMMENTS = List.of("#", "%", "//");

  /** How much better a quotation mark or an escape must be that is not usual. */
  private static final double CLEARLY = 1.02;

  /** How much better spaces must be than another delimiter. */
  private static final double MUCH = 1.3;

  private static final Pattern SINGLE_QUOTED =
      Pattern.compile("(^|[,;|\\s])'[^'\n\r]*'($|[,;|\\s])", Pattern.MULTILINE);
  private static final Pattern STATED_DELIMITER =
      Pattern.compile("\"?sep=(.{1,3}?)\"?", Pattern.CASE_INSENSITIVE);

  private final String text;
  private final CsvFormat format;
  private final String comment;

  CsvSample(String text, CsvFormat format) {
    this.text = text;
    this.format = format;
    this.comment = format.textOrNone(Setting.COMMENT).orElseGet(this::comment);
  }

  /** A delimiter, with a weight for how often it is one. */
  private record Candidate(String delimiter, double weight) {
    boolean isRun() {
      return delimiter.equals(Dialect.SPACES) || delimiter.equals(Dialect.WIDE_SPACES);
    }

    /** The highest score that it can have. */
    double most() {
      return weight * (delimiter.equals(Dialect.ONE_COLUMN) ? DialectScore.SINGLE : 1);
    }

    boolean isIn(String text) {
      return switch (delimiter) {
        case Dialect.SPACES -> text.indexOf(' ') >= 0 || text.indexOf('\t') >= 0;
        case Dialect.WIDE_SPACES -> text.contains("  ");
        default -> text.contains(delimiter);
      };
    }
  }

  /** What the first line says about the delimiter, as {@code sep=;} from a spreadsheet. */
  static Optional<String> statedDelimiter(String text) {
    var first = text.lines().findFirst().orElse("");
    var matcher = STATED_DELIMITER.matcher(first.strip());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The best dialect; one column if there is no delimiter. */
  Scored best() {
    var best = score(new Candidate(",", 1), '"', Dialect.NONE);
    for (var candidate : candidates()) {
      if (!candidate.delimiter.equals(",")) {
        var factor = candidate.isRun() && isDelimited(best) ? MUCH : 1;
        best = better(best, candidate, '"', Dialect.NONE, factor);
      }
    }
    best = better(best, new Candidate(Dialect.ONE_COLUMN, 1), '"', Dialect.NONE, CLEARLY);
    for (var candidate : hasSingleQuotes() ? candidates() : List.<Candidate>of()) {
      best = better(best, candidate, '\'', Dialect.NONE, CLEARLY);
    }
    if (text.indexOf('\\') >= 0 && format.text(Setting.ESCAPE).isEmpty()) {
      for (var candidate : candidates()) {
        best = better(best, candidate, best.dialect().quote(), '\\', CLEARLY);
      }
    }
    return best;
  }

  /** Whether the fields are told apart by something that rarely stands in texts. */
  private static boolean isDelimited(Scored best) {
    return best.width() > 1
        && !best.dialect().isRun()
        && !RARE.contains(best.dialect().delimiter());
  }

  private Scored score(Candidate candidate, char quote, char escape) {
    return new DialectScore(dialect(candidate.delimiter, quote, escape), candidate.weight).of(text);
  }

  /** The candidate if its score is higher by the factor; it is not scored if it cannot be. */
  private Scored better(Scored best, Candidate candidate, char quote, char escape, double factor) {
    var least = factor * best.score() + 1e-9;
    if (candidate.most() <= least) {
      return best;
    }
    var other = score(candidate, quote, escape);
    return other.score() > least ? other : best;
  }

  private boolean hasSingleQuotes() {
    return format.text(Setting.QUOTE).isEmpty() && SINGLE_QUOTED.matcher(text).find();
  }

  private Dialect dialect(String delimiter, char quote, char escape) {
    return new Dialect(
        format.text(Setting.DELIMITER).orElse(delimiter),
        format.character(Setting.QUOTE).orElse(quote),
        format.character(Setting.ESCAPE).orElse(escape),
        comment);
  }

  private List<Candidate> candidates() {
    var stated = format.text(Setting.DELIMITER);
    return stated.isPresent()
        ? List.of(new Candidate(stated.get(), 1))
        : CANDIDATES.stream().filter(candidate -> candidate.isIn(text)).toList();
  }

  /** The prefix of lines that are perhaps comments: they do not count in the scores. */
  private String comment() {
    return COMMENTS.stream()
        .filter(prefix -> text.lines().anyMatch(line -> line.startsWith(prefix)))
        .filter(
            prefix -> text.lines().anyMatch(line -> !line.isBlank() && !line.startsWith(prefix)))
        .findFirst()
        .orElse("");
  }
}
