package org.backprop.run;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;
import org.backprop.tensor.Tensor;

/**
 * One weight or bias, as in {@code W1[3,2]}.
 *
 * @param parameter the name of the matrix or vector
 * @param index the place among its elements in row-major order
 * @param text as it is written
 */
public record Element(String parameter, int index, String text) {
  private static final Pattern TEXT = Pattern.compile("\\s*([^\\[\\]]+?)\\s*\\[([\\d,\\s]*)]\\s*");

  /**
   * The element that a text names.
   *
   * @param parameters by name
   * @throws DataException if there is none
   */
  public static Element parse(String text, Map<String, Tensor> parameters) {
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new DataException(
          "\"%s\" names no weight; write its matrix and its place counted from 0, as in W1[3,2]"
              .formatted(text));
    }
    var name = parts.group(1);
    var values = parameters.get(name);
    if (values == null) {
      throw new DataException(
          "there is no parameter %s; %s"
              .formatted(name, DidYouMean.hint(name, parameters.keySet())));
    }
    var dims = values.shape().dims();
    var places =
        Arrays.stream(parts.group(2).split(",", -1)).map(String::strip).toArray(String[]::new);
    var index = 0L;
    for (var axis = 0; axis < dims.length; axis++) {
      if (places.length != dims.length
          || !places[axis].matches("\\d{1,9}")
          || Integer.parseInt(places[axis]) >= dims[axis]) {
        throw new DataException(
            "%s is not in %s%s, whose places are counted from 0"
                .formatted(text.strip(), name, values.shape()));
      }
      index = index * dims[axis] + Integer.parseInt(places[axis]);
    }
    return new Element(name, (int) index, name + "[" + String.join(",", places) + "]");
  }

  /** The element at a place in row-major order. */
  public static Element at(String parameter, Tensor values, int index) {
    var dims = values.shape().dims();
    var places = new String[dims.length];
    var rest = index;
    for (var axis = dims.length - 1; axis >= 0; axis--) {
      places[axis] = String.valueOf(rest % dims[axis]);
      rest /= dims[axis];
    }
    return new Element(parameter, index, parameter + "[" + String.join(",", places) + "]");
  }

  /** Its value among the values of the parameters. */
  double in(Map<String, Tensor> values) {
    return Objects.requireNonNull(values.get(parameter)).at(index);
  }

  @Override
  public String toString() {
    return text;
  }
}
