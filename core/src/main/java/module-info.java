/** From a target density and a variational family to a fit that says how far it can be trusted. */
module dev.jensen.core {
    requires transitive dev.jensen.optim;
    requires commons.math3;
    requires org.apache.commons.numbers.gamma;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.jensen.core.algorithm;
    exports dev.jensen.core.conjugate;
    exports dev.jensen.core.dense;
    exports dev.jensen.core.density;
    exports dev.jensen.core.diagnostic;
    exports dev.jensen.core.distribution;
    exports dev.jensen.core.divergence;
    exports dev.jensen.core.estimator;
    exports dev.jensen.core.expr;
    exports dev.jensen.core.family;
    exports dev.jensen.core.fit;
    exports dev.jensen.core.noise;
    exports dev.jensen.core.objective;
    exports dev.jensen.core.support;

    uses dev.jensen.core.dense.DenseBackend;
    uses dev.jensen.core.fit.Reporter;
}
