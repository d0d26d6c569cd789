package dev.jensen.benchmarks.referee;

import dev.jensen.core.density.Differentiable;
import dev.jensen.models.Model;
import dev.jensen.optim.Loop;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the Java sources of a folder, and makes one of each {@link PosteriorModel} among them. */
final class FolderModels {
    private static final String SOURCE = ".java";
    private static final String COMPILED = ".class";
    private static final List<Class<?>> SEEN =
            List.of(PosteriorModel.class, Model.class, Differentiable.class, Loop.class);

    private FolderModels() {}

    /**
     * Returns the folder's models; none where it has no sources.
     *
     * @throws IllegalArgumentException if a source does not compile, or a model cannot be made
     */
    static List<PosteriorModel> in(Path folder) throws IOException {
        String[] names = folder.toFile().list((in, name) -> name.endsWith(SOURCE));
        if (names == null || names.length == 0) {
            return List.of();
        }
        List<Path> sources = files(folder, SOURCE);
        Path compiled = Files.createTempDirectory("referee");
        compiled.toFile().deleteOnExit();
        compile(sources, compiled);
        URLClassLoader loader =
                new URLClassLoader(new URL[] {compiled.toUri().toURL()}, FolderModels.class.getClassLoader());
        List<PosteriorModel> models = new ArrayList<>();
        for (Path file : files(compiled, COMPILED)) {
            file.toFile().deleteOnExit();
            String path = compiled.relativize(file).toString().replace(File.separatorChar, '.');
            made(loader, path.substring(0, path.length() - COMPILED.length()), models);
        }
        if (models.isEmpty()) {
            throw new IllegalArgumentException("no class in " + sources + " implements PosteriorModel");
        }
        return models;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        int depth = ending.equals(SOURCE) ? 1 : Integer.MAX_VALUE;
        try (Stream<Path> all = Files.walk(folder, depth)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static void compile(List<Path> sources, Path to) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new IllegalArgumentException(
                    "model classes in a folder are compiled, which takes a JDK: this is a runtime without a compiler");
        }
        StringWriter complaints = new StringWriter();
        List<String> options = List.of("-proc:none", "-nowarn", "-cp", classPath(), "-d", to.toString());
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            boolean done = javac.getTask(
                            complaints, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!done) {
                throw new IllegalArgumentException("a model does not compile:\n" + complaints);
            }
        }
    }

    /** The JVM's class path, and where the classes that a model uses have come from, if that is not on it. */
    private static String classPath() {
        Set<String> entries = new LinkedHashSet<>();
        entries.add(System.getProperty("java.class.path", ""));
        for (Class<?> type : SEEN) {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            if (source != null) {
                entries.add(Path.of(URI.create(source.getLocation().toString())).toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void made(URLClassLoader loader, String name, List<PosteriorModel> models) {
        try {
            Class<?> type = loader.loadClass(name);
            if (PosteriorModel.class.isAssignableFrom(type)) {
                models.add((PosteriorModel) type.getConstructor().newInstance());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    name + " cannot be made: a model is a public class with a public constructor without arguments", e);
        }
    }
}
