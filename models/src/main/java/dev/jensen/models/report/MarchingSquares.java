package dev.jensen.models.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Level lines of values on a square grid (Lorensen and Cline, "Marching cubes", SIGGRAPH 1987, in the plane): in each cell the
 * line crosses the sides whose ends lie on both sides of the level, and pieces that meet on a side are joined.
 */
final class MarchingSquares {
    private final double[] values;
    private final int side;
    private final double level;
    private final Map<Integer, List<Integer>> joined =
            new TreeMap<>(); // a crossed side, and where the line goes from it

    /** A place on the grid, in units of its cells. */
    record Point(double column, double row) {}

    private MarchingSquares(double[] values, int side, double level) {
        this.values = values;
        this.side = side;
        this.level = level;
    }

    /**
     * Finds the lines.
     *
     * @param values at [row · side + column]
     * @param side points along each side of the grid, at least 2
     * @param level whose lines; a value equal to it counts as above
     * @return each line from point to point; a closed one ends where it began
     */
    static List<List<Point>> lines(double[] values, int side, double level) {
        MarchingSquares squares = new MarchingSquares(values, side, level);
        for (int row = 0; row < side - 1; row++) {
            for (int column = 0; column < side - 1; column++) {
                squares.cell(row * side + column);
            }
        }
        return squares.walk();
    }

    private void cell(int corner) {
        int bottom = 2 * corner; // a side's number: twice its first corner's, and 1 more where it goes up
        int left = bottom + 1;
        int right = left + 2;
        int top = bottom + 2 * side;
        boolean here = above(corner);
        boolean across = above(corner + side + 1);
        boolean beside = above(corner + 1);
        boolean over = above(corner + side);
        if (here == across && beside == over && here != beside) { // a saddle: the middle decides
            double middle =
                    (values[corner] + values[corner + 1] + values[corner + side] + values[corner + side + 1]) / 4;
            boolean through = middle >= level == here;
            join(bottom, through ? right : left);
            join(top, through ? left : right);
            return;
        }
        List<Integer> crossed = new ArrayList<>(2);
        add(crossed, bottom, here != beside);
        add(crossed, left, here != over);
        add(crossed, right, beside != across);
        add(crossed, top, over != across);
        if (crossed.size() == 2) {
            join(crossed.get(0), crossed.get(1));
        }
    }

    private boolean above(int corner) {
        return values[corner] >= level;
    }

    private static void add(List<Integer> crossed, int which, boolean isCrossed) {
        if (isCrossed) {
            crossed.add(which);
        }
    }

    private void join(int one, int other) {
        joined.computeIfAbsent(one, which -> new ArrayList<>(2)).add(other);
        joined.computeIfAbsent(other, which -> new ArrayList<>(2)).add(one);
    }

    /** First the lines that end at the border, each from an end; what is left are loops. */
    private List<List<Point>> walk() {
        List<List<Point>> lines = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int ways = 1; ways <= 2; ways++) {
            for (Map.Entry<Integer, List<Integer>> start : joined.entrySet()) {
                if (start.getValue().size() == ways && seen.add(start.getKey())) {
                    lines.add(walk(start.getKey(), seen));
                }
            }
        }
        return lines;
    }

    private List<Point> walk(int start, Set<Integer> seen) {
        List<Point> line = new ArrayList<>();
        line.add(crossing(start));
        int at = start;
        boolean goesOn = true;
        while (goesOn) {
            goesOn = false;
            for (int next : joined.getOrDefault(at, List.of())) {
                if (seen.add(next)) {
                    at = next;
                    line.add(crossing(at));
                    goesOn = true;
                    break;
                }
            }
        }
        if (line.size() > 2 && joined.getOrDefault(at, List.of()).contains(start)) {
            line.add(line.get(0));
        }
        return line;
    }

    /** Where the level lies on a side, by the straight line between its ends. */
    private Point crossing(int which) {
        int corner = which / 2;
        boolean up = which % 2 == 1;
        double first = values[corner];
        double second = values[corner + (up ? side : 1)];
        double share = (level - first) / (second - first);
        int row = corner / side;
        int column = corner % side;
        return up ? new Point(column, row + share) : new Point(column + share, row);
    }
}
