package org.backprop.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that this was built as. */
public final class Version implements IVersionProvider {
  private static final String WRITTEN_BY_MAVEN =
      "/META-INF/maven/org.backprop/backprop-app/pom.properties";

  /** As in {@code 0.1.0}, or {@code development} where no jar was built. */
  public static String number() {
    try (var in = Version.class.getResourceAsStream(WRITTEN_BY_MAVEN)) {
      var properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "development");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"backprop " + number() + " on Java " + Runtime.version()};
  }
}
