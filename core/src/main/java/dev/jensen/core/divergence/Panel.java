package dev.jensen.core.divergence;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * An interval and the Gauss–Legendre integrals over it, by the rule of 15 points; how far those of 10 and of 7 are from it
 * is the error.
 *
 * @param value the integral
 * @param size the integral of the absolute value
 * @param massP the integral of p
 * @param massQ the integral of q
 * @param error of the value
 */
record Panel(double from, double to, double value, double size, double massP, double massQ, double error) {
    private static final GaussIntegrator FINE = new GaussIntegratorFactory().legendre(15);
    private static final GaussIntegrator COARSE = new GaussIntegratorFactory().legendre(10);
    private static final GaussIntegrator COARSEST = new GaussIntegratorFactory().legendre(7);
    private static final List<GaussIntegrator> RULES = List.of(FINE, COARSE, COARSEST);
    private static final int NODES =
            RULES.stream().mapToInt(GaussIntegrator::getNumberOfPoints).sum();

    /** The integrand, and the densities of p and q, at many points at once. */
    interface Integrand {
        double[][] at(double[] u);
    }

    double width() {
        return to - from;
    }

    double mass() {
        return Math.max(massP, massQ);
    }

    /** All rules on some intervals, each given by its two ends, in one call of the integrand. */
    static List<Panel> of(Integrand integrand, List<double[]> ends) {
        double[] u = new double[ends.size() * NODES];
        int at = 0;
        for (double[] panel : ends) {
            for (GaussIntegrator rule : RULES) {
                for (int i = 0; i < rule.getNumberOfPoints(); i++) {
                    u[at++] = 0.5 * (panel[0] + panel[1]) + 0.5 * (panel[1] - panel[0]) * rule.getPoint(i);
                }
            }
        }
        double[][] values = integrand.at(u);
        List<Panel> panels = new ArrayList<>();
        at = 0;
        for (double[] panel : ends) {
            double half = 0.5 * (panel[1] - panel[0]);
            double fine = half * weighted(FINE, values[0], at);
            double massP = half * weighted(FINE, values[1], at);
            double massQ = half * weighted(FINE, values[2], at);
            int second = at + FINE.getNumberOfPoints();
            double coarse = half * weighted(COARSE, values[0], second);
            double coarsest = half * weighted(COARSEST, values[0], second + COARSE.getNumberOfPoints());
            double size = half * weightedSize(FINE, values[0], at);
            // At a kink two rules may agree by chance, which the third gives away. To the power 1.5, as in QUADPACK,
            // its difference is no more than theirs where the function is smooth.
            double third = Math.abs(fine - coarsest);
            double error = Math.max(Math.abs(fine - coarse), size > 0 ? third * Math.sqrt(third / size) : 0);
            panels.add(new Panel(panel[0], panel[1], fine, size, massP, massQ, error));
            at += NODES;
        }
        return panels;
    }

    private static double weighted(GaussIntegrator rule, double[] values, int at) {
        double sum = 0;
        for (int i = 0; i < rule.getNumberOfPoints(); i++) {
            sum += rule.getWeight(i) * values[at + i];
        }
        return sum;
    }

    private static double weightedSize(GaussIntegrator rule, double[] values, int at) {
        double sum = 0;
        for (int i = 0; i < rule.getNumberOfPoints(); i++) {
            sum += rule.getWeight(i) * Math.abs(values[at + i]);
        }
        return sum;
    }
}
