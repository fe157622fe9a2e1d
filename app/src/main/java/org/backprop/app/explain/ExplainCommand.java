package org.backprop.app.explain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.backprop.app.Common;
import org.backprop.app.DataArgument;
import org.backprop.app.FormatOptions;
import org.backprop.app.InputFile;
import org.backprop.app.JsonOutput;
import org.backprop.app.ModelArgument;
import org.backprop.app.OrientationOption;
import org.backprop.app.Terminal;
import org.backprop.chain.Chain;
import org.backprop.chain.ExampleChain;
import org.backprop.chain.FiniteDifferences;
import org.backprop.model.InitialParameters;
import org.backprop.model.TrainedModel;
import org.backprop.tensor.Tensor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the chain rule with the numbers of one row. */
@Command(
    name = "explain",
    header = "The chain rule for one row: symbols, numbers, result, each gradient checked.",
    description = {
      "",
      "Without --row it takes the row of DATA that is predicted worst. Exit status 1 if a gradient",
      "disagrees with its finite differences.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  backprop explain --example",
      "  backprop explain penguins.safetensors penguins.csv",
      "  backprop explain penguins.safetensors penguins.csv --fresh --row 1 --wrt \"W1[0,1]\"",
    })
public final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      description = "A model file that `backprop train` wrote.")
  Optional<InputFile> model = Optional.empty();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      description = "A table: comma-separated values, gzipped or not (for images: an IDX file).")
  Optional<InputFile> data = Optional.empty();

  @Option(
      names = "--example",
      order = 1,
      description = "A network of 2 inputs, 2 hidden units and 1 output: needs no MODEL and DATA.")
  boolean example;

  @Option(
      names = "--row",
      paramLabel = "N",
      order = 2,
      description = "The row of DATA, counted from 1. Default: the worst predicted.")
  Optional<Integer> row = Optional.empty();

  @Option(
      names = "--fresh",
      order = 3,
      description = "Take the weights that training started from: trained ones leave no gradient.")
  boolean fresh;

  @Option(
      names = "--wrt",
      paramLabel = "PARAMETER",
      order = 4,
      description = "Follow one weight or bias, as in W1[0,1] or b2[0], counted from 0.")
  Optional<String> wrt = Optional.empty();

  @Option(
      names = "--all",
      order = 5,
      description = "Print every element of every matrix, and the weights after the update.")
  boolean all;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      order = 6,
      description = "Of the update at the end. Default: 0.1.")
  double rate = 0.1;

  @Option(
      names = "--labels",
      paramLabel = "IDX",
      order = 7,
      description = "The labels of the images in DATA.")
  Optional<InputFile> labels = Optional.empty();

  @Mixin OrientationOption orientation = new OrientationOption();
  @Mixin FormatOptions format = new FormatOptions();
  @Mixin JsonOutput json = new JsonOutput();
  @Mixin Common common = new Common();

  @Override
  public Integer call() {
    var read = Stream.of(model, data, labels).flatMap(Optional::stream);
    json.check(read);
    var terminal = json.people(common.terminal());
    return example ? example(terminal) : explain(terminal);
  }

  private int example(Terminal terminal) {
    var chain = ExampleChain.chain().withRate(rate);
    var path = path(chain);
    terminal.line("An example: " + ExampleChain.model());
    terminal.line();
    return show(terminal, chain, path, Optional.empty(), new LinkedHashMap<>());
  }

  private int explain(Terminal terminal) {
    var trained = ModelArgument.of(required(model, "MODEL")).load();
    var argument = DataArgument.of(required(data, "DATA"), format);
    var rows = ExplainedRows.read(trained, argument, labels, terminal);
    var chosen = row.map(rows::row).orElseGet(rows::worst);
    var chain =
        Chain.of(trained.model(), parameters(trained), chosen.x(), chosen.y()).withRate(rate);
    var path = path(chain);
    chosen.show(terminal, trained.preparation());
    var map = new LinkedHashMap<String, Object>();
    map.put("model_file", required(model, "MODEL").toString());
    map.put("data_file", argument.path().toString());
    map.put("row", chosen.number());
    map.put("weights", fresh ? "fresh" : "trained");
    return show(terminal, chain, path, TargetWords.of(trained.target(), chain), map);
  }

  private Optional<PathReport> path(Chain chain) {
    return wrt.map(place -> new PathReport(chain, orientation.orientation(), place));
  }

  private InputFile required(Optional<InputFile> file, String name) {
    return file.orElseThrow(() ->
        new CommandLine.ParameterException(
            common.spec().commandLine(), "name " + name + ", or ask for --example"));
  }

  /** Those of the model, or those that its training started from. */
  private Map<String, Tensor> parameters(TrainedModel trained) {
    return fresh ? InitialParameters.of(trained) : trained.parameters();
  }

  private int show(
      Terminal terminal,
      Chain chain,
      Optional<PathReport> path,
      Optional<TargetWords> words,
      Map<String, Object> map) {
    var checks = chain.checks();
    var text = new MatrixText(orientation.orientation(), all);
    new ChainReport(terminal, chain, checks, text).show(words.flatMap(TargetWords::sentence));
    path.ifPresent(it -> it.show(terminal));
    words.ifPresent(it -> map.put("target", it.toMap()));
    map.put("chain", chain.toMap(orientation.orientation(), checks));
    path.ifPresent(it -> map.put("path", it.toList()));
    json.write(map, common.terminal());
    return status(checks);
  }

  /** 1 if a gradient disagrees with its finite differences. */
  static int status(Map<String, FiniteDifferences> checks) {
    return checks.values().stream().allMatch(FiniteDifferences::passed) ? 0 : 1;
  }
}
