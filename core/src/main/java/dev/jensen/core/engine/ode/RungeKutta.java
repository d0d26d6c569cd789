package dev.jensen.core.engine.ode;

/**
 * The coefficients of an embedded pair of Runge–Kutta rules whose last stage is the result of the step, so that its slope is
 * the first of the next: Yᵢ = y + h Σⱼ aᵢⱼ f(t + cⱼ h, Yⱼ).
 *
 * @param stages lower triangular a, row by row; the same number γ from the second row's diagonal on, or 0
 * @param nodes c
 * @param error what each slope adds to the estimate of the error, b − b̂
 * @param order of the estimate, plus 1: a step's error estimate grows like its length to this power
 */
record RungeKutta(double[][] stages, double[] nodes, double[] error, int order) {
    /** Dormand and Prince (1980), RK5(4)7M; as in Hairer, Nørsett and Wanner (1993), table II.5.2. */
    static final RungeKutta DORMAND_PRINCE = new RungeKutta(
            new double[][] {
                {0},
                {1 / 5.0, 0},
                {3 / 40.0, 9 / 40.0, 0},
                {44 / 45.0, -56 / 15.0, 32 / 9.0, 0},
                {19372 / 6561.0, -25360 / 2187.0, 64448 / 6561.0, -212 / 729.0, 0},
                {9017 / 3168.0, -355 / 33.0, 46732 / 5247.0, 49 / 176.0, -5103 / 18656.0, 0},
                {35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0, 0}
            },
            new double[] {0, 1 / 5.0, 3 / 10.0, 4 / 5.0, 8 / 9.0, 1, 1},
            new double[] {71 / 57600.0, 0, -71 / 16695.0, 71 / 1920.0, -17253 / 339200.0, 22 / 525.0, -1 / 40.0},
            5);

    /** Kennedy and Carpenter (2003), the implicit half of ARK4(3)6L[2]SA. */
    static final RungeKutta KENNEDY_CARPENTER = new RungeKutta(
            new double[][] {
                {0},
                {1 / 4.0, 1 / 4.0},
                {8611 / 62500.0, -1743 / 31250.0, 1 / 4.0},
                {5012029 / 34652500.0, -654441 / 2922500.0, 174375 / 388108.0, 1 / 4.0},
                {
                    15267082809.0 / 155376265600.0,
                    -71443401 / 120774400.0,
                    730878875 / 902184768.0,
                    2285395 / 8070912.0,
                    1 / 4.0
                },
                {82889 / 524892.0, 0, 15625 / 83664.0, 69875 / 102672.0, -2260 / 8211.0, 1 / 4.0}
            },
            new double[] {0, 1 / 2.0, 83 / 250.0, 31 / 50.0, 17 / 20.0, 1},
            new double[] {
                82889 / 524892.0 - 4586570599.0 / 29645900160.0,
                0,
                15625 / 83664.0 - 178811875 / 945068544.0,
                69875 / 102672.0 - 814220225 / 1159782912.0,
                -2260 / 8211.0 + 3700637 / 11593932.0,
                1 / 4.0 - 61727 / 225920.0
            },
            4);

    int count() {
        return nodes.length;
    }

    /** γ, 0 for an explicit rule. */
    double diagonal() {
        return stages[1][1];
    }
}
