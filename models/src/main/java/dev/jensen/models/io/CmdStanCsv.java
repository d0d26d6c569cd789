package dev.jensen.models.io;

import dev.jensen.core.density.Variable;
import dev.jensen.core.fit.Draws;
import dev.jensen.core.fit.Fit;
import dev.jensen.core.fit.ScoredDraws;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws in CmdStan's layout: comments that begin with #, a line of names, a line for each draw. Names count from 1 and have dots, as
 * {@code theta.1} and {@code beta.2.1}, the first index fastest; of a variable on a plate the row is the first. {@code lp__} is log p̃ and
 * {@code lp_approx__} is log q, both over ℝᵈ, as Pathfinder's are there.
 *
 * <pre>{@code
 * CmdStanCsv.write(fit, 1000, Path.of("schools.csv"));   // az.from_cmdstan(posterior="schools.csv")
 * }</pre>
 */
public final class CmdStanCsv {
    private CmdStanCsv() {}

    /**
     * Writes draws, whole or not at all.
     *
     * @param draws how many, at least 1
     * @param path replaced
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public static void write(Fit fit, int draws, Path path) {
        ScoredDraws scored = fit.scoredDraws(draws);
        AtomicFile.write(path, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            comments(fit, draws, writer);
            table(scored, writer);
            writer.flush();
        });
    }

    private static void comments(Fit fit, int draws, Writer writer) throws IOException {
        writer.write("# method = variational\n#   algorithm = "
                + fit.origin().method().replaceAll("\\s+", "_") + "\n#   output_draws = " + draws
                + "\n# random\n#   seed = "
                + fit.origin().seed() + "\n");
        if (fit.verdict().isPresent()) {
            writer.write("# verdict: " + fit.verdict().orElseThrow().word().replace('\n', ' ') + "\n");
        }
    }

    private static void table(ScoredDraws scored, Writer writer) throws IOException {
        Draws draws = scored.draws();
        List<double[][]> arrays = new ArrayList<>();
        List<int[]> positions = new ArrayList<>();
        StringBuilder names = new StringBuilder("lp__,lp_approx__");
        for (Variable variable : draws.variables()) {
            List<Integer> sizes = Elements.sizes(variable);
            int[] index = new int[sizes.size()];
            int[] at = new int[variable.size()];
            for (int k = 0; k < at.length; k++) {
                at[k] = Elements.position(variable, index);
                names.append(',').append(variable.name());
                for (int i : index) {
                    names.append('.').append(i + 1);
                }
                Elements.advance(index, sizes);
            }
            arrays.add(draws.array(variable.name()));
            positions.add(at);
        }
        writer.write(names.append('\n').toString());
        for (int s = 0; s < draws.count(); s++) {
            writer.write(number(scored.logTarget()[s]) + "," + number(scored.logFamily()[s]));
            for (int v = 0; v < arrays.size(); v++) {
                for (int at : positions.get(v)) {
                    writer.write("," + number(arrays.get(v)[s][at]));
                }
            }
            writer.write('\n');
        }
    }

    /** As CmdStan writes what is no number. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        return Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : Double.toString(value);
    }
}
