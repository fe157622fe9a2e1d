package org.backprop.app.draw;

import java.util.List;
import org.backprop.chain.Orientation;
import org.backprop.model.Model;

/** A model's graph as lines of text: the main path, then each other arrow. */
public final class GraphLines {
  private GraphLines() {}

  /** As in {@code x -> *W1 -> +b1 -(a1)-> f1 -(y_hat)-> loss -> L} and {@code y -> loss}. */
  public static List<String> of(Model model) {
    var text = new TextDrawing().of(TextbookPicture.of(model, false, Orientation.ROWS));
    return text.lines().takeWhile(line -> !line.isEmpty()).toList();
  }
}
