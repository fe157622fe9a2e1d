package org.backprop.provenance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of Backprop that runs. */
public final class BackpropVersion {
  private static final String WRITTEN_BY_MAVEN =
      "/META-INF/maven/org.backprop/backprop-learn/pom.properties";

  private BackpropVersion() {}

  /** As in {@code 0.1.0}, or {@code development} where no jar was built. */
  public static String number() {
    try (var in = BackpropVersion.class.getResourceAsStream(WRITTEN_BY_MAVEN)) {
      var properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "development");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
