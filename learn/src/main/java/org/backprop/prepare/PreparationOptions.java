package org.backprop.prepare;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backprop.table.ColumnType;
import org.backprop.tensor.DType;

/**
 * What a user may state about the preparation of a table; the rest is inferred.
 *
 * @param types the types of some columns; a stated column is kept where an inferred one might be
 *     left out
 * @param ignored columns that are no input
 * @param missing what happens to rows with missing values
 * @param positive the class of which a Bernoulli target says the probability
 * @param maxLevels how many words of a column get a level of their own; the rest is "other"
 * @param referenceLevel whether the first level of each column of words has no column of its own,
 *     which makes a fit without hidden layers identifiable
 * @param dtype the element type of the encoded tensors, a float type
 * @param logColumns the columns of numbers on a logarithmic scale
 */
public record PreparationOptions(
    Map<String, ColumnType> types,
    Set<String> ignored,
    Missing missing,
    Optional<String> positive,
    int maxLevels,
    boolean referenceLevel,
    DType dtype,
    LogColumns logColumns) {

  public PreparationOptions {
    types = Map.copyOf(types);
    ignored = Set.copyOf(ignored);
  }

  /** Nothing stated, for a network with hidden layers: imputed, one-hot, in single precision. */
  public static PreparationOptions defaults() {
    return new PreparationOptions(
        Map.of(),
        Set.of(),
        Missing.IMPUTE,
        Optional.empty(),
        50,
        false,
        DType.FLOAT32,
        LogColumns.none());
  }

  /** For a fit without hidden layers: rows dropped, a reference level, in double precision. */
  public static PreparationOptions withoutHiddenLayers() {
    return defaults().withMissing(Missing.DROP).withReferenceLevel(true).withDtype(DType.FLOAT64);
  }

  /** With the type of one more column. */
  public PreparationOptions withType(String column, ColumnType type) {
    var more = new HashMap<>(types);
    more.put(column, type);
    return new PreparationOptions(
        more, ignored, missing, positive, maxLevels, referenceLevel, dtype, logColumns);
  }

  /** With one more column ignored. */
  public PreparationOptions withIgnored(String column) {
    var more = new HashSet<>(ignored);
    more.add(column);
    return new PreparationOptions(
        types, more, missing, positive, maxLevels, referenceLevel, dtype, logColumns);
  }

  public PreparationOptions withMissing(Missing policy) {
    return new PreparationOptions(
        types, ignored, policy, positive, maxLevels, referenceLevel, dtype, logColumns);
  }

  public PreparationOptions withPositive(String level) {
    return new PreparationOptions(
        types, ignored, missing, Optional.of(level), maxLevels, referenceLevel, dtype, logColumns);
  }

  public PreparationOptions withMaxLevels(int most) {
    return new PreparationOptions(
        types, ignored, missing, positive, most, referenceLevel, dtype, logColumns);
  }

  public PreparationOptions withReferenceLevel(boolean reference) {
    return new PreparationOptions(
        types, ignored, missing, positive, maxLevels, reference, dtype, logColumns);
  }

  public PreparationOptions withDtype(DType type) {
    return new PreparationOptions(
        types, ignored, missing, positive, maxLevels, referenceLevel, type, logColumns);
  }

  public PreparationOptions withLogColumns(LogColumns columns) {
    return new PreparationOptions(
        types, ignored, missing, positive, maxLevels, referenceLevel, dtype, columns);
  }
}
