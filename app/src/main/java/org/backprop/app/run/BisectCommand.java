package org.backprop.app.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.backprop.app.Common;
import org.backprop.app.JsonOutput;
import org.backprop.app.Numbers;
import org.backprop.app.TextTable;
import org.backprop.run.Bisect;
import org.backprop.run.Condition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds the step at which a run went wrong. */
@Command(
    name = "bisect",
    header = "The step at which a run went wrong, and the rows of its batch.",
    description = {
      "",
      "The first step after which the condition holds and before which it does not. Exit status 1 if"
          + " there is none.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  backprop bisect penguins.safetensors --when 'accuracy<0.9'",
      "  backprop bisect penguins.runs/2 --when nan",
    })
public final class BisectCommand implements Callable<Integer> {
  private static final int SHOWN = 10;

  @Mixin RunArgument argument = new RunArgument();

  @Option(
      names = "--when",
      paramLabel = "CONDITION",
      required = true,
      order = 1,
      description =
          "nan, loss>2 (of each step's batch), or a score as in accuracy<0.9 or train.loss>2; without"
              + " a part it is that of the validation rows, if there are any.")
  String when = "";

  @Mixin JsonOutput json = new JsonOutput();
  @Mixin Common common = new Common();

  @Override
  public Integer call() {
    var terminal = json.people(common.terminal());
    json.check(Stream.empty());
    var condition = Condition.parse(when);
    var run = argument.run();
    var replay = RunArgument.replay(run, terminal);
    var found = new Bisect(replay, condition).find();
    if (found.isEmpty()) {
      terminal.line(
          "At no step of %s does %s begin to hold: it holds at every step or at none."
              .formatted(run.folder(), condition));
    } else {
      show(found.get(), condition);
    }
    var map = new LinkedHashMap<String, Object>();
    map.put("run", run.folder().toString());
    map.put("condition", condition.toString());
    map.put("found", found.map(BisectCommand::toMap));
    json.write(map, common.terminal());
    return found.isPresent() ? 0 : 1;
  }

  private void show(Bisect.Found found, Condition condition) {
    var terminal = json.people(common.terminal());
    if (found.fromStart()) {
      terminal.line(condition + " held at the start, and then no longer.");
    }
    terminal.line(
        "%s holds from step %s on, in epoch %s%s"
            .formatted(
                condition,
                found.step(),
                found.epoch(),
                Double.isNaN(found.value()) ? "" : ": " + Numbers.of(found.value())));
    found.fault().ifPresent(terminal::paragraph);
    if (!found.rows().isEmpty()) {
      terminal.line();
      terminal.line("The rows of its batch, the longest gradient first:");
      var table = TextTable.of("row", "loss before", "gradient norm");
      found.rows().stream()
          .limit(SHOWN)
          .forEach(
              row -> table.row("" + row.row(), Numbers.of(row.loss()), Numbers.of(row.norm())));
      terminal.table(table);
    }
  }

  private static Map<String, Object> toMap(Bisect.Found found) {
    var map = new LinkedHashMap<String, Object>();
    map.put("step", found.step());
    map.put("epoch", found.epoch());
    map.put("value", found.value());
    map.put("held_at_start", found.fromStart());
    found.fault().ifPresent(fault -> map.put("fault", fault));
    map.put(
        "rows",
        found.rows().stream()
            .map(row -> {
              var one = new LinkedHashMap<String, Object>();
              one.put("row", row.row());
              one.put("loss", row.loss());
              one.put("gradient_norm", row.norm());
              return one;
            })
            .toList());
    return map;
  }
}
