package org.backprop.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.backprop.graph.Node;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
  private static final Map<String, Double> NUMBERS = Map.of("a", 0.5, "b", -2.0, "y", 3.0);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1 + 2 * 3; 7",
        "(1 + 2) * 3; 9",
        "2 ^ 3 ^ 2; 512",
        "-a^2; -0.25",
        "2^-1; 0.5",
        "b^2; 4",
        "b^3; -8",
        "8 - 3 - 2; 3",
        "16 / 4 / 2; 2",
        "1 − 3; -2",
        "--a; 0.5",
        "+a; 0.5",
        "1e-3 + .5; 0.501",
        "max(a, b) + min(a, b); -1.5",
        "log(exp(a)); 0.5",
        "relu(b) + relu(a); 0.5",
        "y * log(a) - a - lgamma(y + 1); -4.371201010907891",
        "d(a^3, a); 0.75",
        "d(d(a^3, a), a); 3",
        "d(sigmoid(a), a) - sigmoid(a) * (1 - sigmoid(a)); 0",
        "d(tanh(a) * b, b) - tanh(a); 0",
        "normal_cdf(0); 0.5",
      })
  void values(String text, double expected) {
    assertEquals(expected, Formula.parse(text).value(NUMBERS), 1e-15);
  }

  @Test
  void variables_in_order() {
    assertEquals(List.of("y", "mu"), Formula.parse("y * log(mu) - mu").variables());
  }

  @Test
  void a_variable_of_any_shape() {
    var mu = Node.input("mu", DType.FLOAT64, 4);
    assertEquals(Shape.of(4), Formula.node("2 * log(mu) - mu", _ -> mu).shape());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; character 1: a number, a name or a bracket is expected here, not the end",
        "1 +; character 4: a number, a name or a bracket is expected here, not the end",
        "(a; character 3: a ) is expected here, not the end",
        "a b; character 3: an operator such as + is expected here, not `b`",
        "2a; character 2: an operator such as + is expected here, not `a`",
        "ln(a); character 1: there is no function ln; there are abs,",
        "max(a); character 6: a , is expected here, not `)`",
        "exp(a, b); character 6: a ) is expected here, not `,`",
        "d(a, 2); character 6: the name of a variable is expected here, not `2`",
        "a ? b; character 3: an operator such as + is expected here, not `?`",
      })
  void what_is_no_formula_is_said_with_its_place(String text, String expected) {
    var message = assertThrows(DataException.class, () -> Formula.parse(text)).getMessage();
    assertEquals("formula `" + text + "`, " + expected, cut(message, expected));
  }

  private static String cut(String message, String expected) {
    return message.substring(
        0, Math.min(message.length(), message.indexOf("character") + expected.length()));
  }

  @Test
  void deep_nesting_is_refused() {
    var text = "(".repeat(100_000);
    var message = assertThrows(DataException.class, () -> Formula.parse(text)).getMessage();
    assertEquals("deep", message.substring(message.length() - 4));
  }

  @Test
  void a_variable_without_a_number() {
    var formula = Formula.parse("a + c");
    var e = assertThrows(IllegalArgumentException.class, () -> formula.value(NUMBERS));
    assertEquals("c has no number in a + c", e.getMessage());
  }
}
