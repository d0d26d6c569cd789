package dev.jensen.core.family;

import dev.jensen.core.expr.Expr;
import java.util.stream.IntStream;

/**
 * What coupling layers share: the coordinates of one parity stay, the others move by a map with parameters that a network
 * makes of those that stay.
 */
final class Coupling {

    private final int d;
    private final int[] stay;
    private final int[] move;
    private final int perCoordinate;
    private final Network network;

    /** A coordinate-wise map of what moves, its parameters in blocks of the number of moving coordinates. */
    interface Moved {
        Expr apply(Expr parameters, Expr moving);
    }

    /**
     * Divides the coordinates.
     *
     * @param parity of the coordinates that stay, 0 or 1; a single coordinate always moves
     * @param perCoordinate how many parameters move a coordinate
     */
    Coupling(String name, int dimension, int parity, int hidden, int perCoordinate) {
        Gaussian.requireDimension(name, dimension);
        if (parity != 0 && parity != 1) {
            throw new IllegalArgumentException(name + " parity must be 0 or 1: " + parity);
        }
        if (hidden < 1) {
            throw new IllegalArgumentException(name + " needs at least 1 hidden unit: " + hidden);
        }
        d = dimension;
        this.perCoordinate = perCoordinate;
        stay = d == 1
                ? new int[0]
                : IntStream.range(0, d).filter(i -> i % 2 == parity).toArray();
        move = d == 1
                ? new int[] {0}
                : IntStream.range(0, d).filter(i -> i % 2 != parity).toArray();
        network = new Network(stay.length, hidden, perCoordinate * move.length);
    }

    int parameterCount() {
        return network.size();
    }

    void initial(double[] phi, int at) {
        network.initial(phi, at);
    }

    /** Returns all coordinates, those moved that move. */
    Expr move(Expr phi, Expr x, Moved map) {
        Expr moved = map.apply(parameters(phi, x), x.take(move, move.length)).put(move, d);
        return stay.length == 0 ? moved : x.take(stay, stay.length).put(stay, d).plus(moved);
    }

    /** Returns a sum over what moves. */
    Expr sum(Expr phi, Expr x, Moved map) {
        return map.apply(parameters(phi, x), x.take(move, move.length)).sum();
    }

    /** Returns the parameters, of shape [perCoordinate, moving]. */
    private Expr parameters(Expr phi, Expr x) {
        Expr flat = stay.length == 0 ? phi : network.apply(phi, x.take(stay, stay.length));
        return flat.reshape(perCoordinate, move.length);
    }
}
