package org.backprop.app.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** The browser tests' own eyes: what they must find, they find. */
@InBrowser
class TabTest {
  @TempDir Path folder;

  private Tab open(Tab tab, String head, String body) throws IOException {
    var file = folder.resolve("page.html");
    Files.writeString(
        file,
        """
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Page</title>%s</head>
        <body><main><h1>Page</h1>%s</main></body></html>
        """
            .formatted(head, body));
    tab.open(file);
    return tab;
  }

  @Test
  void nothing_is_found_in_a_good_page_with_a_strict_policy(Tab tab) throws IOException {
    open(
            tab,
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">",
            "<p>text</p>")
        .axe();
    assertEquals(List.of(), tab.findings());
  }

  @Test
  void errors_are_found(Tab tab) throws IOException {
    open(
        tab, "", "<script>console.error('planted')</script><script>throw Error('thrown')</script>");
    var findings = tab.findings();
    assertEquals(2, findings.size(), findings::toString);
    assertTrue(findings.get(0).contains("planted"));
    assertTrue(findings.get(1).contains("thrown"));
  }

  @Test
  void requests_to_others_are_found(Tab tab) throws IOException {
    open(tab, "", "<img alt='' src='http://127.0.0.1:9/a.png'><img alt='' src='other.png'>");
    var requests = tab.findings().stream().filter(it -> it.startsWith("request")).toList();
    assertEquals(2, requests.size(), requests::toString);
  }

  @Test
  void barriers_are_found(Tab tab) throws IOException {
    open(tab, "", "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='>");
    var failure = assertThrows(AssertionFailedError.class, tab::axe);
    assertTrue(failure.getMessage().contains("image-alt"), failure::getMessage);
    assertEquals(List.of(), tab.findings());
  }
}
