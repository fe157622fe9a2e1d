package org.backprop.modelfile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.TargetEncoding;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.model.TrainedModel;
import org.backprop.part.ModelPart;
import org.backprop.prepare.Preparation;
import org.backprop.prepare.Target;
import org.backprop.provenance.BackpropVersion;
import org.backprop.provenance.Provenance;
import org.backprop.saved.SavedMap;
import org.backprop.table.Counted;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A trained model in a safetensors file: its tensors, and its form, preparation and provenance as
 * JSON in the header.
 *
 * <p>Files of version {@value Provenance#SCHEMA_VERSION} are written; those of version 1 are read
 * too.
 */
public final class ModelFile {
  private static final String KEY = "backprop";
  private static final String CHECKSUM = "backprop_crc32c";
  private static final JsonMapper JSON = new JsonMapper();

  private ModelFile() {}

  /**
   * Writes a model file: whole or not at all, in place of the former one.
   *
   * @throws ModelFileException if it cannot be written, a parameter is NaN or infinite, or the
   *     model's text does not make the same model again
   */
  public static void save(TrainedModel trained, Path path) {
    tensors(trained, path.toString()).write(path);
  }

  /**
   * Writes the bytes of a model file, as to a pipe.
   *
   * @throws ModelFileException as {@link #save} does
   */
  public static void write(TrainedModel trained, OutputStream out) throws IOException {
    tensors(trained, "the model").write(Channels.newChannel(out));
  }

  private static SafeTensors tensors(TrainedModel trained, String name) {
    requireReadable(trained.model());
    trained
        .parameters()
        .forEach((parameter, values) -> {
          if (!values.isFinite()) {
            throw new ModelFileException(
                "%s is not written, since %s has a value that is NaN or infinite; train again with a lower learning rate"
                    .formatted(name, parameter));
          }
        });
    var about = new LinkedHashMap<String, Object>();
    about.put("version", Provenance.SCHEMA_VERSION);
    about.put("written_by", BackpropVersion.number());
    about.put("model", trained.model().toString());
    about.put("input_type", trained.inputType().name());
    about.put("dispersion", trained.dispersion());
    trained.spread().ifPresent(spread -> about.put("spread", SpreadText.toMap(spread)));
    about.put("target", trained.target().toMap());
    about.put("preparation", trained.preparation().map(Preparation::toMap).orElse(Map.of()));
    about.put("provenance", trained.provenance().map(Provenance::toMap).orElse(Map.of()));
    Checksums.put(about, SpreadText.tensors(trained));
    var metadata = new LinkedHashMap<String, String>();
    var text = JSON.writeValueAsString(about);
    metadata.put("format", "backprop");
    metadata.put(KEY, text);
    metadata.put(CHECKSUM, Checksums.of(text));
    return new SafeTensors(SpreadText.tensors(trained), metadata);
  }

  /**
   * Checks that a file would hold all of a model's form, before it is trained.
   *
   * @throws ModelFileException with a sentence, if a part's text does not make the same part again
   */
  public static void requireReadable(Model model) {
    ModelText.requireReadable(model);
  }

  /**
   * Reads a model file.
   *
   * @param own likelihoods and layers outside this library that the model is made of; those that a
   *     {@link java.util.ServiceLoader} finds need not be given. Each is a prototype, whose {@link
   *     ModelPart#with} makes the part of the written arguments
   * @throws ModelFileException if it is none, damaged, of a later version, or has an unknown part
   */
  public static TrainedModel load(Path path, ModelPart... own) {
    var file = SafeTensors.read(path);
    var text = file.metadata().get(KEY);
    if (text == null) {
      throw new ModelFileException(
          path + " holds tensors, but no Backprop model; name a file that a training wrote");
    }
    try {
      requireIntact(file.metadata().get(CHECKSUM), text);
      var about = new SavedMap(JSON.readValue(text, Map.class), "description");
      return of(FileVersion.current(about, path), file.tensors(), List.of(own));
    } catch (UnknownPartException e) {
      throw new MissingPartException(path, e);
    } catch (JacksonException e) {
      throw damaged(path, "its description is no JSON: " + e.getOriginalMessage(), e);
    } catch (DamageException | DataException | IllegalArgumentException e) {
      throw damaged(path, String.valueOf(e.getMessage()), e);
    }
  }

  /** Files of earlier versions have no checksum. */
  private static void requireIntact(@Nullable String checksum, String text) {
    if (checksum != null && !checksum.equals(Checksums.of(text))) {
      throw new DamageException("its description is not as it was written");
    }
  }

  private static ModelFileException damaged(Path path, String what, Exception cause) {
    var fact = what.replaceAll("[.;]?$", "");
    return new ModelFileException(
        path + " is damaged: " + fact + "; copy it again from its source, or train again", cause);
  }

  private static TrainedModel of(SavedMap about, Map<String, Tensor> tensors, List<ModelPart> own) {
    var model = ModelText.parse(about.text("model"), own);
    var target = Target.fromMap(about.map("target"), model.likelihood());
    var preparation = preparation(about.map("preparation"), model.likelihood());
    var spread = SpreadText.of(about, tensors, model.features().count());
    var parameters = SpreadText.parameters(tensors);
    requireParameters(model, parameters);
    Checksums.require(about, tensors);
    requireFits(model, target, preparation);
    return new TrainedModel(
        model,
        parameters,
        inputType(about.text("input_type")),
        preparation,
        target,
        dispersion(about.number("dispersion")),
        spread,
        provenance(about.map("provenance")));
  }

  private static Optional<Provenance> provenance(Map<?, ?> map) {
    return map.isEmpty() ? Optional.empty() : Optional.of(Provenance.fromMap(map));
  }

  private static Optional<Preparation> preparation(Map<?, ?> map, Likelihood likelihood) {
    return map.isEmpty() ? Optional.empty() : Optional.of(Preparation.fromMap(map, likelihood));
  }

  private static DType inputType(String name) {
    for (var dtype : DType.values()) {
      if (dtype.name().equals(name) && (dtype.isFloat() || dtype == DType.UINT8)) {
        return dtype;
      }
    }
    throw new DamageException("its rows have the type " + name + ", which no model takes");
  }

  private static double dispersion(double dispersion) {
    if (!(dispersion >= 0 && Double.isFinite(dispersion))) {
      throw new DamageException("its dispersion is " + dispersion + ", not a number from 0");
    }
    return dispersion;
  }

  private static void requireParameters(Model model, Map<String, Tensor> parameters) {
    var needed = ModelGraph.predicting(model, DType.FLOAT32, DType.FLOAT32, 1).parameters();
    var dtype = parameters.values().stream().map(Tensor::dtype).findFirst().orElse(DType.FLOAT32);
    for (var parameter : needed) {
      var name = parameter.name();
      var tensor = parameters.get(name);
      if (tensor == null || !tensor.shape().equals(parameter.node().shape())) {
        throw new DamageException(
            "the model needs "
                + name
                + parameter.node().shape()
                + (tensor == null ? ", which is not there" : ", but it is " + tensor.shape()));
      }
      if (!dtype.isFloat() || tensor.dtype() != dtype) {
        throw new DamageException(
            name
                + " is of type "
                + tensor.dtype()
                + ", but all parameters must be of the same float type");
      }
    }
    parameters.forEach((name, values) -> {
      if (!values.isFinite()) {
        throw new DamageException(name + " has a value that is NaN or infinite");
      }
    });
    if (parameters.size() != needed.size()) {
      throw new DamageException(
          "it has the tensors " + parameters.keySet() + ", but the model needs " + needed.size());
    }
  }

  private static void requireFits(Model model, Target target, Optional<Preparation> preparation) {
    requireFits(target, model.likelihood());
    preparation.ifPresent(it -> requireFits(it.target(), model.likelihood()));
    if (target.width() != model.outputs()) {
      throw new DamageException(
          "its target needs %s, but the model has %s"
              .formatted(Counted.of(target.width(), "output"), model.outputs()));
    }
    var features = preparation.map(Preparation::featureCount).orElse(model.features().count());
    if (features != model.features().count()) {
      throw new DamageException(
          "its columns become %s, but the model has %s"
              .formatted(Counted.of(features, "feature"), model.features()));
    }
  }

  private static void requireFits(Target target, Likelihood likelihood) {
    var encoding = likelihood.encoding();
    var fits =
        switch (target) {
          case Target.Classes classes ->
              encoding.isClasses() && classes.binary() == (encoding == TargetEncoding.BINARY);
          case Target.Number _ -> !encoding.isClasses();
        };
    if (!fits) {
      throw new DamageException(
          "its target %s is %s, which does not fit %s()"
              .formatted(target.column(), kind(target), likelihood.name()));
    }
  }

  private static String kind(Target target) {
    return switch (target) {
      case Target.Classes classes -> classes.binary() ? "yes or no" : "one of several classes";
      case Target.Number _ -> "a number";
    };
  }
}
