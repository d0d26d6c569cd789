package dev.jensen.optim;

/** Two rules, one after the other. */
record Chain(Rule first, Rule second) implements Rule {
    @Override
    public Memory start(int dimension) {
        Memory a = first.start(dimension);
        Memory b = second.start(dimension);
        return a instanceof Resumable x && b instanceof Resumable y ? new Both(x, y) : inTurn(a, b);
    }

    private static Memory inTurn(Memory a, Memory b) {
        return (step, parameters, update) -> {
            a.transform(step, parameters, update);
            b.transform(step, parameters, update);
        };
    }

    private record Both(Resumable a, Resumable b) implements Resumable {
        @Override
        public void transform(long step, double[] parameters, double[] update) {
            a.transform(step, parameters, update);
            b.transform(step, parameters, update);
        }

        @Override
        public double[][] state() {
            return dev.jensen.optim.Resumable.joined(a.state(), b.state());
        }
    }
}
