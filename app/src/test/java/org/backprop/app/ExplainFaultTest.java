package org.backprop.app;

import static org.backprop.app.CommandLineRun.example;
import static org.backprop.app.CommandLineRun.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.backprop.layer.Layer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated // it changes the context class loader of threads that other tests share
class ExplainFaultTest {
  @TempDir Path folder;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void a_wrong_derivative_is_named_and_ends_with_1() throws Exception {
    var services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(Layer.class.getName()), WrongActivation.class.getName());
    var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(loader);
    var model = folder.resolve("m.safetensors");
    var data = example("iris.csv");
    good(
        "train",
        data,
        "--target",
        "species",
        "--hidden",
        "3",
        "--activation",
        "wrong-tanh",
        "--epochs",
        "3",
        "-o",
        model);
    var run = CommandLineRun.of("explain", model, data, "--row", "60");
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("FAULT f1'(a1)"), run.out());
    assertTrue(run.out().contains("FAULT delta1 = dL/da1"), run.out());
    assertTrue(run.out().contains("FAULT in dL/dW1["), run.out());
    assertFalse(run.out().contains("FAULT in dL/dW2"), run.out());
    var page = folder.resolve("r.html");
    assertEquals(1, CommandLineRun.of("report", model, data, "-o", page).status());
    assertTrue(Files.readString(page).contains("class=\"alert\">FAULT with fresh weights"));
  }
}
