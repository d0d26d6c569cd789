/**
 * A fit told to people.
 *
 * <p>What is it doing, and what came out? {@link dev.jensen.models.report.TerminalProgress} shows a fit on its way. Of Jensen it
 * imports {@code optim}'s listener and progress only.
 */
@NullMarked
package dev.jensen.models.report;

import org.jspecify.annotations.NullMarked;
