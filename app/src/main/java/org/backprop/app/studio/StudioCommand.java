package org.backprop.app.studio;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.backprop.app.Common;
import org.backprop.app.DataArgument;
import org.backprop.app.FormatOptions;
import org.backprop.app.InputFile;
import org.backprop.app.Interruption;
import org.backprop.app.ModelArgument;
import org.backprop.app.OutputKind;
import org.backprop.app.StandardStream;
import org.backprop.app.Writing;
import org.backprop.app.explain.ExplainedRows;
import org.backprop.app.study.NotationOptions;
import org.backprop.app.study.deck.Asked;
import org.backprop.app.study.deck.Deck;
import org.backprop.app.study.deck.OwnCards;
import org.backprop.app.study.review.StudyFiles;
import org.backprop.chain.Orientation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves the studio. */
@Command(
    name = "studio",
    header = "A page in the browser on which every number of backpropagation can be touched.",
    description = {
      "",
      "Without MODEL: the textbook's network of two layers. With MODEL and DATA: your own network",
      "and your own rows. The page is served to this computer only, until Ctrl-C.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  backprop studio",
      "  backprop studio penguins.safetensors penguins.csv",
      "  backprop studio --card backpropagation --seed 7",
      "  backprop studio --export page.html",
    })
public final class StudioCommand implements Callable<Integer> {
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
      names = "--row",
      paramLabel = "N",
      order = 1,
      description = "The row of DATA that is shown first, from 1. Default: the worst predicted.")
  Optional<Integer> row = Optional.empty();

  @Option(
      names = "--labels",
      paramLabel = "IDX",
      order = 2,
      description = "The labels of the images in DATA.")
  Optional<InputFile> labels = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "N",
      order = 3,
      description = "The port of the page. Default: 0, any that is free.")
  int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      order = 4,
      description =
          "The address to serve. Default: 127.0.0.1, which only this computer reaches. Another one"
              + " lets others see the data and change the page.")
  String host = "127.0.0.1";

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      order = 5,
      description =
          "Where files that are dropped on the page, and models trained there, are written. Default:"
              + " backprop-studio, made when it is needed.")
  Path folder = Path.of("backprop-studio");

  @Option(
      names = "--export",
      paramLabel = "HTML",
      order = 6,
      description =
          "Write the page with this row as one file (- for standard output), which opens without"
              + " Backprop, and serve nothing.")
  Optional<Path> export = Optional.empty();

  @Option(
      names = "--ratings",
      paramLabel = "FILE",
      order = 7,
      description =
          "The log of the page Study, as of `backprop study`. Default: study.jsonl in the user's"
              + " data folder.")
  Optional<Path> ratings = Optional.empty();

  @Option(
      names = "--card",
      paramLabel = "CARD",
      order = 8,
      description = "Show the network of a card of `backprop study` with its numbers.")
  Optional<String> card = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      order = 9,
      description = "Decides the numbers of the card. Default: 1.")
  Optional<Long> seed = Optional.empty();

  @Mixin NotationOptions notation = new NotationOptions();
  @Mixin FormatOptions format = new FormatOptions();
  @Mixin Common common = new Common();

  @Override
  public Integer call() throws InterruptedException {
    if (export.isPresent()) {
      return export(export.get());
    }
    var terminal = common.terminal();
    var study = new StudyService(log(), notation.notation());
    var studio = new Studio(opened(), folder, study);
    var ended = new CountDownLatch(1);
    try (var interruption = Interruption.begin(ended::countDown);
        var server = studio.serve(host, port)) {
      var isColumns = notation.notation().orientation() == Orientation.COLUMNS;
      terminal.line("The studio is at " + server.url() + (isColumns ? "#columns=true" : ""));
      terminal.line("Ctrl-C ends it.");
      ended.await();
      return interruption.status();
    }
  }

  private Path log() {
    return ratings.orElseGet(StudyFiles::usualLog);
  }

  private int export(Path file) {
    if (!StandardStream.is(file)) {
      OutputKind.PAGE.requireName(file);
    }
    var read = Stream.of(model, data, labels).flatMap(Optional::stream).toList();
    Writing.check(Map.of("--export", file), read);
    var page = new Studio(opened(), folder).exported();
    if (StandardStream.is(file)) {
      common.terminal().data(writer -> writer.write(page));
    } else {
      Writing.write(file, writer -> writer.write(page));
      common.terminal().line("Wrote " + file + ": it opens in any browser, from disk too.");
    }
    return 0;
  }

  private OpenModel opened() {
    require(card.isPresent() || seed.isEmpty(), "--seed needs --card");
    if (model.isEmpty()) {
      require(row.isEmpty(), "--row needs MODEL and DATA");
      return card.map(this::example).orElseGet(OpenModel::example);
    }
    require(card.isEmpty(), "name a MODEL or a --card, not both");
    require(data.isPresent(), "name DATA, the rows to show, after MODEL");
    var trained = ModelArgument.of(model.get()).load();
    var file = data.get();
    var rows =
        ExplainedRows.read(trained, DataArgument.of(file, format), labels, common.terminal());
    return OpenModel.of(model.get().file(), trained, rows, file.file(), row);
  }

  private OpenModel example(String id) {
    var deck = Deck.builtIn().with(OwnCards.beside(log()).cards());
    return OpenModel.of(Asked.of(deck.card(id), seed.orElse(1L), notation.notation()));
  }

  private void require(boolean holds, String sentence) {
    if (!holds) {
      throw new CommandLine.ParameterException(common.spec().commandLine(), sentence);
    }
  }
}
