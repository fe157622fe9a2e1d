package org.backprop.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.backprop.app.Terminal;
import org.backprop.app.study.Study;
import org.backprop.app.study.deck.Asked;
import org.backprop.app.study.deck.Deck;
import org.backprop.app.study.exercise.Notation;
import org.backprop.app.study.exercise.StepText;
import org.backprop.app.study.review.Event;
import org.backprop.app.study.review.Rated;
import org.backprop.app.study.review.Suspended;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The panel Study, in a browser. */
@InBrowser
class StudyPageTest {
  /** They end when all pages are closed. */
  private static final List<StudioServer> SERVERS = new ArrayList<>();

  @TempDir Path folder;

  @AfterAll
  static void close() {
    SERVERS.forEach(StudioServer::close);
  }

  private StudioServer serve() {
    var service = new StudyService(folder.resolve("study.jsonl"), Notation.USUAL);
    var server = new Studio(OpenModel.example(), folder, service).serve("127.0.0.1", 0);
    SERVERS.add(server);
    return server;
  }

  private Page open(Tab tab) {
    return open(tab, serve());
  }

  private static Page open(Tab tab, StudioServer server) {
    var page = tab.open(server.url() + "#panel=study");
    page.waitForSelector("#question");
    return page;
  }

  private Study study() {
    return Study.open(folder.resolve("study.jsonl"), Notation.USUAL, Terminal.silent());
  }

  /** Suspends all other cards. */
  private void onlyAsk(String... cards) {
    var study = study();
    var now = OffsetDateTime.now(study.clock());
    var others = new ArrayList<>(study.deck().ids());
    others.removeAll(List.of(cards));
    study.log().with(others.stream().<Event>map(it -> new Suspended(it, now)).toList());
  }

  private List<String> ratings() {
    return study().daily().schedule().reviewed().stream()
        .map(it -> it.rated().card() + " " + it.rated().rating())
        .toList();
  }

  /** The question that the page shows. */
  private static Asked asked(Page page) {
    var asked = page.locator("#asked");
    var seed = Long.parseLong(asked.getAttribute("data-seed"));
    return Asked.of(Deck.builtIn().card(asked.getAttribute("data-card")), seed, Notation.USUAL);
  }

  private static void waitFor(Page page, String card) {
    assertThat(page.locator("#asked")).hasAttribute("data-card", card);
  }

  private static void press(Page page, String... keys) {
    for (var key : keys) {
      page.keyboard().press(key);
    }
  }

  /** Shows the answer, then rates. */
  private static void rate(Page page, String rating) {
    press(page, "Space");
    assertThat(page.locator("#answer")).isVisible();
    press(page, rating);
  }

  @Test
  void a_whole_sitting_by_keyboard_alone(Tab tab) {
    onlyAsk("maximum-likelihood", "choose-loss-for-a-number", "backward-order", "hidden-delta");
    var page = open(tab);
    assertThat(page.locator("#left")).containsText("4 new, 0 again, 0 due");
    rate(page, "Space");
    waitFor(page, "choose-loss-for-a-number");
    page.keyboard().type(asked(page).right());
    assertThat(page.locator("#verdict")).hasText("Right.");
    press(page, "5");
    waitFor(page, "backward-order");
    press(page, "1", "2", "Backspace");
    assertThat(page.locator(".drawn li:not(.next)")).hasCount(1);
    press(page, "Backspace");
    page.keyboard().type(asked(page).right().replace(" ", ""));
    assertThat(page.locator("#verdict")).hasText("Right.");
    press(page, "Space");
    waitFor(page, "hidden-delta");
    var mistake = asked(page).mistakes().getFirst();
    page.keyboard().type(StepText.numbers(mistake.value()));
    press(page, "Enter");
    assertThat(page.locator("#verdict")).containsText(mistake.name());
    assertThat(page.locator(".ratings .main")).containsText("2");
    press(page, "Enter");
    assertThat(page.locator("#left")).containsText("0 new, 1 again, 0 due");
    page.keyboard().type(asked(page).right());
    press(page, "Enter");
    assertThat(page.locator("#verdict")).hasText("Right.");
    press(page, "4");
    assertThat(page.locator("#question")).hasText("All cards for today are done");
    assertEquals(
        List.of(
            "maximum-likelihood 4",
            "choose-loss-for-a-number 5",
            "backward-order 4",
            "hidden-delta 2",
            "hidden-delta 4"),
        ratings());
    var marks =
        study().log().events().stream()
            .filter(Rated.class::isInstance)
            .map(it -> ((Rated) it).attempt().mark().orElse("none"))
            .toList();
    assertEquals(List.of("none", "right", "right", mistake.name(), "right"), marks);
  }

