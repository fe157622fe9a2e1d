package org.backprop.app.study.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkingTest {
  private static final Exercise NUMBER = exercise(Tensor.of(Shape.SCALAR, 0.25));
  private static final Exercise VECTOR = exercise(Tensor.of(Shape.of(1, 2), 0.25, -1.5));
  private static final Exercise MATRIX =
      exercise(Tensor.matrix(new double[] {0.1, 0.2}, new double[] {0, 0.3}));

  private static Exercise exercise(Tensor answer, Mistake... mistakes) {
    return new Exercise(
        "k", List.of(), "?", answer, List.of(mistakes), List.of(), List.of(), Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.25",
        "0,25",
        ".25",
        "+0.25",
        "1/4",
        "2.5e-1",
        " 0.2500 ",
        "dL/dw = 0.25",
        "[0.25]"
      })
  void a_number_is_read_as_people_write_it(String typed) {
    assertEquals(new Verdict.Right(true), NUMBER.mark(typed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.25 -1.5",
        "0,25 -1,5",
        "0.25, -1.5",
        "0,25, -1,5",
        "0.25,-1.5",
        "[0.25 -1.5]",
        "0.25; -1.5",
        "(1/4, -3/2)",
        "0.25 \u22121.5",
        "0.25 - 1.5",
        "[[0.25], [-1.5]]",
        "[0.25 -1.5]^T",
        "0.25\n-1.5"
      })
  void a_vector_is_read_as_a_row_or_as_a_column(String typed) {
    assertEquals(new Verdict.Right(true), VECTOR.mark(typed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1 0.2; 0 0.3",
        "[0.1, 0.2; 0, 0.3]",
        "[[0.1, 0.2], [0, 0.3]]",
        "0,1 0,2; 0 0,3",
        "0.1 0.2\n0 0.3\n",
        "[[0.1 0.2]\n [0 0.3]]",
        "[0.1 0; 0.2 0.3]^T"
      })
  void a_matrix_is_read_in_rows(String typed) {
    assertEquals(new Verdict.Right(true), MATRIX.mark(typed));
  }

  @Test
  void a_comma_without_points_is_the_reading_that_has_the_right_number_of_numbers() {
    assertEquals(new Verdict.Right(true), exercise(Tensor.of(Shape.SCALAR, 1.5)).mark("1,5"));
    assertEquals(new Verdict.Right(true), exercise(Tensor.of(Shape.of(2), 1.0, 5)).mark("1,5"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.25 -1.2 | Not right: element 2 is off, the others are right.",
        "7 8 | Not right: no element is.",
      })
  void a_wrong_answer_says_where_it_is_wrong(String typed, String sentence) {
    assertEquals(new Verdict.Wrong(sentence), VECTOR.mark(typed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.25 | The answer is 2 numbers, as in 0.1 0.2; this is one number.",
        "0.25 x | \"x\" is not a number; type numbers as 0.25, 1/4 or 2.5e-1.",
        "1/0 2 | \"1/0\" is not a number; type numbers as 0.25, 1/4 or 2.5e-1.",
        "1 2; 3 | Row 2 has 1 numbers, row 1 has 2.",
        "'' | There is no number; type numbers as 0.25, 1/4 or 2.5e-1.",
      })
  void what_is_no_answer_of_the_right_form_says_how_to_type_it(String typed, String sentence) {
    assertEquals(new Verdict.WrongForm(sentence), VECTOR.mark(typed));
  }

  @Test
  void a_matrix_in_one_row_is_told_how_to_end_rows() {
    assertEquals(
        "The answer is a matrix of 2 x 2; end each row with a semicolon, as in 0.1 0.2; 0.3 0.4;"
            + " this is 4 numbers.",
        MATRIX.mark("0.1 0.2 0 0.3").sentence());
  }

  @Test
  void a_mistake_is_recognised_also_by_its_shape() {
    var turned = Tensor.of(Shape.of(3, 2), 1.0, 4, 2, 5, 3, 6);
    var mistake = new Mistake("it is transposed", "Turn it.", turned);
    var exercise = exercise(Tensor.of(Shape.of(2, 3), 1.0, 2, 3, 4, 5, 6), mistake);
    assertEquals(new Verdict.Known(mistake), exercise.mark("1 4; 2 5; 3 6"));
  }

  @Test
  void rough_numbers_are_right_but_rated_less() {
    assertEquals(4, NUMBER.mark("0.252").rating());
    assertEquals(new Verdict.Right(false), NUMBER.mark("0.24"));
    assertEquals(3, NUMBER.mark("0.24").rating());
    assertInstanceOf(Verdict.Wrong.class, NUMBER.mark("0.3"));
  }
}
