package org.backprop.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;

/**
 * The mark before the decimals of each column: stated, or told by its own cells, or that of an
 * earlier table, or that of the other columns, or usual beside the delimiter.
 */
final class NumberMarks {
  private final CellFormat format;
  private final List<ColumnReading> numbers;
  private final List<ColumnReading> words;
  private final boolean besideSemicolons;
  private final List<Notice> ambiguous = new ArrayList<>();
  private final Map<String, DecimalMark> decided = new LinkedHashMap<>();
  private final List<String> examples = new ArrayList<>();

  NumberMarks(CellFormat format, List<ColumnReading> readings, boolean besideSemicolons) {
    this.format = format;
    this.numbers = ofType(readings, ColumnType.NUMBER);
    this.words = ofType(readings, ColumnType.WORDS);
    this.besideSemicolons = besideSemicolons;
  }

  private static List<ColumnReading> ofType(List<ColumnReading> readings, ColumnType type) {
    return readings.stream().filter(reading -> reading.type() == type).toList();
  }

  void settle() {
    for (var column : numbers) {
      var own = column.numbers();
      if (own.isAmbiguous()) {
        settleAmbiguous(column);
      } else if (!own.fits(DecimalMark.POINT)) {
        column.settle(DecimalMark.COMMA);
      } else if (pointsGroup(column)) {
        column.settle(DecimalMark.COMMA);
        if (stated(column).isEmpty()) {
          decide(column, DecimalMark.COMMA, "points stand between thousands");
        }
      }
      if (!own.isAmbiguous() || stated(column).isPresent()) {
        own.example(column.mark())
            .ifPresent(example -> examples.add("%s (%s)".formatted(column.name(), example)));
      }
    }
  }

  private void settleAmbiguous(ColumnReading column) {
    var own = column.numbers();
    var mark =
        stated(column)
            .or(own::told)
            .or(() -> format.usualDecimal(column.name()))
            .or(this::ofOthers)
            .orElseGet(this::usual);
    column.settle(mark);
    if (stated(column).isEmpty()) {
      decide(column, mark, own.example(mark).orElse(""));
    }
  }

  private void decide(ColumnReading column, DecimalMark mark, String example) {
    decided.put(column.name(), mark);
    ambiguous.add(
        Notice.decision(
            column.name() + ": " + example,
            Remedy.of(Setting.DECIMAL, column.name(), mark.word())));
  }

  /** The format that also states what was decided. */
  CellFormat settled(CellFormat other) {
    var all = other;
    for (var column : decided.entrySet()) {
      all = all.withDecimal(column.getKey(), column.getValue());
    }
    return all;
  }

  /** The mark of each column in which it matters. */
  Map<String, DecimalMark> marks() {
    var marks = new HashMap<String, DecimalMark>();
    for (var column : numbers) {
      if (column.numbers().isAmbiguous() || column.numbers().told().isPresent()) {
        marks.put(column.name(), column.mark());
      }
    }
    return marks;
  }

  private Optional<DecimalMark> stated(ColumnReading column) {
    return format.decimal(column.name());
  }

  /** Whether points like those of 1.200 stand between thousands. */
  private boolean pointsGroup(ColumnReading column) {
    var stated = stated(column).or(() -> format.usualDecimal(column.name()));
    if (stated.isEmpty() && !besideSemicolons && !isShown(DecimalMark.COMMA)) {
      return false;
    }
    if (stated.isPresent()) {
      return stated.get() == DecimalMark.COMMA && column.numbers().pointsGroup(false);
    }
    return column.numbers().pointsGroup(!isShown(DecimalMark.COMMA)) && !isShown(DecimalMark.POINT);
  }

  private Optional<DecimalMark> ofOthers() {
    var point = isShown(DecimalMark.POINT);
    return point == isShown(DecimalMark.COMMA)
        ? Optional.empty()
        : Optional.of(point ? DecimalMark.POINT : DecimalMark.COMMA);
  }

  private boolean isShown(DecimalMark mark) {
    return numbers.stream().anyMatch(column -> column.numbers().shows(mark));
  }

  private DecimalMark usual() {
    return besideSemicolons ? DecimalMark.COMMA : DecimalMark.POINT;
  }

  /** What is read as a number though it is not written plainly, and what is not. */
  List<Notice> notices() {
    var notices = new ArrayList<Notice>();
    if (!examples.isEmpty()) {
      notices.add(Notice.of("Read as numbers: " + DidYouMean.list(examples) + "."));
    }
    notices.addAll(ambiguous);
    words.stream().flatMap(column -> words(column).stream()).forEach(notices::add);
    return notices;
  }

  private static Optional<Notice> words(ColumnReading column) {
    var own = column.numbers();
    if (own.hasUnits()) {
      return Optional.of(
          Notice.of(
              column.name() + " has numbers of different units, so it is read as words",
              "write them in one unit."));
    }
    if (own.isMixed()) {
      return Optional.of(
          Notice.of(
              "Decimal commas and decimal points are mixed in %s, so it is read as words"
                  .formatted(column.name()),
              "write one kind."));
    }
    return own.fits()
        ? own.code()
            .map(code ->
                Notice.decision(
                    "%s: leading zeros make codes (%s)".formatted(column.name(), code),
                    Remedy.of(Setting.TYPE, column.name(), "words")))
        : Optional.empty();
  }
}
