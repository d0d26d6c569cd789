package dev.jensen.models.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jensen.core.density.Fingerprint;
import dev.jensen.core.family.Family;
import dev.jensen.core.family.Outline;
import dev.jensen.core.noise.MonteCarlo;
import java.util.Optional;

/** What a file knows of the family: all, where there is an outline of it; else its name, and one draw, by which another is told. */
final class FamilyJson {
    private static final String OUTLINE = "outline";
    private static final String DRAW = "draw";
    private static final String AT_DRAW = "logDensityAtDraw";
    private static final long SEED = 0xd_4a3;

    private FamilyJson() {}

    static ObjectNode of(Family family, double[] phi) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", family.toString());
        Optional<Outline> outline = Outline.of(family);
        if (outline.isPresent()) {
            node.set(OUTLINE, OutlineJson.of(outline.get()));
        } else {
            double[] z = draw(family, phi);
            node.set(DRAW, Numbers.of(z));
            node.put(AT_DRAW, logDensity(family, phi, z));
        }
        return node;
    }

    /** Makes the family again. */
    static Family family(JsonNode node) {
        if (!node.has(OUTLINE)) {
            throw new IllegalArgumentException("the fit's family, " + Numbers.text(node, "name")
                    + ", is not one that a file can describe: give it, FitFile.load(path, target, family)");
        }
        return OutlineJson.outline(node.get(OUTLINE)).family();
    }

    /** Refuses a family that is not the one saved. */
    static Family requireSame(JsonNode node, Family given, double[] phi) {
        if (!isSame(node, given, phi)) {
            throw new IllegalArgumentException("the fit was saved with the family " + Numbers.text(node, "name")
                    + " of " + phi.length + " parameters; the one given is " + given + " of " + given.parameterCount()
                    + (name(given.toString()).equals(name(Numbers.text(node, "name")))
                            ? ", whose draws are others"
                            : "")
                    + ": give the family that was fitted"
                    + (node.has(OUTLINE) ? ", or none, as the file describes it: FitFile.load(path, target)" : ""));
        }
        return given;
    }

    private static boolean isSame(JsonNode node, Family given, double[] phi) {
        if (given.parameterCount() != phi.length) {
            return false;
        }
        Optional<ObjectNode> outline = Outline.of(given).map(OutlineJson::of);
        if (node.has(OUTLINE) || outline.isPresent()) {
            return node.has(OUTLINE)
                    && outline.equals(Optional.of(OutlineJson.of(OutlineJson.outline(node.get(OUTLINE)))));
        }
        return name(given.toString()).equals(name(Numbers.text(node, "name"))) && drawsAlike(node, given, phi);
    }

    private static boolean drawsAlike(JsonNode node, Family given, double[] phi) {
        if (!node.has(DRAW)) {
            return true; // an older file
        }
        double[] saved = Numbers.array(node, DRAW);
        double[] z = draw(given, phi);
        boolean isSame = saved.length == z.length
                && Fingerprint.areAlike(Numbers.real(node, AT_DRAW), logDensity(given, phi, z));
        for (int i = 0; i < z.length && isSame; i++) {
            isSame = Fingerprint.areAlike(saved[i], z[i]);
        }
        return isSame;
    }

    private static double[] draw(Family family, double[] phi) {
        double[] noise = new double[family.noiseDimension()];
        MonteCarlo.seed(SEED).fill(0, 1, noise.length, noise);
        double[] z = new double[family.dimension()];
        family.draw(phi, 1, noise, z);
        return z;
    }

    private static double logDensity(Family family, double[] phi, double[] z) {
        double[] value = new double[1];
        family.logDensity(phi, 1, z, value);
        return value[0];
    }

    /** A name without the number that Java gives to what has none of its own. */
    private static String name(String text) {
        return text.replaceAll("@[0-9a-f]+", "");
    }
}
