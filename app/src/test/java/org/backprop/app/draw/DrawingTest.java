package org.backprop.app.draw;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.dropout;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.identity;
import static org.backprop.layer.Layers.relu;
import static org.backprop.layer.Layers.residual;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.gamma;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.backprop.likelihood.Likelihoods.poisson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.backprop.chain.Orientation;
import org.backprop.graph.Node;
import org.backprop.layer.Construction;
import org.backprop.layer.Layer;
import org.backprop.model.Model;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** Pictures in every format. */
class DrawingTest {
  private static final Model TWO =
      Model.of(features(4), dense(16), relu(), dense(3), categorical());

  private static final Model DEEP =
      Model.of(
          features(4),
          dense(8),
          tanh(),
          dropout(0.2),
          residual(dense(8), relu()),
          dense(8),
          relu(),
          dense(1),
          normal());

  static Stream<Picture> pictures() {
    return Stream.of(TWO, DEEP, Model.of(features(2), dense(1), normal()))
        .flatMap(model ->
            Stream.of(
                TextbookPicture.of(model, false, Orientation.ROWS),
                TextbookPicture.of(model, true, Orientation.ROWS),
                FullPicture.of(model, false),
                FullPicture.of(model, true)));
  }

  @Test
  void two_layers_are_one_line_and_the_target_another() {
    assertEquals(
        """
        x -> *W1 -> +b1 -(a1)-> f1 -(h)-> *W2 -> +b2 -(a2)-> f2 -(y_hat)-> loss -> L
        y -> loss

          x     4
          *W1   4 x 16
          +b1   16
          f1    relu
          *W2   16 x 3
          +b2   3
          f2    softmax
          y     3
          loss  cross-entropy -sum(y * log(y_hat))
        """,
        new TextDrawing().of(TextbookPicture.of(TWO, false, Orientation.ROWS)));
  }

  @Test
  void functions_have_different_numbers_where_a_layer_of_a_user_comes_first() {
    for (var first : List.<Layer>of(new Scaled(2), tanh())) {
      for (var model :
          List.of(
              Model.of(features(3), first, tanh(), dense(1), poisson()),
              Model.of(features(3), dense(3), first, tanh(), first, dense(3), categorical()))) {
        var names =
            TextbookPicture.of(model, false, Orientation.ROWS).boxes().stream()
                .map(Box::label)
                .filter(label -> label.startsWith("f"))
                .toList();
        assertEquals(names.size(), Set.copyOf(names).size(), names::toString);
        assertTrue(names.size() >= 3, names::toString);
      }
    }
  }

  /** {@code x (scale + g)} with a trained g for each value. */
  private record Scaled(double scale) implements Layer {
    @Override
    public String name() {
      return "scaled";
    }

    @Override
    public Node apply(Node x, Construction construction) {
      var g = construction.zeros("g" + construction.parameters().size(), x.shape().without(0));
      return construction.hidden(x.times(g.plus(scale)).tanh());
    }

    @Override
    public Shape output(Shape row) {
      return row;
    }
  }

  @Test
  void gradients_flow_back_by_the_rules_of_the_chain() {
    assertEquals(
        List.of(
            "dL/dy_hat = -y / y_hat",
            "dy_hat/da2",
            "delta2 = dL/da2 = y_hat - y",
            "dL/dh = delta2 W2^T",
            "f1'(a1) = [a1 > 0]",
            "delta1 = dL/da1 = dL/dh * f1'(a1)",
            "dL/db2 = delta2",
            "dL/dW2 = h^T delta2",
            "dL/db1 = delta1",
            "dL/dW1 = x^T delta1"),
        TextbookPicture.of(TWO, true, Orientation.ROWS).gradients());
  }

  @Test
  void columns_turn_rules_and_sizes_and_say_so() {
    var picture = TextbookPicture.of(TWO, true, Orientation.COLUMNS);
    assertEquals("16 x 4", picture.box("W1").note());
    assertEquals("delta1 x^T", picture.box("dW1").note());
    assertTrue(picture.gradients().contains("dL/dh = W2^T delta2"), picture.toString());
    var text = new TextDrawing().of(picture);
    assertTrue(text.contains("from the loss back, samples as columns:\n"), text);
  }