  @Test
  void a_rating_is_taken_back_in_the_middle_and_at_the_end(Tab tab) {
    onlyAsk("maximum-likelihood", "delta-rule");
    var page = open(tab);
    rate(page, "5");
    waitFor(page, "delta-rule");
    press(page, "u");
    waitFor(page, "maximum-likelihood");
    assertThat(page.locator("#said")).containsText("Taken back: maximum-likelihood");
    assertEquals(List.of(), ratings());
    rate(page, "3");
    waitFor(page, "delta-rule");
    rate(page, "5");
    assertThat(page.locator("#question")).hasText("All cards for today are done");
    press(page, "u");
    waitFor(page, "delta-rule");
    rate(page, "4");
    assertThat(page.locator("#question")).hasText("All cards for today are done");
    assertEquals(List.of("maximum-likelihood 3", "delta-rule 4"), ratings());
  }

  @Test
  void another_server_goes_on_where_the_first_one_was(Tab tab) {
    onlyAsk("maximum-likelihood", "delta-rule", "backward-order");
    var first = serve();
    var page = open(tab, first);
    rate(page, "1");
    waitFor(page, "delta-rule");
    rate(page, "4");
    waitFor(page, "backward-order");
    page.navigate("about:blank");
    first.close();
    var again = open(tab, serve());
    waitFor(again, "backward-order");
    assertThat(again.locator("#left")).containsText("1 new, 1 again, 0 due");
  }

  @Test
  void two_tabs_lose_nothing(Tab tab) {
    onlyAsk("maximum-likelihood", "delta-rule", "backward-order");
    var server = serve();
    var page = open(tab, server);
    var other = page.context().newPage();
    other.navigate(server.url() + "#panel=study");
    other.waitForSelector("#question");
    rate(page, "5");
    waitFor(page, "delta-rule");
    rate(other, "4");
    waitFor(other, "delta-rule");
    rate(page, "3");
    waitFor(page, "backward-order");
    assertEquals(
        List.of("maximum-likelihood 5", "maximum-likelihood 4", "delta-rule 3"), ratings());
  }

  @Test
  void a_card_is_edited_in_place_and_a_wrong_text_is_not_lost(Tab tab) {
    onlyAsk("delta-rule");
    var page = open(tab);
    press(page, "e");
    var text = page.locator("#card-text");
    var source = text.inputValue();
    text.fill(source.replace("Question:", "Qestion:"));
    press(page, "Control+Enter");
    assertThat(page.locator("#edit-error")).containsText("line");
    assertThat(text).hasValue(source.replace("Question:", "Qestion:"));
    press(page, "Escape", "e");
    assertThat(text).hasValue(source.replace("Question:", "Qestion:"));
    text.fill(source.replaceFirst("Question: .*", "Question: What is delta?"));
    press(page, "Control+Enter");
    assertThat(page.locator("#question")).hasText("What is delta?");
    assertEquals("What is delta?", study().deck().card("delta-rule").question());
  }

  @Test
  void the_example_is_opened_in_the_graph_and_a_key_leads_back(Tab tab) {
    onlyAsk("hidden-delta");
    var page = open(tab);
    var example = asked(page).example().orElseThrow();
    press(page, "g");
    page.waitForSelector("#chain .line");
    assertThat(page.locator("header")).containsText("Card hidden-delta");
    assertThat(page.locator("#chain .number[data-of='x#0']"))
        .hasText(String.valueOf(example.x().at(0)).replace('-', '\u2212').replaceAll("\\.0$", ""));
    press(page, "g");
    waitFor(page, "hidden-delta");
    page.locator("#panel-steps").click();
    page.locator("#close-example").click();
    assertThat(page.locator("header")).containsText("The textbook's network");
  }

  @Test
  void a_card_is_left_for_tomorrow_or_suspended(Tab tab) {
    onlyAsk("maximum-likelihood", "delta-rule");
    var page = open(tab);
    press(page, "b");
    waitFor(page, "delta-rule");
    assertThat(page.locator("#said"))
        .hasText("maximum-likelihood is left for tomorrow; u takes this back.");
    press(page, "s");
    assertThat(page.locator("#question")).hasText("All cards for today are done");
    var schedule = study().daily().schedule();
    assertTrue(schedule.of("maximum-likelihood").buried().isPresent());
    assertTrue(schedule.of("delta-rule").isSuspended());
  }

