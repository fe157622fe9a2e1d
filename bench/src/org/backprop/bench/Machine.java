package org.backprop.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The machine that was measured on.
 *
 * @param memory in GiB
 */
record Machine(String processor, int cores, long memory, String system, String java) {

  static Machine here() throws IOException {
    var os =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var system = os.getName() + " " + os.getVersion() + ", " + os.getArch();
    var processor = field(Path.of("/proc/cpuinfo"), "model name").orElse(os.getArch());
    var gib = Math.round(os.getTotalMemorySize() / (double) (1 << 30));
    var java = System.getProperty("java.vendor.version", System.getProperty("java.version"));
    return new Machine(processor, os.getAvailableProcessors(), gib, system, java);
  }

  private static Optional<String> field(Path file, String name) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }
}
