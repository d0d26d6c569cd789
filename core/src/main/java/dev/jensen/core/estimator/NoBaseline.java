package dev.jensen.core.estimator;

/** No baseline: the signal as it is (Williams, "Simple statistical gradient-following algorithms", Machine Learning 8, 1992). */
public record NoBaseline() implements Baseline {

    @Override
    public int fewestDraws() {
        return 1;
    }

    @Override
    public Memory start(int draws) {
        return (objective, at, signals) -> {};
    }

    @Override
    public String toString() {
        return "no baseline";
    }
}
