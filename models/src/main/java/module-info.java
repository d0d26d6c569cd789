/** Bayesian models: write one, fit it, read the result by the names of its variables. */
module dev.jensen.models {
    requires transitive dev.jensen.core;
    requires com.fasterxml.jackson.databind;
    requires commons.math3;
    requires java.desktop;
    requires me.tongfei.progressbar;
    requires org.apache.commons.csv;
    requires org.apache.xmlgraphics.batik.svggen;
    requires org.commonmark;
    requires org.slf4j;
    requires xchart;
    requires static transitive org.jspecify;

    exports dev.jensen.models;
    exports dev.jensen.models.gp;
    exports dev.jensen.models.io;
    exports dev.jensen.models.neural;
    exports dev.jensen.models.ready;
    exports dev.jensen.models.report;
    exports dev.jensen.models.spatial;
    exports dev.jensen.models.spline;

    provides dev.jensen.core.fit.Reporter with
            dev.jensen.models.report.HtmlReporter;
}
