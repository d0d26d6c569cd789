"""Writes digits.csv from scikit-learn's copy of the UCI optical recognition of handwritten digits (test set).

Each line: the digit, and its 8 x 8 pixels from the upper left, line by line, each 0 to 16, as digits in base 17.
"""
import gzip
import os
import sys

import sklearn

source = os.path.join(os.path.dirname(sklearn.__file__), "datasets", "data", "digits.csv.gz")
digits = "0123456789abcdefg"
with gzip.open(source, "rt") as lines, open(sys.argv[1], "w") as out:
    out.write("digit,pixels\n")
    for line in lines:
        numbers = [int(float(cell)) for cell in line.split(",")]
        out.write(f"{numbers[64]},{''.join(digits[k] for k in numbers[:64])}\n")
