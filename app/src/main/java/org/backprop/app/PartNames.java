package org.backprop.app;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.backprop.layer.Activation;
import org.backprop.layer.Activations;
import org.backprop.layer.Layers;
import org.backprop.likelihood.Likelihoods;
import org.backprop.optimizer.Optimizers;
import org.backprop.optimizer.Schedules;
import org.backprop.part.ProviderException;

/** The names that the help of an option lists: of the built-in parts and of those from outside. */
abstract class PartNames implements Iterable<String> {
  private final Supplier<List<String>> names;

  private PartNames(Supplier<List<String>> names) {
    this.names = names;
  }

  /** Where a provider cannot be loaded, help is printed all the same. */
  @Override
  public Iterator<String> iterator() {
    try {
      return names.get().iterator();
    } catch (ProviderException e) {
      return List.of("(" + e.getMessage() + ")").iterator();
    }
  }

  /** Softmax couples the values of a row: it is an output unit, which the likelihood brings. */
  static List<String> hiddenActivations() {
    return Layers.catalog().names(Activation.class).stream()
        .filter(name -> !name.equals(Activations.SOFTMAX.name()))
        .toList();
  }

  static final class OfLikelihoods extends PartNames {
    OfLikelihoods() {
      super(() -> Likelihoods.catalog().names());
    }
  }

  static final class OfActivations extends PartNames {
    OfActivations() {
      super(PartNames::hiddenActivations);
    }
  }

  static final class OfOptimizers extends PartNames {
    OfOptimizers() {
      super(Optimizers::names);
    }
  }

  static final class OfSchedules extends PartNames {
    OfSchedules() {
      super(() -> Schedules.catalog().names());
    }
  }
}
