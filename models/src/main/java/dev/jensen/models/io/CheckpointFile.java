package dev.jensen.models.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jensen.optim.Checkpoints;
import dev.jensen.optim.Progress;
import dev.jensen.optim.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps the snapshots of a run in a file, the last one only: JSON with a version and a checksum, laid out in docs/fit-file.md.
 *
 * <pre>{@code
 * Fit fit = model.fitting()
 *         .checkpoints(CheckpointFile.at(Path.of("radon.checkpoint.json")).every(Duration.ofMinutes(5)))
 *         .fit();
 * }</pre>
 *
 * <p>The same program, started again after it was killed, goes on where the file says, and ends with the same bits as if nothing had happened. A
 * file of another run is refused. Where a run has converged the file says so, and starting again gives the same fit at once.
 *
 * @param path replaced at each snapshot, as {@link FitFile} does: a kill or a full disk leaves the one before
 * @param interval time between snapshots; there is one more at the end of the run
 * @param steps most steps between snapshots
 */
public record CheckpointFile(Path path, Duration interval, long steps) implements Checkpoints {
    private static final SealedJson FORMAT = new SealedJson(
            "jensen-checkpoint", 1, "run", "checkpoint", "delete it to begin anew, or take it from a backup");

    /** Checks the intervals. */
    public CheckpointFile {
        if (interval.isNegative()) {
            throw new IllegalArgumentException("the time between checkpoints must be >= 0: " + interval);
        }
        if (steps < 1) {
            throw new IllegalArgumentException("the steps between checkpoints must be >= 1: " + steps);
        }
    }

    /** A snapshot every minute. */
    public static CheckpointFile at(Path path) {
        return new CheckpointFile(path, Duration.ofMinutes(1), Long.MAX_VALUE);
    }

    /** A snapshot after this time. */
    public CheckpointFile every(Duration time) {
        return new CheckpointFile(path, time, Long.MAX_VALUE);
    }

    /** A snapshot after this many steps. */
    public CheckpointFile every(long count) {
        return new CheckpointFile(path, Duration.ofSeconds(Long.MAX_VALUE), count);
    }

    @Override
    public Keeper start(String run) {
        Optional<Snapshot> latest = Files.exists(path) ? Optional.of(load(run)) : Optional.empty();
        return new Keeper() {
            private long savedAt = latest.map(Snapshot::steps).orElse(0L);
            private long savedNanos = latest.map(Snapshot::elapsedNanos).orElse(0L);

            @Override
            public Optional<Snapshot> latest() {
                return latest;
            }

            @Override
            public boolean isDue(Progress progress) {
                boolean isDue = progress.step() - savedAt >= steps
                        || Duration.ofNanos(progress.elapsedNanos() - savedNanos)
                                        .compareTo(interval)
                                >= 0;
                if (isDue) {
                    savedAt = progress.step();
                    savedNanos = progress.elapsedNanos();
                }
                return isDue;
            }

            @Override
            public void save(Snapshot snapshot) {
                FORMAT.write(path, json(run, snapshot));
            }
        };
    }

    private static ObjectNode json(String run, Snapshot snapshot) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("of", run);
        node.put("steps", snapshot.steps());
        node.put("nanos", snapshot.elapsedNanos());
        ArrayNode state = node.putArray("state");
        for (double[] array : snapshot.state()) {
            state.add(Numbers.of(array));
        }
        return node;
    }

    private Snapshot load(String run) {
        return FORMAT.read(path, node -> {
            String of = Numbers.text(node, "of");
            if (!of.equals(run)) {
                throw new IllegalArgumentException("this is the checkpoint of another run: \"" + of + "\", not \"" + run
                        + "\"; delete it to begin anew, or give another path");
            }
            JsonNode state = Numbers.field(node, "state");
            double[][] arrays = new double[state.size()][];
            for (int i = 0; i < arrays.length; i++) {
                arrays[i] = Numbers.values(state.get(i), "state[" + i + "]");
            }
            return new Snapshot(Numbers.whole(node, "steps"), Numbers.whole(node, "nanos"), arrays);
        });
    }
}
