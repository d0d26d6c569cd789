package dev.jensen.examples;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The source of a lesson, cut into code cells by the JDK's own parser: the statements of its {@code tell} that do not only write on the
 * notebook, each with the methods, constants and classes of the file that it needs and that have not been shown.
 *
 * <p>Made for one page. Used by one thread.
 */
final class LessonSource {
    private static final Set<String> WRITING = Set.of("say", "heading", "line", "check");

    private final String text;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final MethodTree tell;
    private final Map<Tree, Long> ends = new LinkedHashMap<>(); // where what lies before a member or statement ends
    private final Map<String, List<Tree>> members = new LinkedHashMap<>();
    private final Set<Tree> shown = new HashSet<>();
    private int next;

    private LessonSource(String text, CompilationUnitTree unit, SourcePositions positions) {
        this.text = text;
        this.unit = unit;
        this.positions = positions;
        ClassTree lesson = (ClassTree) unit.getTypeDecls().get(0);
        long before = text.indexOf('{', (int) positions.getStartPosition(unit, lesson)) + 1L;
        MethodTree told = null;
        for (Tree member : lesson.getMembers()) {
            if (positions.getEndPosition(unit, member) < 0 || isGenerated(member)) {
                continue;
            }
            ends.put(member, before);
            before = positions.getEndPosition(unit, member);
            String name = nameOf(member);
            if (name.equals("tell")) {
                told = (MethodTree) member;
            } else if (!Set.of("main", "about", "<init>").contains(name)) {
                members.computeIfAbsent(name, key -> new ArrayList<>()).add(member);
            }
        }
        if (told == null) {
            throw new IllegalArgumentException("a lesson has a method tell: " + nameOf(lesson));
        }
        tell = told;
        before = positions.getStartPosition(unit, tell.getBody()) + 1;
        for (StatementTree statement : tell.getBody().getStatements()) {
            ends.put(statement, before);
            before = positions.getEndPosition(unit, statement);
        }
    }

