package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Cauchy;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.Normal;
import dev.jensen.models.Model;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** y ~ N(Xβ, σ) with flat priors, or σ ~ Cauchy(0, 2.5) above 0: all that differ is the design. */
final class Regressions {
    private static final List<String> NAMES = List.of(
            "earnings-earn_height",
            "earnings-log10earn_height",
            "earnings-logearn_height",
            "earnings-logearn_height_male",
            "earnings-logearn_interaction",
            "earnings-logearn_logheight_male",
            "kidiq-kidscore_interaction",
            "kidiq-kidscore_momhs",
            "kidiq-kidscore_momhsiq",
            "kidiq-kidscore_momiq",
            "kidiq_with_mom_work-kidscore_interaction_c",
            "kidiq_with_mom_work-kidscore_interaction_z",
            "mesquite-logmesquite",
            "mesquite-logmesquite_logva",
            "mesquite-logmesquite_logvash",
            "mesquite-logmesquite_logvolume",
            "mesquite-mesquite",
            "nes1972-nes",
            "nes1980-nes");

    private Regressions() {}

    static List<String> names() {
        return NAMES;
    }

    static Differentiable density(Reference reference) {
        Design design = design(reference);
        boolean cauchy = reference.name().startsWith("kidiq-");
        return Model.of(reference.name(), m -> {
                    var row = m.plate("row", design.y().length);
                    var x = m.data("X", design.x(), row);
                    var beta = m.latent("beta", Flat.real(), design.x()[0].length);
                    var sigma = m.latent("sigma", Flat.positive());
                    if (cauchy) {
                        m.factor("prior of sigma", Cauchy.of(0, 2.5).logDensityInside(sigma));
                    }
                    m.observe("y", Normal.of(x.dot(beta), sigma), design.y(), row);
                })
                .density();
    }

    private static Design design(Reference r) {
        return switch (r.name()) {
            case "earnings-earn_height" -> Design.of(r.column("earn"), r.column("height"));
            case "earnings-logearn_height" -> Design.of(log(r, "earn"), r.column("height"));
            case "earnings-log10earn_height" -> Design.of(map(r.column("earn"), Math::log10), r.column("height"));
            case "earnings-logearn_height_male" -> Design.of(log(r, "earn"), r.column("height"), r.column("male"));
            case "earnings-logearn_logheight_male" -> Design.of(log(r, "earn"), log(r, "height"), r.column("male"));
            case "earnings-logearn_interaction" ->
                Design.withProduct(log(r, "earn"), r.column("height"), r.column("male"));
            case "kidiq-kidscore_momhs" -> Design.of(r.column("kid_score"), r.column("mom_hs"));
            case "kidiq-kidscore_momiq" -> Design.of(r.column("kid_score"), r.column("mom_iq"));
            case "kidiq-kidscore_momhsiq" -> Design.of(r.column("kid_score"), r.column("mom_hs"), r.column("mom_iq"));
            case "kidiq-kidscore_interaction" ->
                Design.withProduct(r.column("kid_score"), r.column("mom_hs"), r.column("mom_iq"));
            case "kidiq_with_mom_work-kidscore_interaction_c" ->
                Design.withProduct(
                        r.column("kid_score"), centred(r.column("mom_hs"), 0), centred(r.column("mom_iq"), 0));
            case "kidiq_with_mom_work-kidscore_interaction_z" ->
                Design.withProduct(
                        r.column("kid_score"), centred(r.column("mom_hs"), 2), centred(r.column("mom_iq"), 2));
            case "mesquite-mesquite" ->
                Design.of(
                        r.column("weight"),
                        r.column("diam1"),
                        r.column("diam2"),
                        r.column("canopy_height"),
                        r.column("total_height"),
                        r.column("density"),
                        r.column("group"));
            case "mesquite-logmesquite" ->
                Design.of(
                        log(r, "weight"),
                        log(r, "diam1"),
                        log(r, "diam2"),
                        log(r, "canopy_height"),
                        log(r, "total_height"),
                        log(r, "density"),
                        r.column("group"));
            case "mesquite-logmesquite_logvolume" -> Design.of(log(r, "weight"), volume(r));
            case "mesquite-logmesquite_logva" -> Design.of(log(r, "weight"), volume(r), sum(r, 1), r.column("group"));
            case "mesquite-logmesquite_logvash" ->
                Design.of(
                        log(r, "weight"), volume(r), sum(r, 1), sum(r, -1), log(r, "total_height"), r.column("group"));
            case "nes1972-nes", "nes1980-nes" -> partisanship(r);
            default -> throw new IllegalArgumentException(r.name());
        };
    }

    private static Design partisanship(Reference r) {
        double[] age = r.column("age_discrete");
        return Design.of(
                r.column("partyid7"),
                r.column("real_ideo"),
                r.column("race_adj"),
                map(age, a -> a == 2 ? 1 : 0),
                map(age, a -> a == 3 ? 1 : 0),
                map(age, a -> a == 4 ? 1 : 0),
                r.column("educ1"),
                r.column("gender"),
                r.column("income"));
    }

    /** log diam1 ± log diam2: the shrub's area, or its shape. */
    private static double[] sum(Reference r, int sign) {
        double[] area = log(r, "diam1");
        double[] second = log(r, "diam2");
        for (int i = 0; i < area.length; i++) {
            area[i] += sign * second[i];
        }
        return area;
    }

    private static double[] volume(Reference r) {
        double[] volume = sum(r, 1);
        double[] height = log(r, "canopy_height");
        for (int i = 0; i < volume.length; i++) {
            volume[i] += height[i];
        }
        return volume;
    }

    private static double[] log(Reference r, String column) {
        return map(r.column(column), Math::log);
    }

    private static double[] map(double[] values, DoubleUnaryOperator f) {
        return Arrays.stream(values).map(f).toArray();
    }

    /** v − mean(v), divided by so many of its standard deviations, or not divided for 0. */
    private static double[] centred(double[] v, int deviations) {
        double mean = Arrays.stream(v).average().orElseThrow();
        double squares = Arrays.stream(v).map(a -> (a - mean) * (a - mean)).sum();
        double unit = deviations == 0 ? 1 : deviations * Math.sqrt(squares / (v.length - 1));
        return map(v, a -> (a - mean) / unit);
    }

    /**
     * What is regressed on what.
     *
     * @param y outcomes
     * @param x a row for each, 1 first
     */
    record Design(double[] y, double[][] x) {
        static Design of(double[] y, double[]... columns) {
            double[][] x = new double[y.length][columns.length + 1];
            for (int i = 0; i < y.length; i++) {
                x[i][0] = 1;
                for (int k = 0; k < columns.length; k++) {
                    x[i][k + 1] = columns[k][i];
                }
            }
            return new Design(y, x);
        }

        static Design withProduct(double[] y, double[] a, double[] b) {
            double[] product = a.clone();
            for (int i = 0; i < product.length; i++) {
                product[i] *= b[i];
            }
            return of(y, a, b, product);
        }
    }
}
