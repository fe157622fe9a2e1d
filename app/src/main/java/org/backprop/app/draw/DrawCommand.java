package org.backprop.app.draw;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backprop.app.Common;
import org.backprop.app.ModelArgument;
import org.backprop.app.Writing;
import org.backprop.data.DataException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws a model's computational graph. */
@Command(
    name = "draw",
    header = "Draw the computational graph of a model, as text, SVG, DOT or Mermaid.",
    footer = {
      "",
      "Examples:",
      "  backprop draw penguins.safetensors",
      "  backprop draw penguins.safetensors --backward -o penguins.svg",
      "  backprop draw penguins.safetensors --format mermaid",
    })
public final class DrawCommand implements Callable<Integer> {
  private static final String FORMATS = "text, svg, dot, mermaid";

  @Mixin ModelArgument model = new ModelArgument();
  @Mixin Common common = new Common();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      order = 1,
      description = FORMATS + ". Default: what the file's name ends in; without a file text.")
  Optional<String> format = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      order = 2,
      description = "Where to draw: .svg, .dot, .mmd or .txt. Default: standard output.")
  Optional<Path> file = Optional.empty();

  @Option(names = "--backward", order = 3, description = "Also the gradients on their way back.")
  boolean backward;

  @Option(names = "--full", order = 4, description = "Every node that runs.")
  boolean full;

  @Override
  public Integer call() {
    var chosen = format.map(name -> name.toLowerCase(Locale.ROOT)).orElseGet(this::ofFile);
    file.ifPresent(Writing::check);
    var trained = model.load().model();
    var picture = full ? FullPicture.of(trained, backward) : ModelPicture.of(trained, backward);
    var drawing = drawing(chosen, picture);
    if (file.isEmpty()) {
      common.terminal().results().print(drawing);
      common.terminal().results().flush();
      return 0;
    }
    try {
      Files.writeString(file.get(), drawing, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Writing.failed(file.get(), e);
    }
    common.terminal().line("Wrote " + file.get() + ".");
    return 0;
  }

  private static String drawing(String format, Picture picture) {
    return switch (format) {
      case "text" -> TextDrawing.of(picture);
      case "svg" -> SvgDrawing.of(picture);
      case "dot" -> DotDrawing.of(picture);
      case "mermaid" -> MermaidDrawing.of(picture);
      default ->
          throw new DataException("there is no format " + format + "; name one of " + FORMATS);
    };
  }

  private String ofFile() {
    var name = file.map(path -> path.toString().toLowerCase(Locale.ROOT)).orElse(".txt");
    var suffix = name.substring(name.lastIndexOf('.') + 1);
    return switch (suffix) {
      case "txt" -> "text";
      case "dot", "gv" -> "dot";
      case "mmd", "mermaid" -> "mermaid";
      default -> "svg";
    };
  }
}
