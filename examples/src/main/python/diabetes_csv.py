"""Writes diabetes.csv from scikit-learn's copy of the data of Efron, Hastie, Johnstone and Tibshirani, "Least angle regression", 2004."""
import sys

from sklearn.datasets import load_diabetes

data = load_diabetes(scaled=False)
with open(sys.argv[1], "w") as out:
    out.write(",".join(data.feature_names) + ",progression\n")
    for row, target in zip(data.data, data.target):
        out.write(",".join(f"{x:g}" for x in row) + f",{target:g}\n")
