package dev.jensen.core.family;

/**
 * The layer of RealNVP: half of the coordinates stay, the others become y = x exp(s) + t, where s and t are a network's
 * outputs for those that stay (Dinh, Sohl-Dickstein and Bengio, "Density estimation using Real NVP", ICLR 2017, section
 * 3.2). |s| stays below 2, by s = 2 tanh(r/2), so that no step of the optimiser can make it explode.
 */
public final class AffineCoupling {

    private AffineCoupling() {}

    /**
     * Makes the layer.
     *
     * @param dimension d, at least 1; one alone is moved by constants
     * @param parity of the coordinates that stay, 0 or 1
     * @param hidden units of the network, at least 1
     * @throws IllegalArgumentException if one of these is out of range
     */
    public static Bijection of(int dimension, int parity, int hidden) {
        return new Coupling(
                "AffineCoupling",
                dimension,
                parity,
                hidden,
                2,
                "",
                (p, x) -> x.times(BoundedScale.log(p.at(0)).exp()).plus(p.at(1)),
                (p, y) -> y.minus(p.at(1))
                        .times(BoundedScale.log(p.at(0)).negate().exp()),
                (p, x) -> BoundedScale.log(p.at(0)));
    }
}
