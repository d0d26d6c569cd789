package dev.jensen.optim.rule;

import dev.jensen.optim.schedule.Schedule;
import org.junit.jupiter.api.Nested;

/** Each rule, held to {@link RuleContract}. */
class RulesTest {
    /** Takes the rattle of a sign-like rule down to nothing. */
    private static final Schedule FADING = Schedule.polynomial(0.5, 0.75);

    @Nested
    class PlainSgd extends RuleContract {
        PlainSgd() {
            super("sgd", Sgd.at(0.1));
        }
    }

    @Nested
    class OfHeavyBall extends RuleContract {
        OfHeavyBall() {
            super("heavy ball", Sgd.withMomentum(Schedule.constant(0.05), 0.9));
        }
    }

    @Nested
    class OfNesterov extends RuleContract {
        OfNesterov() {
            super("nesterov", Sgd.withNesterov(Schedule.constant(0.05), 0.9));
        }
    }

    @Nested
    class OfWeightDecay extends RuleContract {
        OfWeightDecay() {
            super("l2", WeightDecay.by(0.3).then(Scale.by(0.1)));
        }

        @Override
        double[] minimum() {
            return new double[] {2 * 1 / 1.3, -1 * 0.1 / 0.4, 0.5 * 3 / 3.3};
        }
    }

    @Nested
    class OfAdam extends RuleContract {
        OfAdam() {
            super("adam", Adam.at(0.1));
        }
    }

    @Nested
    class OfAdamW extends RuleContract {
        OfAdamW() {
            super("adamw", AdamW.at(0.1, 0.2));
        }

        /** The decay pulls towards 0 by an amount that has no closed form. */
        @Override
        double tolerance() {
            return 0.5;
        }
    }

    @Nested
    class OfAdamWWithoutDecay extends RuleContract {
        OfAdamWWithoutDecay() {
            super("adam", AdamW.at(0.1, 0));
        }
    }

    @Nested
    class OfAmsGrad extends RuleContract {
        OfAmsGrad() {
            super("amsgrad", AmsGrad.at(0.1));
        }
    }

    @Nested
    class OfRmsProp extends RuleContract {
        OfRmsProp() {
            super("rmsprop", RmsProp.at(0.05));
        }

        @Override
        double tolerance() {
            return 0.1;
        }
    }

    @Nested
    class OfRmsPropFading extends RuleContract {
        OfRmsPropFading() {
            super("rmsprop, fading", RmsProp.at(FADING));
        }

        @Override
        double tolerance() {
            return 1e-3;
        }
    }

    @Nested
    class OfAdaGrad extends RuleContract {
        OfAdaGrad() {
            super("adagrad", AdaGrad.at(0.5));
        }
    }

    @Nested
    class OfAdaDelta extends RuleContract {
        OfAdaDelta() {
            super("adadelta", AdaDelta.standard());
        }

        @Override
        double tolerance() {
            return 0.02;
        }
    }

    @Nested
    class OfClipValue extends RuleContract {
        OfClipValue() {
            super("clip value", ClipValue.at(0.3).then(Scale.by(0.1)));
        }
    }

    @Nested
    class OfClipNorm extends RuleContract {
        OfClipNorm() {
            super("clip norm", ClipNorm.at(0.3).then(Scale.by(0.1)));
        }
    }

    @Nested
    class OfThreeInARow extends RuleContract {
        OfThreeInARow() {
            super("three in a row", ClipNorm.at(10).then(Adam.standard()).then(Scale.by(Schedule.cosine(0.1, 20_000))));
        }
    }

    @Nested
    class OfDog extends RuleContract {
        OfDog() {
            super("dog", new Dog(1e-2, 1e-8));
        }
    }

    @Nested
    class OfDowg extends RuleContract {
        OfDowg() {
            super("dowg", Dowg.standard());
        }
    }

    @Nested
    class OfProdigy extends RuleContract {
        OfProdigy() {
            super("prodigy", new Prodigy(0.9, 0.999, 1e-8, 1e-2));
        }

        @Override
        double tolerance() {
            return 0.02;
        }
    }

    @Nested
    class OfProdigyFading extends RuleContract {
        OfProdigyFading() {
            super("prodigy, fading", Prodigy.standard().then(Scale.by(FADING)));
        }

        @Override
        double tolerance() {
            return 1e-3;
        }
    }

    @Nested
    class OfCocob extends RuleContract {
        OfCocob() {
            super("cocob", Cocob.standard());
        }

        @Override
        double tolerance() {
            return 0.01;
        }
    }

    @Nested
    class OfLion extends RuleContract {
        OfLion() {
            super("lion", Lion.at(0.05));
        }

        @Override
        double tolerance() {
            return 0.1;
        }
    }

    @Nested
    class OfLionFading extends RuleContract {
        OfLionFading() {
            super("lion, fading", Lion.at(FADING));
        }

        @Override
        double tolerance() {
            return 2e-3;
        }
    }

    @Nested
    class OfAdaBelief extends RuleContract {
        OfAdaBelief() {
            super("adabelief", AdaBelief.at(0.1));
        }
    }

    @Nested
    class OfScheduleFree extends RuleContract {
        OfScheduleFree() {
            super("schedule-free", ScheduleFree.of(Sgd.at(0.1)));
        }
    }
}
