package org.backprop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.backprop.layer.Layers;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.Model;
import org.backprop.modelfile.ModelFile;
import org.backprop.modelfile.ModelFileException;
import org.backprop.part.ModelPart;
import org.backprop.prepare.Dataset;
import org.backprop.table.Table;
import org.backprop.train.Trainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of {@code examples/extending}, compiled outside our modules and used by name. */
@Isolated // it changes the context class loader of threads that other tests share
class ExtensionTest {
  private static final Path SOURCES = CommandLineRun.example("").resolveSibling("extending");

  @TempDir static Path classes;
  @TempDir Path folder;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @BeforeAll
  static void compile() throws Exception {
    var sources = files(SOURCES, ".java").stream().map(Path::toString).toArray(String[]::new);
    var options =
        List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-Xlint");
    var arguments = Stream.concat(options.stream(), Arrays.stream(sources)).toArray(String[]::new);
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments));
    var services = Files.createDirectories(classes.resolve("META-INF/services"));
    for (var service : files(SOURCES.resolve("META-INF/services"), "")) {
      Files.copy(service, services.resolve(service.getFileName()));
    }
  }

  private static List<Path> files(Path folder, String ending) throws Exception {
    try (var all = Files.list(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .toList();
    }
  }

  /** Classes that see the example's, as with BACKPROP_EXTENSIONS. */
  private ClassLoader extended() throws Exception {
    return new URLClassLoader(new URL[] {classes.toUri().toURL()}, before);
  }

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void the_examples_pass_the_checks_of_our_own_parts() throws Exception {
    var checks = extended().loadClass("extending.Checks");
    var none = List.of();
    assertEquals(
        List.of(none, none, none, none, none, none), checks.getMethod("faults").invoke(null));
  }

  @Test
  void a_training_finds_a_likelihood_an_activation_an_optimizer_and_a_schedule_by_name()
      throws Exception {
    Thread.currentThread().setContextClassLoader(extended());
    var model = folder.resolve("visits.safetensors");
    var data = CommandLineRun.example("doctor_visits.csv");
    var run =
        CommandLineRun.good(
            "train",
            data,
            "--target",
            "mdvis",
            "--likelihood",
            "geometric",
            "--hidden",
            4,
            "--activation",
            "softsign",
            "--optimizer",
            "sign-descent",
            "--schedule",
            "linear",
            "--epochs",
            2,
            "-o",
            model);
    assertTrue(run.out().contains("Geometric likelihood -> exp output"), run.out());
    var summary = CommandLineRun.good("summary", model);
    assertTrue(summary.out().contains("softsign"), summary.out());
    assertTrue(CommandLineRun.good("draw", model).out().contains("f1"));
    var chain = CommandLineRun.good("explain", model, data, "--row", 1).out();
    assertTrue(chain.contains("geometric loss"), chain);
    assertTrue(chain.contains("delta2 = dL/da2"), chain);
  }

  @Test
  void a_model_file_takes_parts_that_are_passed_to_load() throws Exception {
    var loader = extended();
    var gain = part(loader, "extending.Gain");
    var geometric = part(loader, "extending.Geometric");
    Thread.currentThread().setContextClassLoader(loader);
    var model = folder.resolve("visits.safetensors");
    var data = CommandLineRun.example("doctor_visits.csv");
    CommandLineRun.good(
        "train",
        data,
        "--target",
        "mdvis",
        "--likelihood",
        "geometric",
        "--hidden",
        "none",
        "-o",
        model);
    Thread.currentThread().setContextClassLoader(before);
    var e = assertThrows(ModelFileException.class, () -> ModelFile.load(model));
    assertTrue(e.getMessage().contains("\"geometric\""), e.getMessage());
    var line = CommandLineRun.of("predict", model, data).err();
    assertTrue(line.contains("name what provides them in BACKPROP_EXTENSIONS"), line);
    var row = Table.read(data).select(new int[] {0});
    var loaded = ModelFile.load(model, geometric, gain);
    assertTrue(loaded.predict(row).getFirst().orElseThrow().mean() > 0);
  }

  @Test
  void a_layer_trains_in_a_model() throws Exception {
    var layer = part(extended(), "extending.Gain");
    var model = Model.of(Layers.features(2), layer, Layers.dense(1), Likelihoods.normal());
    var data = Dataset.of(new double[][] {{1, 2}, {3, 1}}, new double[][] {{1}, {2}});
    var fit = Trainer.of(model).withEpochs(5).fit(data);
    assertEquals(List.of("g1", "W1", "b1"), List.copyOf(fit.parameters().keySet()));
    assertTrue(fit.parameters().get("g1").at(0) != 0);
  }

  @Test
  void a_training_takes_layers_one_by_one_and_its_command_repeats_them() throws Exception {
    Thread.currentThread().setContextClassLoader(extended());
    var model = folder.resolve("visits.safetensors");
    var data = CommandLineRun.example("doctor_visits.csv");
    var layers = "dense(4), softsign, dropout(0.1), gain(0.5)";
    var run =
        CommandLineRun.good(
            "train", data, "--target", "mdvis", "--layers", layers, "--epochs", 2, "-o", model);
    var chain = "dense(4) -> softsign -> dropout(0.1) -> gain(0.5) -> dense(1) -> exp";
    assertTrue(run.out().replaceAll("\\s+", " ").contains(chain), run.out());
    assertTrue(
        run.lastLine().contains("--layers 'dense(4), softsign(), dropout(0.1), gain(0.5)'"),
        run.lastLine());
    var summary = CommandLineRun.good("summary", model).out();
    assertTrue(summary.replaceAll("\\s+", " ").contains(chain), summary);
    assertTrue(CommandLineRun.good("draw", model).out().contains("f3"));
    var help = CommandLineRun.good("train", "--help").out().replaceAll("\\s+", " ");
    for (var name : List.of("geometric", "softsign", "sign-descent", "linear")) {
      assertTrue(help.contains(", " + name), help);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "extending.Nope, Provider extending.Nope not found",
    "extending.Gain Softsign, :1: Illegal configuration-file syntax",
    "extending.Linear, extending.Linear not a subtype",
    "extending.Checks, extending.Checks not a subtype"
  })
  void a_service_file_that_cannot_be_used_is_one_sentence(String line, String why)
      throws Exception {
    var services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve("org.backprop.layer.Layer"), line);
    var urls = new URL[] {folder.toUri().toURL(), classes.toUri().toURL()};
    Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, before));
    var data = CommandLineRun.example("iris.csv");
    var run = CommandLineRun.of("train", data, "--target", "species", "--layers", "gain(2)");
    assertEquals(2, run.status());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("META-INF/services/org.backprop.layer.Layer"), run.err());
    assertTrue(run.err().contains(why), run.err());
    assertTrue(CommandLineRun.good("train", "--help").out().contains("--layers"));
  }

  @Test
  void a_path_of_extensions_that_the_jvm_would_ignore_is_one_sentence() throws Exception {
    assertEquals(Optional.empty(), Extensions.fault(""));
    assertEquals(Optional.empty(), Extensions.fault(classes.toString()));
    assertEquals(Optional.empty(), Extensions.fault(folder + File.pathSeparator + classes));
    var missing = folder.resolve("none.jar");
    assertEquals(
        "BACKPROP_EXTENSIONS names %s, which does not exist; name the jar or the folder of the classes"
            .formatted(missing),
        Extensions.fault(classes + File.pathSeparator + missing).orElseThrow());
    var text = Files.writeString(folder.resolve("text.jar"), "no jar");
    var fault = Extensions.fault(text.toString()).orElseThrow();
    assertTrue(fault.startsWith("BACKPROP_EXTENSIONS names " + text + ", which is no jar"), fault);
    assertEquals(
        "BACKPROP_EXTENSIONS names %s without META-INF/services, so none of their parts is found by name; put the service files beside the classes"
            .formatted(folder),
        Extensions.fault(folder.toString()).orElseThrow());
  }

  private static ModelPart part(ClassLoader loader, String name) throws Exception {
    return (ModelPart) loader.loadClass(name).getConstructor().newInstance();
  }
}
