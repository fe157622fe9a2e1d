package org.backprop.app.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a new {@link Tab} of the one browser and fails it on the tab's findings. */
final class TabExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {

  /** Skips each test, not its class, so that the count of skipped tests is right. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
    return test.getTestMethod()
        .flatMap(method -> Browser.lack())
        .map(lack -> ConditionEvaluationResult.disabled("browser tests are skipped: " + lack))
        .orElse(ConditionEvaluationResult.enabled(""));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Tab.class;
  }

  @Override
  public Tab resolveParameter(ParameterContext parameter, ExtensionContext test) {
    var browser =
        test.getRoot()
            .getStore(Namespace.GLOBAL)
            .computeIfAbsent(Browser.class, type -> Browser.start(), Browser.class);
    return store(test).computeIfAbsent(Tab.class, type -> browser.tab(), Tab.class);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    var tab = store(test).get(Tab.class, Tab.class);
    if (tab != null && test.getExecutionException().isEmpty()) {
      assertEquals(List.of(), tab.findings(), "what went wrong in the page");
    }
  }

  private static Store store(ExtensionContext test) {
    return test.getStore(Namespace.create(TabExtension.class));
  }
}
