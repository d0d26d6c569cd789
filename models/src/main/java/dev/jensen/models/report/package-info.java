/**
 * A fit told to people.
 *
 * <p>What is it doing, and what came out? {@link dev.jensen.models.report.TerminalProgress} shows a fit on its way. A {@link
 * dev.jensen.models.report.Plot} holds lines, histograms, bands and contours, and a {@link dev.jensen.models.report.Picture} writes
 * plots as SVG or PNG. {@link dev.jensen.models.report.TracePlot}, {@link dev.jensen.models.report.MarginalPlot}, {@link
 * dev.jensen.models.report.Pairs}, {@link dev.jensen.models.report.ForestPlot}, {@link dev.jensen.models.report.KHatPlot} and {@link
 * dev.jensen.models.report.PredictivePlot} draw what there is to see of a fit, and a {@link dev.jensen.models.report.Report} puts them
 * all on one {@link dev.jensen.models.report.Page} of HTML; {@link dev.jensen.models.report.Display} is for notebooks. Start reading at
 * {@code Report}, or at {@code Plot}.
 *
 * <p>The only room that draws: XChart is behind {@code Charts}, Batik's SVG writer behind {@code Svg}, commonmark-java
 * behind {@code Markup}, and none shows in anything public. Of Jensen it imports {@code optim}'s listener and progress, and {@code core}'s draws.
 */
@NullMarked
package dev.jensen.models.report;

import org.jspecify.annotations.NullMarked;
