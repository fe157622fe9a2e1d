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
import java.util.stream.Stream;
import org.backprop.app.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What three people come for, each from the start to the end. */
@InBrowser
class StudioStoriesTest {
  private static final double TRAINED_MS = 60_000;

  /** They end when all pages are closed. */
  private static final List<StudioServer> SERVERS = new ArrayList<>();

  @TempDir static Path folder;

  private StudioServer server;

  @BeforeEach
  void serve() {
    server = new Studio(OpenModel.example(), folder.resolve("studio")).serve("127.0.0.1", 0);
    SERVERS.add(server);
  }

  @AfterAll
  static void close() {
    SERVERS.forEach(StudioServer::close);
  }

  private static Path table() throws IOException {
    var random = new Random(3);
    var text = new StringBuilder("width,height,kind\n");
    for (var i = 0; i < 150; i++) {
      var width = random.nextGaussian();
      var height = random.nextGaussian();
      var kind = width * height > 0 ? "alike" : "unlike";
      text.append(String.format(Locale.ROOT, "%.4f,%.4f,%s%n", width, height, kind));
    }
    return Files.writeString(folder.resolve("own.csv"), text);
  }

  private static void run(Object... words) {
    var none = new PrintStream(PrintStream.nullOutputStream());
    var texts = Stream.of(words).map(String::valueOf).toArray(String[]::new);
    assertEquals(0, Main.run(none, none, texts));
  }

  private static Locator number(Page page, String key) {
    return page.locator("#chain .number[data-of=\"" + key + "\"]");
  }

  /** By keyboard alone. */
  @Test
  void a_student_steps_back_edits_a_weight_and_sees_the_finite_difference(Tab tab) {
    var page = tab.open(server.url());
    page.waitForSelector("#chain .line");
    var keys = page.keyboard();
    keys.press("Space");
    keys.press("Space");
    keys.press("Space");
    assertThat(page.locator("#step")).containsText("by the chain rule");
    keys.press("ArrowLeft");
    keys.press("ArrowRight");
    assertThat(page.locator("#terms")).containsText("delta2[0] as a sum");
    keys.press("End");
    assertThat(page.locator("#step")).containsText("L has fallen");
    for (var i = 0; i < 60 && !isFocused(page, "W1#0"); i++) {
      keys.press("Tab");
    }
    keys.press("ArrowRight");
    keys.press("Enter");
    assertThat(page.locator("#pin")).containsText("W1[0,1]");
    assertThat(page.locator("#difference")).containsText("0.1739");
    keys.press("e");
    keys.type("-0.9");
    keys.press("Enter");
    assertThat(page.locator("#difference")).not().containsText("0.1739");
    assertThat(page.locator("#difference")).containsText("agrees");
    keys.press("Escape");
    keys.press("u");
    assertThat(number(page, "W1#1")).hasText("\u22120.3");
    tab.screenshot("story-student");
  }

  private static boolean isFocused(Page page, String key) {
    return key.equals(page.evaluate("document.activeElement?.dataset?.of ?? ''"));
  }

  @Test
  void an_engineer_trains_on_an_own_table_finds_the_dead_relu_and_reads_the_report(Tab tab)
      throws IOException {
    var page = tab.open(server.url() + "#panel=data");
    page.locator("#file").setInputFiles(table());
    page.locator("#set-hidden").fill("12");
    page.locator("#set-activation").fill("relu");
    page.locator("#set-optimizer").fill("sgd");
    page.locator("#set-learning-rate").fill("60");
    page.locator("#set-epochs").fill("20");
    page.locator("#train").click();
    var patience = new ContainsTextOptions().setTimeout(TRAINED_MS);
    var panel = page.getByLabel("Training", new Page.GetByLabelOptions().setExact(true));
    assertThat(panel).containsText("finished", patience);
    assertThat(page.locator(".warnings")).containsText("dead units");
    page.locator("#panel-data").click();
    page.locator("#set-activation").fill("tanh");
    page.locator("#set-optimizer").fill("adam");
    page.locator("#set-learning-rate").fill("0.02");
    page.locator("#train").click();
    assertThat(panel).containsText("rate 0.02", patience);
    assertThat(panel).containsText("finished", patience);
    assertThat(page.locator(".warnings")).not().containsText("dead units");
    var model = folder.resolve("studio/own-2.safetensors");
    var report = folder.resolve("report.html");
    run("report", model, folder.resolve("own.csv"), "-o", report);
    page.navigate("about:blank");
    tab.open(report);
    assertThat(page.locator("h1")).containsText("kind");
    tab.axe();
    tab.screenshot("story-engineer");
  }

  @Test
  void a_teacher_exports_an_own_network_and_row_that_open_from_disk(Tab tab) throws IOException {
    var data = table();
    var model = folder.resolve("class.safetensors");
    run("train", data, "--target", "kind", "--hidden", "3", "--epochs", "5", "-o", model);
    var file = folder.resolve("lesson.html");
    run("studio", model, data, "--row", "7", "--export", file);
    assertTrue(Files.size(file) < 500_000);
    var page = tab.open(file);
    page.waitForSelector("#chain .line");
    page.keyboard().press("Home");
    page.keyboard().press("Space");
    assertThat(page.locator("#step")).containsText("step 1 of");
    page.keyboard().press("End");
    assertThat(page.locator("#chain .good").first()).isVisible();
    tab.screenshot("story-teacher");
  }
}
