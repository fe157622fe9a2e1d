package org.backprop.app.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One page in a browser. Errors that it logs and requests that leave its origin are findings, which
 * fail the test.
 */
final class Tab implements AutoCloseable {
  /** Many times what a page needs when all cores are busy with other tests. */
  private static final double WAIT_MS = 60_000;

  private static final String SERIOUS =
      """
      () => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations
        .filter(it => it.impact === 'serious' || it.impact === 'critical')
        .flatMap(it => it.nodes.map(node => `${it.id}: ${it.help}: ${node.target} ${node.html}`)))
      """;

  private final BrowserContext context;
  private final Page page;
  private final String axe;
  private final List<String> findings = new ArrayList<>();
  private String origin = "";

  Tab(BrowserContext context, String axe) {
    this.context = context;
    this.axe = axe;
    context.setDefaultTimeout(WAIT_MS);
    context.onRequest(this::check);
    context.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        findings.add("console: " + message.text() + " at " + message.location());
      }
    });
    context.onWebError(error -> findings.add("uncaught: " + error.error()));
    page = context.newPage();
  }

  private void check(Request request) {
    var url = request.url();
    if (!url.startsWith("data:") && !url.startsWith("blob:") && !origin(url).equals(origin)) {
      findings.add("request: " + request.method() + " " + url);
    }
  }

  /** Scheme, host and port; a file is an origin of its own. */
  private static String origin(String url) {
    var uri = URI.create(url.replaceFirst("[?#].*", ""));
    return uri.getScheme().equals("file")
        ? uri.getPath()
        : uri.getScheme() + "://" + uri.getAuthority();
  }

  /** The page at a URL, whose origin is then the only one that requests may go to. */
  Page open(String url) {
    origin = origin(url);
    page.navigate(url);
    return page;
  }

  Page open(Path file) {
    return open(file.toUri().toString());
  }

  /** What Playwright calls a page; before {@link #open} to set its size and color scheme. */
  Page page() {
    return page;
  }

  /** What went wrong since the last call. */
  List<String> findings() {
    // Playwright delivers events during calls only.
    page.evaluate("0");
    var found = List.copyOf(findings);
    findings.clear();
    return found;
  }

  /** Fails on what axe-core finds to be a serious or critical barrier. */
  void axe() {
    page.evaluate(axe);
    assertEquals(List.of(), page.evaluate(SERIOUS), "barriers that axe-core finds");
  }

  /** Writes {@code target/screenshots/NAME.png} of what the window shows. */
  void screenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }

  @Override
  public void close() {
    context.close();
  }
}
