package org.backprop.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.backprop.app.Main;

/**
 * Intact model files of several targets, likelihoods and layers.
 *
 * @param data the table that all were trained on
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ModelSamples(List<byte[]> files, byte[] data) {
  private static final List<List<String>> OPTIONS =
      List.of(
          List.of("--target", "colour"),
          List.of("--target", "cured", "--hidden", "none"),
          List.of("--target", "visits", "--hidden", "2", "--activation", "silu"),
          List.of("--target", "size", "--hidden", "3,3", "--dropout", "0.2"),
          List.of("--target", "size", "--hidden", "none"),
          List.of("--target", "weight", "--likelihood", "gamma", "--test", "0.2"));

  /** Trains them in an empty folder. */
  static ModelSamples trainedIn(Path folder) throws IOException {
    var data = Files.writeString(folder.resolve("data.csv"), table(), StandardCharsets.UTF_8);
    var models = new ArrayList<byte[]>();
    for (var options : OPTIONS) {
      var model = folder.resolve("m" + models.size() + ".safetensors");
      train(data, model, options);
      models.add(Files.readAllBytes(model));
    }
    return new ModelSamples(models, Files.readAllBytes(data));
  }

  private static void train(Path data, Path model, List<String> options) {
    var words = new ArrayList<>(List.of("train", data.toString(), "-o", model.toString()));
    words.addAll(List.of("--epochs", "2", "--threads", "1"));
    words.addAll(options);
    if (!options.contains("--hidden")) {
      words.addAll(List.of("--hidden", "4"));
    }
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    if (Main.run(nowhere, nowhere, words.toArray(String[]::new)) != 0) {
      throw new AssertionError(words + " failed");
    }
  }

  private static String table() {
    var random = new SplittableRandom(1);
    var text = new StringBuilder("colour,cured,visits,size,weight,day,note\n");
    for (var row = 0; row < 40; row++) {
      text.append(List.of("red", "green", "blue").get(random.nextInt(3)))
          .append(random.nextBoolean() ? ",yes," : ",no,")
          .append(random.nextInt(6))
          .append(',')
          .append(random.nextInt(1_000) / 10.0)
          .append(',')
          .append(1 + random.nextInt(50))
          .append(",2024-03-")
          .append(10 + random.nextInt(15))
          .append(random.nextInt(5) == 0 ? "," : ",a")
          .append('\n');
    }
    return text.toString();
  }
}
