package org.backprop.table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the cells of a column are numbers, and what tells the mark before their decimals. */
final class NumberEvidence {
  private static final int THOUSAND = 1000;

  private final ReadCells cells;
  private final List<String> texts;
  private final Set<String> units = new LinkedHashSet<>();
  private boolean point = true;
  private boolean comma = true;
  private boolean differs;
  private boolean numbers = true;

  /**
   * The evidence of a column.
   *
   * @param texts its distinct texts that are neither missing nor ordinary decimals
   */
  NumberEvidence(ReadCells cells, List<String> texts) {
    this.cells = cells;
    this.texts = texts;
    for (var text : texts) {
      take(text);
      if (!numbers) {
        return;
      }
    }
    comma &= texts.isEmpty() || pointsCanGroup();
  }

  private void take(String text) {
    var withPoint = WrittenNumber.of(text, DecimalMark.POINT);
    var withComma = WrittenNumber.of(text, DecimalMark.COMMA);
    numbers = withPoint.isPresent() || withComma.isPresent();
    point &= withPoint.isPresent();
    comma &= withComma.isPresent();
    differs |= numbers && !withPoint.equals(withComma);
    withPoint.or(() -> withComma).map(WrittenNumber::unit).ifPresent(units::add);
  }

  /** Whether one mark, and at most one unit, fits all cells. */
  boolean fits() {
    return numbers && (point || comma) && !hasUnits();
  }

  /** Whether each text is a number, but not all with one mark. */
  boolean isMixed() {
    return numbers && !point && !comma;
  }

  /** Whether each text is a number, but of different currencies. */
  boolean hasUnits() {
    return numbers && units.stream().filter(unit -> !unit.isEmpty()).count() > 1;
  }

  boolean fits(DecimalMark mark) {
    return numbers && (mark == DecimalMark.POINT ? point : comma);
  }

  /** Whether leading zeros make the numbers codes. */
  Optional<String> code() {
    return texts.stream().filter(CellText::isCode).findFirst();
  }

  /** Whether the two marks give different numbers, as for 1,200. */
  boolean isAmbiguous() {
    return fits() && point && comma && differs;
  }

  /** The mark that the cells alone tell; empty if either would do. */
  Optional<DecimalMark> told() {
    if (!comma) {
      return Optional.of(DecimalMark.POINT);
    }
    if (!point) {
      return Optional.of(DecimalMark.COMMA);
    }
    if (!differs) {
      return Optional.empty();
    }
    var areGroups = !hasLongWhole();
    var areDecimals = !(hasWhole() && texts.stream().anyMatch(text -> text.endsWith("0")));
    return areGroups == areDecimals
        ? Optional.empty()
        : Optional.of(areGroups ? DecimalMark.POINT : DecimalMark.COMMA);
  }

  /** Whether the cells show that a point, or a comma, stands before decimals. */
  boolean shows(DecimalMark mark) {
    if (!numbers) {
      return false;
    }
    if (mark == DecimalMark.COMMA) {
      return comma && !point;
    }
    return point && (!pointsCanGroup() || (!comma && hasPoint()));
  }

  private boolean pointsCanGroup() {
    return !cells.codes().anyMatch(code -> Decimal.hasPoint(code) && !Decimal.canGroup(code));
  }

  private boolean hasPoint() {
    return texts.stream().anyMatch(text -> text.indexOf('.') >= 0);
  }

  /**
   * Whether the points of ordinary decimals can stand between thousands, as in 1.200 beside 950.
   *
   * @param surely whether they would be strange decimals too: some have none, some end with 0
   */
  boolean pointsGroup(boolean surely) {
    return comma
        && cells.codes().anyMatch(Decimal::hasPoint)
        && pointsCanGroup()
        && !hasLongWhole()
        && (!surely || (hasWhole() && cells.codes().anyMatch(Decimal::hasTrailingZero)));
  }

  /** Whether some number is written without a group or decimals. */
  private boolean hasWhole() {
    return cells.codes().anyMatch(code -> Decimal.isWhole(code, 0))
        || texts.stream().anyMatch(text -> text.indexOf(',') < 0 && text.indexOf('.') < 0);
  }

  /** Whether some whole number of four digits or more has no group. */
  private boolean hasLongWhole() {
    return cells.codes().anyMatch(code -> Decimal.isWhole(code, THOUSAND));
  }

  /** A text that is no plain number, and the number that it is with the mark. */
  Optional<String> example(DecimalMark mark) {
    return texts.stream()
        .filter(text -> !CellText.isNumber(text))
        .findFirst()
        .flatMap(text ->
            WrittenNumber.of(text, mark)
                .map(number -> text + " is " + CellText.canonical(number.value())));
  }
}
