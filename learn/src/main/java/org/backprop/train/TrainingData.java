package org.backprop.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.backprop.advice.Notice;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.LikelihoodChoice;
import org.backprop.prepare.Preparation;
import org.backprop.prepare.Target;
import org.backprop.provenance.Source;

/**
 * Everything that data decides before a model is built.
 *
 * @param choice the likelihood and why
 * @param preparation how rows of a table are encoded; empty for images
 * @param heldOut the rows of the source, from 0, that training does not see: {@code validation} and
 *     {@code test}, each if they were split off the source itself
 * @param notices what the user should know
 * @param sources the data that were read, those of the training rows first
 */
public record TrainingData(
    LikelihoodChoice choice,
    Target target,
    Optional<Preparation> preparation,
    Dataset training,
    Optional<Dataset> validation,
    Optional<Dataset> test,
    Map<String, List<Integer>> heldOut,
    List<Notice> notices,
    List<Source> sources) {

  public TrainingData {
    heldOut = Collections.unmodifiableMap(new LinkedHashMap<>(heldOut));
    notices = List.copyOf(notices);
    sources = List.copyOf(sources);
  }

  /** The same with more notices. */
  TrainingData withNotices(List<Notice> more) {
    return new TrainingData(
        choice,
        target,
        preparation,
        training,
        validation,
        test,
        heldOut,
        Stream.concat(notices.stream(), more.stream()).toList(),
        sources);
  }

  /** The same with other weights of the training rows. */
  TrainingData withWeights(double... weights) {
    return new TrainingData(
        choice,
        target,
        preparation,
        training.withWeights(weights),
        validation,
        test,
        heldOut,
        notices,
        sources);
  }
}
