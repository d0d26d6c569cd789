package dev.jensen.core.density;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Plate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What depends on what, found in the graph: the sets stated by hand, and against derivatives. */
class SeparableTest {

    private static final Plate HOMES = Plate.of("home", 5);
    private static final IntColumn COUNTY = IntColumn.of(HOMES, "county", new int[] {0, 2, 1, 1, 2}, 3);
    private static final Expr X = Expr.column(HOMES, "x", new double[] {1, -0.5, 2, 0.3, -1});

    @Test
    void factorsOfAHierarchyDependOnTheirGroupAndTheGlobals() {
        // z = (mean, log scale, three counties' effects)
        ExprDensity density = LogDensity.of(5, z -> {
            Expr prior = z.slice(2, 5)
                    .minus(z.at(0))
                    .dividedBy(z.at(1).exp())
                    .square()
                    .times(-0.5);
            Expr fit = X.minus(z.slice(2, 5).gather(COUNTY)).square().times(-0.5);
            return prior.sum()
                    .minus(z.at(1).times(3))
                    .plus(fit.sumRows())
                    .minus(z.at(0).square());
        });
        assertEquals(Set.of("[0]", "[1]", "[0, 1, 2]", "[0, 1, 3]", "[0, 1, 4]", "[2]", "[3]", "[4]"), sets(density));
        assertSumsToTheDensity(density);
    }

    @Test
    void rowsOfALatentOnAPlateAreApart() {
        ExprDensity density = LogDensity.of(6, z -> {
            Expr local = z.slice(1, 6).toRows(HOMES);
            return local.minus(z.at(0)).square().plus(local.exp().times(X)).negate();
        });
        assertEquals(
                Set.of("[0, 1]", "[0, 2]", "[0, 3]", "[0, 4]", "[0, 5]", "[1]", "[2]", "[3]", "[4]", "[5]"),
                sets(density));
        assertSumsToTheDensity(density);
    }

    @Test
    void rowsThatDependOnTheSameAreOneTerm() {
        ExprDensity density =
                LogDensity.of(2, z -> X.times(z.at(1)).plus(z.at(0)).softplus().negate());
        assertEquals(List.of("[0, 1]"), List.copyOf(sets(density)));
        assertEquals(1, density.terms());
        assertSumsToTheDensity(density);
    }

    @Test
    void manyTermsOfOneSumAreApart() {
        ExprDensity density = LogDensity.of(
                6,
                z -> Expr.total(IntStream.range(0, 24)
                        .mapToObj(i -> z.at(i % 6).minus(z.at(0)).times(i).sin())
                        .toList()));
        assertEquals(Set.of("[0]", "[0, 1]", "[0, 2]", "[0, 3]", "[0, 4]", "[0, 5]"), sets(density));
        assertSumsToTheDensity(density);
    }

    @Test
    void constantsAreATermOfNoCoordinate() {
        ExprDensity density = LogDensity.of(1, z -> z.square().negate().plus(3).sum());
        assertEquals(Set.of("[0]", "[]"), sets(density));
        assertSumsToTheDensity(density);
    }

    @Test
    void aSumWithinAProductOrAnExponentialStaysWhole() {
        assertEquals(Set.of("[0, 1, 2]"), sets(LogDensity.of(3, z -> z.sum().square())));
        assertEquals(Set.of("[0, 1, 2]"), sets(LogDensity.of(3, z -> z.logSumExp())));
        assertEquals(
                Set.of("[0]", "[0, 1]", "[0, 1, 2]"),
                sets(LogDensity.of(3, z -> z.cumulativeSum(0).exp())));
    }

    @Test
    void setsHoldWhateverHasADerivative() {
        Expr matrix = Expr.constant(new double[][] {{2, 0.3, 0.1}, {0.3, 1, 0}, {0.1, 0, 3}});
        List<UnaryOperator<Expr>> densities = List.of(
                z -> matrix.matVec(z.slice(0, 3)).square(),
                z -> z.reshape(2, 3).transpose().matMul(z.reshape(2, 3)).exp(),
                z -> z.reshape(2, 3)
                        .sum(0)
                        .square()
                        .minus(z.reshape(2, 3).logSumExp(1).sum()),
                z -> z.reshape(2, 3).plus(z.slice(0, 3)).sin(),
                z -> z.reshape(2, 3).times(z.slice(4, 6).reshape(2, 1)).tanh(),
                z -> matrix.plus(z.at(1).exp())
                        .choleskyFactor()
                        .solveLower(z.slice(3, 6))
                        .square(),
                z -> z.slice(0, 3)
                        .gather(COUNTY)
                        .times(X)
                        .times(z.slice(1, 6).toRows(HOMES))
                        .exp(),
                z -> z.slice(1, 6).toRows(HOMES).scatterAdd(COUNTY).square(),
                z -> z.slice(1, 6).toRows(HOMES).square().toAxis().times(z.at(0)),
                z -> z.slice(0, 2)
                        .times(X)
                        .square()
                        .plus(z.slice(1, 6).toRows(HOMES))
                        .exp(),
                z -> Expr.select(z.at(0).lessThan(z.at(1)), z.at(2), z.at(3)).square(),
                z -> z.slice(0, 5).put(new int[] {1, 0, 1, 2, 0}, 3).exp(),
                z -> Expr.concat(List.of(z.slice(3, 6), z.slice(0, 2)))
                        .cumulativeSum(0)
                        .sin());
        for (int k = 0; k < densities.size(); k++) {
            ExprDensity density = LogDensity.of(6, densities.get(k));
            assertSumsToTheDensity(density);
            assertTermsDependOnTheirCoordinatesOnly(density, "density " + k);
        }
    }

    private static void assertTermsDependOnTheirCoordinatesOnly(ExprDensity density, String what) {
        double[] z = new Random(2).doubles(6, -1, 1).toArray();
        double[] at = termValues(density, z);
        for (int i = 0; i < 6; i++) {
            double[] moved = z.clone();
            moved[i] += 0.3;
            double[] after = termValues(density, moved);
            for (int t = 0; t < at.length; t++) {
                int coordinate = i;
                boolean depends = Arrays.stream(density.coordinates(t)).anyMatch(c -> c == coordinate);
                assertTrue(depends || at[t] == after[t], what + ", term " + t + " by coordinate " + i);
            }
        }
    }

    private static void assertSumsToTheDensity(ExprDensity density) {
        int draws = 19; // more than a block
        int d = density.dimension();
        double[] points = new Random(1).doubles((long) draws * d, -1, 1).toArray();
        double[] values = new double[draws];
        double[] terms = new double[draws * density.terms()];
        Arrays.fill(terms, 99); // overwritten
        density.logDensity(draws, points, values);
        density.termValues(draws, points, terms);
        double[] sums = new double[draws];
        for (int i = 0; i < terms.length; i++) {
            sums[i / density.terms()] += terms[i];
        }
        assertArrayEquals(values, sums, 1e-12);
    }

    private static double[] termValues(ExprDensity density, double[] z) {
        double[] values = new double[density.terms()];
        density.termValues(1, z, values);
        return values;
    }

    private static Set<String> sets(ExprDensity density) {
        Set<String> sets = new TreeSet<>();
        for (int t = 0; t < density.terms(); t++) {
            assertTrue(sets.add(Arrays.toString(density.coordinates(t))), "terms of the same coordinates are one");
        }
        return sets;
    }
}
