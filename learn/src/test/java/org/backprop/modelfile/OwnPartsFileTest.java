package org.backprop.modelfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.backprop.graph.Node;
import org.backprop.layer.Activation;
import org.backprop.layer.Layers;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.PoissonLike;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.model.TrainedModel;
import org.backprop.oracle.Trained;
import org.backprop.part.Arguments;
import org.backprop.part.ModelPart;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model file holds all of its parts, those of a user too, or is not written. */
final class OwnPartsFileTest {
  @TempDir private Path folder;

  private Path path() {
    return folder.resolve("own.safetensors");
  }

  private static TrainedModel trained(Likelihood likelihood) {
    return Trained.of("count", likelihood, DType.FLOAT32);
  }

  /** Its size is an argument. */
  private record Sized(double size) implements PoissonLike {
    @Override
    public String name() {
      return "sized";
    }

    @Override
    public List<?> arguments() {
      return List.of(size);
    }

    @Override
    public Likelihood with(Arguments arguments) {
      arguments.requireCount(1);
      return new Sized(arguments.number(0));
    }
  }

  @Test
  void the_arguments_of_a_likelihood_are_read_again() {
    ModelFile.save(trained(new Sized(0.8)), path());
    var loaded = ModelFile.load(path(), new Sized(2));
    assertEquals(new Sized(0.8), loaded.model().likelihood());
    assertTrue(loaded.model().toString().endsWith(", sized(0.8)"), loaded.model().toString());
  }

  /** Its size is in no text. */
  private record Silent(double size) implements PoissonLike {}

  @Test
  void a_part_that_would_be_read_as_another_is_not_written() {
    var model = trained(new Silent(0.8));
    var e = assertThrows(ModelFileException.class, () -> ModelFile.save(model, path()));
    assertEquals(
        "the model cannot be written to a file: the text poisson-like() does not hold all of Silent[size=0.8]; state each parameter in arguments(), and make the part of them in with(Arguments)",
        e.getMessage());
    assertFalse(Files.exists(path()));
  }

  /** Contains a part. */
  private record Twice(ModelPart inner) implements Activation {
    @Override
    public String name() {
      return "twice";
    }

    @Override
    public Node of(Node x) {
      return x.times(2);
    }

    @Override
    public List<?> arguments() {
      return List.of(inner);
    }

    @Override
    public Activation with(Arguments arguments) {
      return new Twice(arguments.parts(ModelPart.class).getFirst());
    }
  }

  @Test
  void parts_inside_parts_are_read_again_and_all_that_is_missing_is_named() {
    var model =
        Model.of(Layers.features(3), new Twice(new Sized(3)), Layers.dense(1), new Sized(0.8));
    assertEquals("features(3), twice(sized(3.0)), dense(1), sized(0.8)", model.toString());
    assertEquals(
        model, ModelText.parse(model.toString(), List.of(new Twice(Layers.tanh()), new Sized(1))));
    var e =
        assertThrows(
            UnknownPartException.class, () -> ModelText.parse(model.toString(), List.of()));
    assertEquals("\"twice\", \"sized\"", e.getMessage());
    assertEquals(
        1, ModelGraph.predicting(model, DType.FLOAT32, DType.FLOAT32, 1).mean().shape().dim(1));
  }

  @Test
  void the_sentence_on_missing_parts_says_how_java_names_them() {
    ModelFile.save(trained(new Sized(0.8)), path());
    var e = assertThrows(MissingPartException.class, () -> ModelFile.load(path()));
    assertEquals(
        path()
            + " needs the likelihoods or layers \"sized\", which are neither built in nor provided; name what provides them in ModelFile.load(path, parts) or in the class path",
        e.getMessage());
  }
}
