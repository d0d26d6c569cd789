package dev.jensen.core.algorithm;

import dev.jensen.optim.Listener;
import dev.jensen.optim.Loop;
import dev.jensen.optim.stop.CtrlC;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * What can be watched while it runs, and ended early: it then answers with the best so far, marked as such. Each method returns another
 * configuration.
 *
 * @param <A> the algorithm
 */
public interface Steerable<A> {

    /** Runs in a loop that is made of the one so far. */
    A steer(UnaryOperator<Loop> change);

    /** Shows every step to a listener too. */
    default A listen(Listener listener) {
        return steer(loop -> loop.listen(listener));
    }

    /** Ends after this number of steps at the latest. */
    default A maximumSteps(long steps) {
        return steer(loop -> loop.maximumSteps(steps));
    }

    /** Ends with the first step that is over after this time. */
    default A budget(Duration time) {
        return steer(loop -> loop.budget(time));
    }

    /**
     * Ends once this many gradients of log p̃ have been taken, or values where there are no gradients; a Hessian-vector product counts as two. What
     * judges the answer is not counted.
     *
     * @param most at least 1
     */
    default A gradients(long most) {
        return steer(loop -> loop.gradients(most));
    }

    /** Ends with the first step after which this is true; an interrupt of the thread does the same. */
    default A cancel(BooleanSupplier cancelled) {
        return steer(loop -> loop.cancel(cancelled));
    }

    /** Ends on Ctrl-C or SIGTERM, and has the JVM wait until this thread has used the answer, ten seconds at most; see {@link CtrlC}. */
    default A stopOnCtrlC() {
        return steer(loop -> loop.stop(CtrlC.usual()));
    }
}
