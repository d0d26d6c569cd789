package dev.jensen.core.engine.instruction;

import dev.jensen.core.engine.function.BesselFunction;
import dev.jensen.core.engine.function.BetaIntegral;
import dev.jensen.core.engine.function.CosineIntegral;
import dev.jensen.core.engine.function.GammaIntegral;
import dev.jensen.core.engine.function.SkewNormalIntegral;
import dev.jensen.core.expr.BetaTail;
import dev.jensen.core.expr.CosineMoment;
import dev.jensen.core.expr.CosineTail;
import dev.jensen.core.expr.GammaTail;
import dev.jensen.core.expr.SpecialOperation;

/** A function of up to three numbers that is computed one element at a time, by integration. */
public interface SpecialFunction {
    /** The value; a function of fewer numbers ignores the rest. */
    double at(double a, double b, double c);

    /** The loop of a function. */
    static Elementwise.TernaryKernel kernel(SpecialOperation operation) {
        SpecialFunction f = of(operation);
        return (x, xo, xStep, y, yo, yStep, z, zo, zStep, out, oo, n) -> {
            for (int i = 0; i < n; i++) {
                out[oo + i] = f.at(x[xo + i * xStep], y[yo + i * yStep], z[zo + i * zStep]);
            }
        };
    }

    private static SpecialFunction of(SpecialOperation operation) {
        if (operation instanceof GammaTail gamma) {
            return (a, y, again) -> GammaIntegral.value(gamma.tail(), gamma.order(), a, y);
        }
        if (operation instanceof BetaTail beta) {
            return (a, b, u) -> BetaIntegral.value(beta.ofX(), beta.ofRest(), a, b, u);
        }
        if (operation instanceof CosineMoment cosine) {
            return (kappa, again, once) -> BesselFunction.moment(cosine.order(), kappa);
        }
        if (operation instanceof CosineTail tail) {
            return (x, mu, kappa) -> CosineIntegral.value(tail.order(), x, mu, kappa);
        }
        return (w, skew, again) -> SkewNormalIntegral.log(w, skew);
    }
}
