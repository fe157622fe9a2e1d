package org.backprop.modelfile;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.dropout;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.relu;
import static org.backprop.layer.Layers.residual;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.backprop.layer.Activations;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.Model;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelTextTest {
  private static Model parse(String text) {
    return ModelText.parse(text, List.of());
  }

  static Stream<Model> models() {
    var activations =
        Activations.ALL.stream()
            .map(a -> Model.network(7, List.of(5), a, 2, Likelihoods.categorical()));
    var likelihoods =
        Likelihoods.ALL.stream().map(l -> Model.network(7, List.of(), Activations.RELU, 2, l));
    var others =
        Stream.of(
            Model.of(features(784), dense(4), relu(), dropout(0.25), dense(1), normal()),
            Model.of(features(3), dropout(1e-5), dense(1), normal()),
            Model.of(
                features(3),
                residual(dense(8), tanh(), residual(dense(8), dropout(0.5)), dense(3)),
                dense(1),
                normal()));
    return Stream.of(activations, likelihoods, others).flatMap(stream -> stream);
  }

  @ParameterizedTest
  @MethodSource("models")
  void a_model_is_read_as_it_was_written(Model model) {
    assertEquals(model, parse(model.toString()));
  }

  @Test
  void spaces_do_not_count() {
    var model = parse(" features( 3 ),dense(1) ,\n normal() ");
    assertEquals(Model.of(features(3), dense(1), normal()), model);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "features",
        "features(",
        "features()",
        "features(3)",
        "features(3.5), dense(1), normal()",
        "features(99999999999), dense(1), normal()",
        "features(3) dense(1), normal()",
        "features(3), dense(1)",
        "features(3), dense(1), normal",
        "features(3), dense(1), normal(), relu()",
        "features(3), dense(1), normal()x",
        "features(3), relu, dense(1), normal()",
        "features(3), residual(dense(3), dense(1), tanh()",
        "features(3), residual(), dense(1), normal()",
        "dense(1), normal()"
      })
  void damaged_text_is_a_sentence(String text) {
    var e = assertThrows(IllegalArgumentException.class, () -> parse(text));
    assertTrue(
        e.getMessage()
            .matches("(not a list of parts at character|\\w+ needs|\\w+ takes|a model) .*"));
  }

  @Test
  void an_unknown_part_is_named() {
    assertThrows(UnknownPartException.class, () -> parse("features(3), dense(x()), normal()"));
    var text = "features(3), dense(3), swoosh(2, relu()), dense(1), normal()";
    var e = assertThrows(UnknownPartException.class, () -> parse(text));
    assertEquals("\"swoosh\"", e.getMessage());
  }

  @Test
  void rows_may_have_any_shape() {
    assertEquals(Shape.of(28, 28), features(28, 28).row());
    assertThrows(
        IllegalArgumentException.class, () -> parse("features(28, 28), dense(1), normal()"));
  }

  @Test
  void residuals_nested_without_end_are_refused() {
    var text = "features(3), " + "residual(".repeat(100_000);
    assertThrows(IllegalArgumentException.class, () -> parse(text));
  }

  @Test
  void a_model_that_does_not_fit_is_refused_like_one_in_code() {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> parse("features(3), dense(1), categorical()"));
    assertTrue(e.getMessage().startsWith("categorical() needs"), e.getMessage());
  }
}