  @Test
  void the_forecast_is_looked_at_and_cards_are_found_resumed_and_reset(Tab tab) {
    onlyAsk("maximum-likelihood", "delta-rule");
    var page = open(tab);
    rate(page, "5");
    waitFor(page, "delta-rule");
    rate(page, "4");
    assertThat(page.locator("#question")).hasText("All cards for today are done");
    page.locator("#tab-cards").click();
    assertThat(page.locator("#forecast rect")).hasCount(30);
    assertThat(page.locator("#forecast")).containsText("0 today, 0 tomorrow, 2 in 30 days");
    assertThat(page.locator("#counts")).containsText("2 cards known at their last rating");
    look(tab, "cards");
    page.locator("#words").fill("delta rule linear");
    var card = page.locator("#cards [data-card=delta-rule]");
    assertThat(page.locator("#cards details")).not().hasCount(Deck.builtIn().cards().size());
    card.locator("summary").click();
    card.getByText("reset this card").click();
    assertEquals(2, ratings().size());
    card.getByText("yes, reset this card").click();
    assertThat(card.locator("summary")).containsText("new");
    assertTrue(study().daily().schedule().of("delta-rule").isNew());
    card.getByText("edit", new Locator.GetByTextOptions().setExact(true)).click();
    var text = page.locator("#card-text");
    text.fill(text.inputValue().replaceFirst("Question: .*", "Question: The delta rule?"));
    press(page, "Control+Enter");
    assertThat(card).containsText("The delta rule?");
    page.locator("#words").fill("paths-add");
    var suspended = page.locator("#cards [data-card=paths-add]");
    assertThat(suspended).containsText("suspended");
    suspended.locator("summary").click();
    suspended.getByText("resume").click();
    assertThat(suspended.locator("summary")).containsText("new");
    page.locator("#tab-sitting").click();
    waitFor(page, "delta-rule");
    assertThat(page.locator("#left")).containsText("2 new");
  }

  @Test
  void a_homework_is_marked_line_by_line(Tab tab) {
    var page = tab.open(serve().url() + "#panel=study&tab=homework");
    page.waitForSelector("#homework");
    page.locator("#homework").focus();
    press(page, "Control+Enter");
    assertThat(page.locator("#marked h3")).hasText("5 of 6 results are right");
    assertThat(page.locator(".marked-lines [data-mark=mistake]")).containsText("delta1");
    look(tab, "homework");
    page.locator("#homework").fill("network: 2 -> tanh 2 -> linear 1\nx = 1 two");
    page.locator("#mark-homework").click();
    assertThat(page.locator("#marked .fault")).containsText("line 2");
  }

  @Test
  void the_samples_are_rows_or_columns(Tab tab) {
    onlyAsk("hidden-delta");
    var page = open(tab);
    assertThat(page.locator("#given")).containsText("One sample, a row.");
    page.locator("#samples").selectOption("columns");
    assertThat(page.locator("#given")).containsText("One sample, a column.");
  }

  @Test
  void it_fits_a_phone_and_has_no_barrier(Tab tab) {
    onlyAsk("hidden-delta", "backward-order", "choose-loss-for-a-number");
    var page = open(tab);
    look(tab, "choose");
    page.keyboard().type(asked(page).right());
    assertThat(page.locator("#answer")).isVisible();
    look(tab, "chosen");
    press(page, "Space");
    waitFor(page, "backward-order");
    press(page, "2", "1");
    look(tab, "draw");
    rate(page, "4");
    waitFor(page, "hidden-delta");
    page.keyboard().type(StepText.numbers(asked(page).mistakes().getFirst().value()));
    look(tab, "typed");
    press(page, "Enter");
    assertThat(page.locator("#answer")).isVisible();
    look(tab, "marked");
    press(page, "e");
    look(tab, "edit");
  }

  private static void look(Tab tab, String name) {
    var page = tab.page();
    for (var width : List.of(390, 1280)) {
      for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.setViewportSize(width, 844);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        tab.axe();
        tab.screenshot("study-%s-%s-%s".formatted(name, width, scheme));
        assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
        assertEquals(List.of(), page.evaluate(SMALL), "buttons lower than 44 pixels");
      }
    }
  }

  private static final String SMALL =
      """
      () => [...document.querySelectorAll('main button')]
        .filter(it => it.getBoundingClientRect().height < 44).map(it => it.textContent)
      """;
}
