package dev.jensen.core.divergence;

import dev.jensen.core.diagnostic.Estimate;
import java.util.function.DoubleUnaryOperator;

/**
 * How far apart two laws are, or how much information one holds: a value that says how it was found and how far it can
 * be trusted.
 *
 * @param value never NaN; +∞ where the definition says so
 * @param error 0 for a closed form; a bound of the truncated rest of a sum; the error estimate of a quadrature; a
 *     standard error of Monte Carlo
 * @param route how it was found
 * @param unit what it counts
 */
public record Divergence(double value, double error, Route route, Unit unit) {

    /** Checks that the value is a number. */
    public Divergence {
        if (Double.isNaN(value)) {
            throw new ArithmeticException("the " + route + " gave NaN: a log density is NaN inside its support");
        }
    }

    /**
     * The same information in bits.
     *
     * @return value and error divided by log 2
     * @throws IllegalStateException if this is no information, as a total variation
     */
    public Divergence bits() {
        return switch (unit) {
            case NATS -> new Divergence(value / Math.log(2), error / Math.log(2), route, Unit.BITS);
            case BITS -> this;
            default -> throw new IllegalStateException("only information has bits; this is " + this + ", unit " + unit);
        };
    }

    /** Whether it was found without sampling and is finite. */
    boolean isSure() {
        return route.compareTo(Route.MONTE_CARLO) < 0 && Double.isFinite(value);
    }

    /** A sum, by the less sure of the two routes; independent standard errors add in square, other errors plainly. */
    Divergence plus(Divergence other) {
        Route less = route.compareTo(other.route) >= 0 ? route : other.route;
        double sum = less == Route.MONTE_CARLO ? Math.hypot(error, other.error) : error + other.error;
        return new Divergence(value + other.value, sum, less, unit);
    }

    /** An increasing function of the value, and of the ends of its error bar. */
    Divergence map(DoubleUnaryOperator increasing, Unit newUnit) {
        double middle = increasing.applyAsDouble(value);
        double up = Math.abs(increasing.applyAsDouble(value + error) - middle);
        double down = Math.abs(increasing.applyAsDouble(value - error) - middle);
        double bar = error == 0 || Double.isInfinite(middle) ? 0 : Math.max(finite(up), finite(down));
        return new Divergence(middle, bar, route, newUnit);
    }

    private static double finite(double bar) {
        return bar < Double.POSITIVE_INFINITY ? bar : 0;
    }

    /** The value between bounds that its definition gives, which rounding may overstep. */
    Divergence within(double least, double greatest) {
        return new Divergence(Math.min(greatest, Math.max(least, value)), error, route, unit);
    }

    /** Returns such as {@code 0.3069 nats (closed form)} or {@code 0.307 ± 0.002 nats (Monte Carlo)}. */
    @Override
    public String toString() {
        String number = error == 0 || route.compareTo(Route.MONTE_CARLO) < 0
                ? Double.toString(value)
                : new Estimate(value, error, 0).toString();
        return number + unit.suffix() + " (" + route + ")";
    }
}
