package org.backprop.bench.peers;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.backprop.bench.Mnist;

/**
 * Spark's multilayer perceptron on the digits: sigmoid units, L-BFGS; an epoch is 50 iterations.
 */
public final class SparkMnist implements Mnist.Learner {
  private static final StructType COLUMNS =
      new StructType()
          .add("label", DataTypes.DoubleType)
          .add("features", SQLDataTypes.VectorType());

  private final SparkSession spark =
      SparkSession.builder().master("local[*]").config("spark.ui.enabled", "false").getOrCreate();
  private final MultilayerPerceptronClassifier classifier =
      new MultilayerPerceptronClassifier()
          .setLayers(new int[] {Mnist.PIXELS, 128, 10})
          .setMaxIter(50)
          .setSeed(1);
  private Dataset<Row> rows;
  private MultilayerPerceptronClassificationModel model;

  private SparkMnist() {}

  public static void main(String[] arguments) throws Exception {
    Mnist.learn("4.1.0", new SparkMnist(), arguments);
    System.exit(0);
  }

  private Dataset<Row> rows(Mnist digits) {
    var images = digits.images();
    List<Row> all = new ArrayList<>();
    for (var i = 0; i < images.length; i++) {
      all.add(RowFactory.create((double) digits.labels()[i], Vectors.dense(images[i])));
    }
    return spark
        .createDataFrame(all, COLUMNS)
        .repartition(spark.sparkContext().defaultParallelism());
  }

  @Override
  public void epoch(Mnist training) {
    if (rows == null) {
      rows = rows(training).cache();
    }
    if (model != null) {
      classifier.setInitialWeights(model.weights());
    }
    model = classifier.fit(rows);
  }

  @Override
  public int[] classes(Mnist test) {
    var images = test.images();
    var classes = new int[images.length];
    for (var i = 0; i < images.length; i++) {
      classes[i] = (int) model.predict(Vectors.dense(images[i]));
    }
    return classes;
  }
}
