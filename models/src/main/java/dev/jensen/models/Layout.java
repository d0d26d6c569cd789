package dev.jensen.models;

import dev.jensen.core.distribution.InverseGamma;
import dev.jensen.core.expr.Plate;
import dev.jensen.core.family.BetaLaw;
import dev.jensen.core.family.DirichletLaw;
import dev.jensen.core.family.GammaLaw;
import dev.jensen.core.family.InverseGammaLaw;
import dev.jensen.core.family.NaturalLaw;
import dev.jensen.core.family.NaturalMeanField;
import dev.jensen.core.family.NormalLaw;
import dev.jensen.core.family.StructuredGaussian;
import dev.jensen.core.support.ContinuousSupport;
import dev.jensen.core.support.Interval;
import dev.jensen.core.support.LowerBounded;
import dev.jensen.core.support.Positive;
import dev.jensen.core.support.Simplex;
import dev.jensen.core.support.UpperBounded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which coordinates of a model's density belong to which latent and which row, and the families that follow from it.
 *
 * @param latents in the order of their coordinates
 */
record Layout(List<LatentShape> latents) {

    StructuredGaussian structuredGaussian() {
        List<Integer> globals = new ArrayList<>();
        Map<Plate, List<List<Integer>>> rows = new LinkedHashMap<>();
        int offset = 0;
        for (LatentShape latent : latents) {
            Plate plate = latent.plate();
            int size = size(latent);
            for (int i = 0; i < size; i++) {
                if (plate == null) {
                    globals.add(offset + i);
                } else {
                    rows.computeIfAbsent(plate, Layout::emptyRows)
                            .get(i % plate.size())
                            .add(offset + i);
                }
            }
            offset += size;
        }
        List<int[]> locals = new ArrayList<>();
        rows.values().forEach(blocks -> blocks.forEach(block -> locals.add(array(block))));
        return StructuredGaussian.arrow(array(globals), locals.toArray(int[][]::new));
    }

    private static List<List<Integer>> emptyRows(Plate plate) {
        List<List<Integer>> rows = new ArrayList<>();
        for (int r = 0; r < plate.size(); r++) {
            rows.add(new ArrayList<>());
        }
        return rows;
    }

    private static int[] array(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    NaturalMeanField naturalMeanField() {
        List<NaturalMeanField.Placed> laws = new ArrayList<>();
        int offset = 0;
        for (LatentShape latent : latents) {
            int size = size(latent);
            NaturalLaw law = law(latent);
            int rows = latent.plate() == null ? 1 : latent.plate().size();
            int length = law.coordinates();
            for (int vector = 0; vector < size / rows / length; vector++) {
                for (int r = 0; r < rows; r++) {
                    laws.add(new NaturalMeanField.Placed(law, offset + vector * length * rows + r, rows));
                }
            }
            offset += size;
        }
        return NaturalMeanField.of(laws);
    }

    private static int size(LatentShape latent) {
        return Arrays.stream(latent.unknown()).reduce(1, Math::multiplyExact);
    }

    private static NaturalLaw law(LatentShape latent) {
        ContinuousSupport support = latent.law().support();
        if (latent.law() instanceof InverseGamma) {
            return new InverseGammaLaw();
        }
        if (support instanceof Positive || support instanceof LowerBounded || support instanceof UpperBounded) {
            return new GammaLaw();
        }
        if (support instanceof Interval) {
            return new BetaLaw();
        }
        if (support instanceof Simplex) {
            return new DirichletLaw(latent.inner()[latent.inner().length - 1]);
        }
        return new NormalLaw();
    }
}
