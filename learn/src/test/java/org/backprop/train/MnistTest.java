package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.backprop.optimizer.Schedules;
import org.backprop.score.ClassScores;
import org.backprop.table.Idx;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MNIST is not in the repository: {@code -Dmnist=FOLDER} names the four .gz files' folder. */
@Tag("slow")
class MnistTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("mnist", "../../shared/data/mnist"));

  private static LabelledImages images(String name) {
    return new LabelledImages(
        Idx.readImages(FOLDER.resolve(name + "-images-idx3-ubyte.gz")),
        Idx.readLabels(FOLDER.resolve(name + "-labels-idx1-ubyte.gz")));
  }

  @Test
  void a_network_of_128_hidden_units_reads_97_5_percent_of_the_test_digits() {
    assumeTrue(Files.isDirectory(FOLDER), "left out: no MNIST files in " + FOLDER);
    var result =
        Training.of(images("train"))
            .hidden(128)
            .validation(0)
            .test(images("t10k"))
            .schedule(Schedules.COSINE)
            .epochs(10)
            .run();
    var accuracy = ((ClassScores) result.test().orElseThrow()).accuracy();
    assertTrue(accuracy >= 0.975, "accuracy " + accuracy);
  }
}
