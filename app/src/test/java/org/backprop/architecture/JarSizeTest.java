package org.backprop.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.backprop.graph.Node;
import org.backprop.train.Training;
import org.junit.jupiter.api.Test;

/** The size of the jars of engine and learn together, which a user of the library downloads. */
class JarSizeTest {
  private static final long MOST_BYTES = 1_800_000;

  @Test
  void engine_and_learn_stay_small() throws IOException, URISyntaxException {
    var engine = size(Node.class);
    var learn = size(Training.class);
    assertTrue(
        engine + learn < MOST_BYTES,
        "engine has %,d bytes and learn %,d, together %,d of at most %,d"
            .formatted(engine, learn, engine + learn, MOST_BYTES));
  }

  /** The size of the jar that a class is in; of classes in a folder, that of a jar of them. */
  private static long size(Class<?> type) throws IOException, URISyntaxException {
    var place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    return Files.isDirectory(place) ? packed(place) : Files.size(place);
  }

  private static long packed(Path folder) throws IOException {
    var counted = new Counted();
    try (var jar = new JarOutputStream(counted);
        var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
    return counted.bytes;
  }

  /** Counts the bytes that are written to it. */
  private static final class Counted extends OutputStream {
    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] some, int from, int length) {
      bytes += length;
    }
  }
}
