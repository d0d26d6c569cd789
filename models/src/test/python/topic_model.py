"""Golden values of TopicModelTest: one step of scikit-learn's LatentDirichletAllocation, in batch and online, from given topics."""
import numpy as np
import sklearn
from sklearn.decomposition import LatentDirichletAllocation
X = np.array([[3,1,0,0,2],[0,0,4,1,0],[1,2,0,0,1],[0,1,3,2,0],[2,0,0,1,3],[0,0,2,4,1]], dtype=float)
start = np.array([[1.0,0.5,0.8,1.2,0.9],[0.6,1.1,1.3,0.7,0.4]])
def make(method, **kw):
    lda = LatentDirichletAllocation(2, doc_topic_prior=0.3, topic_word_prior=0.2, learning_method=method, mean_change_tol=1e-13, max_doc_update_iter=100000, random_state=1, **kw)
    lda._init_latent_vars(5)
    from sklearn.decomposition._online_lda_fast import _dirichlet_expectation_2d
    lda.components_ = start.copy()
    lda.exp_dirichlet_component_ = np.exp(_dirichlet_expectation_2d(lda.components_))
    return lda
lda = make("batch")
g,_ = lda._e_step(X, cal_sstats=False, random_init=False)
print("bound", repr(lda._approx_bound(X, g, False)))
print("gamma0", g[0].tolist())
lda._em_step(X, total_samples=6, batch_update=True)
print("batch", lda.components_.tolist())
lda = make("online", learning_offset=3.0, learning_decay=0.7, total_samples=6)
lda._em_step(X[:2], total_samples=6, batch_update=False)
print("online of first two", lda.components_.tolist())
g,_ = lda._e_step(X, cal_sstats=False, random_init=False)
print("bound after", repr(lda._approx_bound(X, g, False)), sklearn.__version__)
