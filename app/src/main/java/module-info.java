import org.jspecify.annotations.NullMarked;

/** The command line, drawings, the studio, the study deck. */
@NullMarked
module org.backprop.app {
  requires org.backprop.learn;
  requires static transitive org.jspecify;
  // ELK's jars are automatic modules, so they cannot say themselves that they need Guava.
  requires com.google.common;
  requires info.picocli;
  requires jdk.httpserver;
  requires org.eclipse.elk.alg.layered;
  requires org.eclipse.elk.core;
  requires org.eclipse.elk.graph;
  requires org.eclipse.emf.common;
  requires tools.jackson.databind;
  requires de.siegmar.fastcsv;

  // picocli reads the commands' annotations and sets their fields.
  opens org.backprop.app to
      info.picocli;
  opens org.backprop.app.draw to
      info.picocli;
  opens org.backprop.app.explain to
      info.picocli;
  opens org.backprop.app.report to
      info.picocli;
  opens org.backprop.app.run to
      info.picocli;
  opens org.backprop.app.studio to
      info.picocli;
  opens org.backprop.app.study to
      info.picocli;
}
