/**
 * A fit told to people.
 *
 * <p>What is it doing, and what came out? {@link dev.jensen.models.report.TerminalProgress} shows a fit on its way. A {@link
 * dev.jensen.models.report.Plot} holds lines, histograms, bands and contours, and a {@link dev.jensen.models.report.Picture} writes
 * plots as SVG or PNG; {@link dev.jensen.models.report.Pairs} makes one of draws. Start reading at {@code Plot}.
 *
 * <p>The only room that draws: XChart is behind {@code Charts}, Batik's SVG writer behind {@code Picture}, and neither shows in
 * anything public. Of Jensen it imports {@code optim}'s listener and progress, and {@code core}'s draws.
 */
@NullMarked
package dev.jensen.models.report;

import org.jspecify.annotations.NullMarked;
