package org.backprop.app.report;

import java.util.Map;
import org.backprop.app.GradientChecks;
import org.backprop.table.Counted;

/** The gradients beside finite differences. */
record CheckSection(GradientChecks checks) implements Section {
  @Override
  public String id() {
    return "gradient-check";
  }

  @Override
  public String title() {
    return "Gradient check";
  }

  @Override
  public void write(Html html) {
    checks.faults().forEach(fault -> html.element("p", Cut.text(fault), "class", "alert"));
    html.paragraph(
        checks.passed()
            ? "The gradients agree with finite differences. Of more than 200 parameters, 200 are drawn"
                + " and all are checked together along a random direction; the command check takes"
                + " more."
            : "A gradient disagrees with its finite difference: the model's derivative is wrong.");
    HtmlTable.write(
        html,
        "Gradients by the parameters on %s, in double precision"
            .formatted(Counted.of(checks.rows(), "row")),
        checks.table());
  }

  @Override
  public Map<String, Object> toMap() {
    return checks.toMap();
  }
}
