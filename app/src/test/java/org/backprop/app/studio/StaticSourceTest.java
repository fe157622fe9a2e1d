package org.backprop.app.studio;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.gelu;
import static org.backprop.layer.Layers.relu;
import static org.backprop.layer.Layers.residual;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.bernoulli;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.laplace;
import static org.backprop.likelihood.Likelihoods.poisson;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.app.JsonOutput;
import org.backprop.app.explain.ExplainedRow;
import org.backprop.model.InitialParameters;
import org.backprop.model.Model;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What an exported page computes is what the server answers, to the last digit. */
@InBrowser
class StaticSourceTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final byte[] IMAGE = {0, 17, 100, 127};

  @TempDir Path folder;

  static Stream<Named<OpenModel>> models() {
    var models =
        Stream.of(
            Model.of(features(3), dense(4), relu(), dense(3), categorical()),
            Model.of(
                features(3), dense(3), gelu(), residual(dense(3), tanh()), dense(1), poisson()),
            Model.of(features(2), dense(2), relu(), dense(1), laplace()),
            Model.of(features(2), dense(30), tanh(), dense(1), bernoulli()));
    var opened = models.map(it -> Named.of(it.toString(), open(it)));
    var image = Model.of(features(4), dense(3), tanh(), dense(2), categorical());
    return Stream.concat(
        Stream.of(
            Named.of("the example", OpenModel.example()),
            Named.of("an image", open(image, Tensor.ofBytes(Shape.of(1, 4), IMAGE)))),
        opened);
  }

  private static OpenModel open(Model model) {
    var x = IntStream.range(0, model.features().count()).mapToDouble(i -> 0.7 - i).toArray();
    return open(model, Tensor.of(Shape.of(1, x.length), x));
  }

  private static OpenModel open(Model model, Tensor x) {
    var parameters = InitialParameters.of(model, DType.FLOAT32, 3);
    var y = new double[model.outputs()];
    y[0] = 1;
    var row =
        new ExplainedRow(
            "a </script> row", 1, Optional.empty(), x, Tensor.of(Shape.of(1, y.length), y));
    return new OpenModel(
        "a <title>",
        model,
        parameters,
        parameters,
        1,
        1,
        _ -> row,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static ChainService service(OpenModel open) {
    return new ChainService(() -> open, new RunService(() -> open));
  }

  /** As given, with edits that saturate y_hat, and with samples as columns. */
  private static List<Map<String, Object>> requests(OpenModel open) {
    var bias = open.trained().keySet().stream().filter(it -> it.startsWith("b")).sorted().toList();
    return List.of(
        Map.of("rate", 0.1, "columns", false, "edits", List.of()),
        Map.of(
            "rate",
            0.25,
            "columns",
            true,
            "edits",
            List.of(edit("W1", 1, -0.6), edit("x", 0, isImage(open) ? 200 : 1e-3))),
        Map.of(
            "rate",
            3,
            "columns",
            false,
            "edits",
            List.of(edit("y", 0, 0), edit(bias.getLast(), 0, 800))));
  }

  private static boolean isImage(OpenModel open) {
    return open.row().apply(1).x().dtype() == DType.UINT8;
  }

  private static Map<String, Object> edit(String name, int index, double value) {
    return Map.of("name", name, "index", index, "value", value);
  }

  private static final String ANSWERS =
      """
      async ([request, elements]) => {
        const source = await import('studio/source.js');
        const terms = [];
        for (const [step, index] of elements) terms.push(await source.terms(request, step, index));
        return JSON.stringify({chain: await source.chain(request), checks: await source.checks(request), terms});
      }
      """;

  @ParameterizedTest
  @MethodSource("models")
  void chains_terms_and_differences_are_the_servers(OpenModel open, Tab tab) throws IOException {
    var server = service(open);
    var file = Files.writeString(folder.resolve("page.html"), ExportedPage.of(open, server));
    var page = tab.open(file);
    for (var request : requests(open)) {
      var chain = json(server.chain(new JsonMessage(request)));
      var elements = elements(chain);
      var text = page.evaluate(ANSWERS, List.of(request, elements));
      var answers = JSON.readValue((String) text, Map.class);
      same("chain", chain, answers.get("chain"));
      same(
          "terms",
          elements.stream().map(it -> terms(server, request, it)).toList(),
          answers.get("terms"));
      differences(json(server.checks(new JsonMessage(request))), (Map<?, ?>) answers.get("checks"));
    }
  }

  /** The first and the last element of each step that is computed. */
  private static List<List<Object>> elements(Map<?, ?> chain) {
    var elements = new ArrayList<List<Object>>();
    for (var step : (List<?>) chain.get("steps")) {
      var name = ((Map<?, ?>) step).get("name");
      var value = (Map<?, ?>) ((Map<?, ?>) chain.get("values")).get(name);
      if ("computed".equals(value.get("state"))) {
        var shape = (List<?>) value.get("shape");
        elements.add(List.of(name, shape.stream().map(_ -> 0).toList()));
        elements.add(List.of(name, shape.stream().map(it -> (Integer) it - 1).toList()));
      }
    }
    return elements;
  }

  private static Map<?, ?> terms(
      ChainService server, Map<String, Object> request, List<Object> element) {
    var message = new LinkedHashMap<>(request);
    message.put("of", element.getFirst());
    message.put("index", element.getLast());
    return json(server.terms(new JsonMessage(message)));
  }

  private static Map<?, ?> json(Map<String, ?> map) {
    return JSON.readValue(JsonOutput.compact(map), Map.class);
  }

  /** All that the server says the page says too; numbers are equal. */
  private static void same(String place, Object expected, Object actual) {
    var found = new ArrayList<String>();
    compare(place, expected, actual, found);
    assertEquals(List.of(), found);
  }

  private static void compare(String place, Object expected, Object actual, List<String> found) {
    switch (expected) {
      case Map<?, ?> map when actual instanceof Map<?, ?> other ->
          map.forEach((key, value) -> {
            if (!key.equals("text")) {
              compare(place + "." + key, value, other.get(key), found);
            }
          });
      case List<?> list when actual instanceof List<?> other && list.size() == other.size() ->
          IntStream.range(0, list.size())
              .forEach(i -> compare(place + "[" + i + "]", list.get(i), other.get(i), found));
      case Number number when actual instanceof Number other -> {
        if (number.doubleValue() != other.doubleValue()) {
          found.add(place + " is " + actual + ", not " + expected);
        }
      }
      case null, default -> {
        if (expected == null ? actual != null : !expected.equals(actual)) {
          found.add(place + " is " + actual + ", not " + expected);
        }
      }
    }
  }

  private static void differences(Map<?, ?> expected, Map<?, ?> actual) {
    assertEquals(Set.copyOf(expected.keySet()), Set.copyOf(actual.keySet()));
    expected.forEach((name, check) -> {
      var here = (Map<?, ?>) actual.get(name);
      var there = (Map<?, ?>) check;
      assertEquals(there.get("verdict"), here.get("verdict"), name + ": " + there + " " + here);
      var quotients = numbers(here);
      var others = numbers(there);
      for (var i = 0; i < others.size(); i++) {
        assertClose(others.get(i), quotients.get(i), name + "#" + i);
      }
    });
  }

  private static void assertClose(double expected, double actual, String place) {
    if (Double.isFinite(expected)) {
      assertEquals(expected, actual, 1e-7 * Math.max(1, Math.abs(expected)), place);
    } else {
      assertEquals(Double.isFinite(expected), Double.isFinite(actual), place);
    }
  }

  private static List<Double> numbers(Map<?, ?> check) {
    var numbers = (List<?>) ((Map<?, ?>) check.get("quotients")).get("numbers");
    return numbers.stream()
        .map(it -> it == null ? Double.NaN : ((Number) it).doubleValue())
        .toList();
  }
}