    /**
     * Reads the source of a lesson: beside its class, or in the source tree.
     *
     * @throws IllegalStateException if it is in neither, or there is no compiler, as in a JRE
     */
    static LessonSource of(Class<?> lesson) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("pages of lessons need a JDK, whose parser cuts their code into cells");
        }
        String text = read(lesson);
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Lesson.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return text;
                    }
                };
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, List.of(file));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            return new LessonSource(text, unit, Trees.instance(task).getSourcePositions());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Class<?> lesson) {
        String name = lesson.getSimpleName() + ".java";
        try (InputStream beside = lesson.getResourceAsStream(name)) {
            if (beside != null) {
                return new String(beside.readAllBytes(), StandardCharsets.UTF_8);
            }
            String inTree = "src/main/java/" + lesson.getPackageName().replace('.', '/') + "/" + name;
            for (Path root : List.of(Path.of(""), Path.of("examples"))) {
                if (Files.exists(root.resolve(inTree))) {
                    return Files.readString(root.resolve(inTree));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
        throw new IllegalStateException(name + " is neither beside its class nor in src/main/java");
    }

    /**
     * Returns the code up to and with the statement of {@code tell} that a line belongs to, as far as it has not been returned before:
     * first the parts of the file that it needs, then its own statements. Empty where there is none.
     */
    List<String> upTo(int line) {
        List<StatementTree> run = new ArrayList<>();
        List<? extends StatementTree> statements = tell.getBody().getStatements();
        while (next < statements.size() && lineOf(positions.getStartPosition(unit, statements.get(next))) <= line) {
            if (!onlyWrites(statements.get(next))) {
                run.add(statements.get(next));
            }
            next++;
        }
        List<String> cells = new ArrayList<>();
        Set<Tree> needed = new LinkedHashSet<>();
        run.forEach(statement -> collect(statement, needed));
        String parts = slices(inOrder(needed));
        if (!parts.isEmpty()) {
            cells.add(parts);
        }
        String own = slices(run);
        if (!own.isEmpty()) {
            cells.add(own);
        }
        return cells;
    }

    private List<Tree> inOrder(Set<Tree> needed) {
        return ends.keySet().stream().filter(needed::contains).toList();
    }

    private String slices(List<? extends Tree> trees) {
        StringBuilder slices = new StringBuilder();
        for (Tree tree : trees) {
            slices.append(text, Objects.requireNonNull(ends.get(tree)).intValue(), (int)
                    positions.getEndPosition(unit, tree));
        }
        String code = slices.toString().replaceAll("\\n{3,}", "\n\n");
        return code.isBlank()
                ? ""
                : code.replaceAll("^\\s*\\n", "").stripIndent().stripTrailing();
    }

    private long lineOf(long position) {
        return unit.getLineMap().getLineNumber(position);
    }

    /** Adds the members of the file that a piece of code names, and those that they name, unless they have been shown. */
    private void collect(Tree code, Set<Tree> needed) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitIdentifier(IdentifierTree identifier, Void none) {
                add(identifier.getName().toString());
                return super.visitIdentifier(identifier, null);
            }

            @Override
            public Void visitMemberReference(MemberReferenceTree reference, Void none) {
                add(reference.getName().toString());
                return super.visitMemberReference(reference, null);
            }

            private void add(String name) {
                for (Tree member : members.getOrDefault(name, List.of())) {
                    if (shown.add(member)) {
                        needed.add(member);
                        collect(member, needed);
                    }
                }
            }
        }.scan(code, null);
    }

    /** Whether a statement does nothing but write prose and checks on the notebook, or end the lesson once it is cancelled. */
    private boolean onlyWrites(StatementTree statement) {
        return !(statement instanceof VariableTree)
                && !(statement instanceof ClassTree)
                && new Writing().onlyWrites(statement);
    }

    private final class Writing extends TreeScanner<Void, Void> {
        private boolean other;

        boolean onlyWrites(Tree tree) {
            scan(tree, null);
            return !other;
        }

        @Override
        public Void visitExpressionStatement(ExpressionStatementTree statement, Void none) {
            other |= !writes(statement.getExpression());
            return null;
        }

        @Override
        public Void visitEnhancedForLoop(EnhancedForLoopTree loop, Void none) {
            return scan(loop.getStatement(), null);
        }

        @Override
        public Void visitForLoop(ForLoopTree loop, Void none) {
            return scan(loop.getStatement(), null);
        }

        @Override
        public Void visitIf(IfTree branch, Void none) {
            return branch.getCondition().toString().contains("cancelled()") ? null : super.visitIf(branch, null);
        }

        @Override
        public Void visitReturn(ReturnTree end, Void none) {
            other = true;
            return null;
        }

        private boolean writes(ExpressionTree expression) {
            if (!(expression instanceof MethodInvocationTree call)) {
                return false;
            }
            boolean isToldTo = call.getArguments().stream()
                    .anyMatch(argument -> argument.toString().equals("page"));
            if (call.getMethodSelect() instanceof MemberSelectTree select) {
                String method = select.getIdentifier().toString();
                return select.getExpression().toString().equals("page")
                        ? WRITING.contains(method)
                        : isToldTo && method.startsWith("check");
            }
            String name = call.getMethodSelect().toString();
            return isToldTo
                    && members.getOrDefault(name, List.of()).stream()
                            .allMatch(member -> member instanceof MethodTree method
                                    && method.getBody() != null
                                    && new Writing().onlyWrites(method.getBody()));
        }
    }

    private boolean isGenerated(Tree member) {
        return positions.getStartPosition(unit, member) >= positions.getEndPosition(unit, member);
    }

    private static String nameOf(Tree member) {
        if (member instanceof MethodTree method) {
            return method.getName().toString();
        }
        if (member instanceof VariableTree field) {
            return field.getName().toString();
        }
        return member instanceof ClassTree type ? type.getSimpleName().toString() : "";
    }
}
