/**
 * How is a smooth function minimised when its value and gradient are exact? Start at
 * {@link dev.jensen.optim.newton.Lbfgs}, or at {@link dev.jensen.optim.newton.TrustRegionNewton} where Hessian products
 * are at hand. May import {@code optim}, whose {@link dev.jensen.optim.Loop} turns it.
 */
@NullMarked
package dev.jensen.optim.newton;

import org.jspecify.annotations.NullMarked;