  @Test
  void a_residual_adds_the_gradients_of_both_ways() {
    var picture = TextbookPicture.of(DEEP, true, Orientation.ROWS);
    var text = new TextDrawing().of(picture);
    assertTrue(text.contains("\ndropout 0.2 -(h1_drop)-> +\n"), text);
    assertTrue(text.contains("dL/dh1_drop = delta2 W2^T + dL/dh3\n"), text);
    assertTrue(text.contains("dL/dh1 = 1.25 dL/dh1_drop * mask\n"), text);
    var terms = picture.edges(edge -> edge.to().equals("random") && edge.dashed());
    assertEquals(List.of("dL/dh3", "delta2 W2^T"), terms.stream().map(Edge::label).toList());
  }

  @Test
  void the_identity_is_no_step_and_loses_no_gradient() {
    var model = Model.of(features(4), dense(8), identity(), dense(1), normal());
    var lines = TextbookPicture.of(model, true, Orientation.ROWS).gradients();
    assertTrue(lines.contains("delta1 = dL/da1 = delta2 W2^T"), lines.toString());
  }

  @Test
  void the_loss_says_which_one_it_is() {
    var linear = TextbookPicture.of(DEEP, false, Orientation.ROWS);
    assertEquals("half squared error\n1/2 (y_hat - y)^2", linear.box("loss").note());
    assertEquals("plus constant terms", linear.box("L").note());
    var classes = TextbookPicture.of(TWO, false, Orientation.ROWS);
    assertEquals("cross-entropy\n-sum(y * log(y_hat))", classes.box("loss").note());
    assertEquals("", classes.box("L").note());
  }

  @Test
  void a_loss_without_the_delta_rule_has_a_rule_of_its_own() {
    var model = Model.of(features(4), dense(8), relu(), dense(1), gamma());
    var lines = TextbookPicture.of(model, true, Orientation.ROWS).gradients();
    assertTrue(lines.contains("delta2 = dL/da2 = 1 - y / y_hat"), lines.toString());
  }

  @Test
  void each_forward_arrow_with_a_gradient_has_one_back() {
    var picture = TextbookPicture.of(DEEP, true, Orientation.ROWS);
    for (var edge : picture.edges(edge -> !edge.dashed())) {
      var back = picture.edges(it -> it.from().equals(edge.to()) && it.to().equals(edge.from()));
      var given = edge.from().equals("x") || edge.from().equals("y") || edge.to().equals("L");
      assertEquals(given ? 0 : 1, back.size(), edge.toString());
    }
  }

