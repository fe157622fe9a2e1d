package org.backprop.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.engine.Engine;
import org.backprop.train.Trainer;
import org.junit.jupiter.api.Test;

/** Objects of the exported types print themselves: none as a name and a hash code. */
class PrintedTypesTest {
  private static Stream<String> exports(Class<?> inside) {
    try {
      var root = Path.of(inside.getProtectionDomain().getCodeSource().getLocation().toURI());
      var module = ModuleFinder.of(root).findAll().iterator().next();
      return module.descriptor().exports().stream()
          .filter(export -> !export.isQualified())
          .map(ModuleDescriptor.Exports::source);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isPrinted(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && !type.isInterface()
        && !type.isEnum()
        && !type.isAssignableTo(Throwable.class)
        && type.getMethods().stream()
            .anyMatch(method ->
                method.getModifiers().contains(JavaModifier.PUBLIC)
                    && !method.getModifiers().contains(JavaModifier.STATIC));
  }

  private static boolean printsItself(JavaClass type) {
    return Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream())
        .filter(it -> !it.isEquivalentTo(Object.class))
        .anyMatch(it -> it.tryGetMethod("toString").isPresent());
  }

  @Test
  void exported_types_have_a_text_of_their_own() {
    Set<String> exported =
        Stream.concat(exports(Engine.class), exports(Trainer.class)).collect(Collectors.toSet());
    List<String> silent =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.backprop")
                .stream()
                .filter(type -> exported.contains(type.getPackageName()))
                .filter(PrintedTypesTest::isPrinted)
                .filter(type -> !printsItself(type))
                .map(JavaClass::getName)
                .sorted()
                .toList();
    assertEquals(List.of(), silent);
  }
}
