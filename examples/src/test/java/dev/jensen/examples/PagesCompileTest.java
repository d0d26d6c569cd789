package dev.jensen.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.expr.Expr;
import dev.jensen.models.Model;
import dev.jensen.nd4j.SameDiffFile;
import dev.jensen.optim.Descent;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;

/** The Java of the pages in docs compiles, each piece as a method body of a class whose fields are what the page's prose speaks of. */
class PagesCompileTest {
    private static final Path ROOT = Path.of(Files.exists(Path.of("docs")) ? "" : "..");

    /** Pages whose pieces other tests hold word by word, or compile. */
    private static final Set<String> ELSEWHERE =
            Set.of("algorithms.md", "coming-from.md", "fields.md", "models.md", "ready.md", "referee.md", "time.md");

    private static final String IMPORTS = """
            import dev.jensen.core.algorithm.*;
            import dev.jensen.core.density.*;
            import dev.jensen.core.diagnostic.*;
            import dev.jensen.core.distribution.*;
            import dev.jensen.core.divergence.*;
            import dev.jensen.core.estimator.*;
            import dev.jensen.core.expr.*;
            import dev.jensen.core.family.*;
            import dev.jensen.core.fit.*;
            import dev.jensen.core.noise.MonteCarlo;
            import dev.jensen.core.objective.*;
            import dev.jensen.models.*;
            import dev.jensen.models.Pointwise;
            import dev.jensen.models.io.*;
            import dev.jensen.models.neural.*;
            import dev.jensen.models.ready.*;
            import dev.jensen.models.report.*;
            import dev.jensen.nd4j.*;
            import dev.jensen.optim.*;
            import dev.jensen.optim.rule.*;
            import dev.jensen.optim.stop.*;
            import java.io.File;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.*;
            import org.nd4j.autodiff.samediff.*;
            import org.nd4j.linalg.api.buffer.DataType;
            import org.nd4j.linalg.api.ndarray.INDArray;
            """;

    private static final Map<String, String> FIELDS = Map.of(
            "estimators.md",
            "Differentiable target; MeanFieldGaussian family; long seed; double[][] samples; double[] centre;",
            "laws.md",
            "ModelBuilder m; double[] hours, running, counts; Expr shape, scale, tau, eta, p; Plate plate;",
            "nd4j.md",
            "INDArray x, y, points; double[] ink;"
                    + " class OnnxFrameworkImporter { SameDiff runImport(String f, Map<String, INDArray> v, boolean d) { return null; } }",
            "neural.md",
            "ModelBuilder m; Plate group; double[][] pixels, others; Corpus newer; List<String> vocabulary; Model digits; Fit fit;",
            "notebooks.md",
            "Fit fit; void display(String type, String html) {}",
            "running.md",
            "Model model; Fit fit;",
            "supports.md",
            "ModelBuilder m; double[] y; Plate group;",
            "trust.md",
            "Model model; Fit fit, level, line, step;");

    /** Returns what is between fences of Java, by page. */
    private static Map<String, List<String>> pieces() throws IOException {
        Map<String, List<String>> pieces = new LinkedHashMap<>();
        Pattern fence = Pattern.compile("^```java\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            for (Path page : pages.sorted().toList()) {
                List<String> found = fence.matcher(Files.readString(page))
                        .results()
                        .map(each -> each.group(1))
                        .toList();
                if (!found.isEmpty()) {
                    pieces.put(page.getFileName().toString(), found);
                }
            }
        }
        return pieces;
    }

    @Test
    void everyPageWithJavaIsTested() throws IOException {
        Set<String> tested = new TreeSet<>(FIELDS.keySet());
        tested.addAll(ELSEWHERE);
        assertEquals(tested, new TreeSet<>(pieces().keySet()), "add the page's fields to this test");
    }

    @Test
    void piecesCompile(@TempDir Path folder) throws IOException {
        List<String> files = new ArrayList<>();
        for (var page : pieces().entrySet()) {
            if (FIELDS.containsKey(page.getKey())) {
                String name = "Page" + files.size();
                Path file = folder.resolve(name + ".java");
                Files.writeString(file, source(page.getKey(), name, page.getValue()));
                files.add(file.toString());
            }
        }
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", folder.toString(), "-cp", classPath()));
        arguments.addAll(files);
        var errors = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, errors, arguments.toArray(String[]::new));
        assertEquals(0, status, errors.toString(StandardCharsets.UTF_8));
        assertTrue(files.size() > 5);
    }

    /** Where the rooms that pages speak of come from. */
    private static String classPath() {
        return Stream.of(Descent.class, Expr.class, Model.class, SameDiffFile.class, SameDiff.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String source(String page, String name, List<String> pieces) {
        StringBuilder imports = new StringBuilder(IMPORTS);
        StringBuilder methods = new StringBuilder();
        for (String piece : pieces) {
            String code = piece.startsWith("jshell>") ? typed(piece) : piece;
            Pattern.compile("^import .*;\n", Pattern.MULTILINE)
                    .matcher(code)
                    .results()
                    .map(MatchResult::group)
                    .forEach(imports::append);
            methods.append("    void piece" + methods.length() + "() throws Exception {\n")
                    .append(code.replaceAll("(?m)^import .*;\n", ""))
                    .append("    }\n");
        }
        return "// docs/" + page + "\n" + imports + "class " + name + " {\n" + FIELDS.get(page) + "\n" + methods
                + "}\n";
    }

    /** What a person types into JShell, where a semicolon may be left out. */
    private static String typed(String session) {
        return session.replaceAll("(?m)^jshell> (.*?);?$", "$1;");
    }
}
