package org.backprop.app.studio;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The system's Chromium, driven by Playwright with what {@code .mvn/browser.sh} prepared. */
final class Browser implements AutoCloseable {
  private static final Path FOLDER =
      Path.of("..", "target", "browser").toAbsolutePath().normalize();

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final String axe;

  private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium, String axe) {
    this.playwright = playwright;
    this.chromium = chromium;
    this.axe = axe;
  }

  /** Why there is none, empty if {@link #start} can be called. */
  static Optional<String> lack() {
    return Optional.ofNullable(prepared().getProperty("lack"));
  }

  static Browser start() {
    var prepared = prepared();
    var modules = FOLDER.resolve("node_modules");
    System.setProperty("playwright.cli.dir", modules.toString());
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        prepared.getProperty("node"),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    var chromium =
        playwright
            .chromium()
            .launch(
                new LaunchOptions().setExecutablePath(Path.of(prepared.getProperty("chromium"))));
    try {
      return new Browser(
          playwright, chromium, Files.readString(modules.resolve("axe-core/axe.min.js")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties prepared() {
    var properties = new Properties();
    var file = FOLDER.resolve("browser.properties");
    if (!Files.exists(file)) {
      properties.setProperty("lack", "./check has not prepared them");
      return properties;
    }
    try (var in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** A new one with storage, cache and cookies of its own; nothing moves in it. */
  Tab tab() {
    var options = new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
    return new Tab(chromium.newContext(options), axe);
  }

  @Override
  public void close() {
    playwright.close();
  }
}
