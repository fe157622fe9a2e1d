package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.backprop.modelfile.ModelFile;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and folders of output files are checked before any work. */
class OutputFileTest {
  private static final Path PENGUINS = example("penguins.csv");

  @TempDir Path folder;

  private void refused(String sentence, Object... arguments) throws IOException {
    var before = files();
    var run = CommandLineRun.of(arguments);
    assertEquals(2, run.status(), run.err());
    assertTrue(run.err().contains(sentence), run.err());
    assertEquals("", run.out());
    assertEquals(before, files());
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private Path model() {
    var model = folder.resolve("m.safetensors");
    good("train", PENGUINS, "--target", "species", "--epochs", "1", "--hidden", "2", "-o", model);
    return model;
  }

  @ParameterizedTest
  @ValueSource(strings = {"m.png", "m.PDF", "m.csv", "m.svg", "m.json", "m.onnx", "m.csv.gz"})
  void a_model_has_no_name_of_another_kind(String name) throws IOException {
    var file = folder.resolve(name);
    refused(
        "but a model is written to it; name a file that ends with .safetensors",
        "train",
        PENGUINS,
        "--target",
        "species",
        "-o",
        file);
  }

  @ParameterizedTest
  @CsvSource({
    "draw, -o, x.csv, but a picture is written to it; name a file that ends with .svg or .dot",
    "draw, -o, x.png, but a picture is written",
    "draw, --format=dot -o, x.svg, x.svg names another format than --format dot",
    "predict, -o, x.safetensors, but a table of comma-separated values is written to it",
    "predict, -o, x.xlsx, name a file that ends with .csv or .txt",
    "predict, --json, x.csv, but JSON is written to it; name a file that ends with .json",
  })
  void nor_have_pictures_and_tables(String command, String options, String name, String sentence)
      throws IOException {
    var words = new ArrayList<Object>(List.of(command, model()));
    if (command.equals("predict")) {
      words.add(PENGUINS);
    }
    words.addAll(List.of(options.split(" ")));
    words.add(folder.resolve(name));
    refused(sentence, words.toArray());
  }

  @Test
  void names_without_a_known_ending_are_taken() {
    var model = folder.resolve("m.v2");
    good("train", PENGUINS, "--target", "species", "--epochs", "1", "--hidden", "2", "-o", model);
    good("draw", model, "-o", folder.resolve("x.SVG"));
    good("predict", model, PENGUINS, "-o", folder.resolve("predictions"));
  }

  @Test
  void a_folder_that_takes_no_file_is_refused_before_training() throws IOException {
    var kernel = Path.of("/proc/self");
    assumeTrue(Files.isDirectory(kernel), "there is no /proc");
    refused("/proc/self/m", "train", PENGUINS, "--target", "species", "-o", kernel.resolve("m"));
    refused(
        "/proc/self/j",
        "train",
        PENGUINS,
        "--target",
        "species",
        "-o",
        folder.resolve("m"),
        "--json",
        kernel.resolve("j"));
    refused(
        "File name too long; choose a shorter name",
        "train",
        PENGUINS,
        "--target",
        "species",
        "-o",
        folder.resolve("m".repeat(300)));
  }

  static Stream<List<Object>> commands() {
    var train = List.<Object>of("train", PENGUINS, "--target", "species", "--epochs", "1", "-o");
    return Stream.of(
            List.of("predict", "MODEL", PENGUINS, "-o"),
            List.of("predict", "MODEL", PENGUINS, "--json"),
            List.of("evaluate", "MODEL", PENGUINS, "--json"),
            List.of("importance", "MODEL", PENGUINS, "--json"),
            List.of("check", "MODEL", PENGUINS, "--json"),
            List.of("explain", "MODEL", PENGUINS, "--row", "1", "--json"),
            List.of("summary", "MODEL", "--json"),
            List.of("draw", "MODEL", "-o"),
            List.of("study", "--ratings"),
            train,
            Stream.concat(train.stream(), Stream.of("OTHER", "--json")).toList(),
            Stream.concat(train.stream(), Stream.of("OTHER", "--profile")).toList())
        .map(List::copyOf);
  }

  @ParameterizedTest
  @MethodSource("commands")
  @Timeout(60)
  void a_place_that_takes_no_file_is_refused_before_any_work(List<Object> command)
      throws IOException {
    var words = new ArrayList<>(command);
    words.replaceAll(word -> word.equals("OTHER") ? folder.resolve("other") : word);
    if (words.contains("MODEL")) {
      var model = model();
      words.replaceAll(word -> word.equals("MODEL") ? model : word);
    }
    var file = Files.writeString(folder.resolve("file"), "old");
    var inFolder = Files.createDirectory(folder.resolve("folder"));
    refused(file + " is no folder; choose a file in a folder", with(words, file.resolve("f")));
    refused("it is a folder; name a file in it", with(words, inFolder));
    refused("too long; choose a shorter name", with(words, folder.resolve("f".repeat(300))));
    if (!words.contains("study")) {
      var none = folder.resolve("none");
      refused("there is no folder " + none + "; create it first", with(words, none.resolve("f")));
    }
    assertEquals("old", Files.readString(file));
  }

  private static Object[] with(List<Object> words, Path file) {
    return Stream.concat(words.stream(), Stream.of(file)).toArray();
  }

  @Test
  void the_room_that_a_model_needs_is_that_of_its_parameters() throws IOException {
    var file = model();
    var trained = ModelFile.load(file);
    var bytes = ModelOutput.parameterBytes(trained.model(), DType.FLOAT32);
    assertEquals(4L * trained.parameterCount(), bytes);
    assertTrue(bytes < Files.size(file));
    assertEquals(2 * bytes, ModelOutput.parameterBytes(trained.model(), DType.FLOAT64));
  }

  @Test
  void a_private_file_stays_private_and_a_link_stays_a_link() throws IOException {
    var model = model();
    assumeTrue(Files.getFileStore(model).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(model, PosixFilePermissions.fromString("rw-------"));
    model();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(model)));
    var target = folder.resolve("target.safetensors");
    var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("target.safetensors"));
    good("train", PENGUINS, "--target", "species", "--epochs", "1", "--hidden", "2", "-o", link);
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.isRegularFile(target));
  }
}
