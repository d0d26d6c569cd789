package dev.jensen.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jensen.core.expr.Expr;
import dev.jensen.models.Model;
import dev.jensen.optim.Descent;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of docs/fields.md compile, each as the body of a method whose parameters are the data. */
class FieldsPageTest {
    private static final String HEAD = """
            import dev.jensen.core.distribution.*;
            import dev.jensen.core.expr.*;
            import dev.jensen.models.*;
            import dev.jensen.models.gp.*;
            import dev.jensen.models.gp.Linear;
            import dev.jensen.models.spatial.*;
            import dev.jensen.models.spline.*;

            class Fields {
            """;
    private static final String DATA =
            "ModelBuilder m, double[] x, double[] y, double[] xNew, int[] classes, double[][] places,"
                    + " double[] heights, double[][] inducing, int[][] lists, double[] logExpected, int[] cases, double[][] errors,"
                    + " double[][] positions";

    @Test
    void snippetsCompile(@TempDir Path directory) throws IOException {
        Path root = Path.of(Files.exists(Path.of("docs")) ? "" : ".."); // the build runs in the module's folder
        String page = Files.readString(root.resolve("docs").resolve("fields.md"));
        Matcher fence = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
        StringBuilder source = new StringBuilder(HEAD);
        int count = 0;
        while (fence.find()) {
            source.append("    void snippet")
                    .append(count++)
                    .append('(')
                    .append(DATA)
                    .append(") {\n")
                    .append(fence.group(1))
                    .append("    }\n");
        }
        assertTrue(count > 5, "snippets found: " + count);
        Path file = directory.resolve("Fields.java");
        Files.writeString(file, source.append("}\n"));
        var errors = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, errors, "-proc:none", "-cp", classPath(), file.toString());
        assertEquals(0, status, errors.toString(StandardCharsets.UTF_8));
    }

    /** Where the rooms that snippets use come from. */
    private static String classPath() {
        return Stream.of(Model.class, Expr.class, Descent.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
