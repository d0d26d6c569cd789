package dev.jensen.core.expr;

/** The functions of one number, each with its derivative. */
public enum UnaryOp {
    /** −x. */
    NEGATE {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.negate();
        }
    },
    /** 1/x. */
    RECIPROCAL {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(fx.square()).negate();
        }
    },
    /** x². */
    SQUARE {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(2).times(x);
        }
    },
    /** √x. */
    SQRT {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(0.5).dividedBy(fx);
        }
    },
    /** |x|; its derivative is taken as 0 at 0. */
    ABS {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(x.sign());
        }
    },
    /** −1, 0 or 1. */
    SIGN {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return Expr.constant(0);
        }
    },
    /** eˣ. */
    EXP {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(fx);
        }
    },
    /** eˣ − 1, accurate near 0. */
    EXPM1 {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(x.exp());
        }
    },
    /** Natural logarithm. */
    LOG {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.dividedBy(x);
        }
    },
    /** log(1 + x), accurate near 0. */
    LOG1P {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.dividedBy(x.plus(1));
        }
    },
    /** Sine of radians. */
    SIN {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(x.cos());
        }
    },
    /** Cosine of radians. */
    COS {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(x.sin()).negate();
        }
    },
    /** Tangent of radians. */
    TAN {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(fx.square().plus(1));
        }
    },
    /** Hyperbolic tangent. */
    TANH {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return Algebra.binary(BinaryOp.TANH_SLOPE, adjoint, fx);
        }
    },
    /** 1/(1 + e⁻ˣ). */
    SIGMOID {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(fx.times(Expr.constant(1).minus(fx)));
        }
    },
    /** log(1 + eˣ). */
    SOFTPLUS {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(x.sigmoid());
        }
    },
    /** e^(−|x|), which the logistic function and softplus of one number share. */
    EXP_MINUS_ABS {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(fx).times(x.sign()).negate();
        }
    },
    /** log |Γ(x)|. */
    LOG_GAMMA {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(x.digamma());
        }
    },
    /** ψ(x), the derivative of log Γ. */
    DIGAMMA {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(x.polygamma(1));
        }
    },
    /** ψ′(x). */
    TRIGAMMA {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(x.polygamma(2));
        }
    },
    /** The error function. */
    ERF {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(2 / Math.sqrt(Math.PI))
                    .times(x.square().negate().exp());
        }
    },
    /** Φ(x), the standard normal distribution function. */
    NORMAL_CDF {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(x.square().times(-0.5).minus(HALF_LOG_TWO_PI).exp());
        }
    },
    /** φ(x)/Φ(x), the inverse Mills ratio, which is the slope of log Φ. */
    INVERSE_MILLS {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            // −m(x + m); far below 0, where x and m cancel, its asymptotic series −(1 − 1/x² + 6/x⁴)
            Expr r = x.min(FAR_BELOW).square().reciprocal();
            Expr series = Expr.constant(1).minus(r).plus(r.square().times(6));
            Expr slope = Expr.select(x.lessThan(FAR_BELOW), series, fx.times(x.plus(fx)));
            return adjoint.times(slope).negate();
        }
    },
    /** log Φ(x), accurate in the lower tail. */
    LOG_NORMAL_CDF {
        @Override
        Expr pullback(Expr x, Expr fx, Expr adjoint) {
            return adjoint.times(x.inverseMills());
        }
    };

    /** Below this, three terms of the asymptotic series of the inverse Mills ratio's slope are exact to 1e-13. */
    private static final double FAR_BELOW = -300;

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    abstract Expr pullback(Expr x, Expr fx, Expr adjoint);
}
