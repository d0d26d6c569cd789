/**
 * Data in: columns by name. Fits out, and in again.
 *
 * <p>How do I get my data into a model? {@link dev.jensen.models.io.Table} reads a CSV file; its columns become the arrays that
 * {@link dev.jensen.models.ModelBuilder} takes, and {@link dev.jensen.models.io.Levels} turn a column of names into a plate's
 * labels and an index. {@link dev.jensen.models.io.FitFile} keeps a fit, {@link dev.jensen.models.io.CheckpointFile} a
 * run that is under way,
 * {@link dev.jensen.models.io.CmdStanCsv}, {@link dev.jensen.models.io.ArvizJson} and {@link dev.jensen.models.io.ArvizZarr} hand its
 * draws to other programs, and {@link dev.jensen.models.io.CmdStanStart} what chains start from. Of Jensen the room imports {@code core.density}, {@code
 * core.fit} and what a fit is made of; it is the only one that knows Jackson.
 */
@NullMarked
package dev.jensen.models.io;

import org.jspecify.annotations.NullMarked;
