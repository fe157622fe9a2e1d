package org.backprop.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.backprop.app.Main;
import org.backprop.app.Terminal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Own data, training, and the time of a run, in a browser. */
@InBrowser
class StudioTrainingTest {
  private static final double TRAINED_MS = 60_000;

  @TempDir Path folder;

  /** They end when all pages are closed: a page says that its server is gone. */
  private static final List<StudioServer> SERVERS = new ArrayList<>();

  private StudioServer server;

  @BeforeEach
  void serve() {
    server = served(new Studio(OpenModel.example(), folder.resolve("studio")));
  }

  private static StudioServer served(Studio studio) {
    SERVERS.add(studio.serve("127.0.0.1", 0));
    return SERVERS.getLast();
  }

  @AfterAll
  static void close() {
    SERVERS.forEach(StudioServer::close);
  }

  /** Two classes inside and outside of a circle. */
  private Path circle() throws IOException {
    var random = new Random(1);
    var text = new StringBuilder("x,y,inside\n");
    for (var i = 0; i < 200; i++) {
      var x = random.nextGaussian();
      var y = random.nextGaussian();
      text.append(
          String.format(Locale.ROOT, "%.4f,%.4f,%s%n", x, y, x * x + y * y < 1 ? "yes" : "no"));
    }
    return Files.writeString(folder.resolve("circle.csv"), text);
  }

  /** A line with noise. */
  private Path line() throws IOException {
    var random = new Random(2);
    var text = new StringBuilder("a,b,t\n");
    for (var i = 0; i < 120; i++) {
      var a = random.nextGaussian();
      text.append(
          String.format(
              Locale.ROOT, "%.4f,%s,%.4f%n", a, i % 3, 2 * a + 0.1 * random.nextGaussian()));
    }
    return Files.writeString(folder.resolve("line.csv"), text);
  }

  private Page dropped(Tab tab, Path file) {
    var page = tab.open(server.url() + "#panel=data");
    page.locator("#file").setInputFiles(file);
    page.waitForSelector("#train");
    return page;
  }

  private static void set(Page page, String setting, String value) {
    page.locator("#set-" + setting).fill(value);
  }

  private static void expect(Locator where, String text) {
    assertThat(where).containsText(text, new ContainsTextOptions().setTimeout(TRAINED_MS));
  }

  private static Locator panel(Page page) {
    return page.getByLabel("Training", new Page.GetByLabelOptions().setExact(true));
  }

  @Test
  void classes_of_two_features_train_to_a_decision_boundary_and_a_run_that_is_replayed(Tab tab)
      throws IOException {
    var page = dropped(tab, circle());
    assertThat(page.locator(".columns-read tbody tr")).hasCount(3);
    assertThat(page.locator("#target")).hasValue("inside");
    set(page, "hidden", "8");
    set(page, "epochs", "60");
    set(page, "learning-rate", "0.02");
    tab.axe();
    page.locator("#train").click();
    expect(panel(page), "finished");
    assertThat(page.locator("#plane")).isVisible();
    assertThat(panel(page)).containsText("Confusion");
    assertThat(panel(page)).containsText("Calibration");
    assertThat(page.locator("#scores")).containsText("best");
    assertThat(page.locator("#loss-curve canvas")).isVisible();
    var command = page.locator("#command").textContent();
    assertTrue(command.startsWith("backprop train "), command);
    assertTrue(command.contains("--hidden 8"), command);
    tab.axe();
    tab.screenshot("training");
    page.locator("#panel-time").click();
    assertThat(page.locator("#at")).containsText("after step");
    page.locator("#step-number").fill("0");
    page.keyboard().press("Tab");
    assertThat(page.locator("#at")).containsText("after step 0");
    assertThat(page.locator("main")).hasAttribute("aria-busy", "false");
    var start = weight(page);
    page.locator("#panel-steps").click();
    assertEquals(start, weight(page));
    page.locator("#panel-time").click();
    page.getByText("the model as it was saved").click();
    page.locator("#weight").fill("W1[0,0]");
    page.getByText("show its life").click();
    page.getByText("which rows?").first().click();
    assertThat(page.locator("#ledger tbody tr").first()).isVisible();
    tab.axe();
    tab.screenshot("time");
  }

  private static String weight(Page page) {
    return page.locator("#chain .number[data-of='W1#0']").textContent();
  }

  @Test
  void a_number_trains_to_residuals_and_a_column_is_of_the_type_that_the_user_says(Tab tab)
      throws IOException {
    var page = dropped(tab, line());
    page.getByLabel("Type of b").selectOption("words");
    page.getByLabel("Use a").uncheck();
    page.getByLabel("Use a").check();
    set(page, "epochs", "30");
    page.locator("#train").click();
    expect(panel(page), "finished");
    assertThat(panel(page)).containsText("Residuals");
    assertTrue(page.locator("#command").textContent().contains("--type b=words"));
  }

  @Test
  void a_training_is_paused_stepped_resumed_stopped_and_goes_on_at_another_rate(Tab tab)
      throws IOException {
    var page = dropped(tab, circle());
    set(page, "epochs", "1000000");
    set(page, "learning-rate", "1e-6");
    page.locator("#train").click();
    expect(panel(page), "running");
    page.locator("#pause").click();
    expect(panel(page), "paused");
    page.locator("#one").click();
    assertThat(panel(page)).containsText("Layers at step");
    page.locator("#resume").click();
    expect(panel(page), "running");
    page.locator("#new-rate").fill("0.0001");
    page.keyboard().press("Tab");
    expect(panel(page), "rate 0.0001");
    page.locator("#stop").click();
    expect(panel(page), "finished");
    assertTrue(page.locator("#command").textContent().contains("--from "));
  }

  @Test
  void dead_units_are_named_with_what_to_do(Tab tab) throws IOException {
    var page = dropped(tab, circle());
    set(page, "hidden", "16");
    set(page, "activation", "relu");
    set(page, "optimizer", "sgd");
    set(page, "learning-rate", "60");
    set(page, "epochs", "20");
    page.locator("#train").click();
    expect(page.locator(".warnings"), "dead units");
    assertThat(page.locator(".warnings")).containsText("leakyRelu");
    tab.screenshot("dead-units");
  }

  @Test
  void the_command_line_shows_its_training_on_a_page(Tab tab) throws Exception {
    var none = new PrintStream(PrintStream.nullOutputStream());
    var studio = new Studio(OpenModel.example(), folder.resolve("other"));
    var page = served(studio);
    var command =
        Main.training(
            Terminal.plain(none, none),
            List.of(
                "train",
                circle().toString(),
                "--target",
                "inside",
                "--epochs",
                "5",
                "-o",
                folder.resolve("m.safetensors").toString()));
    command.watchedBy(studio.training());
    assertEquals(0, command.train());
    expect(panel(tab.open(page.url() + "#panel=training")), "finished");
  }
}
