package org.backprop.app.report;

import java.util.Map;
import org.backprop.app.LikelihoodText;
import org.backprop.app.TextTable;
import org.backprop.chain.Derivation;
import org.backprop.saved.SavedMap;

/** How the loss and its derivative follow from the likelihood, by the engine's own rewriting. */
record LikelihoodSection(Subject subject, Derivation derivation) implements Section {
  LikelihoodSection(Subject subject) {
    this(subject, Derivation.of(subject.model().model()));
  }

  @Override
  public String id() {
    return "likelihood";
  }

  @Override
  public String title() {
    return "Likelihood and loss";
  }

  @Override
  public void write(Html html) {
    var likelihood = subject.model().model().likelihood();
    html.paragraph(LikelihoodText.derivation(likelihood) + ".");
    html.paragraph(
        "Each line is read from the graph of the likelihood, its simplification and its"
            + " derivative; m is the number of rows"
            + (likelihood.hasDispersion() ? ", the dispersion is 1 in the loss." : "."));
    var table = TextTable.of("step", "<formula");
    for (var line : derivation.lines()) {
      table.row(line.title(), line.text(subject.orientation()));
    }
    HtmlTable.write(
        html,
        "From the density to the gradient, samples as " + subject.orientation().word(),
        table);
  }

  @Override
  public Map<String, Object> toMap() {
    var likelihood = subject.model().model().likelihood();
    return SavedMap.of(
        "name", likelihood.name(), "derivation", derivation.toList(subject.orientation()));
  }
}
