package dev.jensen.core.algorithm.normal;

import dev.jensen.core.algorithm.guard.CutShort;
import dev.jensen.core.density.LogDensity;
import dev.jensen.core.family.FullRankGaussian;
import dev.jensen.optim.Ending;
import dev.jensen.optim.Iteration;
import dev.jensen.optim.Loop;
import dev.jensen.optim.Minimum;
import dev.jensen.optim.Run;
import org.jspecify.annotations.Nullable;

/**
 * Lets a {@link Loop} watch a method that is made of parts: each part beats after every piece of work, with the best −ELBO so far,
 * and the loop's listeners, budget and cancels have their say.
 */
public final class Heartbeat implements Iteration {
    private final FullRankGaussian family;
    private final double[] phi;
    private final double[] gradient; // nothing to tell: 0
    private final Run run;
    private double value;

    /** Begins in a loop, which is shown a normal and its ELBO. */
    public Heartbeat(FullRankGaussian family, FittedNormal start, double elbo, Loop loop) {
        this.family = family;
        phi = family.parameters(start.mean(), start.factor());
        gradient = new double[phi.length];
        value = -elbo;
        run = loop.start(this);
    }

    /** Shows a better normal from now on. */
    public void better(FittedNormal normal, double elbo) {
        if (-elbo < value) {
            value = -elbo;
            System.arraycopy(family.parameters(normal.mean(), normal.factor()), 0, phi, 0, phi.length);
        }
    }

    /** Shows another normal from now on, be it better or not: of a method that does not climb the ELBO. */
    public void now(FittedNormal normal, double elbo) {
        value = -elbo;
        System.arraycopy(family.parameters(normal.mean(), normal.factor()), 0, phi, 0, phi.length);
    }

    /**
     * Counts a step.
     *
     * @throws CutShort where the loop says that this was the last
     */
    public void beat() {
        if (!run.advance()) {
            throw new CutShort(run.result().ending());
        }
    }

    /** Begins with the ELBO of a narrow normal, which is nearly log p̃ at its centre and its entropy. */
    public static Heartbeat about(FittedNormal narrow, LogDensity target, Loop loop) {
        double[] value = new double[1];
        target.logDensity(1, narrow.mean(), value);
        return new Heartbeat(FullRankGaussian.of(narrow.dimension()), narrow, value[0] + narrow.entropy(), loop);
    }

    /** Returns the family of the normals that are shown. */
    public FullRankGaussian family() {
        return family;
    }

    /** Returns the run that beats. */
    public Run run() {
        return run;
    }

    /** How the run went, when nothing beats any more. */
    public Minimum end() {
        if (run.step() == 0) {
            run.advance(); // what was cut short before its first step has one all the same
        }
        run.close();
        return run.result();
    }

    @Override
    public @Nullable Ending step(long step) {
        return null;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double[] gradient() {
        return gradient;
    }

    @Override
    public double[] parameters() {
        return phi;
    }
}
