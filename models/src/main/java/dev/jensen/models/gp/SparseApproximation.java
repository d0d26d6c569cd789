package dev.jensen.models.gp;

/**
 * What is said of the part of a function that its values at inducing points leave open. Q is the covariance that they explain, K
 * that of the kernel.
 */
public enum SparseApproximation {
    /** Nothing: y ~ N(m, Q + σ²I). Quiñonero-Candela and Rasmussen (2005), who call it DTC for regression. */
    DETERMINISTIC,
    /** Independent at the points: y ~ N(m, Q + diag(K − Q) + σ²I). Snelson and Ghahramani (2006), "Sparse Gaussian processes using
     * pseudo-inputs". */
    FULLY_INDEPENDENT,
    /** A lower bound of the exact density: log N(y | m, Q + σ²I) − tr(K − Q)/(2σ²). Titsias (2009), "Variational learning of inducing
     * variables in sparse Gaussian processes". */
    VARIATIONAL
}
