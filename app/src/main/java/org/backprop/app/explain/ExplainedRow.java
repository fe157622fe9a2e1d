package org.backprop.app.explain;

import java.util.Optional;
import org.backprop.app.Numbers;
import org.backprop.app.Terminal;
import org.backprop.app.TextTable;
import org.backprop.prepare.Preparation;
import org.backprop.table.Table;
import org.backprop.tensor.Tensor;

/**
 * The row that is explained.
 *
 * @param place where it is, in words
 * @param number from 1
 * @param table the row alone, as it was read; empty for an image
 * @param x the encoded inputs {@code [1, features]}
 * @param y the encoded target {@code [1, outputs]}
 */
public record ExplainedRow(String place, int number, Optional<Table> table, Tensor x, Tensor y) {

  /** The row as it is in the table, beside what the model sees. */
  void show(Terminal terminal, Optional<Preparation> preparation) {
    terminal.paragraph(place);
    terminal.line();
    if (table.isPresent() && preparation.isPresent()) {
      terminal.table(encoding(table.get(), preparation.get()));
      terminal.line();
    }
  }

  private TextTable encoding(Table one, Preparation preparation) {
    var encoding = TextTable.of("column", "value", "<encoded as");
    var at = 0;
    for (var input : preparation.inputs()) {
      var parts = new StringBuilder();
      for (var name : input.names()) {
        parts.append(parts.isEmpty() ? "" : ", ").append(name);
        parts.append(" ").append(Numbers.of(x.at(at++)));
      }
      encoding.row(input.column(), cell(one, input.column()), parts.toString());
    }
    var target = preparation.target().column();
    return encoding.row(target, cell(one, target), "the target");
  }

  private static String cell(Table one, String column) {
    return one.column(column).getFirst();
  }
}
