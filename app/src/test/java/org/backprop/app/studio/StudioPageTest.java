package org.backprop.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.bernoulli;
import static org.backprop.likelihood.Likelihoods.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.backprop.app.WrongActivation;
import org.backprop.chain.Chain;
import org.backprop.chain.ExampleChain;
import org.backprop.model.Model;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of steps with the textbook's network, in a browser. */
@InBrowser
class StudioPageTest {
  private static final Chain CHAIN = ExampleChain.chain();
  private static final int FORWARD = CHAIN.forward().size();
  private static final int STEPS = CHAIN.steps().size();

  /** They end when all pages are closed. */
  private static final List<StudioServer> OTHERS = new ArrayList<>();

  private static StudioServer server;

  @BeforeAll
  static void serve() {
    server = new Studio().serve("127.0.0.1", 0);
  }

  @AfterAll
  static void close() {
    server.close();
    OTHERS.forEach(StudioServer::close);
  }

  private static Page open(Tab tab) {
    return open(tab, "");
  }

  private static Page open(Tab tab, String hash) {
    var page = tab.open(server.url() + hash);
    page.waitForSelector("#graph .box");
    page.waitForSelector("#chain .line");
    return page;
  }

  private static Locator step(Page page) {
    return page.locator("#step h3");
  }

  private static Locator number(Page page, String key) {
    return page.locator("#chain .number[data-of=\"" + key + "\"]");
  }

  private static void press(Page page, String key, int times) {
    for (var i = 0; i < times; i++) {
      page.keyboard().press(key);
    }
  }

  @Test
  void it_opens_with_the_numbers_of_the_forward_way_before_the_first_step_back(Tab tab) {
    var page = open(tab);
    assertThat(page.locator("#step")).containsText("step " + FORWARD + " of " + STEPS);
    assertThat(page.locator("#chain .line.waiting")).hasCount(STEPS - FORWARD);
    page.keyboard().press("Space");
    assertThat(step(page)).containsText("dL");
    assertThat(page.locator("#numbers mn").first()).isVisible();
    assertThat(page.locator("#chain .line.current")).containsText("1.643");
  }

  @Test
  void every_step_is_reached_by_keys_forth_and_back(Tab tab) {
    var page = open(tab);
    page.keyboard().press("Home");
    for (var step : CHAIN.steps()) {
      page.keyboard().press("ArrowRight");
      assertThat(page.locator("#chain .line.current")).hasAttribute("data-of", step.name());
    }
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#step")).containsText("L has fallen");
    press(page, "ArrowLeft", STEPS);
    assertThat(page.locator("#chain .line.waiting")).hasCount(STEPS);
  }

  @Test
  void what_is_not_yet_computed_has_no_number(Tab tab) {
    var page = open(tab);
    page.keyboard().press("Home");
    var waiting = page.locator("#chain .line.waiting");
    assertThat(waiting).hasCount(STEPS);
    assertThat(waiting.locator(".number")).hasCount(0);
    assertThat(waiting.locator(".empty")).hasCount(STEPS);
    assertThat(page.locator("#graph .waiting")).not().hasCount(0);
    page.keyboard().press("End");
    assertThat(page.locator("#graph .waiting")).hasCount(0);
  }

  @Test
  void all_digits_are_those_of_the_engine(Tab tab) {
    var page = open(tab, "#digits=all");
    page.keyboard().press("End");
    for (var step : CHAIN.steps()) {
      var numbers = step.value().tensor().orElseThrow();
      for (var i = 0; i < numbers.size(); i++) {
        var shown = number(page, step.name() + "#" + i).textContent().replace('\u2212', '-');
        assertEquals(numbers.at(i), Double.parseDouble(shown), step.name());
      }
    }
  }

  @Test
  void each_gradient_is_marked_as_it_agrees_with_its_finite_difference(Tab tab) {
    var page = open(tab);
    page.keyboard().press("End");
    assertThat(page.locator("#chain .good")).hasCount(CHAIN.checks().size());
  }

