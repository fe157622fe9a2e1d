package org.backprop.app.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.backprop.app.ControlCharacters;
import org.backprop.app.JsonOutput;
import org.backprop.app.draw.GraphPicture;

/**
 * Writes HTML. Whatever is text or the value of an attribute is escaped; what opens is closed, or
 * {@link #toString} fails.
 *
 * <pre>{@code
 * new Html().open("p", "class", "note").text("1 < 2").close();
 * }</pre>
 */
public final class Html {
  private static final Set<String> VOID = Set.of("meta", "br");
  private static final Set<String> INLINE =
      Set.of("b", "code", "span", "a", "td", "th", "text", "caption", "summary");

  /** Signs of markup, of control and of the writing direction, which JSON writes as escapes. */
  private static final Pattern UNSAFE =
      Pattern.compile("[<>&\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\u202a-\u202e\u2066-\u2069]");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** The document's first line. */
  public Html doctype() {
    out.append("<!DOCTYPE html>\n");
    return this;
  }

  /** Begins an element with attributes: a name, its value, and so on. */
  public Html open(String element, String... attributes) {
    start(element, attributes);
    if (!VOID.contains(element)) {
      open.push(element);
    }
    return this;
  }

  /** An SVG element without content. */
  public Html empty(String element, String... attributes) {
    start(element, attributes);
    out.insert(out.length() - 1, '/');
    out.append('\n');
    return this;
  }

  private void start(String element, String... attributes) {
    out.append('<').append(element);
    for (var i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escaped(attributes[i + 1])).append('"');
    }
    out.append('>');
  }

  /** Ends the element that was begun last. */
  public Html close() {
    var element = open.pop();
    out.append("</").append(element).append('>');
    if (!INLINE.contains(element)) {
      out.append('\n');
    }
    return this;
  }

  /** Text, with control characters as escapes. */
  public Html text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** An element that holds text alone. */
  public Html element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** A paragraph. */
  public Html paragraph(String text) {
    return text.isEmpty() ? this : element("p", text);
  }

  /** Lines of text as they are, each escaped. */
  public Html lines(String text) {
    open("pre");
    text.lines().forEach(line -> out.append(escaped(line)).append('\n'));
    return close();
  }

  /** The rules of the page, which are no data. */
  Html style(String rules) {
    out.append("<style>").append(rules).append("</style>\n");
    return this;
  }

  /** A drawing, which has escaped its texts itself. */
  Html picture(GraphPicture picture) {
    out.append(picture.svg());
    return this;
  }

  /** Data for machines: no character ends the element or begins another one. */
  Html json(String id, Map<String, ?> data) {
    out.append("<script type=\"application/json\" id=\"").append(escaped(id)).append("\">");
    out.append(UNSAFE.matcher(JsonOutput.compact(data)).replaceAll(Html::escape));
    out.append("</script>\n");
    return this;
  }

  private static String escape(MatchResult sign) {
    return "\\\\u" + HexFormat.of().toHexDigits(sign.group().charAt(0));
  }

  static String escaped(String text) {
    return ControlCharacters.escaped(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * The page.
   *
   * @throws IllegalStateException if an element is not closed
   */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }
}
