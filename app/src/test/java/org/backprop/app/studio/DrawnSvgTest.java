package org.backprop.app.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.backprop.app.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drawing is a document that a browser shows as it is. */
@InBrowser
class DrawnSvgTest {
  @TempDir static Path folder;

  private static void run(String... arguments) {
    var none = new PrintStream(PrintStream.nullOutputStream());
    assertEquals(0, Main.run(none, none, arguments));
  }

  private static Path drawn() throws IOException {
    var data = Files.writeString(folder.resolve("t.csv"), "a,b\n1,2\n2,3\n3,5\n4,6\n5,8\n6,9\n");
    var model = folder.resolve("m.safetensors").toString();
    run("train", data.toString(), "--target", "b", "--hidden", "3", "--epochs", "2", "-o", model);
    var svg = folder.resolve("m.svg");
    run("draw", model, "-o", svg.toString());
    return svg;
  }

  @Test
  void a_browser_shows_it_without_error_request_or_barrier(Tab tab) throws IOException {
    var page = tab.open(drawn());
    assertTrue(page.locator("text").allTextContents().contains("x"));
    tab.axe();
    tab.screenshot("drawn");
  }
}