  @Test
  void pointing_at_an_element_highlights_it_everywhere_and_shows_its_terms(Tab tab) {
    var page = open(tab);
    number(page, "a1#1").hover();
    assertThat(page.locator("#terms")).containsText("a1[1] as a sum");
    assertThat(page.locator("#terms tr")).hasCount(4);
    assertThat(page.locator("#graph [data-of=a1].near")).hasCount(1);
    page.locator("#terms [data-of='W1#1']").first().hover();
    assertThat(number(page, "W1#1")).hasClass(Pattern.compile("same"));
    assertThat(page.locator("#graph [data-of=W1].near")).hasCount(1);
  }

  @Test
  void a_pinned_weight_is_edited_and_everything_follows_and_undo_takes_it_back(Tab tab) {
    var page = open(tab);
    page.keyboard().press("End");
    number(page, "W2#1").click();
    var pin = page.locator("#pin");
    assertThat(pin).containsText("W2[1,0]");
    assertThat(pin.locator("#difference")).containsText("agrees");
    var before = number(page, "L#0").textContent();
    page.locator("#edit").fill("0,25");
    page.keyboard().press("Enter");
    assertThat(number(page, "W2#1")).hasText("0.25");
    assertThat(number(page, "L#0")).not().hasText(before);
    assertThat(pin.locator("#difference")).containsText("agrees");
    page.locator("#undo").click();
    assertThat(number(page, "L#0")).hasText(before);
    page.locator("#redo").click();
    assertThat(number(page, "W2#1")).hasText("0.25");
  }

  @Test
  void what_is_no_number_is_not_taken(Tab tab) {
    var page = open(tab);
    number(page, "x#0").click();
    page.locator("#edit").fill("much");
    page.keyboard().press("Tab");
    assertThat(number(page, "x#0")).hasText("1");
    assertEquals(
        "a number, as in 0.5 or -1e-3",
        page.locator("#edit").evaluate("it => it.validationMessage"));
  }

  @Test
  void a_rate_that_is_too_large_is_said_to_be(Tab tab) {
    var squares = served(Model.of(features(2), dense(2), tanh(), dense(1), normal()));
    OTHERS.add(squares);
    var page = tab.open(squares.url());
    page.waitForSelector("#chain .line");
    page.keyboard().press("End");
    assertThat(page.locator("#step")).containsText("L has fallen");
    page.locator("#rate").fill("10");
    page.keyboard().press("Tab");
    assertThat(page.locator("#step")).containsText("too large");
  }

  @Test
  void samples_are_rows_or_columns_and_digits_and_comma_are_chosen(Tab tab) {
    var page = open(tab);
    page.locator("#orientation").selectOption("columns");
    assertThat(page.locator("#chain .line[data-of=x] tr")).hasCount(2);
    page.locator("#digits").selectOption("4");
    assertThat(number(page, "x#1")).hasText("\u22120.5000");
    page.locator("#comma").check();
    assertThat(number(page, "x#1")).hasText("\u22120,5000");
    number(page, "W1#1").click();
    assertThat(page.locator("#pin")).containsText("W1[0,1]");
    page.locator("#edit").fill("7");
    page.keyboard().press("Enter");
    assertThat(number(page, "W1#1")).hasText("7,0000");
  }

  @Test
  void a_link_brings_back_what_was_seen(Tab tab) {
    var page = open(tab);
    page.keyboard().press("Space");
    number(page, "W1#0").click();
    page.locator("#edit").fill("2");
    page.keyboard().press("Enter");
    assertThat(number(page, "W1#0")).hasText("2");
    var url = page.url();
    page.navigate("about:blank");
    page.navigate(url);
    page.waitForSelector("#chain .line");
    assertThat(number(page, "W1#0")).hasText("2");
    assertThat(page.locator("#pin")).containsText("W1[0,0]");
    assertThat(page.locator("#step")).containsText("step " + (FORWARD + 1));
  }

