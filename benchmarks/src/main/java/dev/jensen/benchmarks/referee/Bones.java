package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Normal;
import dev.jensen.models.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Ages of children by the grades of their bones, the thresholds γ and slopes δ known. With Q_k = sigmoid(δ(θ − γ_k)),
 *
 * <pre>
 *   Q_{k−1} − Q_k = sigmoid(δ(θ − γ_{k−1})) · sigmoid(−δ(θ − γ_k)) · (1 − exp(−δ(γ_k − γ_{k−1})))
 * </pre>
 */
final class Bones {
    private Bones() {}

    /** A grade: whose it is, and what it says. */
    private record Grade(int child, double slope, double above, double below, double hasAbove, double hasBelow) {
        double logGap() {
            return hasAbove * hasBelow == 0 ? 0 : Math.log(-Math.expm1(-slope * (below - above)));
        }
    }

    static Differentiable density(Reference reference) {
        List<Grade> grades = grades(reference);
        return Model.of(reference.name(), m -> {
                    var child = m.plate("child", (int) reference.number("nChild"));
                    var grade = m.plate("grade", grades.size());
                    int[] children = grades.stream().mapToInt(Grade::child).toArray();
                    var of = m.index("child of grade", children, grade, child);
                    var slope = m.data("delta", column(grades, Grade::slope), grade);
                    var above = m.data("threshold below", column(grades, Grade::above), grade);
                    var below = m.data("threshold above", column(grades, Grade::below), grade);
                    var theta = m.latent("theta", Normal.of(0, 36), child).gather(of);
                    var passed = slope.times(above.minus(theta)).softplus().negate();
                    var failed = slope.times(theta.minus(below)).softplus().negate();
                    m.factor(
                            "grade",
                            m.data("has lower", column(grades, Grade::hasAbove), grade)
                                    .times(passed)
                                    .plus(m.data("has upper", column(grades, Grade::hasBelow), grade)
                                            .times(failed))
                                    .plus(m.data("log gap", column(grades, Grade::logGap), grade)));
                })
                .density();
    }

    private static double[] column(List<Grade> grades, ToDoubleFunction<Grade> part) {
        return grades.stream().mapToDouble(part).toArray();
    }

    private static List<Grade> grades(Reference reference) {
        double[][] table = reference.table("grade");
        double[][] thresholds = reference.table("gamma");
        double[] slopes = reference.column("delta");
        int[] categories =
                Arrays.stream(reference.column("ncat")).mapToInt(k -> (int) k).toArray();
        List<Grade> grades = new ArrayList<>();
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < slopes.length; j++) {
                int k = (int) table[i][j];
                if (k < 1) {
                    continue; // missing
                }
                boolean lower = k > 1;
                boolean upper = k < categories[j];
                grades.add(new Grade(
                        i,
                        slopes[j],
                        lower ? thresholds[j][k - 2] : 0,
                        upper ? thresholds[j][k - 1] : 0,
                        lower ? 1 : 0,
                        upper ? 1 : 0));
            }
        }
        return grades;
    }
}
