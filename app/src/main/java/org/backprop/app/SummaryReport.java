package org.backprop.app;

import org.backprop.model.TrainedModel;
import org.backprop.prepare.Preparation;
import org.backprop.provenance.Parts;
import org.backprop.provenance.Provenance;
import org.backprop.table.Counted;

/** What {@code summary} tells people. */
final class SummaryReport {
  private static final int SHOWN = 12;

  private final Terminal terminal;
  private final TrainedModel trained;

  SummaryReport(Terminal terminal, TrainedModel trained) {
    this.terminal = terminal;
    this.trained = trained;
  }

  void show(InputFile path) {
    terminal.line(path + ": " + TrainingReport.chain(trained.model()));
    terminal.line();
    terminal.item("target", PreparationText.of(trained.target()));
    terminal.item(
        "likelihood", LikelihoodText.derivation(trained.model().likelihood()) + dispersion());
    terminal.line();
    terminal.table(LayerTable.of(trained));
    trained.preparation().ifPresent(this::preparation);
    trained.provenance().ifPresent(this::training);
    trained.provenance().ifPresent(this::scores);
  }

  private String dispersion() {
    return trained.model().likelihood().hasDispersion()
        ? ", dispersion " + Numbers.of(trained.dispersion())
        : "";
  }

  private void preparation(Preparation preparation) {
    terminal.line();
    var inputs = TextTable.of("input", "<becomes");
    preparation.inputs().stream()
        .limit(SHOWN)
        .forEach(input -> inputs.row(input.column(), PreparationText.of(input)));
    terminal.table(inputs);
    var more = preparation.inputs().size() - SHOWN;
    if (more > 0) {
      terminal.line("  and " + more + " more (all of them: --json -)");
    }
    terminal.line();
    terminal.item("missing", PreparationText.of(preparation.missing()));
    if (!preparation.leftOut().isEmpty()) {
      terminal.item("left out", PreparationText.some(preparation.leftOut()));
    }
  }

  private void training(Provenance provenance) {
    terminal.item(
        "training",
        "%s, %s, the parameters of epoch %s, seed %s"
            .formatted(
                Counted.of(provenance.rows().train(), "row"),
                Counted.of(provenance.history().epochs(), "epoch"),
                provenance.history().bestEpoch(),
                provenance.setting("execution", "seed").map(Object::toString).orElse("?")));
    var origin = provenance.origin();
    origin
        .source(Parts.TRAIN)
        .ifPresent(source -> {
          terminal.item("data", source.name());
          source.sha256().ifPresent(hash -> terminal.item("SHA-256", hash));
        });
    provenance
        .warnings()
        .forEach(warning -> terminal.item("warning", Notices.text(warning.notice())));
    origin.command().ifPresent(command -> terminal.item("command", Typed.of(command).toString()));
  }

  private void scores(Provenance provenance) {
    if (!provenance.scores().isEmpty()) {
      terminal.line();
      terminal.table(StoredScores.of(trained.target(), provenance));
    }
  }
}
