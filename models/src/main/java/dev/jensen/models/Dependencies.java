package dev.jensen.models;

import dev.jensen.core.distribution.Distribution;
import dev.jensen.core.expr.Expr;
import dev.jensen.core.expr.Gather;
import dev.jensen.core.expr.IntColumn;
import dev.jensen.core.expr.Operation;
import dev.jensen.core.expr.ScatterAdd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which statements of a model each statement needs directly, by name: latents, derived quantities, data and indices. */
final class Dependencies {
    private final Map<String, Set<String>> needs = new LinkedHashMap<>();

    private Dependencies() {}

    static Dependencies of(List<Site> sites) {
        Dependencies found = new Dependencies();
        NaturalScale scale = NaturalScale.of(sites);
        List<Expr> roots = new ArrayList<>();
        Map<Site, int[]> ranges = new LinkedHashMap<>();
        for (Site site : sites) {
            int from = roots.size();
            roots.addAll(expressions(site));
            ranges.put(site, new int[] {from, roots.size()});
        }
        List<Expr> natural = scale.rewritten(roots);
        Map<Expr, String> ends = new HashMap<>();
        Map<IntColumn, String> indices = new HashMap<>();
        Map<Operation, String> columns = new IdentityHashMap<>(); // data in another shape are the same data
        for (Site site : sites) {
            int[] range = ranges.getOrDefault(site, new int[2]);
            if (site instanceof Site.Coordinates latent) {
                ends.put(scale.unknown(latent), site.name());
            } else if (site instanceof Site.Choice choice) {
                ends.put(choice.latent().unknown(), site.name());
            } else if (site instanceof Site.Known || site instanceof Site.Derived) {
                if (!natural.get(range[0]).operands().isEmpty() || site instanceof Site.Known) {
                    ends.putIfAbsent(natural.get(range[0]), site.name());
                    if (site instanceof Site.Known) {
                        columns.putIfAbsent(natural.get(range[0]).operation(), site.name());
                    }
                }
            } else if (site instanceof Site.Pointer pointer) {
                indices.put(pointer.column(), site.name());
            }
        }
        ranges.forEach((site, range) -> {
            Set<String> own = new LinkedHashSet<>();
            if (!(site instanceof Site.Known)) {
                for (Expr root : natural.subList(range[0], range[1])) {
                    walk(root, site.name(), node -> end(node, ends, columns), indices, own);
                }
            }
            own.remove(site.name());
            List<String> order = new ArrayList<>(sites.stream().map(Site::name).toList());
            order.retainAll(own); // as they were stated
            own = new LinkedHashSet<>(order);
            found.needs.merge(site.name(), own, (a, b) -> {
                Set<String> both = new LinkedHashSet<>(a);
                both.addAll(b);
                return both;
            });
        });
        return found;
    }

    private static List<Expr> expressions(Site site) {
        if (site instanceof Site.Latent latent) {
            return parameters(latent.law());
        } else if (site instanceof Site.Amortised latent) {
            return parameters(latent.law());
        } else if (site instanceof Site.Choice choice) {
            var chain = choice.latent().chain();
            return chain != null
                    ? List.of(chain.initial(), chain.transition())
                    : choice.law() == null ? List.of() : parameters(choice.law());
        } else if (site instanceof Site.Encoder encoder) {
            return List.of(encoder.of().encoded(), encoder.of().value());
        } else if (site instanceof Site.Derived derived) {
            return List.of(derived.value());
        } else if (site instanceof Site.Outcome outcome) {
            List<Expr> all = new ArrayList<>(parameters(outcome.law()));
            if (outcome.data() != null) {
                all.add(outcome.data());
            }
            return all;
        } else if (site instanceof Site.Term term) {
            return List.of(term.value());
        } else if (site instanceof Site.Known known) {
            return List.of(known.value());
        }
        return List.of();
    }

    private static List<Expr> parameters(Distribution law) {
        return law.parameters().stream().map(parameter -> parameter.value()).toList();
    }

    private static @Nullable String end(Expr node, Map<Expr, String> ends, Map<Operation, String> columns) {
        String end = ends.get(node);
        return end != null ? end : columns.get(node.operation());
    }

    /** Goes down from an expression to the next statements. */
    private static void walk(
            Expr root,
            String own,
            Function<Expr, @Nullable String> ends,
            Map<IntColumn, String> indices,
            Set<String> found) {
        List<Expr> open = new ArrayList<>(List.of(root));
        Set<Expr> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            Expr node = open.remove(open.size() - 1);
            String end = ends.apply(node);
            if (end != null && !end.equals(own)) {
                found.add(end);
                continue;
            }
            String index = node.operation() instanceof Gather gather
                    ? indices.get(gather.index())
                    : node.operation() instanceof ScatterAdd scatter ? indices.get(scatter.index()) : null;
            if (index != null) {
                found.add(index);
            }
            for (Expr operand : node.operands()) {
                if (seen.add(operand)) {
                    open.add(operand);
                }
            }
        }
    }

    /** What a statement needs directly. */
    Set<String> of(String name) {
        return needs.getOrDefault(name, Set.of());
    }

    /** All that a statement needs, directly or not, and itself. */
    Set<String> all(String name) {
        Set<String> found = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(List.of(name));
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            if (found.add(next)) {
                open.addAll(of(next));
            }
        }
        return found;
    }
}
