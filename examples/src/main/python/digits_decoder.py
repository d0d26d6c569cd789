"""
The decoder of a variational auto-encoder of handwritten digits, trained in Keras and written as a file of Keras (.h5), of ONNX
(.onnx) and as a frozen TensorFlow graph (.pb). docs/nd4j.md says how ND4J makes digits-decoder.fb of the second or third.

Run in the folder examples, with tensorflow-cpu 2.15.1, tf2onnx 1.16.1, onnx 1.16 and numpy 1.26: python src/main/python/digits_decoder.py
"""

import csv
import pathlib

import numpy as np
import tensorflow as tf
import tf2onnx
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

CODE, HIDDEN, PIXELS = 4, 32, 64
here = pathlib.Path("target/digits-decoder")
digits = pathlib.Path("src/main/resources/dev/jensen/examples/digits.csv")

with digits.open() as file:
    lines = [row["pixels"] for row in csv.DictReader(line for line in file if not line.startswith("#"))]
x = np.array([[int(c, 17) for c in line] for line in lines], dtype=np.float32)[:1500]

tf.keras.utils.set_random_seed(1)
encoder = tf.keras.Sequential(
    [
        tf.keras.layers.Dense(64, activation="tanh", input_shape=(PIXELS,)),
        tf.keras.layers.Dense(2 * CODE),
    ]
)
decoder = tf.keras.Sequential(
    [
        tf.keras.layers.Dense(HIDDEN, activation="tanh", input_shape=(CODE,), name="hidden"),
        tf.keras.layers.Dense(PIXELS, name="logits"),
    ]
)
adam = tf.keras.optimizers.Adam(0.003)
weights = encoder.trainable_variables + decoder.trainable_variables


@tf.function
def step(batch):
    with tf.GradientTape() as tape:
        mean, log_scale = tf.split(encoder(batch / 16), 2, axis=1)
        z = mean + tf.exp(log_scale) * tf.random.normal(tf.shape(mean))
        logits = decoder(z)
        likelihood = tf.reduce_sum(batch * logits - 16 * tf.nn.softplus(logits), axis=1)
        kl = 0.5 * tf.reduce_sum(mean**2 + tf.exp(2 * log_scale) - 1 - 2 * log_scale, axis=1)
        loss = tf.reduce_mean(kl - likelihood)
    adam.apply_gradients(zip(tape.gradient(loss, weights), weights))
    return loss


for epoch in range(300):
    for batch in tf.data.Dataset.from_tensor_slices(x).shuffle(1500, seed=epoch).batch(100):
        loss = step(batch)
print("nats an image, up to a constant:", float(loss))

here.mkdir(parents=True, exist_ok=True)
decoder.save(here / "digits-decoder.h5", include_optimizer=False)
signature = (tf.TensorSpec((None, CODE), tf.float32, name="code"),)
tf2onnx.convert.from_keras(decoder, signature, opset=11, output_path=str(here / "digits-decoder.onnx"))
frozen = convert_variables_to_constants_v2(tf.function(lambda code: decoder(code)).get_concrete_function(signature[0]))
tf.io.write_graph(frozen.graph.as_graph_def(), str(here), "digits-decoder.pb", as_text=False)
codes = np.array([[0.5, -1, 0.25, 2], [-1.5, 0.3, 0.8, 0]], dtype=np.float32)
np.savetxt(here / "digits-decoder.csv", decoder(codes).numpy(), fmt="%.7g", delimiter=",")
