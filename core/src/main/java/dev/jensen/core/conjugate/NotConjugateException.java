package dev.jensen.core.conjugate;

/** A model is not conditionally conjugate: the message names the latent, the factor that prevents it, and the way out. */
public final class NotConjugateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private static final String WAY_OUT =
            "; give a precision a gamma law, a variance an inverse gamma law, probabilities a Dirichlet or beta law and a mean a normal"
                    + " law, or fit without conjugacy, with fit()";

    NotConjugateException(String what) {
        super(what + WAY_OUT);
    }
}
