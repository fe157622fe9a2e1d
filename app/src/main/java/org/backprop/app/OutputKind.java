package org.backprop.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.table.DataException;

/** What a command writes to a file, whose name may not say that it is something else. */
public enum OutputKind {
  MODEL("a model", "safetensors"),
  PREDICTIONS("a table of comma-separated values", "csv", "txt"),
  PICTURE("a picture", "svg", "dot", "gv", "mmd", "mermaid", "txt", "text"),
  RESULTS("JSON", "json", "txt"),
  REPORT("a report in HTML", "html", "htm"),
  PAGE("a page in HTML", "html", "htm");

  /** Endings of other kinds of files. */
  private static final Set<String> OTHERS =
      Set.of(
          "png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff", "pdf", "ps", "eps", "xml",
          "md", "tex", "doc", "docx", "xls", "xlsx", "ods", "tsv", "tab", "parquet", "feather",
          "arrow", "avro", "orc", "jsonl", "ndjson", "yaml", "yml", "gz", "bz2", "xz", "zst", "zip",
          "tar", "7z", "npy", "npz", "pt", "pth", "ckpt", "onnx", "h5", "hdf5", "pb", "tflite",
          "gguf", "pkl", "pickle", "joblib", "rds", "mat", "db", "sqlite", "idx", "py", "java",
          "jar", "class", "sh", "exe", "mp3", "mp4", "wav", "log");

  private final String noun;

  @SuppressWarnings("ImmutableEnumChecker") // never changed
  private final List<String> endings;

  OutputKind(String noun, String... endings) {
    this.noun = noun;
    this.endings = List.of(endings);
  }

  /**
   * Checks that the name of a file does not say that it holds something else.
   *
   * @throws DataException if it does
   */
  public void requireName(Path file) {
    var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    var ending = name.substring(name.lastIndexOf('.') + 1);
    if (name.contains(".") && !endings.contains(ending) && isKnown(ending)) {
      throw new DataException(
          "%s ends with .%s, but %s is written to it; name a file that ends with %s"
              .formatted(file, ending, noun, said()));
    }
  }

  private static boolean isKnown(String ending) {
    return OTHERS.contains(ending)
        || Stream.of(values()).anyMatch(kind -> kind.endings.contains(ending));
  }

  private String said() {
    return endings.stream().map(ending -> "." + ending).collect(Collectors.joining(" or "));
  }
}
