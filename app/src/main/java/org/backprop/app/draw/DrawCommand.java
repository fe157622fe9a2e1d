package org.backprop.app.draw;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backprop.app.Common;
import org.backprop.app.ModelArgument;
import org.backprop.app.OrientationOption;
import org.backprop.app.OutputKind;
import org.backprop.app.StandardStream;
import org.backprop.app.Writing;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws the graph of a model. */
@Command(
    name = "draw",
    header = "The graph of a model, as the textbook draws it, with the gradients if asked for.",
    footer = {
      "",
      "Examples:",
      "  backprop draw penguins.safetensors",
      "  backprop draw penguins.safetensors --backward -o penguins.svg",
      "  backprop draw penguins.safetensors --full -o penguins.dot",
      "  backprop draw penguins.safetensors --format mermaid",
    })
public final class DrawCommand implements Callable<Integer> {
  private static final String NAMES = "svg, dot, mermaid, text";

  @Mixin ModelArgument model = new ModelArgument();

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "svg, dot, mermaid or text. Default: the ending of -o (.svg .dot .gv .mmd .txt), else"
              + " svg; without -o text.")
  Optional<String> format = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write. Default: - for standard output.")
  Optional<Path> output = Optional.empty();

  @Option(names = "--backward", description = "Also show how the gradients flow back.")
  boolean backward;

  @Option(
      names = "--full",
      description = "Every operation of the simplified graph, a box for each.")
  boolean full;

  @Mixin OrientationOption orientation = new OrientationOption();

  @Mixin Common common = new Common();

  @Override
  public Integer call() {
    var file = output.filter(name -> !StandardStream.is(name));
    file.ifPresent(OutputKind.PICTURE::requireName);
    var chosen = chosen(file);
    file.ifPresent(name -> Writing.check(Map.of("-o", name), List.of(model.path())));
    var form = model.load().model();
    var picture =
        full
            ? FullPicture.of(form, backward)
            : TextbookPicture.of(form, backward, orientation.orientation());
    var text = chosen.draw(picture);
    if (file.isPresent()) {
      Writing.write(file.get(), writer -> writer.write(text));
    } else {
      text.lines().forEach(common.terminal()::line);
    }
    return 0;
  }

  private PictureFormat chosen(Optional<Path> file) {
    var ofFile = file.flatMap(PictureFormat::ofFile);
    if (format.isEmpty()) {
      return ofFile.orElse(file.isPresent() ? PictureFormat.SVG : PictureFormat.TEXT);
    }
    var stated = PictureFormat.named(format.get()).orElseThrow(() -> unknown(format.get()));
    if (ofFile.isPresent() && ofFile.get() != stated) {
      throw new DataException(
          "%s names another format than --format %s; leave out the option, or name another file"
              .formatted(file.orElseThrow(), format.get()));
    }
    return stated;
  }

  private static DataException unknown(String name) {
    var known = List.of(NAMES.split(", "));
    var near = DidYouMean.closest(name, known).map(it -> "; did you mean " + it + "?").orElse("");
    return new DataException("--format takes " + NAMES + ", not \"" + name + "\"" + near);
  }
}
