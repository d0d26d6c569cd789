/**
 * ND4J at the door: arrays that people hold, graphs that people have, and a large dense engine. The only room that imports
 * {@code org.nd4j}.
 *
 * <p>The question this room answers is <em>how does ND4J's come in and go out?</em> Data come in by {@link
 * dev.jensen.nd4j.TensorData}; draws and gradients go out by {@link dev.jensen.nd4j.TensorDraws} and {@link
 * dev.jensen.nd4j.TensorGradients}. A SameDiff graph is a whole target as a {@link dev.jensen.nd4j.SameDiffDensity}, and
 * one operation of a model as a {@link dev.jensen.nd4j.SameDiffFunction}. {@link dev.jensen.nd4j.Nd4jDense} lends the
 * engine ND4J's matrix product for large matrices, found by {@link java.util.ServiceLoader}.
 *
 * <p>Nothing here starts ND4J, which takes a second or two, before it is used. The room imports core and ND4J. It is no
 * Java module, since ND4J's jars cannot be: whoever uses it has Jensen on the class path.
 */
@NullMarked
package dev.jensen.nd4j;

import org.jspecify.annotations.NullMarked;
