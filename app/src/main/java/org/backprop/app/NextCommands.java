package org.backprop.app;

import java.nio.file.Path;
import java.util.Optional;
import org.backprop.table.CsvFormat;

/** What to type after a training. */
final class NextCommands {
  private NextCommands() {}

  /** The commands for a table that is written so, or for images where labels are given. */
  static void show(
      Terminal terminal, InputFile data, Path file, Optional<InputFile> labels, CsvFormat format) {
    var model = file.toString();
    var rows = data.given().toString();
    var evaluate = new Typed("evaluate", model, rows);
    labels.ifPresent(path -> evaluate.add("--labels", path.given()));
    var stated = FormatOptions.options(format);
    terminal.line();
    terminal.line("Wrote " + terminal.bold(model) + ". Next:");
    var lines = TextTable.of("", "<");
    lines.row("predictions", new Typed("predict", model, rows).addOptions(stated).here());
    lines.row("all scores", evaluate.addOptions(stated).here());
    if (labels.isEmpty()) {
      lines.row(
          "chain rule", new Typed("explain", model, rows, "--row", "1").addOptions(stated).here());
      lines.row("columns", new Typed("importance", model, rows).addOptions(stated).here());
      lines.row("in a browser", new Typed("studio", model, rows).addOptions(stated).here());
    }
    lines.row("picture", new Typed("draw", model).here());
    lines.row("summary", new Typed("summary", model).here());
    terminal.table(lines);
  }
}
