/** Minimise functions of {@code double[]}: the loop, its rules, schedules and stops. */
module dev.jensen.optim {
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.jensen.optim;
    exports dev.jensen.optim.average;
    exports dev.jensen.optim.newton;
    exports dev.jensen.optim.rule;
    exports dev.jensen.optim.schedule;
    exports dev.jensen.optim.stop;
}