  @Test
  void the_graph_is_searched_enlarged_folded_and_saved(Tab tab) throws Exception {
    var page = open(tab);
    page.keyboard().press("/");
    page.keyboard().type("sigmoid");
    assertThat(page.locator("#graph .found")).hasCount(1);
    page.locator("#search").fill("");
    var whole = page.locator("#graph").getAttribute("viewBox");
    page.locator("#enlarge").click();
    assertNotEquals(whole, page.locator("#graph").getAttribute("viewBox"));
    var boxes = page.locator("#graph g.box").count();
    page.locator("#fold").click();
    assertThat(page.locator("#graph g.box")).hasCount(boxes - 4);
    page.locator("#graph [data-box=layer_1]").dblclick();
    assertThat(page.locator("#graph [data-box=layer_1]")).hasCount(0);
    assertThat(page.locator("#graph [data-box=layer_2]")).hasCount(1);
    page.locator("#fold").click();
    var file = page.waitForDownload(() -> page.locator("#save").click());
    var svg = Files.readString(file.path());
    assertTrue(svg.startsWith("<svg") && svg.contains("tanh") && svg.contains("fill="), svg);
  }

  @Test
  void the_likelihood_leads_to_its_delta_rule_beside_a_mismatched_pair(Tab tab) {
    var page = open(tab);
    page.locator("#panel-likelihood").click();
    for (var rule : Map.of("normal", "(y_hat - y) / m", "poisson", "(y_hat - y) / m").entrySet()) {
      page.locator("#likelihood").selectOption(rule.getKey());
      assertThat(page.locator("strong")).hasText(rule.getValue());
    }
    page.locator("#likelihood").selectOption("categorical");
    assertThat(page.locator("#effect")).containsText("learns least where it errs most");
    tab.axe();
    tab.screenshot("likelihood");
  }

  @Test
  void a_planted_wrong_derivative_is_marked_beside_its_finite_difference(Tab tab) {
    var wrong =
        served(Model.of(features(2), dense(2), new WrongActivation(), dense(1), bernoulli()));
    OTHERS.add(wrong);
    var page = tab.open(wrong.url());
    page.waitForSelector("#chain .line");
    page.keyboard().press("End");
    var faults = page.locator("#chain .line:has(.fault)");
    assertThat(faults).hasCount(4);
    assertThat(faults.first()).hasAttribute("data-of", "f1'(a1)");
    number(page, "dL/dW1#0").click();
    assertThat(page.locator("#pin #difference")).containsText("FAULT");
    tab.screenshot("fault");
  }

  private static StudioServer served(Model model) {
    var example = OpenModel.example();
    var row = example.row().apply(1);
    var open = OpenModel.of("a fault", model, example.trained(), row.x(), row.y());
    return new Studio(open, Path.of("unused")).serve("127.0.0.1", 0);
  }

  @Test
  void arrow_keys_move_inside_a_matrix_and_enter_pins(Tab tab) {
    var page = open(tab);
    number(page, "W1#0").focus();
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(page.locator("#pin")).containsText("W1[1,1]");
    page.keyboard().press("e");
    page.keyboard().type("-3");
    page.keyboard().press("Enter");
    assertThat(number(page, "W1#3")).hasText("\u22123");
  }

  @Test
  void it_has_no_barrier_in_light_dark_and_at_800_and_360_pixels(Tab tab) {
    var page = open(tab);
    page.keyboard().press("End");
    number(page, "W1#0").click();
    assertThat(page.locator("#difference")).isVisible();
    var looks = List.of("light", "dark");
    for (var width : List.of(1280, 800, 360)) {
      for (var look : looks) {
        page.setViewportSize(width, 900);
        page.emulateMedia(
            new Page.EmulateMediaOptions()
                .setColorScheme(look.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT));
        tab.axe();
        tab.screenshot("steps-" + look + "-" + width);
        assertEquals(
            width,
            page.evaluate("document.documentElement.scrollWidth"),
            "no wider than the window");
      }
    }
  }
}
