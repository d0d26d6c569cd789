package dev.jensen.core.algorithm;

/** How {@link FixedDrawVi} minimises −ELBO on its draws. */
public enum Minimizer {
    /** L-BFGS: a gradient of −ELBO a step, or a few. */
    LBFGS,
    /**
     * Newton's method within a trust region, its steps by conjugate gradients with exact Hessian-vector products of log p̃, each of which costs about two gradients
     * (Steihaug 1983; Nocedal and Wright 2006, algorithms 4.1 and 7.2). A target without Hessian products, and a family without draws
     * g(ε) or without an entropy in closed form, such as a mixture, are minimised by L-BFGS all the same.
     */
    TRUST_REGION_NEWTON
}
