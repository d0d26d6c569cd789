package dev.jensen.models.io;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A group of Zarr arrays of format version 2 in a folder, with the names of dimensions as xarray writes them: each array is one chunk, not
 * compressed. The format is a few lines of JSON beside raw numbers, which is why no library writes it here.
 */
final class ZarrGroup {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Charset UTF_32 = Charset.forName("UTF-32LE");

    private final Path root;
    private final String prefix; // of keys in the metadata of the whole, such as "posterior/"
    private final ObjectNode all;

    private ZarrGroup(Path root, String prefix, ObjectNode all) throws IOException {
        this.root = root;
        this.prefix = prefix;
        this.all = all;
        Files.createDirectories(root.resolve(prefix));
        write(".zgroup", JSON.createObjectNode().put("zarr_format", 2));
    }

    /** Begins with the root. */
    static ZarrGroup root(Path folder) throws IOException {
        return new ZarrGroup(folder, "", JSON.createObjectNode());
    }

    /** Makes a group in this one. */
    ZarrGroup group(String name) throws IOException {
        return new ZarrGroup(root, prefix + name + "/", all);
    }

    /** Sets the attributes of the group. */
    void attributes(ObjectNode attributes) throws IOException {
        write(".zattrs", attributes);
    }

    /**
     * Writes numbers.
     *
     * @param dims names of the dimensions
     * @param shape sizes, as many
     * @param values the last dimension fastest
     */
    void numbers(String name, List<String> dims, int[] shape, double[] values) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(8, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        array(name, dims, shape, "<f8", bytes.array());
    }

    /** Writes whole numbers from 0 on, the coordinate of a dimension without labels. */
    void counting(String name, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 * size).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < size; i++) {
            bytes.putLong(i);
        }
        array(name, List.of(name), new int[] {size}, "<i8", bytes.array());
    }

    /** Writes texts, the coordinate of a dimension with labels. */
    void texts(String name, List<String> texts) throws IOException {
        int longest = Math.max(
                1,
                texts.stream()
                        .mapToInt(text -> text.codePointCount(0, text.length()))
                        .max()
                        .orElse(1));
        byte[] bytes = new byte[4 * longest * texts.size()];
        for (int i = 0; i < texts.size(); i++) {
            byte[] own = texts.get(i).getBytes(UTF_32);
            System.arraycopy(own, 0, bytes, 4 * longest * i, own.length);
        }
        array(name, List.of(name), new int[] {texts.size()}, "<U" + longest, bytes);
    }

    private void array(String name, List<String> dims, int[] shape, String type, byte[] bytes) throws IOException {
        Files.createDirectories(root.resolve(prefix + name));
        ObjectNode array = JSON.createObjectNode().put("zarr_format", 2);
        var sizes = array.putArray("shape");
        var chunks = array.putArray("chunks");
        for (int size : shape) {
            sizes.add(size);
            chunks.add(Math.max(1, size));
        }
        array.put("dtype", type).put("order", "C");
        array.putNull("compressor");
        array.putNull("fill_value");
        array.putNull("filters");
        write(name + "/.zarray", array);
        ObjectNode attributes = JSON.createObjectNode();
        var names = attributes.putArray("_ARRAY_DIMENSIONS");
        dims.forEach(names::add);
        write(name + "/.zattrs", attributes);
        String chunk = shape.length == 0 ? "0" : "0" + ".0".repeat(shape.length - 1);
        Files.write(root.resolve(prefix + name).resolve(chunk), bytes);
    }

    private void write(String key, ObjectNode value) throws IOException {
        all.set(prefix + key, value);
        Files.writeString(root.resolve(prefix + key), JSON.writeValueAsString(value));
    }

    /** Writes the metadata of all groups at one place; the root's last act. */
    void consolidate() throws IOException {
        ObjectNode whole = JSON.createObjectNode().put("zarr_consolidated_format", 1);
        whole.set("metadata", all);
        Files.writeString(root.resolve(".zmetadata"), JSON.writeValueAsString(whole));
    }
}
