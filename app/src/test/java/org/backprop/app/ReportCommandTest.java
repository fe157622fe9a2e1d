package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.backprop.app.CommandLineRun.written;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ReportCommandTest {
  private static final int EXAMPLE_BYTES = 150_000;
  private static final int MOST_BYTES = 500_000;
  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-z0-9!]+)[^>]*>", Pattern.CASE_INSENSITIVE);
  private static final Pattern ATTRIBUTE = Pattern.compile("\\s([a-zA-Z:-]+)=\"([^\"]*)\"");
  private static final List<String> WITHOUT_END = List.of("!doctype", "meta");
  private static final Pattern NUMBERS =
      Pattern.compile("<script type=\"application/json\" id=\"numbers\">(.*?)</script>");

  @TempDir Path folder;

  private Path model(Object... words) {
    var file = folder.resolve("m.safetensors");
    var all = new ArrayList<Object>(List.of("train"));
    all.addAll(List.of(words));
    all.addAll(List.of("-o", file));
    good(all.toArray());
    return file;
  }

  private String report(Object... words) {
    var file = folder.resolve("r.html");
    var all = new ArrayList<Object>(List.of("report"));
    all.addAll(List.of(words));
    all.addAll(List.of("-o", file));
    good(all.toArray());
    return checked(read(file));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What holds for every report. */
  private static String checked(String html) {
    assertTrue(html.startsWith("<!DOCTYPE html>\n<html lang=\"en\">"));
    assertTrue(bytes(html) < MOST_BYTES, bytes(html) + " bytes");
    assertTrue(html.contains("default-src &#39;none&#39;"));
    var open = new ArrayList<String>();
    var scripts = 0;
    var tags = TAG.matcher(html);
    while (tags.find()) {
      var name = tags.group(2).toLowerCase(Locale.ROOT);
      scripts += name.equals("script") && tags.group(1).isEmpty() ? 1 : 0;
      var attributes = ATTRIBUTE.matcher(tags.group());
      while (attributes.find()) {
        var attribute = attributes.group(1);
        assertFalse(attribute.matches("on\\w+|src|srcset|style|action|data"), tags.group());
        assertTrue(!attribute.equals("href") || attributes.group(2).startsWith("#"), tags.group());
      }
      if (!tags.group(1).isEmpty()) {
        assertEquals(open.removeLast(), name, tags.group());
      } else if (!WITHOUT_END.contains(name) && !tags.group().endsWith("/>")) {
        open.add(name);
      }
    }
    assertEquals(List.of(), open);
    assertEquals(1, scripts);
    assertFalse(html.contains("http:") || html.contains("https:") || html.contains("@import"));
    assertFalse(html.contains("url(") && !html.contains("url(#tip)"));
    numbers(html);
    return html;
  }

  private static int bytes(String html) {
    return html.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Map<?, ?> numbers(String html) {
    var json = NUMBERS.matcher(html);
    assertTrue(json.find());
    return new JsonMapper().readValue(json.group(1), Map.class);
  }

  private static Map<?, ?> map(Map<?, ?> in, String... keys) {
    var map = in;
    for (var key : keys) {
      map = (Map<?, ?>) map.get(key);
    }
    return map;
  }

  @ParameterizedTest
  @CsvSource({
    "penguins.csv, species, Confusion, 64",
    "spector.csv, grade, ROC curve, 4",
    "diabetes.csv, progression, Residuals, none",
    "iris.csv, species, Graph, 8"
  })
  void its_numbers_are_those_of_evaluate_importance_and_check(
      String data, String target, String section, String hidden) {
    var file = example(data);
    var model = model(file, "--target", target, "--hidden", hidden, "--epochs", 20, "--test", 0.3);
    var html = report(model, file, "--repeats", 3);
    assertTrue(bytes(html) < EXAMPLE_BYTES, bytes(html) + " bytes");
    assertTrue(html.contains("<h2 id=\""), html);
    assertTrue(html.contains(">" + section + "</h2>"), html);
    var numbers = numbers(html);
    var evaluated = good("evaluate", model, file, "--json", "-").json();
    map(evaluated, "test")
        .forEach((name, value) -> assertEquals(value, map(numbers, "scores", "test").get(name)));
    var importance = good("importance", model, file, "--repeats", 3, "--json", "-").json();
    assertEquals(importance.get("columns"), map(numbers, "importance").get("columns"));
    assertEquals(html, report(model, file, "--repeats", 3));
  }

  @Test
  void without_data_it_tells_what_the_model_file_holds() {
    var html = report(model(example("iris.csv"), "--target", "species", "--epochs", 3));
    assertTrue(html.contains("As training stored them"));
    assertTrue(html.contains("delta2 = dL/da2 = (y_hat - y) / m"));
    assertTrue(html.contains("Learning curves"));
    assertFalse(html.contains("Worst rows"));
    assertTrue(html.contains("backprop train"));
  }

  @Test
  void names_from_the_data_are_text_everywhere() {
    var evil = "</text></script><script>alert(1)</script>\"'&amp;\u202e";
    var rows = new ArrayList<String>();
    rows.add("\"%s\",<b>,\"%s\"".formatted(evil.replace("\"", "\"\""), "'><img src=x onerror=y>"));
    for (var i = 0; i < 60; i++) {
      rows.add(
          "%s,\"%s\",%s"
              .formatted(
                  7 * i % 13,
                  i % 3 == 0 ? "<script>" : "]]>",
                  i % 2 == 0 ? "</title>" : "--><svg>"));
    }
    var data = written(folder, "<i>.csv", rows.toArray(String[]::new));
    var target = "'><img src=x onerror=y>";
    var html = report(model(data, "--target", target, "--epochs", 3, "--test", 0.3), data);
    assertFalse(html.contains("<script>") || html.contains("<img") || html.contains("<b>"));
    assertFalse(html.contains("\u202e"));
    assertTrue(html.contains("&lt;/text&gt;&lt;/script&gt;&lt;script&gt;alert(1)"), html);
    assertEquals(target, map(numbers(html), "data").get("target"));
  }

  @Test
  void it_names_no_folder_of_this_machine() {
    var data = folder.resolve("d.csv");
    try {
      Files.copy(example("iris.csv"), data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var model = model(data.toAbsolutePath(), "--target", "species", "--epochs", 3);
    var html = report(model.toAbsolutePath(), data.toAbsolutePath());
    assertFalse(html.contains(folder.toString()), html);
    assertTrue(html.contains("backprop train d.csv --target species"));
  }

  @Test
  void many_classes_columns_and_long_names_stay_below_the_bound() {
    var random = new SplittableRandom(1);
    var long_ = "<&'\u0001\ud83d\udc27".repeat(200);
    var rows = new ArrayList<String>();
    rows.add(
        IntStream.range(0, 26)
            .mapToObj(k -> k == 7 ? long_.repeat(9) : long_ + k)
            .collect(Collectors.joining(",", "class,", "")));
    for (var i = 0; i < 360; i++) {
      rows.add(
          random
              .ints(26, 0, 100)
              .mapToObj(String::valueOf)
              .collect(Collectors.joining(",", "<class &'>".repeat(20) + i % 120 + ",", "")));
    }
    var data = written(folder, "d.csv", rows.toArray(String[]::new));
    var model = model(data, "--target", "class", "--epochs", 2, "--test", 0.3, "--hidden", "4");
    var html = report(model, data, "--repeats", 1);
    assertTrue(html.contains("The 30 classes with the lowest F1 of 120"));
    assertTrue(html.contains("The most important 25 of 26 columns"));
  }

  @Test
  void a_name_that_is_no_report_is_refused() {
    var model = model(example("iris.csv"), "--target", "species", "--epochs", 1);
    var run = CommandLineRun.of("report", model, "-o", folder.resolve("r.png"));
    assertEquals(2, run.status());
    assertTrue(run.err().contains("name a file that ends with .html or .htm"), run.err());
  }

  @Test
  void samples_may_be_columns_and_the_page_may_go_to_standard_output() {
    var model = model(example("iris.csv"), "--target", "species", "--epochs", 1);
    var run = good("report", model, "--columns", "-o", "-");
    assertTrue(checked(run.out()).contains("samples as columns"));
  }
}
