package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.backprop.graph.Op;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module of a user, compiled and run with nothing but the engine on its module path. */
class ConsumerModuleTest {
  @TempDir static Path classes;
  private static Class<?> checks;

  @BeforeAll
  static void compile() throws Exception {
    var engine = Path.of(Op.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var arguments =
        new ArrayList<>(
            List.of("-Xlint:all,-incubating", "-Werror", "-proc:none", "-d", classes.toString()));
    arguments.addAll(List.of("--module-path", engine.toString()));
    var said = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(sources());
      assertTrue(
          compiler.getTask(said, files, null, arguments, null, units).call(), said::toString);
    }
    var finder = ModuleFinder.of(engine, classes);
    var boot = ModuleLayer.boot();
    var modules = boot.configuration().resolve(finder, ModuleFinder.of(), Set.of("example"));
    checks =
        boot.defineModulesWithOneLoader(modules, ClassLoader.getPlatformClassLoader())
            .findLoader("example")
            .loadClass("example.Checks");
  }

  private static List<Path> sources() throws IOException, URISyntaxException {
    var folder = Path.of(ConsumerModuleTest.class.getResource("/consumer").toURI());
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  @Test
  void operations_of_users_pass_the_checks_of_our_own() throws Exception {
    for (var report : (List<?>) checks.getMethod("reports").invoke(null)) {
      assertEquals("no fault in 40 cases, ", report.toString().substring(0, 22), report.toString());
    }
  }

  private static String plan(boolean lowered) throws Exception {
    return (String) checks.getMethod("plan", boolean.class).invoke(null, lowered);
  }

  @Test
  void an_operation_with_a_lowering_is_fused_with_its_neighbours() throws Exception {
    assertFalse(plan(true).contains("node by node"), plan(true));
    assertEquals(1, plan(true).lines().filter(line -> line.contains("writes")).count(), plan(true));
  }

  @Test
  void an_operation_without_a_lowering_is_interpreted_in_a_kernel_of_its_own() throws Exception {
    assertEquals(1, plan(false).lines().filter(line -> line.contains("node by node")).count());
    assertEquals(
        2, plan(false).lines().filter(line -> line.contains("writes")).count(), plan(false));
  }
}
