package org.backprop.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backprop.app.Main;
import org.backprop.chain.ExampleChain;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page in one file, opened from disk as a reader does. */
@InBrowser
class ExportedPageTest {
  private static final PrintStream NONE = new PrintStream(PrintStream.nullOutputStream());

  @TempDir static Path folder;

  private static Path example;

  private static void run(String... arguments) {
    assertEquals(0, Main.run(NONE, NONE, arguments));
  }

  @BeforeAll
  static void export() {
    example = folder.resolve("page.html");
    run("studio", "--export", example.toString());
  }

  private static String text(Page page, String selector) {
    return page.locator(selector).first().textContent().strip();
  }

  private static Page opened(Tab tab, Path file) {
    var page = tab.open(file);
    page.locator("#next").waitFor();
    return page;
  }

  @Test
  void the_space_bar_steps_from_x_to_the_loss_after_the_update(Tab tab) {
    var page = opened(tab, example);
    page.keyboard().press("Home");
    assertTrue(text(page, "#step").contains("The weights and biases are given"));
    var steps = ExampleChain.chain().steps();
    for (var i = 0; i < steps.size(); i++) {
      page.keyboard().press("Space");
    }
    assertTrue(text(page, "#step").contains("step %1$d of %1$d".formatted(steps.size())));
    assertTrue(text(page, "#step").contains("L has fallen"));
    tab.screenshot("exported-end");
  }

  @Test
  void an_edited_weight_changes_what_follows_and_undo_brings_it_back(Tab tab) {
    var page = opened(tab, example);
    page.keyboard().press("End");
    page.locator("#digits").selectOption("all");
    var loss = page.locator("#chain button[data-of='L#0']");
    var before = value("L");
    assertThat(loss).hasText(before);
    page.locator("[data-of='W1#1']").first().click();
    page.locator("#difference").waitFor();
    page.locator("#edit").fill("0.25");
    page.locator("#edit").press("Enter");
    assertThat(loss).not().hasText(before);
    page.locator("#undo").click();
    assertThat(loss).hasText(before);
  }

  private static String value(String step) {
    return String.valueOf(ExampleChain.chain().step(step).value().tensor().orElseThrow().item());
  }

  @Test
  void it_has_no_barrier_by_day_or_night_and_fits_a_phone(Tab tab) {
    var page = opened(tab, example);
    page.keyboard().press("End");
    tab.axe();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    tab.axe();
    page.setViewportSize(360, 740);
    page.reload();
    page.locator("#next").waitFor();
    tab.screenshot("exported-phone");
    tab.axe();
    assertEquals(360, page.evaluate("document.documentElement.scrollWidth"));
    page.locator("#next").scrollIntoViewIfNeeded();
    assertThat(page.locator("#panel-study")).hasCount(0);
    page.locator("#panel-likelihood").click();
    page.locator(".derivation").waitFor();
    assertEquals(360, page.evaluate("document.documentElement.scrollWidth"));
  }

  @Test
  void layers_fold_as_on_the_server(Tab tab) {
    var page = opened(tab, example);
    page.locator("#fold").click();
    page.locator("[data-box=layer_1]").dblclick();
    assertThat(page.locator("[data-box=layer_1]")).hasCount(0);
    assertThat(page.locator("[data-box=layer_2]")).hasCount(1);
    page.locator("#fold").click();
    assertThat(page.locator("[data-box=layer_2]")).hasCount(0);
  }

  @Test
  void names_of_the_data_are_text_in_it(Tab tab) throws IOException {
    var data = folder.resolve("</script><script>alert(1)<!--.csv".replace("/", ""));
    var rows = IntStream.range(0, 30).mapToObj(i -> i + "," + (2 * i + i % 3));
    Files.writeString(
        data, "\"</script><b>\",\"<img src=x>\"\n" + rows.collect(Collectors.joining("\n")));
    var model = folder.resolve("m.safetensors").toString();
    run(
        "train",
        data.toString(),
        "--target",
        "<img src=x>",
        "--hidden",
        "3",
        "--epochs",
        "3",
        "-o",
        model);
    var file = folder.resolve("own.html");
    run("studio", model, data.toString(), "--row", "7", "--export", file.toString());
    var page = opened(tab, file);
    assertTrue(text(page, "header").contains("<img src=x>"), text(page, "header"));
    assertFalse(Files.readString(file).contains("<img"));
    assertEquals(0, page.locator("img, b").count());
    page.keyboard().press("End");
  }

  @Test
  void a_teacher_exports_an_own_network_and_its_numbers_are_those_of_explain(Tab tab) {
    var data = Path.of("..", "examples", "data", "iris.csv").toString();
    var model = folder.resolve("iris.safetensors").toString();
    run("train", data, "--target", "species", "--hidden", "4", "--epochs", "5", "-o", model);
    var file = folder.resolve("lecture.html");
    run("studio", model, data, "--row", "7", "--export", file.toString());
    var json = folder.resolve("explain.json").toString();
    run("explain", model, data, "--row", "7", "--json", json);
    var page = opened(tab, file);
    page.locator("#digits").selectOption("all");
    page.locator("h1").click();
    var steps = JsonMapper.shared().readTree(Path.of(json)).get("chain").get("steps");
    page.keyboard().press("Home");
    for (var step : steps) {
      page.keyboard().press("Space");
      assertEquals(numbers(step.get("value")), shown(page), step.get("name").asString());
    }
  }

  /** Without the sign of a zero, which the page does not show. */
  private static List<Double> numbers(JsonNode value) {
    return value.get("numbers").valueStream().map(it -> it.asDouble() + 0.0).toList();
  }

  /** The numbers of the current step. */
  private static List<Double> shown(Page page) {
    return page.locator("#chain .line.current .matrix button").allTextContents().stream()
        .map(it -> Double.valueOf(it.strip().replace('\u2212', '-')))
        .toList();
  }

  @Test
  void a_large_network_is_refused_with_a_sentence() throws IOException {
    var data = folder.resolve("t.csv");
    Files.writeString(data, "a,b\n1,2\n2,3\n3,5\n4,6\n5,8\n6,9\n");
    var model = folder.resolve("large.safetensors").toString();
    run(
        "train",
        data.toString(),
        "--target",
        "b",
        "--hidden",
        "50,50",
        "--epochs",
        "1",
        "-o",
        model);
    var out = new ByteArrayOutputStream();
    var file = folder.resolve("large.html");
    assertEquals(
        2,
        Main.run(
            NONE,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            "studio",
            model,
            data.toString(),
            "--export",
            file.toString()));
    assertTrue(
        out.toString(StandardCharsets.UTF_8).contains("an exported page holds at most 2,000"),
        out.toString(StandardCharsets.UTF_8));
    assertFalse(Files.exists(file));
  }
}
