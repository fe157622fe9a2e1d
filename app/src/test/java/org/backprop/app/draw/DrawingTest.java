package org.backprop.app.draw;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.dropout;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.relu;
import static org.backprop.layer.Layers.residual;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.ALL;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.backprop.likelihood.Likelihoods.poisson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.backprop.likelihood.ExponentialFamily;
import org.backprop.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DrawingTest {
  private static final Model NETWORK =
      Model.of(features(4), dense(16), relu(), dense(3), categorical());

  static Stream<Picture> pictures() {
    var deep =
        Model.of(
            features(4),
            dense(8),
            tanh(),
            dropout(0.5),
            residual(dense(8), relu()),
            dense(2),
            normal());
    return Stream.of(NETWORK, Model.of(features(2), dense(1), poisson()), deep)
        .flatMap(model ->
            Stream.of(
                ModelPicture.of(model, false),
                ModelPicture.of(model, true),
                FullPicture.of(model, false),
                FullPicture.of(model, true)));
  }

  @Test
  void the_text_is_the_textbooks_chain() {
    var text = TextDrawing.of(ModelPicture.of(NETWORK, false));
    assertTrue(
        text.startsWith(
            "x -> *W1 -> +b1 -(a1)-> f1 -(h)-> *W2 -> +b2 -(a2)-> f2 -(y_hat)-> loss -> L\ny -> loss\n"),
        text);
    assertTrue(text.contains("f1     relu") && text.contains("f2     softmax"), text);
    assertTrue(text.contains("loss   cross-entropy"), text);
  }

  @Test
  void the_delta_rule_is_derived_for_canonical_likelihoods_only() {
    for (var likelihood : ALL) {
      var model = Model.of(features(2), dense(3), tanh(), dense(2), likelihood);
      var canonical = likelihood instanceof ExponentialFamily;
      assertEquals(canonical, ModelPicture.deltaRule(model).equals("y_hat - y"), likelihood.name());
    }
  }

  @Test
  void gradients_go_back_with_their_names() {
    var text = TextDrawing.of(ModelPicture.of(NETWORK, true));
    for (var gradient :
        List.of(
            "dL/dy_hat",
            "delta2 = y_hat - y",
            "dL/dh",
            "delta1",
            "dL/dW2 = h^T delta2",
            "dL/dW1 = x^T delta1")) {
      assertTrue(text.contains(gradient), gradient + " in " + text);
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void no_two_boxes_overlap(Picture picture) {
    var areas = new ArrayList<>(ElkLayout.of(picture).boxes().values());
    for (var i = 0; i < areas.size(); i++) {
      for (var j = 0; j < i; j++) {
        assertFalse(areas.get(i).overlaps(areas.get(j)), areas.get(i) + " and " + areas.get(j));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void the_svg_is_well_formed_and_always_the_same(Picture picture) throws Exception {
    var svg = SvgDrawing.of(picture);
    assertEquals(svg, SvgDrawing.of(picture));
    var bytes = svg.getBytes(StandardCharsets.UTF_8);
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(bytes));
    assertEquals("svg", document.getDocumentElement().getTagName());
    var texts = document.getElementsByTagName("text").getLength();
    assertTrue(texts >= picture.boxes().size(), svg);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void dot_and_mermaid_have_a_line_for_each_box_and_arrow(Picture picture) {
    var parts = picture.boxes().size() + picture.arrows().size();
    assertEquals(parts + 4, DotDrawing.of(picture).lines().count());
    assertEquals(parts + 1, MermaidDrawing.of(picture).lines().count());
  }

  @Test
  void quotes_are_escaped() {
    var box = new Picture.Box("a", Picture.Kind.VALUE, "say \"x\" <y>", "");
    var picture = new Picture("t", List.of(box), List.of(new Picture.Arrow("a", "a", "", false)));
    assertTrue(DotDrawing.of(picture).contains("say \\\"x\\\" <y>"));
    assertTrue(MermaidDrawing.of(picture).contains("say #quot;x#quot;"));
    assertTrue(SvgDrawing.of(picture).contains("&lt;y&gt;"));
  }
}
