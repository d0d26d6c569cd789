package dev.jensen.nd4j;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips where ND4J publishes no native code for the platform, and says so. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsBackend.Condition.class)
@interface NeedsBackend {
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Optional<String> obstacle = Backend.obstacle();
            return obstacle.isEmpty()
                    ? ConditionEvaluationResult.enabled("ND4J runs here")
                    : ConditionEvaluationResult.disabled(obstacle.get());
        }
    }
}
