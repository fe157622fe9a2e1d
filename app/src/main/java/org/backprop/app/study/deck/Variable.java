package org.backprop.app.study.deck;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.backprop.table.DataException;

/**
 * A number that is drawn anew each time a card is asked: {@code a from -2 to 2} for a number of
 * tenths other than 0, {@code n in 2, 3, 5} for one of these.
 *
 * @param values what is drawn from
 */
record Variable(String name, List<Double> values) {
  private static final String NUMBER = "(-?\\d+(?:\\.\\d+)?)";
  private static final Pattern RANGE =
      Pattern.compile("(\\S+)\\s+from\\s+" + NUMBER + "\\s+to\\s+" + NUMBER);
  private static final Pattern LIST =
      Pattern.compile("(\\S+)\\s+in\\s+(" + NUMBER + "(?:\\s*,\\s*" + NUMBER + ")*)");

  Variable {
    values = List.copyOf(values);
  }

  /**
   * @throws DataException if the text is neither form
   */
  static Variable of(String text) {
    var range = RANGE.matcher(text);
    if (range.matches()) {
      var values = tenths(new BigDecimal(range.group(2)), new BigDecimal(range.group(3)));
      if (!values.isEmpty()) {
        return new Variable(range.group(1), values);
      }
    }
    var list = LIST.matcher(text);
    if (list.matches()) {
      var values = Pattern.compile(",").splitAsStream(list.group(2)).map(Double::valueOf).toList();
      return new Variable(list.group(1), values);
    }
    throw new DataException(
        "`%s` is not of the form `a from -2 to 2` or `n in 2, 3, 5`".formatted(text));
  }

  private static List<Double> tenths(BigDecimal from, BigDecimal to) {
    var values = new ArrayList<Double>();
    for (var value = from;
        value.compareTo(to) <= 0 && values.size() < 10_000;
        value = value.add(BigDecimal.valueOf(1, 1))) {
      if (value.signum() != 0) {
        values.add(value.doubleValue());
      }
    }
    return values;
  }

  double draw(SplittableRandom random) {
    return values.get(random.nextInt(values.size()));
  }
}
