package dev.jensen.models.report;

/**
 * Results as a notebook shows them: a piece of HTML with its own style, for a Jupyter kernel's {@code display}.
 *
 * <pre>{@code
 * display("text/html", Display.html(fit));   // verdict and table; in IJava and JJava the type comes last
 * }</pre>
 */
public final class Display {
    private Display() {}

    /**
     * Returns a piece of HTML that needs nothing beside it.
     *
     * @param result a fit, a summary, a verdict, a picture, a plot, a table; anything else as it prints
     */
    public static String html(Object result) {
        return Page.fragment(result);
    }
}
