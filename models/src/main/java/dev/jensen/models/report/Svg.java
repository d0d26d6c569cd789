package dev.jensen.models.report;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;

/** What a painter paints, as an SVG element; the only class that knows Batik. */
final class Svg {
    private static final int DECIMALS = 2; // of a pixel
    private static final String MARK = "jensen-id-";

    private Svg() {}

    /**
     * Writes an element that scales with the room it is given. Its ids begin with a fingerprint of the picture, so that several
     * pictures can stand in one page.
     */
    static String of(int width, int height, Consumer<Graphics2D> painter) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(emptyDocument());
        context.setPrecision(DECIMALS);
        context.setComment(null);
        context.setIDGenerator(new SVGIDGenerator() {
            private int last;

            @Override
            public String generateID(String prefix) {
                last++;
                return MARK + last;
            }
        });
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(width, height));
        painter.accept(graphics);
        StringWriter writer = new StringWriter();
        try {
            graphics.stream(writer, true);
        } catch (SVGGraphics2DIOException e) {
            throw new IllegalStateException("a picture in memory cannot fail to be written", e);
        }
        String document = writer.toString();
        String element = document.substring(document.indexOf("<svg")); // without a document type on the web
        String scaling = element.replaceFirst("<svg ", "<svg viewBox=\"0 0 " + width + " " + height + "\" ")
                .replace("\n", " ")
                .replaceAll(" +(/?>)", "$1")
                .replace("<defs id=\"genericDefs\"/>", "");
        return scaling.replace(MARK, "p" + fingerprint(scaling) + "-").strip() + "\n";
    }

    private static String fingerprint(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toString(sum.getValue(), Character.MAX_RADIX);
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own XML parser is missing", e);
        }
    }
}
