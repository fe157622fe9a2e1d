package org.backprop.app;

import org.backprop.provenance.BackpropVersion;
import picocli.CommandLine.IVersionProvider;

/** The version that this was built as. */
public final class Version implements IVersionProvider {
  /** As in {@code 0.1.0}, or {@code development} where no jar was built. */
  public static String number() {
    return BackpropVersion.number();
  }

  @Override
  public String[] getVersion() {
    return new String[] {"backprop " + number() + " on Java " + Runtime.version()};
  }
}
