package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backprop.modelfile.ModelFile;
import org.backprop.modelfile.ModelFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A trained model is written to another file where its own cannot be written. */
class ModelRescueTest {
  private static final String WHY = "m.safetensors cannot be written: there is no folder f";
  private static final Path FILE = Path.of("none", "m.safetensors");

  @TempDir Path folder;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private SavedModel rescue(Optional<String> typed, Path... folders) {
    var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    var answers = typed.map(text -> new BufferedReader(new StringReader(text)));
    return new ModelRescue(Terminal.plain(stream, stream), answers, List.of(folders))
        .save(FILE, WHY, ModelRescueTest::write);
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "model");
    } catch (IOException e) {
      throw new ModelFileException(file + " cannot be written: no folder; create it first", e);
    }
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void the_first_folder_that_takes_it_has_the_model() {
    var saved = rescue(Optional.empty(), folder.resolve("none"), folder);
    var file = folder.resolve("m.safetensors");
    assertEquals(new SavedModel(Optional.of(file), false), saved);
    assertTrue(Files.exists(file));
    assertEquals("backprop: " + WHY + "; the model was written to " + file + " instead.\n", err());
  }

  @Test
  void no_file_is_overwritten() throws IOException {
    Files.writeString(folder.resolve("m.safetensors"), "other");
    Files.writeString(folder.resolve("m-2.safetensors"), "other");
    var saved = rescue(Optional.empty(), folder);
    assertEquals(Optional.of(folder.resolve("m-3.safetensors")), saved.file());
    assertEquals("other", Files.readString(folder.resolve("m.safetensors")));
  }

  @Test
  void where_no_folder_takes_it_all_are_named() {
    var none = folder.resolve("none");
    assertEquals(SavedModel.NONE, rescue(Optional.empty(), none, none.resolve("2")));
    assertEquals(
        "backprop: %s; the model could not be written to %s, %s either; free space and train it again.\n"
            .formatted(WHY, none, none.resolve("2")),
        err());
  }

  @Test
  void the_user_is_asked_until_it_works() throws IOException {
    var there = Files.createFile(folder.resolve("there"));
    var typed =
        List.of(
            folder.resolve("none").resolve("m"),
            folder.resolve("m.csv"),
            there,
            "\0",
            " " + folder.resolve("m") + " ",
            "more");
    var lines = String.join("\n", typed.stream().map(String::valueOf).toList());
    assertEquals(
        new SavedModel(Optional.of(folder.resolve("m")), true), rescue(Optional.of(lines)));
    var said = err();
    assertTrue(said.startsWith("backprop: " + WHY + ". An empty answer gives the model up.\n"));
    assertTrue(said.contains("no folder; create it first.\n"), said);
    assertTrue(said.contains("m.csv ends with .csv, but a model is written to it"), said);
    assertTrue(said.contains(there + " is there already; name another file.\n"), said);
    assertEquals(5, said.split("write the model to another file: ", -1).length - 1, said);
    assertEquals("model", Files.readString(folder.resolve("m")));
  }

  @Test
  void an_empty_answer_gives_it_up_and_a_closed_terminal_does_not() {
    assertEquals(SavedModel.NONE, rescue(Optional.of("\n"), folder));
    assertTrue(
        err().endsWith("the model was not written; to train it again, give it another file.\n"));
    assertFalse(Files.exists(folder.resolve("m.safetensors")));
    assertTrue(rescue(Optional.of(""), folder).file().isPresent());
    assertTrue(err().contains("the terminal was closed; the model was written to " + folder));
  }

  /** Trains, and moves the model's folder away when training begins. */
  static final class RemovedFolder {
    private RemovedFolder() {}

    public static void main(String[] args) {
      var folder = Path.of(args[args.length - 1]).getParent();
      var out = new PrintStream(new Removing(folder), true, StandardCharsets.UTF_8);
      System.exit(Main.run(out, System.err, args));
    }
  }

  /** Moves a folder away when the lines before training are printed. */
  private static final class Removing extends OutputStream {
    private final Path folder;

    Removing(Path folder) {
      this.folder = folder;
    }

    @Override
    public void write(int b) {
      System.out.write(b);
      if (b == '\n' && Files.exists(folder)) {
        try {
          Files.move(folder, folder.resolveSibling("elsewhere"));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Test
  @Timeout(120)
  void a_folder_that_is_removed_while_training_loses_no_model() throws Exception {
    var lost = Files.createDirectory(folder.resolve("lost"));
    var work = Files.createDirectory(folder.resolve("work"));
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                RemovedFolder.class.getName(),
                "train",
                example("penguins.csv").toAbsolutePath().toString(),
                "--target",
                "species",
                "--epochs",
                "2",
                "-o",
                lost.resolve("m.safetensors").toString())
            .directory(work.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var said = Files.readString(folder.resolve("err"));
    assertEquals(1, process.waitFor(), out + said);
    var saved = work.resolve("m.safetensors");
    assertTrue(
        said.contains(
            "backprop: %s cannot be written: there is no folder %s; create it first; the model was written to "
                .formatted(lost.resolve("m.safetensors"), lost)),
        said);
    assertTrue(said.contains("m.safetensors instead."), said);
    assertTrue(out.contains("Wrote ") && out.contains("accuracy"), out);
    assertEquals("species", ModelFile.load(saved).target().column());
  }

  private static String absolute(String classPath) {
    return String.join(
        System.getProperty("path.separator"),
        List.of(classPath.split(System.getProperty("path.separator"))).stream()
            .map(path -> Path.of(path).toAbsolutePath().toString())
            .toList());
  }
}
