package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.density.ExprDensity;
import dev.jensen.core.density.Named;
import dev.jensen.core.density.Separable;
import dev.jensen.core.density.TwiceDifferentiable;
import dev.jensen.core.density.Variables;

/** A density that counts: a gradient as one, a Hessian-vector product as two, values apart. */
class Counted implements Differentiable, Named {
    private final Differentiable target;
    long gradients;
    long values;

    private Counted(Differentiable target) {
        this.target = target;
    }

    static Counted of(Differentiable target) {
        if (target instanceof ExprDensity traced) {
            return new Traced(traced);
        }
        return target instanceof TwiceDifferentiable twice ? new Twice(twice) : new Counted(target);
    }

    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public void logDensity(int draws, double[] points, double[] out) {
        values += draws;
        target.logDensity(draws, points, out);
    }

    @Override
    public void gradient(int draws, double[] points, double[] out, double[] ofPoints) {
        gradients += draws;
        target.gradient(draws, points, out, ofPoints);
    }

    @Override
    public Variables variables() {
        return Variables.of(target);
    }

    private static class Twice extends Counted implements TwiceDifferentiable {
        private final TwiceDifferentiable target;

        Twice(TwiceDifferentiable target) {
            super(target);
            this.target = target;
        }

        @Override
        public void hessianProduct(int draws, double[] points, double[] vectors, double[] products) {
            gradients += 2L * draws;
            target.hessianProduct(draws, points, vectors, products);
        }
    }

    /** Of a graph, which tells its structure too. */
    private static final class Traced extends Twice implements Separable {
        private final ExprDensity target;

        Traced(ExprDensity target) {
            super(target);
            this.target = target;
        }

        @Override
        public int terms() {
            return target.terms();
        }

        @Override
        public int[] coordinates(int term) {
            return target.coordinates(term);
        }

        @Override
        public void termValues(int draws, double[] points, double[] out) {
            values += draws;
            target.termValues(draws, points, out);
        }
    }
}
