"""A table of numbers with scikit-learn: table.py pandas|polars WHAT TABLE FOLDER."""

import sys
import warnings

import joblib
import numpy as np
from sklearn import metrics
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

library, what, path, folder = sys.argv[1:]
model = f"{folder}/{library}.joblib"


def read():
    if library == "pandas":
        import pandas

        table = pandas.read_csv(path)
        return table.drop(columns="y").to_numpy(), table["y"].to_numpy()
    import polars

    table = polars.read_csv(path)
    return table.drop("y").to_numpy(), table["y"].to_numpy()


def write(probabilities):
    columns = {f"p_{k}": probabilities[:, k] for k in range(probabilities.shape[1])}
    if library == "pandas":
        import pandas

        pandas.DataFrame(columns).to_csv(f"{folder}/pandas.csv", index=False)
    else:
        import polars

        polars.DataFrame(columns).write_csv(f"{folder}/polars.csv")


def scores(y, p):
    return [
        metrics.accuracy_score(y, p > 0.5),
        metrics.roc_auc_score(y, p),
        metrics.log_loss(y, p),
        metrics.brier_score_loss(y, p),
    ]


warnings.simplefilter("ignore", ConvergenceWarning)  # one epoch was asked for
x, y = read()
if what == "train":
    network = MLPClassifier((64,), activation="tanh", batch_size=64, max_iter=1, random_state=1)
    joblib.dump(make_pipeline(StandardScaler(), network).fit(x, y), model)
elif what == "regression":
    joblib.dump(make_pipeline(StandardScaler(), LogisticRegression(C=np.inf)).fit(x, y), f"{model}.linear")
elif what == "predict":
    write(joblib.load(model).predict_proba(x))
else:
    print(scores(y, joblib.load(model).predict_proba(x)[:, 1]))
