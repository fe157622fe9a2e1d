package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of 2 by 2 pixels whose class is the bright pixel. */
class ImageCommandsTest {
  private static final int COUNT = 200;

  @TempDir Path folder;
  private Path images;
  private Path labels;
  private Path model;

  @BeforeEach
  void write() throws IOException {
    images = folder.resolve("images.idx.gz");
    labels = folder.resolve("labels.idx");
    model = folder.resolve("m.safetensors");
    var pixels =
        ByteBuffer.allocate(16 + 4 * COUNT).putInt(0x0803).putInt(COUNT).putInt(2).putInt(2);
    var classes = ByteBuffer.allocate(8 + COUNT).putInt(0x0801).putInt(COUNT);
    for (var i = 0; i < COUNT; i++) {
      for (var k = 0; k < 4; k++) {
        pixels.put((byte) (k == i % 4 ? 250 : 10 * (i % 3)));
      }
      classes.put((byte) (i % 4));
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(images))) {
      out.write(pixels.array());
    }
    Files.write(labels, classes.array());
  }

  @Test
  void images_are_trained_on_predicted_and_evaluated() throws IOException {
    var run =
        good(
            "train",
            images,
            "--labels",
            labels,
            "--hidden",
            "8",
            "--epochs",
            "60",
            "--learning-rate",
            "0.01",
            "--test",
            images,
            "--test-labels",
            labels,
            "-o",
            model);
    assertTrue(run.out().contains("160 training, 40 validation, 200 test"), run.out());
    assertTrue(run.out().contains("evaluate " + model + " " + images + " --labels "), run.out());
    var predicted = good("predict", model, images).lines();
    assertEquals("row,prediction,p_0,p_1,p_2,p_3", predicted.getFirst());
    assertEquals(COUNT + 1, predicted.size());
    assertTrue(predicted.get(3).startsWith("3,2,"), predicted.get(3));
    var json = good("evaluate", model, images, "--labels", labels, "--json", "-").json();
    var page = good("report", model, images, "--labels", labels, "-o", "-").out();
    assertTrue(page.contains(">Confusion</h2>") && page.contains("rows of images"), page);
    assertFalse(page.contains(">Importance of the columns</h2>"));
    assertEquals(40, json.get("rows"));
    assertTrue(good("summary", model).out().contains("x[4] -> dense(8) -> relu -> dense(4)"));
  }

  @Test
  void the_last_line_repeats_the_run() throws IOException {
    var run = good("train", images, "--labels", labels, "--epochs", "2", "-o", model);
    var first = Files.readAllBytes(model);
    Object[] again = Arrays.stream(run.lastLine().split(" ")).skip(1).toArray();
    good(again);
    assertArrayEquals(first, Files.readAllBytes(model));
  }

  @Test
  void what_does_not_go_together_is_refused() {
    refused("holds images; add their labels, --labels FILE", "train", images);
    refused("--target is for tables", "train", images, "--labels", labels, "--target", "x");
    refused("holds an array with 1 axis", "train", labels, "--labels", labels);
    good("train", images, "--labels", labels, "--epochs", "1", "-o", model);
    refused("--keep copies columns of a table", "predict", model, images, "--keep", "x");
    refused("holds images; add their labels", "evaluate", model, images);
    refused("this command is for tables", "importance", model, images);
    var table = folder.resolve("table.safetensors");
    good("train", example("iris.csv"), "--target", "species", "--epochs", "1", "-o", table);
    refused("holds images, but this model takes a table", "predict", table, images);
  }

  @Test
  void no_file_that_is_read_is_overwritten_and_none_written_twice() throws IOException {
    var before = Files.readAllBytes(images);
    var json = Files.copy(images, folder.resolve("images.json"));
    var overwrite = "which is read; name another file";
    var kind = ", but a model is written to it";
    refused(kind, "train", images, "--labels", labels, "-o", images);
    refused(kind, "train", images, "--labels", labels, "-o", labels);
    refused(overwrite, "train", json, "--labels", labels, "-o", model, "--profile", json);
    refused(overwrite, "train", images, "--labels", json, "-o", model, "--json", json);
    var twice = "would both write";
    var out = folder.resolve("out.json");
    refused(twice, "train", images, "--labels", labels, "--profile", out, "--json", out);
    refused(", but JSON is written to it", "train", images, "--labels", labels, "--json", model);
    var nowhere = folder.resolve("none").resolve("trace.json");
    refused("there is no folder", "train", images, "--labels", labels, "--profile", nowhere);
    var device = "is a device or a pipe; name a file, or -o - for a pipe";
    refused(device, "train", images, "--labels", labels, "-o", "/dev/null");
    var csv = Files.copy(images, folder.resolve("images.csv"));
    refused(overwrite, "predict", model, csv, "-o", csv);
    var text = folder.resolve("out.txt");
    refused(twice, "predict", model, images, "-o", text, "--json", text);
    for (var command : List.of("predict", "evaluate", "importance", "check")) {
      refused(overwrite, command, model, json, "--json", json);
    }
    refused(overwrite, "evaluate", model, images, "--labels", json, "--json", json);
    refused(overwrite, "summary", json, "--json", json);
    var svg = Files.copy(images, folder.resolve("images.svg"));
    refused(overwrite, "draw", svg, "-o", svg);
    for (var read : List.of(images, json, csv, svg)) {
      assertArrayEquals(before, Files.readAllBytes(read));
    }
    assertFalse(Files.exists(model));
  }

  private static void refused(String sentence, Object... arguments) {
    var run = CommandLineRun.of(arguments);
    assertEquals(2, run.status());
    assertTrue(run.err().contains(sentence), run.err());
  }
}
