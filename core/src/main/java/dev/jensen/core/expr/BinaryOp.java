package dev.jensen.core.expr;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions of two numbers, each with its derivatives. */
public enum BinaryOp {
    /** a + b. */
    ADD("plus") {
        @Override
        List<@Nullable Expr> pullback(Expr a, Expr b, Expr f, Expr adjoint) {
            return List.of(adjoint, adjoint);
        }
    },
    /** a − b. */
    SUBTRACT("minus") {
        @Override
        List<@Nullable Expr> pullback(Expr a, Expr b, Expr f, Expr adjoint) {
            return List.of(adjoint, adjoint.negate());
        }
    },
    /** a·b. */
    MULTIPLY("times") {
        @Override
        List<@Nullable Expr> pullback(Expr a, Expr b, Expr f, Expr adjoint) {
            return List.of(adjoint.times(b), adjoint.times(a));
        }
    },
    /** a/b. */
    DIVIDE("dividedBy") {
        @Override
        List<@Nullable Expr> pullback(Expr a, Expr b, Expr f, Expr adjoint) {
            Expr ratio = adjoint.dividedBy(b);
            return List.of(ratio, ratio.times(f).negate());
        }
    },
    /**
     * aᵇ, with 0⁰ = 1. As a⁰ = 1 for every a, its derivative by a is 0 where b is 0, also at 0⁰. By b it is aᵇ log a, whose limit
     * at a = 0 is 0 for b &gt; 0; at 0⁰, where aᵇ jumps from 1 to 0 and there is none, it is taken as 0 too.
     */
    POW("pow") {
        @Override
        List<@Nullable Expr> pullback(Expr a, Expr b, Expr f, Expr adjoint) {
            Expr zero = Expr.constant(0);
            Expr one = Expr.constant(1);
            Expr lowered = b.minus(1);
            if (b.number() == null) { // 0·0⁰ in place of 0·0⁻¹, so that what is not selected is finite too
                lowered = Expr.select(a.equalTo(0).times(b.equalTo(0)), zero, lowered);
            }
            Expr logarithm = Expr.select(a.equalTo(0), one, a).log();
            return List.of(adjoint.times(b.times(a.pow(lowered))), adjoint.times(f.times(logarithm)));
        }
    },
    /** The smaller; NaN if either is. */
    MIN("min") {
        @Override
        List<@Nullable Expr> pullback(Expr a, Expr b, Expr f, Expr adjoint) {
            Expr first = a.lessOrEqual(b);
            Expr zero = Expr.constant(0);
            return List.of(Expr.select(first, adjoint, zero), Expr.select(first, zero, adjoint));
        }
    },
    /** The larger; NaN if either is. */
    MAX("max") {
        @Override
        List<@Nullable Expr> pullback(Expr a, Expr b, Expr f, Expr adjoint) {
            Expr first = b.lessOrEqual(a);
            Expr zero = Expr.constant(0);
            return List.of(Expr.select(first, adjoint, zero), Expr.select(first, zero, adjoint));
        }
    },
    /** 1/(1 + e⁻ᵃ), given b = e^(−|a|); its derivative by a is the whole derivative. */
    SIGMOID_GIVEN_EXP("sigmoid") {
        @Override
        List<@Nullable Expr> pullback(Expr a, Expr b, Expr f, Expr adjoint) {
            return Arrays.asList(adjoint.times(f.times(Expr.constant(1).minus(f))), null);
        }
    },
    /** a·(1 − b²), which is what x receives where b = tanh x receives a. */
    TANH_SLOPE("tanh") {
        @Override
        List<@Nullable Expr> pullback(Expr a, Expr b, Expr f, Expr adjoint) {
            return List.of(
                    Algebra.binary(TANH_SLOPE, adjoint, b),
                    adjoint.times(a.times(b)).times(-2));
        }
    },
    /** 1 where a &lt; b, else 0. */
    LESS("lessThan") {
        @Override
        List<@Nullable Expr> pullback(Expr a, Expr b, Expr f, Expr adjoint) {
            return Arrays.asList(null, null);
        }
    },
    /** 1 where a ≤ b, else 0. */
    LESS_OR_EQUAL("lessOrEqual") {
        @Override
        List<@Nullable Expr> pullback(Expr a, Expr b, Expr f, Expr adjoint) {
            return Arrays.asList(null, null);
        }
    },
    /** 1 where a = b, else 0. */
    EQUAL("equalTo") {
        @Override
        List<@Nullable Expr> pullback(Expr a, Expr b, Expr f, Expr adjoint) {
            return Arrays.asList(null, null);
        }
    };

    private final String word;

    BinaryOp(String word) {
        this.word = word;
    }

    abstract List<@Nullable Expr> pullback(Expr a, Expr b, Expr f, Expr adjoint);

    /**
     * The method of {@link Expr} that applies it.
     *
     * @return as messages call it
     */
    public String word() {
        return word;
    }
}
