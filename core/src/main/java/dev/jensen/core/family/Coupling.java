package dev.jensen.core.family;

import dev.jensen.core.expr.Expr;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What coupling layers share: the coordinates of one parity stay, the others move by a map with parameters θ that a network
 * makes of those that stay. The map is traced, the network is not: each draw has a θ of its own, and one with P parameters of its own
 * would be most of the work.
 */
class Coupling implements Bijection {

    private final String name;
    private final int d;
    private final int[] stay;
    private final int[] move;
    private final int size; // of θ
    private final Network network;
    private final TracedMap map;

    private final Workspace ofStaying = new Workspace();
    private final Workspace ofMoving = new Workspace();
    private final Workspace ofMoved = new Workspace();
    private final Workspace ofVectors = new Workspace();
    private final Workspace ofUnits = new Workspace();
    private final Workspace ofTheta = new Workspace();
    private final Workspace ofGradient = new Workspace();
    private final Workspace ofNetwork = new Workspace();

    /** A coordinate-wise map of what moves: θ of shape [perCoordinate, moving], and what moves. */
    interface Moved {
        Expr apply(Expr parameters, Expr moving);
    }

    /**
     * Divides the coordinates.
     *
     * @param kind of layer, which messages name
     * @param parity of the coordinates that stay, 0 or 1; a single coordinate always moves
     * @param perCoordinate how many parameters move a coordinate
     * @param more of the layer's name
     * @param logSlope log of the forward map's slope, of each coordinate
     */
    Coupling(
            String kind,
            int dimension,
            int parity,
            int hidden,
            int perCoordinate,
            String more,
            Moved forward,
            Moved inverse,
            Moved logSlope) {
        Gaussian.requireDimension(kind, dimension);
        if (parity != 0 && parity != 1) {
            throw new IllegalArgumentException(kind + " parity must be 0 or 1: " + parity);
        }
        if (hidden < 1) {
            throw new IllegalArgumentException(kind + " needs at least 1 hidden unit: " + hidden);
        }
        name = kind + "[dimension=" + dimension + ", parity=" + parity + ", hidden=" + hidden + more + "]";
        d = dimension;
        stay = d == 1
                ? new int[0]
                : IntStream.range(0, d).filter(i -> i % 2 == parity).toArray();
        move = d == 1
                ? new int[] {0}
                : IntStream.range(0, d).filter(i -> i % 2 != parity).toArray();
        int m = move.length;
        size = Math.multiplyExact(perCoordinate, m);
        network = new Network(stay.length, hidden, size);
        map = new TracedMap(
                m,
                size,
                (theta, x) -> forward.apply(theta.reshape(perCoordinate, m), x),
                (theta, y) -> inverse.apply(theta.reshape(perCoordinate, m), y),
                (theta, x) -> logSlope.apply(theta.reshape(perCoordinate, m), x));
    }

    @Override
    public int dimension() {
        return d;
    }

    @Override
    public int parameterCount() {
        return network.size();
    }

    @Override
    public void initial(double[] phi, int at) {
        network.initial(phi, at);
    }

    @Override
    public void forward(double[] phi, int at, int draws, double[] x, double[] y) {
        double[] theta = theta(phi, at, draws, x);
        double[] moved = ofMoved.atLeast(draws * move.length);
        map.value(map.forward, theta, 0, size, draws, taken(ofMoving, draws, x, move), moved);
        join(draws, x, moved, y);
    }

    @Override
    public void forwardWithChange(double[] phi, int at, int draws, double[] x, double[] y, double[] logDensity) {
        moveWithChange(map.forwardWithChange, phi, at, draws, x, y, logDensity);
    }

    @Override
    public void inverse(double[] phi, int at, int draws, double[] y, double[] x, double[] logDensity) {
        moveWithChange(map.inverse, phi, at, draws, y, x, logDensity);
    }

    private void moveWithChange(
            Traced traced, double[] phi, int at, int draws, double[] from, double[] to, double[] logDensity) {
        double[] theta = theta(phi, at, draws, from);
        double[] moved = ofMoved.atLeast(draws * move.length);
        map.valueAndChange(traced, theta, 0, size, draws, taken(ofMoving, draws, from, move), moved, logDensity);
        join(draws, from, moved, to);
    }

    @Override
    public void pullback(double[] phi, int at, int draws, double[] x, double[] y, double[] v, double[] gradient) {
        takeBack(map.pullback, phi, at, draws, x, null, v, gradient);
    }

    @Override
    public void pullbackWithChange(
            double[] phi, int at, int draws, double[] x, double[] y, double[] weights, double[] v, double[] gradient) {
        takeBack(map.pullbackWithChange, phi, at, draws, x, weights, v, gradient);
    }

    @Override
    public void inversePullback(
            double[] phi, int at, int draws, double[] x, double[] y, double[] weights, double[] v, double[] gradient) {
        takeBack(map.inversePullback, phi, at, draws, y, weights, v, gradient);
    }

    private void takeBack(
            Traced traced,
            double[] phi,
            int at,
            int draws,
            double[] where,
            double @Nullable [] weights,
            double[] v,
            double[] gradient) {
        double[] theta = theta(phi, at, draws, where);
        double[] vectors = taken(ofVectors, draws, v, move);
        double[] ofTheta = ofGradient.atLeast(draws * size);
        double[] moving = taken(ofMoving, draws, where, move);
        map.derivatives(traced, theta, 0, size, draws, moving, weights, vectors, ofTheta);
        join(draws, v, vectors, v);
        double[] staying = ofStaying.atLeast(draws * stay.length);
        double[] units = ofUnits.atLeast(draws * network.units());
        double[] scratch = ofNetwork.atLeast(network.units());
        for (int s = 0; s < draws; s++) {
            network.pullback(
                    phi,
                    at,
                    staying,
                    s * stay.length,
                    units,
                    s * network.units(),
                    ofTheta,
                    s * size,
                    v,
                    s * d,
                    stay,
                    gradient,
                    scratch);
        }
    }

    /** Returns every draw's θ; leaves what stays and the hidden units in their workspaces. */
    private double[] theta(double[] phi, int at, int draws, double[] x) {
        double[] staying = taken(ofStaying, draws, x, stay);
        double[] units = ofUnits.atLeast(draws * network.units());
        double[] theta = ofTheta.atLeast(draws * size);
        for (int s = 0; s < draws; s++) {
            network.apply(phi, at, staying, s * stay.length, units, s * network.units(), theta, s * size);
        }
        return theta;
    }

    private double[] taken(Workspace room, int draws, double[] x, int[] which) {
        double[] some = room.atLeast(draws * which.length);
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < which.length; i++) {
                some[s * which.length + i] = x[s * d + which[i]];
            }
        }
        return some;
    }

    private void join(int draws, double[] from, double[] moved, double[] to) {
        for (int s = 0; s < draws; s++) {
            for (int i : stay) {
                to[s * d + i] = from[s * d + i];
            }
            for (int i = 0; i < move.length; i++) {
                to[s * d + move[i]] = moved[s * move.length + i];
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
