"""What scikit-learn's LatentDirichletAllocation finds in the chapters of lesson E24Topics: bounds in nats, batch and online, several seeds.

Usage: python topics_sklearn.py FOLDER_OF_DATA
"""
import sys
import time

import numpy as np
import sklearn
from sklearn.decomposition import LatentDirichletAllocation

folder = sys.argv[1]
words = open(folder + "/kjv-words.csv").read().split()[1:]
rows = open(folder + "/kjv-chapters.csv").read().strip().split("\n")[1:]
counts = np.zeros((len(rows), len(words)))
for i, row in enumerate(rows):
    for cell in row.split(",")[2].split():
        word, _, often = cell.partition(":")
        counts[i, int(word)] = int(often or 1)


def bound(lda):
    shares, _ = lda._e_step(counts, cal_sstats=False, random_init=False)
    return lda._approx_bound(counts, shares, False)


print("scikit-learn", sklearn.__version__, counts.shape, counts.sum())
for method, steps in (("batch", dict(max_iter=200)), ("online", dict(max_iter=40, batch_size=64, learning_offset=10.0, learning_decay=0.7))):
    for seed in range(4):
        lda = LatentDirichletAllocation(
            10, doc_topic_prior=0.1, topic_word_prior=0.1, learning_method=method, random_state=seed, mean_change_tol=1e-5,
            max_doc_update_iter=1000, **steps)
        began = time.process_time()
        lda.fit(counts)
        print(method, seed, f"{bound(lda):.0f} nats, {time.process_time() - began:.1f} s")
