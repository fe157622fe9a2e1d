package org.backprop.app.draw;

import org.backprop.chain.Orientation;
import org.backprop.model.Model;

/**
 * The graph of a model as a part of an HTML page, as the textbook draws it.
 *
 * @param svg an element whose texts are escaped; the page has the rules of {@link #style}
 * @param text the same in lines of text
 */
public record GraphPicture(String svg, String text) {

  /** Draws a model. */
  public static GraphPicture of(Model model, Orientation orientation) {
    var picture = TextbookPicture.of(model, false, orientation);
    return new GraphPicture(SvgDrawing.inline(picture), new TextDrawing().of(picture));
  }

  /** The rules that the element needs. */
  public static String style() {
    return SvgStyle.RULES;
  }
}
