package dev.jensen.examples;

/** One numbered lesson: a class named E, two digits, and what it is about, with a constructor without arguments. */
public interface Lesson {
    /**
     * Tells the story, fits what there is to fit, and checks the answer.
     *
     * @param page where the story goes
     * @throws AssertionError if an answer is wrong: which, and by how much
     */
    void tell(Notebook page);

    /** Returns what it shows, in a line of the gallery. */
    String about();

    /** Returns the name by which {@link Main} knows it: its class's. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Returns the command that runs it, in the folder above. */
    default String command() {
        return "mvn -ntp -q compile exec:exec -Dlessons=" + name();
    }
}
