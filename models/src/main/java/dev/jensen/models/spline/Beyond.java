package dev.jensen.models.spline;

/** What a spline does outside its boundary knots. */
public enum Beyond {
    /** Nothing: a point there is refused, with its number and the boundaries. */
    REFUSE,
    /** It goes on as a straight line, with its value and slope at the boundary. */
    LINE,
    /** It goes on as the polynomial of its last piece, which soon leaves every bound. */
    POLYNOMIAL
}