  @Test
  void full_shows_what_is_drawn_at_random_as_one_box() {
    for (var backward : List.of(false, true)) {
      var picture = FullPicture.of(DEEP, backward);
      var labels = picture.boxes().stream().map(Box::label).toList();
      assertFalse(labels.contains("randomBits"), labels.toString());
      assertFalse(labels.contains("bitcast"), labels.toString());
      var drawn =
          picture.boxes().stream().filter(box -> box.note().startsWith("drawn at random")).toList();
      assertEquals(1, drawn.size(), labels.toString());
      assertEquals("dropout 0.2", drawn.getFirst().label());
      assertTrue(picture.edges(edge -> edge.to().equals(drawn.getFirst().id())).isEmpty());
      assertFalse(picture.edges(edge -> edge.from().equals(drawn.getFirst().id())).isEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void boxes_and_labels_do_not_overlap(Picture picture) {
    var layout = Layout.of(picture);
    var places =
        Stream.concat(
                layout.boxes().stream(),
                layout.routes().stream().map(Layout.Route::label).filter(it -> it.width() > 0))
            .toList();
    for (var i = 0; i < places.size(); i++) {
      for (var j = 0; j < i; j++) {
        assertFalse(places.get(i).overlaps(places.get(j)), places.get(i) + " " + places.get(j));
      }
      assertTrue(places.get(i).x() >= 0 && places.get(i).y() >= 0, places.get(i).toString());
      assertTrue(places.get(i).x() + places.get(i).width() <= layout.width());
      assertTrue(places.get(i).y() + places.get(i).height() <= layout.height());
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void svg_is_xml_with_every_label(Picture picture) throws Exception {
    var svg = new SvgDrawing().of(picture);
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    var texts = document.getElementsByTagName("text");
    var shown = new StringBuilder("\n");
    for (var i = 0; i < texts.getLength(); i++) {
      shown.append(texts.item(i).getTextContent()).append('\n');
    }
    var labels =
        Stream.concat(
            picture.boxes().stream()
                .flatMap(box -> Stream.concat(Stream.of(box.label()), box.note().lines())),
            Layout.of(picture).routes().stream().flatMap(route -> route.lines().stream()));
    labels
        .filter(label -> !label.isEmpty())
        .forEach(label -> assertTrue(shown.indexOf("\n" + plain(label) + "\n") >= 0, label));
    assertEquals(1, document.getElementsByTagName("title").getLength());
    assertEquals(1, document.getElementsByTagName("desc").getLength());
  }

  private static String plain(String label) {
    return String.join("", MathText.pieces(label).stream().map(MathText.Piece::text).toList());
  }

  @ParameterizedTest
  @EnumSource
  void the_same_picture_is_the_same_text(PictureFormat format) {
    assertEquals(
        format.draw(TextbookPicture.of(DEEP, true, Orientation.ROWS)),
        format.draw(TextbookPicture.of(DEEP, true, Orientation.ROWS)));
    assertEquals(format.draw(FullPicture.of(TWO, true)), format.draw(FullPicture.of(TWO, true)));
  }

  @Test
  void dot_keeps_the_main_path_straight_and_gradients_out_of_the_order() {
    var dot = new DotDrawing().of(TextbookPicture.of(DEEP, true, Orientation.ROWS));
    assertTrue(dot.contains("  b1 -> f1 [label=\"a₁\", weight=100];\n"), dot);
    assertTrue(dot.contains("  { rank=same; y; loss }\n"), dot);
    assertTrue(dot.contains("  { rank=same; W1; dW1 }\n"), dot);
    assertTrue(
        dot.lines()
            .filter(line -> line.contains("style=dashed") && !line.contains("-> d"))
            .allMatch(line -> line.contains("constraint=false")),
        dot);
    assertTrue(dot.indexOf("random -> plus") < dot.indexOf("  x [label"), dot);
  }

  @Test
  void labels_are_escaped() {
    var odd = new Box("b", "a \"b\" <c> & \\d", "", "#1", Box.Kind.VALUE);
    var picture =
        new Picture(
            "<t> & \"u\"",
            "",
            List.of(odd, new Box("c", "+", "", "", Box.Kind.LOSS)),
            List.of(new Edge("b", "c", "p\n\"q\"", Edge.Flow.FORWARD)),
            List.of("b", "c"),
            List.of());
    var dot = new DotDrawing().of(picture);
    assertTrue(dot.contains("b [label=\"a \\\"b\\\" <c> & \\\\d\\n#1\""), dot);
    assertTrue(dot.contains("label=\"p\\n\\\"q\\\"\""), dot);
    var mermaid = new MermaidDrawing().of(picture);
    assertTrue(
        mermaid.contains("box_b[\"a #quot;b#quot; #lt;c#gt; #amp; \\d<br>#35;1\"]"), mermaid);
    assertTrue(mermaid.contains("-->|\"p<br>#quot;q#quot;\"| box_c"), mermaid);
    var svg = new SvgDrawing().of(picture);
    assertTrue(svg.contains("<title>&lt;t&gt; &amp; &quot;u&quot;</title>"), svg);
  }

  @Test
  void symbols_are_set_as_in_a_textbook() {
    assertEquals("δ₂ = dL/da₂", MathText.unicode("delta2 = dL/da2"));
    assertEquals("ŷ − y", MathText.unicode("y_hat - y"));
    assertEquals("h₁ᵀ δ₂", MathText.unicode("h1^T delta2"));
    assertEquals("dL/dŷ", MathText.unicode("dL/dy_hat"));
    assertEquals("× W₁", MathText.unicode("*W1"));
    assertEquals("4 × 16", MathText.unicode("4 x 16"));
    assertEquals("−y / ŷ", MathText.unicode("-y / y_hat"));
    assertEquals("dL/dh₁_drop", MathText.unicode("dL/dh1_drop"));
    assertEquals("cross-entropy", MathText.unicode("cross-entropy"));
  }
}
