package org.backprop.modelfile;

import java.nio.file.Path;
import org.backprop.advice.Advised;
import org.backprop.advice.Notice;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;

/** A model file needs likelihoods or layers that are neither built in nor given nor provided. */
public final class MissingPartException extends ModelFileException implements Advised {
  private static final long serialVersionUID = 1L;

  private final transient Notice notice;

  MissingPartException(Path path, UnknownPartException names) {
    this(
        Notice.of(
            "%s needs the likelihoods or layers %s, which are neither built in nor provided"
                .formatted(path, names.getMessage()),
            "name what provides them in {}",
            Remedy.of(Setting.EXTENSIONS)),
        names);
  }

  private MissingPartException(Notice notice, Exception cause) {
    super(notice.inJava(), cause);
    this.notice = notice;
  }

  @Override
  public Notice notice() {
    return notice;
  }
}
