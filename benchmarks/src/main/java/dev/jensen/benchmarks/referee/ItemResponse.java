package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.core.distribution.Bernoulli;
import dev.jensen.core.distribution.Cauchy;
import dev.jensen.core.distribution.Flat;
import dev.jensen.core.distribution.LogNormal;
import dev.jensen.core.distribution.Normal;
import dev.jensen.models.Model;

/** Item response with two parameters an item: logit P(person j is right on item i) = a_i (θ_j − b_i). */
final class ItemResponse {
    private ItemResponse() {}

    static Differentiable density(Reference reference) {
        double[][] table = reference.table("y");
        int items = table.length;
        int persons = table[0].length;
        double[] right = new double[items * persons];
        int[] items0 = new int[right.length];
        int[] persons0 = new int[right.length];
        for (int k = 0; k < right.length; k++) {
            items0[k] = k / persons;
            persons0[k] = k % persons;
            right[k] = table[items0[k]][persons0[k]];
        }
        return Model.of(reference.name(), m -> {
                    var item = m.plate("item", items);
                    var person = m.plate("person", persons);
                    var answer = m.plate("answer", right.length);
                    var ofItem = m.index("item of answer", items0, answer, item);
                    var ofPerson = m.index("person of answer", persons0, answer, person);
                    var sigmaTheta = m.latent("sigma_theta", Flat.positive());
                    m.factor("prior of sigma_theta", Cauchy.of(0, 2).logDensityInside(sigmaTheta));
                    var theta = m.latent("theta", Normal.of(0, sigmaTheta), person);
                    var sigmaA = m.latent("sigma_a", Flat.positive());
                    m.factor("prior of sigma_a", Cauchy.of(0, 2).logDensityInside(sigmaA));
                    var a = m.latent("a", LogNormal.of(0, sigmaA), item);
                    var muB = m.latent("mu_b", Normal.of(0, 5));
                    var sigmaB = m.latent("sigma_b", Flat.positive());
                    m.factor("prior of sigma_b", Cauchy.of(0, 2).logDensityInside(sigmaB));
                    var b = m.latent("b", Normal.of(muB, sigmaB), item);
                    var logit = a.gather(ofItem).times(theta.gather(ofPerson).minus(b.gather(ofItem)));
                    m.observe("y", Bernoulli.ofLogit(logit), right, answer);
                })
                .density();
    }
}
