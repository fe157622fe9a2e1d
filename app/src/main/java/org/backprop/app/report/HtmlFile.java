package org.backprop.app.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * A page that needs no other file, no script and no network.
 *
 * @param title of the page, also for the browser's tab
 * @param rules style of this page beside that of all pages
 */
public record HtmlFile(String title, String rules) {

  /** The whole file; the body is written by the caller. */
  public String of(Consumer<Html> body) {
    var html = new Html().doctype().open("html", "lang", "en").open("head");
    html.open("meta", "charset", "utf-8");
    html.open("meta", "http-equiv", "Content-Security-Policy", "content", policy());
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "referrer", "content", "no-referrer");
    html.element("title", title).style(style()).close().open("body");
    body.accept(html);
    return html.close().close().toString();
  }

  private String style() {
    return PageStyle.RULES + rules;
  }

  /** Nothing is loaded and nothing runs; the one style has this hash. */
  private String policy() {
    return "default-src 'none'; style-src 'sha256-"
        + hash()
        + "'; base-uri 'none'; form-action 'none'";
  }

  private String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var bytes = digest.digest(style().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
